import BeforeAfter
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// What readers outside the organisation see of matched pairs.
@Suite struct ProtectedPairsTests {
  /// Nine of 32 went up and one down: “higher after” would tell that one at most of ten went down.
  @Test func theVerdictGoesWithTheFiguresThatItFollowsFrom() throws {
    let rows = (0..<32).map { index in
      let answers = index < 9 ? "1 | 2" : index < 10 ? "2 | 1" : index < 22 ? "2 | 2" : "1 | 1"
      return "| rugby | person | \(answers) |"
    }
    let test = try AnalysisCase(
      """
      questions:
        - {type: scale, name: pre, label: "Pre?", choices: three}
        - {type: scale, name: post, label: "Post?", choices: three, pair: pre}
      choice_lists: {three: {1: "No", 2: "So so", 3: "Yes"}}
      """, responses: (["| session | unit | pre | post |"] + rows).joined(separator: "\n"))
    let section = try test.section(of: BeforeAfter.self)
    let whole = try #require(section.table("pairs"))
    #expect(whole.cell(row: "post", column: "verdict") == .text("higher after"))
    #expect(whole.resultColumns.map { whole.columns[$0].name } == ["verdict"])

    let shown = try test.protected(section)
    let table = try #require(shown.table("pairs"))
    #expect(table.cell(row: "post", column: "down") == .suppressed)
    #expect(table.cell(row: "post", column: "verdict") == .suppressed)
    #expect(table.cell(row: "post", column: "before") == .text("pre"))
    #expect(!shown.statements.contains { $0.text.contains("chance") })
  }
}
