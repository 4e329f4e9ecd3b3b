/// Wilcoxon's signed-rank test of paired differences, also under ties.
///
/// ```swift
/// let test = SignedRankTest([ValueCount(2, count: 7), ValueCount(1, count: 3), ValueCount(-1, count: 2)])
/// test?.w       // 72.0, of 78
/// test?.p       // 0.0078125
/// test?.effect  // 0.8461538461538461
/// ```
/// Differences of zero are dropped (Wilcoxon 1945); ties share their mean rank. Up to ``mostExact`` differences the p
/// is exact: that of the distribution of *w* over all ways to put signs to the ranks as they are, ties and all.
/// Source: Wilcoxon (1945), "Individual comparisons by ranking methods", Biometrics Bulletin 1, pp. 80–83; under ties
/// Pratt and Gibbons (1981), *Concepts of Nonparametric Theory*, section 3.7.
public struct SignedRankTest: Sendable, Equatable {
  /// Above so many differences other than zero p is approximated.
  public static let mostExact = 500

  /// The sum of the ranks of the differences above zero.
  public let w: Double
  /// How many differences are not zero.
  public let n: Int
  /// Two-sided.
  public let p: Double
  /// Whether `p` is exact, and not that of the normal approximation.
  public let isExact: Bool

  /// The matched-pairs rank-biserial correlation, from −1 (all down) to 1 (all up): the sum of ranks above zero less
  /// that below, as a part of all ranks.
  /// Source: Kerby (2014), "The simple difference formula", Comprehensive Psychology 3.
  public let effect: Double

  /// Nil where no difference is other than zero, or one is not finite.
  public init?(_ differences: [ValueCount]) {
    guard differences.allSatisfy({ $0.value.isFinite && $0.count >= 0 }) else { return nil }
    let up = differences.filter { $0.value > 0 }
    let down = differences.filter { $0.value < 0 }.map { ValueCount(-$0.value, count: $0.count) }
    let groups = RankGroup.midRanks(counted(up, down))
    n = groups.reduce(0) { $0 + $1.size }
    guard n > 0 else { return nil }
    let doubled = groups.reduce(0) { $0 + $1.doubledRank * $1.first }
    w = Double(doubled) / 2
    // All doubled ranks together make n(n + 1).
    let all = Double(n) * Double(n + 1)
    effect = (2 * Double(doubled) - all) / all
    isExact = n <= SignedRankTest.mostExact
    p = isExact ? SignedRankTest.exactP(groups, doubled, n) : SignedRankTest.normalP(groups, w, n)
  }

  /// By the distribution of the doubled rank sum: each rank is added or not, with even chances.
  private static func exactP(_ groups: [RankGroup], _ observed: Int, _ n: Int) -> Double {
    let most = n * (n + 1)
    var chances = [Double](repeating: 0, count: most + 1)
    chances[0] = 1
    var reached = 0
    chances.withUnsafeMutableBufferPointer { chances in
      for group in groups {
        for _ in 0..<group.size {
          reached += group.doubledRank
          var sum = reached
          while sum >= group.doubledRank {
            chances[sum] = 0.5 * (chances[sum] + chances[sum - group.doubledRank])
            sum -= 1
          }
          while sum >= 0 {
            chances[sum] *= 0.5
            sum -= 1
          }
        }
      }
    }
    // The distribution is symmetric, so the smaller tail twice is all that is as far from the middle.
    let tail = min(observed, most - observed)
    return min(2 * chances[0...tail].reduce(0, +), 1)
  }

  /// With corrections for ties and continuity.
  /// Source: Lehmann (1975), *Nonparametrics: Statistical Methods Based on Ranks*, section 3.2 and appendix 4.
  private static func normalP(_ groups: [RankGroup], _ w: Double, _ n: Int) -> Double {
    let n = Double(n)
    let variance = n * (n + 1) * (2 * n + 1) / 24 - RankGroup.tieTerm(groups) / 48
    let distance = max(abs(w - n * (n + 1) / 4) - 0.5, 0)
    return min(2 * NormalDistribution.upperTail(distance / variance.squareRoot()), 1)
  }
}
