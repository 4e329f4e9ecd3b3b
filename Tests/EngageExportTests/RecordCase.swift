import EngageExport
import EngageImport
import EngageModel
import EngageSheets
import EngageStore
import Foundation
import Testing

/// Responses to a survey in a store, and what becomes of them on the way out and back in.
struct RecordCase {
  static let event: Event.ID = "evening-2019"
  static let sessions = ["rugby", "nuneaton"].map { SessionReference(event: event, session: $0) }

  let survey: Survey
  let store = InMemoryStore()
  let folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)").path

  /// - Parameter responses: stored in this order.
  init(_ responses: [Response], survey: Survey = .everything) throws {
    self.survey = survey
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try add(responses, answering: survey)
  }

  func add(_ responses: [Response], answering survey: Survey) throws {
    let draft = BatchDraft(
      kind: .import, survey: survey.id, event: Self.event, enteredBy: "test", at: "2026-01-01T00:00:00Z")
    let schema = BatchSchema(questions: survey.questions, sessions: Self.sessions)
    _ = try store.write(draft, answering: survey, onExistingKey: .report) { writer in
      var batch = ResponseBatch(schema: schema)
      for response in responses {
        batch.append(response)
        if batch.count == ResponseBatch.capacity {
          _ = try writer.append(batch)
          batch.removeAll()
        }
      }
      _ = try writer.append(batch)
      return .keep
    }
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes all responses.
  @discardableResult
  func write(
    _ name: String, safety: CSVSafety = .lossless, including included: [Question.ID]? = nil,
    survey: Survey? = nil
  ) throws -> RecordSummary {
    let survey = survey ?? self.survey
    let export = try RecordExport(
      survey: survey, sessions: Self.sessions, including: included ?? survey.questions.map(\.id))
    return try export.write(
      from: store, to: path(name), as: try #require(RecordForm(path: name)), safety: safety,
      made: 1_767_225_600)
  }

  /// The responses as stored, with nothing in them that only a store gives.
  func stored() throws -> [Response] {
    try store.responses(ResponseQuery(survey: survey.id)).map(Self.bare)
  }

  /// What an import makes of a CSV file.
  func imported(_ path: String, headerRows: Int = 1) throws -> [Response] {
    let options = ImportOptions(
      survey: survey, event: Self.event, sessions: Self.sessions.map { Session(id: $0.session) },
      headerRows: headerRows)
    var found: [Response] = []
    let summary = try Importer(options).open(path).read { batch, _ in
      for row in 0..<batch.count { found.append(Self.bare(batch.response(at: row))) }
    }
    let errors = summary.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors)")
    return found
  }

  private static func bare(_ response: Response) -> Response {
    var bare = response
    bare.id = 0
    bare.batch = nil
    return bare
  }
}

/// Runs a test body with a case, whose files are gone afterwards.
func withRecords(
  _ responses: [Response], survey: Survey = .everything, _ body: (RecordCase) throws -> Void
) throws {
  let records = try RecordCase(responses, survey: survey)
  defer { records.remove() }
  try body(records)
}

extension Survey {
  /// A question of every type, with names that other programs dislike.
  static let everything = Survey(
    id: "evening", title: "The evening – wieczór", units: [.person, .table],
    groups: [QuestionGroup(name: "trust", kind: .grid, label: "How far do you trust")],
    questions: [
      Question(id: "welcome", type: .note, label: "Welcome"),
      Question(
        id: "role", type: .selectOne, label: "Which best describes you?",
        choices: [
          Choice(id: "faith", label: "Member of a faith community"),
          Choice(id: "parent", label: "Same words"),
          Choice(id: "guardian", label: "Same words"), Choice(id: "other", label: "Other"),
        ]),
      Question(id: "role_other", type: .text, label: "Other, please say", otherOf: "role"),
      Question(
        id: "safe", type: .scale, label: "How safe do you feel?",
        choices: [
          Choice(id: "1", label: "Very unsafe"), Choice(id: "5", label: "Very safe – zażółć"),
          Choice(id: "9", label: "Don’t know", scored: false),
        ]),
      Question(
        id: "topics", type: .selectMultiple, label: "What did you talk about?",
        choices: [
          Choice(id: "hate", label: "Hate crime"), Choice(id: "knives", label: "Knives; blades"),
          Choice(id: "other", label: "Other"),
        ]),
      Question(id: "topics_other", type: .text, label: "What else?", otherOf: "topics"),
      Question(
        id: "trust_police", type: .scale, label: "the police",
        choices: [Choice(id: "low", label: "Little"), Choice(id: "high", label: "Much")], group: "trust"),
      Question(
        id: "wishes", type: .rank, label: "What first?",
        choices: [
          Choice(id: "lights", label: "Lights"), Choice(id: "buses", label: "Buses"),
          Choice(id: "youth-clubs", label: "Youth clubs"),
        ]),
      Question(id: "age", type: .integer, label: "Age"),
      Question(id: "change", type: .decimal, label: "Change"),
      Question(id: "score", type: .range, label: "Score", range: NumberRange(start: 0, end: 10, step: 2)),
      Question(id: "day", type: .date, label: "Day"),
      Question(id: "begin", type: .time, label: "Begin"),
      Question(id: "consent", type: .acknowledge, label: "I agree"),
      Question(id: "WITH", type: .text, label: "With whom?"),
      Question(id: "with", type: .integer, label: "With how many?"),
      Question(id: "concerns", type: .text, label: "What concerns you most?"),
    ])
}

/// A response, in few words.
func form(
  _ key: String?, _ answers: [Question.ID: Answer] = [:], session: Int = 0, unit: EngageModel.Unit = .person,
  people: Int? = nil, at: String? = nil
) -> Response {
  Response(
    session: RecordCase.sessions[session], unit: unit, people: people, key: key, submittedAt: at,
    answers: answers)
}

/// Responses with every kind of answer and every reason.
let everyAnswer: [Response] = {
  let reasons: [MissingReason] = [
    .notAsked, .preferNotToSay, .unreadable, .moreThanOneTicked, .betweenTwo,
  ]
  let questions = Survey.everything.questions.filter { $0.type != .note }
  return [
    form(
      "001",
      [
        "role": .choice("guardian"), "role_other": .text("=SUM(A1) \"quoted\", and more"),
        "safe": .choice("5"),
        "topics": .choices(["hate", "other"]), "topics_other": .text("@home"), "trust_police": .choice("low"),
        "wishes": .ranking(["youth-clubs", "lights"]), "age": .number(41), "change": .number(-2.5),
        "score": .number(4),
        "day": .date(CalendarDate(year: 2019, month: 9, day: 24) ?? .init(daysSince1970: 0)),
        "begin": .time(70_215), "consent": .choice("OK"), "WITH": .text("Zażółć gęślą jaźń 🙂"),
        "with": .number(3), "concerns": .text("First line\nsecond line\r\n\ttabbed"),
      ], at: "2019-09-24T18:30:00"),
    form(
      nil,
      [
        "role": .choice("parent"), "safe": .choice("9"), "topics": .choices([]),
        "wishes": .ranking(["buses"]),
        "age": .number(0), "change": .number(1.0 / 3), "day": .date(CalendarDate(daysSince1970: -200_000)),
        "begin": .time(0), "concerns": .text(String(repeating: "ż long ", count: 4_000) + "end"),
      ], session: 1, unit: .table, people: 8),
    form("empty"),
    form("no ranking", ["wishes": .ranking([])]),
  ]
    + reasons.map { reason in
      form(
        reason.name, Dictionary(uniqueKeysWithValues: questions.map { ($0.id, Answer.missing(reason)) }))
    }
}()
