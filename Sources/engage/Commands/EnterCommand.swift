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

/// Entry in plain lines: prompts on standard output, answers from standard input, be it a person or a pipe.
struct EntryConversation {
  var entry: EntrySession
  private var input = InputLines()
  private var section: String?
  private var lastAsked: Prompt.Kind?
  /// Notes for those who fill in forms need to be read by those who type them in only once.
  private var shownNotes: Set<String> = []

  init(entry: EntrySession) { self.entry = entry }

  /// - Throws: `StoreError`, or `Diagnostic` where the output can't be written. All that was accepted is stored.
  mutating func run() throws {
    while entry.prompt.kind != .finished {
      try ask()
      switch try input.next() {
      case .line(let line): try tell(try entry.accept(line))
      case .unreadable:
        try tell(.refused("That line holds characters that can't be read (it is not UTF-8). Type it again."))
      case .tooLong:
        try tell(.refused("That line is too long: at most a million characters. Type it again, in parts."))
      case .end:
        try tell("")
        return try leave(atEndOfInput: true)
      }
    }
    try leave(atEndOfInput: false)
  }

  /// Shows what is asked; where a line was not taken, or a text goes on, only what may be typed.
  private mutating func ask() throws {
    var prompt = entry.prompt
    if prompt.kind == lastAsked {
      try tell("  \(prompt.foot)")
    } else {
      prompt.notes.removeAll { !shownNotes.insert($0).inserted }
      try tell("")
      for line in prompt.lines(after: section) { try tell(line) }
    }
    lastAsked = prompt.kind
    section = prompt.section
    try Terminal.tell(Array("> ".utf8))
  }

  private func tell(_ reply: Reply) throws {
    guard let words = reply.words else { return }
    let mark = if case .refused = reply { "! " } else { "  " }
    for line in words.split(whereSeparator: \.isNewline) { try tell("\(mark)\(line)") }
  }

  private func tell(_ line: String) throws { try Terminal.tell(line) }

  private mutating func leave(atEndOfInput: Bool) throws {
    let number = entry.formNumber.map { " \($0)" } ?? ""
    let isUnfinished = entry.hasUnfinishedForm
    try entry.quit()
    let count = entry.storedCount
    try tell("\(count == 1 ? "1 form" : "\(count) forms") stored in this sitting.")
    guard isUnfinished else { return }
    let words = "The unfinished form\(number) is kept. To go on with it, give the same command again."
    if atEndOfInput { Terminal.tellError("The input ended in the middle. \(words)") } else { try tell(words) }
  }
}

/// Lines from standard input, as bytes come.
struct InputLines {
  enum Line: Equatable {
    case line(String)
    /// Not UTF-8.
    case unreadable
    case tooLong
    case end
  }

  /// In bytes.
  static let longest = 1_000_000

  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// The next line without its end.
  /// - Throws: `Diagnostic` where standard input can't be read.
  mutating func next() throws -> Line {
    var bytes: [UInt8] = []
    var isTooLong = false
    while true {
      if position == buffer.count {
        if try !fill() {
          return bytes.isEmpty && !isTooLong ? .end : line(bytes, isTooLong)
        }
      }
      let rest = buffer[position...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      let part = rest[..<(end ?? rest.endIndex)]
      if bytes.count + part.count > InputLines.longest {
        isTooLong = true
        bytes = []
      } else if !isTooLong {
        bytes += part
      }
      position = end.map { $0 + 1 } ?? buffer.count
      if end != nil { return line(bytes, isTooLong) }
    }
  }

  private func line(_ bytes: [UInt8], _ isTooLong: Bool) -> Line {
    if isTooLong { return .tooLong }
    guard let text = String(validating: bytes, as: UTF8.self) else { return .unreadable }
    return .line(text)
  }

  /// - Returns: false at the end of the input.
  private mutating func fill() throws -> Bool {
    if isAtEnd { return false }
    buffer = [UInt8](repeating: 0, count: 65_536)
    position = 0
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        let reason = String(cString: strerror(errno))
        throw Diagnostic(rule: "input", message: "the input can't be read: \(reason)")
      }
      buffer.removeSubrange(count...)
      isAtEnd = count == 0
      return count > 0
    }
  }
}
