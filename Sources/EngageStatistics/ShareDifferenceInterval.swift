/// The score interval for the difference of two shares of the same answers, such as promoters less detractors: where
/// the true difference may lie, given a sample.
///
/// ```swift
/// ShareDifferenceInterval(first: 12, second: 0, of: 12)  // 0.515 ... 1
/// ```
public struct ShareDifferenceInterval: Sendable, Equatable {
  /// The lower bound, from −1 to 1.
  public let lower: Double
  /// The upper bound, from −1 to 1.
  public let upper: Double

  /// The interval for (`first` − `second`) ÷ `trials`, where nobody is in both, at a `confidence` between 0 and 1.
  ///
  /// The bounds are the differences that a score test with the variance under the difference tested just keeps, so
  /// that small samples, and such in which all agree, get an interval too. Numbers need not be whole: weighted
  /// answers speak for an *effective* number of trials. Nil without trials, with more in the two shares than trials,
  /// or with a confidence outside 0..<1.
  /// Source: Tango (1998), "Equivalence test and confidence interval for the difference in proportions for the
  /// paired-sample design", Statistics in Medicine 17, pp. 891–908, whose discordant pairs are the two shares;
  /// Rocks (2016), "Interval estimation for the ‘Net Promoter Score’", The American Statistician 70, pp. 365–372,
  /// finds the score test among the best for net promoter scores.
  public init?(first: Double, second: Double, of trials: Double, confidence: Double = 0.95) {
    guard trials > 0, trials < .infinity, first >= 0, second >= 0, first + second <= trials * (1 + 1e-12),
      confidence >= 0, confidence < 1
    else { return nil }
    let z = NormalDistribution.quantile(0.5 + confidence / 2)
    let observed = (first - second) / trials

    /// The statistic of the score test of a difference; it falls as the difference grows.
    func score(_ difference: Double) -> Double {
      let b = -first - second + (2 * trials - first + second) * difference
      let c = -second * difference * (1 - difference)
      let root = max(b * b - 8 * trials * c, 0).squareRoot()
      // Either form of the larger root, the one in which nothing cancels.
      let share = b > 0 ? (root + b > 0 ? -2 * c / (root + b) : 0) : (root - b) / (4 * trials)
      let variance = trials * (2 * max(share, 0) + difference * (1 - difference))
      let excess = first - second - trials * difference
      if excess == 0 { return 0 }
      return variance > 0 ? excess / variance.squareRoot() : excess > 0 ? .infinity : -.infinity
    }

    /// Halves what is between a difference that is kept and one that is not until nothing is between them.
    func bound(kept: Double, refused: Double, _ isKept: (Double) -> Bool) -> Double {
      var (kept, refused) = (kept, refused)
      if isKept(refused) { return refused }
      while true {
        let middle = (kept + refused) / 2
        if middle == kept || middle == refused { return kept }
        if isKept(middle) { kept = middle } else { refused = middle }
      }
    }
    lower = bound(kept: observed, refused: -1) { score($0) <= z }
    upper = bound(kept: observed, refused: 1) { score($0) >= -z }
  }
}
