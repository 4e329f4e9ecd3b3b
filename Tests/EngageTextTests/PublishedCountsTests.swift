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
      let published: [String: Int]

      enum CodingKeys: String, CodingKey {
        case themes
        case published = "published_theme_counts"
      }
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
    #expect(question.published.count == 11)
    #expect(counts == question.published)
  }

  private static let comments = RepositoryFolder.shared("data/nhs-phase1-labelled")

  private struct Keywords: Decodable { let themes: [String: [String]] }

  private struct Expected: Decodable {
    struct Counts: Decodable {
      let themes: [String: Int]
      let uncoded: Int
    }
    let counts: Counts

    enum CodingKeys: String, CodingKey { case counts = "theme_counts_keyword" }
  }

  /// 10,334 comments of patients (MIT, NHS England); whole words and phrases in any case; the text of column 3. Those
  /// who counted took ’ for another character than ': so that it is one here too, it is replaced before.
  @Test(.enabled(if: comments != nil))
  func theEightThemesOfPatientsCommentsComeOut() throws {
    let folder = try #require(PublishedCountsTests.comments)
    func read<T: Decodable>(_ type: T.Type, _ file: String) throws -> T {
      try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
    }
    let keywords = try read(Keywords.self, "codebook.json")
    let coder = try ThemeCoder(
      Codebook(
        id: "nhs", matching: Matching(stems: .none, accents: .keep),
        themes: keywords.themes.keys.sorted().map { name in
          Theme(id: Theme.ID(name), title: name, match: (keywords.themes[name] ?? []).map(Term.phrase))
        }))
    let texts = try CSVColumn.read(folder + "/text_data.csv", column: 3)
    #expect(texts.count == 10_334)
    var counts: [String: Int] = [:]
    var uncoded = 0
    for text in texts {
      let themes = coder.themes(of: text.replacing("’", with: "|"))
      if themes.isEmpty { uncoded += 1 }
      for theme in themes { counts[theme.rawValue, default: 0] += 1 }
    }
    let expected = try read(Expected.self, "expected.json").counts
    #expect(counts == expected.themes)
    #expect(uncoded == expected.uncoded)
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
