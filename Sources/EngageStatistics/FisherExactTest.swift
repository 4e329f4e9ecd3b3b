extension ContingencyTable {
  /// The two-sided p of Fisher's exact test: the probability, given the margins, of all tables that are no more
  /// probable than the observed one.
  ///
  /// Tables within one part in ten million of the observed probability count as equally probable, as in R's
  /// `fisher.test`. Nil unless two rows and two columns hold any count and every count is a whole number.
  /// Source: Fisher (1935), *The Design of Experiments*, section 12; Agresti (2002), section 3.5.1.
  public func fisherExactTest() -> Double? {
    guard rowTotals.count == 2, columnTotals.count == 2, wholeTotal(atMost: 0x1p53) != nil else { return nil }
    let distribution = HypergeometricWeights(
      draws: rowTotals[0], successes: columnTotals[0], population: total)
    let limit = distribution.weight(of: counts[0][0]) * (1 + 1e-7)
    let all = distribution.sum { _ in true }
    return min(distribution.sum { $0 <= limit } / all, 1)
  }
}

/// The hypergeometric distribution as weights relative to its most probable value, which has weight 1.
///
/// Weights follow from their neighbour by a ratio, so no difference of large logarithms costs any digits; those
/// too small for a `Double` are 0, far below any p a reader could use.
struct HypergeometricWeights {
  let draws: Double
  let successes: Double
  let population: Double

  /// Where a walk ends. Below it a ratio near 1 would round back to the same weight for ever.
  private static let negligible = Double.leastNormalMagnitude

  /// The most probable value. Source: Johnson, Kemp and Kotz (2005), *Univariate Discrete Distributions*, 6.2.
  private var mode: Double {
    let mode = ((draws + 1) / (population + 2) * (successes + 1)).rounded(.down)
    return min(max(mode, smallest), largest)
  }
  private var smallest: Double { max(0, draws + successes - population) }
  private var largest: Double { min(draws, successes) }

  /// The probability of `k` over that of `k - 1`. Source: Johnson, Kemp and Kotz (2005), 6.2.
  private func ratio(_ k: Double) -> Double {
    ((draws - k + 1) / k) * ((successes - k + 1) / (population - draws - successes + k))
  }

  /// The weight of one value.
  func weight(of value: Double) -> Double {
    var weight = 1.0
    var k = mode
    while k < value, weight > Self.negligible {
      k += 1
      weight *= ratio(k)
    }
    while k > value, weight > Self.negligible {
      weight /= ratio(k)
      k -= 1
    }
    return weight > Self.negligible ? weight : 0
  }

  /// The sum of the weights that are wanted.
  func sum(where isWanted: (Double) -> Bool) -> Double {
    var sum = isWanted(1) ? 1.0 : 0.0
    var weight = 1.0
    var k = mode
    while k < largest, weight > Self.negligible {
      k += 1
      weight *= ratio(k)
      if isWanted(weight) { sum += weight }
    }
    weight = 1
    k = mode
    while k > smallest, weight > Self.negligible {
      weight /= ratio(k)
      k -= 1
      if isWanted(weight) { sum += weight }
    }
    return sum
  }
}
