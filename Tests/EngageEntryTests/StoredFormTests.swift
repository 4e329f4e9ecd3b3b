import EngageEntry
import EngageModel
import EngageStore
import Testing

@Suite struct StoredFormTests {
  /// What is typed (lines parted by bars), and the response that it makes.
  static let cases: [(String, String)] = [
    (
      "17|1|3|1,2|Nobody listens.|y|⏎",
      "person #17 role=faith role_other=!not_asked safe=3 topics=hate+knives concerns=“Nobody listens.” quote=OK"
    ),
    ("⏎|Parent|dont|⏎|⏎|⏎|⏎", ""),
    ("⏎|Parent|don't|⏎|⏎|⏎|⏎", "person role=parent role_other=!not_asked safe=9"),
    ("⏎|PAR|9|2 1|⏎|⏎|⏎", "person role=parent role_other=!not_asked safe=9 topics=hate+knives"),
    (
      "⏎|prof|/p|none|⏎|⏎",
      "person role=professional role_other=!not_asked safe=!prefer_not_to_say topics=none concerns=!not_asked"
    ),
    (
      "⏎|4|Imam|/u|knives; hate|/p|n|⏎",
      "person role=other role_other=“Imam” safe=!unreadable topics=hate+knives concerns=!prefer_not_to_say"
    ),
    (
      "⏎|/m|/t|/n|//x|/n|⏎",
      "person role=!more_than_one_ticked role_other=!not_asked safe=!between_two concerns=“/x”"
    ),
    ("⏎|1|/e|⏎", "person role=faith role_other=!not_asked"),
    (
      "⏎|2|1|hate|first\\|second|//third|⏎|y|⏎",
      "person role=parent role_other=!not_asked safe=1 topics=hate concerns=“first\nsecond\n/third” quote=OK"
    ),
    ("⏎|1|1|1|old|/b|⏎|⏎|⏎", "person role=faith role_other=!not_asked safe=1 topics=hate concerns=“old”"),
    (
      "⏎|1|1|1|old|/b|new|y|⏎",
      "person role=faith role_other=!not_asked safe=1 topics=hate concerns=“new” quote=OK"
    ),
    (
      "⏎|1|1|1|old|/b|\\|more|⏎|⏎|⏎",
      "person role=faith role_other=!not_asked safe=1 topics=hate concerns=“old\nmore”"
    ),
    ("⏎|⏎|⏎|⏎|⏎|⏎|⏎|store", "person role_other=!not_asked"),
  ]

  @Test("What is typed becomes the stored response", arguments: cases)
  func stores(_ typed: String, _ expected: String) throws {
    var sitting = try EntryCase()
    try sitting.type(typed)
    #expect(try sitting.stored() == (expected.isEmpty ? [] : [expected]))
    #expect(try sitting.drafts.count == (expected.isEmpty ? 1 : 0))
  }

  static let typeCases: [(String, String)] = [
    ("c a", "order=c>a"), ("Gamma, the last > 1", "order=c>a"), ("3,1,2", "order=c>a>b"), ("/n|42", "age=42"),
    ("/n|1,300", "age=1300"), ("/n|1|-2.5", "hours=-2.5"), ("/n|1|/n|2.5", "rating=2.5"),
    ("/n|1|/n|/n|24/9/2019", "day=2019-09-24"), ("/n|1|/n|/n|2019-09-24", "day=2019-09-24"),
    ("/n|1|/n|/n|24th Sept 2019", "day=2019-09-24"), ("/n|1|/n|/n|/n|9.05", "at=32700s"),
    ("/n|1|/n|/n|/n|23:59:59", "at=86399s"), ("/n|1|/n|/n|/n|/n|⏎", "country=“England”"),
    ("/n|1|/n|/n|/n|/n|Wales", "country=“Wales”"), ("/n|1|/n|/n|/n|/n|/n", "age=1"),
    ("/n|1|/n|/n|/n|/n|/n|1|2", "town=northam"), ("/n|1|/n|/n|/n|/n|/n|2|3", "town=southam"),
    ("/n|19", "adult=“adult”"), ("/n|9", "adult=“young”"), ("/n|9", "source=“paper”"),
  ]

  @Test("Every type of question reads what people write", arguments: typeCases)
  func reads(_ typed: String, _ expected: String) throws {
    var sitting = try EntryCase(.allTypes)
    try sitting.type("⏎|\(typed)|/e|⏎")
    let stored = try sitting.stored(.allTypes)
    #expect(stored.count == 1 && (stored[0] + " ").contains(" \(expected) "), "\(stored)")
  }

