import ArgumentParser
import EngageFiles
import EngageImport
import EngageModel
import EngageSheets
import EngageStore

struct ImportCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring in responses from a file (CSV, Excel, SPSS): all of them, or none.",
    discussion: """
      For example:
        engage import forms.csv --event we-stand-together-2019
        engage import forms.csv --event we-stand-together-2019 --dry-run
        engage import responses.xlsx --survey our-survey --map map.yaml
      Sheets that Engage made (entry-sheet, coding-sheet) need no flags.
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

  @OptionGroup var reading: ReadingOptions

  @Option(help: "A file that says which heading is which question.")
  var map: String?

  @Option(
    name: .customLong("write-map"),
    help: "Write what each column was taken for into this file, to be edited and given as --map.")
  var writeMap: String?

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

  @Option(help: "Of a coding sheet: whose codes they are; the sheet says so itself.")
  var coder: String?

  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    do {
      if try importCodes() { return }
      let outcome = try importFile()
      try tell(outcome)
      if outcome.isRefused { throw ExitCode(Failure.refused) }
      // A dry run says what the import itself would: with --skip-invalid, bad rows are no failure.
      let isStorable = outcome.batch != nil || (dryRun && outcome.summary.isStorable)
      if !isStorable && outcome.summary.diagnostics.hasErrors {
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
    if reading.dialect == nil || reading.dialect == EntrySheet.dialect, let entry = try EntrySheet.read(file)
    {
      return try importSheet(entry, in: workplace)
    }
    let event = try workplace.soleEvent(named: event, survey: survey)
    guard let surveyID = event.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "the event \(event.id) has no survey, so no responses can be brought in",
        hint: "add a line survey: NAME to its file")
    }
    let survey = try workplace.newestSurvey(surveyID)
    var options = ImportOptions(
      survey: survey, event: event.id, sessions: event.sessions, fixedSession: session.map { Session.ID($0) },
      sessionColumn: sessionColumn, keyColumn: key, skipsInvalid: skipInvalid)
    try reading.apply(to: &options)
    options.map = try map.map { try ColumnMapFile.read(path: $0, survey: survey).required() }
    if let writeMap { try write(Importer(options).map(of: file), for: surveyID, to: writeMap) }
    let work = ImportWork(
      file: file, options: options, policy: update ? .update : .report, isDryRun: dryRun,
      by: person.name(in: workplace))
    let outcome = try work.run(into: try workplace.store())
    if outcome.batch != nil {
      SafeguardingQueue.look(through: event.id, survey: surveyID, in: workplace, by: work.by)
    }
    return outcome
  }

  /// Takes in a sheet that Engage made for coding, if the file is one.
  /// - Returns: whether it is.
  private func importCodes() throws -> Bool {
    guard reading.dialect == nil || reading.dialect == CodingSheet.dialect,
      let sheet = try CodingSheet.read(file)
    else { return false }
    try refuseFlags(
      [("--event", event), ("--session", session)] + layoutFlags, of: "a coding sheet",
      others: (skipInvalid ? ["--skip-invalid"] : []) + (update ? ["--update"] : []))
    let workplace = try Workplace(workspace, writes: true)
    let outcome = try CodingSheetImport(sheet, in: workplace, survey: survey, coder: coder)
      .run(by: person.name(in: workplace), isDryRun: dryRun)
    if format.format == .json {
      try JSON.tell(ImportResult(outcome))
    } else {
      if !outcome.diagnostics.isEmpty {
        let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
        Terminal.tellError(formatter.format(outcome.diagnostics) + "\n")
      }
      try Terminal.tell(outcome.words(file: file, coder: sheet.layout.coder, isDryRun: dryRun))
    }
    if outcome.diagnostics.hasErrors { throw ExitCode(Failure.badInput) }
    return true
  }

  private var layoutFlags: [(flag: String, value: String?)] {
    [
      ("--session-column", sessionColumn), ("--map", map), ("--key", key), ("--write-map", writeMap),
      ("--sheet", reading.sheet),
    ]
  }

  /// - Throws: where a flag is given that a sheet made by Engage has no use for.
  private func refuseFlags(
    _ flags: [(flag: String, value: String?)], of what: String, others: [String] = []
  ) throws {
    let given = flags.filter { $0.value != nil }.map(\.flag) + others
    guard given.isEmpty else {
      throw Diagnostic(
        rule: "entry-sheet", message: "\(what) says itself what its columns mean", file: file,
        hint: "leave out \(given.joined(separator: ", "))")
    }
  }

  /// Takes in a sheet that Engage made for typing: it says itself what it is for.
  private func importSheet(_ entry: EntrySheet, in workplace: Workplace) throws -> ImportOutcome {
    try refuseFlags(layoutFlags + [("--coder", coder)], of: "an entry sheet")
    let sheet = try EntrySheetImport(entry, in: workplace, event: event, survey: survey, session: session)
    let options = sheet.options(skipsInvalid: skipInvalid)
    let work = ImportWork(
      file: file, options: options[0], policy: update ? .update : .report, isDryRun: dryRun,
      by: person.name(in: workplace), furtherSheets: Array(options.dropFirst()), known: sheet.diagnostics,
      writesRejects: false)
    var outcome = try work.run(into: try workplace.store())
    if outcome.batch != nil {
      SafeguardingQueue.look(
        through: options[0].event, survey: options[0].survey.id, in: workplace,
        by: person.name(in: workplace))
    }
    if !dryRun, !outcome.isRefused {
      outcome.markedCopy = try sheet.writeCopy(marking: outcome.summary.diagnostics)
    }
    return outcome
  }

  /// Writes the map that this import uses; a file that is there already is left alone.
  private func write(_ used: UsedMap, for survey: Survey.ID, to path: String) throws {
    var header = [
      "Which column of “\(file.split(separator: "/").last ?? "")” is which question. Edit it, then:",
      "engage import \(Terminal.quoted(file)) --survey \(survey) --map \(Terminal.quoted(path))",
    ]
    if !used.unknown.isEmpty {
      header.append(
        "Not understood, and so far ignored: " + used.unknown.map { "“\($0)”" }.joined(separator: ", "))
    }
    header.append("Further spellings of a choice: values: {question_name: {\"as in the file\": choice_name}}")
    let text = ColumnMapWriter(used.map, order: used.headings, header: header).text
    var files = NewFiles()
    files.add(path, text)
    try files.checkFree("give the map another name, or delete the old one first")
    try files.write()
    Terminal.tellError("The map is in \(path).\n")
  }

  private func tell(_ outcome: ImportOutcome) throws {
    if format.format == .json {
      try JSON.tell(ImportResult(outcome))
      return
    }
    Terminal.tellError(outcome.reading + "\n")
    let further = outcome.summary.diagnostics.filter { $0.rule != ImportSummary.leftOut }
    if !further.isEmpty {
      let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
      Terminal.tellError(formatter.format(further) + "\n")
    }
    if outcome.summary.furtherProblems > 0 {
      Terminal.tellError("… and \(outcome.summary.furtherProblems) more problems.\n")
    }
    try Terminal.tell(outcome.words(file: file, isDryRun: dryRun))
  }
}
