import EngageEntry
import EngageModel
import EngageStore
import Testing

@Suite struct SittingTests {
  @Test func aSittingIsOneBatchOfManyForms() throws {
    var sitting = try EntryCase()
    #expect(try sitting.store.batches().isEmpty)
    #expect(try sitting.type("1|1|/e|⏎") == .accepted("Stored as response 1. 1 form in this sitting."))
    #expect(sitting.entry.prompt.progress == "Form 2 of this sitting")
    #expect(try sitting.type("2|2|/e|⏎") == .accepted("Stored as response 2. 2 forms in this sitting."))
    let batches = try sitting.store.batches()
    #expect(batches.map(\.stored) == [2])
    #expect(batches[0].draft.kind == .entry && batches[0].draft.enteredBy == "Asha")
  }

  @Test func aTableIsAskedForItsHeadCountAndItsWordsOnly() throws {
    var sitting = try EntryCase(unit: nil)
    #expect(sitting.entry.prompt.kind == .unit)
    try sitting.type("2|blue table|0")
    #expect(sitting.entry.prompt.kind == .headCount)
    try sitting.type("8")
    #expect(sitting.entry.prompt.kind == .question("concerns"))
    // The note introduces a question that a table is not asked.
    #expect(sitting.entry.prompt.notes.isEmpty)
    try sitting.type("It was reported.")
    #expect(sitting.entry.prompt.details.prefix(2) == ["Number: blue table", "People at the table: 8"])
    try sitting.type("⏎")
    // The next one is a table's again unless one says otherwise.
    try sitting.type("⏎|⏎|unknown|Nobody counted.|⏎|1|33|faith|/e|⏎")
    let skipped = "role=!not_asked role_other=!not_asked safe=!not_asked topics=!not_asked"
    #expect(
      try sitting.stored() == [
        "table of 8 #blue table \(skipped) concerns=“It was reported.” quote=!not_asked",
        "table \(skipped) concerns=“Nobody counted.” quote=!not_asked",
        "person #33 role=faith role_other=!not_asked",
      ])
  }

  @Test func aSurveyWithoutTablesRefusesTableNotes() {
    #expect(throws: Diagnostic.self) { try EntryCase(.allTypes, unit: .table) }
  }

  @Test func aNumberThatIsTakenIsRefusedAtOnce() throws {
    var sitting = try EntryCase()
    try sitting.type("7|1|/e|⏎")
    #expect(try sitting.type("7").words?.hasPrefix("A form with this number is stored already.") == true)
    #expect(sitting.entry.prompt.kind == .formNumber)
    try sitting.type("8|1|/e|⏎")
    #expect(try sitting.stored().count == 2)
  }

  @Test func aNumberTakenMeanwhileIsCorrectedWithoutLosingTheForm() throws {
    let store = InMemoryStore()
    var asha = try EntryCase(store: store, identities: "asha")
    try asha.type("7|1|3|hate")
    var ben = try EntryCase(by: "Ben", store: store, identities: "ben")
    try ben.type("⏎|7|2|/e|⏎")
    #expect(try asha.type("words|⏎|⏎").words?.hasPrefix("The number of this form is taken") == true)
    #expect(asha.entry.prompt.kind == .formNumber)
    #expect(try asha.drafts.count == 1)
    try asha.type("8")
    #expect(asha.entry.prompt.kind == .summary)
    try asha.type("⏎")
    #expect(
      try asha.stored() == [
        "person #7 role=parent role_other=!not_asked",
        "person #8 role=faith role_other=!not_asked safe=3 topics=hate concerns=“words”",
      ])
  }

  @Test func aSittingGoesOnAtTheVeryQuestionAfterAKill() throws {
    let store = InMemoryStore()
    var first = try EntryCase(store: store)
    try first.type("17|1|3")
    let asked = first.entry.prompt
    var second = try EntryCase(store: store, identities: "later")
    #expect(second.entry.prompt.kind == .resume)
    #expect(
      second.entry.prompt.options.map(\.label) == ["form 17, 2 answers, begun on 9 October 2019, 09:00 UTC"])
    try second.type("⏎")
    #expect(second.entry.prompt == asked)
    try second.type("hate|w|y|⏎|18|2|/e|⏎")
    #expect(try store.batches().map(\.stored) == [1, 1])
    #expect(try second.stored().count == 2)
  }

  @Test func anUnfinishedFormOfSomebodyElseIsOfferedButNotTakenByAnEmptyLine() throws {
    let store = InMemoryStore()
    var asha = try EntryCase(store: store)
    try asha.type("17|1")
    var ben = try EntryCase(by: "Ben", store: store, identities: "ben")
    #expect(ben.entry.prompt.options[0].label.hasSuffix(", by Asha"))
    try ben.type("⏎|18|2|/e|⏎")
    #expect(try ben.stored() == ["person #18 role=parent role_other=!not_asked"])
    #expect(ben.entry.prompt.kind == .formNumber)
    #expect(try ben.drafts.map(\.response.key) == ["17"])
  }

  @Test func quittingKeepsWhatWasEnteredAndNothingElse() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎|/q")
    #expect(sitting.entry.prompt.kind == .finished && !sitting.entry.hasUnfinishedForm)
    #expect(try sitting.drafts.isEmpty)
    var other = try EntryCase(store: sitting.store)
    try other.type("⏎|1|/q")
    #expect(other.entry.hasUnfinishedForm)
    #expect(try other.drafts.count == 1)
    #expect(try other.type("1") == .refused("Entry has ended."))
  }

  @Test func aFormIsDiscardedOnlyByTheWholeWord() throws {
    var sitting = try EntryCase()
    try sitting.type("5|1|/e|d")
    #expect(sitting.entry.prompt.kind == .summary)
    try sitting.type("discard")
    #expect(sitting.entry.prompt.kind == .formNumber)
    #expect(try sitting.drafts.isEmpty)
    #expect(try sitting.stored().isEmpty)
  }

  @Test func emptyLinesNeverStoreEmptyForms() throws {
    var sitting = try EntryCase()
    for _ in 0..<100 { _ = try sitting.entry.accept("") }
    #expect(sitting.entry.prompt.kind == .summary)
    #expect(try sitting.stored().isEmpty)
  }

  @Test func oneCanGoBackToTheNumberAndTheUnit() throws {
    var sitting = try EntryCase(unit: nil)
    try sitting.type("1|7|faith|/b|/b")
    #expect(sitting.entry.prompt.kind == .formNumber && sitting.entry.prompt.current == "7")
    try sitting.type("/b")
    #expect(sitting.entry.prompt.kind == .unit)
    guard case .refused = try sitting.type("/b") else {
      Issue.record("there is nothing before the unit")
      return
    }
    try sitting.type("⏎|/n|⏎|/e|⏎")
    #expect(try sitting.stored() == ["person role=faith role_other=!not_asked"])
  }

  @Test func aFormWhoseSittingWasTakenBackGoesIntoAnother() throws {
    var sitting = try EntryCase()
    try sitting.type("1|1|/e|⏎|2|1")
    try sitting.store.undo(batch: 1, by: "Ben", why: "a test")
    try sitting.type("3|/e|⏎")
    #expect(try sitting.stored() == ["person #2 role=faith role_other=!not_asked safe=3"])
    #expect(try sitting.store.batches().map(\.stored).last == 1)
  }

  @Test func aFormBegunWithAnOlderVersionIsFinishedWithIt() throws {
    let store = InMemoryStore()
    var first = try EntryCase(store: store)
    try first.type("1|1")
    var newer = Survey.evening
    newer.version = 2
    newer.questions.removeAll { $0.id == "safe" }
    var second = try EntryCase(newer, store: store, identities: "later")
    try second.type("⏎")
    #expect(second.entry.prompt.kind == .question("safe"))
    try second.type("3|/e|⏎|2|1")
    #expect(second.entry.prompt.kind == .question("topics"))
    try second.type("/e|⏎")
    let responses = try store.responses(ResponseQuery(survey: "evening"))
    #expect(responses.map(\.version) == [1, 2])
  }

  @Test func aPromptReadsAsPlainLines() throws {
    var sitting = try EntryCase()
    try sitting.type("⏎")
    #expect(sitting.entry.prompt.notes == ["Please don't write names."])
    sitting = try EntryCase()
    try sitting.type("17|1")
    #expect(
      sitting.entry.prompt.lines() == [
        "Form 1 of this sitting, question 2 of 5", "How safe do you feel?", "  1  Unsafe", "  2  Neither",
        "  3  Safe", "  9  Don't know",
        "  a number or the beginning of a label; Enter not answered, /b back, /q leaves, /? shows all",
      ])
    guard case .help(let words) = try sitting.type("/?") else {
      Issue.record("/? gives help")
      return
    }
    #expect(words.contains("/p  prefers not to say"))
  }
}
