import EngageModel
import EngageReport
import EngageTesting
import Targets
import Testing

/// What readers outside the organisation see of targets.
@Suite struct ProtectedTargetsTests {
  /// Two of thirty chose what is aimed at: “not met” would tell that fewer than three did.
  @Test func theVerdictGoesWithTheFigureThatItFollowsFrom() throws {
    let questions = """
      questions:
        - {type: select_one, name: late, label: "Late?", choices: {"yes": "Yes", "no": "No"}, target: "at least 10% of yes"}
        - {type: select_one, name: safe, label: "Safe?", choices: {"yes": "Yes", "no": "No"}, target: "at least 10% of yes"}
      """
    let rows = (0..<30).map { "| rugby | person | \($0 < 2 ? "yes" : "no") | \($0 < 12 ? "yes" : "no") |" }
    let test = try AnalysisCase(
      questions, responses: (["| session | unit | late | safe |"] + rows).joined(separator: "\n"))
    let section = try test.section(of: Targets.self)
    let whole = try #require(section.table("targets"))
    #expect(whole.cell(row: "late", column: "verdict") == .text("not met"))
    #expect(whole.resultColumns.map { whole.columns[$0].name } == ["verdict", "certainty"])

    let shown = try test.protected(section)
    let table = try #require(shown.table("targets"))
    for column in ["reached", "verdict", "certainty", "low"] {
      #expect(table.cell(row: "late", column: column) == .suppressed, "\(column)")
    }
    #expect(table.cell(row: "late", column: "aim") == .text("at least 10% of “Yes”"))
    #expect(table.cell(row: "safe", column: "verdict") == .text("met"))
    #expect(!shown.statements.contains { $0.text.contains("not met") })
    #expect(shown.measures.isEmpty)
  }
}
