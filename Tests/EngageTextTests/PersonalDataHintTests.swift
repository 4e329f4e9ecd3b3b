import EngageModel
import EngageTesting
import EngageText
import Foundation
import Testing

@Suite struct PersonalDataHintTests {
  /// What is found, as `kind: words`.
  static func found(_ text: String, known: [String] = []) -> [String] {
    PersonalDataHint(knownWords: known).findings(in: text).map { "\($0.kind.rawValue): \(text[$0.range])" }
  }

  @Test(arguments: [
    ("I told Mrs Khan about it", "Mrs Khan"), ("mr khan knows", "mr khan"),
    ("Dr. Okafor-Smith came", "Dr. Okafor-Smith"),
    ("PC Smith was kind", "PC Smith"), ("My neighbour Zdzisław shouts", "Zdzisław"),
    ("my friend ahmed was hit", "ahmed"), ("a boy called Tyrell did it", "Tyrell"),
    ("Her name is Joy", "Joy"), ("Agnieszka runs the café", "Agnieszka"), ("so Łukasz left", "Łukasz"),
    ("We met Zbigniew Nowicki there", "Zbigniew Nowicki"), ("then Kasprzak told everybody", "Kasprzak"),
    ("near Kasprzak’s house", "Kasprzak’s"), ("It was Grace who came", "Grace"),
    ("my brother, Imran, was there", "Imran"), ("The man called ਗੁਰਪ੍ਰੀਤ helped", "ਗੁਰਪ੍ਰੀਤ"),
    ("Uncle Bob’s van", "Uncle Bob’s"), ("ring Siobhán", "Siobhán"),
  ])
  func aNameIsFound(text: String, name: String) {
    #expect(PersonalDataHintTests.found(text) == ["name: \(name)"])
  }

  @Test(arguments: [
    "Hope it gets better.", "I hope so, and will mark it in May.", "Nobody told us where to report.",
    "Buses in Rugby on Saturdays", "The Police and the Council should talk", "St John’s Church hall is cold",
    "George Eliot Hospital was good", "Facebook and TikTok are full of it", "I’d say so. I’m sure.",
    "THEY ARE SHOUTING AT US ALL DAY", "Muslims, Sikhs and Hindus are called Pakis", "Jesus loves you",
    "A tool called Blackboard", "Two to three men at 9.30 pm", "We have 3 busy roads",
    "MS Word and mr and mrs",
    "the Prophet Muhammad", "In the Home Office they said no", "Will they listen? Mark my words.",
    "My son Is scared", "The lady Visitor", "Prevent is a bad name.", "I miss England", "Dear Sir or Madam",
  ])
  func whatIsNoNameIsLeftAlone(text: String) {
    #expect(PersonalDataHintTests.found(text) == [])
  }

  @Test func wordsOfTheSurveyAreNoNames() {
    let question = Question(id: "met", type: .selectOne, label: "Have you met Harvey the dog at Ashley Hall?")
    let event = Event(
      id: "e", title: "Evening",
      sessions: [EngageModel.Session(id: "s", place: "Mia Park", venue: "Jasmine Inn")])
    let hint = PersonalDataHint(
      survey: Survey(id: "survey", title: "Survey", questions: [question]), events: [event])
    #expect(hint.findings(in: "We like Harvey and Jasmine; Mia too") == [])
    #expect(hint.kinds(in: "We like Oscar") == [.name])
  }

  @Test(arguments: [
    ("Ring 07700 900123 please", "07700 900123"), ("07700900123", "07700900123"),
    ("+44 7700 900123.", "+44 7700 900123"),
    ("tel (01926) 412 345", "(01926) 412 345"), ("024-7637-6000 ext 3", "024-7637-6000 ext 3"),
    ("+48 601 234 567", "+48 601 234 567"),
    ("call 0044 1926 412345", "0044 1926 412345"),
  ])
  func aTelephoneNumberIsFound(text: String, number: String) {
    #expect(PersonalDataHintTests.found(text) == ["telephone: \(number)"])
  }

  @Test func twoTelephoneNumbersInARowAreTwo() {
    #expect(PersonalDataHintTests.found("07700 900123 07700 900456").count == 2)
  }

  @Test(arguments: [
    "101 or 999", "0800 555 111", "0300 123 1234", "on 24.09.2019 and 2019-09-24", "£1,300,000",
    "52 people, 61 forms",
    "1234567890", "000 000 0000", "at 10 30 11 45 12 15", "0 1 2 3", "5 - 10 minutes", "01/02/2019",
  ])
  func otherNumbersAreLeftAlone(text: String) {
    #expect(PersonalDataHintTests.found(text) == [])
  }

  @Test(arguments: ["943 476 5919", "943-476-5919", "9434765919"])
  func anNHSNumberIsToldByItsCheckDigit(number: String) {
    #expect(PersonalDataHintTests.found("no \(number).") == ["NHS number: \(number)"])
    #expect(PersonalDataHintTests.found("no \(number.dropLast())8.") == [])
  }

