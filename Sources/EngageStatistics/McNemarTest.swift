/// McNemar's test of two shares among the same people: whether as many changed to an answer as away from it.
///
/// ```swift
/// let test = McNemarTest(both: 1, gained: 7, lost: 1, neither: 12)
/// test?.exactP           // 0.0703125
/// test?.interval.lower   // 0.02555912416485978, of a difference of 0.2857142857142857
/// ```
/// Source: McNemar (1947), "Note on the sampling error of the difference between correlated proportions or percentages",
/// Psychometrika 12, pp. 153–157.
public struct McNemarTest: Sendable, Equatable {
  /// (gained − lost)² ÷ (gained + lost), without continuity correction; nil where nobody changed.
  public let chiSquared: Double?
  /// Of `chiSquared`, with one degree of freedom; nil where nobody changed.
  public let p: Double?
  /// Two-sided, by the binomial distribution of those who changed; nil where nobody did.
  public let exactP: Double?
  /// The share after less the share before, from −1 to 1.
  public let difference: Double
  /// Where that difference may lie, with 95% confidence.
  public let interval: (lower: Double, upper: Double)

  /// Nil without anybody, or with a negative number.
  /// - Parameters:
  ///   - both: who gave the answer before and after.
  ///   - gained: who gave it after alone.
  ///   - lost: who gave it before alone.
  ///   - neither: who never gave it.
  ///   - confidence: of the interval, from 0 to below 1.
  public init?(both: Int, gained: Int, lost: Int, neither: Int, confidence: Double = 0.95) {
    let counts = [both, gained, lost, neither]
    let n = counts.reduce(0, +)
    guard n > 0, counts.allSatisfy({ $0 >= 0 }), confidence >= 0, confidence < 1,
      let before = WilsonInterval(successes: both + lost, of: n, confidence: confidence),
      let after = WilsonInterval(successes: both + gained, of: n, confidence: confidence)
    else { return nil }
    let changed = Double(gained + lost)
    let distance = Double(gained - lost)
    chiSquared = changed > 0 ? distance * distance / changed : nil
    p = chiSquared.map { ChiSquaredDistribution(degreesOfFreedom: 1).upperTail($0) }
    exactP = SignTest(up: gained, down: lost)?.p
    difference = distance / Double(n)
    interval = McNemarTest.interval(
      difference, before: (Double(both + lost) / Double(n), before),
      after: (Double(both + gained) / Double(n), after),
      correlation: McNemarTest.correlation(both, gained, lost, neither))
  }

  public static func == (a: McNemarTest, b: McNemarTest) -> Bool {
    a.chiSquared == b.chiSquared && a.exactP == b.exactP && a.difference == b.difference
      && a.interval == b.interval
  }

  /// Source: Newcombe (1998), "Improved confidence intervals for the difference between binomial proportions based on
  /// paired data", Statistics in Medicine 17, pp. 2635–2650, method 10.
  private static func interval(
    _ difference: Double, before: (share: Double, wilson: WilsonInterval),
    after: (share: Double, wilson: WilsonInterval), correlation: Double
  ) -> (lower: Double, upper: Double) {
    func reach(_ a: Double, _ b: Double) -> Double {
      max(a * a - 2 * correlation * a * b + b * b, 0).squareRoot()
    }
    let down = reach(after.share - after.wilson.lower, before.wilson.upper - before.share)
    let up = reach(after.wilson.upper - after.share, before.share - before.wilson.lower)
    return (max(difference - down, -1), min(difference + up, 1))
  }

  /// The correlation of the answers before and after; where it is above zero, made smaller for continuity, and 0 where a
  /// margin is empty. As in Newcombe's method 10.
  private static func correlation(_ both: Int, _ gained: Int, _ lost: Int, _ neither: Int) -> Double {
    let (a, b, c, d) = (Double(both), Double(gained), Double(lost), Double(neither))
    let n = a + b + c + d
    let margins = (a + b) * (c + d) * (a + c) * (b + d)
    guard margins > 0 else { return 0 }
    let cross = a * d - b * c
    let kept = cross > n / 2 ? cross - n / 2 : cross >= 0 ? 0 : cross
    return kept / margins.squareRoot()
  }
}
