import EngageDisclosure
import EngageTesting
import Testing

@Suite("The least that can be hidden") struct LeastLossTests {
  /// Tries every choice of cells; `nil` if none is safe, or if there are too many.
  private func least(_ system: CellSystem, atMost most: Int) throws -> Double? {
    var units = system.ties
    let tied = Set(units.joined())
    units += system.cells.indices.filter { !tied.contains($0) }.map { [$0] }
    units = units.filter { unit in
      unit.allSatisfy { if case .open = system.cells[$0].state { true } else { false } }
    }
    guard units.count <= most else { return nil }
    let hidden = Set(
      system.ties.filter { tie in tie.contains { system.cells[$0].state == .hidden } }.joined())
    var best: Double?
    for choice in 0..<(1 << units.count) {
      let chosen = hidden.union(units.indices.filter { choice >> $0 & 1 == 1 }.flatMap { units[$0] })
      let loss = chosen.reduce(0) { sum, cell in
        if case .open(let loss) = system.cells[cell].state { sum + loss } else { sum }
      }
      if loss >= best ?? .infinity { continue }
      if try SuppressionAudit().audit(system, hidden: chosen).allSatisfy(\.isSafe) { best = loss }
    }
    return best
  }

  @Test func noChoiceOfCellsLosesLess() throws {
    var compared = 0
    var proven = 0
    for number in 0..<200 {
      let (_, system) = try RandomSystems.make(number)
      guard let fewest = try least(system, atMost: 7),
        let found = try? SuppressionSolver().solve(system)
      else { continue }
      compared += 1
      #expect(found.lowerBound <= fewest + 1e-6, "\(number)")
      if found.isOptimal {
        proven += 1
        #expect(abs(found.loss - fewest) < 1e-6, "\(number)")
      }
    }
    #expect(compared > 20 && proven > compared * 9 / 10, "\(proven) of \(compared)")
  }

  @Test func aTableOfTwentyByTenIsSolvedToTheEnd() throws {
    var random = SeededGenerator(seed: 4)
    let counts = (0..<20).map { _ in
      (0..<10).map { _ in
        Int.random(in: 0..<6, using: &random) == 0
          ? Int.random(in: 1...4, using: &random)
          : Int.random(in: 5...60, using: &random)
      }
    }
    let found = try SuppressionSolver().solve(table(counts))
    #expect(found.isOptimal && found.loss > 0)
    #expect(found.loss == found.lowerBound)
  }

  @Test func linkedTablesAreSolvedToTheEnd() throws {
    var random = SeededGenerator(seed: 7)
    let people = (0..<70).map { _ in [4, 3, 3].map { Int.random(in: 0..<$0, using: &random) } }
    var counted = CountedPeople(people, sizes: [4, 3, 3])
    for pair in [[0, 1], [0, 2], [1, 2]] { counted.addTable(pair) }
    let found = try SuppressionSolver().solve(counted.system)
    #expect(found.isOptimal && found.loss > 0)
  }

  @Test func whatMustBeHiddenBelongsToTheBound() throws {
    // One of the totals needs it itself: no choice could show it.
    var system = table([[2, 18], [19, 14]])
    system.cells[0].state = .open(loss: 2)
    let found = try SuppressionSolver().solve(system)
    #expect(found.isOptimal && found.lowerBound == found.loss && found.added.contains(0))
  }

  @Test func aSystemTooLargeForItHasAPatternAndABoundAllTheSame() throws {
    var random = SeededGenerator(seed: 11)
    let sizes = [8, 6, 4, 5, 3, 4, 2, 5, 4, 3]
    let people = (0..<150).map { _ in sizes.map { Int.random(in: 0..<$0, using: &random) } }
    var counted = CountedPeople(people, sizes: sizes)
    for question in 2..<sizes.count {
      for group in [0, 1] { counted.addTable([group, question]) }
    }
    let found = try SuppressionSolver().solve(counted.system)
    #expect(found.verdicts.allSatisfy { $0.isSafe })
    #expect(found.lowerBound <= found.loss && !found.isOptimal)
  }
}
