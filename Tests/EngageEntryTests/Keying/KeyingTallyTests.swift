import EngageEntry
import EngageModel
import EngageStore
import Testing

@Suite("Agreement and errors of the first keying") struct KeyingTallyTests {
  func tally(_ evening: KeyingCase) throws -> KeyingTally {
    var tally = KeyingTally(evening.survey)
    for form in try evening.forms { tally.add(form) }
    return tally
  }

  func field(_ name: Question.ID, _ tally: KeyingTally) throws -> KeyingTally.Field {
    try #require(tally.fields.first { $0.field == .question(name) })
  }

  @Test("Before anybody settles, a difference may be an error of either") func undecided() throws {
    let evening = KeyingCase()
    try evening.second(of: evening.first("1", "safe=2; topics=hate"), "safe=3; topics=hate")
    try evening.second(of: evening.first("2", "safe=2"), "safe=2; topics=knives")
    let tally = try tally(evening)
    let safe = try field("safe", tally)
    #expect(safe.compared == 2 && safe.agreed == 1 && safe.wrong == 0 && safe.undecided == 1)
    #expect(tally.total.undecided == 2)
  }

  @Test("An error is where the settled answer differs from the first keying") func settled() throws {
    let evening = KeyingCase()
    try evening.second(of: evening.first("1", "safe=2; role=faith"), "safe=3; role=parent")
    var form = try evening.adjudication()
    try form.press("12⏎")
    let tally = try tally(evening)
    #expect(try field("role", tally).wrong == 0)
    #expect(try field("safe", tally).wrong == 1)
    #expect(tally.total.wrong == 1 && tally.total.undecided == 0)
    #expect(try evening.forms.map(\.state) == [.settled])
  }

  @Test("Several choices count as one field and box by box") func boxes() throws {
    let evening = KeyingCase()
    try evening.second(of: evening.first("1", "topics=hate+knives"), "topics=hate")
    try evening.second(of: evening.first("2", "topics=hate"), "topics=!unreadable")
    let topics = try field("topics", try tally(evening))
    #expect(topics.compared == 2 && topics.agreed == 0)
    #expect(topics.boxes == 6 && topics.boxesAgreed == 4)
  }

  @Test("Texts that differ tell how alike they are") func texts() throws {
    let evening = KeyingCase()
    try evening.second(of: evening.first("1", "concerns=Litter"), "concerns=Liter")
    try evening.second(of: evening.first("2", "concerns=Police"), "concerns=Police")
    let concerns = try field("concerns", try tally(evening))
    #expect(abs(try #require(concerns.similarity) - 5.0 / 6) < 1e-12)
    #expect(concerns.agreed == 1)
  }

  @Test("A form counts once, by its earliest second keying; withdrawn ones not at all") func once() throws {
    let evening = KeyingCase()
    let first = try evening.first("1", "safe=2")
    try evening.second(of: first, "safe=2")
    try evening.second(of: first, "safe=3", by: "Dee")
    let other = try evening.first("2", "safe=2")
    try evening.second(of: other, "safe=3")
    _ = try evening.store.withdraw([other], on: Occasion(at: "now", by: "Asha", why: "asked"))
    #expect(try evening.forms.map(\.state) == [.agreed])
  }

  @Test("What may be keyed wrong unnoticed: ticks and numbers that were answered") func size() {
    let form = Response(
      session: KeyingCase.place,
      answers: KeyingCase.answers("order=a>b; age=44; hours=!unreadable; rating=2.5", .allTypes))
    #expect(form.keyingSize(.allTypes) == 4)
    #expect(Response(session: KeyingCase.place).keyingSize(.allTypes) == 1)
    let table = Response(
      session: KeyingCase.place, unit: .table,
      details: ResponseDetails(
        table: TableNotes(points: ["concerns": [TablePoint(text: "Litter", agreed: 3, dots: 2)]])))
    #expect(table.keyingSize(.evening) == 3)
  }
}

@Suite("Planning the second keying") struct SecondKeyingPlanTests {
  func plan(_ evening: KeyingCase) throws -> SecondKeyingPlan {
    try SecondKeyingPlan(survey: evening.survey.id, session: KeyingCase.place, store: evening.store)
  }

  func draw(_ evening: KeyingCase, _ drawn: [Int64], of all: [Int64]) throws {
    try evening.store.keep(
      KeyingSample(
        survey: evening.survey.id, session: KeyingCase.place, percent: 20, seed: 1,
        drawn: Occasion(at: "now", by: "Asha", why: ""),
        forms: all.map { .init(response: $0, chance: 0.5, isDrawn: drawn.contains($0)) }))
  }

  @Test("Without a sample every stored form is to be keyed, until it is") func all() throws {
    let evening = KeyingCase()
    let one = try evening.first("R-001", "safe=2")
    try evening.first("R-002", "safe=3")
    #expect(try plan(evening).toKey.map(\.number) == ["R-001", "R-002"])
    try evening.second(of: one, "safe=2")
    let left = try plan(evening)
    #expect(left.toKey.map(\.number) == ["R-002"])
    #expect(left.forms.first?.state == .keyedTwice(by: "Ben"))
    guard case .refused(let words) = left.check("R-001", by: "Ben") else {
      Issue.record("keyed a third time")
      return
    }
    #expect(words.contains("already"))
  }

  @Test("With a sample only those drawn are to be keyed; others may be, with a word") func sample() throws {
    let evening = KeyingCase()
    let ids = try (1...4).map { try evening.first("R-00\($0)", "safe=2") }
    try draw(evening, [ids[1], ids[3]], of: ids)
    let plan = try plan(evening)
    #expect(plan.toKey.map(\.number) == ["R-002", "R-004"])
    guard case .ready(let form) = plan.check("r-002 ", by: "Ben") else {
      Issue.record("a drawn form can't be keyed")
      return
    }
    #expect(form.response == ids[1] && form.keyedBy == "Asha")
    guard case .warned(_, let words) = plan.check("R-001", by: "Ben") else {
      Issue.record("nothing is said of a form that was not drawn")
      return
    }
    #expect(words.count == 1 && words[0].contains("not drawn"))
  }

  @Test("A form that is not stored, or that somebody else has begun, can't be keyed a second time")
  func refused()
    throws
  {
    let evening = KeyingCase()
    let one = try evening.first(nil, "safe=2")
    guard case .refused = try plan(evening).check("R-9", by: "Ben") else {
      Issue.record("an unknown number was taken")
      return
    }
    #expect(try plan(evening).toKey.map(\.number) == ["#\(one)"])
    let sitting = try evening.store.openSitting(
      BatchDraft(kind: .entry, survey: "evening", event: KeyingCase.place.event, enteredBy: "Dee", at: "now"),
      answering: evening.survey)
    try evening.store.save(
      EntryDraft(
        id: "begun", batch: sitting.number, survey: "evening", enteredBy: "Dee", startedAt: "now",
        response: Response(session: KeyingCase.place), secondOf: one))
    guard case .refused(let words) = try plan(evening).check("#\(one)", by: "Ben") else {
      Issue.record("two people key the same form")
      return
    }
    #expect(words.contains("Dee"))
    guard case .ready = try plan(evening).check("#\(one)", by: "Dee") else {
      Issue.record("who has begun can't go on")
      return
    }
  }

  @Test("Who keyed the form first is warned, however the name is written") func own() throws {
    let evening = KeyingCase()
    try evening.first("R-001", "safe=2")
    guard case .warned(_, let words) = try plan(evening).check("R-001", by: " asha ") else {
      Issue.record("the same person was not warned")
      return
    }
    #expect(words[0].contains("yourself"))
  }
}
