import Crosstab
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

@Suite struct WeightedCrosstabTests {
  /// So many forms with each pair of answers and weight.
  static func test(_ forms: [(aware: String, role: String, weight: Double, count: Int)]) throws
    -> AnalysisCase
  {
    let all = forms.flatMap { form in (0..<form.count).map { _ in form } }
    let rows = all.map { "| s | person | | \($0.aware) | \($0.role) |" }
    var test = try AnalysisCase(
      """
      questions:
        - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
        - {type: select_multiple, name: role, label: "Role", choices: {faith: "Faith", parent: "Parent"}}
        - {type: select_one, name: sex, label: "Sex", choices: {f: "F", m: "M"}}
      """,
      responses: (["| session | unit | people | aware | sex |"] + rows + ["| s | table | 9 | yes | f |"])
        .joined(separator: "\n"))
    test.batch.weights = all.map(\.weight) + [1]
    return test
  }

  static let forms = [
    ("yes", "f", 0.5, 20), ("yes", "m", 2.0, 8), ("no", "f", 1.5, 10), ("no", "m", 0.25, 12),
    ("", "m", 3.0, 2),
  ].map { (aware: $0.0, role: $0.1, weight: $0.2, count: $0.3) }

  @Test(arguments: ["sex", "session"])
  func `keeps the laws of analyses`(by: String) throws {
    #expect(try Self.test(Self.forms).brokenLaws(of: Crosstab.self, questions: ["aware"], by: by) == [])
  }

  @Test func `cells, totals and shares are weighted, and forms stand behind them`() throws {
    let section = try Self.test(Self.forms).section(of: Crosstab.self, questions: ["aware"], by: "sex")
    let table = try #require(section.table("aware-by-sex"))
    #expect(
      table.columns.map(\.name) == [
        "choice", "label", "sex=f", "sex=m", "total", "sex=f:share", "sex=m:share", "sex=f:unweighted",
        "sex=m:unweighted", "total:unweighted",
      ])
    #expect(
      table.rows[0] == [
        .text("yes"), .text("Yes"), .number(10), .number(16), .number(26), .share(of: 10, in: 25),
        .share(of: 16, in: 19), .number(20), .number(8), .number(28),
      ])
    #expect(table.base?.figures == [50, 2])
  }

  /// SciPy 1.11: chi2_contingency([[10, 16], [15, 3]] × n ÷ 44, correction=False), n = 44² ÷ Σw².
  @Test func `the test is on weighted shares of the effective number of answers, and no exact test is made`()
    throws
  {
    let section = try Self.test(Self.forms).section(of: Crosstab.self, questions: ["aware"], by: "sex")
    func measure(_ name: String) throws -> Double { try #require(section.measure(name)) }
    #expect(try measure("n") == 50)
    #expect(abs(try measure("effective_n") - 32.13278008298755) < 1e-9)
    #expect(abs(try measure("chi_squared") - 6.374519125774858) < 1e-9)
    #expect(abs(try measure("p") - 0.01157704073424477) < 1e-9)
    #expect(section.measure("fisher_p") == nil)
    #expect(section.tables[0].notes.contains { $0.contains("Rao and Scott") })
    #expect(section.statements[0].text.contains("differ more than chance would explain"))
  }

  @Test func `weights that are worth too few answers give no verdict`() throws {
    let forms = Self.forms.map {
      ($0.aware, $0.role, $0.aware == "no" && $0.role == "f" ? 900.0 : 0.5, $0.count)
    }
    let section = try Self.test(forms.map { (aware: $0.0, role: $0.1, weight: $0.2, count: min($0.3, 9)) })
      .section(of: Crosstab.self, questions: ["aware"], by: "sex")
    #expect(section.statements.map { $0.text.contains("too few to say") } == [true])
  }

  @Test func `weights that are all one change no figure`() throws {
    let forms = Self.forms.map { (aware: $0.aware, role: $0.role, weight: 1.0, count: $0.count) }
    let weighted = try Self.test(forms)
    var plain = weighted
    plain.batch.weights = []
    let one = try weighted.section(of: Crosstab.self, questions: ["aware"], by: "sex")
    let other = try plain.section(of: Crosstab.self, questions: ["aware"], by: "sex")
    #expect(one.tables[0].rows.map { $0.prefix(7) } == other.tables[0].rows.map { $0[...] })
    #expect(
      abs((one.measure("chi_squared") ?? 0) - (other.measure("chi_squared") ?? 1)) < 1e-9)
  }
}
