import EngageEntry
import EngageModel
import Testing

@Suite struct TypedCorrectionTests {
  private static func choices(_ labels: [(String, LocalizedText)]) -> [Choice] {
    labels.map { Choice(id: Choice.ID($0.0), label: $0.1) }
  }

  private let survey = Survey(
    id: "s", title: "S", units: [.person, .table],
    questions: [
      Question(
        id: "safe", type: .scale, label: "Safe?",
        choices: choices([("1", "Unsafe"), ("2", "Neither"), ("3", "Safe")])),
      Question(
        id: "topics", type: .selectMultiple, label: "Topics",
        choices: choices([("knives", "Knife crime"), ("roads", "Road safety")])),
      Question(id: "comment", type: .text, label: "Comment"),
    ])

  private func correction(
    of response: Response, _ assignments: String...
  ) -> TypedCorrection {
    var correction = TypedCorrection(
      response, survey: survey, today: CalendarDate(daysSince1970: 20_000), secondsSinceMidnight: 0)
    correction.set(assignments)
    return correction
  }

  private var form: Response {
    Response(
      id: 7, session: SessionReference(event: "e", session: "rugby"), key: "12",
      answers: ["safe": .choice("1"), "comment": .text("buses")])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let typed: String
    let question: Question.ID
    let answer: Answer
    var testDescription: String { typed }

    init(_ typed: String, _ question: Question.ID, _ answer: Answer) {
      (self.typed, self.question, self.answer) = (typed, question, answer)
    }
  }

  @Test(arguments: [
    Case("safe=3", "safe", .choice("3")), Case("safe = Neither", "safe", .choice("2")),
    Case("safe=uns", "safe", .choice("1")), Case("safe=not answered", "safe", .missing(.notAnswered)),
    Case("safe=between_two", "safe", .missing(.betweenTwo)),
    Case("safe=/p", "safe", .missing(.preferNotToSay)),
    Case("topics=road, knife", "topics", .choices(["knives", "roads"])),
    Case("topics=unreadable", "topics", .missing(.unreadable)),
    Case("comment=a=b", "comment", .text("a=b")), Case("comment=//n", "comment", .text("/n")),
    Case("comment=", "comment", .missing(.notAnswered)),
  ]) func reads(_ what: Case) {
    let correction = correction(of: form, what.typed)
    #expect(correction.problems == [])
    #expect(correction.response[what.question] == what.answer)
    #expect(correction.response.key == "12")
  }

  @Test(arguments: [
    ("safe=9", "bad-answer"), ("topics=between two", "bad-answer"), ("safe=/b", "bad-answer"),
    ("saef=1", "unknown-question"), ("safe", "bad-assignment"),
  ]) func refuses(_ typed: String, _ rule: String) {
    #expect(correction(of: form, typed).problems.map(\.rule) == [rule])
  }

  @Test func aQuestionIsSetOnce() {
    #expect(correction(of: form, "safe=1", "safe=2").problems.map(\.rule) == ["given-twice"])
  }

  @Test func notesKeptPointByPointAreNotWrittenOver() {
    var table = form
    table.unit = .table
    table.answers = ["comment": .text("buses")]
    table.details = ResponseDetails(table: TableNotes(points: ["comment": [TablePoint(text: "buses")]]))
    #expect(correction(of: table, "comment=trains").problems.map(\.rule) == ["kept-in-points"])
    #expect(correction(of: table, "safe=1").problems.map(\.rule) == ["not-answered"])
  }

  @Test func placesAResponse() {
    var table = form
    (table.unit, table.answers) = (.table, [:])
    var correction = correction(of: table)
    correction.place(key: " 13 ", session: "nuneaton", people: "8", note: "torn")
    #expect(correction.problems == [])
    #expect(correction.response.key == "13")
    #expect(correction.response.session.session == "nuneaton")
    #expect(correction.response.people == 8)
    #expect(correction.response.details?.note == "torn")
    correction.place(key: "", session: nil, people: "unknown", note: "")
    #expect(correction.response.key == nil)
    #expect(correction.response.people == nil)
    #expect(correction.response.details == nil)
    correction.place(key: nil, session: nil, people: "many", note: nil)
    #expect(correction.problems.map(\.rule) == ["head-count"])
  }
}
