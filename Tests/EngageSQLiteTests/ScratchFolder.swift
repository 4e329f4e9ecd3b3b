import EngageModel
import EngageSQLite
import EngageStore
import Foundation

/// A folder for one test.
struct ScratchFolder: Sendable {
  let root = FileManager.default.temporaryDirectory.appendingPathComponent(
    "engage-store-\(UUID().uuidString)"
  ).path

  func path(_ name: String) -> String { root + "/" + name }

  func remove() { try? FileManager.default.removeItem(atPath: root) }
}

/// A small survey with forms that answer it.
enum SmallSurvey {
  static let survey = Survey(
    id: "we-stand-together", title: "We Stand Together",
    questions: [
      Question(
        id: "role", type: .selectOne, label: "Role",
        choices: [
          Choice(id: "faith", label: "Member of a faith community"), Choice(id: "parent", label: "Parent"),
        ]),
      Question(
        id: "topics", type: .selectMultiple, label: "Topics",
        choices: [Choice(id: "knives", label: "Knife crime"), Choice(id: "roads", label: "Road safety")]),
      Question(id: "age", type: .integer, label: "Age"),
      Question(id: "day", type: .date, label: "Day"),
      Question(id: "concerns", type: .text, label: "What concerns you most?"),
    ])
  static let rugby = SessionReference(event: "autumn", session: "rugby")
  static let draft = BatchDraft(
    kind: .import, survey: survey.id, event: "autumn", enteredBy: "Ada", at: "2026-03-01T10:00:00Z",
    sourceName: "forms.csv")

  static func form(_ key: String, _ answers: [Question.ID: Answer] = [:]) -> Response {
    Response(session: rugby, key: key, answers: answers)
  }

  static func forms(_ count: Int, from first: Int = 0) -> ResponseBatch {
    var batch = ResponseBatch(schema: BatchSchema(questions: survey.questions, sessions: [rugby]))
    for number in first..<(first + count) {
      batch.append(
        form(
          "\(number)",
          ["role": .choice("parent"), "age": .number(Double(number)), "concerns": .text("said \(number)")]))
    }
    return batch
  }

  static let documents = ReleaseDocuments(counted: "{\"n\":1}", released: "{}", words: "[\"zyzzyva\"]")

  /// A release to partners that says `documents`.
  static func release(
    _ number: Int, of responses: [Int64] = [1, 2, 3], at: String = "2026-03-04T10:00:00Z",
    saying documents: ReleaseDocuments = documents
  ) -> Release {
    Release(
      number: number, at: at, by: "Ada", recipient: "partners", audience: "partner", title: "What we heard",
      profile: .standard, scope: Release.Scope(surveys: [survey.id], events: ["autumn"]),
      responses: ResponseNumbers(responses), madeAt: "2026-03-04T09:59Z", documents: documents)
  }

  @discardableResult
  static func fill(_ store: any ResponseStore, _ count: Int, from first: Int = 0) throws -> Batch? {
    try store.write(draft, answering: survey, onExistingKey: .report) { writer in
      _ = try writer.append(forms(count, from: first))
      return .keep
    }
  }
}
