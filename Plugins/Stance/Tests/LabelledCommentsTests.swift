import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Stance
import Testing

/// How often the built-in cues are right, on patients' comments that people labelled (`nhs-phase1-labelled`): a
/// criticality below zero is a concern, above zero support. Suggestions are not labelled.
@Suite struct LabelledCommentsTests {
  /// Comments with something to say: "nothing" and the like, which answer "what could be improved?", say neither.
  private static func comments(_ path: String) throws -> [(text: String, isConcern: Bool, isTuned: Bool)] {
    let rows = CommaRows.read(try String(contentsOfFile: path + "/text_data.csv", encoding: .utf8))
    return rows.dropFirst().compactMap { row in
      guard row.count == 8, let criticality = Int(row[4]), criticality != 0, row[0] != "xn",
        let number = Int(row[7])
      else { return nil }
      return (row[3], criticality < 0, number % 2 == 0)
    }
  }

  /// Responses with each stance among comments of a kind: concern, support, suggestion, not clear, all.
  private static func counts(_ texts: [String]) throws -> [Int] {
    let question = Question(id: "comment", type: .text, label: "Comment", codebook: "any")
    let any = Codebook(
      id: "any", themes: [Theme(id: "any", title: "Anything", match: [.pattern("\\w")])])
    let session = SessionReference(event: "event", session: "session")
    var batch = ResponseBatch(schema: BatchSchema(questions: [question], sessions: [session]))
    for text in texts { batch.append(Response(session: session, answers: [question.id: .text(text)])) }
    let context = AnalysisContext(
      survey: Survey(id: "survey", title: "", questions: [question]), sessions: [session], codebooks: [any])
    let options = try Options(["quotes": "0"], specifications: Stance.manifest.options, of: "stance")
    let analysis = try Stance(options: options, context: context)
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    let table = try #require(try analysis.finish(tally).table("stance"))
    return table.cells(of: "responses").compactMap { $0.amount.map { Int($0) } } + [texts.count]
  }

  /// The half that was looked at while the cues were corrected, and the other, whose figures the README tells.
  @Test(arguments: [
    (true, [293, 186, 476, 206, 902], [99, 1648, 168, 364, 2087]),
    (false, [273, 212, 454, 230, 924], [99, 1655, 154, 364, 2086]),
  ])
  func theBuiltInCuesAreRightAsOftenAsIsSaid(isTuned: Bool, concerns: [Int], supports: [Int]) throws {
    guard let path = RepositoryFolder.shared("data/nhs-phase1-labelled") else { return }
    let comments = try LabelledCommentsTests.comments(path).filter { $0.isTuned == isTuned }
    #expect(try LabelledCommentsTests.counts(comments.filter(\.isConcern).map(\.text)) == concerns)
    #expect(try LabelledCommentsTests.counts(comments.filter { !$0.isConcern }.map(\.text)) == supports)
  }

  @Test func theREADMETellsTheFiguresOfTheOtherHalf() throws {
    let root = try #require(RepositoryFolder.root())
    let readme = try String(contentsOfFile: root + "/Plugins/Stance/README.md", encoding: .utf8)
    // 273 of 273 + 99, and of 924; 1,655 of 1,655 + 212, and of 2,086.
    #expect(readme.contains("| concern | 372 comments | 273 | 73% | 30% of 924 |"))
    #expect(readme.contains("| support | 1,867 comments | 1,655 | 89% | 79% of 2,086 |"))
  }
}

/// Reads comma-separated rows: quoted fields, doubled quotes.
private enum CommaRows {
  static func read(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var characters = Array(text.replacing("\r\n", with: "\n"))[...]
    while let next = characters.popFirst() {
      if isQuoted {
        if next == "\"", characters.first == "\"" {
          field.append(characters.removeFirst())
        } else if next == "\"" {
          isQuoted = false
        } else {
          field.append(next)
        }
        continue
      }
      switch next {
      case "\"": isQuoted = true
      case ",":
        row.append(field)
        field = ""
      case "\n":
        rows.append(row + [field])
        row = []
        field = ""
      default: field.append(next)
      }
    }
    return field.isEmpty && row.isEmpty ? rows : rows + [row + [field]]
  }
}
