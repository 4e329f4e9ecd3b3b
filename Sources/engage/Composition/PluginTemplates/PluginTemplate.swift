/// The files of a new plugin: it works as it is, counts how often each choice was taken, and has a test.
struct PluginTemplate {
  enum Language: String, CaseIterable {
    case swift, python, r
  }

  /// `choice-counts`.
  let name: String
  let language: Language

  /// `ChoiceCounts`.
  var typeName: String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// `Choice counts`.
  private var title: String {
    let words = name.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Paths in the plugin's folder, with their texts.
  var files: [(path: String, text: String)] {
    let files: [(path: String, text: String)] =
      switch language {
      case .swift:
        [
          ("Sources/\(typeName).swift", SwiftTemplate.analysis),
          ("Tests/\(typeName)Tests.swift", SwiftTemplate.tests), ("README.md", SwiftTemplate.readme),
        ]
      case .python:
        [
          ("plugin.yaml", PythonTemplate.manifest), ("plugin.py", PythonTemplate.plugin),
          ("test_plugin.py", PythonTemplate.test), ("README.md", PythonTemplate.readme),
        ]
      case .r:
        [
          ("plugin.yaml", RTemplate.manifest), ("plugin.R", RTemplate.plugin),
          ("test_plugin.R", RTemplate.test), ("README.md", RTemplate.readme),
        ]
      }
    return files.map { ($0.path, filledIn($0.text)) }
  }

  private func filledIn(_ text: String) -> String {
    text.replacing("%NAME%", with: name).replacing("%TYPE%", with: typeName).replacing("%TITLE%", with: title)
  }
}
