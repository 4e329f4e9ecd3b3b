import Glibc

/// The natural logarithm of the gamma function.
///
/// Takes `x` > 0; any other `x` gives NaN. Evaluated by the C library, to within a few units in the last place.
/// Source: Abramowitz and Stegun (1964), 6.1.1 for the function, 6.1.41 for large arguments.
public func logGamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  var sign: Int32 = 1
  return lgamma_r(x, &sign)  // not `lgamma`, which writes a global
}

/// The natural logarithm of *n*!, for `n` ≥ 0.
///
/// Source: Abramowitz and Stegun (1964), 6.1.6: *n*! = Γ(*n* + 1).
public func logFactorial(_ n: Int) -> Double {
  precondition(n >= 0, "the factorial of a negative number is not defined")
  return n < 2 ? 0 : logGamma(Double(n) + 1)
}

/// Log-factorials looked up where they fit a table of modest size, computed where they do not.
struct LogFactorials: Sendable {
  /// The largest table kept: 100,000 entries are 800 kB and take a few milliseconds to fill.
  static let largestTable = 100_000

  private let table: [Double]

  /// Prepares for arguments up to `largest`.
  init(upTo largest: Int) {
    table = largest <= Self.largestTable ? (0...max(largest, 0)).map(logFactorial) : []
  }

  /// Whether every argument is looked up.
  var isTabulated: Bool { !table.isEmpty }

  subscript(n: Int) -> Double { n < table.count ? table[n] : logFactorial(n) }
}
