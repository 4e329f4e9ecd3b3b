import ArgumentParser
import EngageDisclosure
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

      For a partner, records are made safe first: people may be recognised by questions marked identifies, by \
      session and by dates; these are told more coarsely or withheld until at least five records are alike. \
      People's own words, form numbers, times and the notes of tables are left out, and questions by which figures \
      could be counted that a report hides. What left is kept in the ledger, and later files and reports are held \
      against it:
        engage export --survey we-stand-together --audience partner \\
          --to "Public Health" -o records.xlsx
      """)

  @OptionGroup var scope: ScopeOptions

  @OptionGroup var condition: ConditionOption

  @Option(help: "A sensitive question to take along, by name; may be given several times.")
  var include: [String] = []

  @Option(help: "For whom: internal (all as it is stored) or partner (made safe, with --to).")
  var audience = "internal"

  @Option(
    name: [.customLong("recipient"), .customLong("to")],
    help:
      "Who gets records for a partner: they get the same keys every time, nobody else does; “partners” if left out."
  )
  var recipient: String?

  @OptionGroup var profile: ProfileOption

  @Option(
    help:
      "A question a partner does without, so that others can be told more exactly; may be given several times."
  )
  var leaveOut: [String] = []

  @Flag(help: "CSV for programs: every text as it is, also where a spreadsheet would take it for a formula.")
  var lossless = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "A file to write to (.csv, .xlsx, .sav), or a folder for a data package.")
  var output: String

  @OptionGroup var format: FormatOption

  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    guard audience == "partner" || recipient == nil && leaveOut.isEmpty else {
      throw ValidationError(
        "--recipient and --leave-out are for records that go to a partner: add --audience partner.")
    }
    if let recipient, recipient.allSatisfy(\.isWhitespace) {
      throw ValidationError("Say who gets the records: --recipient NAME.")
    }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let subject = try workplace.subject(scope)
    guard let survey = subject.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "the event has no survey, so it has no responses", hint: "--survey NAME")
    }
    try Folder.makeExports(for: output)
    guard let form = RecordForm(path: output) else {
      throw Diagnostic(
        rule: "unknown-format", message: "no form of file has the ending of “\(output)”",
        hint: "there are .csv, .xlsx, .sav, and folders (a name without an ending) for data packages")
    }
    switch try Audience(named: audience) {
    case .internal: break
    case .partner: return try release(survey, subject, form, in: workplace)
    case .public:
      throw Refusal(
        rule: "public-records", "records of single people are never for everybody",
        hint: "give figures: engage report summary --audience public -o summary.html")
    }
    let export = try RecordExport(
      survey: survey, sessions: subject.sessions, including: include.map { Question.ID($0) })
    let summary = try export.write(
      from: try source(of: subject, in: workplace), to: output, as: form,
      safety: lossless ? .lossless : .spreadsheetSafe, made: Int(time(nil)))
    tell(summary, export)
    if format.format == .json { try JSON.tell(ExportedRecords(summary, export)) }
  }

  private func release(_ survey: Survey, _ subject: Subject, _ form: RecordForm, in workplace: Workplace)
    throws
  {
    guard condition.condition == nil else {
      throw Refusal(
        rule: "selected-records",
        "a file of only those who answered so would tell that answer of everybody in it",
        hint: "leave out --where: the partner can select from the records of all")
    }
    let recipient = String(
      (self.recipient ?? "partners").drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        .reversed())
    let written = try PartnerRecords(
      workplace: workplace, subject: subject, survey: survey, recipient: recipient,
      included: include.map { Question.ID($0) }, unwanted: leaveOut.map { Question.ID($0) },
      profile: try workplace.profile(named: profile.profile)
    ).write(to: output, as: form, safety: lossless ? .lossless : .spreadsheetSafe)
    for line in PartnerRecordsWords(written: written, recipient: recipient).lines { Terminal.tellError(line) }
    if !written.summary.notes.isEmpty {
      let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
      Terminal.tellError(formatter.format(written.summary.notes))
    }
    if format.format == .json { try JSON.tell(PartnerRecordsJSON(written, recipient: recipient)) }
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

/// The JSON that `engage export --format json` prints.
private struct ExportedRecords: Encodable {
  var audience = "internal"
  var files: [String]
  var forms: Int
  var tables: Int
  var questions: [String]
  var leftOut: [String]
  var diagnostics: [Diagnostic]

  private enum CodingKeys: String, CodingKey {
    case audience, files, forms, tables, questions, diagnostics
    case leftOut = "left_out"
  }

  init(_ summary: RecordSummary, _ export: RecordExport) {
    files = summary.files
    forms = summary.forms
    tables = summary.tables
    questions = export.questions.map(\.id.rawValue)
    leftOut = export.leftOut.map(\.rawValue)
    diagnostics = summary.notes
  }
}
