import ArgumentParser
import EngageExport
import EngageFiles
import EngageModel
import EngageReport

struct FormCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "form",
    abstract: "Print a questionnaire on paper, a sheet for table notes, or a sign-in sheet.",
    discussion: """
      Its questions have the numbers and its boxes the keys that engage enter goes by. For example:
        engage form --survey we-stand-together --language pl -o form.pdf
        engage form --event we-stand-together-2019 --numbers R-001..R-060
        engage form --survey we-stand-together --table-notes
        engage form --event we-stand-together-2019 --session rugby --sign-in
      HTML prints from any browser; PDF needs Chromium, Google Chrome or WeasyPrint on this machine.
      """)

  @Option(help: "The survey, by name.")
  var survey: String?

  @Option(help: "An older version.")
  var version: Int?

  @Option(help: "The event: its title and its data-protection notice are printed.")
  var event: String?

  @Option(help: "The session of the event: its place and date are printed.")
  var session: String?

  @Option(help: "One of the survey's languages; its default if left out.")
  var language: String?

  @Flag(help: "Large print: 18 point at least.")
  var large = false

  @Option(help: "Form numbers to print, a copy for each: R-001..R-060.")
  var numbers: String?

  @Flag(help: "A sheet for a table's note-taker instead.")
  var tableNotes = false

  @Flag(help: "A sign-in sheet for a session instead.")
  var signIn = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "A file to write to, .html or .pdf; Exports/SURVEY-form.html if left out.")
  var output: String?

  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if tableNotes && signIn { throw ValidationError("--table-notes and --sign-in are two sheets: name one.") }
    if numbers != nil && (tableNotes || signIn) {
      throw ValidationError("--numbers goes with a questionnaire, not with another sheet.")
    }
    if signIn && language != nil { throw ValidationError("A sign-in sheet is in English only.") }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let issuer = try issuer(in: workplace)
    let (page, name) = try signIn ? signInSheet(issuer) : paper(in: workplace, for: issuer)
    if page.diagnostics.hasErrors { throw DiagnosticsError(page.diagnostics) }
    let path = try output ?? defaultPath(name, in: workplace.workspace)
    let written = try PrintedFile(path: path).write(page)
    try tell(page.diagnostics + written.diagnostics, written, in: workplace.workspace)
  }

  private func issuer(in workplace: Workplace) throws -> PaperIssuer {
    var issuer = PaperIssuer(organisation: workplace.organisation, contact: workplace.contact)
    guard event != nil || session != nil || signIn else { return issuer }
    let event = try workplace.soleEvent(named: event, survey: survey)
    issuer.event = event
    if let session {
      issuer.session = try Subject(survey: nil, versions: [], events: [event], sessions: [session])
        .events.first?.sessions.first
    } else if event.sessions.count == 1 {
      issuer.session = event.sessions.first
    }
    return issuer
  }

  private func signInSheet(_ issuer: PaperIssuer) throws -> (PaperPage, String) {
    guard let event = issuer.event else { return (SignInSheet(issuer: issuer).page, "sign-in") }
    guard let session = issuer.session else {
      throw Diagnostic(
        rule: "which-session", message: "the event has several sessions: say for which",
        hint: "--session NAME; there are: \(event.sessions.map(\.id.rawValue).joined(separator: ", "))")
    }
    return (
      SignInSheet(issuer: issuer, isLarge: large).page, "\(event.id)-\(session.id)-sign-in"
    )
  }

  private func paper(in workplace: Workplace, for issuer: PaperIssuer) throws -> (PaperPage, String) {
    let id = try surveyID(in: workplace, issuer)
    let survey = try workplace.workspace.readSurvey(id, version: version).required()
    let languages = [survey.languages.default] + survey.languages.others
    if let language, !languages.contains(language) {
      throw Diagnostic(
        rule: "unknown-language", message: "the survey “\(survey.id)” is not in the language “\(language)”",
        hint: nearestName(to: language, among: languages).map { "did you mean “\($0)”?" }
          ?? "there are: \(languages.joined(separator: ", "))")
    }
    if tableNotes {
      let sheet = TableNoteSheet(survey: survey, language: language, isLarge: large)
      return (sheet.page(from: issuer), "\(survey.id)-table-notes")
    }
    let copies = try numbers.map { try FormNumbers(parsing: $0).numbers } ?? []
    let form = PaperForm(survey: survey, language: language, isLarge: large, copies: copies)
    return (form.page(from: issuer), "\(survey.id)-form")
  }

  private func surveyID(in workplace: Workplace, _ issuer: PaperIssuer) throws -> Survey.ID {
    if let event = issuer.event {
      guard let id = event.survey else {
        throw Diagnostic(
          rule: "no-survey", message: "the event “\(event.id)” has no survey, so there is no form to print",
          hint: "--sign-in prints a sign-in sheet")
      }
      return id
    }
    return try workplace.subject(ScopeOptions.survey(survey)).survey?.id ?? Survey.ID(survey ?? "")
  }

  private func defaultPath(_ name: String, in workspace: Workspace) throws -> String {
    try Folder.make(workspace.exportsFolder, mode: 0o700)
    let language = language.map { "-\($0)" } ?? ""
    return "\(workspace.exportsFolder)/\(name)\(language)\(large ? "-large" : "").html"
  }

  private func tell(_ diagnostics: [Diagnostic], _ written: PrintedFile.Written, in workspace: Workspace)
    throws
  {
    if format.format == .json {
      return try JSON.tell(
        PrintedForm(
          file: written.path, converter: written.converter, diagnostics: diagnostics))
    }
    if !diagnostics.isEmpty {
      Terminal.tellError(
        DiagnosticFormatter(colour: Terminal.standardError.colour).format(diagnostics) + "\n")
    }
    let by = written.converter.map { ", made by \($0)" } ?? "; open it in a browser and print it on A4"
    try Terminal.tell("Written: \(workspace.shown(written.path))\(by).")
  }
}

/// The JSON that `engage form --format json` prints.
private struct PrintedForm: Encodable {
  var file: String
  var converter: String?
  var diagnostics: [Diagnostic]
}

extension ScopeOptions {
  /// A survey alone.
  fileprivate static func survey(_ name: String?) -> ScopeOptions {
    var scope = ScopeOptions()
    scope.survey = name
    scope.event = []
    scope.session = []
    return scope
  }
}
