extension Section {
  /// What is wrong with its form, in words: rows or cells that do not fit their columns, names that occur twice,
  /// charts, measures, totals or statements that refer to nothing, numbers that are not finite, shares that are none.
  /// What a cell says is not repeated.
  public var shapeProblems: [String] {
    var problems: [String] = []
    var names: Set<String> = []
    for table in tables {
      if !names.insert(table.name).inserted { problems.append("two tables are named \(table.name)") }
      problems += table.shapeProblems
    }
    for measure in measures {
      if let name = measure.table, table(name) == nil {
        problems.append("measure \(measure.name) is about a table \(name) that is not there")
      }
    }
    for chart in charts { problems += shapeProblems(of: chart) }
    for statement in statements {
      for (name, reference) in statement.values.sorted(by: { $0.key < $1.key })
      where table(reference.table)?.cell(row: reference.row, column: reference.column) == nil {
        problems.append("the figure \(name) of a statement refers to nothing")
      }
    }
    return problems
  }

  private func shapeProblems(of chart: Chart) -> [String] {
    guard let table = table(chart.table) else {
      return ["chart \(chart.name) shows a table \(chart.table) that is not there"]
    }
    return ([chart.category] + chart.series + chart.beside).filter { table.index(of: $0) == nil }.map {
      "chart \(chart.name) shows a column \($0) that is not there"
    }
  }
}

extension Table {
  fileprivate var shapeProblems: [String] {
    var problems: [String] = []
    if columns.isEmpty { problems.append("\(name) has no columns") }
    if Set(columns.map(\.name)).count != columns.count {
      problems.append("two columns of \(name) have the same name")
    }
    for column in columns {
      if let part = column.from, index(of: part) == nil {
        problems.append("column \(column.name) of \(name) is a share from a column \(part) that is not there")
      }
    }
    for column in totals.columns where index(of: column) == nil {
      problems.append("\(name) has no column \(column), which is told as a total")
    }
    if let base {
      let figures = [base.answered] + (base.missing.map { [$0] } ?? [])
      if figures.contains(where: { !$0.isFinite || $0 < 0 }) {
        problems.append("the base of \(name) is not a number of answers")
      }
    }
    for (index, row) in rows.enumerated() {
      guard row.count == columns.count else {
        problems.append("row \(index + 1) of \(name) has \(row.count) cells for \(columns.count) columns")
        continue
      }
      for (column, cell) in zip(columns, row) {
        guard let complaint = column.complaint(about: cell) else { continue }
        problems.append("row \(index + 1) of \(name), column \(column.name): \(complaint)")
      }
    }
    return problems
  }
}

extension Column {
  /// What is wrong with a cell for a column of this kind; `nil` if nothing is.
  fileprivate func complaint(about cell: Cell) -> String? {
    switch (kind, cell) {
    case (_, .missing), (_, .suppressed): return nil
    case (_, .number(let value)) where !value.isFinite: return "the number is not finite"
    case (_, .share(let part, let whole)) where !part.isFinite || !whole.isFinite:
      return "a part or whole of the share is not finite"
    case (.share, .share(let part, let whole)):
      // Sums of weights are exact only to the last bits.
      return part < 0 || part > whole * (1 + 1e-9) ? "the share is no part of its whole" : nil
    case (.proportion, .number(let value)):
      return value.magnitude > 1 + 1e-9 ? "the proportion is beyond 1" : nil
    case (.count, .number(let value)), (.quantity, .number(let value)):
      return value < 0 ? "a count is below zero" : nil
    case (_, .text) where kind.isWords: return nil
    case (.quantity, .text), (.number, .number): return nil
    default: return "a column of kind \(kind.rawValue) can't hold \(cell.kindWords)"
    }
  }
}

extension Cell {
  fileprivate var kindWords: String {
    switch self {
    case .text: "text"
    case .number: "a number"
    case .share: "a share"
    case .suppressed: "what is hidden"
    case .missing: "nothing"
    }
  }
}
