import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing
import ThemeCounts

@Suite struct WeightedThemesTests {
  static func test(by: Breakdown? = nil) throws -> ThemeCase {
    var test = try ThemeCase(by: by)
    test.batch.weights = [2.5, 0.5, 1, 0.25, 4, 3]
    return test
  }

  @Test func `keeps the laws of analyses`() throws {
    for by in [nil, Breakdown.session, .question(ThemeCase.questions[3])] {
      let test = try Self.test(by: by)
      #expect(try AnalysisLaws.failures(of: test.analysis(), over: test.batch) == [])
      #expect(try test.recounted(test.section()) == [])
    }
  }

  @Test func `forms count as their weight, tables as one, and responses stand behind them`() throws {
    let section = try Self.test().section()
    let themes = try #require(section.table("themes"))
    // Reporting: the first form and, through the police, the table; of texts on three forms and at a table.
    #expect(themes.cell(row: "reporting", column: "responses") == .number(3.5))
    #expect(themes.cell(row: "reporting", column: "forms") == .number(2.5))
    #expect(themes.cell(row: "reporting", column: "tables") == .number(1))
    #expect(themes.cell(row: "reporting", column: "share") == .share(of: 3.5, in: 4.25))
    #expect(themes.cell(row: "reporting", column: "unweighted") == .number(2))
    #expect(themes.cell(row: "reporting", column: "unweighted_forms") == .number(1))
    #expect(themes.cell(row: "schools", column: "responses") == .number(3))
    #expect(section.table("priorities")?.cell(row: "support", column: "responses") == .number(3.5))
    let together = section.table("co-occurrence")?.cell(row: "reporting | schools", column: "responses")
    #expect(together == .number(2.5))
    #expect(section.measure("answered") == 4)
    #expect(section.measure("weighted_answered") == 4.25)
    #expect(section.measure("weighted_uncoded") == 0.25)
    #expect(section.notes.contains { $0.contains("counts as its weight") })
  }

  @Test func `groups are weighted, and tell how many responses they have`() throws {
    let table = try #require(Self.test(by: .session).section().table("themes-by-session"))
    #expect(table.cell(row: "schools | rugby", column: "share") == .share(of: 3, in: 4))
    #expect(table.cell(row: "schools | rugby", column: "unweighted") == .number(2))
    #expect(table.cell(row: "schools | rugby", column: "unweighted_answered") == .number(3))
  }
}