  /// What is typed, and the beginning of what is said about the last line, which is not taken.
  static let refusals: [(String, String)] = [
    ("d", "That is none of the choices. Type a number from 1 to 3"), ("4", "That is none"),
    ("1,1", "A choice is there twice"), ("/n|4.5", "Type a whole number."),
    ("/n|four", "Type a whole number"),
    ("/n|1,30", "Type a whole number"), ("/n|⏎", "This question is marked required. Enter again"),
    ("/n|1|3,5", "Type a number, with a point"), ("/n|1|/n|6", "Type a number from 0 to 5 in steps of 0.5."),
    ("/n|1|/n|2.3", "Type a number from 0 to 5"), ("/n|1|/n|/n|31/2/2019", "There is no such day"),
    ("/n|1|/n|/n|24/9/19", "Type a date such as"), ("/n|1|/n|/n|/n|25:00", "Type a time such as 14:30"),
    ("/n|1|/n|/n|/n|/n|/n|/n|1", "No choice is offered after the answers so far"),
    ("/n|1|/n|/n|/n|/n|/n|1|No", "That is none"), ("/n|1|/n|/n|/n|/n|/n|1|3", "That is none"),
    ("/n|1|/n|/n|/n|/n|/n|1|n", "That could be 1 Nuneaton or 2 Northam."),
    ("/m", "That is for questions where one"),
    ("/xyz", "There is no such command."),
  ]

  @Test("What can't be taken is explained, and asked again", arguments: refusals)
  func refuses(_ typed: String, _ expected: String) throws {
    var sitting = try EntryCase(.allTypes)
    try sitting.type("⏎")
    let lines = typed.split(separator: "|", omittingEmptySubsequences: false)
    if lines.count > 1 { try sitting.type(lines.dropLast().joined(separator: "|")) }
    let before = sitting.entry.prompt
    let reply = try sitting.type(String(lines[lines.count - 1]))
    guard case .refused(let words) = reply else {
      // The one word that is the beginning of a label, where it is unambiguous, is taken.
      #expect(typed.hasSuffix("|No") && sitting.entry.prompt.kind == .summary)
      return
    }
    #expect(words.hasPrefix(expected))
    #expect(sitting.entry.prompt == before)
  }

  @Test func aRequiredQuestionIsLeftWithASecondEmptyLine() throws {
    var sitting = try EntryCase(.allTypes)
    try sitting.type("⏎|/n|⏎")
    #expect(sitting.entry.prompt.kind == .question("age"))
    try sitting.type("⏎")
    #expect(sitting.entry.prompt.kind == .question("hours"))
  }

  @Test func aBrokenConstraintShowsItsMessageInTheLanguageOfEntry() throws {
    var sitting = try EntryCase(language: "pl")
    #expect(try sitting.type("⏎|1|bezp|1,3").words?.hasPrefix("„Żadne” wyklucza inne.") == true)
    try sitting.type("3|⏎|⏎|⏎")
    #expect(try sitting.stored() == ["person role=faith role_other=!not_asked safe=3 topics=none"])
  }

  @Test func labelsFallBackToTheDefaultLanguage() throws {
    var sitting = try EntryCase(language: "pl")
    try sitting.type("⏎")
    #expect(sitting.entry.prompt.text == "Which best describes you?")
    try sitting.type("1")
    #expect(sitting.entry.prompt.text == "Jak bezpiecznie się czujesz?")
    #expect(sitting.entry.prompt.options.map(\.label).last == "Nie wiem")
    #expect(throws: Diagnostic.self) { try EntryCase(language: "de") }
  }

  @Test func answersHiddenByAChangeAreKeptWhileEnteringAndStoredAsNotAsked() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|other|Imam|3|hate|words|y")
    try sitting.type("/b|/b|/b|/b|/b|/b|professional|/e")
    #expect(
      sitting.entry.prompt.details.last?.hasPrefix("Kept, but counted nowhere, as it is not asked") == true)
    #expect(try sitting.drafts[0].response.answers["concerns"] == .text("words"))
    try sitting.type("/b|/b|/b|/b|other|/e")
    #expect(sitting.entry.prompt.details.contains("1  Other: what? Imam"))
    try sitting.type("/b|/b|/b|/b|/b|/b|prof|/e|⏎")
    #expect(
      try sitting.stored() == [
        "person role=professional role_other=!not_asked safe=3 topics=hate concerns=!not_asked quote=OK"
      ])
  }

  @Test func choicesThatAreNoLongerOfferedAreDropped() throws {
    var sitting = try EntryCase(.allTypes)
    try sitting.type("⏎|/n|30|/n|/n|/n|/n|/n|1|1")
    #expect(sitting.entry.prompt.details.contains("9  Town in North: Nuneaton"))
    try sitting.type("/b|/b|2")
    #expect(sitting.entry.prompt.options.map(\.label) == ["Southam"])
    #expect(sitting.entry.prompt.current == nil)
    try sitting.type("/e|⏎")
    #expect(
      try sitting.stored(.allTypes) == ["person age=30 county=s adult=“adult” source=“paper”"])
  }

  @Test func controlCharactersAreNotStored() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|1|1|1|a\u{1b}[31m\u{0}b\r|⏎|⏎")
    #expect(try sitting.stored()[0].contains("concerns=“a[31mb”"))
  }
}
