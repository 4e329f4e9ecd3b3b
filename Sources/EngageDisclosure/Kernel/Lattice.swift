/// How far a cell may lie below and above what it is, in units.
struct Room: Hashable {
  var down: Int
  var up: Int

  static let none = Room(down: 0, up: 0)
  /// More than any sum of values can be, and far from overflow.
  static let endless = 1 << 50

  var isNone: Bool { down == 0 && up == 0 }
}

/// How far some cells lie from what they are: everything that an attacker must take to be possible is the truth
/// and a change under which every equation still holds.
struct Change {
  struct Step {
    var cell: Int
    var by: Int
  }
  var steps: [Step]
}

/// A system in whole numbers of small units, so that what is possible can be checked exactly. Whole cells count in
/// ones; where weighted cells hang together, the unit is so small that rounding is below a thousand-millionth.
struct Lattice {
  struct Entry {
    var equation: Int
    var factor: Int
  }

  /// What must be possible about a cell: to lie so many units lower and higher, or more. Not above zero: it does.
  struct Goal {
    var cell: Int
    var downBy: Int
    var upBy: Int
  }

  let system: CellSystem
  /// The equations each cell stands in, a cell once in each.
  let entries: [[Entry]]
  /// The cells of each equation.
  let members: [[Int]]
  /// Of the cells, in units.
  let values: [Int]
  let units: [Double]
  /// The smallest change of a cell: one person where it is whole, a unit where it is weighted.
  let steps: [Int]
  /// Room while a cell is shown, and once it is hidden.
  let shown: [Room]
  let hidden: [Room]
  let goals: [Goal]
  /// Each cell's goal, -1 for none.
  let goalOf: [Int]
  /// For each goal: the cells whose members all count in its cell, for it is the sum of theirs and others; itself.
  let parts: [Set<Int>]
  /// How far the terms of an equation may be from zero, in units; not at all if they are whole.
  let slacks: [Int]

  /// - Parameter system: checked.
  init(_ system: CellSystem) {
    self.system = system
    let terms = system.equations.map(Self.merged)
    var entries = [[Entry]](repeating: [], count: system.cells.count)
    for (number, equation) in terms.enumerated() {
      for term in equation { entries[term.cell].append(Entry(equation: number, factor: term.factor)) }
    }
    self.entries = entries
    members = terms.map { $0.map(\.cell) }
    let units = Self.units(system, members: members, entries: entries)
    self.units = units
    let cells = system.cells
    values = cells.indices.map { Int((cells[$0].value / units[$0]).rounded()) }
    steps = cells.indices.map { cells[$0].isWhole ? Int(1 / units[$0]) : 1 }
    hidden = values.map { Room(down: $0, up: Room.endless) }
    shown = cells.indices.map { Self.shownRoom(cells[$0], unit: units[$0]) }
    slacks = members.map { cellsOf in cellsOf.allSatisfy { cells[$0].isWhole } ? 0 : 64 }
    let goals = cells.indices.compactMap { Self.goal($0, cells[$0], unit: units[$0]) }
    self.goals = goals
    let sums = Self.sums(terms, cells)
    parts = goals.map { Self.parts(of: $0.cell, sums) }
    var goalOf = [Int](repeating: -1, count: cells.count)
    for (number, goal) in goals.enumerated() { goalOf[goal.cell] = number }
    self.goalOf = goalOf
  }

  /// What one person is in a cell's units.
  func one(_ cell: Int) -> Int { Int(1 / units[cell]) }

  /// Whether somebody may be counted in it and know so: a whole cell that is not empty.
  func hasInsiders(_ cell: Int) -> Bool { system.cells[cell].isWhole && values[cell] > 0 }

  func room(_ cell: Int, isHidden: Bool) -> Room { isHidden ? hidden[cell] : shown[cell] }

  /// Whether it links tables, so that they are no network together: a shared margin.
  func isLink(_ cell: Int) -> Bool {
    entries[cell].count > 2 || entries[cell].contains { abs($0.factor) != 1 }
  }

