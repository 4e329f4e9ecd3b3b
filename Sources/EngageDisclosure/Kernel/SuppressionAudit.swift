/// What can be found out of a system: for every cell with a need, whether an attacker who knows all that is shown
/// must still take both a low and a high value to be possible. A cell counts as safe only if complete assignments of
/// numbers were found that fulfil every equation, checked in exact arithmetic; what could not be shown is unsafe.
///
/// Somebody counted in a cell that is not shown knows one of it; what is possible must be so to them as well, but
/// for that one.
public struct SuppressionAudit: Sendable {
  private let seconds: Double

  /// - Parameter seconds: after which it gives up.
  public init(seconds: Double = 60) {
    self.seconds = seconds
  }

  /// - Parameter hidden: cells that are hidden besides those whose state says so.
  /// - Throws: if the system is none, or if time is over.
  public func audit(_ system: CellSystem, hidden: Set<Int>) throws(SuppressionFailure) -> [Verdict] {
    try system.check(hidden: hidden)
    let lattice = Lattice(system)
    let isHidden = system.cells.indices.map {
      hidden.contains($0) || system.cells[$0].state == .hidden || system.cells[$0].state == .latent
    }
    var attack = Attack(lattice, isHidden: isHidden)
    return try attack.verdicts(before: Deadline(seconds: seconds))
  }
}

/// An attacker's work on one pattern.
struct Attack {
  private let lattice: Lattice
  private let isHidden: [Bool]
  /// With shared margins taken as known, and without.
  private let spaces: [Blocks]
  private var proofs: Proofs

  init(_ lattice: Lattice, isHidden: [Bool]) {
    self.lattice = lattice
    self.isHidden = isHidden
    let isOffered = isHidden.map { _ in false }
    spaces = [
      Blocks(lattice, isHidden: isHidden, isOffered: isOffered, isHeld: lattice.isLink),
      Blocks(lattice, isHidden: isHidden, isOffered: isOffered),
    ]
    proofs = Proofs(lattice)
  }

  mutating func verdicts(before deadline: Deadline) throws(SuppressionFailure) -> [Verdict] {
    var verdicts: [Verdict] = []
    for number in lattice.goals.indices {
      var failed: Condition?
      while failed == nil, let unmet = proofs.firstUnmet(number, isHidden: isHidden) {
        try deadline.check()
        if !prove(unmet) || proofs.firstUnmet(number, isHidden: isHidden) == unmet { failed = unmet }
      }
      verdicts.append(verdict(number, failed))
    }
    return verdicts
  }

  private mutating func prove(_ condition: Condition) -> Bool {
    // What leaves everybody's cell above zero proves it to all insiders at once.
    for space in spaces {
      for keepsAll in condition.insider == nil ? [true, false] : [false] {
        let change = space.change(condition, lattice, isHidden: isHidden, keepsAll: keepsAll)
        if let change, proofs.add(change, isHidden: isHidden) { return true }
      }
    }
    return false
  }

  private func verdict(_ number: Int, _ failed: Condition?) -> Verdict {
    let cell = lattice.goals[number].cell
    let value = lattice.system.cells[cell].value
    let shown = proofs.shown(number, isHidden: isHidden)
    guard let failed else {
      return Verdict(
        cell: cell, lowest: self.value(cell, shown.lowest), highest: self.value(cell, shown.highest),
        isSafe: true)
    }
    let blocks = spaces[1]
    guard blocks.blockOf[cell] >= 0 else {
      return Verdict(cell: cell, lowest: value, highest: value, isSafe: false, insider: failed.insider)
    }
    let far = { (direction: Direction) in
      Condition(cell: cell, direction: direction, amount: Room.endless, insider: failed.insider)
    }
    let down = blocks.reach(far(.down), lattice, isHidden: isHidden)
    let up = blocks.reach(far(.up), lattice, isHidden: isHidden)
    return Verdict(
      cell: cell, lowest: self.value(cell, -down), highest: self.value(cell, up), isSafe: false,
      insider: failed.insider)
  }

  private func value(_ cell: Int, _ by: Int) -> Double {
    if by >= Room.endless / 2 { return .infinity }
    if by == 0 { return lattice.system.cells[cell].value }
    return max(0, Double(lattice.values[cell] + by) * lattice.units[cell])
  }
}
