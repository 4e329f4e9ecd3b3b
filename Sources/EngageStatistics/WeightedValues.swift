/// Numbers with weights: mean, spread and quantiles, the same in whatever order the numbers came.
public struct WeightedValues: Sendable, Equatable, Codable {
  private var weights: [Double: WeightSum] = [:]
  private var moments = WeightedMomentSums()

  /// No numbers.
  public init() {}

  /// Adds a number, which is finite, with its weight, from 0 to `WeightSum.largestWeight`.
  public mutating func add(_ value: Double, weight: Double) {
    precondition(value.isFinite, "only finite numbers are counted")
    weights[value == 0 ? 0 : value, default: WeightSum()].add(weight)
    moments.add(value, weight: weight)
  }

  /// Adds others, as if their numbers had been added one by one.
  public mutating func merge(_ other: WeightedValues) {
    for (value, weight) in other.weights { weights[value, default: WeightSum()].merge(weight) }
    moments.merge(other.moments)
  }

  /// The weighted mean; nil without weight.
  public var mean: Double? { moments.mean }

  /// The weighted standard deviation, as ``WeightedMomentSums`` has it; nil below two numbers with weight.
  public var standardDeviation: Double? { moments.standardDeviation }

  /// The sum of the weights.
  public var totalWeight: Double { total.value }

  /// The weight of the numbers from one up to another, that one not among them.
  public func weight(from low: Double, to high: Double) -> Double {
    var sum = WeightSum()
    for (value, weight) in weights where value >= low && value < high { sum.merge(weight) }
    return sum.value
  }

  /// The lowest number that a share `p` of the weight does not exceed, or its mean with the next where exactly that
  /// share lies at or below it; nil without weight or with a `p` outside 0...1.
  ///
  /// Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50,
  /// pp. 361–365, definition 2, by weight instead of by number.
  public func quantile(_ p: Double) -> Double? {
    guard p >= 0, p <= 1 else { return nil }
    let sorted = weights.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
    let target = totalWeight * p
    // Shares of sums of weights are told to the last digits only.
    let slack = totalWeight * 1e-12
    var passed = WeightSum()
    for (index, item) in sorted.enumerated() {
      passed.merge(item.value)
      if abs(passed.value - target) <= slack, index + 1 < sorted.count {
        return item.key / 2 + sorted[index + 1].key / 2
      }
      if passed.value > target { return item.key }
    }
    return sorted.last?.key
  }

  private var total: WeightSum { weights.values.reduce(into: WeightSum()) { $0.merge($1) } }
}
