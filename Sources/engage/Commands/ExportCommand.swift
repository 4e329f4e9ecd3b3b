import ArgumentParser
import EngageExport
import EngageFiles
import EngageModel
import EngageReport
import EngageSheets
import Glibc

struct ExportCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the responses, a row for each, for other programs: CSV, Excel, SPSS, data package.",
    discussion: """
      For example:
        engage export --survey we-stand-together -o answers.xlsx
        engage export --event we-stand-together-2019 --session rugby -o rugby.sav
        engage export --survey we-stand-together -o aware.csv \\
          --where '${aware} = "yes"'
        engage export --survey we-stand-together -o answers/
      The last writes a data package: answers/responses.csv and answers/datapackage.json. \
      Questions marked sensitive are left out unless named with --include.
      """)

  @OptionGroup var scope: ScopeOptions

  @OptionGroup var condition: ConditionOption

  @Option(help: "A sensitive question to take along, by name; may be given several times.")
  var include: [String] = []

  @OptionGroup var profile: ProfileOption

  @Flag(help: "CSV for programs: every text as it is, also where a spreadsheet would take it for a formula.")
  var lossless = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "A file to write to (.csv, .xlsx, .sav), or a folder for a data package.")
  var output: String

  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let subject = try workplace.subject(scope)
    guard let survey = subject.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "the event has no survey, so it has no responses", hint: "--survey NAME")
    }
    _ = try workplace.profile(named: profile.profile)
    try Folder.makeExports(for: output)
    guard let form = RecordForm(path: output) else {
      throw Diagnostic(
        rule: "unknown-format", message: "no form of file has the ending of “\(output)”",
        hint: "there are .csv, .xlsx, .sav, and folders (a name without an ending) for data packages")
    }
    let export = try RecordExport(
      survey: survey, sessions: subject.sessions, including: include.map { Question.ID($0) })
    let summary = try export.write(
      from: try source(of: subject, in: workplace), to: output, as: form,
      safety: lossless ? .lossless : .spreadsheetSafe, made: Int(time(nil)))
    tell(summary, export)
  }

  private func source(of subject: Subject, in workplace: Workplace) throws -> any ResponseSource {
    let store = try workplace.requiredStore()
    return try workplace.filter(condition.condition, of: subject).map {
      FilteredSource(base: store, filter: $0)
    }
      ?? store
  }

  /// All on standard error: what was written, what was left out, and what the reader should know.
  private func tell(_ summary: RecordSummary, _ export: RecordExport) {
    let counts = [
      Wording.count(summary.forms, "form", "forms"), Wording.count(summary.tables, "table", "tables"),
    ].joined(separator: " and ")
    let questions = Wording.count(export.questions.count, "question", "questions")
    Terminal.tellError(
      "Wrote \(summary.files.joined(separator: ", ")): \(counts), a row for each, with \(questions).")
    if !export.leftOut.isEmpty {
      Terminal.tellError(
        "Left out, as sensitive: \(names(export.leftOut)). To take one along: --include \(export.leftOut[0])")
    }
    let identifying = export.questions.filter { $0.identifies || $0.sensitive }.map(\.id)
    let texts = export.questions.filter { $0.type == .text }.map(\.id)
    var warnings: [String] = []
    if !identifying.isEmpty {
      warnings.append("answers that could tell who somebody is (\(names(identifying)))")
    }
    if !texts.isEmpty { warnings.append("words people wrote (\(names(texts)))") }
    if summary.records > 0, !warnings.isEmpty {
      Terminal.tellError(
        "It holds \(warnings.joined(separator: ", and ")): keep it as safe as the store, and share it only as agreed."
      )
    }
    guard !summary.notes.isEmpty else { return }
    let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
    Terminal.tellError(formatter.format(summary.notes))
  }

  private func names(_ questions: [Question.ID]) -> String {
    questions.map(\.rawValue).joined(separator: ", ")
  }
}
