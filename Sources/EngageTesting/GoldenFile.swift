import Foundation

/// Text a person has looked at once, kept in a folder `Golden` beside the tests.
///
/// ```swift
/// if let difference = try GoldenFile("summary.md").difference(from: text) { Issue.record("\(difference)") }
/// ```
public struct GoldenFile {
  private let name: String
  private let url: URL

  /// - Parameter file: `#filePath` of the tests.
  public init(_ name: String, beside file: String = #filePath) {
    self.name = name
    url = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden/\(name)")
  }

  /// - Parameter folder: where the file lies.
  public init(_ name: String, in folder: String) {
    self.name = name
    url = URL(filePath: folder).appending(path: name)
  }

  /// How a text differs from what was kept; `nil` if it does not. With `ENGAGE_RECORD=1` the text is kept, and what
  /// is said then makes the run fail, so that somebody looks at it.
  /// - Throws: where the file can't be read or written.
  public func difference(from text: String) throws -> String? {
    if ProcessInfo.processInfo.environment["ENGAGE_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return "recorded \(name): look at it, then run again without ENGAGE_RECORD"
    }
    let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard text != expected else { return nil }
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(new, old).enumerated().first { $1.0 != $1.1 }?.offset ?? min(new.count, old.count)
    return """
      \(name) differs from line \(line + 1) on
      was: \(line < old.count ? String(old[line]) : "(end)")
      is:  \(line < new.count ? String(new[line]) : "(end)")
      If that is right, record it with ENGAGE_RECORD=1 and look at the file.
      """
  }
}
