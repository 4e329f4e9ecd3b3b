/// Something about a cell that an attacker must take to be possible: that it lies so far from what it is.
struct Condition: Hashable {
  var cell: Int
  var direction: Direction
  var amount: Int
  /// To somebody who is counted in this cell, and so knows that it is not empty.
  var insider: Int?
}

/// What has been shown to be possible: changes that were checked, and which conditions they meet together.
///
/// Somebody in cell c knows only that c is not empty: a change that leaves c above zero is possible to them, too. So
/// of the insiders only those are left to be looked at whose cell every change found so far empties.
struct Proofs {
  private struct Witness {
    var change: Change
    /// Whole cells that were not empty and now are.
    var emptied: [Int]
  }

  private let lattice: Lattice
  private var witnesses: [Witness] = []
  /// For each goal: the changes that move its cell, and by how much.
  private var moves: [[(witness: Int, by: Int)]]
  /// For each cell: the goals that changes serve which move it.
  private var served: [Set<Int>]

  init(_ lattice: Lattice) {
    self.lattice = lattice
    moves = Array(repeating: [], count: lattice.goals.count)
    served = Array(repeating: [], count: lattice.values.count)
  }

  /// - Returns: whether the change is possible, for only then it proves anything.
  mutating func add(_ change: Change, isHidden: [Bool]) -> Bool {
    guard lattice.allows(change, isHidden: { isHidden[$0] }) else { return false }
    let emptied = change.steps.filter {
      lattice.hasInsiders($0.cell) && lattice.values[$0.cell] + $0.by < lattice.steps[$0.cell]
    }
    let goals = change.steps.filter { lattice.goalOf[$0.cell] >= 0 }
    for step in goals { moves[lattice.goalOf[step.cell]].append((witnesses.count, step.by)) }
    for step in change.steps { served[step.cell].formUnion(goals.map { lattice.goalOf[$0.cell] }) }
    witnesses.append(Witness(change: change, emptied: emptied.map(\.cell)))
    return true
  }

  /// What still has to be shown about a goal.
  func firstUnmet(_ number: Int, isHidden: [Bool]) -> Condition? {
    let goal = lattice.goals[number]
    let one = lattice.one(goal.cell)
    let known = moves[number].filter { isValid(witnesses[$0.witness], isHidden) }
    let parts = lattice.parts[number]
    // Who counts in the cell knows one of it, and so may find that it is not lower than that.
    return unmet(goal.cell, .down, goal.downBy, known) { !parts.contains($0) }
      ?? unmet(goal.cell, .down, goal.downBy - one, known) { parts.contains($0) }
      ?? unmet(goal.cell, .up, goal.upBy, known) { _ in false }
      ?? unmet(goal.cell, .up, goal.upBy - one, known) { _ in true }
  }

  /// The goals that could be unmet once the cells are shown again.
  func served(by cells: [Int]) -> [Int] {
    cells.reduce(into: Set<Int>()) { $0.formUnion(served[$1]) }.sorted()
  }

  /// The lowest and the highest value of the goal's cell shown to be possible, in units from what it is.
  func shown(_ number: Int, isHidden: [Bool]) -> (lowest: Int, highest: Int) {
    let known = moves[number].filter { isValid(witnesses[$0.witness], isHidden) }.map(\.by)
    return (min(0, known.min() ?? 0), max(0, known.max() ?? 0))
  }

  /// - Parameter looksAt: the insiders to whom the move must be possible, besides everybody else.
  private func unmet(
    _ cell: Int, _ direction: Direction, _ amount: Int, _ known: [(witness: Int, by: Int)],
    looksAt: (Int) -> Bool
  ) -> Condition? {
    // What is the case is possible to everybody.
    guard amount > 0 else { return nil }
    let far = known.filter { direction == .up ? $0.by >= amount : -$0.by >= amount }
    guard let first = far.first else { return Condition(cell: cell, direction: direction, amount: amount) }
    var common = witnesses[first.witness].emptied.filter(looksAt)
    for other in far.dropFirst() where !common.isEmpty {
      let emptied = witnesses[other.witness].emptied
      common.removeAll { !emptied.contains($0) }
    }
    return common.first.map { Condition(cell: cell, direction: direction, amount: amount, insider: $0) }
  }

  private func isValid(_ witness: Witness, _ isHidden: [Bool]) -> Bool {
    witness.change.steps.allSatisfy { step in
      let room = lattice.room(step.cell, isHidden: isHidden[step.cell])
      return step.by >= -room.down && step.by <= room.up
    }
  }
}
