import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Frequencies
import Testing

@Suite struct WeightedFrequenciesTests {
  static func test(weights: [Double]) throws -> AnalysisCase {
    var test = try AnalysisCase(
      """
      questions:
        - type: select_one
          name: role
          label: "Role"
          choices: {faith: "Faith", parent: "Parent", young: "Young"}
          groups: {grown: {label: "Grown up", choices: [faith, parent]}}
        - type: select_multiple
          name: topics
          label: "Topics"
          choices: {hate: "Hate", knives: "Knives", gangs: "Gangs"}
          groups: {harm: {label: "Harm", choices: [hate, knives]}}
        - {type: rank, name: first, label: "First", choices: {hate: "Hate", knives: "Knives"}}
        - {type: integer, name: years, label: "Years"}
      """,
      responses: """
        | session | unit   | people | role   | topics       | first         | years |
        |---------|--------|--------|--------|--------------|---------------|-------|
        | a       | person |        | faith  | hate; knives | hate > knives | 3     |
        | a       | person |        | faith  | hate         | knives > hate | 3     |
        | a       | person |        | parent |              | knives        | 10    |
        | b       | person |        |        | gangs        |               | 3     |
        | b       | table  | 8      | parent | hate         |               | 3     |
        """)
    test.batch.weights = weights
    return test
  }

  static let weights = [0.5, 0.25, 4.0, 2.0, 1.0]

  @Test func `keeps the laws of analyses`() throws {
    #expect(try Self.test(weights: Self.weights).brokenLaws(of: Frequencies.self) == [])
    #expect(try Self.test(weights: [0, 0, 0, 0, 0]).brokenLaws(of: Frequencies.self) == [])
  }

  @Test func `responses and shares are weighted, the base and the last column count forms`() throws {
    let section = try Self.test(weights: Self.weights).section(of: Frequencies.self)
    let table = try #require(section.table("role"))
    #expect(table.columns.map(\.name) == ["choice", "label", "responses", "share", "unweighted"])
    #expect(table.base?.figures == [3, 1])
    #expect(
      table.rows == [
        [.text("faith"), .text("Faith"), .number(0.75), .share(of: 0.75, in: 4.75), .number(2)],
        [.text("parent"), .text("Parent"), .number(4), .share(of: 4, in: 4.75), .number(1)],
        [.text("young"), .text("Young"), .number(0), .share(of: 0, in: 4.75), .number(0)],
      ])
    #expect(section.measure("answered", table: "role") == 3)
    #expect(section.measure("weighted_answered", table: "role") == 4.75)
    #expect(
      section.table("role-grouped")?.rows == [
        [.text("grown"), .text("Grown up"), .number(4.75), .share(of: 4.75, in: 4.75), .number(3)]
      ])
  }

  @Test func `several answers, ranks and numbers are weighted too`() throws {
    let section = try Self.test(weights: Self.weights).section(of: Frequencies.self)
    #expect(section.table("topics")?.cell(row: "hate", column: "share") == .share(of: 0.75, in: 2.75))
    #expect(section.table("topics-grouped")?.cell(row: "harm", column: "responses") == .number(0.75))
    let ranked = try #require(section.table("first"))
    #expect(ranked.cell(row: "knives", column: "place_1") == .number(4.25))
    #expect(ranked.cell(row: "hate", column: "mean_place")?.amount == (0.5 + 0.25 * 2) / 0.75)
    #expect(section.table("years")?.cell(row: "3", column: "responses") == .number(2.75))
    #expect(section.table("years")?.cell(row: "3", column: "unweighted") == .number(3))
  }

  @Test func `the most common answer is that with the most weight, and says how many forms`() throws {
    let section = try Self.test(weights: Self.weights).section(
      of: Frequencies.self, questions: ["role"], options: ["smallest_base": "1"])
    #expect(
      section.statements.map(\.text) == ["The most common answer to “Role” was “Parent”: 1 of 3 forms."])
  }

  @Test func `answers whose weights tie to the last digits have no leader`() throws {
    let section = try Self.test(weights: [0.1, 0.2, 0.1 + 0.2, 1, 1])
      .section(of: Frequencies.self, questions: ["role"], options: ["smallest_base": "1"])
    #expect(section.statements.isEmpty)
  }
}
