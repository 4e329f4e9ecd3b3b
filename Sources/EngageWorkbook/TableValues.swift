import EngageReport

/// The cells of a table as a sheet holds them.
struct TableValues {
  let table: Table

  /// The cell in a column; `.missing` where a row is too short.
  func cell(in row: [Cell], _ index: Int) -> Cell { index < row.count ? row[index] : .missing }

  func value(_ cell: Cell, at row: Int, column index: Int) -> TableLayout.Value {
    let kind = table.columns[index].kind
    switch cell {
    case .text(let words): return .words(words)
    case .number(let number): return .figure(number, look(of: index))
    case .share(let part, _): return .figure(part, .count(part))
    case .suppressed: return .symbol(.suppressed)
    case .missing:
      guard kind.isWords else {
        return .symbol(.missing)
      }
      return noWords(row: row, column: index)
    }
  }

  /// A row without a name is still told from the others by its key.
  func noWords(row: Int, column index: Int) -> TableLayout.Value {
    let isFirst = table.columns.firstIndex { $0.kind == .text } == index
    let isTotal = table.isTotal(row: row)
    if isTotal { return isFirst ? .words("Total") : .blank }
    let key = table.key(ofRow: row)
    return isFirst && !key.isEmpty ? .words(key) : .symbol(.noWords)
  }

  func share(_ cell: Cell, base: Bool = false, _ make: (Double) -> TableLayout.Value) -> TableLayout.Value {
    switch cell {
    case .share(let part, let whole): make(base ? whole : part)
    case .number(let number): base ? .symbol(.missing) : make(number)
    case .text(let words): .words(words)
    case .suppressed: .symbol(.suppressed)
    case .missing: .symbol(.missing)
    }
  }

  func allowsPercent(_ cell: Cell) -> Bool {
    guard case .share(_, let whole) = cell else { return false }
    return whole >= Double(Wording.smallestPercentageBase)
  }

  func percent(_ cell: Cell) -> TableLayout.Value {
    guard case .share = cell, let fraction = cell.fraction else {
      return share(cell) { _ in .symbol(.missing) }
    }
    return allowsPercent(cell) ? .figure(fraction, .share(fraction)) : .symbol(.smallBase)
  }

  /// One look for all numbers of a column, so that decimals stand below each other.
  func look(of index: Int) -> FigureLook {
    let column = table.columns[index]
    if FigureNames.tellsProbability(column.name) { return .probability }
    if column.kind == .proportion {
      let told = table.cells(of: column.name).compactMap(\.amount)
      return Wording.placesOfPercent(told) == 0 ? .percent : .percentTenths
    }
    let isWhole = table.cells(of: column.name).allSatisfy { cell in
      if case .number(let number) = cell { number == number.rounded() } else { true }
    }
    if isWhole { return .whole }
    return column.kind == .number ? .hundredths : .tenths
  }
}

extension FigureLook {
  /// The look of one count: decimals only where it is weighted.
  static func count(_ number: Double) -> FigureLook { number == number.rounded() ? .whole : .tenths }
}

/// Bases that are the same in every row: the header says them once. Where there is one share only, the base has a
/// column of its own.
struct ConstantBases {
  private var bases: [String: Double] = [:]

  init(_ table: Table) {
    let shares = table.columns.indices.filter { index in
      table.columns[index].kind == .share
        && table.columns[index].from.map { table.index(of: $0) != nil } == true
    }
    guard shares.count > 1 else { return }
    for index in shares {
      let wholes = table.rows.compactMap { row -> Double? in
        if index < row.count, case .share(_, let whole) = row[index] { whole } else { nil }
      }
      guard let first = wholes.first, let part = table.columns[index].from, wholes.allSatisfy({ $0 == first })
      else { continue }
      bases[part] = first
    }
  }

  func base(ofPart column: String) -> Double? { bases[column] }
}

extension Column.Kind {
  /// Whether its cells are figures, not words.
  var holdsFigures: Bool { !isWords }
}

extension Table {
  /// Whether any row has words in a column; so has a column that no row has, for want of anything better.
  func hasWords(in column: Int) -> Bool {
    rows.isEmpty
      || rows.contains { row in
        if column < row.count, case .missing = row[column] { false } else { column < row.count }
      }
  }
}
