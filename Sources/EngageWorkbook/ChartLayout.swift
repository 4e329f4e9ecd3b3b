import EngageReport
import EngageSheets

/// Where a table stands: its header's row and its sheet.
struct PlacedTable {
  var layout: TableLayout
  var sheet: String
  var headerRow: Int
}

/// A chart of the cells of a placed table.
struct ChartLayout {
  /// The width that fills an upright A4 page, in pixels.
  static let pageWidth = 650
  private static let besideWidth = 170
  private static let mostBars = 40

  private let chart: Chart
  private let placed: PlacedTable
  private let categories: CellRange
  private let columns: [Int]
  private let beside: [Int]
  private let rows: Int

  /// `nil` where the table has nothing to draw.
  init?(_ chart: Chart, of table: Table, placed: PlacedTable, mostRows: Int = ChartLayout.mostBars) {
    let columns = chart.series.compactMap { table.index(of: $0).flatMap { placed.layout.drawn[$0] } }
    rows = min(placed.layout.rowCount - placed.layout.totalCount, mostRows)
    guard table.withheld == nil, rows > 0, !columns.isEmpty, columns.count == chart.series.count,
      let category = table.index(of: chart.category).flatMap({ placed.layout.drawn[$0] }),
      placed.layout.hasFigures(in: columns, rows: rows)
    else { return nil }
    self.chart = chart
    self.placed = placed
    self.columns = columns
    beside = chart.beside.compactMap { table.index(of: $0).flatMap { placed.layout.drawn[$0] } }
    categories = CellRange(column: category, rows: (placed.headerRow + 1)...(placed.headerRow + rows))
  }

  /// Pixels from top to bottom.
  var height: Int {
    let legend = columns.count > 1 || !beside.isEmpty ? 30 : 0
    switch chart.kind {
    case .column: return 300 + legend
    case .bar: return 62 + legend + rows * (columns.count > 1 ? 20 * columns.count : 30)
    case .stackedBar: return 80 + legend + rows * (rows == 1 ? 60 : 42)
    }
  }

  /// The chart, and the one to its right of what its bars leave out.
  func charts(width: Int = ChartLayout.pageWidth) -> [SheetChart] {
    let besideWidth = beside.isEmpty ? 0 : ChartLayout.besideWidth
    var main = SheetChart(kind, title: CellText.line(chart.title), series: columns.indices.map(series))
    dress(&main, width: width - besideWidth)
    main.legend = columns.count > 1 ? .bottom : .none
    if chart.kind == .stackedBar { main.overlap = 100 }
    main.altText = CellText.line(chart.alt, units: 2_000)
    guard !beside.isEmpty else { return [main] }
    var apart = SheetChart(.bar, title: "Not on the scale", series: beside.map(besideSeries))
    dress(&apart, width: besideWidth)
    apart.categoryAxis.isOff = true
    apart.legend = .bottom
    apart.offsetX = width - besideWidth
    apart.altText = "Answers outside the scale, as numbers of responses; the table has the same figures."
    return [main, apart]
  }

  private var kind: SheetChart.Kind {
    switch chart.kind {
    case .bar: .bar
    case .stackedBar: .barStackedPercent
    case .column: .column
    }
  }

  private func dress(_ chart: inout SheetChart, width: Int) {
    chart.titleFont = SheetChart.Font(size: 12, isBold: true, colour: Palette.ink)
    chart.legendFont = SheetChart.Font(size: 9, colour: Palette.ink)
    chart.categoryAxis.font = SheetChart.Font(size: 9, colour: Palette.ink)
    chart.categoryAxis.isReversed = self.chart.kind != .column
    chart.categoryAxis.gridlines = false
    chart.valueAxis.isOff = true
    chart.valueAxis.gridlines = false
    chart.valueAxis.minimum = 0
    chart.gap = self.chart.kind == .stackedBar ? 45 : 50
    chart.hidesFrame = true
    chart.background = Palette.white
    chart.width = width
    chart.height = height
  }

  private func range(_ column: Int) -> CellRange {
    CellRange(column: column, rows: (placed.headerRow + 1)...(placed.headerRow + rows))
  }

  private func series(_ index: Int) -> SheetChart.Series {
    let column = columns[index]
    let isStacked = chart.kind == .stackedBar
    let colours = isStacked ? Palette.scale(columns.count) : Palette.series(columns.count)
    let font = SheetChart.Font(size: 9, colour: isStacked ? Palette.text(on: colours[index]) : Palette.ink)
    return SheetChart.Series(
      name: placed.layout.columns[column].header, sheet: placed.sheet, categories: categories,
      values: range(column), colour: colours[index],
      labels: SheetChart.Labels(
        position: isStacked ? .centre : .outsideEnd, numberFormat: labelFormat(column, isStacked), font: font)
    )
  }

  private func besideSeries(_ column: Int) -> SheetChart.Series {
    SheetChart.Series(
      name: placed.layout.columns[column].header, sheet: placed.sheet, categories: categories,
      values: range(column), colour: Palette.outside,
      labels: SheetChart.Labels(
        position: .outsideEnd, numberFormat: "#,##0;;", font: SheetChart.Font(size: 9, colour: Palette.ink)))
  }

  /// Without a figure for nothing in stacks, and where a symbol would be drawn as nothing.
  private func labelFormat(_ column: Int, _ isStacked: Bool) -> String {
    let values = placed.layout.columns[column].values.prefix(rows)
    var look = FigureLook.whole
    var hidesZero = isStacked
    for value in values {
      guard case .figure(_, let own) = value else {
        hidesZero = true
        continue
      }
      if own != .whole, look == .whole { look = own }
    }
    let format: String
    switch look {
    case .percent, .underOnePercent, .overNinetyNinePercent: format = "0%"
    case .tenths: format = "#,##0.0"
    case .hundredths, .probability: format = "0.00"
    case .whole: format = "#,##0"
    }
    return hidesZero ? "\(format);-\(format);" : format
  }
}

extension TableLayout {
  /// Whether there is any number to draw.
  fileprivate func hasFigures(in drawn: [Int], rows: Int) -> Bool {
    drawn.contains { column in
      columns[column].values.prefix(rows).contains { if case .figure = $0 { true } else { false } }
    }
  }
}
