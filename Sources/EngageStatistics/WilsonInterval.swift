/// The score interval for a proportion: where the true share may lie, given a sample.
///
/// ```swift
/// WilsonInterval(successes: 0, of: 20)  // 0 ... 0.1611
/// ```
public struct WilsonInterval: Sendable, Equatable {
  /// The lower bound, from 0 to 1.
  public let lower: Double
  /// The upper bound, from 0 to 1.
  public let upper: Double

  /// The interval for `successes` of `trials`, at a `confidence` between 0 and 1.
  ///
  /// With a finite `population` (all who could have answered, at least `trials`) the trials count for
  /// *n* (*N* − 1) ÷ (*N* − *n*); if all of them answered, the interval is the share itself. Nil without trials,
  /// with more successes than trials, with fewer people than trials, or with a confidence outside 0..<1.
  /// Source: Wilson (1927), "Probable inference …", J. Am. Statist. Assoc. 22, p. 210; the finite population
  /// factor: Cochran (1977), *Sampling Techniques*, equation 3.8, in place of the variance *PQ* ÷ *n*.
  public init?(successes: Int, of trials: Int, confidence: Double = 0.95, population: Int? = nil) {
    guard trials > 0, (0...trials).contains(successes), confidence >= 0, confidence < 1 else { return nil }
    let share = Double(successes) / Double(trials)
    var n = Double(trials)
    if let population {
      guard population >= trials else { return nil }
      if population == trials {
        (lower, upper) = (share, share)
        return
      }
      n *= Double(population - 1) / Double(population - trials)
    }
    (lower, upper) = WilsonInterval.bounds(share, n, confidence)
  }

  /// The interval for a `share` from 0 to 1 of weighted answers that tell as much as `effectiveTrials` unweighted ones.
  /// Nil without trials or for other shares.
  /// Source: Dean and Pagano (2015), "Evaluating confidence interval methods for binomial proportions in clustered
  /// surveys", Journal of Survey Statistics and Methodology 3, pp. 484–503: Wilson's with the effective sample size.
  public init?(share: Double, ofEffective effectiveTrials: Double, confidence: Double = 0.95) {
    guard effectiveTrials > 0, effectiveTrials < .infinity, share >= 0, share <= 1, confidence >= 0,
      confidence < 1
    else { return nil }
    (lower, upper) = WilsonInterval.bounds(share, effectiveTrials, confidence)
  }

  private static func bounds(_ share: Double, _ n: Double, _ confidence: Double) -> (Double, Double) {
    let z = NormalDistribution.quantile(0.5 + confidence / 2)
    let shrink = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / shrink
    let half = z / shrink * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (share == 0 ? 0 : max(centre - half, 0), share == 1 ? 1 : min(centre + half, 1))
  }
}
