import EngageDisclosure
import Testing

@Suite("What can be found out of a system") struct AuditTests {
  private let need = CellSystem.Need(atMost: 0, atLeast: 5)

  /// Some hidden cells, what they add up to being known.
  private func row(_ values: [Double], need: CellSystem.Need) -> CellSystem {
    var system = CellSystem(cells: values.map { .init($0, .hidden, need: need) })
    system.cells.append(.init(values.reduce(0, +), .fixed))
    system.equations = [.sum(of: Array(values.indices), is: values.count)]
    return system
  }

  @Test func aCellAloneInItsRowIsFoundOut() throws {
    let system = table([[2, 18], [19, 14], [10, 12]])
    let verdicts = try SuppressionAudit().audit(system, hidden: [1])
    #expect(verdicts == [Verdict(cell: 0, lowest: 2, highest: 2, isSafe: false)])
  }

  @Test func aRectangleHidesIt() throws {
    let system = table([[2, 18], [19, 14], [10, 12]])
    let verdict = try #require(try SuppressionAudit().audit(system, hidden: [1, 4, 5]).first)
    #expect(verdict.isSafe)
    #expect(verdict.lowest == 0 && verdict.highest >= 5)
  }

  @Test func aPatternWithOneCellTooFewIsCaught() throws {
    var broken = 0
    for number in 0..<66 {
      let (kind, system) = try RandomSystems.make(number)
      guard let found = try AttackerTests.solve(system) else { continue }
      for cell in found.added.sorted() {
        let unit = system.ties.first { $0.contains(cell) } ?? [cell]
        if unit.contains(where: { system.cells[$0].state == .hidden }) { continue }
        let verdicts = try SuppressionAudit().audit(system, hidden: found.added.subtracting(unit))
        // Each cell is needed, or it would have been shown again.
        #expect(verdicts.contains { !$0.isSafe }, "\(kind) \(number): \(cell)")
        broken += 1
      }
    }
    #expect(broken > 100)
  }

  @Test func whoCountsInTheSameFigureUnderAnotherNameIsNoStranger() throws {
    // a + b = 2; c is a, d is c: who is in d is in a, and to them it is one or two.
    var system = row([1, 1], need: .init(atMost: 0, atLeast: 2))
    system.cells += [.init(1, .hidden), .init(1, .hidden)]
    system.equations += [.sum(of: [3], is: 0), .sum(of: [3], is: 4)]
    #expect(try SuppressionAudit().audit(system, hidden: []).map(\.isSafe) == [true, true])
  }

  @Test func theSumOfOneAndOneCanStillBeTwoAndNone() throws {
    // To a member of the other, it is one or none: no less and no more than there must be to them.
    let verdicts = try SuppressionAudit().audit(row([1, 1], need: .init(atMost: 0, atLeast: 2)), hidden: [])
    #expect(verdicts.map(\.isSafe) == [true, true])
  }

  @Test func aMemberWhoTakesThemselfAwayFindsTheRestIsCaught() throws {
    // Of one and one at least three must be possible, which two can't be.
    let tooMuch = try SuppressionAudit().audit(row([1, 1], need: .init(atMost: 0, atLeast: 3)), hidden: [])
    #expect(tooMuch.allSatisfy { !$0.isSafe && $0.highest == 2 && $0.insider == nil })
  }

  /// a + b = 3 and b + c = 3, of which a = 1, b = 2, c = 1 are hidden.
  private var chain: CellSystem {
    var system = CellSystem(cells: [
      .init(1, .hidden, need: .init(atMost: 0, atLeast: 2)), .init(2, .hidden), .init(1, .hidden),
      .init(3, .fixed), .init(3, .fixed),
    ])
    system.equations = [.sum(of: [0, 1], is: 3), .sum(of: [1, 2], is: 4)]
    return system
  }

