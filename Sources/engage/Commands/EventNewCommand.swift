import ArgumentParser
import EngageEntry
import EngageFiles
import EngageModel
import EngageReport
import Glibc

extension EventCommand {
  struct New: PlainCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: "Write down an event and its sessions: answer questions in plain English.",
      discussion: """
        Where and when it was, who came, and the rules under which people's data are held. What you don't know is \
        left out with Enter. Every answer is on disk before the next question shows. For example:
          engage event new
          engage event new we-stand-together-2026 --survey we-stand-together
        """)

    @Argument(help: "The short name of the event: lower case words joined by “-”; asked if left out.")
    var name: String?
    @Option(help: "The survey it uses, by name; asked if left out.")
    var survey: String?
    @OptionGroup var workspace: WorkspaceOption

    func perform() async throws {
      let workplace = try Workplace(workspace)
      let workspace = workplace.workspace
      if let name, let file = workspace.events().first(where: { $0.name == name }) {
        throw Diagnostic(
          rule: "file-exists", message: "there is an event \(name) already, and it is left as it is",
          file: workspace.shown(file.path),
          hint: "change it in that file, then: engage event check \(name); or give this one another name")
      }
      try Terminal.tell("An event. Every answer is kept as you go.")
      var conversation = LineConversation()
      guard let (interview, file) = try begin(workplace, &conversation) else { return }
      var kept = KeptInterview(interview, file: file)
      let end = try conversation.run(&kept)
      guard kept.interview.isToBeWritten else {
        if kept.interview.draft.isEmpty {
          return try Terminal.tell("Nothing was typed yet, and nothing is kept.")
        }
        return try LineConversation.tellKept(
          "What you typed is kept. To go on with it: engage event new", end)
      }
      try EventBirth(event: kept.interview.event, missing: kept.interview.missing, workspace: workspace)
        .write()
      kept.file.remove()
    }

    /// A new interview, or one that was left unfinished; `nil` where the person leaves.
    private func begin(_ workplace: Workplace, _ conversation: inout LineConversation) throws
      -> (EventInterview, InterviewDraftFile)?
    {
      let drafts = InterviewDrafts<EventInterviewDraft>(in: workplace.workspace)
      let surroundings = surroundings(workplace)
      switch try drafts.start(named: name, in: &conversation) {
      case .new:
        let interview = try EventInterview(
          surroundings: surroundings, name: name, survey: survey.map { Survey.ID($0) })
        return (interview, drafts.newFile())
      case .goingOn(let draft, let file):
        return (try shown(EventInterview(surroundings: surroundings, goingOnWith: draft)), file)
      case .left: return nil
      }
    }

    /// The survey whose file was written last.
    private func newestSurvey(in workspace: Workspace) -> Survey.ID? {
      func written(_ id: Survey.ID) -> Int {
        var status = stat()
        guard let version = workspace.surveyVersions(of: id).last,
          stat(workspace.surveyPath(id, version: version), &status) == 0
        else { return 0 }
        return status.st_mtim.tv_sec
      }
      return workspace.surveys().max { written($0) < written($1) }
    }

    private func surroundings(_ workplace: Workplace) -> EventInterview.Surroundings {
      let workspace = workplace.workspace
      return EventInterview.Surroundings(
        events: Set(workspace.events().map { Event.ID($0.name) }),
        // What has errors can't be used yet; survey list shows it.
        surveys: workspace.surveys().compactMap { workspace.pooledSurvey($0) },
        newest: newestSurvey(in: workspace),
        organisation: workplace.organisation, contact: workplace.contact)
    }
  }
}

/// An event on its way from an interview into its folder.
struct EventBirth {
  let event: Event
  /// What is not said about people's data.
  let missing: [String]
  let workspace: Workspace

  /// The folder it lies in: its survey's, or one of its own name.
  private var path: String {
    let folder = event.survey?.rawValue ?? event.id.rawValue
    return "\(workspace.surveysFolder)/\(folder)/events/\(event.id).yaml"
  }

  /// Writes the file; then says what is missing and what to do next.
  /// - Throws: what stands in the way; nothing is written then.
  func write() throws {
    let text = EventWriter(event, header: ["Written down with: engage event new"]).text
    let read = EventFile.read(
      text: text, path: "\(event.id).yaml", surveyNames: workspace.surveys().map(\.rawValue),
      surveys: workspace.pooledSurvey)
    guard try read.required() == event else { throw UnequalEvent() }
    var files = NewFiles()
    files.add(path, text)
    try files.checkFree(
      "what you typed is kept: give the same command again, and another short name at the end")
    try files.write()
    try tell()
  }

  private func tell() throws {
    let reading = workspace.readEvent(at: path)
    try Terminal.tell("")
    try Terminal.tell("Written: \(workspace.shown(path))")
    try FileCheck.tell(
      reading.diagnostics, sources: reading.sources, file: workspace.shown(path), format: .text,
      praise: "Checked: \(Wording.count(event.sessions.count, "session", "sessions")), in order.")
    if !missing.isEmpty {
      try Terminal.tell(
        "Still to be said about people's data, in that file: \(missing.joined(separator: "; ")).")
    }
    let held = event.sessions.filter { $0.status == .held }
    var lines = ["Next:", "  engage event show \(event.id)"]
    if event.survey != nil, let first = held.first {
      let session = held.count > 1 ? " --session \(first.id)" : ""
      lines.append("  engage enter --event \(event.id)\(session)")
      lines.append("  engage import FILE --event \(event.id)\(session)")
    } else {
      lines.append("  engage analyse attendance --event \(event.id)")
    }
    try Terminal.tell(lines.joined(separator: "\n"))
  }
}

/// What is to be written reads back as something else.
private struct UnequalEvent: Error {}
