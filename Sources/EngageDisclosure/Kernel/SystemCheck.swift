extension CellSystem {
  /// Throws what is wrong with the system itself, whatever is hidden.
  /// - Parameter hidden: cells that are to be hidden besides.
  func check(hidden: Set<Int> = []) throws(SuppressionFailure) {
    let invalid = invalidCells(hidden: hidden)
    if !invalid.isEmpty { throw .cells(invalid: invalid) }
    let wrong = equations.indices.filter { !holds(equations[$0]) }
    if !wrong.isEmpty { throw .inconsistent(equations: wrong) }
  }

  private func invalidCells(hidden: Set<Int>) -> [Int] {
    var invalid = Set(hidden.filter { !cells.indices.contains($0) || cells[$0].state == .fixed })
    for (number, cell) in cells.enumerated() where !cell.isValid { invalid.insert(number) }
    var tied: Set<Int> = []
    for tie in ties {
      for cell in tie where !cells.indices.contains(cell) || !tied.insert(cell).inserted {
        invalid.insert(cell)
      }
      let states = tie.filter(cells.indices.contains).map { cells[$0].state }
      if states.contains(.hidden), states.contains(.fixed) { invalid.formUnion(tie) }
    }
    return invalid.sorted()
  }

  /// Whole numbers must add up exactly; weighted ones to a millionth, as they come out of sums of `Double`.
  private func holds(_ equation: Equation) -> Bool {
    var sum = 0.0
    var size = 0.0
    for term in equation.terms {
      guard cells.indices.contains(term.cell), abs(term.factor) <= Cell.greatestFactor else { return false }
      sum += Double(term.factor) * cells[term.cell].value
      size += abs(Double(term.factor)) * cells[term.cell].value
    }
    let areWhole = equation.terms.allSatisfy { cells[$0.cell].isWhole }
    return areWhole ? sum == 0 : abs(sum) <= 1e-6 * size
  }
}

extension CellSystem.Cell {
  /// Sums of whole numbers up to this stay exact in `Double`, and far from the bounds of `Int`.
  static let greatestValue = 1e9
  static let greatestFactor = 1000

  var isValid: Bool {
    guard value.isFinite, value >= 0, value <= Self.greatestValue else { return false }
    if isWhole, value != value.rounded() { return false }
    if case .open(let loss) = state, !(loss > 0 && loss.isFinite) { return false }
    if let shownRange {
      guard shownRange.contains(value), shownRange.upperBound <= Self.greatestValue else { return false }
    }
    guard let need else { return true }
    return need.atMost.isFinite && need.atMost >= 0 && need.atLeast >= need.atMost
      && need.atLeast <= Self.greatestValue
  }
}
