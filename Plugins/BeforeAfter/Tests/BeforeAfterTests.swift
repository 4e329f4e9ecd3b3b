import BeforeAfter
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

@Suite struct BeforeAfterTests {
  static let scales = """
    questions:
      - {type: scale, name: know_before, label: "I know why", choices: five, not_scored: {9: "Don't know"}}
      - {type: scale, name: know_after, label: "I know why", choices: five, not_scored: {9: "Don't know"}, pair: know_before}
      - {type: select_one, name: role, label: "Role", choices: {a: "A", b: "B"}}
    choice_lists: {five: {1: "Not at all", 2: "A little", 3: "So so", 4: "Well", 5: "Very well"}}
    """

  /// Twelve who answered both (seven two up, three one up, two one down, none the same), one same, two in one half, one
  /// who did not know, and a table.
  static let responses =
    "| session | unit | people | know_before | know_after | role |\n|---|---|---|---|---|---|\n"
    + String(repeating: "| rugby | person | | 2 | 4 | a |\n", count: 7)
    + String(repeating: "| warwick | person | | 3 | 4 | b |\n", count: 3)
    + String(repeating: "| warwick | person | | 5 | 4 | b |\n", count: 2)
      + """
      | warwick | person | | 4 | 4 | a |
      | warwick | person | | 4 | | a |
      | warwick | person | | !not_asked | 2 | |
      | warwick | person | | 9 | 2 | |
      | warwick | person | | | | |
      | warwick | table | 8 | 1 | 5 | |
      """

  let test = try? AnalysisCase(Self.scales, responses: Self.responses)

  func section(by: String? = nil, options: [String: String] = [:]) throws -> Section {
    try #require(test).section(of: BeforeAfter.self, by: by, options: options)
  }

  @Test(arguments: [nil, "session", "role", "event"] as [String?])
  func keepsTheLawsOfAnalyses(by: String?) throws {
    #expect(try #require(test).brokenLaws(of: BeforeAfter.self, by: by) == [])
  }

  @Test func keepsTheLawsForGroupsOfDifferentPeople() throws {
    #expect(
      try #require(test).brokenLaws(of: BeforeAfter.self, options: ["matching": "groups"]) == [])
    #expect(
      try #require(test).brokenLaws(
        of: BeforeAfter.self, questions: ["know_after"], by: "role", options: ["matching": "groups"]) == [])
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(BeforeAfter.manifest.problems(among: [BeforeAfter.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: BeforeAfter.manifest) == [])
  }

  /// w, p and effect of the twelve differences as in the tests of the signed-rank test; mean and interval by scipy 1.17
  /// `ttest_1samp` of [2]*7 + [1]*3 + [-1]*2 + [0].
  @Test func tellsWhoMovedAndByHowMuch() throws {
    let section = try section()
    let table = try #require(section.table("pairs"))
    #expect(
      table.columns.prefix(7).map(\.name) == ["question", "label", "n", "up", "same", "down", "mean_change"])
    #expect(
      table.rows[0].prefix(6) == [
        .text("know_after"), .text("I know why"), .number(13), .number(10), .number(1), .number(2),
      ])
    func amount(_ column: String) throws -> Double {
      try #require(table.cell(row: "know_after", column: column)?.amount)
    }
    #expect(abs(try amount("mean_change") - 15.0 / 13) < 1e-15)
    #expect(abs(try amount("ci_low") - 0.4628095819100857) < 1e-12)
    #expect(abs(try amount("ci_high") - 1.8448827257822218) < 1e-12)
    #expect(try amount("w") == 72)
    #expect(try amount("p") == 0.0078125)
    #expect(section.measure("w", table: "pairs") == 72)
    #expect(section.measure("p", table: "pairs") == 0.0078125)
    #expect(abs(try #require(section.measure("effect", table: "pairs")) - 0.8461538461538461) < 1e-15)
    // Ten up, two down: scipy `binomtest(10, 12)`.
    #expect(abs(try #require(section.measure("sign_p")) - 0.03857421875) < 1e-15)
    #expect(table.cell(row: "know_after", column: "verdict") == .text("higher after"))
  }

  @Test func halvesAndDontKnowsAreLeftOutAndTold() throws {
    let section = try section()
    #expect(section.table("pairs")?.base?.figures == [13, 2])
    #expect(section.measure("one_half") == 2)
    #expect(section.measure("not_scored") == 1)
    #expect(section.notes.contains("Left out: 2 answered only before or only after."))
    #expect(section.notes.contains("Left out: 1 said “don’t know” or the like before or after."))
  }

  @Test func answersBeforeMeetAnswersAfterAndEmptyLevelsStay() throws {
    let table = try #require(try section().table("changes-know_after"))
    #expect(table.rows.map { $0[0] } == ["1", "2", "3", "4", "5"].map(Cell.text))
    #expect(table.cell(row: "2", column: "know_after=4") == .number(7))
    #expect(table.cell(row: "1", column: "total") == .number(0))
    #expect(table.cell(row: "5", column: "know_after=4") == .number(2))
  }

  @Test func findingsAreSentences() throws {
    #expect(
      try section().statements.map(\.text) == [
        "Of 13 who answered “I know why” before and after, 10 moved towards “Very well”, 2 away from it and 1 answered the "
          + "same: more than chance would explain, on average 1.2 higher (95% interval 0.5 to 1.8)."
      ])
    let few = try section(options: ["smallest_base": "14"])
    #expect(
      few.statements.map(\.text) == ["“I know why”, before and after: too few to say, as 13 answered both."])
    #expect(few.table("pairs")?.cell(row: "know_after", column: "verdict") == .text("too few to say"))
    #expect(few.charts.isEmpty)
  }

  @Test func theChartTellsTheFindingInTenWords() throws {
    let charts = try section().charts
    #expect(charts.map(\.title) == ["After, more answered towards “Very well”"])
    #expect(charts[0].series == ["1", "2", "3", "4", "5"])
    #expect(try section(options: ["charts": "no"]).charts.isEmpty)
  }

  @Test func groupsAreTestedWithACorrectionAndSmallOnesAreNot() throws {
    let table = try #require(
      try section(by: "session", options: ["smallest_base": "6"]).table("pairs-by-session"))
    #expect(table.cell(row: "know_after | rugby", column: "n") == .number(7))
    #expect(table.cell(row: "know_after | rugby", column: "verdict") == .text("higher after"))
    // Seven up of seven: 2 ÷ 2⁷, twice for two groups.
    #expect(table.cell(row: "know_after | rugby", column: "p") == .number(0.015625))
    #expect(table.cell(row: "know_after | rugby", column: "p_holm") == .number(0.03125))
    #expect(table.cell(row: "know_after | warwick", column: "verdict") == .text("no clear change"))
    let small = try #require(
      try section(by: "session", options: ["smallest_base": "7"]).table("pairs-by-session"))
    #expect(small.cell(row: "know_after | warwick", column: "verdict") == .text("too few to say"))
    #expect(small.cell(row: "know_after | warwick", column: "p") == .missing)
    #expect(small.cell(row: "know_after | rugby", column: "p_holm") == .number(0.015625))
    let statements = try section(by: "session", options: ["smallest_base": "6"]).statements.map(\.text)
    #expect(
      statements.last
        == "“I know why” in two sessions: answers were higher after in rugby and there was no clear change in warwick."
    )
  }
}
