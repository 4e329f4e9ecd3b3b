import EngageStatistics
import Foundation
import Testing

@Suite("Moment sums") struct MomentSumsTests {
  static let scores: [Int] = {
    var generator = SplitMix64(seed: 3)
    return (0..<500).map { _ in Int.random(in: -3...5, using: &generator) } + [Int.max, Int.min, Int.min]
  }()

  static func sums(_ values: some Sequence<Int>) -> MomentSums {
    var sums = MomentSums()
    for value in values { sums.add(value) }
    return sums
  }

  @Test("Mean and standard deviation are those of the textbook") func textbook() throws {
    // numpy 2: mean([1,2,4,5,5,5,3,2]), std(..., ddof=1)
    let sums = Self.sums([1, 2, 4, 5, 5, 5, 3, 2])
    #expect(sums.mean == 3.375)
    #expect(isClose(try #require(sums.standardDeviation), 1.5979898086569353, within: 1e-15))
  }

  @Test("No value has no mean, one value no standard deviation") func small() {
    #expect(MomentSums().mean == nil)
    #expect(MomentSums().standardDeviation == nil)
    #expect(Self.sums([4]).mean == 4)
    #expect(Self.sums([4]).standardDeviation == nil)
    #expect(Self.sums([4, 4]).standardDeviation == 0)
  }

  @Test("Nothing cancels, however far the values are from zero") func shifted() {
    let far = Self.sums([1, 2, 4, 5].map { $0 + 1_000_000_000_000_000_000 })
    #expect(far.standardDeviation == Self.sums([1, 2, 4, 5]).standardDeviation)
    #expect(Self.sums([Int.min, Int.min, Int.min]).variance == 0)
    #expect(Self.sums(repeatElement(Int.max, count: 1000)).variance == 0)
  }

  @Test("The largest values do not overflow") func extremes() throws {
    var sums = MomentSums()
    sums.add(.max, times: 1 << 61)
    sums.add(.min, times: 1 << 61)
    #expect(isClose(try #require(sums.standardDeviation), 0x1p63, within: 1e-15))
    #expect(isClose(try #require(sums.mean), -0.5, within: 1e-15))
  }

  @Test("A value added several times equals the value added again and again") func times() {
    var sums = MomentSums()
    sums.add(-7, times: 3)
    sums.add(5, times: 0)
    #expect(sums == Self.sums([-7, -7, -7]))
  }

  @Test("Any split, in any order, equals the whole") func split() {
    let whole = Self.sums(Self.scores)
    var generator = SplitMix64(seed: 4)
    for parts in [2, 3, 40] {
      let groups = Dictionary(grouping: Self.scores) { _ in Int.random(in: 0..<parts, using: &generator) }
      var merged = MomentSums()
      for group in groups.values.shuffled(using: &generator) { merged.merge(Self.sums(group)) }
      #expect(merged == whole)
    }
    var withEmpty = whole
    withEmpty.merge(MomentSums())
    #expect(withEmpty == whole)
  }

  @Test("Sums survive JSON") func encoding() throws {
    for sums in [MomentSums(), Self.sums([3]), Self.sums(Self.scores)] {
      let data = try JSONEncoder().encode(sums)
      #expect(try JSONDecoder().decode(MomentSums.self, from: data) == sums)
    }
  }

  @Test(
    "Sums that no values have are refused",
    arguments: [
      #"{"count": -1, "sum": "0", "squares": ["0", "0"]}"#,
      #"{"count": 0, "sum": "1", "squares": ["0", "1"]}"#,
      #"{"count": 2, "sum": "10", "squares": ["0", "1"]}"#,
      #"{"count": 2, "sum": "ten", "squares": ["0", "1"]}"#,
      #"{"count": 2, "sum": "1", "squares": ["1"]}"#,
    ])
  func damaged(_ json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(MomentSums.self, from: Data(json.utf8)) }
  }
}

@Suite("Weighted moment sums") struct WeightedMomentSumsTests {
  typealias Item = (value: Double, weight: Double)

  static func sums(_ items: [Item]) -> WeightedMomentSums {
    var sums = WeightedMomentSums()
    for item in items { sums.add(item.value, weight: item.weight) }
    return sums
  }

  static let small: [Item] = [(1, 0.5), (2, 1.5), (4, 2.25), (5, 0.75)]

  @Test("Mean and standard deviation are those of exact fractions") func fractions() throws {
    // Python fractions: 3.25, sqrt(Σw(x−m)² ÷ (Σw − Σw²/Σw))
    let sums = Self.sums(Self.small)
    #expect(isClose(try #require(sums.mean), 3.25, within: 1e-15))
    #expect(isClose(try #require(sums.standardDeviation), 1.5811388300841898, within: 1e-14))
  }

  @Test("Equal weights give the ordinary standard deviation") func equalWeights() throws {
    let sums = Self.sums([1, 2, 4, 5, 5, 5, 3, 2].map { ($0, 0.3) })
    #expect(isClose(try #require(sums.standardDeviation), 1.5979898086569353, within: 1e-14))
  }

  @Test("Nothing cancels, however far the values are from zero") func shifted() throws {
    let near = try #require(Self.sums(Self.small).standardDeviation)
    let far = try #require(Self.sums(Self.small.map { ($0.value + 1e9, $0.weight) }).standardDeviation)
    #expect(isClose(far, near))
  }

  @Test("Any split, in any order, equals the whole; JSON changes nothing") func split() throws {
    var generator = SplitMix64(seed: 5)
    let items: [Item] = (0..<300).map { _ in
      (Double.random(in: -1e6...1e6, using: &generator), Double.random(in: 0...3, using: &generator))
    }
    let whole = Self.sums(items)
    for cut in [0, 1, 77, 300] {
      var merged = Self.sums(items[cut...].shuffled(using: &generator))
      merged.merge(Self.sums(Array(items[..<cut])))
      #expect(merged == whole)
    }
    let data = try JSONEncoder().encode(whole)
    #expect(try JSONDecoder().decode(WeightedMomentSums.self, from: data) == whole)
  }

  @Test("What is not defined is nil") func undefined() {
    #expect(WeightedMomentSums().mean == nil)
    #expect(Self.sums([(3, 0)]).mean == nil)
    #expect(Self.sums([(3, 2)]).mean == 3)
    #expect(Self.sums([(3, 2)]).standardDeviation == nil)
    #expect(Self.sums([(3, 2), (5, 0)]).standardDeviation == nil)
    #expect(Self.sums([(3, .nan)]).mean == nil)
    #expect(Self.sums([(.infinity, 1), (1, 1)]).standardDeviation == nil)
  }
}
