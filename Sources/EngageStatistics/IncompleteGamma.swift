import Glibc

/// The regularised incomplete gamma functions *P*(*a*, *x*) and *Q* = 1 − *P*.
///
/// The smaller of the two is computed directly, so that a tiny tail keeps its relative accuracy.
enum IncompleteGamma {
  /// The lower function *P*(*a*, *x*), for `a` > 0 and `x` ≥ 0.
  static func lower(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return x.isNaN ? .nan : 0 }
    guard x < .infinity else { return 1 }
    return x < a + 1 ? series(a, x) : 1 - continuedFraction(a, x)
  }

  /// The upper function *Q*(*a*, *x*), for `a` > 0 and `x` ≥ 0.
  static func upper(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return x.isNaN ? .nan : 1 }
    guard x < .infinity else { return 0 }
    return x < a + 1 ? 1 - series(a, x) : continuedFraction(a, x)
  }

  /// *P* by its power series. Source: Abramowitz and Stegun (1964), 6.5.29.
  private static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var denominator = a
    while term > sum * 0x1p-54 {
      denominator += 1
      term *= x / denominator
      sum += term
    }
    return min(sum * density(a, x), 1)
  }

  /// *Q* by Legendre's continued fraction. Source: Abramowitz and Stegun (1964), 6.5.31, contracted to its even
  /// part; evaluated by the method of Lentz (1976) as modified by Thompson and Barnett (1986).
  private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    let scale = a * density(a, x)
    guard scale > 0 else { return 0 }
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for i in 1...1_000_000 {
      let step = Double(i)
      let numerator = step * (a - step)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let change = c * d
      fraction *= change
      if abs(change - 1) < 0x1p-52 { break }
    }
    return min(scale * fraction, 1)
  }

  /// *x*^*a* e^−*x* / Γ(*a* + 1), without the loss of digits that logarithms of large terms would bring.
  ///
  /// Source: Loader (2000), "Fast and accurate computation of binomial probabilities", the Poisson density in
  /// saddle-point form.
  private static func density(_ a: Double, _ x: Double) -> Double {
    if a <= 100, x <= 700 { return pow(x, a) * exp(-x) / tgamma(a + 1) }
    return exp(-stirlingError(a) - deviance(a, x)) / sqrt(2 * .pi * a)
  }

  /// ln Γ(*a* + 1) less Stirling's approximation to it. Source: Abramowitz and Stegun (1964), 6.1.41.
  private static func stirlingError(_ a: Double) -> Double {
    if a < 16 { return logGamma(a + 1) - (a + 0.5) * log(a) + a - 0.5 * log(2 * .pi) }
    let r = 1 / (a * a)
    return (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r * (1 / 1680.0 - r / 1188)))) / a
  }

  /// *a* ln(*a*/*x*) + *x* − *a*, by a series where *a* and *x* are close. Source: Loader (2000), `bd0`.
  private static func deviance(_ a: Double, _ x: Double) -> Double {
    guard abs(a - x) < 0.1 * (a + x) else { return a * log(a / x) + x - a }
    let v = (a - x) / (a + x)
    var sum = (a - x) * v
    var power = 2 * a * v
    var odd = 1.0
    while true {
      power *= v * v
      odd += 2
      let next = sum + power / odd
      if next == sum { return sum }
      sum = next
    }
  }
}
