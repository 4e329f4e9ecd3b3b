import ArgumentParser
import EngageFiles
import EngageImport
import EngageModel
import EngageSheets
import EngageStore

struct ImportCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring in responses from a CSV file: all of them, or none.",
    discussion: """
      For example:
        engage import forms.csv --event we-stand-together-2019
        engage import forms.csv --event we-stand-together-2019 --session rugby --map map.yaml --dry-run
      A column for each question, by name or label; see the README for the layout.
      """)

  @Argument(help: "The file with the responses.")
  var file: String

  @Option(help: "The survey, by name; the event's if left out.")
  var survey: String?

  @Option(help: "The event, by name; may be left out where there is exactly one.")
  var event: String?

  @Option(help: "The session that all rows belong to.")
  var session: String?

  @Option(name: .customLong("session-column"), help: "The heading of the column that tells the session.")
  var sessionColumn: String?

  @Option(help: "How the file is laid out, if Engage should not find out itself.")
  var dialect: String?

  @Option(help: "A file that says which heading is which question.")
  var map: String?

  @Option(help: "The heading of the column that tells one response from all others.")
  var key: String?

  @Flag(name: .customLong("dry-run"), help: "Read and check everything, store nothing.")
  var dryRun = false

  @Flag(
    name: .customLong("skip-invalid"),
    help: "Store the good rows and write the bad ones to FILE.rejected.csv.")
  var skipInvalid = false

  @Flag(help: "Where a response is stored already with other answers, take the file's.")
  var update = false

  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    do {
      let outcome = try importFile()
      try tell(outcome)
      if outcome.batch == nil && !dryRun && outcome.summary.diagnostics.hasErrors {
        throw ExitCode(Failure.badInput)
      }
    } catch let error where format.format == .json && !(error is ExitCode) {
      let failure = Failure(error)
      try JSON.tell(ImportResult(failure))
      throw ExitCode(failure.code)
    }
  }

  private func importFile() throws -> ImportOutcome {
    let workplace = try Workplace(workspace, writes: true)
    let event = try workplace.soleEvent(named: event, survey: survey)
    guard let surveyID = event.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "the event \(event.id) has no survey, so no responses can be brought in",
        hint: "add a line survey: NAME to its file")
    }
    let survey = try workplace.newestSurvey(surveyID)
    var options = ImportOptions(
      survey: survey, event: event.id, sessions: event.sessions, fixedSession: session.map { Session.ID($0) },
      sessionColumn: sessionColumn, keyColumn: key, dialect: dialect, skipsInvalid: skipInvalid)
    options.map = try map.map { try ColumnMapFile.read(path: $0, survey: survey).required() }
    let work = ImportWork(
      file: file, options: options, policy: update ? .update : .report, isDryRun: dryRun,
      by: person.name(in: workplace))
    return try work.run(into: try workplace.store())
  }

  private func tell(_ outcome: ImportOutcome) throws {
    if format.format == .json {
      try JSON.tell(ImportResult(outcome))
      return
    }
    if !outcome.summary.diagnostics.isEmpty {
      let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
      Terminal.tellError(formatter.format(outcome.summary.diagnostics) + "\n")
    }
    if outcome.summary.furtherProblems > 0 {
      Terminal.tellError("… and \(outcome.summary.furtherProblems) more problems.\n")
    }
    try Terminal.tell(outcome.words(file: file, isDryRun: dryRun))
  }
}
