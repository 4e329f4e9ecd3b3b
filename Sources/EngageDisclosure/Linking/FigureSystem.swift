import EngageModel
import EngageReport

/// The figures of a report, and of those released before it, as a system of cells.
struct FigureSystem {
  let linked: LinkedFigures
  private(set) var cells = CellSystem()
  /// Figures in sums that do not add up.
  private(set) var unsound: Set<Int> = []
  /// Pairs of figures that overlap in ways that are not linked.
  private(set) var tangled: Set<[Int]> = []
  /// Of cells that are no figure: what they are.
  private(set) var remainders: [Int: Remainder] = [:]

  /// By figure and dimension: those of them who gave any answer, and the others.
  private var silent: [Int: [String: (answered: Int, silent: Int)]] = [:]

  /// By a figure and its only part in a sum: what is left of it.
  private var rests: [[Int]: Int] = [:]

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
    tangled = families.tangled
    for sum in families.sums { add(sum, profile) }
    for cover in families.covers { add(cover: cover) }
    addSumsOfSilence(families)
    addChanges(families, profile)
    addTwins()
    protectUnanimous(families, profile)
  }

  private static func cell(of variable: LinkedFigures.Variable, _ profile: DisclosureProfile)
    -> CellSystem.Cell
  {
    let value = variable.value
    var cell = CellSystem.Cell(value, .open(loss: loss(variable)), isWhole: !variable.isWeighted)
    if variable.isScope || !variable.shownBy.isEmpty {
      cell.state = .fixed
      cell.shownRange = variable.shownBy.isEmpty ? profile.shownRange(value) : variable.shownRange
      return cell
    }
    guard !variable.places.isEmpty || variable.state > 0 || !variable.hiddenBy.isEmpty else {
      // Of a table that is withheld.
      cell.state = .hidden
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

  /// What a reader misses: the people, once for every table that would lose the figure. That nobody was counted is worth
  /// something too.
  private static func loss(_ variable: LinkedFigures.Variable) -> Double {
    (variable.value + 0.5) * Double(max(1, Set(variable.tables).count))
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
    let figures = ([sum.whole] + sum.parts).map { linked.variables[$0] }
    let isOut = figures.allSatisfy { !$0.shownBy.isEmpty }
    let isSeen = figures.contains { !$0.places.isEmpty || !$0.shownBy.isEmpty || $0.isScope }
    if case .people = sum.rest, profile.isSmall(rest), rest > 0, !whole.isWeighted, !isOut, isSeen {
      cell.need = profile.need
    }
    let remainder = append(cell, .rest(of: sum.whole))
    if sum.parts.count == 1 { rests[[sum.whole, sum.parts[0]]] = remainder }
    cells.equations.append(.sum(of: sum.parts + [remainder], is: sum.whole))
    if let dimension = sum.answered {
      // A table's own total is missed less than what a table of its own tells.
      if cell.need != nil, case .open(let loss) = cells.cells[sum.parts[0]].state {
        cells.cells[sum.parts[0]].state = .open(loss: loss / 4)
      }
      silent[sum.whole, default: [:]][dimension] = (answered: sum.parts[0], silent: remainder)
    }
  }

  /// Those who did not answer add up as those who did: whoever is one of a part's is one of the whole's, and knows. Where
  /// something of the whole is left, its silent may be more.
  private mutating func addSumsOfSilence(_ families: Families) {
    let known = Set(families.sums.filter(\.isExhaustive).map { [$0.whole] + $0.parts.sorted() })
    var wholes: [Int: Set<Int>] = [:]
    for sum in families.sums {
      for part in sum.parts { wholes[part, default: []].insert(sum.whole) }
      for (dimension, all) in (silent[sum.whole] ?? [:]).sorted(by: { $0.key < $1.key }) {
        let parts = sum.parts.compactMap { silent[$0]?[dimension] }
        guard !parts.isEmpty else { continue }
        let isWhole =
          parts.count == sum.parts.count && sum.isExhaustive
          && known.contains([all.answered] + parts.map(\.answered).sorted())
        add(parts.map(\.silent), silentOf: sum.whole, all.silent, isWhole: isWhole)
      }
    }
    for (part, silences) in silent.sorted(by: { $0.key < $1.key }) {
      for (dimension, own) in silences.sorted(by: { $0.key < $1.key }) {
        for whole in nearest(above: part, in: wholes, dimension) {
          guard let all = silent[whole]?[dimension]?.silent else { continue }
          add([own.silent], silentOf: whole, all, isWhole: false)
        }
      }
    }
  }

  /// Figures above another of which it is told how many were silent, with others between them of which it is not.
  private func nearest(above part: Int, in wholes: [Int: Set<Int>], _ dimension: String) -> [Int] {
    var found: Set<Int> = []
    var seen: Set<Int> = []
    var next = (wholes[part] ?? []).filter { silent[$0]?[dimension] == nil }
    while let one = next.popFirst() {
      for whole in wholes[one] ?? [] where seen.insert(whole).inserted && whole != part {
        if silent[whole]?[dimension] != nil { found.insert(whole) } else { next.insert(whole) }
      }
    }
    return found.sorted()
  }

  private mutating func add(_ parts: [Int], silentOf whole: Int, _ all: Int, isWhole: Bool) {
    guard !parts.contains(all) else { return }
    var parts = parts
    if !isWhole {
      let left = cells.cells[all].value - parts.reduce(0) { $0 + cells.cells[$1].value }
      guard left >= 0 else { return }
      parts.append(
        append(CellSystem.Cell(left, .latent, isWhole: cells.cells[all].isWhole), .rest(of: whole)))
    }
    cells.equations.append(.sum(of: parts, is: all))
  }

  private mutating func add(cover: Families.Cover) {
    let more = cover.parts.reduce(0) { $0 + linked.variables[$1].value } - linked.variables[cover.whole].value
    // Where somebody answered without a tick, nobody can count on it.
    guard more >= 0, more == more.rounded() else { return }
    let extra = append(CellSystem.Cell(more, .latent), .rest(of: cover.whole))
    // Who is of the whole and not of the one part is of the other: one person, in both.
    if cover.parts.count == 2 {
      let others = [(cover.parts[0], cover.parts[1]), (cover.parts[1], cover.parts[0])].compactMap {
        one, other in
        rests[[cover.whole, one]].map { CellSystem.Equation.sum(of: [$0, extra], is: other) }
      }
      if !others.isEmpty {
        cells.equations += others
        return
      }
    }
    cells.equations.append(
      CellSystem.Equation(
        [CellSystem.Term(cover.whole, 1), CellSystem.Term(extra, 1)]
          + cover.parts.map { CellSystem.Term($0, -1) }))
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
          cells.cells[index].state = .open(loss: FigureSystem.loss(variable))
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
      }.sorted { $0.1 < $1.1 }
      for (meaning, dimension) in told {
        var whole = meaning.with(dimension, .any)
        if let tick = Meaning.wholeOfTick(dimension) { whole = meaning.without(dimension).with(tick, .any) }
        guard cells.cells[index].need == nil, isGroup(meaning, besides: dimension),
          let all = linked.variable(whole),
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

  /// For each of some cells that can't be hidden the table of the report that tells most about it: without them the rest
  /// may be safe.
  /// - Returns: `nil` where one of the cells stands in no table that could be withheld.
  func tables(tellingOf cells: [Int], in report: Report) -> Set<LinkedFigures.TablePlace>? {
    var tables: Set<LinkedFigures.TablePlace> = []
    for cell in cells {
      let index: Int
      switch remainders[cell] {
      case .rest(let variable), .change(let variable): index = variable
      case nil: index = cell
      }
      let places = Set(near(index).flatMap { linked.variables[$0].tables })
      let dearest = places.max { left, right in
        let sizes = [left, right].map { report.sections[$0.section].tables[$0.table].rows.joined().count }
        return (sizes[0], right) < (sizes[1], left)
      }
      guard let dearest else { return nil }
      tables.insert(dearest)
    }
    return tables
  }

  /// A figure that stands in a table, or else those that it makes a sum with.
  private func near(_ index: Int) -> [Int] {
    let variable = linked.variables[index]
    if !variable.places.isEmpty { return [index] }
    if variable.isScope && variable.state == 0 { return [] }
    return cells.equations.filter { $0.terms.contains { $0.cell == index } }
      .flatMap(\.terms).map(\.cell).filter { $0 < linked.variables.count && linked.variables[$0].state == 0 }
  }
}
