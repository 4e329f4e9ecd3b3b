import EngageStatistics
import Testing

@Suite("Pearson's chi-squared test") struct ChiSquaredTestTests {
  /// R's `Job` (Agresti 1990, table 2.4, `?fisher.test`): income by job satisfaction; figures by scipy 1.17
  /// `chi2_contingency(correction=False)` and `association(method="cramer")`; R: X-squared = 5.9655, df = 9, p-value = 0.7434.
  @Test("Job satisfaction by income") func jobSatisfaction() throws {
    let table = ContingencyTable([[1, 3, 10, 6], [2, 3, 10, 7], [1, 6, 14, 12], [0, 1, 9, 11]])
    let test = try #require(table?.chiSquaredTest())
    #expect(isClose(test.chiSquared, 5.965514588770403))
    #expect(test.degreesOfFreedom == 9)
    #expect(isClose(test.p, 0.7433647250525507))
    #expect(isClose(test.cramersV, 0.14392217453234737))
    #expect(isClose(test.minimumExpected, 0.8333333333333334))
    #expect(test.cellsExpectedBelowFive == 8)
    #expect(test.cells == 16)
    #expect(test.n == 96)
    #expect(test.isSparse)
  }

  /// R's `HairEyeColor` summed over sex (Snee 1974): X-squared = 138.29, df = 9, V = 0.279; and party by gender,
  /// `?chisq.test` (Agresti 2007, p. 39): X-squared = 30.07, df = 2, p = 2.954e-07. Digits by scipy 1.17.
  @Test(
    "Published tables",
    arguments: [
      (
        [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]], 138.28984162600824, 9,
        2.325286787098839e-25
      ),
      ([[762, 327, 468], [484, 239, 477]], 30.070149095754672, 2, 2.9535891832117595e-07),
    ] as [([[Int]], Double, Int, Double)])
  func published(_ counts: [[Int]], chiSquared: Double, degreesOfFreedom: Int, p: Double) throws {
    let test = try #require(ContingencyTable(counts)?.chiSquaredTest())
    #expect(isClose(test.chiSquared, chiSquared))
    #expect(test.degreesOfFreedom == degreesOfFreedom)
    #expect(isClose(test.p, p))
    #expect(!test.isSparse)
  }

  @Test(
    "Crosstabs of real surveys give SciPy's figures", .enabled(if: SharedCrosstab.isAvailable),
    arguments: [
      ("surveymonkey-steak", 3), ("surveymonkey-weather", 3), ("surveymonkey-star-wars", 4),
      ("googleforms-jupyter-education-2016", 1), ("limesurvey-rse-us-2017", 1), ("nhs-phase1-labelled", 1),
    ])
  func realSurveys(_ set: String, number: Int) throws {
    let crosstabs = SharedCrosstab.read(set)
    #expect(crosstabs.count == number)
    for (name, expected) in crosstabs {
      let table = try #require(ContingencyTable(expected.table), "\(name)")
      let test = try #require(table.chiSquaredTest(), "\(name)")
      #expect(isClose(test.chiSquared, expected.chi2), "\(name)")
      #expect(test.degreesOfFreedom == expected.dof, "\(name)")
      // a relative error of χ² in its last digits moves a tiny p by more of them
      #expect(isClose(test.p, expected.p, within: 1e-12 * max(1, expected.chi2 / 100)), "\(name)")
      #expect(isClose(test.cramersV, expected.cramersV), "\(name)")
      #expect(isClose(test.minimumExpected, expected.minExpected), "\(name)")
      #expect(test.cellsExpectedBelowFive == expected.cellsExpectedLt5, "\(name)")
      #expect(test.n == expected.n, "\(name)")
      if let fisherP = expected.fisherP {
        #expect(isClose(try #require(table.fisherExactTest()), fisherP), "\(name)")
      } else {
        #expect(table.fisherExactTest() == nil, "\(name)")
      }
    }
  }

  @Test("Rows and columns without counts do not count") func emptyRowsAndColumns() throws {
    let bare = try #require(ContingencyTable([[3, 1], [1, 3]]))
    let padded = try #require(ContingencyTable([[0, 0, 0], [3, 0, 1], [1, 0, 3], [0, 0, 0]]))
    #expect(padded == bare)
    #expect(padded.chiSquaredTest()?.degreesOfFreedom == 1)
    #expect(padded.expected == [[2, 2], [2, 2]])
  }

  @Test(
    "A table with nothing to test has no figures",
    arguments: [
      [], [[]], [[], []], [[0, 0], [0, 0]], [[1, 2, 3]], [[1], [2]], [[1, 2], [0, 0]], [[0, 5], [0, 4]],
      [[7]],
    ]
      as [[[Int]]])
  func degenerate(_ counts: [[Int]]) throws {
    let table = try #require(ContingencyTable(counts))
    #expect(table.chiSquaredTest() == nil)
    #expect(table.fisherExactTest() == nil)
    #expect(table.monteCarloTest() == nil)
    #expect(table.total == Double(counts.joined().reduce(0, +)))
  }

  @Test("Ragged, negative and infinite tables are refused") func refused() {
    #expect(ContingencyTable([[1, 2], [3]]) == nil)
    #expect(ContingencyTable([[1, -2], [3, 4]]) == nil)
    #expect(ContingencyTable([[1, .infinity], [3, 4]]) == nil)
    #expect(ContingencyTable([[1, .nan], [3, 4]]) == nil)
    #expect(ContingencyTable([[.greatestFiniteMagnitude, .greatestFiniteMagnitude], [3, 4]]) == nil)
  }

  @Test("A perfect association has V = 1, none has χ² = 0 and p = 1") func extremes() throws {
    let perfect = try #require(ContingencyTable([[5, 0, 0], [0, 7, 0], [0, 0, 9]])?.chiSquaredTest())
    #expect(isClose(perfect.cramersV, 1))
    #expect(isClose(perfect.chiSquared, 42))
    let none = try #require(ContingencyTable([[2, 4], [3, 6]])?.chiSquaredTest())
    #expect(none.chiSquared == 0)
    #expect(none.p == 1)
  }

  @Test("χ² = 67.379 on 3 degrees of freedom has p = 1.55e-14") func tinyTail() {
    // mpmath: 1.55362507042383879e-14
    #expect(isClose(ChiSquaredDistribution(degreesOfFreedom: 3).upperTail(67.379), 1.55362507042383879e-14))
  }
}
