import EngageStatistics
import Testing

@Suite("Fisher's exact test") struct FisherExactTestTests {
  /// p by whole-number arithmetic (Python `math.comb`, `fractions`), equal to scipy 1.17 `fisher_exact` but for its
  /// rounding. The first is Fisher's tea-tasting, the fourth R's convicts (`?fisher.test`, 0.0005367).
  @Test(
    "The two-sided p sums the tables that are no more probable",
    arguments: [
      ([3, 1, 1, 3], 0.48571428571428571), ([4, 0, 0, 4], 0.028571428571428571),
      ([1, 9, 11, 3], 0.0027594561852200835), ([2, 10, 15, 3], 0.0005367241191434358),
      ([8, 2, 1, 5], 0.034965034965034965), ([12, 5, 29, 2], 0.080268552074104642),
      ([2, 3, 6, 4], 0.60839160839160839), ([0, 5, 7, 3], 0.025641025641025641),
      ([1, 24, 5, 50], 0.65951270581517084), ([1, 0, 0, 1], 1), ([50, 50, 50, 50], 1),
      ([3000, 2900, 2800, 3100], 0.00024759435773613381),
    ] as [([Int], Double)])
  func published(_ cells: [Int], p: Double) throws {
    let table = try #require(ContingencyTable([Array(cells[..<2]), Array(cells[2...])]))
    #expect(isClose(try #require(table.fisherExactTest()), p))
  }

  /// p by mpmath at 30 digits, from the ratios of neighbouring probabilities.
  @Test(
    "A million responses cost no digits",
    arguments: [
      ([250_300, 249_700, 249_200, 250_800], 0.027948977613361121),
      ([300_000, 200_000, 299_000, 201_000], 0.041514349107515843),
      ([100_000, 400_000, 90_000, 410_000], 2.3623782341248818e-143),
    ] as [([Int], Double)])
  func large(_ cells: [Int], p: Double) throws {
    let table = try #require(ContingencyTable([Array(cells[..<2]), Array(cells[2...])]))
    #expect(isClose(try #require(table.fisherExactTest()), p, within: 1e-11))
  }

  @Test("A p too small for a number is 0") func underflow() {
    #expect(ContingencyTable([[900, 10], [10, 900]])?.fisherExactTest() == 0)  // 1.5e-500 by whole numbers
  }

  @Test("Billions of responses end in time, also far from independence", .timeLimit(.minutes(1))) func vast()
  {
    let table = ContingencyTable([[2_000_000_000, 1_000_000_000], [1_000_000_000, 2_000_000_000]])
    #expect(table?.fisherExactTest() == 0)
  }

  @Test("The test does not depend on which way round the table is") func symmetry() throws {
    let p = try #require(ContingencyTable([[8, 2], [1, 5]])?.fisherExactTest())
    for turned in [[[2, 8], [5, 1]], [[1, 5], [8, 2]], [[8, 1], [2, 5]]] {
      #expect(isClose(try #require(ContingencyTable(turned)?.fisherExactTest()), p, within: 1e-14))
    }
  }

  @Test("A third row without counts does not stand in the way") func emptyRowDropped() throws {
    let p = try #require(ContingencyTable([[3, 1], [0, 0], [1, 3]])?.fisherExactTest())
    #expect(isClose(p, 0.48571428571428571))
  }

  @Test("There is no p for larger, degenerate or weighted tables") func noTest() {
    #expect(ContingencyTable([[3, 1, 1], [1, 3, 1]])?.fisherExactTest() == nil)
    #expect(ContingencyTable([[3, 1], [0, 0]])?.fisherExactTest() == nil)
    #expect(ContingencyTable([[3, 0], [1, 0]])?.fisherExactTest() == nil)
    #expect(ContingencyTable([[0, 0], [0, 0]])?.fisherExactTest() == nil)
    #expect(ContingencyTable([[3.5, 1], [1, 3]])?.fisherExactTest() == nil)
  }
}
