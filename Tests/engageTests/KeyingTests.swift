import EngageEntry
import EngageModel
import EngageStatistics
import EngageStore
import Foundation
import Testing

@testable import engage

/// Second keying as the commands tell of it.
@Suite struct KeyingTests {
  static let place = SessionReference(event: "evening", session: "rugby")
  static let event = Event(
    id: "evening", survey: "evening", title: "An evening", sessions: [Session(id: "rugby")])
  static let survey = Survey(
    id: "evening", title: "An evening",
    questions: [
      Question(
        id: "safe", type: .scale, label: "How safe do you feel?",
        choices: ["1", "2", "3"].map { Choice(id: Choice.ID($0), label: LocalizedText($0)) }),
      Question(
        id: "topics", type: .selectMultiple, label: "What did you talk about?",
        choices: [Choice(id: "hate", label: "Hate crime"), Choice(id: "knives", label: "Knives")]),
      Question(id: "age", type: .integer, label: "How old are you?"),
      Question(id: "concerns", type: .text, label: "What concerns you?"),
    ])

  /// Forms keyed once, all alike.
  private func store(forms: Int) throws -> InMemoryStore {
    let store = InMemoryStore()
    for number in 1...forms {
      let answers: [Question.ID: Answer] = [
        "safe": .choice("2"), "topics": .choices(["hate"]), "age": .number(44), "concerns": .text("Litter"),
      ]
      let draft = try begin("first-\(number)", "Asha", answers, key: "R-\(number)", in: store)
      try store.complete(draft)
    }
    return store
  }

  private func begin(
    _ id: String, _ by: String, _ answers: [Question.ID: Answer], key: String? = nil, secondOf: Int64? = nil,
    in store: InMemoryStore
  ) throws -> EntryDraft {
    let sitting = try store.openSitting(
      BatchDraft(kind: .entry, survey: "evening", event: "evening", enteredBy: by, at: "now"),
      answering: Self.survey)
    let draft = EntryDraft(
      id: id, batch: sitting.number, survey: "evening", enteredBy: by, startedAt: "now",
      response: Response(session: Self.place, key: key, answers: answers), secondOf: secondOf)
    try store.save(draft)
    return draft
  }

  private func keyAgain(_ response: Int64, age: Double = 44, in store: InMemoryStore) throws {
    var answers = try #require(try store.response(response)).answers
    answers["age"] = .number(age)
    _ = try store.completeSecond(begin("second-\(response)", "Ben", answers, secondOf: response, in: store))
  }

  private func settleAll(_ choice: String, in store: InMemoryStore) throws {
    var form = try AdjudicationForm(
      survey: "evening", event: "evening", title: "", by: "Chris", store: store,
      surroundings: EntrySurroundings(now: { "now" }, today: { Clock.today }))
    while !form.screen.isFinished { try form.accept(form.screen.options.isEmpty ? "" : choice) }
  }

  private func draw(_ percent: Double, in store: InMemoryStore) throws -> KeyingSample? {
    try KeyingDraw(survey: Self.survey, session: Self.place, store: store).draw(
      percent: percent, seed: 7, on: Occasion(at: "now", by: "Asha", why: ""))
  }

  private func figures(_ store: InMemoryStore) throws -> KeyingFigures {
    try KeyingFigures(Self.survey, Self.event, session: nil, store: store)
  }

  @Test func aDrawKeepsTheChancesAndTheSeedAndAddsToEarlierOnes() throws {
    let store = try store(forms: 40)
    let sample = try #require(try draw(20, in: store))
    #expect(sample.forms.count == 40)
    #expect(sample.forms.count(where: \.isDrawn) == 8)
    #expect(sample.seed == 7)
    #expect(sample.forms.allSatisfy { abs($0.chance - 0.2) < 1e-9 }, "all forms are alike")
    #expect(try draw(20, in: store) == nil, "every form had its chance")
    let late = try begin("late", "Asha", ["safe": .choice("1")], key: "R-99", in: store)
    try store.complete(late)
    #expect(try draw(20, in: store)?.forms.map(\.chance) == [1])
    #expect(try store.samples(event: "evening").count == 2)
  }

  @Test func formsWithMoreToGoWrongHaveAGreaterChanceWithinBounds() throws {
    let store = try store(forms: 10)
    for number in 11...20 {
      let draft = try begin("plain-\(number)", "Asha", ["safe": .choice("1")], key: "P-\(number)", in: store)
      try store.complete(draft)
    }
    let sample = try #require(try draw(20, in: store))
    let chances = sample.forms.map(\.chance)
    #expect(chances[0] > chances[15])
    #expect(chances.allSatisfy { $0 >= 0.1 && $0 <= 1 })
    #expect(abs(chances.reduce(0, +) - 4) < 1e-9)
  }

