import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing
import Weights

@Suite struct WeightsTests {
  /// Six forms, one of them without a district, and a table; weights that are far apart.
  static func test(weights: [Double]?) throws -> AnalysisCase {
    var test = try AnalysisCase(
      """
      questions:
        - {type: select_one, name: district, label: "District", choices: {rugby: "Rugby", warwick: "Warwick", away: "Elsewhere"}}
        - {type: select_one, name: sex, label: "Sex", choices: {female: "Female", male: "Male"}}
      """,
      responses: """
        | session | unit   | people | district | sex    |
        |---------|--------|--------|----------|--------|
        | a       | person |        | rugby    | female |
        | a       | person |        | rugby    | male   |
        | a       | person |        | rugby    | male   |
        | b       | person |        | warwick  | female |
        | b       | person |        | away     | male   |
        | b       | person |        |          | female |
        | b       | table  | 8      | rugby    |        |
        """)
    let margin = Population.Margin(
      questions: ["district"],
      cells: [.init(choices: ["rugby"], people: 300), .init(choices: ["warwick"], people: 100)])
    let population = Population(id: "here", title: "Here", source: "A census", margins: [margin])
    test.populations = [population]
    if let weights {
      test.batch.weights = weights
      test.weighting = Weighting(.raking(population, margins: [margin], cap: nil), words: "raking to Here")
    }
    return test
  }

  static let weights = [0.5, 0.25, 1.0, 4.0, 1.0, 0.0, 1.0]

  @Test func `keeps the laws of analyses, weighted and not`() throws {
    #expect(try Self.test(weights: Self.weights).brokenLaws(of: Weights.self) == [])
    #expect(try Self.test(weights: nil).brokenLaws(of: Weights.self) == [])
  }

  @Test func `its README says what its manifest says`() {
    #expect(PluginDocumentation.failures(manifest: Weights.manifest) == [])
  }

  /// Quantiles as numpy's (definition 7) of [0.5, 0.25, 1, 4, 1, 0]; effective number 6.75² ÷ 18.3125.
  @Test func `tells the spread of the weights and what they cost`() throws {
    let section = try Self.test(weights: Self.weights).section(of: Weights.self)
    let table = try #require(section.table("weights"))
    let expected = [
      "forms": 6, "effective": 2.4880546075085324, "design_effect": 2.411522633744856, "sum": 6.75,
      "mean": 1.125, "smallest": 0, "lower_quartile": 0.3125, "median": 0.75, "upper_quartile": 1,
      "largest": 4,
    ]
    for (row, figure) in expected {
      let found = try #require(table.cell(row: row, column: "value")?.amount)
      #expect(abs(found - figure) < 1e-12, "\(row)")
    }
    #expect(abs(try #require(section.measure("effective_n")) - 2.4880546075085324) < 1e-12)
    #expect(
      section.statements[0].text.contains("tell as much as 2.5 unweighted ones would (design effect 2.41)"))
    #expect(section.statements[0].text.contains("too few to say"))
  }

  @Test func `margins stand before, after and as wanted`() throws {
    let table = try #require(
      Self.test(weights: Self.weights).section(of: Weights.self).table("margin-district"))
    #expect(table.base?.figures == [4, 2])
    #expect(
      table.rows == [
        [
          .text("rugby"), .text("Rugby"), .number(3), .share(3, of: 4), .number(1.75 / 5.75), .number(0.75),
        ],
        [
          .text("warwick"), .text("Warwick"), .number(1), .share(1, of: 4), .number(4 / 5.75), .number(0.25),
        ],
      ])
  }

  @Test func `extreme and empty weights are told`() throws {
    let notes = try Self.test(weights: Self.weights).section(of: Weights.self, options: ["extreme": "3"])
      .notes
    #expect(notes.contains { $0.hasPrefix("One form weighs more than 3 times the mean") })
    #expect(notes.contains { $0.hasPrefix("One form weighs less than the mean divided by 3") })
    #expect(notes.contains { $0.hasPrefix("One form weighs nothing") })
    let tame = try Self.test(weights: Array(repeating: 2, count: 7)).section(of: Weights.self)
    #expect(tame.notes.count == 2)
    #expect(tame.measure("design_effect") == 1)
  }

  @Test func `without weights it says so`() throws {
    let section = try Self.test(weights: nil).section(of: Weights.self)
    #expect(
      section.statements.map(\.text) == ["The report is not weighted: each of six forms counts as one."])
    #expect(section.table("margin-district") != nil)
  }

  @Test func `weights that are all zero give no figure that is no number`() throws {
    let section = try Self.test(weights: Array(repeating: 0, count: 7)).section(of: Weights.self)
    #expect(AnalysisLaws.shapeFailures(of: section) == [])
    #expect(section.statements[0].text == "The weights of all forms are zero: nothing can be said.")
    #expect(section.table("weights")?.cell(row: "effective", column: "value") == .missing)
  }

  @Test func `an unknown population is refused`() throws {
    #expect(throws: DiagnosticsError.self) {
      try Self.test(weights: nil).section(of: Weights.self, options: ["population": "hre"])
    }
  }
}
