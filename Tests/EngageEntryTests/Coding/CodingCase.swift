import EngageModel
import EngageStore
import Synchronization
import Testing

@testable import EngageEntry

/// Comments of a small survey, a codebook, and coders.
final class CodingCase: Sendable {
  static let survey = Survey(
    id: "evening", title: "Evening",
    questions: [
      Question(id: "concerns", type: .text, label: "What concerns you?"),
      Question(id: "age", type: .integer, label: "Age"),
    ])
  static let place = SessionReference(event: "autumn", session: "rugby")

  let store = InMemoryStore()
  let codebook: Mutex<Codebook>

  /// - Parameter themes: by title; names are made of them.
  init(_ comments: [String], themes: [String] = ["Police", "Buses", "Litter"]) throws {
    codebook = Mutex(
      Codebook(
        id: "book",
        themes: themes.map { Theme(id: Theme.ID($0.lowercased()), title: $0, match: [.phrase($0)]) }))
    try add(comments)
  }

  func add(_ comments: [String]) throws {
    var batch = ResponseBatch(
      schema: BatchSchema(questions: Self.survey.questions, sessions: [Self.place]))
    for comment in comments {
      batch.append(Response(session: Self.place, answers: ["concerns": .text(comment)]))
    }
    let draft = BatchDraft(
      kind: .import, survey: "evening", event: "autumn", enteredBy: "Ada", at: "2026-03-01T10:00:00Z")
    _ = try store.write(draft, answering: Self.survey, onExistingKey: .report) { writer in
      _ = try writer.append(batch)
      return .keep
    }
  }

  var items: [CodingItem] {
    get throws {
      try CodingItem.all(survey: "evening", sessions: [Self.place], questions: ["concerns"], in: store)
    }
  }

  /// A sitting of coding.
  func form(
    _ coder: String = "Ada", items: [CodingItem]? = nil,
    rules: (@Sendable (String, Codebook) -> [Theme.ID])? = nil
  ) throws -> CodingForm {
    let job = CodingJob(
      survey: Self.survey, codebook: codebook.withLock { $0 }, coder: coder, title: "Evening",
      items: try items ?? self.items, rules: rules,
      change: { [self] change in try changed(change) })
    return try CodingForm(job, store: store, surroundings: .fixed("coding"))
  }

  @discardableResult
  func changed(_ change: CodebookChange) throws -> Codebook {
    try codebook.withLock { book in
      book = try book.applying(change)
      return book
    }
  }

  /// What a coder gave, by response: "police buses", "–" for none.
  func codes(_ coder: String = "Ada") throws -> [String] {
    try store.codes(CodeQuery(survey: "evening", coder: coder)).map { code in
      "\(code.response) " + (code.themes.isEmpty ? "–" : code.themes.map(\.rawValue).joined(separator: " "))
    }
  }
}

extension CodingForm {
  /// Presses keys: each character is one, `⏎` Enter, `⎋` Escape, `⌫` backspace, `←` back, `↓` down, `↶` undo.
  mutating func press(_ keys: String) throws {
    for key in keys {
      switch key {
      case "⏎": try handle(.enter)
      case "⎋": try handle(.escape)
      case "⌫": try handle(.backspace)
      case "←": try handle(.left)
      case "↓": try handle(.down)
      case "↶": try handle(.control("z"))
      default: try handle(.text(String(key)))
      }
    }
  }

  var said: String { (screen.message?.lines ?? []).joined(separator: " ") }
  var ticked: [String] { screen.options.filter(\.isChosen).map(\.label) }
}
