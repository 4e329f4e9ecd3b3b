import ArgumentParser
import EngageEntry
import EngageModel
import EngageStore
import Glibc

struct EnterCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "enter",
    abstract: "Type in paper forms and the notes of tables, question by question.",
    discussion: """
      For example:
        engage enter --event we-stand-together-2019 --session rugby
        engage enter --event we-stand-together-2019 --session rugby --unit table --entered-by Asha
      Every answer is on disk before the next question shows. Leave with /q at any time; the same command goes on
      where you were. /? shows all that can be typed. Lines from a pipe are taken just like typed ones.
      """)

  @Option(help: "The event, by name; may be left out where there is exactly one.")
  var event: String?

  @Option(help: "The session, by name; may be left out where there is exactly one.")
  var session: String?

  @Option(help: "person for forms, table for the notes of tables; asked if left out and the survey has both.")
  var unit: EntryUnit?

  @Option(help: "The language to show the questions in, such as pl; the survey's own if left out.")
  var language: String?

  @OptionGroup var person: PersonOption
  @OptionGroup var workspace: WorkspaceOption

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let event = try workplace.soleEvent(named: event, survey: nil)
    guard let surveyID = event.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "the event \(event.id) has no survey, so there are no forms to type in",
        hint: "add a line survey: NAME to its file")
    }
    let session = try EntryPlace(event: event).session(named: session)
    let name = person.name(in: workplace)
    let entry = try EntrySession(
      survey: try workplace.newestSurvey(surveyID),
      session: SessionReference(event: event.id, session: session.id), unit: unit?.unit, language: language,
      enteredBy: name, store: try workplace.store(),
      surroundings: EntrySurroundings(
        now: { Clock.timestamp }, today: { Clock.today },
        secondsSinceMidnight: { EntryPlace.secondsSinceMidnight }))
    var conversation = EntryConversation(entry: entry)
    try Terminal.tell("\(event.title), \(session.displayName). Entered by \(name).")
    try conversation.run()
  }
}

/// The words for units on the command line.
enum EntryUnit: String, ExpressibleByArgument, CaseIterable {
  case person, table

  var unit: Unit { self == .table ? .table : .person }
}

/// Which session forms are entered for.
struct EntryPlace {
  let event: Event

  /// The session of that name, or the only one that was held.
  /// - Throws: `Diagnostic` for an unknown session, one that was not held, or none named where there are several.
  func session(named name: String?) throws -> Session {
    guard let name else {
      let held = event.sessions.filter { $0.status == .held }
      guard let only = held.first, held.count == 1 else {
        throw Diagnostic(
          rule: "which-session",
          message: held.isEmpty
            ? "no session of \(event.id) was held" : "\(event.id) has several sessions: say which",
          hint: held.isEmpty ? nil : "--session NAME; there are: \(names(held))")
      }
      return only
    }
    guard let session = event.session(Session.ID(name)) else {
      throw Diagnostic(
        rule: "unknown-session", message: "\(event.id) has no session “\(name)”",
        hint: nearestName(to: name, among: event.sessions.map(\.id.rawValue)).map { "did you mean \($0)?" }
          ?? "there are: \(names(event.sessions))")
    }
    guard session.status == .held else {
      throw Diagnostic(
        rule: "session-not-held", message: "the session \(session.id) was \(session.status.rawValue)",
        hint: "if it was held after all, change its status in the event's file")
    }
    return session
  }

  private func names(_ sessions: [Session]) -> String { sessions.map(\.id.rawValue).joined(separator: ", ") }

  /// The time of day here.
  static var secondsSinceMidnight: Int {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return Int(local.tm_hour) * 3600 + Int(local.tm_min) * 60 + Int(local.tm_sec)
  }
}

/// Entry in plain lines.
struct EntryConversation {
  var entry: EntrySession

  /// - Throws: `StoreError`, or `Diagnostic` where the output can't be written. All that was accepted is stored.
  mutating func run() throws {
    var conversation = LineConversation()
    let end = try conversation.run(&entry)
    let number = entry.formNumber.map { " \($0)" } ?? ""
    let isUnfinished = entry.hasUnfinishedForm
    try entry.quit()
    let count = entry.storedCount
    try Terminal.tell("\(count == 1 ? "1 form" : "\(count) forms") stored in this sitting.")
    guard isUnfinished else { return }
    try LineConversation.tellKept(
      "The unfinished form\(number) is kept. To go on with it, give the same command again.", end)
  }
}

extension EntrySession: LineAsking {}
