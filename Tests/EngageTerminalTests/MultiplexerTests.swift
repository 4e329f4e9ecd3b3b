import EngageTesting
import Foundation
import Testing

/// The same form in tmux: what a real terminal makes of it.
@Suite struct MultiplexerTests {
  @Test func `tmux shows what our own reading of the bytes shows`() throws {
    guard
      let tmux = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first(where: FileManager.default.isExecutableFile)
    else {
      print("SKIPPED: there is no tmux on this machine, so the form was not tried in one")
      return
    }
    let socket = FileManager.default.temporaryDirectory.appending(path: "engage-\(UUID().uuidString)").path
    defer { _ = try? run(tmux, socket, ["kill-server"]) }
    // The first line of the made-up form has wide letters and pictures: those behind must stand where they should.
    let probe = try Probe.path
    _ = try run(
      tmux, socket,
      ["-u", "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "LANG=C.UTF-8 \(probe)"])
    try expectShown(tmux, socket, "What would you like to say?")
    _ = try run(tmux, socket, ["send-keys", "-l", "Zażółć 家庭 ok, ਪੰਜਾਬੀ too"])
    _ = try run(
      tmux, socket, ["send-keys", "Home", "X", "Left", "BSpace", "M-x", "C-Right", "Y", "S-Tab", "F5"])
    try expectShown(tmux, socket, "Last key: function(5)")
    let text = try run(tmux, socket, ["capture-pane", "-p"])
    let own = try Probe.start()
    #expect(own.shows("What would you like to say?"))
    own.send("Zażółć 家庭 ok, ਪੰਜਾਬੀ too\u{1B}[1~X\u{1B}[D\u{7F}\u{1B}x\u{1B}[1;5CY\u{1B}[Z\u{1B}[15~")
    #expect(own.shows("Last key: function(5)"))
    let lines = { (text: String) in
      text.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.replacing(#/ +$/#, with: "")
      }.prefix(24)
    }
    #expect(lines(text) == lines(own.screen.text))
    _ = try run(tmux, socket, ["send-keys", "C-q"])
  }

  private func expectShown(_ tmux: String, _ socket: String, _ words: String) throws {
    let end = ContinuousClock.now + .seconds(20)
    var text = ""
    repeat {
      text = (try? run(tmux, socket, ["capture-pane", "-p"])) ?? ""
      if text.contains(words) { return }
    } while ContinuousClock.now < end
    Issue.record("“\(words)” is not on: \(text)")
  }

  private func run(_ tmux: String, _ socket: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tmux)
    process.arguments = ["-S", socket] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging([
      "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
    ]) { $1 }
    // A file, not a pipe: the server that the first call starts would keep a pipe open.
    let place = FileManager.default.temporaryDirectory.appending(path: "tmux-\(UUID().uuidString)")
    FileManager.default.createFile(atPath: place.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: place) }
    process.standardOutput = try FileHandle(forWritingTo: place)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let data = try Data(contentsOf: place)
    return String(decoding: data, as: UTF8.self)
  }
}
