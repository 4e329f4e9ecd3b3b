/// Looks for the least that can be hidden of one component, by branch and cut (Fischetti and Salazar, 2001): a linear
/// programme chooses units, and for every condition that its choice does not meet it gets a row. Whatever is taken for
/// a pattern has been proven condition by condition, for insiders, too, and in whole numbers.
///
/// How far it goes depends on work done and never on time: the same system must always get the same pattern.
struct ExactSearch {
  private struct Node {
    var lower: [Double]
    var upper: [Double]
    var bound: Double
  }

  private let rows: ProtectionRows
  let component: Component
  private let losses: [Double]
  /// Losses are multiples of it, so that bounds can be rounded up; 0 if they are of nothing.
  private let grain: Double
  private let master: LinearProgram
  private var conditions: [Condition]
  /// Of the conditions: whether there was no row the last time.
  private var isQuiet: [Bool]
  private var open: [Node] = []
  /// The least bound of what was given up.
  private var givenUp = Double.infinity
  private var otherWork = 0
  /// Questions of the search that are counted already.
  private var asked = 0
  private var hasGuessed = false
  private var greatestWork = 0

  /// Of units: the best safe pattern known, and what it loses.
  private(set) var best: Set<Int>
  private(set) var loss: Double

  init(_ search: PatternSearch, _ component: Component) {
    let (lattice, offer) = (search.lattice, search.offer)
    self.component = component
    rows = ProtectionRows(component, lattice, offer)
    losses = component.units.map { offer.losses[$0] }
    grain =
      [1, 0.5, 0.25, 0.125].first { [losses] grain in
        losses.allSatisfy { $0 < 1e9 && ($0 / grain) == ($0 / grain).rounded() }
      } ?? 0
    let count = component.units.count
    master = LinearProgram(
      columns: Array(repeating: [], count: count), costs: losses,
      lower: [Double](repeating: 0, count: count), upper: [Double](repeating: 1, count: count), rows: 0)
    conditions = component.goals.flatMap { number in
      let goal = lattice.goals[number]
      return [
        Condition(cell: goal.cell, direction: .down, amount: goal.downBy),
        Condition(cell: goal.cell, direction: .up, amount: goal.upBy),
      ].filter { $0.amount > 0 }
    }
    isQuiet = conditions.map { _ in false }
    best = Set(component.units).intersection(search.chosen)
    loss = best.sorted().reduce(0) { $0 + offer.losses[$1] }
  }

  /// No safe pattern of the component loses less.
  var bound: Double { min(loss, rounded(min(givenUp, open.map(\.bound).min() ?? .infinity))) }

  /// The least that a pattern can lose if it loses so much or more; Clp is exact to about a millionth.
  private func rounded(_ bound: Double) -> Double {
    grain > 0 ? (bound / grain - 1e-3).rounded(.up) * grain : bound
  }

  private func isHopeless(_ bound: Double) -> Bool { rounded(bound) >= loss * (1 - 1e-7) }

  /// Whether nothing better is possible.
  var isProven: Bool { bound >= loss }

  /// For all components of a system, in visits of a cell: about a second.
  static let greatestWork = 100_000_000
  /// Done so far.
  var work: Int { rows.work + otherWork }
  private var isSpent: Bool { work > greatestWork }
  /// About what it takes to look at every condition once.
  var workOfPass: Int { conditions.count * rows.workOfRow }

  /// - Parameters:
  ///   - search: with a safe pattern; it gets the best one found.
  ///   - work: how much may be done.
  mutating func run(_ search: inout PatternSearch, work: Int, before deadline: Deadline)
    throws(SuppressionFailure)
  {
    greatestWork = work
    asked = search.asked
    let count = component.units.count
    open = [
      Node(
        lower: [Double](repeating: 0, count: count), upper: [Double](repeating: 1, count: count), bound: 0)
    ]
    while !isSpent, let place = open.indices.min(by: { open[$0].bound < open[$1].bound }) {
      try deadline.check()
      let node = open.remove(at: place)
      if !isHopeless(node.bound) { try explore(node, &search, before: deadline) }
    }
    search.hide(best, of: component)
  }

