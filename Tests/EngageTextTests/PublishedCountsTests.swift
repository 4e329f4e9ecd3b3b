import EngageModel
import EngageTesting
import EngageText
import Foundation
import Testing

/// Themes counted by others, counted again.
@Suite struct PublishedCountsTests {
  private static let folder = RepositoryFolder.shared("data/themes-jupyter-hinderances")

  private struct Upstream: Decodable {
    struct Question: Decodable {
      let themes: [String: [String]]
      let published_theme_counts: [String: Int]
    }
    let questions: [String: Question]
  }

  /// The Jupyter survey of 2015 (CC0): keywords are patterns from a word's start, in any case; the text of column 3.
  @Test(.enabled(if: folder != nil))
  func theElevenPublishedCountsOfTheJupyterSurveyComeOut() throws {
    let folder = try #require(PublishedCountsTests.folder)
    let upstream = try JSONDecoder().decode(
      Upstream.self, from: Data(contentsOf: URL(filePath: folder + "/upstream_codebook.json")))
    let question = try #require(upstream.questions["hinderances"])
    let names = question.themes.keys.sorted()
    let coder = try ThemeCoder(
      Codebook(
        id: "hinderances", matching: Matching(stems: .none, accents: .keep),
        themes: names.map { name in
          Theme(id: Theme.ID(name), title: name, match: (question.themes[name] ?? []).map(Term.pattern))
        }))
    let texts = try CSVColumn.read(folder + "/hinderances.csv", column: 3)
    #expect(texts.count == 764)
    var counts: [String: Int] = [:]
    for text in texts {
      for theme in coder.themes(of: text) { counts[theme.rawValue, default: 0] += 1 }
    }
    #expect(question.published_theme_counts.count == 11)
    #expect(counts == question.published_theme_counts)
  }
}

/// The cells of one column of a CSV file, heading and empty cells left out.
enum CSVColumn {
  static func read(_ path: String, column: Int) throws -> [String] {
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    var rows: [[String]] = [[""]]
    var isQuoted = false
    var wasQuote = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" {
        if !isQuoted, wasQuote {
          rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append("\"")
        }
        isQuoted.toggle()
        wasQuote = !isQuoted
        continue
      }
      wasQuote = false
      if !isQuoted, scalar == "," {
        rows[rows.count - 1].append("")
      } else if !isQuoted, scalar == "\n" {
        rows.append([""])
      } else if isQuoted || scalar != "\r" {
        rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
      }
    }
    return rows.dropFirst().compactMap { $0.count > column ? $0[column] : nil }
      .filter { cell in cell.contains { !$0.isWhitespace } }
  }
}
