import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// What a facilitator sees, key by key.
@Suite struct FormScriptTests {
  @Test func oneQuestionShowsAtATimeWithTheAnswersSoFar() throws {
    var sitting = try FormCase()
    #expect(sitting.asked == "Form number:")
    try sitting.type("R-017⏎")
    #expect(sitting.place == "Question 1 (1 of 5)" && sitting.asked == "Which best describes you?")
    #expect(sitting.screen.notes == ["Please don't write names."])
    try sitting.type("2")
    #expect(sitting.asked == "How safe do you feel?")
    try sitting.type("3")
    #expect(sitting.screen.earlier.map(\.answer) == ["Parent", "Safe", ""])
    #expect(sitting.screen.earlier.map(\.number) == ["1", "2", "3"])
    #expect(sitting.screen.earlier.last?.isCurrent == true)
  }

  @Test func theFootNamesTheKeysThatWorkHere() throws {
    var sitting = try FormCase()
    try sitting.type("⏎1")
    #expect(
      sitting.screen.foot.map(\.key) == [
        "1…3, 9", "Enter", "!", "?", "+", "/", "Shift-Tab", "Ctrl-Z", "Esc", "F1", "Ctrl-C",
      ])
    try sitting.type("3")
    #expect(!sitting.screen.foot.map(\.key).contains("+"), "several may be ticked here")
  }

  @Test func theMenuDoesWhatAltAndTheLetterDo() throws {
    for keys in ["⏎1~e", "⏎1⎋e", "⏎1⎋↓↓↓↓⏎"] {
      var sitting = try FormCase()
      try sitting.type(keys)
      #expect(sitting.asked == "Is this right?", "\(keys)")
    }
  }

  @Test("Whoever types on where “Leave?” is asked neither leaves nor answers", arguments: ["^c", "⎋q"])
  func onlyTheKeysOfTheQuestionAnswerIt(_ keys: String) throws {
    var sitting = try FormCase()
    try sitting.type("⏎1" + keys)
    #expect(sitting.asked == "Leave?")
    try sitting.type("213↓⌫ x")
    #expect(sitting.asked == "Leave?")
    try sitting.type("⎋")
    #expect(sitting.asked == "How safe do you feel?" && sitting.screen.field == nil)
    #expect(try sitting.drafts[0].response.answers.count == 1)
  }

  @Test func keysThatAreNotInTheMenuLeaveItOpen() throws {
    var sitting = try FormCase()
    try sitting.type("⏎1⎋31")
    #expect(sitting.asked == "What shall be done?" && sitting.told == "No such letter in the menu.")
    try sitting.type("⎋~hxyz2")
    #expect(sitting.asked == "Help")
    try sitting.type("⎋")
    #expect(sitting.asked == "How safe do you feel?")
  }

  @Test func lettersNarrowTheChoicesUntilOneIsLeft() throws {
    var sitting = try FormCase()
    try sitting.type("⏎p")
    #expect(sitting.screen.options.map(\.label) == ["Parent", "Professional"])
    try sitting.type("⏎")
    #expect(sitting.told?.hasPrefix("That could be 2 Parent or 3 Professional.") == true)
    try sitting.type("r")
    #expect(sitting.screen.options.map(\.isFocused) == [true])
    try sitting.type("⏎")
    #expect(sitting.screen.earlier[0].answer == "Professional")
  }

  @Test func aNumberTakesAtOnceOnlyWhereNoOtherBeginsWithIt() throws {
    var many = Survey.evening
    many.questions[1].choices = (1...12).map {
      Choice(id: Choice.ID("c\($0)"), label: LocalizedText("Label \($0)"))
    }
    var sitting = try FormCase(many)
    try sitting.type("⏎1")
    #expect(sitting.asked == "Which best describes you?")
    try sitting.type("1⏎")
    #expect(sitting.screen.earlier[0].answer == "Label 11")
    try sitting.type("^z1⏎")
    #expect(sitting.screen.earlier[0].answer == "Label 1")
  }

  @Test func whatWasTakenAtOnceCanBeTakenBackAtOnce() throws {
    var sitting = try FormCase()
    try sitting.type("⏎13^z")
    #expect(sitting.asked == "How safe do you feel?" && sitting.screen.earlier.count == 2)
    try sitting.type("^z")
    #expect(sitting.asked == "Which best describes you?")
    try sitting.type("^y^y")
    #expect(sitting.asked == "What did you talk about?")
    #expect(sitting.screen.earlier.map(\.answer) == ["Member of a faith community", "Safe", ""])
  }

  @Test func anEnterTypedAheadAfterARefusedKeyLeavesNothingUnanswered() throws {
    var sitting = try FormCase()
    try sitting.type("⏎17⏎")
    #expect(sitting.asked == "How safe do you feel?" && sitting.told == "Enter again leaves it as it is.")
    try sitting.type("⏎")
    #expect(sitting.asked == "What did you talk about?")
  }

  @Test func answersHiddenBySkipLogicAreShownMarkedAndComeBack() throws {
    var sitting = try FormCase()
    try sitting.type("⏎4Imam⏎3⏎⏎⏎~e")
    try sitting.type("1⏎1")
    #expect(sitting.screen.earlier.first { $0.answer == "Imam" }?.mark == .hidden)
    try sitting.type("~e⏎")
    let stored = try #require(try sitting.responses.first)
    #expect(stored["role_other"] == .missing(.notAsked))
    #expect(stored.details?.hidden == ["role_other": .text("Imam")])
    try sitting.type("⏎4Imam⏎^g1⏎1^z~e⏎")
    #expect(try sitting.stored().last == "person role=other role_other=“Imam”")
  }

  @Test func aBrokenConstraintIsExplainedInTheSurveysWordsAndNothingIsStored() throws {
    var sitting = try FormCase()
    try sitting.type("⏎1113⏎")
    #expect(sitting.told?.hasPrefix("“None” can't be ticked with a topic. Try again") == true)
    #expect(sitting.told?.contains("Alt-U") == true)
    #expect(sitting.screen.options.map(\.isChosen) == [true, false, true], "what was ticked stays")
    #expect(try sitting.drafts[0].response.answers["topics"] == nil)
    try sitting.type("~u")
    #expect(sitting.asked == "What concerns you most?")
  }

  @Test func whatCantBeTakenWaitsWhereItWasTyped() throws {
    var sitting = try FormCase()
    try sitting.type("⏎1113⇤")
    #expect(sitting.asked == "How safe do you feel?")
    try sitting.type("~e⏎")
    #expect(sitting.asked == "What did you talk about?")
    #expect(sitting.screen.options.map(\.isChosen) == [true, false, true])
    #expect(try sitting.stored().isEmpty)
    try sitting.type("3⏎~e⏎")
    #expect(try sitting.stored() == ["person role=faith role_other=!not_asked safe=1 topics=hate"])
  }

  @Test func goingBackKeepsWhatIsHalfTyped() throws {
    var sitting = try FormCase()
    try sitting.type("⏎11⏎half a sent⇤")
    #expect(sitting.asked == "What did you talk about?")
    try sitting.type("⏎")
    #expect(sitting.screen.field?.text == "half a sent")
  }

  @Test func theNextNumberIsProposedWithItsZeros() throws {
    var sitting = try FormCase()
    try sitting.type("R-009⏎1~e⏎")
    #expect(sitting.screen.field?.placeholder == "R-010")
    try sitting.type("⏎2~e⏎~n")
    #expect(sitting.asked == "Which best describes you?")
    try sitting.type("3~e⏎")
    #expect(try sitting.responses.map(\.key) == ["R-009", "R-010", nil])
    #expect(FormNumber.next(after: "0099") == "0100" && FormNumber.next(after: "A") == nil)
  }

  @Test func aTakenNumberSaysWhoHasIt() throws {
    let store = InMemoryStore()
    var asha = try FormCase(store: store, identities: "asha")
    try asha.type("7⏎1~e⏎")
    var ben = try FormCase(by: "Ben", store: store, identities: "ben")
    try ben.type("7⏎")
    #expect(ben.told?.contains("on response 1, stored by Asha on 9 October 2019") == true)
    try ben.type("⌦8⏎2")
    try asha.type("8⏎")
    #expect(asha.told?.contains("on a form that Ben began on 9 October 2019") == true)
    try asha.type("⏎")
    #expect(asha.asked == "Which best describes you?")
    try ben.type("~e⏎")
    try asha.type("3~e⏎")
    #expect(asha.told?.hasPrefix("The number of this form is taken: it is on response 2") == true)
    try asha.type("9⏎⏎")
    #expect(try asha.responses.map(\.key) == ["7", "8", "9"])
  }

  @Test func aFormThatItsOwnerStoredMeanwhileIsNotGoneOnWith() throws {
    let store = InMemoryStore()
    var asha = try FormCase(store: store, identities: "asha")
    try asha.type("⏎1")
    var ben = try FormCase(by: "Ben", store: store, identities: "ben")
    #expect(ben.screen.options.count == 2)
    try asha.type("~e⏎")
    try ben.type("1⏎")
    #expect(ben.told?.hasPrefix("That form was stored or dropped meanwhile.") == true)
    #expect(ben.asked == "Form number:" && ben.form.entry.form.batch == 0)
    #expect(try ben.stored().count == 1)
  }

  @Test func anAnswerIsKeptForTheNextFormsAndShownAsSuch() throws {
    var sitting = try FormCase()
    try sitting.type("1⏎~k2~e⏎")
    try sitting.type("2⏎")
    #expect(sitting.screen.details.contains("Enter takes: Parent"))
    try sitting.type("⏎~e⏎3⏎3~e⏎4⏎⏎~e⏎")
    let roles = try sitting.responses.map { $0["role"] }
    #expect(
      roles == [.choice("parent"), .choice("parent"), .choice("professional"), .choice("professional")])
  }

  @Test func theNumberIsPutRightFromAnywhere() throws {
    var sitting = try FormCase()
    try sitting.type("17⏎13~f⌫8⏎")
    #expect(sitting.asked == "What did you talk about?")
    try sitting.type("~e~f⏎")
    #expect(sitting.asked == "Is this right?")
    try sitting.type("⏎")
    #expect(try sitting.responses.map(\.key) == ["18"])
  }

  @Test func theLanguageOfTheLabelsChangesInMidForm() throws {
    var sitting = try FormCase()
    try sitting.type("⏎1~lpl⏎")
    #expect(sitting.asked == "Jak bezpiecznie się czujesz?")
    #expect(sitting.screen.options.map(\.label).first == "Niebezpiecznie")
    try sitting.type("3~l1⏎")
    #expect(sitting.screen.earlier[1].answer == "Safe")
    try sitting.type("~lxx⏎")
    #expect(sitting.told == "The survey is there in: en, pl. Type one of them.")
  }

  @Test func remarksMarksAndOriginsAreKeptWithTheForm() throws {
    var sitting = try FormCase()
    try sitting.type("⏎1~d3~rpage 2 is torn⏎⏎It is noisy.~opl⏎Anna⏎Jest głośno.⏎⏎~w~e⏎")
    let details = try #require(try sitting.responses.first?.details)
    #expect(details.note == "page 2 is torn" && details.secondLook && details.doubtful == ["safe"])
    #expect(
      details.origins == [
        "concerns": TextOrigin(language: "pl", original: "Jest głośno.", translatedBy: "Anna")
      ])
  }

  @Test func theProgressCountsAllFormsOfTheSession() throws {
    var sitting = try FormCase(companions: EntryCompanions(expectedForms: 61))
    try sitting.type("1⏎1~e⏎2⏎1~e⏎")
    #expect(sitting.screen.progress == "Form 3 of this sitting · 2 of 61")
  }

  @Test func leavingIsAskedAndKeepsTheForm() throws {
    var sitting = try FormCase()
    try sitting.type("5⏎1^c")
    #expect(sitting.asked == "Leave?")
    try sitting.type("⎋")
    #expect(sitting.asked == "How safe do you feel?")
    try sitting.type("^c⏎")
    #expect(sitting.screen.isFinished && sitting.form.unfinished.number == "5")
    var later = try FormCase(store: sitting.store, identities: "later")
    try later.type("⏎")
    #expect(later.asked == "How safe do you feel?")
  }
}
