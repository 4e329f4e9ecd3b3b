import EngageDisclosure

/// People with attributes, and the tables that count them, as a system of cells.
struct CountedPeople {
  /// What each person is, by attribute.
  var people: [[Int]]
  /// How many values each attribute has.
  var sizes: [Int]
  /// Below it a count is small, but for zero.
  var threshold = 5
  /// Rounding of what is shown: to a multiple of it.
  var rounding: Int?
  /// Whether the number of all is known whatever is hidden.
  var isTotalFixed = false
  /// What becomes of cells in which nobody is counted.
  var zeros = Zeros.open

  enum Zeros: CaseIterable {
    /// They may be hidden.
    case open
    /// Everybody knows them.
    case known
    /// They are hidden as small counts are.
    case small
  }

  private(set) var system = CellSystem()
  /// The cells made so far, by the attribute values they count.
  private(set) var numbers: [[Int?]: Int] = [:]

  init(_ people: [[Int]], sizes: [Int]) {
    self.people = people
    self.sizes = sizes
  }

  /// The count of everybody with these values; `nil` stands for any.
  @discardableResult
  mutating func cell(_ key: [Int?]) -> Int {
    if let number = numbers[key] { return number }
    let count = people.count { person in
      zip(person, key).allSatisfy { value, wanted in wanted.map { $0 == value } ?? true }
    }
    var cell = counted(count)
    if cell.need == nil, isTotalFixed, key.allSatisfy({ $0 == nil }) {
      cell.state = .fixed
      cell.shownRange = nil
    }
    numbers[key] = system.cells.count
    system.cells.append(cell)
    return system.cells.count - 1
  }

  /// A cell as the rules have it.
  private func counted(_ count: Int) -> CellSystem.Cell {
    var cell = CellSystem.Cell(Double(count), .open(loss: Double(max(1, count))))
    if count < threshold, count > 0 || zeros == .small {
      cell.state = .hidden
      cell.need = .init(atMost: 0, atLeast: Double(threshold))
    } else if count == 0, zeros == .known {
      cell.state = .fixed
    } else if let rounding, count > 0 {
      let middle = (count + rounding / 2) / rounding * rounding
      cell.shownRange = Double(middle - rounding / 2)...Double(middle + rounding / 2)
    }
    return cell
  }

  /// A table of some attributes with all its margins.
  mutating func addTable(_ attributes: [Int]) {
    for key in keys(attributes) {
      cell(key)
      for attribute in attributes where key[attribute] == nil {
        let parts = (0..<sizes[attribute]).map { value in
          var part = key
          part[attribute] = value
          return cell(part)
        }
        let equation = CellSystem.Equation.sum(of: parts, is: cell(key))
        if !system.equations.contains(equation) { system.equations.append(equation) }
      }
    }
  }

  /// Sub-totals of neighbouring values of an attribute, in the margin of that attribute.
  mutating func addSubtotals(_ attribute: Int, groups: [[Int]]) {
    for group in groups {
      let parts = group.map { value in
        var key = [Int?](repeating: nil, count: sizes.count)
        key[attribute] = value
        return cell(key)
      }
      let sum = parts.reduce(0) { $0 + Int(system.cells[$1].value) }
      system.cells.append(counted(sum))
      system.equations.append(.sum(of: parts, is: system.cells.count - 1))
    }
  }

  /// A table by an attribute and another in which rows are summed in pairs, those in pairs again.
  /// - Parameter levels: attributes, of which each value is two values of the one before.
  mutating func addHierarchy(_ levels: [Int], by other: Int) {
    let nobody = [Int?](repeating: nil, count: sizes.count)
    for column in [nil] + (0..<sizes[other]).map(Optional.some) {
      var all = nobody
      all[other] = column
      var wholes: [Int: [Int]] = [:]
      for (place, level) in levels.enumerated() {
        for value in 0..<sizes[level] {
          let number = cell(with(all, level, value))
          let isTop = place + 1 == levels.count
          wholes[cell(isTop ? all : with(all, levels[place + 1], value / 2)), default: []].append(number)
        }
      }
      for (whole, parts) in wholes.sorted(by: { $0.key < $1.key }) {
        system.equations.append(.sum(of: parts, is: whole))
      }
    }
    for row in [nobody] + levels.flatMap({ level in (0..<sizes[level]).map { with(nobody, level, $0) } }) {
      let parts = (0..<sizes[other]).map { cell(with(row, other, $0)) }
      system.equations.append(.sum(of: parts, is: cell(row)))
    }
  }

  private func with(_ key: [Int?], _ attribute: Int, _ value: Int) -> [Int?] {
    var other = key
    other[attribute] = value
    return other
  }

