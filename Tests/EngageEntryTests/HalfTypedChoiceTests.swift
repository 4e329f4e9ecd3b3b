import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// Words typed at a list of choices, those that fit and those that don't.
@Suite struct HalfTypedChoiceTests {
  private static func choices(_ labels: String...) -> [Choice] {
    labels.enumerated().map { Choice(id: Choice.ID("c\($0.offset + 1)"), label: LocalizedText($0.element)) }
  }

  private static let topics = choices("Dark underpass", "Dogs", "Knives")
  private static let survey = Survey(
    id: "evening", title: "An evening",
    questions: [
      Question(
        id: "agree", type: .selectOne, label: "Do you agree?",
        choices: choices("Agree", "Not sure", "No", "Disagree", "Somewhat")),
      Question(id: "topics", type: .selectMultiple, label: "What did you talk about?", choices: topics),
      Question(id: "order", type: .rank, label: "Put in order", choices: topics),
    ])

  private func sitting(_ keys: String) throws -> FormCase {
    var sitting = try FormCase(HalfTypedChoiceTests.survey)
    try sitting.type("⏎" + keys)
    return sitting
  }

  @Test(
    "Words that fit no choice stand as they were typed, and nothing is taken",
    arguments: ["Dunno", "discard", "don't know", "s x", "no3", "!x"])
  func unfit(_ typed: String) throws {
    var sitting = try sitting(typed.replacing("!", with: "q"))
    let written = typed.replacing("!", with: "q")
    #expect(sitting.screen.field?.text == written)
    #expect(sitting.told?.hasPrefix("No choice begins with “\(written)”. Backspace") == true)
    try sitting.type("⏎⏎↓⏎")
    #expect(sitting.asked == "Do you agree?" && sitting.screen.field?.text == written)
    #expect(sitting.told?.hasPrefix("No choice begins with") == true)
    try sitting.type("⌦")
    #expect(sitting.told == nil && sitting.screen.field == nil)
    try sitting.type("4")
    #expect(sitting.screen.earlier.first?.answer == "Disagree")
  }

  @Test func aLetterThatFitsNothingIsTakenBackByItself() throws {
    var sitting = try sitting("dix")
    #expect(sitting.screen.options.count == 5, "all are shown where none fits")
    try sitting.type("⌫⏎")
    #expect(sitting.screen.earlier.first?.answer == "Disagree")
  }

  @Test("Where several are ticked or ranked, words that fit nothing tick nothing", arguments: ["", "⏎"])
  func unfitAmongSeveral(_ before: String) throws {
    var sitting = try sitting("1\(before)dont know, 1")
    #expect(sitting.screen.field?.text == "dont know 1")
    #expect(sitting.screen.options.allSatisfy { !$0.isChosen && $0.place == nil })
    try sitting.type("⏎")
    #expect(sitting.told?.hasPrefix("No choice begins with") == true)
    #expect(sitting.screen.options.allSatisfy { !$0.isChosen && $0.place == nil })
  }

  @Test func aBlankIsPartOfALabelAndTicksOnlyWhereNothingIsTyped() throws {
    var sitting = try sitting("1dark under")
    #expect(sitting.screen.field?.text == "dark under")
    try sitting.type(",↓ ⏎")
    #expect(sitting.asked == "Put in order")
    #expect(try sitting.drafts[0].response.answers["topics"] == .choices(["c1", "c2"]))
  }

  @Test("A whole label is meant although others begin with it", arguments: ["no", "No", "NO"])
  func exactLabel(_ typed: String) throws {
    var sitting = try sitting(typed)
    #expect(sitting.screen.options.map(\.label) == ["Not sure", "No"], "typing more still narrows")
    #expect(sitting.screen.foot.first == EntryScreen.Hint("Enter", "3 No"))
    try sitting.type("⏎")
    #expect(sitting.screen.earlier.first?.answer == "No")
  }

  @Test func theArrowsChooseAmongThoseThatFit() throws {
    var sitting = try sitting("no↑⏎")
    #expect(sitting.screen.earlier.first?.answer == "Not sure")
    sitting = try self.sitting("not⏎")
    #expect(sitting.screen.earlier.first?.answer == "Not sure")
  }

  @Test func theFootSaysWhatEnterTakesWhileSomethingIsTyped() throws {
    var sitting = try sitting("d")
    #expect(sitting.screen.foot.first == EntryScreen.Hint("Enter", "4 Disagree"))
    try sitting.type("z")
    #expect(sitting.screen.foot.first == EntryScreen.Hint("Backspace", "clears"))
    var number = try FormCase()
    try number.type("R-001⏎1~e⏎")
    #expect(number.screen.foot.first == EntryScreen.Hint("Enter", "R-002"))
    try number.type("R-001n")
    #expect(number.screen.foot.first == EntryScreen.Hint("Enter", "next"))
  }

  @Test func goingBackKeepsAChoiceThatIsHalfTyped() throws {
    var many = HalfTypedChoiceTests.survey
    many.questions[1].choices = (1...12).map {
      Choice(id: Choice.ID("t\($0)"), label: LocalizedText("Topic \($0)"))
    }
    var sitting = try FormCase(many)
    try sitting.type("⏎111⇤")
    #expect(sitting.asked == "Do you agree?")
    try sitting.type("⏎⏎⏎")
    #expect(try sitting.drafts[0].response.answers["topics"] == .choices(["t11"]))
  }

  @Test func aNumberTooLongIsNotCutDownToItsBeginning() throws {
    var many = HalfTypedChoiceTests.survey
    many.questions[0].choices = (1...12).map {
      Choice(id: Choice.ID("t\($0)"), label: LocalizedText("Topic \($0)"))
    }
    var sitting = try FormCase(many)
    try sitting.type("⏎13⏎")
    #expect(sitting.asked == "Do you agree?" && sitting.screen.field?.text == "13")
    #expect(
      sitting.told == "That is none of the choices. Type a number from 1 to 12, or the first letters of a "
        + "choice. Backspace clears what is typed.")
  }
}
