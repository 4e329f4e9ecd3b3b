import ArgumentParser
import EngageFiles
import EngageModel

struct SafeguardingContactsCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "contacts",
    abstract: "Whom to ring about a worry over somebody's safety; finds every problem of safeguarding.yaml.",
    discussion: "For example:\n  engage safeguarding contacts")

  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let reading = try Workplace(workspace).workspace.safeguarding()
    let contacts = try reading.required()
    if !reading.diagnostics.isEmpty {
      let formatter = DiagnosticFormatter(colour: Terminal.standardError.colour)
      Terminal.tellError(formatter.format(reading.diagnostics, sources: reading.sources))
    }
    if format.format == .json { return try JSON.tell(contacts) }
    try Terminal.tell(contacts.lines.joined(separator: "\n"))
  }
}
