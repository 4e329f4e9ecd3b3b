import EngageTesting
import Foundation
import Testing

/// Readers of their own: Python packages and PSPP.
enum OtherReader {
  static let openpyxl = OtherProgram.hasPython("openpyxl", otherwise: "nothing is read back by it")
  static let pyreadstat = OtherProgram.hasPython("pyreadstat", otherwise: "nothing is read back by it")
  static let frictionless = OtherProgram.hasPython("frictionless", otherwise: "nothing is read back by it")

  static let pspp: Bool = {
    let found = (try? OtherProgram.run("pspp-convert", ["--version"])) != nil
    if !found { print("SKIPPED: pspp-convert is not there, so no SPSS file is read by PSPP") }
    return found
  }()

  /// What a script prints as JSON.
  static func python(_ script: String, _ arguments: String...) throws -> [String: Any] {
    let data = try OtherProgram.run("python3", ["-W", "ignore", "-c", script] + arguments)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
