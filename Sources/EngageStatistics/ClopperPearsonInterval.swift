/// The exact interval for a proportion: at least `confidence` of such intervals hold the true share, however rare
/// or common it is.
///
/// ```swift
/// ClopperPearsonInterval(successes: 0, of: 20)  // 0 ... 0.1684
/// ```
public struct ClopperPearsonInterval: Sendable, Equatable {
  /// From 0 to 1.
  public let lower: Double
  /// From 0 to 1.
  public let upper: Double

  /// The interval for `successes` of `trials`, which need not be whole: a complex sample speaks for an *effective*
  /// number of trials. Nil without trials, with more successes than trials, or with a confidence outside 0..<1.
  ///
  /// Source: Clopper and Pearson (1934), "The use of confidence or fiducial limits …", Biometrika 26, pp. 404–413,
  /// by quantiles of the beta distribution; numbers that are not whole as in Korn and Graubard (1998),
  /// "Confidence intervals for proportions with small expected number of positive counts estimated from survey
  /// data", Survey Methodology 24, pp. 193–201.
  public init?(successes: Double, of trials: Double, confidence: Double = 0.95) {
    guard trials > 0, trials < .infinity, successes >= 0, successes <= trials, confidence >= 0, confidence < 1
    else { return nil }
    let tail = (1 - confidence) / 2
    lower = successes == 0 ? 0 : IncompleteBeta.quantile(successes, trials - successes + 1, tail)
    upper = successes == trials ? 1 : IncompleteBeta.quantile(successes + 1, trials - successes, 1 - tail)
  }
}
