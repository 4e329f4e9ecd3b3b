import EngageStatistics
import Testing

@Suite struct RakingTests {
  /// Counts of 2 × 3 × 2 categories, the last margin quickest.
  static let cells: [Raking.Cell] = {
    let counts = [12, 7, 9, 4, 3, 8, 5, 11, 14, 6, 2, 9]
    return counts.enumerated().map { Raking.Cell([$0 / 6, $0 / 2 % 3, $0 % 2], count: $1) }
  }()
  static let targets = [[0.48, 0.52], [0.3, 0.5, 0.2], [0.55, 0.45]]

  /// Against iterative proportional fitting written in numpy and again in R (sweep over the array, 5,000 rounds).
  @Test func `weights and effective size are those of numpy and R`() throws {
    let raking = try Raking(Self.cells, targets: Self.targets)
    let expected = [
      0.8143976610757695, 0.7839531784855684, 1.4452193529129764, 1.3911929754665324, 0.8754195419164141,
      0.842693889232453, 0.7530768327914816, 0.7249246957940346, 1.3364002194493056, 1.2864418082711337,
      0.8095040144385286, 0.7792424701682308,
    ]
    for (weight, expected) in zip(raking.weights, expected) { #expect(abs(weight - expected) < 1e-12) }
    var size = EffectiveSampleSize()
    for (cell, weight) in zip(Self.cells, raking.weights) { size.add(weight, times: cell.count) }
    #expect(abs(try #require(size.value) - 83.41424306107066) < 1e-9)
    #expect(abs(try #require(size.designEffect) - 1.0789524270346451) < 1e-12)
  }

  @Test func `targets may be people of any number`() throws {
    let people = Self.targets.map { $0.map { $0 * 596_800 } }
    let one = try Raking(Self.cells, targets: Self.targets)
    let other = try Raking(Self.cells, targets: people)
    for (one, other) in zip(one.weights, other.weights) { #expect(abs(one - other) < 1e-12) }
  }

  @Test func `one margin is met in one round`() throws {
    let raking = try Raking([.init([0], count: 30), .init([1], count: 10)], targets: [[50, 50]])
    #expect(raking.rounds == 1)
    #expect(raking.weights == [2.0 / 3, 2])
  }

  @Test func `a sample that has the shares already is left alone`() throws {
    let raking = try Raking([.init([0], count: 30), .init([1], count: 10)], targets: [[3, 1]])
    #expect(raking.weights == [1, 1])
  }

  @Test func `a category without responses is named, and one without people`() {
    let cells = [Raking.Cell([0], count: 30), .init([2], count: 10)]
    #expect(
      throws: RakingFailure.categories(
        empty: [.init(margin: 0, category: 1)], unexpected: [.init(margin: 0, category: 2)])
    ) { try Raking(cells, targets: [[60, 40, 0]]) }
  }

  @Test func `margins that can't be met together are told`() {
    // Whoever is in the first category of one is in the first of the other.
    let cells = [Raking.Cell([0, 0], count: 10), .init([1, 1], count: 10)]
    let failure = #expect(throws: RakingFailure.self) {
      try Raking(cells, targets: [[50, 50], [30, 70]])
    }
    guard case .contradictory(let place, let reached, let wanted)? = failure else {
      Issue.record("not told as a contradiction")
      return
    }
    #expect(place.margin == 0)
    #expect(abs(reached - wanted) > 0.1)
  }

  @Test func `weights that would go on shrinking for ever are told`() {
    // The only way to meet the margins is to take the last cell's weight to nothing.
    let cells = [Raking.Cell([0, 0], count: 10), .init([1, 1], count: 10), .init([0, 1], count: 10)]
    let failure = #expect(throws: RakingFailure.self) {
      try Raking(cells, targets: [[50, 50], [50, 50]])
    }
    guard case .slow? = failure else {
      Issue.record("not told as slow")
      return
    }
  }

  @Test func `nothing to weight and nothing to weight to are failures`() {
    #expect(throws: RakingFailure.nobody) { try Raking([], targets: [[1]]) }
    #expect(throws: RakingFailure.noTarget(margin: 0)) {
      try Raking([.init([0], count: 1)], targets: [[0]])
    }
    #expect(throws: RakingFailure.noTarget(margin: 0)) {
      try Raking([.init([0], count: 1), .init([1], count: 1)], targets: [[.infinity, 1]])
    }
  }

  @Test func `a cap holds, and the mean stays one`() throws {
    let cells = [Raking.Cell([0], count: 90), .init([1], count: 8), .init([2], count: 2)]
    let raking = try Raking(cells, targets: [[40, 40, 20]], cap: 3)
    #expect(raking.weights.allSatisfy { $0 <= 3 + 1e-12 })
    let sum = zip(raking.weights, cells).reduce(0) { $0 + $1.0 * Double($1.1.count) }
    #expect(abs(sum - 100) < 1e-9)
    #expect(raking.weights[1] == 3 && raking.weights[2] == 3)
    #expect(abs(raking.weights[0] - 70.0 / 90) < 1e-12)
  }

  @Test func `equal weights lose nothing, and no weight tells nothing`() {
    var size = EffectiveSampleSize()
    #expect(size.value == nil && size.designEffect == nil)
    size.add(0)
    #expect(size.value == nil)
    var equal = EffectiveSampleSize()
    equal.add(0.3, times: 50)
    #expect(abs((equal.value ?? 0) - 50) < 1e-12)
    #expect((equal.value ?? 51) <= 50)
  }

  @Test func `effective sizes merge in any order`() {
    let weights = (1...400).map { Double($0 * 7919 % 997) / 313 }
    var whole = EffectiveSampleSize()
    var parts = [EffectiveSampleSize(), EffectiveSampleSize(), EffectiveSampleSize()]
    for (index, weight) in weights.enumerated() {
      whole.add(weight)
      parts[index * 31 % 3].add(weight)
    }
    var merged = EffectiveSampleSize()
    for part in parts.reversed() { merged.merge(part) }
    #expect(merged == whole)
  }
}
