/// What may be hidden: cells that are open, those that are tied together as one.
struct Offer {
  /// The cells of each unit that is hidden or shown as one, and what hiding it loses.
  private(set) var units: [[Int]] = []
  private(set) var losses: [Double] = []
  /// Each cell's unit, -1 if it can't be hidden or is hidden for certain.
  private(set) var unitOf: [Int]
  /// Cells hidden for certain: they were, are tied to one that was, or need it.
  private(set) var isHidden: [Bool]

  init(_ lattice: Lattice) {
    let cells = lattice.system.cells
    unitOf = [Int](repeating: -1, count: cells.count)
    isHidden = cells.map { $0.state == .hidden || $0.state == .latent }
    for goal in lattice.goals {
      let room = lattice.shown[goal.cell]
      guard case .open = cells[goal.cell].state else { continue }
      if goal.downBy > room.down || goal.upBy > room.up { isHidden[goal.cell] = true }
    }
    var isTied = [Bool](repeating: false, count: cells.count)
    for tie in lattice.system.ties {
      for cell in tie { isTied[cell] = true }
      if tie.contains(where: { cells[$0].state == .fixed }) {
        for cell in tie where cells[cell].state != .hidden && cells[cell].state != .latent {
          isHidden[cell] = false
        }
      } else if tie.contains(where: { isHidden[$0] && cells[$0].state != .latent }) {
        for cell in tie { isHidden[cell] = true }
      } else {
        add(tie.filter { cells[$0].state != .latent }, cells)
      }
    }
    for cell in cells.indices where !isTied[cell] && !isHidden[cell] && cells[cell].state != .fixed {
      add([cell], cells)
    }
  }

  private mutating func add(_ unit: [Int], _ cells: [CellSystem.Cell]) {
    guard !unit.isEmpty else { return }
    for cell in unit { unitOf[cell] = units.count }
    units.append(unit)
    losses.append(unit.reduce(0) { $0 + cells[$1].loss })
  }
}

extension CellSystem.Cell {
  /// What hiding it loses; nothing, if it is not open.
  var loss: Double {
    guard case .open(let loss) = state else { return 0 }
    return loss
  }
}
