import EngageStatistics
import Foundation
import Testing

@Suite("The score interval of a difference of shares") struct ShareDifferenceIntervalTests {
  /// SciPy 1.17, another way: the likelihood under the difference maximised by `minimize_scalar`, and the bound at
  /// which the score reaches `norm.ppf(0.975)` found by `brentq`.
  @Test(
    "Bounds found by maximising the likelihood numerically come out",
    arguments: [
      (93, 9, 134, 0.5114200510769432, 0.7179941721282027), (12, 0, 12, 0.5150119866895182, 1),
      (5, 5, 20, -0.3058483897480496, 0.3058483885292551),
      (1, 9, 50, -0.2929364059916284, -0.04450866082718516),
      (14, 5, 25, 0.018809556207903557, 0.6200044413910735),
      (86, 150, 1600, -0.05899803324436484, -0.02136156464955251),
      (0, 0, 10, -0.2775327998628892, 0.2775327998628892),
      (3, 4, 7, -0.6835602894970606, 0.4990832709446855),
    ] as [(Double, Double, Double, Double, Double)])
  func scipy(first: Double, second: Double, trials: Double, lower: Double, upper: Double) throws {
    let interval = try #require(ShareDifferenceInterval(first: first, second: second, of: trials))
    #expect(abs(interval.lower - lower) < 5e-9)
    #expect(abs(interval.upper - upper) < 5e-9)
  }

  @Test(
    "Where all are in the first share it says of two shares what Wilson's says of one",
    arguments: [1, 5, 12, 400])
  func allInOne(trials: Int) throws {
    let one = try #require(ShareDifferenceInterval(first: Double(trials), second: 0, of: Double(trials)))
    let wilson = try #require(WilsonInterval(successes: trials, of: trials))
    #expect(one.upper == 1)
    #expect(abs(one.lower - (2 * wilson.lower - 1)) < 1e-12)
  }

  @Test("Swapping the shares mirrors the interval") func mirrored() throws {
    for (first, second, trials) in [(3.0, 1.0, 9.0), (0, 4, 4), (20, 60, 100), (0, 0, 3)] {
      let one = try #require(ShareDifferenceInterval(first: first, second: second, of: trials))
      let other = try #require(ShareDifferenceInterval(first: second, second: first, of: trials))
      #expect(abs(one.lower + other.upper) < 1e-12 && abs(one.upper + other.lower) < 1e-12)
      #expect(one.lower >= -1 && one.lower <= (first - second) / trials && one.upper <= 1)
    }
  }

  @Test("What is no sample has no interval") func impossible() {
    #expect(ShareDifferenceInterval(first: 0, second: 0, of: 0) == nil)
    #expect(ShareDifferenceInterval(first: 3, second: 3, of: 5) == nil)
    #expect(ShareDifferenceInterval(first: -1, second: 0, of: 5) == nil)
    #expect(ShareDifferenceInterval(first: 1, second: 1, of: 5, confidence: 1) == nil)
    #expect(ShareDifferenceInterval(first: .nan, second: 1, of: 5) == nil)
  }

  /// The chance that the interval holds the true difference, added up over every outcome there can be: no simulation.
  static func coverage(_ trials: Int, _ p: Double, _ q: Double) throws -> Double {
    var covered = 0.0
    for first in 0...trials {
      for second in 0...(trials - first) {
        let rest = trials - first - second
        let ways =
          lgamma(Double(trials + 1)) - lgamma(Double(first + 1)) - lgamma(Double(second + 1))
          - lgamma(Double(rest + 1))
        let logChance =
          ways + Double(first) * log(p) + Double(second) * log(q) + Double(rest) * log(1 - p - q)
        let interval = try #require(
          ShareDifferenceInterval(first: Double(first), second: Double(second), of: Double(trials)))
        if interval.lower <= p - q, p - q <= interval.upper { covered += exp(logChance) }
      }
    }
    return covered
  }

  /// Rocks (2016) finds a coverage close to what is promised for the score test; the plain (Wald) interval falls to
  /// 65% for ten of such as the fourth.
  @Test("About 95 of 100 intervals hold the true difference, in small samples too", arguments: [10, 20, 40])
  func coverage(trials: Int) throws {
    let truths = [(0.3, 0.3), (0.5, 0.2), (0.7, 0.1), (0.9, 0.05), (0.15, 0.6)]
    let coverages = try truths.map { try Self.coverage(trials, $0.0, $0.1) }
    #expect(coverages.allSatisfy { $0 > 0.92 && $0 < 0.99 }, "\(coverages)")
    let mean = coverages.reduce(0, +) / Double(coverages.count)
    #expect(mean > 0.935 && mean < 0.97, "\(mean)")
  }
}
