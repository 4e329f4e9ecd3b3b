import EngageStatistics
import Testing

@Suite("The Mann–Whitney test") struct MannWhitneyTestTests {
  /// Permeability of membranes, Hollander and Wolfe (1973), p. 69; R's `?wilcox.test`: W = 35 of 50, one-sided
  /// p = 0.1272, two-sided 0.2544.
  @Test("The published example of fifteen membranes") func membranes() throws {
    let x = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46].map { ValueCount($0) }
    let y = [1.15, 0.88, 0.90, 0.74, 1.21].map { ValueCount($0) }
    let test = try #require(MannWhitneyTest(x, y))
    #expect(test.u == 15)
    #expect(isClose(test.p, 0.2544122544122544))
    #expect(try #require(MannWhitneyTest(y, x)).u == 35)
    #expect(isClose(try #require(MannWhitneyTest(y, x)).p, 0.2544122544122544))
  }

  /// u and p by whole-number arithmetic in Python over all draws of the second group; the interval by scipy's `brentq`
  /// from Newcombe's equation.
  static let tied:
    [(
      first: KeyValuePairs<Double, Int>, second: KeyValuePairs<Double, Int>, u: Double, p: Double,
      superiority: Double, lower: Double, upper: Double
    )] = [
      ([1: 1, 2: 2, 3: 1], [2: 1, 3: 1, 4: 2], 13.5, 0.2, 0.84375, 0.4249197879117624, 0.9723320837286682),
      ([1: 1, 2: 1], [3: 1, 4: 1], 4, 1.0 / 3, 1, 0.3856357044976641, 1),
      (
        [1: 5, 2: 8, 3: 10, 4: 4, 5: 1], [1: 1, 2: 4, 3: 9, 4: 12, 5: 7], 693, 0.00041822890999122786, 0.75,
        0.6075777764484098, 0.8490543711794182
      ),
      (
        [1: 2, 2: 3, 3: 1], [2: 1, 3: 6, 4: 8, 5: 20], 204.5, 6.4496213405070915e-06, 0.9738095238095238,
        0.7661835942188081, 0.997216552178533
      ),
      (
        [1: 20, 2: 3], [1: 2, 2: 9], 213.5, 0.00018274872197531362, 0.8438735177865613, 0.6440818831354769,
        0.9370337254376733
      ),
    ]

  @Test("Under ties p is that of all draws of the values as they are", arguments: tied.indices)
  func ties(index: Int) throws {
    let expected = Self.tied[index]
    let test = try #require(MannWhitneyTest(values(expected.first), values(expected.second)))
    #expect(test.u == expected.u)
    #expect(isClose(test.p, expected.p))
    #expect(isClose(test.superiority, expected.superiority))
    #expect(isClose(test.effect, 2 * expected.superiority - 1))
    let interval = test.superiorityInterval()
    #expect(isClose(interval.lower, expected.lower, within: 1e-9))
    #expect(isClose(interval.upper, expected.upper, within: 1e-9))
    #expect(test.isExact)
  }

  /// scipy 1.17 `mannwhitneyu(y, x, method="asymptotic")`, R `wilcox.test(y, x, exact = FALSE)`.
  @Test("In large groups p is the normal approximation of R and SciPy") func large() throws {
    let test = try #require(
      MannWhitneyTest(
        values([1: 50, 2: 80, 3: 100, 4: 40, 5: 10]), values([1: 30, 2: 60, 3: 90, 4: 70, 5: 35])))
    #expect(test.u == 49475)
    #expect(isClose(test.p, 3.3796100186258073e-07, within: 1e-10))
    #expect(!test.isExact)
    #expect(isClose(test.superiorityInterval().lower, 0.5729586577602377, within: 1e-9))
  }

  @Test("An empty group makes no test; all the same is no difference") func none() throws {
    #expect(MannWhitneyTest([], values([1: 3])) == nil)
    #expect(MannWhitneyTest(values([1: 3]), []) == nil)
    #expect(MannWhitneyTest(values([.infinity: 1]), values([1: 3])) == nil)
    let same = try #require(MannWhitneyTest(values([3: 8]), values([3: 5])))
    #expect(same.p == 1 && same.effect == 0)
    let many = try #require(MannWhitneyTest(values([3: 8000]), values([3: 5000])))
    #expect(many.p == 1 && !many.isExact)
  }

  @Test("The largest exact test ends in time", .timeLimit(.minutes(1))) func time() throws {
    let first = (1...60).map { ValueCount(Double(2 * $0)) }
    let second = (1...60).map { ValueCount(Double(2 * $0 + 9)) }
    let test = try #require(MannWhitneyTest(first, second))
    #expect(test.isExact && test.p > 0 && test.p < 1)
  }
}

@Suite("Mean differences") struct MeanDifferenceTests {
  static let before = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
  static let after = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

  /// Hours of sleep gained by ten patients, Student (1908), Biometrika 6, p. 20; R's `?sleep`: paired 0.7001142 to
  /// 2.4598858 around 1.58, and unpaired (Welch) −0.2054832 to 3.3654832.
  @Test("Student's published example of ten patients") func sleep() throws {
    let paired = try #require(MeanDifference(zip(Self.after, Self.before).map { ValueCount($0 - $1) }))
    #expect(isClose(paired.mean, 1.58))
    #expect(isClose(try #require(paired.lower), 0.7001142367230175))
    #expect(isClose(try #require(paired.upper), 2.459885763276983))
    let groups = try #require(
      MeanDifference(from: Self.before.map { ValueCount($0) }, to: Self.after.map { ValueCount($0) }))
    #expect(isClose(groups.mean, 1.58))
    #expect(isClose(try #require(groups.lower), -0.20548323071171137))
    #expect(isClose(try #require(groups.upper), 3.3654832307117104))
  }

  @Test("Without spread there is a mean and no interval") func constant() throws {
    let same = try #require(MeanDifference(values([0.1: 3])))
    #expect(same.mean == 0.1 && same.lower == nil && same.upper == nil)
    #expect(try #require(MeanDifference([ValueCount(2)])).lower == nil)
    #expect(MeanDifference([]) == nil)
    #expect(MeanDifference(from: [], to: [ValueCount(1)]) == nil)
    #expect(try #require(MeanDifference(from: [ValueCount(1)], to: values([2: 2]))).lower == nil)
  }
}
