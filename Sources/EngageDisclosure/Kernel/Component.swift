/// Cells that hang together once all is hidden that may be, with the units and goals among them: what is hidden in
/// one component neither helps nor harms another.
struct Component {
  private(set) var cells: [Int] = []
  private(set) var units: [Int] = []
  private(set) var goals: [Int] = []

  /// All components in which something must be protected.
  /// - Parameter whole: the blocks of all that may move.
  static func all(_ lattice: Lattice, _ offer: Offer, whole: Blocks) -> [Component] {
    var leaders = Array(whole.blocks.indices)
    func leader(_ block: Int) -> Int {
      var block = block
      while leaders[block] != block { block = leaders[block] }
      return block
    }
    for unit in offer.units {
      let blocks = unit.map { whole.blockOf[$0] }.filter { $0 >= 0 }
      for other in blocks.dropFirst() { leaders[leader(other)] = leader(blocks[0]) }
    }
    var components = [Component](repeating: Component(), count: whole.blocks.count)
    for cell in lattice.values.indices where whole.blockOf[cell] >= 0 {
      components[leader(whole.blockOf[cell])].cells.append(cell)
    }
    for (number, unit) in offer.units.enumerated() {
      guard let block = unit.map({ whole.blockOf[$0] }).first(where: { $0 >= 0 }) else { continue }
      components[leader(block)].units.append(number)
    }
    for (number, goal) in lattice.goals.enumerated() where whole.blockOf[goal.cell] >= 0 {
      components[leader(whole.blockOf[goal.cell])].goals.append(number)
    }
    return components.filter { !$0.goals.isEmpty }
  }
}
