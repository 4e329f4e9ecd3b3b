import ArgumentParser
import EngageFiles
import EngageModel
import EngageReport

struct EventCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "event",
    abstract: "Events and their sessions: list, show, check, attendance, new.",
    discussion: """
      For example:
        engage event list
        engage event show we-stand-together-2019
        engage event attended we-stand-together-2019 --session rugby 54 \\
            --why "counted again"
      """,
    subcommands: [List.self, Show.self, Check.self, EventAttendedCommand.self, New.self])

  struct List: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "All events of the workspace.", discussion: "For example:\n  engage event list")
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let rows = try workplace.workspace.events().map { file in
        let event = workplace.workspace.readEvent(at: file.path).value
        return EventRow(file, try event.map { $0.applying(try workplace.figures(of: $0)) })
      }
      if format.format == .json { return try JSON.tell(rows) }
      guard !rows.isEmpty else {
        return try Terminal.tell("There is no event yet. Begin with: engage event new")
      }
      var listing = Listing(["Event", "Survey", "Sessions", "Attended", "Title"])
      for row in rows {
        listing.add([
          row.event, row.survey ?? "–", row.sessions.map(String.init) ?? "–", row.attended ?? "–",
          row.title ?? "has errors: engage event check \(row.event)",
        ])
      }
      try Terminal.tell(listing.text)
    }
  }

  struct Show: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "An event with its sessions.",
      discussion: "For example:\n  engage event show we-stand-together-2019")
    @Argument(help: "The event, by name.") var event: String
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let event = try workplace.event(event)
      let known = KnownEvent(file: event, entered: try workplace.figures(of: event))
      if format.format == .json { return try JSON.tell(known) }
      try Terminal.tell(EventWords(known: known).text)
    }
  }

  struct Check: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Find every problem of an event.",
      discussion:
        "Warnings say what keeps its reports from leaving the organisation. For example:\n  engage event check we-stand-together-2019"
    )
    @Argument(help: "A file, or an event by name.") var file: String
    @OptionGroup var format: FormatOption
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workspace = FileCheck.workspace(of: file, option: workspace)
      let reading =
        FileCheck.isFile(file) ? workspace.readEvent(at: file) : workspace.readEvent(Event.ID(file))
      try FileCheck.tell(
        reading.diagnostics + gaps(reading.value, workspace),
        sources: reading.sources, file: file, format: format.format,
        praise: reading.value.map {
          "\($0.id): \(Wording.count($0.sessions.count, "session", "sessions")), in order."
        })
    }

    /// What keeps its reports from leaving the organisation; an event with a survey will hold responses.
    private func gaps(_ event: Event?, _ workspace: Workspace) -> [Diagnostic] {
      guard let event else { return [] }
      let known = workspace.events().first { $0.name == event.id.rawValue }?.path
      let path = FileCheck.isFile(file) ? file : known
      return DataProtectionCheck(
        event: event, path: path, shown: path.map(workspace.shown), holdsResponses: event.survey != nil
      ).found(.warning).diagnostics
    }
  }
}

/// A line of the list of events.
private struct EventRow: Encodable {
  var event: String
  var survey: String?
  var title: String?
  var sessions: Int?
  var attended: String?

  init(_ file: WorkspaceFile, _ read: Event?) {
    event = file.name
    survey = read?.survey?.rawValue
    title = read?.title
    sessions = read?.sessions.filter { $0.status == .held }.reduce(0) { $0 + $1.count }
    let known = (read?.sessions ?? []).filter { $0.status == .held }.compactMap(\.attended).filter(\.isKnown)
    attended = known.isEmpty ? nil : known.reduce(Quantity(0), +).description
  }
}

/// An event in words.
private struct EventWords {
  let known: KnownEvent
  private var event: Event { known.event }

  var text: String {
    var lines = ["\(event.title) – \(event.id)"]
    if let programme = event.programme { lines.append("Programme: \(programme)") }
    lines.append("Survey: \(event.survey?.rawValue ?? "none")")
    if let source = event.source { lines.append("Source: \(source)") }
    if let invented = event.invented { lines.append("Invented: \(invented)") }
    lines.append("People at tables who also filled in forms: \(event.overlap.rawValue)")
    var listing = Listing(["Session", "Place", "Date", "Booked", "Attended", "Status", "Invented"])
    for session in event.sessions {
      let name = session.count > 1 ? "\(session.id) (\(session.count) sessions)" : session.id.rawValue
      listing.add([
        name, session.place ?? "–", session.date?.description ?? "–", session.booked?.description ?? "–",
        session.attended?.description ?? "–", session.status.rawValue,
        session.invented.joined(separator: ", "),
      ])
    }
    lines += ["", listing.text]
    if !known.entered.isEmpty {
      lines += ["", "Entered later than the file"] + known.lines.map { "  \($0)" }
    }
    if let protection = event.dataProtection {
      lines += ["", "Data protection"] + self.lines(of: protection)
    }
    return (lines + event.notes.map { "\n\($0)" }).joined(separator: "\n")
  }

  private func lines(of protection: DataProtection) -> [String] {
    [
      ("controller", protection.controller), ("purpose", protection.purpose),
      ("lawful basis", protection.lawfulBasis), ("Article 9 condition", protection.article9Condition),
      ("notice version", protection.noticeVersion), ("retain until", protection.retainUntil?.description),
      ("quoting permitted by", protection.quotingQuestion?.rawValue),
    ].map { "  \($0): \($1 ?? "not said")" }
  }
}
