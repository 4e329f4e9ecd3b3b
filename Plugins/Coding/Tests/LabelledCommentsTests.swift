import Coding
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Testing

/// 10,334 comments of patients, each labelled by hand with one theme of nine (MIT, NHS England), beside keyword rules:
/// precision, recall and F1 of each theme as published with the data (`keyword_vs_label (one-vs-rest)`).
@Suite struct LabelledCommentsTests {
  private static let folder = RepositoryFolder.shared("data/nhs-phase1-labelled")

  private struct Keywords: Decodable { let themes: [String: [String]] }

  private struct Expected: Decodable {
    struct Theme: Decodable {
      let labelled: Int
      let hit: Int
      let tp: Int
      let precision: Double
      let recall: Double
      let f1: Double
    }
    let themes: [String: Theme]
    let macroF1: Double

    enum CodingKeys: String, CodingKey {
      case themes = "keyword_vs_label (one-vs-rest)"
      case macroF1 = "macro_f1"
    }
  }

  private func read<T: Decodable>(_ type: T.Type, _ file: String) throws -> T {
    let folder = try #require(LabelledCommentsTests.folder)
    return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
  }

  private func section() throws -> Section {
    let keywords = try read(Keywords.self, "codebook.json")
    let question = Question(id: "feedback", type: .text, label: "Feedback")
    let codebook = Codebook(
      id: "nhs", matching: Matching(stems: .none, accents: .keep),
      themes: keywords.themes.keys.sorted().map { name in
        Theme(id: Theme.ID(name), title: name, match: (keywords.themes[name] ?? []).map(Term.phrase))
      })
    let known = Set(keywords.themes.keys)
    let rows = try LabelledComments.read(#require(LabelledCommentsTests.folder) + "/text_data.csv")
    let session = SessionReference(event: "event", session: "session")
    var batch = ResponseBatch(schema: BatchSchema(questions: [question], sessions: [session]))
    var codes: [CodedText] = []
    for (index, row) in rows.enumerated() {
      // Those who counted took ’ for another character than ': so that it is one here too, it is replaced.
      let text = row.text.replacing("’", with: "|")
      let id = Int64(index + 1)
      batch.append(Response(id: id, session: session, answers: ["feedback": .text(text)]))
      codes.append(
        CodedText(
          response: id, question: "feedback", codebook: "nhs", version: 1, coder: "NHS",
          themes: known.contains(row.label) ? [Theme.ID(row.label)] : [],
          fingerprint: CodedText.fingerprint(of: text.utf8), at: ""))
    }
    let analysis = try Coding(
      options: Options(specifications: Coding.manifest.options, of: "coding"),
      context: AnalysisContext(
        survey: Survey(id: "nhs", title: "NHS", questions: [question]), sessions: [session],
        codebooks: [codebook], codes: codes))
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    return try analysis.finish(tally)
  }

  @Test(.enabled(if: folder != nil))
  func rulesAgainstLabelsComeOutAsPublished() throws {
    let expected = try read(Expected.self, "expected.json")
    let section = try section()
    let table = try #require(section.table("rules"))
    #expect(table.base?.answered == 10_334)
    #expect(expected.themes.count == 8)
    for (name, theme) in expected.themes {
      #expect(table.cell(row: name, column: "labelled") == .count(theme.labelled))
      #expect(table.cell(row: name, column: "found") == .count(theme.hit))
      #expect(table.cell(row: name, column: "both") == .count(theme.tp))
      let precision = try #require(table.cell(row: name, column: "precision")?.fraction)
      let recall = try #require(table.cell(row: name, column: "recall")?.fraction)
      let f1 = try #require(table.cell(row: name, column: "f1")?.amount)
      #expect(abs(precision - theme.precision) < 1e-12)
      #expect(abs(recall - theme.recall) < 1e-12)
      #expect(abs(f1 - theme.f1) < 1e-12)
    }
    #expect(abs(try #require(section.measure("macro_f1")) - expected.macroF1) < 1e-12)
    #expect(
      table.cell(row: "Dignity", column: "result")?.words == "finds what is not meant, misses what is meant")
  }
}

/// Columns 1 (label) and 3 (text) of the file of comments.
enum LabelledComments {
  static func read(_ path: String) throws -> [(label: String, text: String)] {
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    var rows: [[String]] = [[""]]
    var isQuoted = false
    var wasQuote = false
    for scalar in text.unicodeScalars {
      let row = rows.count - 1
      switch scalar {
      case "\"":
        if !isQuoted, wasQuote { rows[row][rows[row].count - 1].unicodeScalars.append("\"") }
        isQuoted.toggle()
        wasQuote = !isQuoted
        continue
      case "," where !isQuoted: rows[row].append("")
      case "\n" where !isQuoted: rows.append([""])
      case "\r" where !isQuoted: break
      default: rows[row][rows[row].count - 1].unicodeScalars.append(scalar)
      }
      wasQuote = false
    }
    return rows.dropFirst().filter { $0.count > 3 }.map { (label: $0[1], text: $0[3]) }
  }
}
