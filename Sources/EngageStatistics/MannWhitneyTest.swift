/// The Mann–Whitney (Wilcoxon rank-sum) test of two groups of different people, also under ties.
///
/// ```swift
/// let test = MannWhitneyTest([1, 2, 2, 3].map { ValueCount($0) }, [2, 3, 4, 4].map { ValueCount($0) })
/// test?.u            // 13.5 of 16 pairs have the higher value in the second group
/// test?.superiority  // 0.84375
/// ```
/// Source: Mann and Whitney (1947), "On a test of whether one of two random variables is stochastically larger than the
/// other", Annals of Mathematical Statistics 18, pp. 50–60; under ties Lehmann (1975), *Nonparametrics*, section 1.4.
public struct MannWhitneyTest: Sendable, Equatable {
  /// Work, in steps of addition, above which p is approximated: some 60 in each group, or 20 beside a thousand.
  public static let mostSteps = 30_000_000

  /// Of all pairs of one of each group, those in which the second group's value is higher; ties count as half.
  public let u: Double
  /// How many there are in each group.
  public let first: Int
  public let second: Int
  /// Two-sided: the chance of a `u` as far from its mean, given the values as they are.
  public let p: Double
  /// Whether `p` is exact, and not that of the normal approximation.
  public let isExact: Bool

  /// The chance that one of the second group has a higher value than one of the first, ties as half: 0.5 is no
  /// difference.
  public var superiority: Double { u / (Double(first) * Double(second)) }

  /// The rank-biserial correlation, from −1 to 1.
  /// Source: Cureton (1956), "Rank-biserial correlation", Psychometrika 21; 2 × superiority − 1.
  public var effect: Double { 2 * superiority - 1 }

  /// Nil where a group is empty, or a value is not finite.
  /// - Parameters:
  ///   - first: the values of the first group.
  ///   - second: those of the second group.
  public init?(_ first: [ValueCount], _ second: [ValueCount]) {
    guard (first + second).allSatisfy({ $0.value.isFinite && $0.count >= 0 }) else { return nil }
    let groups = RankGroup.midRanks(counted(first, second))
    self.first = groups.reduce(0) { $0 + $1.first }
    self.second = groups.reduce(0) { $0 + $1.second }
    guard self.first > 0, self.second > 0 else { return nil }
    let doubled = groups.reduce(0) { $0 + $1.doubledRank * $1.second }
    u = (Double(doubled) - Double(self.second) * Double(self.second + 1)) / 2
    let draw = RankDraw(groups: groups, first: self.first, second: self.second)
    isExact = draw.steps <= Double(MannWhitneyTest.mostSteps)
    p = isExact ? draw.exactP(doubled) : draw.normalP(u)
  }

  /// Where the superiority may lie; it never leaves 0...1, and is no point where all of a group are above the other.
  ///
  /// Source: Newcombe (2006), "Confidence intervals for an effect size measure based on the Mann–Whitney statistic. Part
  /// 2", Statistics in Medicine 25, pp. 559–573, method 5. It takes no account of ties, which make it somewhat wide.
  /// - Parameter confidence: above 0 and below 1.
  public func superiorityInterval(confidence: Double = 0.95) -> (lower: Double, upper: Double) {
    let z = NormalDistribution.quantile(0.5 + confidence / 2)
    let observed = superiority
    let (m, n) = (Double(first), Double(second))
    let shared = (m + n) / 2 - 1
    // Above 0 where a value is too far from what was observed.
    func excess(_ value: Double) -> Double {
      let spread =
        value * (1 - value) * (1 + shared * (1 - value) / (2 - value) + shared * value / (1 + value))
      return (value - observed) * (value - observed) - z * z * spread / (m * n)
    }
    func bound(from end: Double) -> Double {
      if observed == end { return end }
      var (out, inside) = (end, observed)
      for _ in 0..<100 {
        let middle = (out + inside) / 2
        if excess(middle) > 0 { out = middle } else { inside = middle }
      }
      return (out + inside) / 2
    }
    return (bound(from: 0), bound(from: 1))
  }
}

/// The drawing of the second group's ranks out of all.
private struct RankDraw {
  let groups: [RankGroup]
  let first: Int
  let second: Int

  private var all: Int { first + second }
  private var drawn: Int { min(first, second) }
  /// How many additions the exact distribution takes, at most.
  var steps: Double {
    let ranks = Double(all) * Double(drawn)
    return ranks * ranks / 2
  }

  /// By the distribution of the doubled rank sum of so many as the smaller group has, drawn without replacement.
  func exactP(_ observed: Int) -> Double {
    let total = all * (all + 1)
    let sum = second <= first ? observed : total - observed
    let largest = 2 * all * drawn
    let width = largest + 1
    // For each number of ranks drawn the chances of their sums.
    var weights = [Double](repeating: 0, count: (drawn + 1) * width)
    weights[0] = 1
    var passed = 0
    for group in groups {
      for _ in 0..<group.size {
        passed += 1
        take(group.doubledRank, from: &weights, passed: passed, width: width)
      }
    }
    let row = weights[(drawn * width)...]
    // In whole numbers, so that nothing is lost in comparing.
    let distance = abs(2 * sum - drawn * (all + 1) * 2)
    var far = 0.0
    for (value, weight) in row.enumerated() where abs(2 * value - drawn * (all + 1) * 2) >= distance {
      far += weight
    }
    return min(far, 1)
  }

  /// A rank more to draw from. The chance to be drawn next is that of a random draw, so all weights stay chances.
  private func take(_ rank: Int, from weights: inout [Double], passed: Int, width: Int) {
    weights.withUnsafeMutableBufferPointer { weights in
      for taken in stride(from: min(drawn, passed), through: 1, by: -1) {
        let target = taken * width
        let source = target - width
        // Of `passed` ranks `taken` are drawn: the newest is among them with this chance.
        let chance = Double(taken) / Double(passed)
        // Ranks come in order, so that no sum is above this.
        let largest = taken * rank
        var sum = 0
        while sum < rank {
          weights[target + sum] *= 1 - chance
          sum += 1
        }
        while sum <= largest {
          weights[target + sum] =
            (1 - chance) * weights[target + sum] + chance * weights[source + sum - rank]
          sum += 1
        }
      }
    }
  }

  /// With corrections for ties and continuity. Source: Lehmann (1975), section 1.4, equation 1.34.
  func normalP(_ u: Double) -> Double {
    let (m, n, all) = (Double(first), Double(second), Double(all))
    let variance = m * n / 12 * (all + 1 - RankGroup.tieTerm(groups) / (all * (all - 1)))
    guard variance > 0 else { return 1 }
    let distance = max(abs(u - m * n / 2) - 0.5, 0)
    return min(2 * NormalDistribution.upperTail(distance / variance.squareRoot()), 1)
  }
}
