import ArgumentParser
import EngageExport
import EngageFiles
import EngageModel
import EngageReport
import Glibc

struct EntrySheetCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "entry-sheet",
    abstract: "Make an Excel sheet for typing paper forms: a row for each form.",
    discussion: """
      Lists to choose from, red where something can't be, instructions on the first sheet. Filled in, it is brought \
      back with engage import, which needs no map and no flags for it. For example:
        engage entry-sheet --event we-stand-together-2019 \\
            --session nuneaton -o nuneaton.xlsx
        engage entry-sheet --session rugby --language pl --rows 60 -o rugby.xlsx
      """)

  @Option(help: "The event, by name; may be left out where there is exactly one.")
  var event: String?

  @Option(help: "The session that the forms come from; may be left out where the event has exactly one.")
  var session: String?

  @Option(help: "The language of questions and answers, such as pl; the survey's own if left out.")
  var language: String?

  @Option(help: "How many rows are made ready.")
  var rows = 200

  @Flag(help: "Only the sheet for the notes of discussion tables.")
  var tables = false

  @Option(name: .shortAndLong, help: "The workbook to write; Exports/EVENT-SESSION.xlsx if left out.")
  var output: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if !(1...EntrySheetWorkbook.rowLimit).contains(rows) {
      throw ValidationError("--rows is a number from 1 to \(EntrySheetWorkbook.rowLimit).")
    }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let event = try workplace.soleEvent(named: event, survey: nil)
    guard let id = event.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "the event \(event.id) has no survey, so there are no forms to type",
        hint: "add a line survey: NAME to its file")
    }
    let survey = try workplace.newestSurvey(id)
    let session = try EntrySheetCommand.session(of: event, named: session)
    let path = try freePath(in: workplace, event, session)
    var workbook = try EntrySheetWorkbook(
      survey: survey, event: event, session: session, language: try language(of: survey), tablesOnly: tables,
      made: time(nil), madeAt: Clock.minute, engine: "Engage \(EngageCommand.version)")
    workbook.rows = rows
    try workbook.write(to: path)
    if format.format == .json { return try JSON.tell(MadeSheet(workbook.layout, file: path, rows: rows)) }
    let sheets = workbook.layout.sheets.map { "“\($0.name)”" }.joined(separator: " and ")
    try Terminal.tell(
      """
      Written: \(workplace.workspace.shown(path)), \(Wording.count(rows, "row", "rows")) on \(sheets) for \
      \(session.displayName).
      When it is filled in: engage import \(Terminal.quoted(path))
      """)
  }

  private static func session(of event: Event, named name: String?) throws -> Session {
    let names = event.sessions.map(\.id.rawValue)
    if let name {
      if let session = event.session(Session.ID(name)) { return session }
      throw Diagnostic(
        rule: "unknown-session", message: "the event \(event.id) has no session “\(name)”",
        hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
          ?? "sessions: \(names.joined(separator: ", "))")
    }
    guard let only = event.sessions.first, event.sessions.count == 1 else {
      throw Diagnostic(
        rule: "which-session",
        message: names.isEmpty
          ? "the event \(event.id) has no sessions yet" : "the event has several sessions",
        hint: names.isEmpty
          ? "write one into its file"
          : "a sheet is for one of them: --session NAME; there are: \(names.joined(separator: ", "))")
    }
    return only
  }

  /// The language asked for; `nil` for the survey's own.
  private func language(of survey: Survey) throws -> String? {
    guard let language, language != survey.languages.default else { return nil }
    if survey.languages.others.contains(language) { return language }
    let all = [survey.languages.default] + survey.languages.others
    throw Diagnostic(
      rule: "unknown-language", message: "the survey \(survey.id) is not there in “\(language)”",
      hint: "languages: \(all.joined(separator: ", "))")
  }

  /// Where the workbook goes. What is there already may be filled in, so it is left alone.
  private func freePath(in workplace: Workplace, _ event: Event, _ session: Session) throws -> String {
    let home = workplace.workspace
    let path = output ?? "\(home.exportsFolder)/\(event.id)-\(session.id).xlsx"
    guard path.lowercased().hasSuffix(".xlsx") else {
      throw Diagnostic(
        rule: "unknown-format", message: "an entry sheet is an Excel workbook", file: path,
        hint: "give the file a name that ends in .xlsx")
    }
    guard access(path, F_OK) != 0 else {
      throw Diagnostic(
        rule: "file-exists", message: "there is such a file already, and forms may have been typed into it",
        file: path, hint: "give the new one another name with -o")
    }
    if output == nil { try Folder.make(home.exportsFolder, mode: 0o700) }
    return path
  }
}

/// The JSON that `engage entry-sheet --format json` prints.
private struct MadeSheet: Encodable {
  struct Sheet: Encodable {
    var name: String
    var unit: String
    var columns: Int
    var rows: Int
  }

  var file: String
  var survey: String
  var version: Int
  var event: String
  var session: String
  var sheets: [Sheet]

  init(_ layout: EntrySheetLayout, file: String, rows: Int) {
    self.file = file
    (survey, version) = (layout.survey.rawValue, layout.version)
    (event, session) = (layout.event.rawValue, layout.session.rawValue)
    sheets = layout.sheets.map {
      Sheet(name: $0.name, unit: $0.unit.rawValue, columns: $0.columns.count, rows: rows)
    }
  }
}
