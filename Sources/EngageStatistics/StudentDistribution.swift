/// Student's *t* distribution.
public struct StudentDistribution: Sendable, Equatable {
  /// Above 0; need not be whole.
  public let degreesOfFreedom: Double

  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "t has degrees of freedom above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The value below which a share `p` of the distribution lies; NaN outside 0...1.
  ///
  /// Source: Abramowitz and Stegun (1964), 26.5.27, solved for *t*.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    if p == 0.5 { return 0 }
    let tails = 2 * min(p, 1 - p)
    let x = IncompleteBeta.quantile(degreesOfFreedom / 2, 0.5, tails)
    let t = (degreesOfFreedom * (1 - x) / x).squareRoot()
    return p < 0.5 ? -t : t
  }
}
