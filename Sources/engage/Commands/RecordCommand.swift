import ArgumentParser
import EngageFiles
import EngageModel
import EngageSheets
import EngageStore

struct RecordCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "The record of processing activities that UK GDPR asks for (Article 30).",
    discussion: """
      Of each event: who is responsible, what for, on which basis, which data about whom, until when, who was given \
      reports; then backups and how the data are kept safe. What is not said in the event's file is shown as a gap. \
      It is for your own files: it says where data lie. For example:
        engage record --event we-stand-together-2019
        engage record --all -o record-of-processing.html
      """)

  @Option(help: "The event, by name; may be given several times.")
  var event: [String] = []

  @Flag(help: "All events of the workspace.")
  var all = false

  @OptionGroup var format: FormatOption

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "A file to write to; its ending says the form: .md, .html, .json.")
  var output: String?

  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if all, !event.isEmpty { throw ValidationError("--event and --all contradict each other.") }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace)
    let released = try workplace.existingStore()?.releases() ?? []
    var maker = ProcessingRecordMaker(workplace: workplace)
    maker.releases = { event in
      released.filter { $0.scope.events.contains(event) }.map { release in
        ProcessingRecord.ReleaseRow(
          number: release.number, date: String(release.at.prefix(10)), recipient: release.recipient,
          title: release.title, withdrawn: release.withdrawn != nil)
      }
    }
    let record = try maker.record(of: try events(workplace))
    guard let output else {
      if format.format == .json { return try JSON.tell(record) }
      return try Terminal.tellWrapped(ProcessingRecordPage(record: record).text, hanging: 2)
    }
    try Folder.makeExports(for: output)
    try AtomicOutput.write(try bytes(record, for: output), to: output, access: .ownerOnly)
    Terminal.tellError("Wrote \(output).")
  }

  private func events(_ workplace: Workplace) throws -> [Event] {
    if all {
      return try workplace.workspace.events().map {
        try workplace.workspace.readEvent(at: $0.path).required()
      }
    }
    if !event.isEmpty { return try event.map { try workplace.event($0) } }
    return [try workplace.soleEvent(named: nil, survey: nil)]
  }

  private func bytes(_ record: ProcessingRecord, for path: String) throws -> [UInt8] {
    switch PathParts(path).ending {
    case "md": Array(ProcessingRecordPage(record: record).markdown.utf8)
    case "html", "htm": Array(ProcessingRecordPage(record: record).html.utf8)
    case "json": try JSON.bytes(record)
    default:
      throw Diagnostic(
        rule: "unknown-format", message: "a record is written as Markdown, HTML or JSON", file: path,
        hint: "give the file a name that ends in .md, .html or .json")
    }
  }
}
