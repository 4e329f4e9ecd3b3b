/// Chooses what to hide besides what is hidden already, so that nobody finds out what they must not, and so that
/// little is lost. What it returns has been audited from scratch; if that can't be done, it throws.
///
/// Cells are chosen by cheapest flows in networks and by linear programmes elsewhere, superfluous ones are shown
/// again. Then the least is looked for by branch and cut; where that takes too much work, parts of the pattern are
/// built anew as often as pays. The same system always gets the same pattern.
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
    let (isHidden, bound) = try pattern(lattice, offer, before: deadline)
    var attack = Attack(lattice, isHidden: isHidden)
    let verdicts = try attack.verdicts(before: deadline)
    let unsafe = verdicts.filter { !$0.isSafe }.map(\.cell)
    guard unsafe.isEmpty else { throw .impossible(cells: unsafe) }
    let hidden = Set(system.cells.indices.filter { isHidden[$0] && system.cells[$0].state != .latent })
    let added = hidden.filter { system.cells[$0].state != .hidden }
    let loss = { (cells: Set<Int>) in cells.sorted().reduce(0) { $0 + system.cells[$1].loss } }
    return Suppression(
      hidden: hidden, added: added, loss: loss(added),
      lowerBound: bound + loss(added.filter { offer.isHidden[$0] }), verdicts: verdicts)
  }

  /// - Returns: which cells are hidden, and what the units among them lose at least.
  private func pattern(
    _ lattice: Lattice, _ offer: Offer, before deadline: Deadline
  ) throws(SuppressionFailure) -> (isHidden: [Bool], bound: Double) {
    var search = PatternSearch(lattice, offer)
    let goals = lattice.goals.indices.sorted {
      let (one, two) = (lattice.goals[$0], lattice.goals[$1])
      return (max(one.downBy, one.upBy), two.cell) > (max(two.downBy, two.upBy), one.cell)
    }
    let failed = try search.construct(goals, weights: offer.losses, before: deadline)
    guard failed.isEmpty else { throw .impossible(cells: failed.sorted()) }
    try search.reduce(before: deadline)
    let least = try lookForLeast(&search, before: deadline)
    try improve(&search, besides: least.proven, before: deadline)
    return (search.isHidden, least.bound)
  }

  /// Looks for the least in one component after another, small ones first, as long as the work is worth it.
  /// - Returns: what is lost at least, and the units of components that can't lose less.
  private func lookForLeast(
    _ search: inout PatternSearch, before deadline: Deadline
  ) throws(SuppressionFailure) -> (bound: Double, proven: Set<Int>) {
    var exact = search.components.map { ExactSearch(search, $0) }.sorted { $0.workOfPass < $1.workOfPass }
    var left = ExactSearch.greatestWork
    var least = (bound: 0.0, proven: Set<Int>())
    for place in exact.indices where exact[place].loss > 0 && exact[place].workOfPass <= left / 10 {
      try exact[place].run(&search, work: left, before: deadline)
      left -= exact[place].work
      least.bound += exact[place].bound
      if exact[place].isProven { least.proven.formUnion(exact[place].component.units) }
    }
    return least
  }

  /// Tears down a part of the pattern and builds it again with other weights, many times. How many times depends on
  /// the system alone and never on time: the same figures must always get the same pattern, for two different ones
  /// would tell more than either.
  /// - Parameter proven: units that no part is built around, for nothing better is possible there.
  private func improve(
    _ search: inout PatternSearch, besides proven: Set<Int>, before deadline: Deadline
  ) throws(SuppressionFailure) {
    var random = SplitMix(state: UInt64(search.lattice.values.count))
    for _ in 0..<search.worthwhileRounds {
      let units = search.chosen.subtracting(proven).sorted()
      guard !units.isEmpty else { return }
      let weights = search.offer.losses.map { $0 * (0.4 + 1.2 * random.nextShare()) }
      let unit = units[Int(random.nextShare() * Double(units.count))]
      _ = try search.rebuild(around: unit, weights: weights, before: deadline)
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
