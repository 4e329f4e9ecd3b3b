/// How many unweighted answers would tell as much as the weighted ones.
///
/// ```swift
/// var size = EffectiveSampleSize()
/// for weight in [1.0, 1, 2] { size.add(weight) }
/// size.value         // 2.6666666666666665
/// size.designEffect  // 1.125
/// ```
/// (Σ*w*)² ÷ Σ*w*²; the design effect is *n* ÷ that. Source: Kish (1965), *Survey Sampling*, section 11.7.
public struct EffectiveSampleSize: Sendable, Equatable, Codable {
  /// How many weights were added.
  public private(set) var count = 0
  private var weights = WeightSum()
  private var squares = ExactSum()

  /// No answers.
  public init() {}

  /// Adds the weight of an answer, from 0 to `WeightSum.largestWeight`.
  public mutating func add(_ weight: Double) {
    count += 1
    weights.add(weight)
    squares.add(weight, times: weight)
  }

  /// Adds the same weight several times.
  public mutating func add(_ weight: Double, times: Int) {
    for _ in 0..<times { add(weight) }
  }

  /// Adds others, as if their weights had been added one by one.
  public mutating func merge(_ other: EffectiveSampleSize) {
    count += other.count
    weights.merge(other.weights)
    squares.merge(other.squares)
  }

  /// The sum of the weights.
  public var totalWeight: Double { weights.value }

  /// The effective number of answers, never above `count`; nil without weight.
  public var value: Double? {
    let total = totalWeight
    let square = squares.value
    guard total > 0, square > 0 else { return nil }
    return min(total / square * total, Double(count))
  }

  /// By how much weighting widens the variance of a mean, at least 1; nil without weight.
  public var designEffect: Double? { value.map { Double(count) / $0 } }
}
