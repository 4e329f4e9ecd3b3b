import EngageStatistics
import Testing

@Suite("Monte Carlo test") struct MonteCarloTestTests {
  /// The exact p of χ² given the margins, by listing every table with whole-number arithmetic (Python fractions).
  /// The tolerance is four standard errors at 9,999 tables.
  @Test(
    "The p is that of all tables with these margins, but for chance",
    arguments: [
      ([[3, 1, 0], [1, 4, 1], [0, 1, 3]], 0.02383330954759526),
      ([[5, 2, 1], [1, 3, 4]], 0.1452991452991453),
      ([[3, 1], [1, 3]], 0.4857142857142857),
    ] as [([[Int]], Double)])
  func exact(_ counts: [[Int]], p: Double) throws {
    let test = try #require(ContingencyTable(counts)?.monteCarloTest())
    #expect(test.replicates == 9_999)
    #expect(abs(test.p - p) <= 4 * (p * (1 - p) / 9_999).squareRoot())
  }

  /// R's `Job`: 200,000 tables by scipy 1.17 `random_table` gave 0.77038.
  @Test("Job satisfaction by income") func jobSatisfaction() throws {
    let table = ContingencyTable([[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]])
    #expect(abs(try #require(table?.monteCarloTest()).p - 0.77038) < 0.018)
  }

  /// 200,000 tables by scipy 1.17 `random_table` each.
  @Test(
    "Sparse crosstabs of real surveys", .enabled(if: SharedCrosstab.isAvailable),
    arguments: [("googleforms-jupyter-education-2016", 0.06483), ("limesurvey-rse-us-2017", 0.37595)])
  func realSurveys(_ set: String, p: Double) throws {
    let crosstab = try #require(SharedCrosstab.read(set).values.first)
    let table = try #require(ContingencyTable(crosstab.table))
    #expect(try #require(table.chiSquaredTest()).isSparse)
    let test = try #require(table.monteCarloTest())
    #expect(abs(test.p - p) <= 4.2 * (p * (1 - p) / 9_999).squareRoot())
  }

  @Test("The same seed gives the same p, another seed another") func seed() throws {
    let table = try #require(ContingencyTable([[3, 1, 0], [1, 4, 1], [0, 1, 3]]))
    #expect(table.monteCarloTest() == table.monteCarloTest())
    #expect(table.monteCarloTest(seed: 1) != table.monteCarloTest(seed: 2))
  }

  @Test("The p is never 0, and 1 where every table is as extreme") func bounds() throws {
    let perfect = try #require(ContingencyTable([[30, 0, 0], [0, 30, 0], [0, 0, 30]])?.monteCarloTest())
    #expect(perfect.p == 1.0 / 10_000)
    #expect(ContingencyTable([[1, 0], [0, 1]])?.monteCarloTest()?.p == 1)
    #expect(ContingencyTable([[2, 4], [3, 6]])?.monteCarloTest()?.p == 1)
  }

  @Test("A very large table gets fewer draws, or none") func bounded() throws {
    let diagonal = (0..<100).map { row in (0..<100).map { $0 == row ? 3 : 0 } }
    let test = try #require(ContingencyTable(diagonal)?.monteCarloTest())
    #expect((99..<9_999).contains(test.replicates))
    let million = try #require(
      ContingencyTable([[500_000, 1], [1, 500_000]])?.monteCarloTest(replicates: 99))
    #expect(million.p == 0.01)
    let vast = (0..<400).map { row in (0..<400).map { ($0 + row) % 5 } }
    #expect(ContingencyTable(vast)?.monteCarloTest() == nil)
  }

  @Test("Weighted counts have none") func weighted() {
    #expect(ContingencyTable([[3.5, 1], [1, 3]])?.monteCarloTest() == nil)
    #expect(ContingencyTable([[3, 1], [1, 3]])?.monteCarloTest(replicates: 0) == nil)
  }
}

@Suite("SplitMix64") struct SplitMix64Tests {
  /// Vigna's reference `splitmix64.c`, first outputs for seed 1234567.
  @Test("The published sequence comes out") func reference() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    for value in expected { #expect(generator.next() == value) }
  }
}
