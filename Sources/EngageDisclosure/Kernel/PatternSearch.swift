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
  /// How often a move was looked for so far.
  private(set) var asked = 0

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

  /// Always summed in the same order, for it decides between patterns.
  var loss: Double { chosen.sorted().reduce(0) { $0 + offer.losses[$1] } }

  /// How often it pays to build a part anew: not where linear programmes take their time, nor
  /// where so little of all is looked at.
  var worthwhileRounds: Int {
    let isQuick = spaces.allSatisfy { space in space.blocks.allSatisfy { $0.network != nil } }
    let most = isQuick ? 5000 : 200
    return lattice.values.count > most ? 0 : isQuick ? 30 : 10
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
  /// - Parameter some: units to look at; all that were chosen, if `nil`.
  mutating func reduce(_ some: Set<Int>? = nil, before deadline: Deadline) throws(SuppressionFailure) {
    let order = (some ?? chosen).intersection(chosen).sorted {
      (offer.losses[$0], $0) > (offer.losses[$1], $1)
    }
    for unit in order {
      set(unit, isHidden: false)
      let served = proofs.served(by: offer.units[unit])
      if try firstUnmet(served, before: deadline) != nil { set(unit, isHidden: true) }
    }
  }

  /// Shows a unit and what else serves the same goals, and looks for something better to hide for these.
  /// - Parameter weights: of the units, as in `construct`.
  /// - Returns: whether less is lost now; if not, nothing was changed.
  mutating func rebuild(around unit: Int, weights: [Double], before deadline: Deadline)
    throws(SuppressionFailure)
    -> Bool
  {
    let before = self
    let goals = proofs.served(by: offer.units[unit])
    let near = chosen.filter { other in
      other == unit || !Set(goals).isDisjoint(with: proofs.served(by: offer.units[other]))
    }
    let affected = Set(near.flatMap { proofs.served(by: offer.units[$0]) }).sorted()
    let kept = chosen.subtracting(near)
    for other in near { set(other, isHidden: false) }
    if try construct(affected, weights: weights, before: deadline).isEmpty {
      try reduce(chosen.subtracting(kept), before: deadline)
      if loss < before.loss * (1 - 1e-9) { return true }
    }
    self = before
    return false
  }

  /// The first condition of these goals of which it can't be shown that it is met; `nil` if all are.
  mutating func firstUnmet(_ goals: [Int], before deadline: Deadline) throws(SuppressionFailure) -> Condition?
  {
    for number in goals {
      while let unmet = proofs.firstUnmet(number, isHidden: isHidden) {
        try deadline.check()
        guard prove(unmet), proofs.firstUnmet(number, isHidden: isHidden) != unmet else { return unmet }
      }
    }
    return nil
  }

  /// Hides of a component these units and no others.
  mutating func hide(_ units: Set<Int>, of component: Component) {
    for unit in component.units where units.contains(unit) != chosen.contains(unit) {
      set(unit, isHidden: units.contains(unit))
    }
  }

  var components: [Component] { Component.all(lattice, offer, whole: spaces[spaces.count - 1]) }

  private mutating func set(_ unit: Int, isHidden hides: Bool) {
    if hides { chosen.insert(unit) } else { chosen.remove(unit) }
    for cell in offer.units[unit] { isHidden[cell] = hides }
  }

  /// Whether what is hidden now is enough.
  private mutating func prove(_ condition: Condition) -> Bool {
    let hidesLink = chosen.contains { unit in offer.units[unit].contains { isLink[$0] } }
    for number in Set([0, hidesLink ? spaces.count - 1 : min(1, spaces.count - 1)]).sorted() {
      asked += 1
      let change = spaces[number].change(condition, lattice, isHidden: isHidden)
      guard let change else { continue }
      if proofs.add(change, isHidden: isHidden) { return true }
    }
    return false
  }

  /// Hides what the cheapest change needs.
  private mutating func hide(for condition: Condition, costs: [Double]) -> Bool {
    for space in spaces {
      asked += 1
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