  @Test func nothingIsSaidOfTheBatchUntilAllThatWereDrawnAreKeyed() throws {
    let store = try store(forms: 40)
    let drawn = try #require(try draw(20, in: store)).forms.filter(\.isDrawn).map(\.response)
    for response in drawn.dropLast() { try keyAgain(response, in: store) }
    let before = try figures(store)
    #expect(before.batch.toKey == 1 && before.batch.most == nil)
    #expect(before.text.contains("1 of those drawn is still to key"))
    try keyAgain(drawn[7], in: store)
    let after = try figures(store)
    let bound = try #require(after.batch.most?.upperBound())
    #expect(after.batch.fields == 32)
    // 8 forms of 4 fields with chance 0.2 count for 32 ÷ 0.8 = 40 fields, times (t₃₁ ÷ t₇)²; scipy 1.17:
    // beta.ppf(0.95, 1, 40 * (t.ppf(.975, 31) / t.ppf(.975, 7)) ** 2)
    #expect(abs(bound - 0.09577156937180402) < 1e-9)
    #expect(after.text.contains("at most 96 wrong fields in 1,000 (95%)"))
  }

  @Test func openDifferencesGiveAtLeastAndAtMostAndSettlingDecides() throws {
    let store = try store(forms: 40)
    let drawn = try #require(try draw(30, in: store)).forms.filter(\.isDrawn).map(\.response)
    for (place, response) in drawn.enumerated() {
      try keyAgain(response, age: place < 2 ? 45 : 44, in: store)
    }
    let open = try figures(store)
    #expect(open.batch.least?.rate == 0)
    #expect(abs(try #require(open.batch.most?.rate) - 2.0 / 48) < 1e-12)
    #expect(open.text.contains("between about 0 and 42 wrong fields in 1,000"))
    try settleAll("2", in: store)
    let settled = try figures(store)
    #expect(settled.batch.wrong == 2 && settled.batch.undecided == 0)
    #expect(settled.text.contains("about 42 wrong fields in 1,000"))
    let age = try #require(settled.tally.fields.first { $0.field == .question("age") })
    #expect(age.compared == 12 && age.agreed == 10 && age.wrong == 2)
    let interval = try #require(settled.errorInterval(age))
    // scipy 1.17: binomtest(2, 12).proportion_ci(method="wilson")
    #expect(abs(interval.lower - 0.04696514218385381) < 1e-9)
    #expect(abs(interval.upper - 0.4480308622529734) < 1e-9)
  }

  @Test func whereAllWereKeyedTwiceTheRateIsWhatWasFound() throws {
    let store = try store(forms: 6)
    for response in 1...6 { try keyAgain(Int64(response), age: response == 3 ? 45 : 44, in: store) }
    try settleAll("2", in: store)
    let figures = try figures(store)
    #expect(figures.batch.most?.rate == 1.0 / 24)
    #expect(figures.batch.most?.upperBound() == 1.0 / 24)
    #expect(figures.text.contains("too few"), "6 comparisons of a question get no interval")
  }

  @Test func whatWasNotDrawnByChanceSaysNothingAboutTheRest() throws {
    let store = try store(forms: 10)
    try keyAgain(1, in: store)
    let figures = try figures(store)
    #expect(figures.batch.most == nil)
    #expect(figures.text.contains("nothing is said about those keyed only once"))
  }

  @Test(arguments: ["20", "20%", "0.5%", "100"]) func aShareIsWrittenWithOrWithoutItsSign(_ typed: String) {
    #expect(Percent(argument: typed) != nil)
  }

  @Test(arguments: ["0", "-3", "101%", "a fifth", "", "%", "nan"]) func whatIsNoShareIsRefused(
    _ typed: String
  ) {
    #expect(Percent(argument: typed) == nil)
  }

  @Test func theCommandsDrawListAndReportWhatIsStored() throws {
    try withWorkspace { engage throws in
      let event = ["--event", EngageProgram.event]
      #expect(try engage.run(["keying", "list"] + event).status == 1, "nothing is stored")
      try engage.importSample()
      #expect(try engage.run(["keying", "list"] + event).output.contains("none was drawn"))
      let drawn = try engage.run(
        ["keying", "sample", "--percent", "20%", "--session", "rugby", "--seed", "7"] + event)
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(drawn.output.contains("drawn 5 of 25 forms (seed 7)"))
      let list = try engage.run(["keying", "list", "--format", "json"] + event)
      let rows = try #require(
        try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
      #expect(rows.count == 5)
      #expect(rows.allSatisfy { $0["state"] as? String == "to key" && $0["drawn"] as? Bool == true })
      let report = try engage.run(["keying", "report", "--format", "json"] + event).json()
      let batch = try #require(report["batch"] as? [String: Any])
      #expect(batch["to_key"] as? Int == 5 && batch["unspoken_for"] as? Int == 55)
      #expect(try engage.run(["keying", "adjudicate"] + event).output.contains("Nothing is waiting"))
      #expect(try engage.run(["keying", "sample", "--percent", "200"] + event).status == 64)
      #expect(try engage.run(["keying", "list", "--session", "nowhere"] + event).status == 1)
    }
  }
}
