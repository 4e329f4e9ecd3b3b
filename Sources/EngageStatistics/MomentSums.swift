/// Count, sum and sum of squares of whole numbers, exact for any values: mean and standard deviation of a scale.
///
/// ```swift
/// var scores = MomentSums()
/// for score in [1, 2, 4, 5] { scores.add(score) }
/// scores.mean               // 3.0
/// scores.standardDeviation  // 1.8257418583505538
/// ```
public struct MomentSums: Sendable, Equatable {
  /// How many values were added.
  public private(set) var count = 0
  /// Their sum.
  public private(set) var sum: Int128 = 0
  // their sum of squares is squaresHigh · 2^128 + squaresLow: 192 bits hold any number of squared Ints
  private var squaresHigh: UInt64 = 0
  private var squaresLow: UInt128 = 0

  /// No values.
  public init() {}

  /// Adds a value, or the same value several times; `times` is at least 0.
  public mutating func add(_ value: Int, times: Int = 1) {
    precondition(times >= 0, "a value cannot be added a negative number of times")
    count += times
    sum += Int128(value) * Int128(times)
    let magnitude = UInt128(value.magnitude)
    let (high, low) = (magnitude * magnitude).multipliedFullWidth(by: UInt128(times))
    addSquares(high: UInt64(truncatingIfNeeded: high), low: low)
  }

  /// Adds another summary, as if its values had been added one by one.
  public mutating func merge(_ other: MomentSums) {
    count += other.count
    sum += other.sum
    addSquares(high: other.squaresHigh, low: other.squaresLow)
  }

  /// The arithmetic mean; nil without values.
  public var mean: Double? { count > 0 ? Double(sum) / Double(count) : nil }

  /// The sample variance, with *n* − 1; nil below two values.
  ///
  /// The numerator of (*n* Σ*x*² − (Σ*x*)²) ÷ (*n* (*n* − 1)) is computed in whole numbers, so nothing cancels.
  /// Source: Chan, Golub and LeVeque (1983), "Algorithms for computing the sample variance", equation 1.2.
  public var variance: Double? {
    guard count > 1, let scatter else { return nil }
    let numerator = Double(scatter.high) * 0x1p128 + Double(scatter.low)
    return numerator / Double(count) / Double(count - 1)
  }

  /// The sample standard deviation, with *n* − 1; nil below two values.
  public var standardDeviation: Double? { variance?.squareRoot() }

  private mutating func addSquares(high: UInt64, low: UInt128) {
    let (sum, carry) = squaresLow.addingReportingOverflow(low)
    squaresLow = sum
    squaresHigh += high + (carry ? 1 : 0)
  }

  /// *n* Σ*x*² − (Σ*x*)², in 256 bits; nil if it would be negative, which no values can bring about.
  private var scatter: (high: UInt128, low: UInt128)? {
    let n = UInt128(count)
    let product = n.multipliedFullWidth(by: squaresLow)
    let (upper, tooLarge) = n.multipliedReportingOverflow(by: UInt128(squaresHigh))
    let (high, carry) = upper.addingReportingOverflow(product.high)
    guard !tooLarge, !carry else { return nil }
    let square = sum.magnitude.multipliedFullWidth(by: sum.magnitude)
    let (low, borrow) = product.low.subtractingReportingOverflow(square.low)
    let (partial, first) = high.subtractingReportingOverflow(square.high)
    let (rest, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
    return first || second ? nil : (rest, low)
  }
}

extension MomentSums: Codable {
  private enum CodingKeys: String, CodingKey { case count, sum, squares }

  /// Writes the sums as decimal text, as 128 bits are more than most readers of JSON can hold.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(count, forKey: .count)
    try container.encode(String(sum), forKey: .sum)
    try container.encode([String(squaresHigh), String(squaresLow)], forKey: .squares)
  }

  /// Reads what `encode(to:)` wrote; throws a `DecodingError` if no values have such sums.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    count = try container.decode(Int.self, forKey: .count)
    let squares = try container.decode([String].self, forKey: .squares)
    guard count >= 0, let sum = Int128(try container.decode(String.self, forKey: .sum)), squares.count == 2,
      let high = UInt64(squares[0]), let low = UInt128(squares[1])
    else { throw Self.corrupted(container) }
    (self.sum, squaresHigh, squaresLow) = (sum, high, low)
    let isEmpty = sum == 0 && high == 0 && low == 0
    guard count == 0 ? isEmpty : scatter != nil else { throw Self.corrupted(container) }
  }

  private static func corrupted(_ container: KeyedDecodingContainer<CodingKeys>) -> DecodingError {
    .dataCorruptedError(forKey: .sum, in: container, debugDescription: "no values have these sums")
  }
}
