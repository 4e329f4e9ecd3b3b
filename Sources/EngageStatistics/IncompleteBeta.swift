import Glibc

/// The regularised incomplete beta function *I*ₓ(*a*, *b*), and its inverse.
enum IncompleteBeta {
  /// *I*ₓ(*a*, *b*) for `a`, `b` > 0 and `x` from 0 to 1; NaN for any other.
  ///
  /// Source: Abramowitz and Stegun (1964), 26.5.8, a continued fraction, evaluated by the method of Lentz (1976)
  /// as modified by Thompson and Barnett (1986); 26.5.2 where the other tail converges faster.
  static func lower(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a > 0, b > 0, x >= 0, x <= 1, a < .infinity, b < .infinity else { return .nan }
    if x == 0 || x == 1 { return x }
    if x > (a + 1) / (a + b + 2) { return 1 - continued(b, a, 1 - x) }
    return continued(a, b, x)
  }

  /// The `x` at which *I*ₓ(*a*, *b*) is `p`: Newton's steps, and halving where one would leave what is left to search.
  static func quantile(_ a: Double, _ b: Double, _ p: Double) -> Double {
    guard a > 0, b > 0, p >= 0, p <= 1 else { return .nan }
    if p == 0 || p == 1 { return p }
    let front = logGamma(a + b) - logGamma(a) - logGamma(b)
    var (low, high) = (0.0, 1.0)
    var x = a / (a + b)
    while true {
      let excess = lower(a, b, x) - p
      if excess == 0 { return x }
      if excess < 0 { low = x } else { high = x }
      let density = exp(front + (a - 1) * log(x) + (b - 1) * log1p(-x))
      var next = x - excess / density
      if !(next > low && next < high) { next = (low + high) / 2 }
      // Closer than rounding lets `lower` tell apart.
      if next <= low || next >= high || abs(next - x) <= 4 * x.ulp { return next }
      x = next
    }
  }

  private static func continued(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    let front = exp(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x) - log(a))
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var fraction = d
    for i in 1...100_000 {
      let m = Double(i)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      var change = 1.0
      for numerator in [even, odd] {
        d = 1 + numerator * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + numerator / c
        if abs(c) < tiny { c = tiny }
        change = c * d
        fraction *= change
      }
      if abs(change - 1) < 0x1p-52 { break }
    }
    return min(front * fraction, 1)
  }
}
