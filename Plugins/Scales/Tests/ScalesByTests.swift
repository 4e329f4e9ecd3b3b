import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Scales
import Testing

@Suite struct ScalesByTests {
  static func test() throws -> AnalysisCase {
    try AnalysisCase(
      """
      questions:
        - {type: scale, name: day, label: "How safe by day?", choices: {1: "Unsafe", 2: "Neither", 3: "Safe"}, not_scored: {9: "Don't know"}}
        - {type: scale, name: night, label: "How safe by night?", choices: {1: "Unsafe", 2: "Neither", 3: "Safe"}}
        - {type: select_multiple, name: role, label: "Role", choices: {faith: "Faith", parent: "Parent", young: "Young"}}
      """,
      responses: """
        | session | unit   | people | day | night | role          |
        |---------|--------|--------|-----|-------|---------------|
        | rugby   | person |        | 1   | 1     | faith         |
        | rugby   | person |        | 3   | 2     | faith; parent |
        | rugby   | person |        | 3   | 3     | parent        |
        | warwick | person |        | 2   | 1     | parent        |
        | warwick | person |        | 9   | 1     | faith         |
        | warwick | person |        | 3   |       |               |
        | warwick | table  | 8      | 1   | 1     | faith         |
        """)
  }

  static let weights = [2.0, 1, 0.5, 1.5, 3, 1, 1]

  static func weighted() throws -> AnalysisCase {
    var test = try test()
    test.batch.weights = weights
    return test
  }

  @Test(arguments: ["session", "role"])
  func `keeps the laws of analyses, weighted and not`(by: String) throws {
    #expect(try Self.test().brokenLaws(of: Scales.self, by: by) == [])
    #expect(try Self.weighted().brokenLaws(of: Scales.self, by: by) == [])
  }

  @Test func `each scale has a row for each group, and groups may overlap`() throws {
    let table = try #require(Self.test().section(of: Scales.self, by: "role").table("scales-by-role"))
    #expect(
      table.columns.map(\.name) == [
        "question", "title", "group", "label", "answered", "mean", "sd", "median", "positive", "negative",
        "not_scored",
      ])
    #expect(table.overlapping)
    #expect(
      (0..<table.rows.count).map(table.key) == [
        "day | faith", "day | parent", "day | young", "night | faith", "night | parent", "night | young",
      ])
    #expect(table.cell(row: "day | faith", column: "answered") == .number(2))
    #expect(table.cell(row: "day | faith", column: "mean") == .number(2))
    #expect(table.cell(row: "day | faith", column: "not_scored") == .number(1))
    #expect(table.cell(row: "day | parent", column: "positive") == .share(2, of: 3))
    #expect(table.cell(row: "night | parent", column: "median") == .number(2))
    #expect(table.cell(row: "day | young", column: "mean") == .missing)
    #expect(table.notes.contains { $0.contains("too few to say") })
  }

  @Test func `splitting changes nothing in the tables that do not split`() throws {
    let whole = try Self.test().section(of: Scales.self)
    let split = try Self.test().section(of: Scales.self, by: "session")
    #expect(split.tables.filter { $0.name != "scales-by-session" } == whole.tables)
    let table = try #require(split.table("scales-by-session"))
    #expect(table.cell(row: "day | rugby", column: "mean")?.amount == 7.0 / 3)
  }

  /// By day the scores 1, 3, 3, 2, 3 with weights 2, 1, 0.5, 1.5, 1: numpy's average, and the variance
  /// Σw(x − m)² ÷ (Σw − Σw² ÷ Σw).
  @Test func `weights move means, spread, median and shares, and forms stay counted`() throws {
    let section = try Self.weighted().section(of: Scales.self, by: "role")
    let table = try #require(section.table("scales"))
    #expect(table.cell(row: "day", column: "answered") == .number(5))
    let mean = try #require(table.cell(row: "day", column: "mean")?.amount)
    #expect(abs(mean - 12.5 / 6) < 1e-15)
    let sd = try #require(table.cell(row: "day", column: "sd")?.amount)
    #expect(abs(sd - 0.9862693712811287) < 1e-12)
    #expect(table.cell(row: "day", column: "median") == .number(2))
    #expect(table.cell(row: "day", column: "positive") == .share(of: 2.5, in: 6))
    #expect(table.cell(row: "day", column: "unweighted_positive") == .number(3))
    let answers = try #require(section.table("answers-day"))
    #expect(answers.cell(row: "day", column: "not_scored") == .number(3))
    #expect(answers.cell(row: "day", column: "9:unweighted") == .number(1))
    let groups = try #require(section.table("scales-by-role"))
    #expect(groups.cell(row: "day | faith", column: "mean")?.amount == 5.0 / 3)
    #expect(groups.cell(row: "day | young", column: "mean") == .missing)
    #expect(section.notes.contains { $0.contains("are weighted") })
  }

  /// Half of the weight lies on 1: the median is midway to the next score.
  @Test func `a weighted median lies midway where exactly half lies below`() throws {
    var test = try Self.test()
    test.batch.weights = [3, 1, 0.5, 1, 1, 0.5, 1]
    let table = try #require(test.section(of: Scales.self).table("scales"))
    #expect(table.cell(row: "day", column: "median") == .number(1.5))
  }
}
