import EngageDisclosure
import Testing

@Suite("What is hidden besides") struct SuppressionSolverTests {
  private let need = CellSystem.Need(atMost: 0, atLeast: 5)

  private func failure(_ system: CellSystem, seconds: Double = 60) -> SuppressionFailure? {
    do throws(SuppressionFailure) {
      _ = try SuppressionSolver(seconds: seconds).solve(system)
      return nil
    } catch {
      return error
    }
  }

  @Test func theCheapestRectangleIsChosen() throws {
    let found = try SuppressionSolver().solve(table([[2, 18], [19, 14], [10, 12], [14, 11]]))
    #expect(found.added == [1, 4, 5])
    #expect(found.hidden == [0, 1, 4, 5])
    #expect(found.loss == 40)
  }

  @Test func nothingIsHiddenWhereNothingIsSmall() throws {
    let found = try SuppressionSolver().solve(table([[12, 18], [19, 14]]))
    #expect(found.hidden.isEmpty && found.loss == 0 && found.verdicts.isEmpty)
    #expect(try SuppressionSolver().solve(CellSystem()).hidden.isEmpty)
  }

  @Test func aTableOfOneCellLosesItsTotals() throws {
    // The cell, its row, its column and the total are the same number.
    let found = try SuppressionSolver().solve(table([[3]]))
    #expect(found.hidden == [0, 1, 2, 3])
  }

  @Test func aTotalOfTwoTakesEverythingWithIt() throws {
    let found = try SuppressionSolver().solve(table([[3, 2], [1, 4]], below: 5))
    #expect(Set(0...3).isSubset(of: found.hidden))
    #expect(found.verdicts.allSatisfy { $0.isSafe })
  }

  @Test func tiedCellsAreHiddenTogether() throws {
    var system = table([[2, 18], [19, 14], [10, 12]])
    let twin = system.cells.count
    system.cells.append(.init(19.25, .open(loss: 1), isWhole: false))
    system.ties = [[4, twin]]
    let found = try SuppressionSolver().solve(system)
    #expect(found.added.contains(4) == found.added.contains(twin))
    // What is tied to a hidden cell is hidden, whatever it loses.
    system.ties = [[0, twin]]
    #expect(try SuppressionSolver().solve(system).added.contains(twin))
  }

  @Test func anOpenCellThatNeedsItIsHidden() throws {
    var system = table([[2, 18], [19, 14]])
    system.cells[0].state = .open(loss: 2)
    #expect(try SuppressionSolver().solve(system).added.contains(0))
  }

  /// Whoever is one of those who answered 1 or 2, and nobody answered 1, answered 2: no stranger to its cell.
  @Test func whoCountsInASumWithNobodyElseIsNoStrangerToItsPart() throws {
    let need = CellSystem.Need(atMost: 0, atLeast: 5)
    var system = CellSystem()
    for value in [1.0, 1, 6] { system.cells.append(.init(value, .hidden, need: value < 5 ? need : nil)) }
    for _ in 0..<3 { system.cells.append(.init(0, .open(loss: 0.5))) }
    for value in [13.0, 11, 5] { system.cells.append(.init(value, .open(loss: value))) }
    for value in [1.0, 1, 6] { system.cells.append(.init(value, .hidden, need: value < 5 ? need : nil)) }
    for value in [8.0, 0, 29, 14, 12, 11] { system.cells.append(.init(value, .fixed)) }
    for answer in 0..<3 {
      system.equations.append(.sum(of: [3 * answer, 3 * answer + 1, 3 * answer + 2], is: 12 + answer))
    }
    for session in 0..<3 {
      system.equations.append(.sum(of: [session, 3 + session], is: 9 + session))
      system.equations.append(.sum(of: [9 + session, 6 + session], is: 15 + session))
    }
    #expect(try SuppressionSolver().solve(system).verdicts.allSatisfy(\.isSafe))
  }

