/// A mean difference with its interval, by Student's *t*.
public struct MeanDifference: Sendable, Equatable {
  public let mean: Double
  /// Where the mean may lie; nil where there is no spread to tell it from.
  public let lower: Double?
  public let upper: Double?

  /// Of paired differences: their mean ± *t* · *s* ÷ √*n*. Nil without any, or with one that is not finite.
  ///
  /// There is no interval for a single difference, nor where all are the same: that nobody differed says nothing of how
  /// far others would. Source: Student (1908), "The probable error of a mean", Biometrika 6.
  /// - Parameter confidence: above 0 and below 1.
  public init?(_ differences: [ValueCount], confidence: Double = 0.95) {
    guard let sample = Sample(differences) else { return nil }
    mean = sample.mean
    guard let variance = sample.variance, variance > 0 else {
      (lower, upper) = (nil, nil)
      return
    }
    let half =
      StudentDistribution(degreesOfFreedom: sample.n - 1).quantile(0.5 + confidence / 2)
      * (variance / sample.n).squareRoot()
    (lower, upper) = (mean - half, mean + half)
  }

  /// Of two groups of different people: the second mean less the first. Nil where a group is empty.
  ///
  /// Source: Welch (1947), "The generalization of Student's problem when several different population variances are
  /// involved", Biometrika 34; variances need not be equal.
  /// - Parameters:
  ///   - first: the values of the first group.
  ///   - second: those of the second.
  ///   - confidence: above 0 and below 1.
  public init?(from first: [ValueCount], to second: [ValueCount], confidence: Double = 0.95) {
    guard let first = Sample(first), let second = Sample(second) else { return nil }
    mean = second.mean - first.mean
    guard let a = first.variance.map({ $0 / first.n }), let b = second.variance.map({ $0 / second.n }),
      a + b > 0
    else {
      (lower, upper) = (nil, nil)
      return
    }
    let degrees = (a + b) * (a + b) / (a * a / (first.n - 1) + b * b / (second.n - 1))
    let half =
      StudentDistribution(degreesOfFreedom: degrees).quantile(0.5 + confidence / 2) * (a + b).squareRoot()
    (lower, upper) = (mean - half, mean + half)
  }
}

/// Number, mean and variance of values.
private struct Sample {
  let n: Double
  let mean: Double
  /// With *n* − 1; nil for a single value.
  let variance: Double?

  init?(_ values: [ValueCount]) {
    var sums = WeightedMomentSums()
    var n = 0
    var distinct: Set<Double> = []
    for value in values where value.count > 0 {
      guard value.value.isFinite else { return nil }
      sums.add(value.value, weight: Double(value.count))
      n += value.count
      distinct.insert(value.value)
    }
    guard n > 0, let mean = sums.mean else { return nil }
    self.n = Double(n)
    if distinct.count == 1, let value = distinct.first {
      self.mean = value
      variance = n > 1 ? 0 : nil
      return
    }
    self.mean = mean
    let scatter = values.reduce(into: ExactSum()) { sum, value in
      let distance = value.value - mean
      sum.add(Double(value.count) * distance, times: distance)
    }
    variance = scatter.value / Double(n - 1)
  }
}
