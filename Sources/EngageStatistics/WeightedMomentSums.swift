/// Weighted count, sum and sum of squares: mean and standard deviation where responses carry weights.
///
/// Every product and every sum is exact, so the order of the values never shows.
public struct WeightedMomentSums: Sendable, Equatable, Codable {
  /// How many values were added.
  public private(set) var count = 0
  private var weights = ExactSum()
  private var squaredWeights = ExactSum()
  private var values = ExactSum()
  private var squares = ExactSum()

  /// No values.
  public init() {}

  /// Adds a value with its weight, which is not negative.
  public mutating func add(_ value: Double, weight: Double) {
    count += 1
    weights.add(weight)
    squaredWeights.add(weight, times: weight)
    let product = weight * value
    let rest = (-product).addingProduct(weight, value)
    values.add(weight, times: value)
    squares.add(product, times: value)
    squares.add(rest, times: value)
  }

  /// Adds another summary, as if its values had been added one by one.
  public mutating func merge(_ other: WeightedMomentSums) {
    count += other.count
    weights.merge(other.weights)
    squaredWeights.merge(other.squaredWeights)
    values.merge(other.values)
    squares.merge(other.squares)
  }

  /// The sum of the weights.
  public var totalWeight: Double { weights.value }

  /// The weighted mean Σ*wx* ÷ Σ*w*; nil without weight.
  public var mean: Double? {
    guard totalWeight > 0 else { return nil }
    let mean = values.value / totalWeight
    return mean.isFinite ? mean : nil
  }

  /// The weighted variance Σ*w*(*x* − mean)² ÷ (Σ*w* − Σ*w*² ÷ Σ*w*), with equal weights the sample variance with
  /// *n* − 1; nil below two values with weight.
  /// Source: Cochran (1977), *Sampling Techniques*, section 2.4, for equal weights; Galassi et al. (2009), *GNU
  /// Scientific Library Reference Manual*, section "Weighted samples", for the denominator.
  public var variance: Double? {
    guard count > 1, let mean else { return nil }
    let total = totalWeight
    let denominator = total - squaredWeights.value / total
    guard denominator > total * 0x1p-50 else { return nil }
    var scatter = squares  // Σwx² − 2 m Σwx + m² Σw, all products exact, so that nothing cancels
    let (sum, sumRest) = values.parts
    scatter.add(-2 * mean, times: sum)
    scatter.add(-2 * mean, times: sumRest)
    let (weight, weightRest) = weights.parts
    let square = mean * mean
    let squareRest = (-square).addingProduct(mean, mean)
    for factor in [square, squareRest] {
      scatter.add(factor, times: weight)
      scatter.add(factor, times: weightRest)
    }
    let variance = max(scatter.value, 0) / denominator
    return variance.isFinite ? variance : nil
  }

  /// The weighted standard deviation; nil below two values with weight.
  public var standardDeviation: Double? { variance?.squareRoot() }
}
