/// Looks for cells to hide so that every need is met: the cheapest change for one condition after the other, then
/// what has become superfluous is shown again.
struct PatternSearch {
  let lattice: Lattice
  let offer: Offer
  /// The same system, more and more of it: with shared margins taken as known, most blocks are networks; then with
  /// those that are hidden moving, too, which no programme but a linear one can tell; then with all that may be
  /// hidden. Only what can't be met in one is looked for in the next.
  private let spaces: [Blocks]
  private let isLink: [Bool]
  private(set) var isHidden: [Bool]
  private(set) var chosen: Set<Int> = []
  private var proofs: Proofs

  init(_ lattice: Lattice, _ offer: Offer) {
    self.lattice = lattice
    self.offer = offer
    let isOffered = offer.unitOf.map { $0 >= 0 }
    let isLink = lattice.values.indices.map(lattice.isLink)
    self.isLink = isLink
    let whole = Blocks(lattice, isHidden: offer.isHidden, isOffered: isOffered)
    if isLink.contains(true) {
      let some = zip(isOffered, isLink).map { $0 && !$1 }
      spaces = [
        Blocks(lattice, isHidden: offer.isHidden, isOffered: some) { isLink[$0] },
        Blocks(lattice, isHidden: offer.isHidden, isOffered: some), whole,
      ]
    } else {
      spaces = [whole]
    }
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
    let costs = offer.unitOf.map { $0 < 0 ? 0 : weights[$0] }
    var failed: [Int] = []
    for number in goals {
      while let unmet = proofs.firstUnmet(number, isHidden: isHidden) {
        try deadline.check()
        if prove(unmet), proofs.firstUnmet(number, isHidden: isHidden) != unmet { continue }
        if hide(for: unmet, costs: costs), proofs.firstUnmet(number, isHidden: isHidden) != unmet {
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
      if try !meets(proofs.served(by: offer.units[unit]), before: deadline) { set(unit, isHidden: true) }
    }
  }

  private mutating func meets(_ goals: [Int], before deadline: Deadline) throws(SuppressionFailure) -> Bool {
    for number in goals {
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
    let hidesLink = chosen.contains { unit in offer.units[unit].contains { isLink[$0] } }
    for space in hidesLink ? spaces : Array(spaces.prefix(2)) {
      guard let change = space.change(condition, lattice, isHidden: isHidden) else { continue }
      if proofs.add(change, isHidden: isHidden) { return true }
    }
    return false
  }

  /// Hides what the cheapest change needs.
  private mutating func hide(for condition: Condition, costs: [Double]) -> Bool {
    for space in spaces {
      guard let change = space.change(condition, lattice, isHidden: isHidden, costs: costs) else {
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
