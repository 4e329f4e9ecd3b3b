import EngageModel
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Glibc
import Testing

/// `engage code` on a terminal of its own.
@Suite(.timeLimit(.minutes(3))) struct CodingScreenTests {
  private func withComments(_ count: Int, _ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(CodingTests.survey, to: "Surveys/evening/survey.v1.yaml")
      try engage.write(CodingTests.codebook, to: "Surveys/evening/codebook.themes.yaml")
      try engage.write(CodingTests.event, to: "Surveys/evening/events/autumn.yaml")
      let rows = (1...count).map { "\($0),comment number \($0) of many" }.joined(separator: "\n")
      try engage.write("form,concerns\n\(rows)\n", to: "forms.csv")
      _ = try engage.run("import", "forms.csv", "--event", "autumn", "--session", "rugby", "--key", "form")
      try body(engage)
    }
  }

  private func terminal(_ engage: EngageProgram, columns: Int = 80, rows: Int = 24) throws -> Pseudoterminal {
    let settings = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
      .merging(ProcessInfo.processInfo.environment.filter { ["PATH", "HOME"].contains($0.key) }) { $1 }
    return try Pseudoterminal(
      "/bin/sh",
      ["-c", "cd \"$0\"; exec \"$@\"", engage.folder, EngageProgram.path, "code", "--coder", "Ada"],
      environment: settings, columns: columns, rows: rows)
  }

  private func codes(_ engage: EngageProgram) throws -> [CodedText] {
    try SQLiteStore.forReading(path: engage.path("engage.sqlite")).codes(CodeQuery(survey: "evening"))
  }

  private func expect(
    _ words: String, in terminal: Pseudoterminal, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let came = terminal.shows(within: .seconds(20)) { $0.unwrapped.contains(words) }
    if !came {
      Issue.record("“\(words)” does not show:\n\(terminal.screen.text)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [(80, 24), (40, 12), (132, 43)])
  func `a comment, its themes and what may be done are on the screen`(_ columns: Int, _ rows: Int) throws {
    try withComments(3) { engage throws in
      let terminal = try terminal(engage, columns: columns, rows: rows)
      for words in ["comment number 1 of many", "The police", "Buses", "none fits", "store, next"] {
        expect(words, in: terminal)
      }
      terminal.send("2")
      expect("[x] 2", in: terminal)
      terminal.send("\r")
      expect("comment number 2 of many", in: terminal)
      terminal.send("\u{1B}OQ")
      expect("A memo on this comment", in: terminal)
      terminal.send("why so\r1\r")
      expect("comment number 3 of many", in: terminal)
      terminal.send("\u{1B}[D")
      expect("Memo: why so", in: terminal)
      terminal.send("\u{3}")
      #expect(terminal.end() == .code(0))
      #expect(terminal.settings == terminal.settingsBefore && !terminal.screen.isAlternate)
      expect("2 comments coded in this sitting; 2 of 3 are coded.", in: terminal)
      #expect(try codes(engage).map(\.themes) == [["buses"], ["police"]])
      #expect(try codes(engage).map(\.memo) == [nil, "why so"])
    }
  }

  @Test func `what was acknowledged by the next comment outlives a kill, at whatever moment`() throws {
    try withComments(40) { engage throws in
      var random = SeededGenerator(seed: 11)
      var done = 0
      for _ in 0..<8 {
        let terminal = try terminal(engage)
        expect("comment number \(done + 1) of many", in: terminal)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
          terminal.send("2\r")
          expect("comment number \(done + 2) of many", in: terminal)
          done += 1
        }
        terminal.send("3\r")
        usleep(UInt32.random(in: 0...20_000, using: &random))
        terminal.signal(SIGKILL)
        #expect(terminal.end() == .signal(SIGKILL))
        let stored = try codes(engage).count
        #expect(stored == done || stored == done + 1)
        done = stored
      }
      #expect(done >= 8)
      #expect(try codes(engage).map(\.response) == (1...Int64(done)).map { $0 })
    }
  }
}
