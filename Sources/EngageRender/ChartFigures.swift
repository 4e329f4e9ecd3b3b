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

    /// For bars of 100 %: the parts as fractions of their sum; empty where there is nothing to part.
    var parts: [Double] {
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

  /// The figures, totals left out; `nil` where the table is withheld, has no rows or lacks a column.
  init?(_ chart: Chart, _ table: Table) {
    let columns = chart.series.compactMap { table.index(of: $0) }
    guard table.withheld == nil, !columns.isEmpty, columns.count == chart.series.count,
      let category = table.index(of: chart.category)
    else { return nil }
    series = columns.map {
      Series(label: table.columns[$0].label, format: FigureFormat(column: $0, of: table))
    }
    let beside = chart.beside.compactMap { table.index(of: $0) }
    categories = table.rows.indices.filter { !table.isTotal(row: $0) }.map { row in
      let cells = table.rows[row]
      let label = category < cells.count ? cells[category].words : nil
      let words = beside.filter { $0 < cells.count }.map { index in
        "\(table.columns[index].label) \(FigureFormat(column: index, of: table).text(cells[index]))"
      }
      return Category(
        label: label ?? table.key(ofRow: row),
        cells: columns.map { $0 < cells.count ? cells[$0] : .missing },
        beside: words.isEmpty ? nil : words.joined(separator: ", "))
    }
    guard !categories.isEmpty else { return nil }
    let all = categories.flatMap(\.cells)
    areShares = all.allSatisfy { if case .number = $0 { false } else { true } }
    whole = 0
    whole = all.compactMap(length).max() ?? 0
  }

  private func length(_ cell: Cell) -> Double? { areShares ? cell.fraction : cell.amount }

  /// How long a bar is, from 0 to 1; zero, suppressed and missing figures have no bar.
  func bar(_ cell: Cell) -> Double? {
    guard whole > 0, let length = length(cell), length > 0 else { return nil }
    return length / whole
  }

  /// What is written at a bar; with the series' name where there are several.
  func label(_ cell: Cell, series index: Int) -> String {
    let figure = series[index].format.text(cell)
    return series.count > 1 ? "\(series[index].label): \(figure)" : figure
  }
}