  /// Whether every cell stays within its room and every equation still holds, in exact arithmetic.
  func allows(_ change: Change, isHidden: (Int) -> Bool) -> Bool {
    var sums: [Int: Int] = [:]
    for step in change.steps {
      let room = room(step.cell, isHidden: isHidden(step.cell))
      guard step.by >= -room.down, step.by <= room.up, step.by % steps[step.cell] == 0 else { return false }
      for entry in entries[step.cell] {
        let (product, tooBig) = step.by.multipliedReportingOverflow(by: entry.factor)
        let (sum, overflows) = sums[entry.equation, default: 0].addingReportingOverflow(product)
        guard !tooBig, !overflows else { return false }
        sums[entry.equation] = sum
      }
    }
    return sums.allSatisfy { abs($0.value) <= slacks[$0.key] }
  }
}

extension Lattice {
  private static func merged(_ equation: CellSystem.Equation) -> [CellSystem.Term] {
    var factors: [Int: Int] = [:]
    for term in equation.terms { factors[term.cell, default: 0] += term.factor }
    return factors.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map {
      CellSystem.Term($0.key, $0.value)
    }
  }

  /// Of each cell: the cells of which it is the sum, in any equation. A sum of which all parts but one are empty is that
  /// one's part as well: whoever counts in it counts there, and knows.
  private static func sums(_ equations: [[CellSystem.Term]], _ cells: [CellSystem.Cell]) -> [[Int]] {
    var sums = [[Int]](repeating: [], count: cells.count)
    for terms in equations {
      for whole in terms
      where terms.allSatisfy({ $0.cell == whole.cell || ($0.factor > 0) != (whole.factor > 0) }) {
        let parts = terms.filter { $0.cell != whole.cell }
        sums[whole.cell] += parts.filter { abs($0.factor) >= abs(whole.factor) }.map(\.cell)
        let filled = parts.filter { cells[$0.cell].value > 0 }
        if filled.count == 1, abs(whole.factor) >= abs(filled[0].factor) {
          sums[filled[0].cell].append(whole.cell)
        }
      }
    }
    return sums
  }

  private static func parts(of cell: Int, _ sums: [[Int]]) -> Set<Int> {
    var parts: Set<Int> = [cell]
    var open = [cell]
    while let whole = open.popLast() {
      for part in sums[whole] where parts.insert(part).inserted { open.append(part) }
    }
    return parts
  }

  /// Ones, except among cells that hang together with a weighted one.
  private static func units(
    _ system: CellSystem, members: [[Int]], entries: [[Entry]]
  ) -> [Double] {
    var units = [Double](repeating: 1, count: system.cells.count)
    guard system.cells.contains(where: { !$0.isWhole }) else { return units }
    var isSeen = [Bool](repeating: false, count: system.cells.count)
    for first in system.cells.indices where !isSeen[first] {
      isSeen[first] = true
      var part = [first]
      var next = 0
      while next < part.count {
        for entry in entries[part[next]] {
          for cell in members[entry.equation] where !isSeen[cell] {
            isSeen[cell] = true
            part.append(cell)
          }
        }
        next += 1
      }
      if part.allSatisfy({ system.cells[$0].isWhole }) { continue }
      let greatest = part.map { system.cells[$0].value }.max() ?? 1
      let unit = Double(sign: .plus, exponent: max(greatest, 1).exponent - 36, significand: 1)
      for cell in part { units[cell] = min(1, unit) }
    }
    return units
  }

  private static func shownRoom(_ cell: CellSystem.Cell, unit: Double) -> Room {
    if cell.state == .hidden || cell.state == .latent {
      return Room(down: Int((cell.value / unit).rounded()), up: Room.endless)
    }
    guard let range = cell.shownRange else { return .none }
    let lowest = max(0, cell.isWhole ? range.lowerBound.rounded(.up) : range.lowerBound)
    let highest = cell.isWhole ? range.upperBound.rounded(.down) : range.upperBound
    return Room(
      down: Int(((cell.value - lowest) / unit).rounded()), up: Int(((highest - cell.value) / unit).rounded()))
  }

  /// A weighted goal is met within a thousand-millionth, for its figures come out of sums of `Double`.
  private static func goal(_ number: Int, _ cell: CellSystem.Cell, unit: Double) -> Goal? {
    guard let need = cell.need else { return nil }
    if cell.isWhole {
      let one = Int(1 / unit)
      return Goal(
        cell: number, downBy: Int(cell.value - need.atMost.rounded(.down)) * one,
        upBy: Int(need.atLeast.rounded(.up) - cell.value) * one)
    }
    return Goal(
      cell: number, downBy: Int(((cell.value - need.atMost) / unit).rounded()) - 64,
      upBy: Int(((need.atLeast - cell.value) / unit).rounded()) - 64)
  }
}
