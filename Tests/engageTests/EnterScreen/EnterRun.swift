import EngageModel
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Glibc
import Testing

/// `engage enter` in a terminal of its own, in the workspace of a test.
struct EnterRun {
  let terminal: Pseudoterminal

  /// - Parameters:
  ///   - options: beside the event, the session and who enters.
  ///   - before: what the shell does first, such as setting a limit.
  init(
    _ engage: EngageProgram, _ options: [String] = ["--unit", "person"], by name: String = "Asha",
    columns: Int = 80, rows: Int = 24, environment: [String: String] = [:], before: String = ":"
  ) throws {
    let settings = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
      .merging(ProcessInfo.processInfo.environment.filter { ["PATH", "HOME"].contains($0.key) }) { $1 }
    terminal = try Pseudoterminal(
      "/bin/sh",
      ["-c", "cd \"$0\"; \(before); exec \"$@\"", engage.folder, EngageProgram.path, "enter"]
        + ["--event", EngageProgram.event, "--session", "rugby", "--entered-by", name] + options,
      environment: settings.merging(environment) { $1 }, columns: columns, rows: rows)
    // What is typed before the program has the terminal is thrown away with it.
    _ = terminal.shows(within: patience) {
      terminal.end(within: .zero) != nil || $0.isAlternate && !$0.unwrapped.isEmpty
        || !isOnScreen(environment)
    }
  }

  private let patience = Duration.seconds(10)

  private func isOnScreen(_ environment: [String: String]) -> Bool { environment["TERM"] != "dumb" }

  var text: String { terminal.screen.text }

  /// The words that stand beside the question: "Question 3".
  var place: String? {
    text.firstMatch(of: #/Question [0-9a-z.]+/#).map { String($0.output) }
  }

  /// Types, and waits until the screen shows something.
  func type(
    _ keys: String, _ shown: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    terminal.send(keys)
    shows(shown, sourceLocation: sourceLocation)
  }

  func shows(_ shown: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let came = terminal.shows(within: patience) { $0.unwrapped.contains(shown) }
    if !came { Issue.record("“\(shown)” does not show:\n\(text)", sourceLocation: sourceLocation) }
  }

  /// Types one form of We Stand Together: what is asked next, and the key for what was asked.
  func typeForm(
    asking: String = "Form number", number: String, role: String = "4", concerns: String = "Nobody listens",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let steps = [
      (number + "\r", "Which best describes you?"), (role, "How safe do you feel by day?"),
      ("4", "How safe do you feel after dark?"), ("2", "The police"), ("4", "The council"),
      ("3", "Do you know how to report"), ("1", "How would you report it?"), ("2", "drawn into violent"),
      ("3", "What did your table talk about?"), ("13\r", "What concerns you most?"),
      (concerns + "\r", "What would help?"), ("More buses\r", "May we quote"), ("1", "How old are you?"),
      ("\u{1B}e", "Is this right?"),
    ]
    shows(asking, sourceLocation: sourceLocation)
    for (keys, shown) in steps { type(keys, shown, sourceLocation: sourceLocation) }
  }

  func kill() {
    terminal.signal(SIGKILL)
    #expect(terminal.end() == .signal(SIGKILL))
  }

  /// Ctrl-C, and Enter to the question.
  func leave() {
    type("\u{3}", "Leave?")
    terminal.send("\r")
    #expect(terminal.end() == .code(0))
  }
}

extension ScreenEmulator {
  /// The screen as one line, with single blanks: words that were wrapped can be found in it.
  var unwrapped: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension EngageProgram {
  /// What is stored, as JSON: the responses in the order they were stored.
  func responses() throws -> [[String: Any]] {
    let list = try run("responses", "list", "--event", EngageProgram.event, "--format", "json")
    let rows = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]] ?? []
    return try rows.compactMap { $0["response"] as? Int }.sorted().map { number in
      try run("responses", "show", String(number), "--format", "json").json()
    }
  }

  /// What is stored, in the order it was.
  func storedResponses() throws -> [Response] {
    try SQLiteStore.forReading(path: path("engage.sqlite")).responses(
      ResponseQuery(survey: "we-stand-together"))
  }

  /// Forms that are begun and not stored.
  func drafts() throws -> [EntryDraft] {
    try SQLiteStore.forReading(path: path("engage.sqlite"))
      .drafts(event: Event.ID(EngageProgram.event), session: nil)
  }
}

extension EnterRun {
  /// Whether the program ever said something, on whichever screen.
  func said(_ words: String) -> Bool {
    String(decoding: terminal.received, as: UTF8.self).contains(words)
  }

  /// The terminal is as it was before.
  func expectLeftInOrder(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(terminal.settings == terminal.settingsBefore, sourceLocation: sourceLocation)
    #expect(!terminal.screen.isAlternate && terminal.screen.isCursorShown, sourceLocation: sourceLocation)
    #expect(terminal.screen.unknown == [], sourceLocation: sourceLocation)
  }
}
