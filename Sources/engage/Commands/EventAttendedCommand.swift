import ArgumentParser
import EngageEntry
import EngageFiles
import EngageModel
import EngageStore

struct EventAttendedCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "attended",
    abstract: "Put down how many came to a session, signed in or had booked.",
    discussion: """
      For example:
        engage event attended we-stand-together-2019 --session rugby 54 \\
            --basis register --why "counted again"
        engage event attended we-stand-together-2019 --session rugby --signed-in 49
      What is entered here overrides the event's file everywhere; engage event show gives both.
      """)

  @Argument(help: "The event, by name.") var event: String

  @Argument(help: "How many came: 52, \"about 40\", \"over 100\" or unknown; as before if left out.")
  var attended: String?

  @Option(help: "The session, by name; may be left out where there is exactly one.") var session: String?
  @Option(help: "How that is known: register, \"head count\" or estimate.") var basis: String?
  @Option(help: "How many names stand on the sign-in sheets.") var signedIn: String?
  @Option(help: "How many had booked.") var booked: String?
  @Option(help: "Why: needed where a figure that was there is replaced.") var why: String?
  @OptionGroup var person: PersonOption
  @OptionGroup var format: FormatOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let event = try workplace.event(event)
    let session = try EntryPlace(event: event).session(named: session)
    let reference = SessionReference(event: event.id, session: session.id)
    let store = try workplace.store()
    guard let tally = try SessionTally(reference, of: event, store: store),
      var form = FiguresForm(
        reference, of: event, entered: try store.figures(event: event.id), returns: tally.returns,
        by: person.name(in: workplace))
    else { return }
    switch form.accept(attended: attended, basis: basis, signedIn: signedIn, booked: booked, why: why) {
    case .done(var figures?):
      figures.at = Clock.timestamp
      try store.record(figures)
      for doubt in form.doubts {
        let doubt = Diagnostic(
          .warning, rule: "figures-do-not-fit", message: doubt,
          hint: "check both figures; the same command with the right one replaces what was put down")
        Terminal.tellError(DiagnosticFormatter().format(doubt))
      }
      try tell(event, entered: try store.figures(event: event.id), session, figures)
    case .refused(let words):
      throw Diagnostic(
        rule: "bad-figure", message: words,
        hint: "such as: engage event attended \(event.id) --session \(session.id) 52 --why \"counted again\"")
    default:
      throw Diagnostic(
        rule: "nothing-new", message: "that is what is known already",
        hint: "see: engage event show \(event.id)")
    }
  }

  private func tell(_ event: Event, entered: [EnteredFigures], _ session: Session, _ figures: EnteredFigures)
    throws
  {
    if format.format == .json { return try JSON.tell(KnownEvent(file: event, entered: entered)) }
    try Terminal.tell("\(session.displayName): \(figures.words).")
  }
}
