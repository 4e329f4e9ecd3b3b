extension NetworkSearch {
  /// An arc for every column: from its +1 to its -1 once equations are signed; node 0 is the ground, to which cells
  /// of a single equation lead.
  /// - Returns: `nil` if a cell stands in three equations or with another factor than ±1, if the signs contradict
  ///   each other, or if whole and weighted cells are mixed, for then a flow need not be whole where it must.
  static func ends(_ cells: [Int], _ lattice: Lattice) -> [(tail: Int, head: Int)]? {
    let kinds = Set(cells.map { lattice.system.cells[$0].isWhole })
    guard kinds.count <= 1 else { return nil }
    for cell in cells {
      guard lattice.entries[cell].count <= 2, lattice.entries[cell].allSatisfy({ abs($0.factor) == 1 })
      else { return nil }
    }
    guard let signs = signs(cells, lattice) else { return nil }
    var nodes: [Int: Int] = [:]
    return cells.map { cell in
      var tail = 0
      var head = 0
      for entry in lattice.entries[cell] {
        let node = nodes[entry.equation] ?? nodes.count + 1
        nodes[entry.equation] = node
        if entry.factor * (signs[entry.equation] ?? 1) > 0 { tail = node } else { head = node }
      }
      return (tail, head)
    }
  }

  /// A sign for every equation, so that each cell of two has opposite signs in them; `nil` if there is none.
  private static func signs(_ cells: [Int], _ lattice: Lattice) -> [Int: Int]? {
    var neighbours: [Int: [(equation: Int, areOpposite: Bool)]] = [:]
    for cell in cells where lattice.entries[cell].count == 2 {
      let (one, two) = (lattice.entries[cell][0], lattice.entries[cell][1])
      let areOpposite = one.factor == two.factor
      neighbours[one.equation, default: []].append((two.equation, areOpposite))
      neighbours[two.equation, default: []].append((one.equation, areOpposite))
    }
    var signs: [Int: Int] = [:]
    // In a set order, for a sign turned turns flows, and one system must always give one pattern.
    for first in neighbours.keys.sorted() where signs[first] == nil {
      signs[first] = 1
      var open = [first]
      while let equation = open.popLast() {
        let sign = signs[equation] ?? 1
        for next in neighbours[equation] ?? [] {
          let wanted = next.areOpposite ? -sign : sign
          if let found = signs[next.equation] {
            guard found == wanted else { return nil }
          } else {
            signs[next.equation] = wanted
            open.append(next.equation)
          }
        }
      }
    }
    return signs
  }
}
