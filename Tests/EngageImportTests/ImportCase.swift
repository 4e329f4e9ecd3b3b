import EngageImport
import EngageModel
import EngageTesting
import Foundation
import Testing

/// A survey, the text of a file, and what comes of it.
struct ImportCase {
  var options: ImportOptions
  var responses: [Response] = []
  var summary: ImportSummary?
  /// What opening the file had to say, where it failed.
  var refusal: [Diagnostic] = []

  init(
    _ text: String, survey: Survey = .evening, sessions: [Session] = ImportCase.sessions,
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws {
    try self.init(bytes: Array(text.utf8), survey: survey, sessions: sessions, change)
  }

  init(
    bytes: [UInt8], survey: Survey = .evening, sessions: [Session] = ImportCase.sessions,
    rejects: Bool = false, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("answers.csv")
    try Data(bytes).write(to: URL(filePath: path))
    options = ImportOptions(survey: survey, event: "evening-2019", sessions: sessions)
    change(&options)
    do {
      let plan = try Importer(options).open(path)
      var found: [Response] = []
      summary = try plan.read { batch, _ in
        for row in 0..<batch.count { found.append(batch.response(at: row)) }
      }
      responses = found
    } catch let error as DiagnosticsError {
      refusal = error.diagnostics
    }
  }

  static let sessions = [
    Session(id: "rugby", place: "Rugby"),
    Session(id: "nuneaton", title: "The big evening", place: "Nuneaton"),
  ]

  /// All that was said, as `severity rule cell: message`.
  var said: [String] {
    (summary?.diagnostics ?? refusal).map {
      "\($0.severity.rawValue) \($0.rule) \($0.cell ?? "-"): \($0.message)"
    }
  }

  /// Errors as `rule line cell`.
  var errors: [String] {
    (summary?.diagnostics ?? refusal).filter { $0.severity == .error }
      .map { "\($0.rule) \($0.line.map(String.init) ?? "-") \($0.cell ?? "-")" }
  }

  var hints: [String] { (summary?.diagnostics ?? refusal).compactMap(\.hint) }

  /// The answers to a question, a word for each response.
  func answers(_ question: Question.ID) -> [String] { responses.map { $0[question].word } }
}

extension Answer {
  /// As short as a test wants it.
  var word: String {
    switch self {
    case .choice(let choice): choice.rawValue
    case .choices(let choices): choices.map(\.rawValue).joined(separator: "+")
    case .ranking(let choices): choices.map(\.rawValue).joined(separator: ">")
    case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
    case .date(let date): date.description
    case .time(let seconds): "\(seconds / 3600):\(seconds / 60 % 60)"
    case .text(let text): text
    case .missing(let reason): "!" + reason.name
    }
  }
}

extension Survey {
  /// A survey with a question of most types.
  static let evening = Survey(
    id: "evening", title: "The evening", units: [.person, .table],
    groups: [QuestionGroup(name: "trust", kind: .grid, label: "How far do you trust")],
    questions: [
      Question(id: "welcome", type: .note, label: "Welcome"),
      Question(
        id: "role", type: .selectOne, label: "Which best describes you?",
        choices: [
          Choice(id: "faith", label: "Member of a faith community"), Choice(id: "parent", label: "Parent"),
          Choice(id: "other", label: "Other"),
        ]),
      Question(id: "role_other", type: .text, label: "Other, please say", otherOf: "role"),
      Question(
        id: "safe", type: .scale, label: "How safe do you feel?",
        choices: [
          Choice(id: "1", label: "Very unsafe"), Choice(id: "2", label: "Unsafe – a bit"),
          Choice(id: "3", label: "Safe"),
          Choice(id: "9", label: "Don’t know", scored: false),
        ]),
      Question(
        id: "topics", type: .selectMultiple, label: "What did you talk about?",
        choices: [
          Choice(id: "hate", label: "Hate crime"), Choice(id: "knives", label: "Knives; blades"),
          Choice(id: "online", label: "Online"),
        ]),
      Question(
        id: "trust_police", type: .scale, label: "the police",
        choices: [Choice(id: "1", label: "Little"), Choice(id: "2", label: "Much")], group: "trust"),
      Question(
        id: "wishes", type: .rank, label: "What first?",
        choices: [
          Choice(id: "lights", label: "Lights"), Choice(id: "buses", label: "Buses"),
          Choice(id: "youth", label: "Youth"),
        ]),
      Question(id: "age", type: .integer, label: "Age"),
      Question(id: "hours", type: .decimal, label: "Hours"),
      Question(id: "score", type: .range, label: "Score", range: NumberRange(start: 0, end: 10, step: 2)),
      Question(id: "day", type: .date, label: "Day"),
      Question(id: "begin", type: .time, label: "Begin"),
      Question(id: "consent", type: .acknowledge, label: "I agree"),
      Question(id: "concerns", type: .text, label: "What concerns you most?"),
    ])
}

/// Where the package and the shared data are.
enum Places {
  static let root = RepositoryFolder.root().map { URL(filePath: $0) }

  static func shared(_ name: String) -> String? { RepositoryFolder.shared("data/\(name)") }

  static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)").path
  }
}
