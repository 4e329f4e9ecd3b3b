import EngageStatistics
import Foundation
import Testing

@Suite("Exact sums") struct ExactSumTests {
  /// Values of all sizes and both signs.
  static let values: [Double] = {
    var generator = SplitMix64(seed: 11)
    return (0..<400).map { _ in
      Double.random(in: -1...1, using: &generator) * pow(10, Double.random(in: -300...300, using: &generator))
    } + [
      .greatestFiniteMagnitude, -.leastNonzeroMagnitude, .leastNonzeroMagnitude, 0, -0.0, 0.1,
      .leastNormalMagnitude / 3,
    ]
  }()

  static func sum(_ values: some Sequence<Double>) -> ExactSum {
    var sum = ExactSum()
    for value in values { sum.add(value) }
    return sum
  }

  @Test("The order of additions does not show") func order() {
    let whole = Self.sum(Self.values)
    var generator = SplitMix64(seed: 12)
    for _ in 0..<20 {
      #expect(Self.sum(Self.values.shuffled(using: &generator)) == whole)
    }
  }

  @Test("Any split, merged in any order, equals the whole") func split() {
    let whole = Self.sum(Self.values)
    var generator = SplitMix64(seed: 13)
    for parts in [2, 3, 7, 50] {
      let groups = Dictionary(grouping: Self.values) { _ in Int.random(in: 0..<parts, using: &generator) }
      var merged = ExactSum()
      for group in groups.values.shuffled(using: &generator) { merged.merge(Self.sum(group)) }
      #expect(merged == whole)
    }
  }

  @Test("An empty sum is neutral and 0") func neutral() {
    var sum = Self.sum(Self.values)
    sum.merge(ExactSum())
    #expect(sum == Self.sum(Self.values))
    #expect(ExactSum().value == 0)
  }

  @Test("What is added and taken away again leaves nothing behind") func cancellation() {
    #expect(Self.sum(Self.values + Self.values.map { -$0 }) == ExactSum())
    #expect(Self.sum([1e100, 1, -1e100]).value == 1)
    #expect(Self.sum([1e308, 1e308, -1e308]).value == 1e308)
  }

  /// Expected: `math.fsum` of Python 3, and the definition of rounding to nearest, ties to even.
  @Test(
    "The value is the true sum, rounded once",
    arguments: [
      (Array(repeating: 0.1, count: 10), 1), ([0.1, 0.2, 0.3], 0.6), ([1, 0x1p-53], 1),
      ([1, 0x1p-53, 0x1p-1074], 1 + 0x1p-52), ([1, 0x1p-52, 0x1p-53], 1 + 0x1p-51),
      ([-1, -0x1p-53, -0x1p-1074], -1 - 0x1p-52), ([0x1p-1074, 0x1p-1074], 0x1p-1073),
      ([0x1p-1022, -0x1p-1074], .leastNormalMagnitude.nextDown),
      ([.greatestFiniteMagnitude, .greatestFiniteMagnitude], .infinity), ([0x1p64, -1], 0x1p64),
      ([0x1p64, -1, -0x1p64], -1),
    ] as [([Double], Double)])
  func rounding(_ values: [Double], expected: Double) {
    #expect(Self.sum(values).value == expected)
  }

  @Test("A value alone comes back as it is") func single() {
    for value in Self.values { #expect(Self.sum([value]).value == value) }
  }

  @Test("Infinities and NaN behave as in ordinary arithmetic") func special() {
    #expect(Self.sum([1, .infinity]).value == .infinity)
    #expect(Self.sum([1, -.infinity]).value == -.infinity)
    #expect(Self.sum([.infinity, -.infinity]).value.isNaN)
    #expect(Self.sum([.nan, 1]).value.isNaN)
    #expect(Self.sum([.nan, 1]) == Self.sum([1, .nan]))
  }

  @Test("Products are added exactly") func products() {
    var sum = ExactSum()
    sum.add(1 + 0x1p-52, times: 1 + 0x1p-52)  // 1 + 2^-51 + 2^-104
    sum.add(-1 - 0x1p-51)
    #expect(sum.value == 0x1p-104)
  }

  @Test("A sum survives JSON") func encoding() throws {
    let sums = [
      [], [1], [-1], [0.1, -1e300], [.infinity], [.nan], [0x1p-1074], [-0x1p-1074], [0x1p63], [-0x1p1000],
    ]
    for values in sums + [Self.values] {
      let sum = Self.sum(values)
      let data = try JSONEncoder().encode(sum)
      #expect(try JSONDecoder().decode(ExactSum.self, from: data) == sum)
    }
  }

  @Test(
    "A damaged sum is refused",
    arguments: [
      #"{"lowest": -1, "limbs": [1]}"#, #"{"lowest": 34, "limbs": [1]}"#, #"{"lowest": 35, "limbs": []}"#,
      #"{"lowest": 0, "limbs": [1], "special": 8}"#,
    ])
  func damaged(_ json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(ExactSum.self, from: Data(json.utf8)) }
  }
}
