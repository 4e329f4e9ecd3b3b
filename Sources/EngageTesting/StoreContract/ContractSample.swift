import EngageModel
import EngageStore

/// The survey, answers and writing that the checks share.
enum Sample {
  struct Stop: Error {}

  static func choices(_ names: [String]) -> [Choice] {
    names.map { Choice(id: Choice.ID($0), label: LocalizedText("The \($0)")) }
  }

  /// A question of every type that takes answers.
  static let questions = [
    Question(id: "role", type: .selectOne, label: "Role", choices: choices(["faith", "parent", "young"])),
    Question(id: "safe", type: .scale, label: "Safe?", choices: choices(["1", "2", "3", "4", "5"])),
    Question(id: "agreed", type: .acknowledge, label: "Agreed?"),
    Question(
      id: "topics", type: .selectMultiple, label: "Topics", choices: choices(["knives", "drugs", "roads"])),
    Question(
      id: "many", type: .selectMultiple, label: "Many", choices: choices((0..<130).map { "m\($0)" })),
    Question(
      id: "order", type: .rank, label: "Order", choices: choices(["first", "second", "third", "fourth"])),
    Question(id: "age", type: .integer, label: "Age"),
    Question(id: "hours", type: .decimal, label: "Hours"),
    Question(id: "mark", type: .range, label: "Mark"),
    Question(id: "comment", type: .text, label: "Comment"),
    Question(id: "day", type: .date, label: "Day"),
    Question(id: "hour", type: .time, label: "Hour"),
    Question(id: "sum", type: .calculate, label: "Sum"),
    Question(id: "source", type: .hidden, label: "Source"),
    Question(id: "thanks", type: .note, label: "Thank you"),
  ]
  static let survey = Survey(
    id: "contract", version: 1, title: "Contract", units: [.person, .table], questions: questions)
  static let event: Event.ID = "event"
  static let rugby = SessionReference(event: event, session: "rugby")
  static let nuneaton = SessionReference(event: event, session: "nuneaton")
  static let elsewhere = SessionReference(event: "other-event", session: "rugby")

  static func schema(_ survey: Survey = survey) -> BatchSchema {
    BatchSchema(questions: survey.questions, sessions: [rugby, nuneaton, elsewhere])
  }

  static func draft(
    _ fingerprint: String? = nil, event: Event.ID = event, at: String = "2026-03-01T10:00:00Z"
  )
    -> BatchDraft
  {
    BatchDraft(
      kind: .import, survey: survey.id, event: event, enteredBy: "Ada", at: at, sourceName: "forms.csv",
      fingerprint: fingerprint)
  }

  static func batch(_ responses: [Response], _ survey: Survey = survey) -> ResponseBatch {
    var batch = ResponseBatch(schema: schema(survey))
    for response in responses { batch.append(response) }
    return batch
  }

  /// Imports responses in one batch.
  @discardableResult
  static func write(
    _ responses: [Response], to store: any ResponseStore, answering survey: Survey = survey,
    _ policy: ExistingKeyPolicy = .report, as draft: BatchDraft = draft()
  ) throws -> (batch: Batch?, result: AppendResult) {
    var result = AppendResult()
    let batch = try store.write(draft, answering: survey, onExistingKey: policy) { writer in
      result = try writer.append(Sample.batch(responses, survey))
      return .keep
    }
    return (batch, result)
  }

  static func form(
    _ key: String?, _ answers: [Question.ID: Answer] = [:], in session: SessionReference = rugby
  )
    -> Response
  {
    Response(session: session, key: key, answers: answers)
  }

  static let full: [Question.ID: Answer] = [
    "role": .choice("parent"), "safe": .choice("5"), "agreed": .choice("OK"),
    "topics": .choices(["knives", "roads"]), "many": .choices(["m0", "m61", "m62", "m63", "m64", "m129"]),
    "order": .ranking(["third", "first", "fourth", "second"]), "age": .number(-7), "hours": .number(1.25),
    "mark": .number(9_007_199_254_740_991), "comment": .text("„żółć“\n'; \"quoted\" 👩‍👩‍👧"),
    "day": .date(CalendarDate(daysSince1970: 18_163)), "hour": .time(34_200), "sum": .text(""),
    "source": .text("web"),
  ]

  static func live(_ store: any ResponseStore) throws -> [Response] {
    try store.responses(ResponseQuery(survey: survey.id))
  }

  /// What partitions give, in the order of numbers.
  static func scanned(_ store: any ResponseStore, _ schema: BatchSchema, parts: Int = 1) throws -> [Response]
  {
    var found: [Response] = []
    for part in try store.partitions(schema, atMost: parts) {
      try part.visit { batch in
        for row in 0..<batch.count { found.append(batch.response(at: row)) }
      }
    }
    return found.sorted { $0.id < $1.id }
  }
}
