import Foundation
import Testing

/// Readers of their own: Python packages and PSPP.
enum OtherReader {
  static let openpyxl = isThere("openpyxl")
  static let pyreadstat = isThere("pyreadstat")
  static let frictionless = isThere("frictionless")

  static let pspp: Bool = {
    let found = (try? run("pspp-convert", ["--version"])) != nil
    if !found { print("SKIPPED: pspp-convert is not there, so no SPSS file is read by PSPP") }
    return found
  }()

  private static func isThere(_ module: String) -> Bool {
    let found = (try? run("python3", ["-W", "ignore", "-c", "import \(module)"])) != nil
    if !found { print("SKIPPED: python3 with \(module) is not there, so nothing is read back by it") }
    return found
  }

  struct Failed: Error { var status: Int32 }

  /// Runs a program to its end.
  /// - Returns: what it printed.
  @discardableResult
  static func run(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return data
  }

  /// What a script prints as JSON.
  static func python(_ script: String, _ arguments: String...) throws -> [String: Any] {
    let data = try run("python3", ["-W", "ignore", "-c", script] + arguments)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
