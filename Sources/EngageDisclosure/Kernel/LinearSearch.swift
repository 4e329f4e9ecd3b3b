/// Moves in a block that is no network: tables linked by shared margins, three-way tables. A linear programme finds
/// moves; if they are not whole, a search that splits the rooms of cells finds whole ones, or gives up.
final class LinearSearch: MoveSearch {
  private struct Bounds {
    var lower: [Int]
    var upper: [Int]
  }

  private let lattice: Lattice
  private let cells: [Int]
  private let program: LinearProgram
  /// Each column twice, for moving up and for moving down, both not below zero.
  private let entries: [[Lattice.Entry]]
  private let propagation: Propagation
  /// Linear programmes that one question may take before it counts as not answered.
  private static let greatestSearch = 80
  /// What a column costs that costs nothing: so few moves as possible are likely whole.
  private static let little = 1e-4
  private static let seconds = 5.0

  init(columns: [Int], _ lattice: Lattice) {
    self.lattice = lattice
    cells = columns
    var rows: [Int: Int] = [:]
    entries = columns.map { cell in
      lattice.entries[cell].map { entry in
        let row = rows[entry.equation] ?? rows.count
        rows[entry.equation] = row
        return Lattice.Entry(equation: row, factor: entry.factor)
      }
    }
    propagation = Propagation(columns: entries)
    let up = entries.map { $0.map { (row: $0.equation, factor: Double($0.factor)) } }
    let down = entries.map { $0.map { (row: $0.equation, factor: -Double($0.factor)) } }
    let zeros = [Double](repeating: 0, count: 2 * columns.count)
    let costs = [Double](repeating: Self.little, count: 2 * columns.count)
    program = LinearProgram(columns: up + down, costs: costs, lower: zeros, upper: zeros, rows: rows.count)
  }

  func moves(_ move: Move, rooms: [Room], costs: [Double]?) -> [Int]? {
    let room = rooms[move.column]
    guard (move.direction == .down ? room.down : room.up) >= move.amount else { return nil }
    var bounds = Bounds(lower: rooms.map { -$0.down }, upper: rooms.map(\.up))
    let moved = move.direction == .up ? move.amount : -move.amount
    bounds.lower[move.column] = moved
    bounds.upper[move.column] = moved
    if propagation.isContradiction(lower: bounds.lower, upper: bounds.upper, from: move.column) { return nil }
    setCosts(costs, move, rooms)
    var left = Self.greatestSearch
    return search(bounds, left: &left)
  }

  func reach(_ move: Move, rooms: [Room]) -> Int {
    var bounds = Bounds(lower: rooms.map { -$0.down }, upper: rooms.map(\.up))
    let isUp = move.direction == .up
    if isUp {
      bounds.upper[move.column] = min(bounds.upper[move.column], move.amount)
    } else {
      bounds.lower[move.column] = max(bounds.lower[move.column], -move.amount)
    }
    let limit = isUp ? bounds.upper[move.column] : -bounds.lower[move.column]
    var costs = [Double](repeating: 0, count: 2 * cells.count)
    costs[move.column] = isUp ? -1 : 1
    costs[move.column + cells.count] = isUp ? 1 : -1
    program.setCosts(costs)
    set(bounds)
    // Nothing found: nothing is known to hold it.
    guard program.solve(.primal, seconds: Self.seconds) else { return limit }
    let reached = -program.value / lattice.units[cells[move.column]]
    let step = lattice.steps[cells[move.column]]
    return min(limit, Int((min(reached, 1e18) / Double(step) + 1e-6).rounded(.down)) * step)
  }

  /// The first best moves that are whole. Of what is not whole, the nearest side is looked at first.
  private func search(_ bounds: Bounds, left: inout Int) -> [Int]? {
    guard left > 0 else { return nil }
    left -= 1
    set(bounds)
    guard program.solve(.dual, seconds: Self.seconds) else { return nil }
    let solution = program.solution
    let exact = cells.indices.map { column -> Double in
      let moved = solution[column] - solution[column + cells.count]
      return moved / lattice.units[cells[column]] / Double(lattice.steps[cells[column]])
    }
    let fractions = exact.map { abs($0 - $0.rounded()) }
    let parted = cells.indices.max {
      (lattice.system.cells[cells[$0]].isWhole ? fractions[$0] : 0)
        < (lattice.system.cells[cells[$1]].isWhole ? fractions[$1] : 0)
    }
    guard let parted, lattice.system.cells[cells[parted]].isWhole, fractions[parted] > 1e-6 else {
      return cells.indices.map { Int(exact[$0].rounded()) * lattice.steps[cells[$0]] }
    }
    let step = lattice.steps[cells[parted]]
    var below = bounds
    below.upper[parted] = Int(exact[parted].rounded(.down)) * step
    var above = bounds
    above.lower[parted] = Int(exact[parted].rounded(.up)) * step
    let isNearBelow = exact[parted] - exact[parted].rounded(.down) < 0.5
    for side in isNearBelow ? [below, above] : [above, below] {
      if let found = search(side, left: &left) { return found }
    }
    return nil
  }

  private func set(_ bounds: Bounds) {
    var lower = [Double](repeating: 0, count: 2 * cells.count)
    var upper = lower
    for (column, cell) in cells.enumerated() {
      let unit = lattice.units[cell]
      lower[column] = Double(max(0, bounds.lower[column])) * unit
      upper[column] = bound(bounds.upper[column], unit)
      lower[column + cells.count] = Double(max(0, -bounds.upper[column])) * unit
      upper[column + cells.count] = bound(-bounds.lower[column], unit)
    }
    program.setBounds(lower: lower, upper: upper)
  }

  private func bound(_ room: Int, _ unit: Double) -> Double {
    room >= Room.endless / 2 ? .greatestFiniteMagnitude : Double(max(0, room)) * unit
  }

  /// The cost of a cell is spread over what it will likely move: what is asked for, or what it can.
  private func setCosts(_ costs: [Double]?, _ move: Move, _ rooms: [Room]) {
    var spread = [Double](repeating: Self.little, count: 2 * cells.count)
    if let costs {
      let greatest = max(costs.max() ?? 1, .leastNormalMagnitude)
      for column in cells.indices where costs[column] > 0 {
        let unit = lattice.units[cells[column]]
        let up = Double(max(1, min(move.amount, rooms[column].up))) * unit
        let down = Double(max(1, min(move.amount, rooms[column].down))) * unit
        spread[column] += costs[column] / greatest / up
        spread[column + cells.count] += costs[column] / greatest / down
      }
    }
    program.setCosts(spread)
  }
}
