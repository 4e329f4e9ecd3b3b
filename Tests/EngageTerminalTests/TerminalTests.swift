import EngageTesting
import Foundation
import Glibc
import Testing

/// Through a pseudo-terminal: what a person at a keyboard would see, and what is left behind.
@Suite(.serialized, .timeLimit(.minutes(3))) struct TerminalTests {
  @Test func `what is typed shows, and the terminal is as it was when the form is left`() throws {
    let terminal = try Probe.start()
    let before = terminal.settingsBefore
    #expect(terminal.shows("What would you like to say?"))
    #expect(terminal.screen.isAlternate)
    #expect(terminal.settings != before)
    terminal.send("ਪੰਜਾਬੀ 家庭 ok\u{1B}[D\u{1B}[DX")
    #expect(terminal.shows("ਪੰਜਾਬੀ 家庭 Xok"))
    terminal.send("\u{11}")
    #expect(terminal.end() == .code(0))
    #expect(terminal.settings == before)
    #expect(!terminal.screen.isAlternate && terminal.screen.isCursorShown)
    #expect(terminal.screen.modes == [7])
    #expect(terminal.screen.unknown == [])
    #expect(String(decoding: terminal.received, as: UTF8.self).contains("finished 10 characters"))
  }

  @Test(arguments: [
    (SIGTERM, Pseudoterminal.Exit.code(0)), (SIGABRT, .signal(SIGABRT)), (SIGSEGV, .signal(SIGSEGV)),
    (SIGQUIT, .signal(SIGQUIT)),
  ])
  func `a signal that ends the program leaves the terminal as it was`(
    signal: Int32, exit: Pseudoterminal.Exit
  ) throws {
    let terminal = try Probe.start()
    let before = terminal.settingsBefore
    #expect(terminal.shows("What would you like to say?"))
    terminal.signal(signal)
    // A fault that is only sent, not made, is over once; the second time the program is without us.
    if terminal.end(within: .milliseconds(500)) == nil { terminal.signal(signal) }
    #expect(terminal.end() == exit)
    #expect(terminal.settings == before)
    #expect(!terminal.screen.isAlternate && terminal.screen.isCursorShown)
  }

  @Test(arguments: [
    ("\u{18}", Pseudoterminal.Exit.code(1), "failed: Mistake()"), ("\u{14}", .signal(SIGILL), "asked to"),
    ("\u{F}", .code(5), "out by exit"),
  ])
  func `an error, a crash and an exit leave the terminal as it was`(
    key: String, exit: Pseudoterminal.Exit, words: String
  ) throws {
    let terminal = try Probe.start()
    let before = terminal.settingsBefore
    #expect(terminal.shows("What would you like to say?"))
    terminal.send(key)
    let ended = terminal.end()
    #expect(ended == exit || (exit == .signal(SIGILL) && ended == .signal(SIGTRAP)))
    #expect(terminal.settings == before)
    #expect(!terminal.screen.isAlternate)
    #expect(String(decoding: terminal.received, as: UTF8.self).contains(words))
  }

  @Test(arguments: [false, true])
  func `when the line is cut or the program is ended, the form is left in order`(isCut: Bool) throws {
    let note = FileManager.default.temporaryDirectory.appending(path: "left-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: note) }
    let terminal = try Probe.start(["PROBE_LEFT": note])
    #expect(terminal.shows("What would you like to say?"))
    terminal.send("kept")
    #expect(terminal.shows("│ kept"))
    if isCut { terminal.hangUp() } else { terminal.signal(SIGTERM) }
    #expect(terminal.end() == .code(0))
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "left with 4 characters\n")
  }

  @Test func `another size is painted at once, and too small a window says so`() throws {
    let terminal = try Probe.start()
    #expect(terminal.shows("What would you like to say?"))
    terminal.send("some words")
    for (columns, rows) in [(40, 12), (20, 5), (200, 60), (21, 6)] {
      terminal.resize(columns: columns, rows: rows)
      #expect(terminal.shows { $0.text.contains("│ some words") && $0.text.contains("Ctrl-Q") })
    }
    terminal.resize(columns: 19, rows: 5)
    #expect(terminal.shows("Window too"))
    terminal.resize(columns: 1, rows: 1)
    #expect(terminal.shows { $0.text == "W" })
    terminal.resize(columns: 80, rows: 24)
    #expect(terminal.shows("│ some words"))
  }

  @Test func `a paste of 10 MB is refused with words, and what stood there stays`() throws {
    let terminal = try Probe.start()
    #expect(terminal.shows("What would you like to say?"))
    terminal.send("kept")
    let text = String(repeating: "All work and no play\r", count: 500_000)
    let taken = ContinuousClock().measure {
      terminal.send("\u{1B}[200~\(text)\u{1B}[201~")
      #expect(terminal.shows("too much to paste"))
    }
    #expect(terminal.shows("│ kept"))
    #expect(taken < .seconds(30))
    terminal.send("\u{1B}[200~one\rtwo\u{1B}[201~")
    #expect(terminal.shows("│ two"))
    terminal.send("\u{11}")
    #expect(terminal.end() == .code(0))
  }

  @Test func `bytes that are no UTF-8 are told once and not typed`() throws {
    let terminal = try Probe.start()
    #expect(terminal.shows("What would you like to say?"))
    terminal.send(Array("a".utf8) + [0xFF, 0xFE, 0x80] + Array("b\u{1B}[99~c".utf8))
    #expect(terminal.shows("│ abc"))
    terminal.send("\u{11}")
    #expect(terminal.end() == .code(0))
    #expect(String(decoding: terminal.received, as: UTF8.self).contains("1 unreadable"))
  }

  @Test func `Escape is a key of its own, Ctrl-C too, and SIGINT is that key`() throws {
    let terminal = try Probe.start()
    #expect(terminal.shows("What would you like to say?"))
    terminal.send("\u{1B}")
    #expect(terminal.shows("Last key: escape"))
    terminal.send("\u{3}")
    #expect(terminal.shows("Last key: control(\"c\")"))
    terminal.send("x")
    #expect(terminal.shows("Last key: text(\"x\")"))
    terminal.signal(SIGINT)
    #expect(terminal.shows("Last key: control(\"c\")"))
  }

  @Test func `stopped and gone on with, the terminal was given back meanwhile`() throws {
    let terminal = try Probe.start()
    let before = terminal.settingsBefore
    #expect(terminal.shows("What would you like to say?"))
    let taken = terminal.settings
    terminal.signal(SIGTSTP)
    #expect(terminal.shows { !$0.isAlternate })
    #expect(terminal.shows { _ in terminal.settings == before })
    terminal.signal(SIGCONT)
    #expect(terminal.shows { $0.isAlternate && $0.text.contains("What would you like to say?") })
    #expect(terminal.settings == taken)
    terminal.send("on")
    #expect(terminal.shows("│ on"))
  }

  @Test func `what was typed and not read does not reach the shell`() throws {
    let terminal = try Probe.start()
    #expect(terminal.shows("What would you like to say?"))
    terminal.send("\u{11}" + String(repeating: "rm -r everything\r", count: 100))
    #expect(terminal.end() == .code(0))
    #expect(!String(decoding: terminal.received, as: UTF8.self).contains("everything"))
  }

  @Test(arguments: ["dumb", ""])
  func `a terminal that can't move its cursor gets no form`(name: String) throws {
    let terminal = try Probe.start(["TERM": name])
    #expect(terminal.end() == .code(3))
    #expect(terminal.shows("no screen"))
    #expect(!terminal.received.contains(0x1B))
  }

  @Test func `NO_COLOR and a plain locale are kept to`() throws {
    let terminal = try Probe.start(["NO_COLOR": "1", "LANG": "C"])
    #expect(terminal.shows("What would you like to say?"))
    terminal.send("\u{1B}[200~\(String(repeating: "é", count: 20))\u{1B}[201~")
    #expect(terminal.shows("| ????????????????????"))
    #expect(terminal.received.allSatisfy { $0 < 0x80 })
    #expect(terminal.screen.cells.joined().allSatisfy { $0.attributes.allSatisfy { $0 < 30 } })
  }
}
