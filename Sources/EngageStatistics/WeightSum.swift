/// A sum of weights that are not negative, in which neither the order of the additions nor the way they were split
/// over partial sums can show.
///
/// Every weight is rounded once to a whole number of units of 2^−80 and those are added as whole numbers: one
/// addition of 128 bits for each weight, so that a table of such sums is cheap. Weights from 10^−9 to a million keep
/// their digits, and 10^8 of the largest fit. Where any value may come, use ``ExactSum``.
///
/// ```swift
/// var sum = WeightSum()
/// for weight in [0.8, 1.3, 0.9] { sum.add(weight) }
/// sum.value  // 3.0
/// ```
public struct WeightSum: Sendable, Hashable {
  /// The largest weight that may be added.
  public static let largestWeight = 1e6
  private static let fractionBits = 80

  private var units: UInt128 = 0

  /// The empty sum, 0.
  public init() {}

  /// Adds a weight from 0 to ``largestWeight``.
  @inline(__always)
  public mutating func add(_ weight: Double) { units += WeightSum.units(of: weight) }

  /// Adds another sum, as if its weights had been added one by one.
  public mutating func merge(_ other: WeightSum) { units += other.units }

  /// The sum, rounded to the nearest `Double`.
  public var value: Double { Double(units) * 0x1p-80 }

  public var isZero: Bool { units == 0 }

  private static func units(of weight: Double) -> UInt128 {
    precondition(weight >= 0 && weight <= largestWeight, "a weight is neither negative nor above a million")
    guard weight.isNormal else { return 0 }
    let significand = UInt128(weight.significandBitPattern | 1 << 52)
    let shift = Int(weight.exponent) - 52 + fractionBits
    if shift >= 0 { return significand << UInt128(shift) }
    if shift < -60 { return 0 }
    return (significand + (1 << UInt128(-shift - 1))) >> UInt128(-shift)
  }
}

extension WeightSum: Comparable {
  public static func < (one: WeightSum, other: WeightSum) -> Bool { one.units < other.units }
}

extension WeightSum: Codable {
  /// Writes the units as decimal text, as 128 bits are more than most readers of JSON can hold.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(String(units))
  }

  /// Reads what `encode(to:)` wrote; throws a `DecodingError` if it is no whole number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let units = UInt128(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "this is no sum of weights")
    }
    self.units = units
  }
}