  /// Solves a node with all rows that can be found for it, and parts it.
  private mutating func explore(
    _ node: Node, _ search: inout PatternSearch, before deadline: Deadline
  ) throws(SuppressionFailure) {
    var node = node
    while true {
      try deadline.check()
      master.setBounds(lower: node.lower, upper: node.upper)
      guard master.solve(.dual, seconds: deadline.secondsLeft) else {
        if !master.isInfeasible { givenUp = min(givenUp, node.bound) }
        return
      }
      otherWork += (master.iterations + 5) * (master.rowCount + 20)
      node.bound = max(node.bound, master.value)
      guard !isHopeless(node.bound) else { return }
      let shares = master.solution
      if isSpent { return open.append(node) }
      let parted = shares.indices.filter { abs(shares[$0] - shares[$0].rounded()) > 1e-6 }
      if addRows(for: shares, looksAtAll: parted.isEmpty, before: deadline) { continue }
      if !hasGuessed { try guess(shares, &search, before: deadline) }
      if parted.isEmpty {
        if try !accept(shares, node, &search, before: deadline) { continue }
        return
      }
      return part(node, shares, parted)
    }
  }

  private mutating func part(_ node: Node, _ shares: [Double], _ parted: [Int]) {
    let place = parted.max { score($0, shares) < score($1, shares) } ?? parted[0]
    var (less, more) = (node, node)
    less.upper[place] = 0
    more.lower[place] = 1
    open += [less, more]
  }

  private func score(_ place: Int, _ shares: [Double]) -> Double {
    losses[place] * min(shares[place], 1 - shares[place])
  }

  /// Whether there are conditions that the shares do not meet and that have rows. Those that had none the last time
  /// are looked at only if the others have none; for what must be parted anyhow, they are left for later.
  private mutating func addRows(
    for shares: [Double], looksAtAll: Bool, before deadline: Deadline
  ) -> Bool {
    for looksAtQuiet in looksAtAll ? [false, true] : [false] {
      var found: [ProtectionRow] = []
      for number in conditions.indices where isQuiet[number] == looksAtQuiet {
        let row = rows.row(conditions[number], shares: shares, before: deadline)
        isQuiet[number] = row == nil
        if let row { found.append(row) }
      }
      guard found.isEmpty else {
        master.add(found.map { row in (factors: row.factors.map { ($0.place, $0.factor) }, least: 1) })
        return true
      }
    }
    return false
  }

  /// Takes whole shares for the best pattern if they are safe.
  /// - Returns: `false` if there is another row now that they do not fulfil.
  private mutating func accept(
    _ shares: [Double], _ node: Node, _ search: inout PatternSearch, before deadline: Deadline
  ) throws(SuppressionFailure) -> Bool {
    let whole = shares.map { $0.rounded() }
    let units = Set(whole.indices.filter { whole[$0] == 1 }.map { component.units[$0] })
    search.hide(units, of: component)
    let unmet = try search.firstUnmet(component.goals, before: deadline)
    count(search)
    guard let unmet else {
      keep(search)
      return true
    }
    if !conditions.contains(unmet) {
      conditions.append(unmet)
      isQuiet.append(false)
    }
    if addRows(for: whole, looksAtAll: true, before: deadline) { return false }
    // Only whole numbers stand against it, or the search for them was too long: nothing is proven.
    givenUp = min(givenUp, node.bound)
    try repair(&search, weights: search.offer.losses, before: deadline)
    return true
  }

  /// Builds a pattern along the shares.
  private mutating func guess(
    _ shares: [Double], _ search: inout PatternSearch, before deadline: Deadline
  ) throws(SuppressionFailure) {
    hasGuessed = true
    var weights = search.offer.losses
    for (place, unit) in component.units.enumerated() { weights[unit] *= 1 - 0.95 * shares[place] }
    search.hide([], of: component)
    try repair(&search, weights: weights, before: deadline)
  }

  private mutating func repair(
    _ search: inout PatternSearch, weights: [Double], before deadline: Deadline
  ) throws(SuppressionFailure) {
    let failed = try search.construct(component.goals, weights: weights, before: deadline)
    if failed.isEmpty {
      try search.reduce(Set(component.units), before: deadline)
      keep(search)
    }
    count(search)
  }

  /// Counts what the search was asked as work: a question takes it a programme or two.
  private mutating func count(_ search: PatternSearch) {
    otherWork += 2 * (search.asked - asked) * rows.workOfRow
    asked = search.asked
  }

  private mutating func keep(_ search: PatternSearch) {
    let units = Set(component.units).intersection(search.chosen)
    let lost = units.sorted().reduce(0) { $0 + search.offer.losses[$1] }
    if lost < loss * (1 - 1e-9) { (best, loss) = (units, lost) }
  }
}
