import EngageTesting
import Foundation
import Glibc

/// The made-up form, run in a terminal of its own.
enum Probe {
  static var path: String {
    get throws {
      let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      for folder in [tests.deletingLastPathComponent(), Bundle.main.bundleURL] {
        var place = folder
        for _ in 0..<4 {
          let program = place.appending(path: "EngageTerminalProbe").path(percentEncoded: false)
          if FileManager.default.isExecutableFile(atPath: program) { return program }
          place = place.deletingLastPathComponent()
        }
      }
      throw Missing()
    }
  }

  struct Missing: Error {}

  static func start(
    columns: Int = 80, rows: Int = 24, _ more: [String: String] = [:]
  ) throws -> Pseudoterminal {
    let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
    return try Pseudoterminal(
      path, environment: environment.merging(more) { $1 }, columns: columns, rows: rows)
  }
}
