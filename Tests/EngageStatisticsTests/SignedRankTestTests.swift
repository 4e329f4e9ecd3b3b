import EngageStatistics
import Testing

/// Values with how many have each.
func values(_ counts: KeyValuePairs<Double, Int>) -> [ValueCount] {
  counts.map { ValueCount($0.key, count: $0.value) }
}

@Suite("Wilcoxon's signed-rank test") struct SignedRankTestTests {
  /// Hamilton's depression scale of nine patients, Hollander and Wolfe (1973), p. 29; R's `?wilcox.test`: V = 40,
  /// two-sided p = 0.03906.
  @Test("The published example of nine patients") func depression() throws {
    let differences = [0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01]
    let test = try #require(SignedRankTest(differences.map { ValueCount($0) }))
    #expect(test.w == 40)
    #expect(test.p == 0.0390625)
    #expect(isClose(test.effect, 7.0 / 9))
    #expect(test.isExact)
  }

  /// w, p and effect by whole-number arithmetic in Python over the rank sums of all assignments of signs.
  static let tied: [(KeyValuePairs<Double, Int>, n: Int, w: Double, p: Double, effect: Double)] = [
    ([2: 7, 1: 3, -1: 2], 12, 72, 0.0078125, 0.8461538461538461),
    ([1: 5, -1: 1, 0: 40], 6, 17.5, 0.21875, 0.6666666666666666),
    ([3: 4, 2: 10, 1: 20, -1: 9, -2: 5], 48, 856, 0.003841240037473881, 0.4557823129251701),
    ([1: 30, 2: 20, -1: 40, -3: 5], 95, 2675, 0.12143986409493769, 0.17324561403508773),
    (
      [4: 6, 3: 11, 2: 35, 1: 80, -1: 50, -2: 20, -3: 8], 210, 14160, 0.0002725381857919318,
      0.27826675693974273
    ),
    (
      [2: 120, 1: 150, -1: 110, -2: 60, 3: 20, -4: 40], 500, 70645, 0.010968119840280509, 0.12806387225548901
    ),
    ([1: 1], 1, 1, 1, 1), ([1: 3, -1: 3], 6, 10.5, 1, 0),
  ]

  @Test("Under ties p is that of all assignments of signs to the ranks as they are", arguments: tied.indices)
  func ties(index: Int) throws {
    let expected = Self.tied[index]
    let test = try #require(SignedRankTest(values(expected.0)))
    #expect(test.n == expected.n)
    #expect(test.w == expected.w)
    #expect(isClose(test.p, expected.p))
    #expect(isClose(test.effect, expected.effect))
    #expect(test.isExact)
  }

  /// R 4.2 `wilcox.test(x, exact = FALSE)`: p = 9.071878747164141e-06; the exact p is 8.6348e-06.
  @Test("Above five hundred p is the normal approximation of R") func large() throws {
    let test = try #require(SignedRankTest(values([2: 220, 1: 350, -1: 310, -2: 160, 3: 20])))
    #expect(test.n == 1060)
    #expect(test.w == 323_795)
    #expect(isClose(test.p, 9.071878747164141e-06, within: 1e-11))
    #expect(!test.isExact)
  }

  @Test("Where nothing changed there is no test") func none() {
    #expect(SignedRankTest([]) == nil)
    #expect(SignedRankTest(values([0: 12])) == nil)
    #expect(SignedRankTest(values([.nan: 1])) == nil)
    #expect(SignedRankTest(values([1: -1])) == nil)
  }

  @Test("Five hundred and a million end in time", .timeLimit(.minutes(1))) func time() throws {
    #expect(try #require(SignedRankTest((1...500).map { ValueCount(Double($0)) })).p < 1e-100)
    #expect(try #require(SignedRankTest(values([1: 500_000, -1: 499_000]))).p > 0.05)
  }
}

@Suite("The sign test") struct SignTestTests {
  /// scipy 1.17 `binomtest(max(up, down), up + down).pvalue`.
  @Test(
    "Twice the smaller tail of even chances",
    arguments: [
      (8, 2, 0.109375), (2, 8, 0.109375), (5, 5, 1), (1, 0, 1), (60, 20, 8.580559867049611e-06),
      (3000, 2900, 0.19743902484357673), (500_300, 499_700, 0.5491729059131272),
    ] as [(Int, Int, Double)])
  func tails(up: Int, down: Int, p: Double) throws {
    #expect(isClose(try #require(SignTest(up: up, down: down)).p, p, within: 1e-9))
  }

  @Test("Where nobody changed there is no test") func none() {
    #expect(SignTest(up: 0, down: 0) == nil)
    #expect(SignTest(up: -1, down: 3) == nil)
  }
}

@Suite("Holm's correction") struct HolmCorrectionTests {
  /// statsmodels 0.14 `multipletests([0.01, 0.04, 0.03, 0.005], method="holm")`, R `p.adjust`.
  @Test("The smallest counts for all, the next for one less, and none is below one before it") func corrects()
  {
    let corrected = HolmCorrection.corrected([0.01, 0.04, 0.03, 0.005]).compactMap { $0 }
    for (found, expected) in zip(corrected, [0.03, 0.06, 0.06, 0.02]) { #expect(isClose(found, expected)) }
    #expect(corrected.count == 4)
  }

  @Test("Tests that were not made do not count, and no p passes 1") func missing() {
    #expect(HolmCorrection.corrected([nil, 0.6, nil, 0.7]) == [nil, 1, nil, 1])
    #expect(HolmCorrection.corrected([nil, 0.02]) == [nil, 0.02])
    #expect(HolmCorrection.corrected([]) == [])
  }
}