  @Test func aNationalInsuranceNumberIsFoundUnlessItsPrefixIsNeverUsed() {
    #expect(
      PersonalDataHintTests.found("NI AB 12 34 56 C, ab123456c")
        == ["national insurance number: AB 12 34 56 C", "national insurance number: ab123456c"])
    for other in ["GB123456C", "QQ123456C", "AB123456E", "AB123456CD", "XAB123456C", "ABO23456C"] {
      #expect(PersonalDataHintTests.found(other) == [], "\(other)")
    }
  }

  @Test(arguments: [
    ("anna.k@example.org.", "email: anna.k@example.org"),
    ("ask żaneta@example.pl", "email: żaneta@example.pl"),
    ("follow @anna_k99!", "name on a social network: @anna_k99"),
  ])
  func addressesOfTheNetAreFound(text: String, finding: String) {
    #expect(PersonalDataHintTests.found(text) == [finding])
  }

  @Test(arguments: [
    ("in CV21 2AB now", "CV21 2AB"), ("cv212ab", "cv212ab"), ("W1A 1AA", "W1A 1AA"),
    ("EC1A  1BB", "EC1A  1BB"),
    ("M1 1AE", "M1 1AE"), ("gir 0aa", "gir 0aa"), ("B33 8TH", "B33 8TH"), ("DN55 1PT", "DN55 1PT"),
  ])
  func aPostcodeIsFound(text: String, postcode: String) {
    #expect(PersonalDataHintTests.found(text) == ["postcode: \(postcode)"])
  }

  @Test(arguments: [
    "on the M6 at 3pm", "CV21", "M25 3pm", "AA9 9AA", "A4 paper", "b4 2nite", "year 9 form 2b", "no1 2do",
  ])
  func whatIsNoPostcodeIsLeftAlone(text: String) {
    #expect(PersonalDataHintTests.found(text) == [])
  }

  @Test(arguments: [
    ("I live at 12 mill lane", "12 mill lane"), ("12a Lower Mill Street is dark", "12a Lower Mill Street"),
    ("We live in Mill Lane", "Mill Lane"),
  ])
  func anAddressIsFound(text: String, address: String) {
    #expect(PersonalDataHintTests.found(text) == ["address: \(address)"])
  }

  @Test(arguments: [
    "5 minutes drive", "a 20 mph road", "2 main road crossings", "Lights in Mill Lane are broken",
    "10 minutes walk",
  ])
  func streetsOfEverybodyAreLeftAlone(text: String) {
    #expect(PersonalDataHintTests.found(text) == [])
  }

  @Test(arguments: [
    ("born on 3 May 1985", "3 May 1985"), ("DOB 03/05/1985", "03/05/1985"),
    ("date of birth: 1985-05-03", "1985-05-03"),
    ("d.o.b. May 3rd, 1985", "May 3rd, 1985"),
  ])
  func aDateOfBirthIsFound(text: String, date: String) {
    #expect(PersonalDataHintTests.found(text) == ["date of birth: \(date)"])
    #expect(PersonalDataHintTests.found("It was \(date)") == [])
  }

  @Test func severalThingsAreToldOnceEachAndWithoutTheirWords() {
    let hint = PersonalDataHint()
    let text = "Mrs Khan, 07700 900123, or Mr Shah, 07700 900124, CV21 2AB"
    #expect(hint.kinds(in: text) == [.name, .telephone, .postcode])
    #expect(
      hint.words(for: text) == [
        "looks like somebody's name", "looks like a telephone number", "looks like a postcode",
      ])
  }

  @Test func anyTextIsReadWithoutATrap() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "Mr", "Khan", " ", ".", "0", "07700", "900123", "@", "(", "+44", "CV21", "2AB", "'", "’", "-",
      "\u{301}", "🇬🇧", "ਗੁ",
      "\u{0}", "\n", "born", "AB", "12", "3", "Lane", "of", "birth", "d.o.b", "\u{200f}", "İ", "ß",
    ]
    let hint = PersonalDataHint()
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      for finding in hint.findings(in: text) { #expect(!text[finding.range].isEmpty) }
    }
  }

  @Test func theSampleOfWeStandTogetherRaisesNoAlarm() throws {
    let root = try #require(PersonalDataHintTests.root)
    let csv = try String(
      contentsOf: root.appending(path: "Surveys/we-stand-together/samples/we-stand-together-2019.csv"),
      encoding: .utf8)
    let alarms = csv.split(separator: "\n").filter { !PersonalDataHint().findings(in: String($0)).isEmpty }
    #expect(alarms.isEmpty)
  }

  private static let root: URL? = {
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appending(path: "Surveys").path) { return folder }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  @Test func aThousandCharactersTakeLessThanAMillisecond() {
    let text = String(repeating: "We told Mrs Khan that nobody at the Council listens, on 3 May. ", count: 16)
    let hint = PersonalDataHint()
    _ = hint.findings(in: text)
    var best = Duration.seconds(9)
    for _ in 0..<20 { best = min(best, ContinuousClock().measure { _ = hint.findings(in: text) }) }
    #expect(best < .milliseconds(isDebug ? 20 : 1), "\(best)")
  }

  private var isDebug: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}
