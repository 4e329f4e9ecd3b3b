import EngageStatistics
import Foundation
import Testing

@Suite struct WeightSumTests {
  @Test func `weights add up as written`() {
    var sum = WeightSum()
    for weight in [0.8, 1.3, 0.9] { sum.add(weight) }
    #expect(abs(sum.value - 3) < 1e-15)
    #expect(WeightSum().value == 0)
    #expect(WeightSum().isZero)
  }

  @Test func `neither order nor splitting shows`() {
    var random = SplitMix64(seed: 7)
    let weights = (0..<5000).map { _ in Double(random.next() >> 11) * 0x1p-53 * 40 }
    var whole = WeightSum()
    for weight in weights { whole.add(weight) }
    var parts = WeightSum()
    for part in [weights[3000...].reversed(), weights[..<17].shuffled(), Array(weights[17..<3000])] {
      var sum = WeightSum()
      for weight in part { sum.add(weight) }
      parts.merge(sum)
    }
    #expect(parts == whole)
  }

  @Test(arguments: [0.1, 1e-9, 3.25e-5, 1.0 / 3, 17.3, 999_999.9, 1e6])
  func `a weight keeps its digits`(weight: Double) {
    var exact = ExactSum()
    var sum = WeightSum()
    for _ in 0..<1000 {
      exact.add(weight)
      sum.add(weight)
    }
    #expect(abs(sum.value / exact.value - 1) < 1e-14)
  }

  @Test func `nothing and next to nothing add nothing`() {
    var sum = WeightSum()
    sum.add(0)
    sum.add(.leastNonzeroMagnitude)
    sum.add(1e-300)
    #expect(sum.value == 0)
  }

  @Test func `the largest weight fits a hundred million times`() {
    var sum = WeightSum()
    sum.add(WeightSum.largestWeight)
    for _ in 0..<26 { sum.merge(sum) }  // 2^26 times
    #expect(sum.value == 67_108_864e6)
  }

  @Test func `it survives encoding`() throws {
    var sum = WeightSum()
    sum.add(1.0 / 3)
    sum.add(250_000)
    let read = try JSONDecoder().decode(WeightSum.self, from: JSONEncoder().encode(sum))
    #expect(read == sum)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(WeightSum.self, from: Data(#""-3""#.utf8))
    }
  }
}
