import EngageModel
import EngageReport

/// The figures of a report, and of those released before it, as a system of cells.
struct FigureSystem {
  let linked: LinkedFigures
  private(set) var cells = CellSystem()
  /// Figures in sums that do not add up.
  private(set) var unsound: Set<Int> = []
  /// Of cells that are no figure: what they are.
  private(set) var remainders: [Int: Remainder] = [:]

  enum Remainder {
    /// What is left of a figure when others are taken away.
    case rest(of: Int)
    /// By what a figure changed since an earlier release.
    case change(of: Int)
  }

  init(_ linked: LinkedFigures, profile: DisclosureProfile) {
    self.linked = linked
    for variable in linked.variables { cells.cells.append(FigureSystem.cell(of: variable, profile)) }
    let families = Families(linked)
    unsound.formUnion(families.tangled)
    for sum in families.sums { add(sum, profile) }
    addChanges(families, profile)
    addTwins()
    protectUnanimous(families, profile)
  }

  private static func cell(of variable: LinkedFigures.Variable, _ profile: DisclosureProfile)
    -> CellSystem.Cell
  {
    let value = variable.value
    var cell = CellSystem.Cell(value, .open(loss: value == 0 ? 0.5 : value), isWhole: !variable.isWeighted)
    if variable.isScope || !variable.shownBy.isEmpty {
      cell.state = .fixed
      cell.shownRange = variable.shownBy.isEmpty ? profile.shownRange(value) : variable.shownRange
      return cell
    }
    cell.shownRange = variable.isWeighted ? nil : profile.shownRange(value)
    if profile.isSmall(value) {
      cell.state = .hidden
      cell.need = profile.need
      cell.shownRange = nil
    } else if variable.places.isEmpty {
      cell.state = .hidden
    }
    return cell
  }

  private mutating func add(_ sum: Families.Sum, _ profile: DisclosureProfile) {
    let whole = linked.variables[sum.whole]
    let parts = sum.parts.reduce(0) { $0 + linked.variables[$1].value }
    var rest = whole.value - parts
    if rest.magnitude <= 1e-6 * max(1, whole.value.magnitude), whole.isWeighted { rest = 0 }
    guard rest >= 0, rest == rest.rounded() || whole.isWeighted else {
      unsound.formUnion([sum.whole] + sum.parts)
      return
    }
    if case .nothing = sum.rest, rest > 0 {
      unsound.formUnion([sum.whole] + sum.parts)
      return
    }
    // Where all of the answers are told, everybody knows that nobody is left. Of a filter nobody does.
    if sum.isExhaustive, rest == 0 {
      cells.equations.append(.sum(of: sum.parts, is: sum.whole))
      return
    }
    var cell = CellSystem.Cell(rest, .latent, isWhole: !whole.isWeighted)
    let isOut = ([sum.whole] + sum.parts).allSatisfy { !linked.variables[$0].shownBy.isEmpty }
    if case .people = sum.rest, profile.isSmall(rest), rest > 0, !whole.isWeighted, !isOut {
      cell.need = profile.need
    }
    let remainder = append(cell, .rest(of: sum.whole))
    cells.equations.append(.sum(of: sum.parts + [remainder], is: sum.whole))
  }

  /// What changed between an earlier release and now is a figure that everybody can reckon.
  private mutating func addChanges(_ families: Families, _ profile: DisclosureProfile) {
    var changes: [Int: CellSystem.Term] = [:]
    for (index, variable) in linked.variables.enumerated() where variable.state > 0 && !variable.isWeighted {
      guard let now = variable.meanings.compactMap({ linked.variable($0) }).first else { continue }
      let change = linked.variables[now].value - variable.value
      var cell = CellSystem.Cell(change.magnitude, .latent)
      if change != 0, change.magnitude < Double(profile.threshold) { cell.need = profile.need }
      let difference = append(cell, .change(of: now))
      cells.equations.append(
        change >= 0 ? .sum(of: [index, difference], is: now) : .sum(of: [now, difference], is: index))
      changes[index] = CellSystem.Term(difference, change >= 0 ? 1 : -1)
    }
    addSums(of: changes, families)
  }

