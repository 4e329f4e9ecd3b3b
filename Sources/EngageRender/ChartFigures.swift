import EngageReport

/// The figures of a chart, taken from its table: a number exists once.
struct ChartFigures {
  struct Series {
    var label: String
    var format: FigureFormat
  }

  struct Category {
    var label: String
    /// One for each series.
    var cells: [Cell]
    /// "Don't know 4", for what stands beside a bar of 100 %.
    var beside: String?

    /// Whether a part of it is hidden, so that a bar of 100 % would be wrong.
    var isHidden: Bool { cells.contains(.suppressed) }

    /// For bars of 100 %: the parts as fractions of their sum; empty where there is nothing to part, or a part is
    /// hidden.
    var parts: [Double] {
      if isHidden { return [] }
      let amounts = cells.map { max($0.amount ?? 0, 0) }
      let sum = amounts.reduce(0, +)
      return sum > 0 ? amounts.map { $0 / sum } : []
    }
  }

  var series: [Series]
  var categories: [Category]
  /// The length 1: the greatest amount, or the greatest fraction where all are shares.
  private var whole: Double
  private var areShares: Bool

  /// The figures, totals left out; `nil` where nothing of the table is shown, where it has no rows or lacks a column.
  init?(_ chart: Chart, _ table: Table) {
    let columns = chart.series.compactMap { table.index(of: $0) }
    guard table.shownInstead == nil, !columns.isEmpty, columns.count == chart.series.count,
      let category = table.index(of: chart.category)
    else { return nil }
    series = []
    categories = []
    whole = 0
    areShares = false
    if chart.seriesInRows {
      turn(columns, of: table, named: category)
    } else {
      draw(columns, of: table, named: category, beside: chart.beside.compactMap { table.index(of: $0) })
    }
    guard !categories.isEmpty else { return nil }
    let all = categories.flatMap(\.cells)
    areShares = all.allSatisfy { if case .number = $0 { false } else { true } }
    whole = all.compactMap(length).max() ?? 0
  }

  /// A row is a category, a column a series.
  private mutating func draw(_ columns: [Int], of table: Table, named category: Int, beside: [Int]) {
    series = columns.map {
      Series(label: table.chartLabel(of: $0), format: FigureFormat(column: $0, of: table))
    }
    categories = table.rows.indices.filter { !table.isTotal(row: $0) }.map { row in
      let cells = table.rows[row]
      let words = beside.filter { $0 < cells.count }.map { index in
        "\(table.columns[index].label) \(FigureFormat(column: index, of: table).text(cells[index]))"
      }
      return Category(
        label: table.words(row, category), cells: columns.map { table.cell(row, $0) },
        beside: words.isEmpty ? nil : words.joined(separator: ", "))
    }
  }

  /// A column is a category, a row a series.
  private mutating func turn(_ columns: [Int], of table: Table, named category: Int) {
    let rows = table.rows.indices.filter { !table.isTotal(row: $0) }
    let format = FigureFormat(column: columns[0], of: table)
    series = rows.map { Series(label: table.words($0, category), format: format) }
    guard !rows.isEmpty else { return }
    categories = columns.map { column in
      let cells = rows.map { table.cell($0, column) }
      let base = cells.lazy.compactMap { if case .share(_, let whole) = $0 { whole } else { nil } }.first
      let label = table.chartLabel(of: column)
      return Category(label: base.map { "\(label) (of \(FigureFormat.count($0)))" } ?? label, cells: cells)
    }
  }

  private func length(_ cell: Cell) -> Double? { areShares ? cell.fraction : cell.amount }

  /// In the place of a bar: a picture may stand alone, far from where the sign is explained.
  static let hidden = "\(FigureFormat.suppressed) hidden"

  /// How long a bar is, from 0 to 1; zero, suppressed and missing figures have no bar.
  func bar(_ cell: Cell) -> Double? {
    guard whole > 0, let length = length(cell), length > 0 else { return nil }
    return length / whole
  }

  /// What is written at a bar; with the series' name where there are several.
  func label(_ cell: Cell, series index: Int) -> String {
    let figure = cell == .suppressed ? Self.hidden : series[index].format.text(cell)
    return series.count > 1 ? "\(series[index].label): \(figure)" : figure
  }
}

extension Table {
  fileprivate func cell(_ row: Int, _ column: Int) -> Cell {
    column < rows[row].count ? rows[row][column] : .missing
  }

  fileprivate func words(_ row: Int, _ column: Int) -> String {
    cell(row, column).words ?? key(ofRow: row)
  }

  /// A column's label; "Faith" for the share that is called "Faith, share" beside its count "Faith".
  fileprivate func chartLabel(of column: Int) -> String {
    let label = columns[column].label
    guard let count = columns[column].from.flatMap({ index(of: $0) }),
      label.hasPrefix(columns[count].label + ", ")
    else { return label }
    return columns[count].label
  }
}
