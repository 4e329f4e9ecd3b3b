import Crosstab
import EngageModel
import EngageReport
import Testing

/// The picture of a crosstab and what is said over it.
@Suite struct CrosstabChartTests {
  @Test func eachGroupIsABarOfItsShares() throws {
    let chart = try #require(CrosstabTests.section(of: [[8, 1, 0], [2, 3, 0]]).charts.first)
    #expect(chart.kind == .stackedBar && chart.seriesInRows)
    #expect(chart.table == "row-by-column" && chart.category == "label")
    #expect(chart.series == ["column=c0:share", "column=c1:share", "column=c2:share"])
    #expect(chart.subtitle.hasPrefix("Row by Column. 14 answered both."))
    #expect(
      chart.alt
        == "Bars of 100 per cent, one for each group. 0, 10 answered: 0 8, 1 2; 1, 4 answered: 0 1, 1 3.")
  }

  static let titles: [(counts: [[Int]], title: String)] = [
    // Beyond chance: the answer that differs most, among groups of ten and more.
    ([[28, 5, 2], [2, 25, 1]], "“0”: more often 0 than 1"),
    ([[29, 15, 2], [1, 15, 28]], "“0”: most often 0, least often 2"),
    // Two groups tie at the top, or too few are large enough.
    ([[30, 30, 2], [1, 1, 29]], "Answers differ by Column"),
    ([[9, 0], [0, 9]], "Answers differ by Column"),
    // Within chance, and nothing to test.
    ([[20, 21], [21, 20]], "No clear difference by Column"),
    ([[5, 3], [0, 0]], "Row by Column"),
  ]

  @Test(arguments: titles.indices)
  func theTitleIsAFindingWhereThereIsOne(index: Int) throws {
    let expected = Self.titles[index]
    #expect(try CrosstabTests.section(of: expected.counts).charts.map(\.title) == [expected.title])
  }

  @Test(arguments: [
    [[8, 0], [3, 0]], [[8, 4]], Array(repeating: [3, 4], count: 8),
    [Array(repeating: 3, count: 26), Array(repeating: 4, count: 26)],
  ])
  func oneGroupOneAnswerOrTooManyMakeNoPicture(counts: [[Int]]) throws {
    #expect(try CrosstabTests.section(of: counts).charts.isEmpty)
  }
}
