/// A sum of `Double`s that is exact until it is read, so that neither the order of the additions nor the way the
/// values were split over partial sums can show in it.
///
/// The sum is kept as one long whole number of units of 2^−1074, the smallest `Double`, in two's complement: wide
/// enough for more than 10^22 additions of the largest `Double`. Its value is that number rounded once.
/// Source: Kulisch (2013), *Computer Arithmetic and Validity*, chapter 8 (the complete register).
///
/// ```swift
/// var sum = ExactSum()
/// for value in [1e100, 1.0, -1e100] { sum.add(value) }
/// sum.value  // 1.0
/// ```
public struct ExactSum: Sendable, Equatable {
  /// 34 × 64 bits: 2,098 for the range of a `Double`, one for the sign, the rest for carries.
  private static let width = 34

  private var limbs: [UInt64]  // the least significant first
  private var special: SpecialValues = []

  /// The empty sum, 0.
  public init() { limbs = Array(repeating: 0, count: Self.width) }

  /// Adds a value. Infinities and NaN are remembered and decide the value as in ordinary arithmetic.
  public mutating func add(_ value: Double) {
    guard value.isFinite else { return special.insert(value) }
    let exponent = Int(value.exponentBitPattern)
    let significand = exponent == 0 ? value.significandBitPattern : value.significandBitPattern | 1 << 52
    let shift = max(exponent - 1, 0)
    let (index, offset) = (shift / 64, shift % 64)
    let low = significand << UInt64(offset)
    let high = offset == 0 ? 0 : significand >> UInt64(64 - offset)
    if value.sign == .plus { addPair(low, high, at: index) } else { subtractPair(low, high, at: index) }
  }

  /// Adds the exact product of two values, as long as it neither overflows nor falls below 2^−969 in size.
  /// Source: Ogita, Rump and Oishi (2005), "Accurate sum and dot product", algorithm 3.5 (TwoProductFMA).
  public mutating func add(_ a: Double, times b: Double) {
    let product = a * b
    add(product)
    if product.isFinite { add((-product).addingProduct(a, b)) }
  }

  /// Adds another sum, as if its values had been added one by one.
  public mutating func merge(_ other: ExactSum) {
    special.formUnion(other.special)
    var carry: UInt64 = 0
    for index in limbs.indices {
      let (partial, first) = limbs[index].addingReportingOverflow(other.limbs[index])
      let (sum, second) = partial.addingReportingOverflow(carry)
      limbs[index] = sum
      carry = first || second ? 1 : 0
    }
  }

  /// The sum, rounded once to the nearest `Double` (ties to even).
  public var value: Double {
    if let value = special.value { return value }
    let isNegative = isNegative
    let magnitude = isNegative ? negated : limbs
    guard let top = magnitude.lastIndex(where: { $0 != 0 }) else { return 0 }
    var window = magnitude[top]
    var exponent = top * 64
    if top > 0 {
      let shift = window.leadingZeroBitCount
      window = window << UInt64(shift) | (shift == 0 ? 0 : magnitude[top - 1] >> UInt64(64 - shift))
      exponent -= shift
      let isExact = magnitude[top - 1] << UInt64(shift) == 0 && magnitude[..<(top - 1)].allSatisfy { $0 == 0 }
      if !isExact { window |= 1 }  // far below the bits that are kept: it only breaks ties
    }
    let value = Double(sign: .plus, exponent: exponent - 1074, significand: Double(window))
    return isNegative ? -value : value
  }

  /// The sum as its value and what rounding took away from it, for results that need more digits than one `Double`.
  var parts: (value: Double, rest: Double) {
    let value = value
    guard value.isFinite else { return (value, 0) }
    var rest = self
    rest.add(-value)
    return (value, rest.value)
  }

  private var isNegative: Bool { limbs[Self.width - 1] >> 63 == 1 }

  private var negated: [UInt64] {
    var carry = true
    return limbs.map { limb in
      let (negative, overflow) = (~limb).addingReportingOverflow(carry ? 1 : 0)
      carry = overflow
      return negative
    }
  }

  private mutating func addPair(_ low: UInt64, _ high: UInt64, at index: Int) {
    var carry: Bool
    (limbs[index], carry) = limbs[index].addingReportingOverflow(low)
    var position = index + 1
    var addend = high
    while position < Self.width, carry || addend != 0 {
      let (partial, first) = limbs[position].addingReportingOverflow(addend)
      let (sum, second) = partial.addingReportingOverflow(carry ? 1 : 0)
      limbs[position] = sum
      carry = first || second
      addend = 0
      position += 1
    }
  }

  private mutating func subtractPair(_ low: UInt64, _ high: UInt64, at index: Int) {
    var borrow: Bool
    (limbs[index], borrow) = limbs[index].subtractingReportingOverflow(low)
    var position = index + 1
    var subtrahend = high
    while position < Self.width, borrow || subtrahend != 0 {
      let (partial, first) = limbs[position].subtractingReportingOverflow(subtrahend)
      let (difference, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
      limbs[position] = difference
      borrow = first || second
      subtrahend = 0
      position += 1
    }
  }
}

/// Which values that are no numbers a sum has met.
private struct SpecialValues: OptionSet, Sendable {
  let rawValue: UInt8
  static let nan = SpecialValues(rawValue: 1)
  static let positiveInfinity = SpecialValues(rawValue: 2)
  static let negativeInfinity = SpecialValues(rawValue: 4)
  static let all: SpecialValues = [.nan, .positiveInfinity, .negativeInfinity]

  mutating func insert(_ value: Double) {
    formUnion(value.isNaN ? .nan : value > 0 ? .positiveInfinity : .negativeInfinity)
  }

  /// What the sum comes to whatever its finite part; nil if it met none of these.
  var value: Double? {
    if isEmpty { return nil }
    if self == .positiveInfinity { return .infinity }
    return self == .negativeInfinity ? -.infinity : .nan
  }
}

extension ExactSum: Codable {
  private enum CodingKeys: String, CodingKey { case lowest, limbs, special }

  /// Writes the limbs that matter: those above trailing zeros, up to where only the sign repeats.
  public func encode(to encoder: any Encoder) throws {
    let filler = isNegative ? UInt64.max : 0
    let lowest = limbs.firstIndex { $0 != 0 } ?? Self.width
    let highest = limbs.lastIndex { $0 != filler } ?? lowest - 1
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lowest, forKey: .lowest)
    // one limb of the sign is kept, so that it can be told on the way back
    let end = lowest == Self.width ? lowest : min(max(highest + 2, lowest + 1), Self.width)
    try container.encode(Array(limbs[lowest..<end]), forKey: .limbs)
    if !special.isEmpty { try container.encode(special.rawValue, forKey: .special) }
  }

  /// Reads what `encode(to:)` wrote; throws a `DecodingError` if the limbs do not fit.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let lowest = try container.decode(Int.self, forKey: .lowest)
    let written = try container.decode([UInt64].self, forKey: .limbs)
    special = SpecialValues(rawValue: try container.decodeIfPresent(UInt8.self, forKey: .special) ?? 0)
    guard (0...Self.width).contains(lowest), written.count <= Self.width - lowest, special.isSubset(of: .all)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .limbs, in: container, debugDescription: "these limbs are no exact sum")
    }
    let filler = (written.last ?? 0) >> 63 == 1 ? UInt64.max : 0
    let above = Self.width - lowest - written.count
    limbs = Array(repeating: 0, count: lowest) + written + Array(repeating: filler, count: above)
  }
}