  /// What changed in a whole is what changed in its parts: whoever came to one of them came to the whole, and knows.
  private mutating func addSums(of changes: [Int: CellSystem.Term], _ families: Families) {
    for sum in families.sums where sum.isExhaustive {
      let parts = sum.parts.compactMap { changes[$0] }
      guard let whole = changes[sum.whole], parts.count == sum.parts.count else { continue }
      let terms = [whole] + parts.map { CellSystem.Term($0.cell, -$0.factor) }
      guard terms.reduce(0, { $0 + Double($1.factor) * cells.cells[$1.cell].value }) == 0 else { continue }
      cells.equations.append(CellSystem.Equation(terms))
    }
  }

  /// A sum of weights goes with the count it is of: who knows the weights could reckon one from the other.
  private mutating func addTwins() {
    for (index, variable) in linked.variables.enumerated() where variable.isWeighted {
      let twins = variable.meanings.compactMap { linked.variable($0.unweighted, state: variable.state) }
      guard let twin = twins.first else { continue }
      let count = linked.variables[twin].value
      if case .fixed = cells.cells[index].state { continue }
      if case .fixed = cells.cells[twin].state { continue }
      cells.ties.append([twin, index])
      guard let need = cells.cells[twin].need, count > 0, variable.value > 0 else {
        if cells.cells[index].need != nil, cells.cells[twin].need == nil {
          // Few only by weight.
          cells.cells[index].need = nil
          cells.cells[index].state = .open(loss: max(variable.value, 0.5))
        }
        continue
      }
      let weight = variable.value / count
      cells.cells[index].state = .hidden
      cells.cells[index].need = CellSystem.Need(atMost: need.atMost * weight, atLeast: need.atLeast * weight)
    }
  }

  /// Where all of a group gave one answer, the table says of each of them what they answered.
  private mutating func protectUnanimous(_ families: Families, _ profile: DisclosureProfile) {
    guard let dominance = profile.dominance else { return }
    for (index, variable) in linked.variables.enumerated() where variable.state == 0 && !variable.isWeighted {
      guard !variable.places.isEmpty, variable.value >= Double(profile.threshold),
        case .open = cells.cells[index].state
      else { continue }
      let told = variable.meanings.flatMap { meaning in
        meaning.answers.filter { $0.values != .any }.map { (meaning, $0.dimension) }
      }
      for (meaning, dimension) in told {
        var whole = meaning.with(dimension, .any)
        if let tick = Meaning.wholeOfTick(dimension) { whole = meaning.without(dimension).with(tick, .any) }
        guard isGroup(meaning, besides: dimension), let all = linked.variable(whole),
          variable.value >= dominance * linked.variables[all].value, linked.variables[all].value > 1
        else { continue }
        let most = min(variable.value - 1, (dominance * linked.variables[all].value).rounded(.up) - 1)
        cells.cells[index].state = .hidden
        cells.cells[index].need = CellSystem.Need(atMost: most, atLeast: variable.value)
      }
    }
  }

  /// Whether a figure is of a group that can be told from the others: by another answer, or a session.
  private func isGroup(_ meaning: Meaning, besides dimension: String) -> Bool {
    meaning.conditions.contains { key, values in
      if key == dimension || key == Counted.unit { return false }
      if case .these(let atoms) = values {
        return key != Meaning.place || !atoms.contains { $0.hasSuffix("/*") }
      }
      return false
    }
  }

  private mutating func append(_ cell: CellSystem.Cell, _ remainder: Remainder) -> Int {
    remainders[cells.cells.count] = remainder
    cells.cells.append(cell)
    return cells.cells.count - 1
  }
}
