/// Where a measure of agreement may lie, by drawing units again and again from those there are.
///
/// Percentile bootstrap over units: Efron and Tibshirani (1993), *An Introduction to the Bootstrap*, chapter 13; the
/// ranks are (B + 1) α (Davison and Hinkley, 1997, equation 5.18). The same for the same ratings and seed on every
/// machine.
public struct AgreementInterval: Sendable, Equatable {
  public let lower: Double
  public let upper: Double
  /// How many samples were drawn in which the measure was defined.
  public let replicates: Int
}

extension CoderRatings {
  /// How many samples are drawn where nobody says otherwise.
  public static let standardReplicates = 999
  /// Where the random numbers start.
  public static let standardSeed: UInt64 = 1
  /// Drawn units that one interval may cost, in a second or less.
  private static let budget = 20_000_000

  /// The interval for a measure.
  /// - Parameters:
  ///   - confidence: between 0 and 1.
  ///   - replicates: how many samples; fewer, 199 at least, where there are very many units.
  /// - Returns: `nil` where the measure is not defined, where it is not in more than half of the samples, or where
  ///   all units agree fully: then every sample does, and an interval without width would say too much.
  public func interval(
    of measure: AgreementMeasure, confidence: Double = 0.95,
    replicates: Int = CoderRatings.standardReplicates, seed: UInt64 = CoderRatings.standardSeed
  ) -> AgreementInterval? {
    guard let statistic = measure.statistic(for: self), let value = statistic.value(counts), value < 1,
      confidence > 0, confidence < 1
    else { return nil }
    let units = self.units
    let affordable = max(min(replicates, 199), min(replicates, CoderRatings.budget / max(units, 1)))
    let rows = counts.indices.flatMap { Array(repeating: $0, count: counts[$0]) }
    var generator = SplitMix64(seed: seed)
    var values: [Double] = []
    var drawn = Array(repeating: 0, count: counts.count)
    for _ in 0..<affordable {
      for index in drawn.indices { drawn[index] = 0 }
      for _ in 0..<units {
        drawn[rows[Int(generator.next().multipliedFullWidth(by: UInt64(units)).high)]] += 1
      }
      if let value = statistic.value(drawn) { values.append(value) }
    }
    guard values.count * 2 > affordable else { return nil }
    values.sort()
    let rank = Int((Double(values.count + 1) * (1 - confidence) / 2).rounded(.down))
    let low = max(rank, 1) - 1
    return AgreementInterval(
      lower: values[low], upper: values[values.count - 1 - low], replicates: values.count)
  }
}
