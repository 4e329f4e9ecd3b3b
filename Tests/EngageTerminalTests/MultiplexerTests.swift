import EngageTesting
import Foundation
import Testing

/// The same form in tmux: what a real terminal makes of it.
@Suite(.serialized, .timeLimit(.minutes(2))) struct MultiplexerTests {
  @Test func `tmux shows what our own reading of the bytes shows`() throws {
    guard let tmux = Multiplexer() else {
      print("SKIPPED: there is no tmux on this machine, so the form was not tried in one")
      return
    }
    defer { tmux.run(["kill-server"]) }
    // An earlier answer of the made-up form has wide letters and pictures: what is behind must stand where it should.
    let client = try tmux.start(Probe.path)
    #expect(tmux.shows("What would you like to say?"))
    tmux.run(["send-keys", "-l", "Zażółć 家庭 ok, ਪੰਜਾਬੀ too"])
    tmux.run(["send-keys", "Home", "X", "Left", "BSpace", "M-x", "C-Right", "Y", "BTab", "F5"])
    #expect(tmux.shows("Last key: function(5)"))
    let own = try Probe.start()
    #expect(own.shows("What would you like to say?"))
    own.send("Zażółć 家庭 ok, ਪੰਜਾਬੀ too\u{1B}[1~X\u{1B}[D\u{7F}\u{1B}x\u{1B}[1;5CY\u{1B}[Z\u{1B}[15~")
    #expect(own.shows("Last key: function(5)"))
    #expect(
      tmux.lines == own.screen.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    tmux.run(["send-keys", "C-q"])
    #expect(client.end() != nil)
  }
}

/// A tmux of our own, beside any other on the machine.
private struct Multiplexer {
  let program: String
  let socket = FileManager.default.temporaryDirectory.appending(path: "engage-\(UUID().uuidString)").path

  init?() {
    let places = ["/usr/bin/tmux", "/usr/local/bin/tmux"]
    guard let place = places.first(where: FileManager.default.isExecutableFile) else { return nil }
    program = place
  }

  /// Starts it in a terminal, with a program in its window.
  func start(_ path: String) throws -> Pseudoterminal {
    try Pseudoterminal(
      program, ["-S", socket, "-u", "-f", "/dev/null", "new-session", path, ";", "set", "status", "off"],
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
  }

  /// What the window shows.
  var lines: [String] {
    run(["capture-pane", "-p"]).split(separator: "\r\n", omittingEmptySubsequences: false).prefix(24).map {
      String($0.replacing(#/ +$/#, with: ""))
    }
  }

  func shows(_ words: String) -> Bool {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      if lines.contains(where: { $0.contains(words) }) { return true }
    }
    return false
  }

  @discardableResult
  func run(_ arguments: [String]) -> String {
    let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
    guard
      let command = try? Pseudoterminal(program, ["-S", socket, "-u"] + arguments, environment: environment),
      command.end() == .code(0)
    else { return "" }
    return String(decoding: command.received, as: UTF8.self)
  }
}