  @Test func whatIsSafeOutsideAndNotInsideIsTold() throws {
    // Who is in c knows that b is two at most, and so that somebody is in a.
    let verdicts = try SuppressionAudit().audit(chain, hidden: [])
    #expect(verdicts == [Verdict(cell: 0, lowest: 1, highest: 3, isSafe: false, insider: 2)])
  }

  @Test func membersOfAPartKnowThatTheWholeIsNotEmpty() throws {
    // b + d = 3 and c = a + nobody: who is in c is in a, and needs nobody to tell.
    var system = chain
    system.cells.append(.init(0, .fixed))
    system.equations[1] = .sum(of: [0, 5], is: 2)
    #expect(try SuppressionAudit().audit(system, hidden: []).map(\.isSafe) == [true])
  }

  @Test func moreIsHiddenAgainstInsiders() throws {
    var system = chain
    system.cells[4].state = .open(loss: 3)
    system.cells.append(.init(7, .fixed))
    system.cells.append(.init(4, .open(loss: 4)))
    system.equations.append(.sum(of: [4, 6], is: 5))
    #expect(try SuppressionSolver().solve(system).added == [4, 6])
  }

  @Test func whatNothingHoldsHasNoEnd() throws {
    let alone = CellSystem(cells: [.init(3, .hidden, need: .init(atMost: 0, atLeast: 5))])
    #expect(try SuppressionAudit().audit(alone, hidden: []).map(\.isSafe) == [true])
    let shown = CellSystem(cells: [.init(3, .open(loss: 1), need: .init(atMost: 0, atLeast: 5))])
    let verdicts = try SuppressionAudit().audit(shown, hidden: [])
    #expect(verdicts == [Verdict(cell: 0, lowest: 3, highest: 3, isSafe: false)])
  }

  @Test func roundedNeighboursLeaveTheirRoundingOpen() throws {
    var system = CellSystem(cells: [
      .init(3, .hidden, need: need), .init(21, .open(loss: 21), shownRange: 18...22),
      .init(24, .fixed, shownRange: 23...27),
    ])
    system.equations = [.sum(of: [0, 1], is: 2)]
    // From 23 - 22 to 27 - 18.
    let verdict = try #require(try SuppressionAudit().audit(system, hidden: []).first)
    #expect(verdict == Verdict(cell: 0, lowest: 1, highest: 9, isSafe: false))
    system.cells[1].shownRange = 18...23
    #expect(try SuppressionAudit().audit(system, hidden: []).map(\.isSafe) == [true])
  }

  @Test func halvesThatWholeNumbersCanNotBeCountForNothing() throws {
    var system = CellSystem(cells: [
      .init(1, .hidden, need: .init(atMost: 0, atLeast: 1)), .init(1, .hidden), .init(1, .hidden),
      .init(3, .fixed),
    ])
    // 2 a + b = 3 and 3 c - b = 2: to make a = 0, b would be 3 and c five thirds.
    system.equations = [
      .init([.init(0, 2), .init(1, 1), .init(3, -1)]),
      .init([.init(2, 3), .init(1, -1), .init(4, -1)]),
    ]
    system.cells.append(.init(2, .fixed))
    let verdict = try #require(try SuppressionAudit().audit(system, hidden: []).first)
    #expect(!verdict.isSafe)
  }

  @Test func aWeightedCountIsHeldByItsWeightedNeighbours() throws {
    let need = CellSystem.Need(atMost: 1, atLeast: 4)
    var system = CellSystem(cells: [
      .init(0.1 + 0.2 + 2.2, .hidden, need: need, isWhole: false), .init(7.7, .hidden, isWhole: false),
      .init(0.1 + 0.2 + 2.2 + 7.7, .fixed, isWhole: false),
    ])
    system.equations = [.sum(of: [0, 1], is: 2)]
    #expect(try SuppressionAudit().audit(system, hidden: []).map(\.isSafe) == [true])
    system.cells[1].state = .fixed
    #expect(try SuppressionAudit().audit(system, hidden: []).map(\.isSafe) == [false])
  }
}