  /// Figures that are the same as others under another name.
  mutating func addAliases(of cells: [Int]) {
    for number in cells {
      var alias = system.cells[number]
      if case .open(let loss) = alias.state { alias.state = .open(loss: loss / 2) }
      system.cells.append(alias)
      system.equations.append(.sum(of: [system.cells.count - 1], is: number))
    }
  }

  /// The same table weighted: each count's twin, hidden with it.
  mutating func addWeighted(_ weights: [Double]) {
    let counted = numbers
    var twins: [Int: Int] = [:]
    for (key, number) in counted.sorted(by: { $0.value < $1.value }) {
      var sum = 0.0
      for (person, weight) in zip(people, weights)
      where zip(person, key).allSatisfy({ value, wanted in wanted.map { $0 == value } ?? true }) {
        sum += weight
      }
      var twin = system.cells[number]
      twin.isWhole = false
      twin.value = sum
      twin.shownRange = nil
      if twin.need != nil { twin.need = .init(atMost: sum / 2, atLeast: sum * 1.5) }
      if case .open(let loss) = twin.state { twin.state = .open(loss: loss / 10) }
      twins[number] = system.cells.count
      system.cells.append(twin)
      system.ties.append([number, system.cells.count - 1])
    }
    for equation in system.equations {
      let terms = equation.terms.compactMap { term in
        twins[term.cell].map { CellSystem.Term($0, term.factor) }
      }
      if terms.count == equation.terms.count { system.equations.append(.init(terms)) }
    }
  }

  /// An earlier release counted these people only; what it showed, is known. Who came since adds up as all do.
  mutating func addEarlier(_ earlier: [[Int]]) throws {
    let tables = system.equations
    var cameOf: [Int: Int] = [:]
    var before = CountedPeople(earlier, sizes: sizes)
    (before.threshold, before.zeros) = (threshold, zeros)
    for (key, _) in numbers.sorted(by: { $0.value < $1.value }) { before.cell(key) }
    before.system.equations = tables
    let hidden: Set<Int>
    do throws(SuppressionFailure) {
      hidden = try SuppressionSolver().solve(before.system).hidden
    } catch {
      // Nothing was released then.
      guard case .impossible = error else { throw error }
      return
    }
    for number in before.system.cells.indices {
      let old = before.system.cells[number]
      let known = CellSystem.Cell(old.value, hidden.contains(number) ? .hidden : .fixed)
      let came = system.cells[number].value - old.value
      var difference = CellSystem.Cell(came, .latent)
      if came > 0, came < Double(threshold) {
        difference.need = .init(atMost: 0, atLeast: Double(threshold))
      }
      system.cells += [known, difference]
      cameOf[number] = system.cells.count - 1
      system.equations.append(
        .sum(of: [system.cells.count - 2, system.cells.count - 1], is: number))
    }
    for equation in tables {
      system.equations.append(
        .init(equation.terms.map { .init(cameOf[$0.cell] ?? $0.cell, $0.factor) }))
    }
  }

  private func keys(_ attributes: [Int]) -> [[Int?]] {
    var keys: [[Int?]] = [Array(repeating: nil, count: sizes.count)]
    for attribute in attributes {
      keys = keys.flatMap { key in
        [key]
          + (0..<sizes[attribute]).map { value in
            var other = key
            other[attribute] = value
            return other
          }
      }
    }
    return keys
  }
}

/// A table with its margins, its small cells hidden.
/// - Parameter need: of the small cells.
func table(
  _ counts: [[Int]], below threshold: Int = 5,
  need: (Int) -> CellSystem.Need = { _ in .init(atMost: 0, atLeast: 5) },
  fixedMargins: Bool = false
) -> CellSystem {
  var system = CellSystem()
  func add(_ value: Int, isMargin: Bool) -> Int {
    let isSmall = value > 0 && value < threshold
    let shown: CellSystem.State = fixedMargins && isMargin ? .fixed : .open(loss: Double(max(1, value)))
    system.cells.append(
      .init(Double(value), isSmall ? .hidden : shown, need: isSmall ? need(value) : nil))
    return system.cells.count - 1
  }
  let inner = counts.map { $0.map { add($0, isMargin: false) } }
  let rows = counts.map { add($0.reduce(0, +), isMargin: true) }
  let columns = (counts.first ?? []).indices.map { column in
    add(counts.reduce(0) { $0 + $1[column] }, isMargin: true)
  }
  let total = add(counts.flatMap(\.self).reduce(0, +), isMargin: true)
  for (row, cells) in inner.enumerated() { system.equations.append(.sum(of: cells, is: rows[row])) }
  for column in columns.indices {
    system.equations.append(.sum(of: inner.map { $0[column] }, is: columns[column]))
  }
  system.equations.append(.sum(of: rows, is: total))
  system.equations.append(.sum(of: columns, is: total))
  return system
}
