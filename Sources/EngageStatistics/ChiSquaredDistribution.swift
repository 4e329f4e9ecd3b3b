/// The chi-squared distribution.
///
/// ```swift
/// ChiSquaredDistribution(degreesOfFreedom: 1).upperTail(3.841458820694124)  // 0.05
/// ```
public struct ChiSquaredDistribution: Sendable, Equatable {
  /// The degrees of freedom, at least 1.
  public let degreesOfFreedom: Int

  /// The distribution with so many degrees of freedom, at least 1.
  public init(degreesOfFreedom: Int) {
    precondition(degreesOfFreedom >= 1, "chi-squared needs at least one degree of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a value of at most `x`: *P*(df/2, *x*/2).
  /// Source: Abramowitz and Stegun (1964), 26.4.1 with 6.5.1.
  public func lowerTail(_ x: Double) -> Double {
    IncompleteGamma.lower(Double(degreesOfFreedom) / 2, x / 2)
  }

  /// The probability of a value above `x`: *Q*(df/2, *x*/2), accurate in relative terms however small it is.
  /// Source: Abramowitz and Stegun (1964), 26.4.2 with 6.5.3.
  public func upperTail(_ x: Double) -> Double {
    IncompleteGamma.upper(Double(degreesOfFreedom) / 2, x / 2)
  }
}
