/// Chooses what to hide besides what is hidden already, so that nobody finds out what they must not, and so that
/// little is lost. What it returns has been audited from scratch; if that can't be done, it throws.
///
/// Cells are chosen by cheapest flows in networks and by linear programmes elsewhere, several times in different
/// orders, and superfluous ones shown again.
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
    return search.isHidden
  }
}
