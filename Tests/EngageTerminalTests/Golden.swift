import Foundation
import Testing

/// Text a person has looked at once, kept beside the tests. `ENGAGE_RECORD=1` writes it anew, and fails the run.
func expectGolden(_ text: String, _ file: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
  let url = folder.appendingPathComponent(file)
  if ProcessInfo.processInfo.environment["ENGAGE_RECORD"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    Issue.record(
      "recorded \(file): look at it, then run again without ENGAGE_RECORD", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  guard text != expected else { return }
  let new = text.split(separator: "\n", omittingEmptySubsequences: false)
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(new, old).enumerated().first { $1.0 != $1.1 }?.offset ?? min(new.count, old.count)
  Issue.record(
    """
    \(file) differs from line \(line + 1) on
    was: \(line < old.count ? String(old[line]) : "(end)")
    is:  \(line < new.count ? String(new[line]) : "(end)")
    If that is right, record it with ENGAGE_RECORD=1 and look at the file.
    """, sourceLocation: sourceLocation)
}
