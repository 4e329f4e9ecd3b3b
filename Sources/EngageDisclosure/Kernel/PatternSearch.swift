/// Looks for cells to hide so that every need is met: the cheapest change for one condition after the other, then
/// what has become superfluous is shown again.
struct PatternSearch {
  let lattice: Lattice
  let offer: Offer
  /// The same system with fewer and with more cells that may be hidden. With those of shared margins known, most
  /// blocks are networks; only what can't be met so is looked for among all.
  let spaces: [Blocks]
  private(set) var isHidden: [Bool]
  private(set) var chosen: Set<Int> = []
  private var proofs: Proofs

  init(_ lattice: Lattice, _ offer: Offer) {
    self.lattice = lattice
    self.offer = offer
    let isOffered = offer.unitOf.map { $0 >= 0 }
    let isLink = lattice.entries.map { $0.count > 2 || $0.contains { abs($0.factor) != 1 } }
    var spaces = [Blocks(lattice, isHidden: offer.isHidden, isOffered: isOffered)]
    if zip(isOffered, isLink).contains(where: { $0 && $1 }) {
      let some = zip(isOffered, isLink).map { $0 && !$1 }
      spaces.insert(Blocks(lattice, isHidden: offer.isHidden, isOffered: some), at: 0)
    }
    self.spaces = spaces
    isHidden = offer.isHidden
    proofs = Proofs(lattice)
  }

  var loss: Double { chosen.reduce(0) { $0 + offer.losses[$1] } }

  /// Begins anew.
  mutating func clear() {
    isHidden = offer.isHidden
    chosen = []
    proofs = Proofs(lattice)
  }

  /// Hides until every need is met.
  /// - Parameters:
  ///   - goals: their numbers, in the order in which they are seen to.
  ///   - weights: of the units, for which to choose; their losses, or what leads elsewhere.
  /// - Returns: cells whose needs could not be met.
  mutating func construct(_ goals: [Int], weights: [Double], before deadline: Deadline)
    throws(SuppressionFailure)
    -> [Int]
  {
    var failed: [Int] = []
    for number in goals {
      while let unmet = proofs.firstUnmet(number, isHidden: isHidden) {
        try deadline.check()
        if prove(unmet), proofs.firstUnmet(number, isHidden: isHidden) != unmet { continue }
        if hide(for: unmet, weights: weights), proofs.firstUnmet(number, isHidden: isHidden) != unmet {
          continue
        }
        let unit = offer.unitOf[unmet.cell]
        if unit >= 0, !chosen.contains(unit) {
          set(unit, isHidden: true)
          continue
        }
        failed.append(unmet.cell)
        break
      }
    }
    return failed
  }

  /// Shows again what is superfluous, what loses most first.
  mutating func reduce(before deadline: Deadline) throws(SuppressionFailure) {
    let order = chosen.sorted { (offer.losses[$0], $0) > (offer.losses[$1], $1) }
    for unit in order {
      set(unit, isHidden: false)
      if try !meetsAll(before: deadline) { set(unit, isHidden: true) }
    }
  }

  private mutating func meetsAll(before deadline: Deadline) throws(SuppressionFailure) -> Bool {
    for number in lattice.goals.indices {
      while let unmet = proofs.firstUnmet(number, isHidden: isHidden) {
        try deadline.check()
        guard prove(unmet), proofs.firstUnmet(number, isHidden: isHidden) != unmet else { return false }
      }
    }
    return true
  }

  private mutating func set(_ unit: Int, isHidden hides: Bool) {
    if hides { chosen.insert(unit) } else { chosen.remove(unit) }
    for cell in offer.units[unit] { isHidden[cell] = hides }
  }

  /// Whether what is hidden now is enough.
  private mutating func prove(_ condition: Condition) -> Bool {
    for space in spaces {
      guard let change = space.change(condition, lattice, isHidden: isHidden) else { continue }
      if proofs.add(change, isHidden: isHidden) { return true }
    }
    return false
  }

  /// Hides what the cheapest change needs.
  private mutating func hide(for condition: Condition, weights: [Double]) -> Bool {
    let costs = offer.unitOf.map { $0 < 0 ? 0 : weights[$0] }
    for space in spaces {
      guard let change = space.change(condition, lattice, isHidden: isHidden, weights: costs) else {
        continue
      }
      for step in change.steps where !isHidden[step.cell] {
        let room = lattice.shown[step.cell]
        if step.by < -room.down || step.by > room.up { set(offer.unitOf[step.cell], isHidden: true) }
      }
      if proofs.add(change, isHidden: isHidden) { return true }
    }
    return false
  }
}
