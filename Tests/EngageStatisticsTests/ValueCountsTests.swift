import EngageStatistics
import Foundation
import Testing

@Suite("Values and how often they occur") struct ValueCountsTests {
  static func sorted(_ values: [Double]) -> SortedValues {
    var counts = ValueCounts()
    for value in values { counts.add(value) }
    return counts.sorted
  }

  /// R 4.2's data set `precip`: the rainfall of 70 cities in inches.
  static let precip: [Double] = [
    67, 54.7, 7, 48.5, 14, 17.2, 20.7, 13, 43.4, 40.2, 38.9, 54.5, 59.8, 48.3, 22.9, 11.5, 34.4, 35.1, 38.7,
    30.8,
    30.6, 43.1, 56.8, 40.8, 41.8, 42.5, 31, 31.7, 30.2, 25.9, 49.2, 37, 35.9, 15, 30.2, 7.2, 36.2, 45.5, 7.8,
    33.4,
    36.1, 40.2, 42.7, 42.5, 16.2, 39, 35, 37, 31.4, 37.6, 39.9, 36.2, 42.8, 46.4, 24.7, 49.1, 46, 35.9, 7.8,
    48.2,
    15.2, 32.5, 44.7, 42.6, 38.8, 17.4, 40.8, 29.1, 14.6, 59.2,
  ]

  /// R 4.2's data set `islands`: areas of 48 land masses.
  static let islands: [Double] = [
    11506, 5500, 16988, 2968, 16, 184, 23, 280, 84, 73, 25, 43, 21, 82, 3745, 840, 13, 30, 30, 89, 40, 33, 49,
    14, 42,
    227, 16, 36, 29, 15, 306, 44, 58, 43, 9390, 32, 13, 29, 6795, 16, 15, 183, 14, 26, 19, 13, 12, 82,
  ]

  /// R 4.2: `mean`, `sd`, `quantile(x, p)` (type 7).
  @Test("R's mean, spread and quartiles come out") func r() throws {
    let values = Self.sorted([23, 35, 35, 61, 19, 27.5, 44, 80, 18, 27.5])
    #expect(values.mean == 37)
    #expect(isClose(try #require(values.standardDeviation), 19.842434886430198))
    for (p, quantile) in [
      (0, 18.0), (0.25, 24.125), (0.5, 31.25), (0.75, 41.75), (1, 80), (0.1, 18.9), (0.9, 62.9),
    ] {
      #expect(isClose(try #require(values.quantile(p)), quantile))
    }
    let rain = Self.sorted(Self.precip)
    #expect(isClose(try #require(rain.mean), 34.885714285714286))
    #expect(isClose(try #require(rain.standardDeviation), 13.706650091425638))
    #expect(isClose(try #require(rain.quantile(0.25)), 29.375000000000004))
    #expect(isClose(try #require(rain.quantile(0.5)), 36.6))
    #expect(isClose(try #require(rain.quantile(0.75)), 42.774999999999991))
    let areas = Self.sorted(Self.islands)
    #expect(isClose(try #require(areas.mean), 1252.7291666666667))
    #expect(isClose(try #require(areas.standardDeviation), 3371.1457345220961))
    #expect(areas.quantile(0.25) == 20.5 && areas.quantile(0.5) == 41 && areas.quantile(0.75) == 183.25)
  }

  /// R 4.2: `sum(x < q1 - 1.5 * IQR(x) | x > q3 + 1.5 * IQR(x))`.
  @Test("R's count beyond the fences comes out") func outliers() {
    #expect(Self.sorted(Self.islands).outliers == 8)
    #expect(Self.sorted([1, 2, 2, 3, 3, 3, 4, 4, 5, 30]).outliers == 1)
    #expect(Self.sorted([5, 5, 5]).outliers == 0)
    #expect(Self.sorted([]).outliers == nil)
  }

  @Test("Of no value nothing is told, of one all but the spread") func few() {
    let none = Self.sorted([])
    #expect(none.count == 0 && none.mean == nil && none.standardDeviation == nil && none.quantile(0.5) == nil)
    let one = Self.sorted([7])
    #expect(one.mean == 7 && one.standardDeviation == nil && one.quantile(0.25) == 7 && one.outliers == 0)
    #expect(Self.sorted([3, 3, 3]).standardDeviation == 0)
    #expect(one.quantile(1.5) == nil)
  }

  @Test("Nothing infinite comes of the largest numbers, and nothing is lost beside them") func large() {
    let values = Self.sorted([.greatestFiniteMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude])
    #expect(values.mean.map(\.isFinite) != false)
    #expect(values.standardDeviation == nil)
    let near = Self.sorted([1e15 + 1, 1e15 + 2, 1e15 + 3])
    #expect(near.mean == 1e15 + 2 && near.standardDeviation == 1)
  }

  @Test("The order and the way the values were split never show, and they survive encoding") func laws()
    throws
  {
    var (one, other, backwards) = (ValueCounts(), ValueCounts(), ValueCounts())
    for (index, value) in Self.precip.enumerated() {
      if index % 3 == 0 { one.add(value) } else { other.add(value) }
    }
    for value in Self.precip.reversed() { backwards.add(value) }
    one.merge(other)
    #expect(one == backwards)
    #expect(one.sorted.standardDeviation == backwards.sorted.standardDeviation)
    #expect(try JSONDecoder().decode(ValueCounts.self, from: JSONEncoder().encode(one)) == one)
    var zeros = ValueCounts()
    zeros.add(0.0)
    zeros.add(-0.0, times: 2)
    #expect(zeros.sorted.values == [0] && zeros.sorted.counts == [3])
  }
}
