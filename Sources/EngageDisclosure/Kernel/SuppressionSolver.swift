/// Chooses what to hide besides what is hidden already, so that nobody finds out what they must not, and so that
/// little is lost. What it returns has been audited from scratch; if that can't be done, it throws.
///
/// Cells are chosen by cheapest flows in networks and by linear programmes elsewhere, superfluous ones are shown
/// again, and parts of the pattern are built anew as often as pays. The same system always gets the same pattern.
public struct SuppressionSolver: Sendable {
  private let seconds: Double

  /// - Parameter seconds: after which it gives up.
  public init(seconds: Double = 60) {
    self.seconds = seconds
  }

  /// - Throws: if the system is none, if needs can't be met, or if time is over.
  public func solve(_ system: CellSystem) throws(SuppressionFailure) -> Suppression {
    let deadline = Deadline(seconds: seconds)
    try system.check()
    let lattice = Lattice(system)
    let offer = Offer(lattice)
    let isHidden = try pattern(lattice, offer, before: deadline)
    var attack = Attack(lattice, isHidden: isHidden)
    let verdicts = try attack.verdicts(before: deadline)
    let unsafe = verdicts.filter { !$0.isSafe }.map(\.cell)
    guard unsafe.isEmpty else { throw .impossible(cells: unsafe) }
    let hidden = Set(system.cells.indices.filter { isHidden[$0] && system.cells[$0].state != .latent })
    let added = hidden.filter { system.cells[$0].state != .hidden }
    return Suppression(
      hidden: hidden, added: added, loss: added.sorted().reduce(0) { $0 + system.cells[$1].loss },
      verdicts: verdicts)
  }

  private func pattern(
    _ lattice: Lattice, _ offer: Offer, before deadline: Deadline
  ) throws(SuppressionFailure) -> [Bool] {
    var search = PatternSearch(lattice, offer)
    let goals = lattice.goals.indices.sorted {
      let (one, two) = (lattice.goals[$0], lattice.goals[$1])
      return (max(one.downBy, one.upBy), two.cell) > (max(two.downBy, two.upBy), one.cell)
    }
    let failed = try search.construct(goals, weights: offer.losses, before: deadline)
    guard failed.isEmpty else { throw .impossible(cells: failed.sorted()) }
    try search.reduce(before: deadline)
    try improve(&search, before: deadline)
    return search.isHidden
  }

  /// Tears down a part of the pattern and builds it again with other weights, many times. How many times depends on
  /// the system alone and never on time: the same figures must always get the same pattern, for two different ones
  /// would tell more than either.
  private func improve(_ search: inout PatternSearch, before deadline: Deadline) throws(SuppressionFailure) {
    var random = SplitMix(state: UInt64(search.lattice.values.count))
    var round = 0
    while round < search.worthwhileRounds, !search.chosen.isEmpty {
      let units = search.chosen.sorted()
      let weights = search.offer.losses.map { $0 * (0.4 + 1.2 * random.nextShare()) }
      let unit = units[Int(random.nextShare() * Double(units.count))]
      _ = try search.rebuild(around: unit, weights: weights, before: deadline)
      round += 1
    }
  }
}

/// Numbers that look random and are the same on every run (Steele, Lea and Flood, 2014).
struct SplitMix {
  var state: UInt64

  /// From 0 up to but not 1.
  mutating func nextShare() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }
}
