extension Blocks {
  /// A change that meets the condition.
  /// - Parameters:
  ///   - isHidden: what is hidden now.
  ///   - keepsAll: every cell of people stays above zero, but for the one asked about and its parts.
  ///   - costs: what using each cell costs that is not hidden but may be; without, only what is hidden is used.
  func change(
    _ condition: Condition, _ lattice: Lattice, isHidden: [Bool], keepsAll: Bool = false,
    costs: [Double]? = nil
  ) -> Change? {
    guard blockOf[condition.cell] >= 0 else { return nil }
    let block = blocks[blockOf[condition.cell]]
    let rooms = rooms(
      condition, lattice, isHidden: isHidden, keepsAll: keepsAll, usesOffers: costs != nil)
    let columnCosts = costs.map { costs in
      block.columns.map { $0.isOffered && !isHidden[$0.cell] ? costs[$0.cell] : 0 }
    }
    return block.search.moves(move(condition), rooms: rooms, costs: columnCosts).map { block.change($0) }
  }

  /// How far a cell can lie from what it is, at most as far as the condition says.
  func reach(_ condition: Condition, _ lattice: Lattice, isHidden: [Bool]) -> Int {
    let rooms = rooms(condition, lattice, isHidden: isHidden)
    return blocks[blockOf[condition.cell]].search.reach(move(condition), rooms: rooms)
  }

  func move(_ condition: Condition) -> Move {
    Move(column: columnOf[condition.cell], direction: condition.direction, amount: condition.amount)
  }

  /// The rooms of the columns in the block of the condition's cell.
  func rooms(
    _ condition: Condition, _ lattice: Lattice, isHidden: [Bool], keepsAll: Bool = false,
    usesOffers: Bool = false
  ) -> [Room] {
    let own = columnOf[condition.cell]
    let parts = lattice.parts[lattice.goalOf[condition.cell]]
    return blocks[blockOf[condition.cell]].columns.enumerated().map { column, moved in
      if moved.cell == condition.cell, column != own { return .none }
      if moved.isOffered, !usesOffers, !isHidden[moved.cell] { return .none }
      var room = moved.room
      if moved.cell == condition.insider || (keepsAll && !parts.contains(moved.cell)) {
        room.keepOne(of: moved, lattice)
      }
      return room
    }
  }
}

extension Block {
  /// Of the cells, out of the moves of the columns.
  func change(_ moves: [Int]) -> Change {
    var by: [Int: Int] = [:]
    for (column, moved) in moves.enumerated() where moved != 0 {
      by[columns[column].cell, default: 0] += moved
    }
    let steps = by.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    return Change(steps: steps.map { Change.Step(cell: $0.key, by: $0.value) })
  }
}

extension Room {
  /// So that the column's cell does not become empty.
  mutating func keepOne(of column: Block.Column, _ lattice: Lattice) {
    guard lattice.hasInsiders(column.cell) else { return }
    let other = column.isOffered ? lattice.shown[column.cell].down : 0
    down = min(down, max(0, lattice.values[column.cell] - lattice.steps[column.cell] - other))
  }
}
