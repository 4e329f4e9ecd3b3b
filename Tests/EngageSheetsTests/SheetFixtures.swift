import EngageSheets
import Foundation

/// A folder of its own for one test, removed at the end.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("sheets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ bytes: [UInt8], as name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }
}

/// The stored real files beside the repository, where they exist.
enum SharedData {
  static let folder: URL? = {
    let here = URL(fileURLWithPath: #filePath)
    for start in [here, here.resolvingSymlinksInPath()] {
      var up = start.deletingLastPathComponent()
      while up.path != "/" {
        let candidate = up.deletingLastPathComponent().appendingPathComponent("shared/data")
        let isRoot = FileManager.default.fileExists(atPath: up.appendingPathComponent("Package.swift").path)
        if isRoot, FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        up.deleteLastPathComponent()
      }
    }
    print("SKIPPED: no ../shared/data beside the repository; the tests on stored real files do not run")
    return nil
  }()

  static func path(_ name: String) -> String { folder?.appendingPathComponent(name).path ?? name }
}

/// Every record of a text, or the error that stops it.
func records(
  _ bytes: [UInt8], format: CSVFormat = .comma, limits: CSVLimits = CSVLimits()
) throws(CSVError) -> [[String]] {
  try bytes.withUnsafeBufferPointer { (bytes) throws(CSVError) in
    var rows: [[String]] = []
    var reader = CSVReader(bytes: bytes, format: format, limits: limits)
    while try reader.nextRow() { rows.append((0..<reader.fieldCount).map { reader.text($0) }) }
    return rows
  }
}

func records(_ text: String, format: CSVFormat = .comma) throws(CSVError) -> [[String]] {
  try records(Array(text.utf8), format: format)
}

/// The error that reading ends with, if any.
func failure(_ text: String, limits: CSVLimits = CSVLimits()) -> CSVError? {
  do throws(CSVError) {
    _ = try records(Array(text.utf8), limits: limits)
    return nil
  } catch { return error }
}

/// Runs a program and gives its output, or `nil` if it could not be run or failed.
func run(_ program: String, _ arguments: [String]) -> String? {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return nil }
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
}

/// The same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
