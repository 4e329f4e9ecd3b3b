import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Testing
import ThemeCounts

/// The documentation says what is so.
@Suite struct ReadmeTests {
  private static let readme: String = {
    let root = RepositoryFolder.root() ?? "."
    return (try? String(contentsOf: URL(filePath: root + "/Plugins/ThemeCounts/README.md"), encoding: .utf8))
      ?? ""
  }()

  @Test func everyOptionIsDocumentedWithItsDefault() throws {
    let options = try #require(ReadmeTests.readme.components(separatedBy: "## Options").last)
    for option in ThemeCounts.manifest.options {
      let line = options.split(separator: "\n").first { $0.hasPrefix("| `\(option.name)` |") }
      #expect(line != nil, "\(option.name) is not in README.md")
      if let value = option.defaultValue { #expect(line?.contains("| \(value) |") == true) }
    }
    #expect(ReadmeTests.readme.contains(ThemeCounts.manifest.example))
  }

  @Test func theExampleGivesWhatItSays() throws {
    let example = try #require(ReadmeTests.readme.components(separatedBy: "## An example").last)
    let yaml = try #require(
      example.components(separatedBy: "```yaml\n").last?.components(separatedBy: "```").first)
    let codebook = try CodebookFile.read(text: yaml, path: "codebook.yaml").get()
    let tables = example.components(separatedBy: "\n\n").filter { $0.hasPrefix("|") }
    #expect(tables.count == 2)
    let section = try ThemeCase(responses: tables[0], codebooks: [codebook]).section()
    let expected = tables[1].split(separator: "\n").dropFirst(2).map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " | ")
    }
    #expect(
      section.table("themes")?.lines("theme", "title", "responses", "forms", "tables", "share")
        == Array(expected))
    #expect(section.measure("uncoded") == 1)
  }
}
