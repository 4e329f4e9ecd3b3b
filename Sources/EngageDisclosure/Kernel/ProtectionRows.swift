/// A row that every safe pattern fulfils: the factors of the units that are hidden add up to one or more.
struct ProtectionRow {
  /// By place of the unit in its component; above zero, one at most.
  var factors: [(place: Int, factor: Double)]

  func sum(_ shares: [Double]) -> Double { factors.reduce(0) { $0 + $1.factor * shares[$1.place] } }
}

/// Rows out of what an attacker lacks (Fischetti and Salazar, 2001): where hiding too little leaves no room for a
/// condition, the prices of the equations that hold it back tell of which cells room must come. For any prices in whole
/// numbers the row is valid, whatever a linear programme took for best: it is summed from the equations themselves.
final class ProtectionRows {
  private let lattice: Lattice
  private let offer: Offer
  private let component: Component
  /// Of the component's cells: their place among its units, -1 if they can't be hidden or are for certain.
  private let placeOf: [Int]
  private let columnOf: [Int: Int]
  private let entries: [[Lattice.Entry]]
  private let rowSlacks: [Int]
  private let network: NetworkSearch?
  private let program: LinearProgram?
  /// Prices are whole numbers of which this makes one: those of small tables are fractions of small numbers.
  private static let scale = 5040
  private static let shareScale = 1 << 10

  /// What was done so far, about in visits of a cell: the same for the same system.
  private(set) var work = 0
  /// About what one row takes.
  var workOfRow: Int { network != nil ? 4 * component.cells.count : workOfProgram(iterations: 20) }

  private func workOfProgram(iterations: Int) -> Int { 5 * (iterations + 10) * (rowSlacks.count + 10) }

  init(_ component: Component, _ lattice: Lattice, _ offer: Offer) {
    self.lattice = lattice
    self.offer = offer
    self.component = component
    let cells = component.cells
    var places: [Int: Int] = [:]
    for (place, unit) in component.units.enumerated() { places[unit] = place }
    placeOf = cells.map { offer.unitOf[$0] < 0 ? -1 : places[offer.unitOf[$0]] ?? -1 }
    columnOf = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
    var rows: [Int: Int] = [:]
    var slacks: [Int] = []
    entries = cells.map { cell in
      lattice.entries[cell].map { entry in
        let row = rows[entry.equation] ?? rows.count
        if row == rows.count { slacks.append(lattice.slacks[entry.equation]) }
        rows[entry.equation] = row
        return Lattice.Entry(equation: row, factor: entry.factor)
      }
    }
    rowSlacks = slacks
    network = NetworkSearch(columns: cells, lattice)
    let columns = entries.map { $0.map { (row: $0.equation, factor: Double($0.factor)) } }
    let zeros = [Double](repeating: 0, count: cells.count)
    program =
      network != nil
      ? nil : LinearProgram(columns: columns, costs: zeros, lower: zeros, upper: zeros, rows: rows.count)
  }

  /// A row that these shares do not fulfil.
  /// - Parameters:
  ///   - condition: about a cell of the component.
  ///   - shares: of the component's units, from 0, shown, to 1, hidden.
  /// - Returns: `nil` if the shares leave room enough, or if no row could be found.
  func row(_ condition: Condition, shares: [Double], before deadline: Deadline) -> ProtectionRow? {
    guard let own = columnOf[condition.cell] else { return nil }
    let room = lattice.room(condition.cell, isHidden: offer.isHidden[condition.cell])
    if (condition.direction == .down ? room.down : room.up) < condition.amount {
      guard placeOf[own] >= 0 else { return nil }
      if shares[placeOf[own]] < 1 - 1e-6 { return ProtectionRow(factors: [(placeOf[own], 1)]) }
    }
    var pulls: Pulls?
    if let network { pulls = self.pulls(of: network, condition, own, shares) }
    if let program { pulls = self.pulls(of: program, condition, own, shares, before: deadline) }
    guard let pulls, let row = row(condition, own, pulls), row.sum(shares) < 1 - 1e-4 else { return nil }
    return row
  }

  /// What holds the cell back: for each column, how much of the condition one unit of its room allows, upwards where it
  /// is above zero and downwards where it is below; and what rounding allows.
  private struct Pulls {
    var ofColumns: [Int]
    var slack: Int
  }

  /// Room of a column that is there anyhow, and what hiding its cell adds.
  private func rooms(_ column: Int, _ condition: Condition) -> (shown: Room, more: Room) {
    let cell = component.cells[column]
    var shown = lattice.room(cell, isHidden: offer.isHidden[cell])
    var hidden = placeOf[column] >= 0 ? lattice.hidden[cell] : shown
    if cell == condition.insider, lattice.hasInsiders(cell) {
      let most = lattice.values[cell] - lattice.steps[cell]
      shown.down = min(shown.down, most)
      hidden.down = min(hidden.down, most)
    }
    return (shown, Room(down: hidden.down - shown.down, up: hidden.up - shown.up))
  }