  @Test func theSamePatternEveryTime() throws {
    for number in 0..<16 {
      let (_, system) = try RandomSystems.make(number)
      let patterns = (0..<3).map { _ in try? SuppressionSolver().solve(system).hidden }
      #expect(Set(patterns).count == 1, "\(number)")
    }
  }

  @Test func twoHundredTablesAtOnce() throws {
    var all = CellSystem()
    for number in 0..<200 {
      let system = try RandomSystems.make(.table, number)
      let shift = all.cells.count
      all.cells += system.cells
      all.equations += system.equations.map { .init($0.terms.map { .init($0.cell + shift, $0.factor) }) }
    }
    let found = try SuppressionSolver().solve(all)
    #expect(found.verdicts.count > 200)
    #expect(found.verdicts.allSatisfy { $0.isSafe })
  }

  @Test func needsThatCanNotBeMetAreNamed() {
    // The margins are known: of one row alone everything is.
    let system = table([[30, 40], [2, 50]], fixedMargins: true)
    #expect(failure(system) == nil)
    #expect(failure(table([[30, 40, 2]], fixedMargins: true)) == .impossible(cells: [2, 6]))
  }

  @Test func totalsThatDoNotAddUpAreNamed() {
    var system = table([[2, 18], [19, 14]])
    system.cells[4].value += 1
    #expect(failure(system) == .inconsistent(equations: [0, 4]))
    system = table([[2, 18], [19, 14]])
    system.equations.append(.init([.init(99, 1)]))
    #expect(failure(system) == .inconsistent(equations: [6]))
  }

  @Test func weightedTotalsMayBeOffByAMillionth() throws {
    var system = CellSystem(cells: [
      .init(10, .hidden, need: .init(atMost: 5, atLeast: 15), isWhole: false),
      .init(20, .open(loss: 2), isWhole: false), .init(30.00001, .fixed, isWhole: false),
    ])
    system.equations = [.sum(of: [0, 1], is: 2)]
    #expect(try SuppressionSolver().solve(system).added == [1])
    system.cells[2].value = 30.001
    #expect(failure(system) == .inconsistent(equations: [0]))
  }

  @Test(arguments: [
    CellSystem.Cell(-1, .fixed), .init(.nan, .fixed), .init(.infinity, .hidden), .init(1.5, .fixed),
    .init(3, .open(loss: 0)), .init(3, .open(loss: .nan)), .init(3, .fixed, shownRange: 4...6),
    .init(3, .hidden, need: .init(atMost: 4, atLeast: 2)),
    .init(3, .hidden, need: .init(atMost: -1, atLeast: 5)),
    .init(1e12, .fixed),
  ])
  func cellsThatCanNotBeAreNamed(cell: CellSystem.Cell) {
    let system = CellSystem(cells: [.init(3, .fixed), cell])
    #expect(failure(system) == .cells(invalid: [1]))
  }

  @Test func tiesThatCanNotBeAreNamed() {
    var system = CellSystem(cells: [.init(3, .hidden), .init(3, .fixed), .init(9, .fixed)])
    system.ties = [[0, 1]]
    #expect(failure(system) == .cells(invalid: [0, 1]))
    system.ties = [[1, 2], [2]]
    #expect(failure(system) == .cells(invalid: [2]))
  }

  @Test func noTimeIsNoPattern() throws {
    let system = table([[2, 18], [19, 14], [10, 12]])
    #expect(failure(system, seconds: 0) == .outOfTime)
    #expect(throws: SuppressionFailure.outOfTime) {
      try SuppressionAudit(seconds: 0).audit(system, hidden: [1, 4, 5])
    }
  }

  @Test func theTimeIsKept() throws {
    var random = 1
    let counts = (0..<60).map { _ in
      (0..<40).map { _ in
        random = random * 1_103_515_245 % 2_147_483_647
        return random % 12
      }
    }
    let system = table(counts)
    let started = ContinuousClock.now
    #expect(failure(system, seconds: 0.05) == .outOfTime)
    #expect(ContinuousClock.now - started < .seconds(5))
  }
}
