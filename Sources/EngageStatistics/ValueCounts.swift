/// How often each number occurs: mean, spread and quantiles, the same in whatever order the numbers came.
///
/// ```swift
/// var ages = ValueCounts()
/// for age in [23.0, 35, 35, 61] { ages.add(age) }
/// ages.quantile(0.5)  // 35.0
/// ```
public struct ValueCounts: Sendable, Equatable, Codable {
  /// How many numbers were added.
  public private(set) var count = 0
  private var counts: [Double: Int] = [:]

  /// No numbers.
  public init() {}

  /// Adds a number, which is finite, once or several times.
  public mutating func add(_ value: Double, times: Int = 1) {
    precondition(value.isFinite && times >= 0, "only finite numbers are counted, and none less than no time")
    guard times > 0 else { return }
    counts[value == 0 ? 0 : value, default: 0] += times
    count += times
  }

  /// Adds another list, as if its numbers had been added one by one.
  public mutating func merge(_ other: ValueCounts) {
    counts.merge(other.counts, uniquingKeysWith: +)
    count += other.count
  }

  /// The numbers from the lowest, each with how often it occurs.
  public var sorted: SortedValues {
    SortedValues(counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}

/// Numbers from the lowest, each with how often it occurs.
public struct SortedValues: Sendable {
  public let values: [Double]
  public let counts: [Int]
  /// How many there are up to and with each value.
  private let upTo: [Int]

  init(_ pairs: [(value: Double, count: Int)]) {
    values = pairs.map(\.value)
    counts = pairs.map(\.count)
    var sum = 0
    upTo = pairs.map { pair in
      sum += pair.count
      return sum
    }
  }

  /// How many numbers there are.
  public var count: Int { upTo.last ?? 0 }
  public var minimum: Double? { values.first }
  public var maximum: Double? { values.last }

  /// The arithmetic mean, from an exact sum; nil without numbers, or where the sum is too large for a `Double`.
  public var mean: Double? {
    guard count > 0 else { return nil }
    var sum = ExactSum()
    for (value, count) in zip(values, counts) { sum.add(value, times: Double(count)) }
    let mean = sum.value / Double(count)
    return mean.isFinite ? mean : nil
  }

  /// The sample standard deviation, with *n* − 1; nil below two numbers, or where it is too large for a `Double`.
  ///
  /// Source: Chan, Golub and LeVeque (1983), "Algorithms for computing the sample variance", equation 1.7 (the
  /// corrected two-pass algorithm).
  public var standardDeviation: Double? {
    guard count > 1, let mean else { return nil }
    var squares = ExactSum()
    var rest = ExactSum()
    for (value, count) in zip(values, counts) {
      let deviation = value - mean
      squares.add(deviation * deviation, times: Double(count))
      rest.add(deviation, times: Double(count))
    }
    let correction = rest.value * rest.value / Double(count)
    let variance = (squares.value - correction) / Double(count - 1)
    return variance.isFinite ? max(variance, 0).squareRoot() : nil
  }

  /// The number below which a share `p` of the numbers lies, interpolated between neighbours; nil without numbers or
  /// with a `p` outside 0...1.
  ///
  /// Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50,
  /// pp. 361–365, definition 7: *x* at position (*n* − 1) *p* counted from 0, the default of R and NumPy.
  public func quantile(_ p: Double) -> Double? {
    guard count > 0, p >= 0, p <= 1 else { return nil }
    let position = Double(count - 1) * p
    let below = position.rounded(.down)
    let part = position - below
    let low = value(at: Int(below))
    guard part > 0 else { return low }
    let high = value(at: Int(below) + 1)
    return (1 - part) * low + part * high
  }

  /// How many lie further than 1.5 times the distance of the quartiles outside of them; nil without numbers.
  ///
  /// Source: Tukey (1977), *Exploratory Data Analysis*, section 2D (fences), with the quartiles of ``quantile(_:)``.
  public var outliers: Int? {
    guard let low = quantile(0.25), let high = quantile(0.75) else { return nil }
    let reach = 1.5 * (high - low)
    return count { $0 < low - reach || $0 > high + reach }
  }

  /// How many meet a condition.
  public func count(where isCounted: (Double) -> Bool) -> Int {
    zip(values, counts).reduce(0) { isCounted($1.0) ? $0 + $1.1 : $0 }
  }

  private func value(at rank: Int) -> Double {
    var (low, high) = (0, upTo.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if upTo[middle] > rank { high = middle } else { low = middle + 1 }
    }
    return values[low]
  }
}