  private func share(_ column: Int, _ shares: [Double]) -> Double {
    placeOf[column] < 0 ? 0 : min(1, max(0, shares[placeOf[column]]))
  }

  /// The least cut of a network in which cells have as much of their room as they have shares.
  private func pulls(
    of network: NetworkSearch, _ condition: Condition, _ own: Int, _ shares: [Double]
  ) -> Pulls? {
    let scale = Self.shareScale
    let amount = condition.amount
    var scaled = component.cells.indices.map { column -> Room in
      let (shown, more) = rooms(column, condition)
      let share = Int((share(column, shares) * Double(scale)).rounded())
      return Room(
        down: min(shown.down, amount) * scale + min(more.down, amount) * share,
        up: min(shown.up, amount) * scale + min(more.up, amount) * share)
    }
    scaled[own] = Room(down: amount * scale, up: amount * scale)
    let move = Move(column: own, direction: condition.direction, amount: amount * scale)
    let reached = network.reach(move, rooms: scaled)
    work += workOfRow
    guard reached < amount * scale else { return nil }
    let isNear = network.reachable(move)
    let pulls = component.cells.indices.map { column in
      (isNear[network.tails[column]] ? 1 : 0) - (isNear[network.heads[column]] ? 1 : 0)
    }
    return Pulls(ofColumns: pulls, slack: rowSlacks.reduce(0, +))
  }

  /// The same where no flow tells it.
  private func pulls(
    of program: LinearProgram, _ condition: Condition, _ own: Int, _ shares: [Double],
    before deadline: Deadline
  ) -> Pulls? {
    let cells = component.cells
    var lower = [Double](repeating: 0, count: cells.count)
    var upper = lower
    var costs = lower
    for column in cells.indices {
      let (shown, more) = rooms(column, condition)
      let share = share(column, shares)
      // Of part of an endless room as much counts as part of what is asked for.
      let up = share > 1 - 1e-6 ? Double(more.up) : share * Double(min(more.up, condition.amount))
      lower[column] = -(Double(shown.down) + share * Double(more.down)) * lattice.units[cells[column]]
      upper[column] = bound(Double(shown.up) + up, lattice.units[cells[column]])
    }
    let amount = Double(condition.amount) * lattice.units[cells[own]]
    let isUp = condition.direction == .up
    (lower[own], upper[own]) = isUp ? (0, amount) : (-amount, 0)
    costs[own] = isUp ? -1 : 1
    program.setBounds(lower: lower, upper: upper)
    program.setCosts(costs)
    guard program.solve(.primal, seconds: deadline.secondsLeft) else { return nil }
    work += workOfProgram(iterations: program.iterations)
    guard -program.value < amount * (1 - 1e-6) else { return nil }
    let prices = program.prices.map { Int(($0 * Double(Self.scale)).rounded()) }
    let pulls = entries.map { $0.reduce(0) { $0 + $1.factor * prices[$1.equation] } }
    return Pulls(ofColumns: pulls, slack: zip(prices, rowSlacks).reduce(0) { $0 + abs($1.0) * $1.1 })
  }

  private func bound(_ room: Double, _ unit: Double) -> Double {
    room >= Double(Room.endless / 2) ? .greatestFiniteMagnitude : room * unit
  }

  /// Every equation times its price, added up: what the columns' rooms must make possible.
  private func row(_ condition: Condition, _ own: Int, _ pulls: Pulls) -> ProtectionRow? {
    let sign = condition.direction == .up ? -1 : 1
    var lacks = Double(sign * pulls.ofColumns[own]) * Double(condition.amount) - Double(pulls.slack)
    var factors: [Int: Double] = [:]
    for (column, pull) in pulls.ofColumns.enumerated() where column != own && pull != 0 {
      let (shown, more) = rooms(column, condition)
      lacks -= Double(abs(pull)) * Double(pull > 0 ? shown.up : shown.down)
      if placeOf[column] >= 0 {
        factors[placeOf[column], default: 0] += Double(abs(pull)) * Double(pull > 0 ? more.up : more.down)
      }
    }
    guard lacks > 0.5, !factors.isEmpty else { return nil }
    return ProtectionRow(
      factors: factors.sorted { $0.key < $1.key }.filter { $0.value > 0 }.map {
        (place: $0.key, factor: min(1, $0.value / lacks))
      })
  }
}
