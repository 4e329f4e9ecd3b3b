import ArgumentParser
import EngageFiles
import EngageImport
import EngageModel
import EngageReport
import EngageStore
import Glibc

struct DemoCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "The whole way on the sample event: import, count, and a workbook for partners.",
    discussion: """
      For example:
        engage demo
      It works in a store of its own that is thrown away; reports land in Exports/. The answers are invented.
      """)

  private static let event = "we-stand-together-2019"

  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workspace = try Workplace(self.workspace).workspace
    let scratch = try DemoCommand.scratchFolder()
    defer { Folder.remove(scratch) }
    let workplace = try Workplace(
      workspace: workspace, scratchStore: "\(scratch)/engage.sqlite", writes: true)
    guard workspace.events().contains(where: { $0.name == DemoCommand.event }) else {
      throw Diagnostic(
        rule: "no-sample", message: "this workspace does not hold the sample event \(DemoCommand.event)",
        hint: "run engage demo in the folder that Engage came in")
    }
    let event = try workplace.event(DemoCommand.event)
    let survey = try workplace.newestSurvey(event.survey ?? "we-stand-together")

    let sample = workspace.path("Surveys/\(survey.id)/samples/\(event.id).csv")
    try Terminal.tell("1. Import the sample (every answer in it is invented)")
    let outcome = try ImportWork(
      file: sample, options: ImportOptions(survey: survey, event: event.id, sessions: event.sessions),
      policy: .report, isDryRun: false, by: Clock.user
    ).run(into: try workplace.store())
    if outcome.summary.diagnostics.hasErrors { throw DiagnosticsError(outcome.summary.diagnostics) }
    try Terminal.tell("   \(Wording.numeral(outcome.stored)) responses stored, all or nothing\n")

    let scope = try Subject(survey: survey, versions: [survey], events: [event], sessions: [])
    let maker = ReportMaker(workplace: workplace, subject: scope)
    try Terminal.tell("2. What was found")
    let partner = try workplace.recipe("partner", for: scope).recipe
    let profile = try workplace.profile(named: partner.profile)
    let counted = try await maker.wholeReport(
      title: partner.title, sections: partner.requests(profile: profile), audience: .partner)
    try Folder.make(workspace.exportsFolder)
    let files = ["xlsx", "html"].map { "\(workspace.exportsFolder)/\(event.id)-partner.\($0)" }
    var releasing = Releasing(workplace: workplace, by: Clock.user, recipe: partner.name)
    releasing.profile = profile
    let released = try files.map { file in
      try releasing.release(counted, to: ReportOutput(format: .text, file: file, isQuiet: true))
    }
    for statement in (released.first?.report.sections ?? []).flatMap(\.statements).filter({
      $0.role != .detail
    }).prefix(7) {
      try Terminal.tell("   \(statement.text)")
    }

    try Terminal.tell("\n3. Reports for partners")
    for file in files { try Terminal.tell("   \(workspace.shown(file))") }
    try Terminal.tell("\nYour own event: see README.md, \"A first event of your own\", or: engage --help")
  }

  private static func scratchFolder() throws -> String {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/engage-demo-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Diagnostic(
        rule: "scratch", message: "no scratch folder can be made: \(String(cString: strerror(errno)))",
        file: parent,
        hint: "set TMPDIR to a folder where you may write")
    }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
