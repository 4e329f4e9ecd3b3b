import EngageStatistics
import Testing

@Suite("Drawing with unequal chances") struct UnequalSampleTests {
  @Test("Chances are proportional to size and add up to what is drawn") func proportional() {
    let chances = UnequalSample.chances(sizes: [1, 2, 3, 4], count: 1)
    for (chance, expected) in zip(chances, [0.1, 0.2, 0.3, 0.4]) { #expect(abs(chance - expected) < 1e-12) }
  }

  @Test("A unit that would have more than 1 is drawn for certain, and the others share what is left")
  func certain() {
    let chances = UnequalSample.chances(sizes: [1, 1, 1, 1, 96], count: 2)
    #expect(chances[4] == 1)
    for chance in chances.prefix(4) { #expect(abs(chance - 0.25) < 1e-12) }
  }

  @Test("No chance is below the floor") func floor() {
    let chances = UnequalSample.chances(sizes: [1, 1, 10, 10, 10], count: 2, floor: 0.2)
    #expect(chances.prefix(2).allSatisfy { abs($0 - 0.2) < 1e-12 })
    #expect(abs(chances.reduce(0, +) - 2) < 1e-9)
  }

  @Test("Drawing all gives everybody 1, drawing none 0") func ends() {
    #expect(UnequalSample.chances(sizes: [3, 5], count: 2) == [1, 1])
    #expect(UnequalSample.chances(sizes: [3, 5], count: 0) == [0, 0])
    #expect(UnequalSample.chances(sizes: [], count: 0).isEmpty)
    #expect(UnequalSample.draw(chances: [1, 1], seed: 1) == [true, true])
    #expect(UnequalSample.draw(chances: [], seed: 1).isEmpty)
  }

  @Test("The same seed draws the same units, another one others") func seeds() {
    let chances = UnequalSample.chances(sizes: Array(repeating: 1, count: 60), count: 12)
    let first = UnequalSample.draw(chances: chances, seed: 7)
    #expect(first == UnequalSample.draw(chances: chances, seed: 7))
    #expect(first != UnequalSample.draw(chances: chances, seed: 8))
  }

  @Test("Each draw has the size asked for, and each unit comes as often as its chance says")
  func frequencies() {
    let sizes = (1...40).map { Double($0 % 7 + 1) }
    let chances = UnequalSample.chances(sizes: sizes, count: 9, floor: 0.1)
    var times = [Int](repeating: 0, count: sizes.count)
    let draws = 10_000
    var sizesOfDraws: Set<Int> = []
    for seed in 0..<UInt64(draws) {
      let drawn = UnequalSample.draw(chances: chances, seed: seed)
      sizesOfDraws.insert(drawn.count(where: { $0 }))
      for (unit, isDrawn) in drawn.enumerated() where isDrawn { times[unit] += 1 }
    }
    #expect(sizesOfDraws == [9])
    for (unit, chance) in chances.enumerated() {
      let share = Double(times[unit]) / Double(draws)
      let deviation = (chance * (1 - chance) / Double(draws)).squareRoot()
      #expect(abs(share - chance) < 4.5 * deviation, "unit \(unit)")
    }
  }
}
