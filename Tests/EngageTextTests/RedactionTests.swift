import EngageModel
import EngageTesting
import EngageText
import Testing

@Suite struct RedactionTests {
  static func redacted(_ text: String, places: [String] = [], events: [Event] = []) -> String {
    let suggester = RedactionSuggester(events: events, places: places)
    return RedactionSuggester.redacted(text, accepting: suggester.findings(in: text))
  }

  @Test(arguments: [
    ("Ring Anna on 07700 900123.", "Ring [name] on [telephone number]."),
    ("anna.k@example.org, www.example.org/anna", "[e-mail address], [web address]"),
    ("born 03/05/1985 in CV21 2AB", "born [date of birth] in [postcode]"),
    ("his van is AB12 CDE", "his van is [car registration]"),
    ("NHS 943 476 5919, NI AB 12 34 56 C", "NHS [NHS number], NI [National Insurance number]"),
    (
      "card 4111 1111 1111 1111, sort code 12-34-56 account 12345678",
      "card [bank card number], sort code [bank account]"
    ),
    ("follow @anna_k99", "follow [name on a social network]"),
    ("it is on t.me/anna99 and x.com/anna_k", "it is on [web address] and [web address]"),
    ("my NHS number is 943-476-5910", "my NHS number is [NHS number]"),
    ("ten digits are 943-476-5910", "ten digits are 943-476-5910"),
    ("the No.12 bus driver, the No 9 bus stop", "the No.12 bus driver, the No 9 bus stop"),
    ("Nothing to hide here", "Nothing to hide here"), ("", ""),
  ])
  func whatIsFoundIsReplacedByWhatItIs(text: String, expected: String) {
    #expect(RedactionTests.redacted(text) == expected)
  }

  @Test func theSamePersonKeepsTheSameNumber() {
    #expect(
      RedactionTests.redacted("I told Mrs Anna Khan and my neighbour Zbigniew; then Anna’s son hit Zbigniew.")
        == "I told [name 1] and my neighbour [name 2]; then [name 1]’s son hit [name 2].")
  }

  @Test func aPlaceOfTheListIsHiddenHoweverItIsWritten() {
    let places = ["Stanley Road", "St Mary’s Primary School", "Hill Top"]
    for text in ["STANLEY ROAD", "stanley rd", "Stanley  Road", "St Marys Primary School", "hill-top"] {
      #expect(
        RedactionTests.redacted("We are near \(text) every day", places: places)
          == "We are near [place] every day")
    }
    #expect(RedactionTests.redacted("Stanleyroad", places: places) == "Stanleyroad")
  }

  @Test func theTownsOfTheEventStayThoughTheListHasThem() {
    let event = Event(id: "e", title: "Evening", sessions: [EngageModel.Session(id: "s", place: "Rugby")])
    #expect(
      RedactionTests.redacted("Rugby and Hill Top", places: ["Rugby", "Hill Top"], events: [event])
        == "Rugby and [place]")
  }

  @Test func onlyWhatWasAcceptedIsReplaced() {
    let text = "Ring Anna on 07700 900123"
    let found = RedactionSuggester().findings(in: text)
    #expect(found.map(\.certainty) == [.suggested, .certain])
    #expect(RedactionSuggester.redacted(text, accepting: [found[1]]) == "Ring Anna on [telephone number]")
    #expect(RedactionSuggester.redacted(text, accepting: []) == text)
  }

  @Test func findingsThatOverlapOrLieOutsideDoNoHarm() {
    let text = "👩‍👩‍👧 Zoë"
    let all = text.startIndex..<text.endIndex
    let other = String(repeating: "x", count: 90)
    let outside = other.index(other.startIndex, offsetBy: 60)..<other.endIndex
    let inside = text.unicodeScalars.index(after: text.startIndex)
    let findings = [
      PersonalDataHint.Finding(.other, inside..<text.unicodeScalars.index(after: inside)),
      PersonalDataHint.Finding(.name, outside),
    ]
    #expect(RedactionSuggester.redacted(text, accepting: findings) == "[left out] Zoë")
    #expect(RedactionSuggester.redacted(text, accepting: findings + [.init(.name, all)]) == "[name]")
  }

  @Test func aRedactedTextHoldsNoIdentifier() {
    var variants = IdentifierVariants(seed: 11)
    for one in variants.cases(550) {
      #expect(RedactionSuggester.identifiers(in: RedactionTests.redacted(one.text)) == [], "\(one.text)")
    }
  }

  @Test func aHundredThousandTextsOfAnyCharactersAreReadWithoutATrap() {
    var random = SeededGenerator(seed: 23)
    let pieces = [
      "Mr ", "Khan", " ", "  ", ".", "0", "07700", "900123", "@", "(", ")", "+44", "CV21", "2AB", "’s", "-",
      "\u{301}",
      "🇬🇧", "ਗੁ", "\u{0}", "\r\n", "\n", "born", "AB", "12", "3", " Lane", " of ", "birth ", "d.o.b",
      "\u{200f}", "İ", "ß",
      "\u{200d}", "👩", "www.", "https://", " at ", " dot ", "com", "org", "[at]", "\u{ad}", "４", "٣", "é",
      "e\u{301}",
      "4111 1111", "GB29", "insta ", "J.", "\u{20e3}", "\u{fe0f}", "/", "#", "u/", "aged 14", " May ", "1985",
      "\u{1F1E6}",
    ]
    let suggester = RedactionSuggester(places: ["Mill Lane", "Khan"])
    for turn in 0..<100_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...9, using: &random) {
        text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
        if turn % 4 == 0, let any = Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &random)) {
          text.unicodeScalars.append(any)
        }
      }
      let found = suggester.findings(in: text)
      var end = text.startIndex
      for finding in found {
        #expect(finding.range.lowerBound >= end && !finding.range.isEmpty)
        #expect(text.wholeCharactersOnly(finding.range))
        end = finding.range.upperBound
      }
      _ = RedactionSuggester.redacted(text, accepting: found)
    }
  }
}

extension String {
  /// Whether a range begins and ends between characters.
  fileprivate func wholeCharactersOnly(_ range: Range<String.Index>) -> Bool {
    [range.lowerBound, range.upperBound].allSatisfy { String.Index($0, within: self) != nil }
  }
}
