import EngageExport
import EngageImport
import EngageModel
import EngageTesting
import Foundation

/// An entry sheet, what is typed into it, and what comes of it.
struct EntryCase {
  let survey: Survey
  let event: Event
  var workbook: EntrySheetWorkbook
  let folder: String

  static let session = Session(id: "rugby", place: "Rugby", date: EventDate("2019-09-24"))
  static let sessions = [session, Session(id: "nuneaton", place: "Nuneaton")]

  init(_ survey: Survey, language: String? = nil, rows: Int = 8) throws {
    self.survey = survey
    event = Event(id: "evening-2019", survey: survey.id, title: "The evening 2019", sessions: Self.sessions)
    workbook = try EntrySheetWorkbook(
      survey: survey, event: event, session: Self.session, language: language, made: 1_767_225_600,
      madeAt: "2026-01-01T00:00Z", engine: "Engage 0")
    workbook.rows = rows
    folder = FileManager.default.temporaryDirectory.appending(path: "entry-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// What came of an import.
  struct Outcome {
    var responses: [Response] = []
    var diagnostics: [Diagnostic] = []
    var isStorable = false
    var dialect = ""

    /// Errors as `sheet!cell rule`.
    var errors: [String] {
      diagnostics.filter { $0.severity == .error }
        .map { "\($0.sheet ?? "-")!\($0.cell ?? "-") \($0.rule)" }
    }
  }

  /// Imports a filled sheet as the program does.
  func imported(_ path: String) throws -> Outcome {
    var outcome = Outcome()
    do {
      guard let entry = try EntrySheet.read(path) else { return outcome }
      outcome.diagnostics = entry.diagnostics
      outcome.isStorable = !entry.diagnostics.hasErrors
      for filled in entry.filled {
        try read(path, ImportOptions(entry, filled, survey: survey, event: event), into: &outcome)
      }
    } catch let error as DiagnosticsError {
      outcome.diagnostics += error.diagnostics
      outcome.isStorable = false
    }
    return outcome
  }

  /// Imports a CSV file of the same answers.
  func importedCSV(_ text: String) throws -> Outcome {
    let path = path("same.csv")
    try Data(text.utf8).write(to: URL(filePath: path))
    var outcome = Outcome(isStorable: true)
    try read(
      path,
      ImportOptions(
        survey: survey, event: event.id, sessions: event.sessions, fixedSession: "rugby", headerRows: 1),
      into: &outcome)
    return outcome
  }

  private func read(_ path: String, _ options: ImportOptions, into outcome: inout Outcome) throws {
    let plan = try Importer(options).open(path)
    outcome.dialect = plan.dialect.name
    let summary = try plan.read { batch, _ in
      for row in 0..<batch.count { outcome.responses.append(batch.response(at: row)) }
    }
    outcome.diagnostics += summary.diagnostics
    outcome.isStorable = outcome.isStorable && summary.isStorable
  }
}

/// Runs a test body with a case whose files are gone afterwards.
func withEntry(
  _ survey: Survey, language: String? = nil, rows: Int = 8, _ body: (inout EntryCase) throws -> Void
) throws {
  var entry = try EntryCase(survey, language: language, rows: rows)
  defer { entry.remove() }
  try body(&entry)
}
