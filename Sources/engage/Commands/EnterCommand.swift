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
        engage enter --event we-stand-together-2019 --session rugby \\
            --unit table --entered-by Asha
        engage enter --second --sample 20% --event we-stand-together-2019 \\
            --session rugby --entered-by Ben
      Every answer is on disk before the next question shows. Leave at any time; the same command goes on where you \
      were. The keys stand at the foot of the screen; Esc shows all that can be done. Where there is no screen (a pipe, \
      a dumb terminal, --lines) it asks in plain lines: /? shows all that can be typed.
      """)

  @Option(help: "The event, by name; may be left out where there is exactly one.")
  var event: String?

  @Option(help: "The session, by name; may be left out where there is exactly one.")
  var session: String?

  @Option(help: "person for forms, table for the notes of tables; asked if left out and the survey has both.")
  var unit: EntryUnit?

  @Option(help: "The language to show the questions in, such as pl; the survey's own if left out.")
  var language: String?

  @Option(help: "How many forms there are to type in, to tell how long it will take.")
  var expect: Int?

  @Flag(help: "Type in forms again that are stored, without seeing what was typed the first time.")
  var second = false

  @Option(help: "With --second: draw so many of 100 forms by chance first, such as 20%; see engage keying.")
  var sample: Percent?

  @Flag(help: "Ask in plain lines, not on the whole screen.")
  var lines = false

  @OptionGroup var person: PersonOption
  @OptionGroup var workspace: WorkspaceOption

  func validate() throws {
    if sample != nil, !second { throw ValidationError("--sample goes with --second.") }
    if let expect, expect < 1 { throw ValidationError("--expect takes a number of forms, 1 or more.") }
  }

  func perform() async throws {
    let workplace = try Workplace(workspace, writes: true)
    let event = try workplace.soleEvent(named: event, survey: nil)
    guard let surveyID = event.survey else {
      throw Diagnostic(
        rule: "no-survey", message: "the event \(event.id) has no survey, so there are no forms to type in",
        hint: "add a line survey: NAME to its file")
    }
    let session = try EntryPlace(event: event).session(named: session)
    var work = EntryWork(
      workplace: workplace, event: event, session: session, survey: try workplace.newestSurvey(surveyID),
      store: try workplace.store(), enteredBy: person.name(in: workplace), language: language,
      unit: unit?.unit, expectedForms: expect, purpose: second ? .second : .first)
    if let sample { work.greeting = try draw(sample, for: work) }
    defer {
      SafeguardingQueue.look(through: event.id, survey: surveyID, in: workplace, by: work.enteredBy)
    }
    try work.run(inLines: lines)
  }

  /// Draws forms to be keyed twice among those that had no chance of it yet.
  /// - Returns: which were drawn, in words.
  private func draw(_ percent: Percent, for work: EntryWork) throws -> String {
    let occasion = Occasion(at: Clock.timestamp, by: work.enteredBy, why: "drawn to be keyed twice")
    let sample = try KeyingDraw(survey: work.survey, session: work.reference, store: work.store).draw(
      percent: percent.value, seed: KeyingDraw.randomSeed(), on: occasion)
    return try sample.map { try DrawnRow($0, work.store).text } ?? DrawnRow.nothing
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
    let unfinished: String?? = entry.hasUnfinishedForm ? .some(entry.formNumber) : nil
    try entry.quit()
    try EntryEnd.tell(stored: entry.storedCount, unfinished: unfinished, end)
  }
}

extension EntrySession: LineAsking {}
