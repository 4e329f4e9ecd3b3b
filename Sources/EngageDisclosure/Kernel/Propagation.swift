/// Narrows the bounds of columns by one equation after the other. Where that ends in a contradiction, no linear
/// programme needs to be asked; most moves that are not possible fail so, next to where they begin.
struct Propagation {
  /// The columns of each row, and the rows of each column.
  private var rows: [[(column: Int, factor: Double)]] = []
  private let rowsOf: [[Int]]

  init(columns: [[Lattice.Entry]]) {
    rowsOf = columns.map { $0.map(\.equation) }
    for (column, entries) in columns.enumerated() {
      for entry in entries {
        while rows.count <= entry.equation { rows.append([]) }
        rows[entry.equation].append((column, Double(entry.factor)))
      }
    }
  }

  /// Whether no numbers within the bounds can make every row zero, as far as can be seen from one column on.
  func isContradiction(lower: [Int], upper: [Int], from column: Int) -> Bool {
    var low = lower.map(Double.init)
    var high = upper.map { $0 >= Room.endless / 2 ? Double.infinity : Double($0) }
    var open = rowsOf[column]
    var isOpen = [Bool](repeating: false, count: rows.count)
    var next = 0
    // Bounds that creep towards each other are left to the linear programme.
    while next < open.count, next < 3 * rows.count {
      let row = open[next]
      next += 1
      isOpen[row] = false
      guard let narrowed = narrow(row, &low, &high) else { return true }
      for column in narrowed {
        for other in rowsOf[column] where other != row && !isOpen[other] {
          isOpen[other] = true
          open.append(other)
        }
      }
    }
    return false
  }

  /// - Returns: the columns whose bounds became narrower; `nil` for a contradiction.
  private func narrow(_ row: Int, _ low: inout [Double], _ high: inout [Double]) -> [Int]? {
    var (least, most) = (0.0, 0.0)
    var (endlessDown, endlessUp) = (0, 0)
    for (column, factor) in rows[row] {
      let ends = factor > 0 ? (low[column], high[column]) : (high[column], low[column])
      if ends.0.isFinite { least += factor * ends.0 } else { endlessDown += 1 }
      if ends.1.isFinite { most += factor * ends.1 } else { endlessUp += 1 }
    }
    if endlessDown == 0, least > 0.5 { return nil }
    if endlessUp == 0, most < -0.5 { return nil }
    var narrowed: [Int] = []
    for (column, factor) in rows[row] {
      let (first, last) = factor > 0 ? (low[column], high[column]) : (high[column], low[column])
      // What the others leave to this one.
      let othersLeast =
        endlessDown == 0 ? least - factor * first : endlessDown == 1 && !first.isFinite ? least : nil
      let othersMost = endlessUp == 0 ? most - factor * last : endlessUp == 1 && !last.isFinite ? most : nil
      let end = othersLeast.map { -$0 / factor }
      let start = othersMost.map { -$0 / factor }
      let (lowest, highest) = factor > 0 ? (start, end) : (end, start)
      var isNarrower = false
      if let lowest, lowest > low[column] + 0.5 {
        low[column] = lowest
        isNarrower = true
      }
      if let highest, highest < high[column] - 0.5 {
        high[column] = highest
        isNarrower = true
      }
      if low[column] > high[column] + 0.5 { return nil }
      if isNarrower { narrowed.append(column) }
    }
    return narrowed
  }
}
