import EngageSheets
import EngageTesting
import Foundation

extension TemporaryFolder {
  func write(_ bytes: [UInt8], as name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }
}

/// The stored real files beside the repository, where they exist.
enum SharedData {
  static let folder = RepositoryFolder.shared("data").map { URL(filePath: $0) }

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
  (try? OtherProgram.run(program, arguments)).map { String(decoding: $0, as: UTF8.self) }
}
