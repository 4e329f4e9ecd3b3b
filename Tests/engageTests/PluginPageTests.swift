import EngageAnalysis
import EngageTesting
import Foundation
import Testing

@testable import engage

/// Every analysis has a page in its folder: made from its manifest, with its example as it was run.
@Suite struct PluginPageTests {
  /// How much of what an example prints stands on its page.
  private static let mostLines = 36

  /// A workspace with the shipped samples, and two people's codes of the comments.
  private func withSamples(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      for (survey, event) in [("game-on", "game-on-2020"), ("park-plans", "park-plans-2021")] {
        let sample = try engage.run("import", "Surveys/\(survey)/samples/\(event).csv", "--event", event)
        #expect(sample.status == 0, "\(sample.errors)")
      }
      try code(engage)
      try body(engage)
    }
  }

  /// Two invented coders who mostly see what the rules find, and now and then differ.
  private func code(_ engage: EngageProgram) throws {
    struct Comment: Decodable { var themes: [String] }
    let texts = try engage.run(
      "texts", "--survey", "we-stand-together", "--question", "concerns", "--format", "json")
    let comments = try JSONDecoder().decode([Comment].self, from: Data(texts.output.utf8))
    for (coder, dropped, added) in [("Ada", 5, 11), ("Ben", 7, 6)] {
      let lines = comments.enumerated().map { index, comment in
        var themes = index % dropped == 0 ? Array(comment.themes.dropFirst()) : comment.themes
        if index % added == 0, !themes.contains("listening") { themes.append("listening") }
        return themes.isEmpty ? "0" : themes.joined(separator: " ")
      }
      let coded = try engage.run(
        "code", "--survey", "we-stand-together", "--question", "concerns", "--coder", coder,
        input: lines.joined(separator: "\n") + "\n")
      #expect(coded.status == 0, "\(coded.errors)")
    }
  }

  /// What an example prints, from the title of its section on.
  private func output(of example: String, _ engage: EngageProgram) throws -> String {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", example]
    shell.currentDirectoryURL = URL(filePath: engage.folder)
    let folder = URL(filePath: EngageProgram.path).deletingLastPathComponent().path
    shell.environment = ["PATH": "\(folder):/usr/bin:/bin", "HOME": engage.folder]
    let pipe = Pipe()
    shell.standardOutput = pipe
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0, "\(example)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("──") }) - 1
    let end = lines.indices.last { lines[$0] == "Notes" && lines[$0 + 1].hasPrefix("──") } ?? lines.count
    let shown = lines[start..<end].prefix(Self.mostLines)
    let rest = end - start > Self.mostLines ? ["…"] : []
    return (Array(shown) + rest).joined(separator: "\n").trimmingCharacters(in: .newlines)
  }

  @Test func everyAnalysisHasItsPageWithAnExampleThatWasRun() throws {
    let root = try #require(RepositoryFolder.root())
    try withSamples { engage throws in
      for manifest in Analyses.registry.manifests {
        let page = ManifestPage(manifest).markdown(output: try output(of: manifest.example, engage))
        let type = PluginTemplate(name: manifest.name, language: .swift).typeName
        let file = GoldenFile("PAGE.md", in: "\(root)/Plugins/\(type)")
        if let difference = try file.difference(from: page) { Issue.record("\(type): \(difference)") }
      }
    }
  }

  @Test func aPageIsPrintedForAnyAnalysis() throws {
    try withWorkspace { engage throws in
      let page = try engage.run("plugins", "describe", "targets", "--page")
      #expect(page.status == 0 && page.output.hasPrefix("# Targets\n"))
      #expect(page.output.contains("| `smallest_base` | 1 to 1000 | – |"))
    }
  }
}
