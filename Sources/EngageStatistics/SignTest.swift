/// The sign test: whether as many changed upwards as downwards. Exact for any numbers.
///
/// ```swift
/// SignTest(up: 8, down: 2)?.p  // 0.109375
/// ```
/// Source: Arbuthnott (1710); Conover (1999), *Practical Nonparametric Statistics*, section 3.4.
public struct SignTest: Sendable, Equatable {
  public let up: Int
  public let down: Int
  /// Two-sided: twice the smaller tail of the binomial distribution with even chances, at most 1.
  public let p: Double

  /// Nil where nobody changed, or a number is negative.
  public init?(up: Int, down: Int) {
    guard up >= 0, down >= 0, up + down > 0 else { return nil }
    self.up = up
    self.down = down
    let more = max(up, down)
    // P(X ≥ more) of n even chances. Abramowitz and Stegun (1964), 26.5.24.
    let tail = up == down ? 1 : IncompleteBeta.lower(Double(more), Double(up + down - more + 1), 0.5)
    p = min(2 * tail, 1)
  }
}
