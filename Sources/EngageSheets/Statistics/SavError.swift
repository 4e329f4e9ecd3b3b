internal import CReadStat

/// Why an SPSS file could not be written or read.
public struct SavError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file, as it was given.
  public let path: String
  /// What is wrong, in plain words.
  public let message: String

  init(_ message: String, path: String) {
    self.message = message
    self.path = path
  }

  /// libreadstat's own words for one of its error codes.
  init(_ code: readstat_error_t, path: String) {
    let words = readstat_error_message(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    self.init(words, path: path)
  }

  /// Path and message in one line.
  public var description: String { "\(path): \(message)" }
}
