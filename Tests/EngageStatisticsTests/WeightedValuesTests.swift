import EngageStatistics
import Foundation
import Testing

@Suite("Weighted values and shares") struct WeightedValuesTests {
  static let values: [(value: Double, weight: Double)] = [
    (23, 1.5), (35, 0.5), (35, 2), (61, 1.25), (19, 0.75), (27, 1), (44, 0.5), (80, 1.5), (18, 2.5),
    (28, 0.5),
  ]

  static func weighted(_ values: [(value: Double, weight: Double)]) -> WeightedValues {
    var weighted = WeightedValues()
    for (value, weight) in values { weighted.add(value, weight: weight) }
    return weighted
  }

  /// NumPy 2: Σwx ÷ Σw, the root of Σw(x − mean)² ÷ (Σw − Σw² ÷ Σw); statsmodels 0.15: `DescrStatsW.quantile`.
  @Test("NumPy's and statsmodels's figures come out") func numpy() throws {
    let weighted = Self.weighted(Self.values)
    #expect(isClose(try #require(weighted.mean), 36.708333333333336))
    #expect(isClose(try #require(weighted.standardDeviation), 22.108902940496687))
    #expect(weighted.quantile(0.25) == 19 && weighted.quantile(0.5) == 28 && weighted.quantile(0.75) == 44)
    #expect(weighted.totalWeight == 12)
    #expect(weighted.weight(from: 19, to: 35) == 3.75)
  }

  @Test("Where exactly half the weight is below, the median is between two numbers") func half() {
    #expect(Self.weighted([(1, 1), (2, 1), (5, 2)]).quantile(0.5) == 3.5)
    #expect(Self.weighted([(1, 0.1), (2, 0.2), (9, 0.3)]).quantile(0.5) == 5.5)
    #expect(Self.weighted([(1, 0), (2, 1), (3, 0)]).quantile(0.5) == 2)
  }

  @Test("Without weight there is nothing to tell") func none() {
    #expect(WeightedValues().mean == nil && WeightedValues().quantile(0.5) == nil)
    #expect(Self.weighted([(3, 0)]).quantile(0.5) == nil)
    #expect(WeightedParts(parts: 2).share(of: 1) == nil)
  }

  @Test("The order and the way they were split never show, and they survive encoding") func laws() throws {
    var one = Self.weighted(Array(Self.values.prefix(4)))
    one.merge(Self.weighted(Array(Self.values.dropFirst(4))))
    let backwards = Self.weighted(Self.values.reversed())
    #expect(one == backwards)
    #expect(try JSONDecoder().decode(WeightedValues.self, from: JSONEncoder().encode(one)) == one)
    var (parts, others) = (WeightedParts(parts: 2), WeightedParts(parts: 2))
    parts.add(weight: 0.7, to: 0)
    others.add(weight: 0.1, to: nil)
    others.add(weight: 0.2, to: 1)
    parts.merge(others)
    #expect(isClose(try #require(parts.share(of: 0)), 0.7))
    #expect(isClose(try #require(parts.share(of: 1)), 0.2))
    #expect(try JSONDecoder().decode(WeightedParts.self, from: JSONEncoder().encode(parts)) == parts)
  }

  /// The same interval by both ways where weights are one.
  @Test("Wilson's interval of as many effective answers is that of as many answers") func wilson() throws {
    let counted = try #require(WilsonInterval(successes: 15, of: 148))
    let share = try #require(WilsonInterval(share: 15.0 / 148, ofEffective: 148))
    #expect(isClose(counted.lower, share.lower) && isClose(counted.upper, share.upper))
    #expect(WilsonInterval(share: 1, ofEffective: 3.5)?.upper == 1)
    #expect(
      WilsonInterval(share: 0.5, ofEffective: 0) == nil && WilsonInterval(share: 1.5, ofEffective: 3) == nil)
  }
}
