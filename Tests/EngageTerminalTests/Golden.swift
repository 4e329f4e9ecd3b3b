import EngageTesting
import Testing

/// Expects a text to be as somebody has seen and kept it.
func expectGolden(_ text: String, _ file: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  guard let difference = try GoldenFile(file).difference(from: text) else { return }
  Issue.record("\(difference)", sourceLocation: sourceLocation)
}
