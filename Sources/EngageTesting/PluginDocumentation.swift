public import EngageAnalysis
import EngageModel
import FoundationEssentials

/// Whether what a plugin's folder tells people agrees with its manifest.
public enum PluginDocumentation {
  /// Checks that the README beside a plugin's tests says its name, its summary, its example command, and every
  /// option with its example.
  /// - Parameters:
  ///   - manifest: of the analysis.
  ///   - readmePath: of the README; if `nil`, that of the folder above the test's.
  ///   - file: `#filePath` of the test.
  /// - Returns: what is missing, in words; empty if nothing is.
  public static func failures(
    manifest: AnalysisManifest, readmePath: String? = nil, file: String = #filePath
  ) -> [String] {
    let path =
      readmePath
      ?? URL(filePath: file).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "README.md").path
    guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
      return ["there is no README.md"]
    }
    var failures: [String] = []
    func require(_ words: String, _ what: String) {
      if !text.contains(words) { failures.append("README.md lacks \(what): \(words)") }
    }
    require("`\(manifest.name)`", "the analysis's name")
    require(manifest.summary, "the summary")
    require(manifest.example, "the example")
    for option in manifest.options {
      require("`\(option.name)`", "an option")
      require(option.example, "the example of an option")
      if let value = option.defaultValue { require("`\(value)`", "the default of \(option.name)") }
    }
    return failures
  }
}
