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
  private let parts: [Part]
  private let beside: [Int]
  /// How many bars, or groups of bars, there are.
  private let bars: Int

  /// A series: its name, its cells and what they hold.
  private struct Part {
    var name: String
    var range: CellRange
    var values: [TableLayout.Value]

    var hasFigures: Bool { values.contains { if case .figure = $0 { true } else { false } } }
  }

  /// What a reader must know of bars that are not there; `nil` where nothing is hidden.
  static func remark(on chart: Chart, of table: Table) -> String? {
    guard table.shownInstead == nil, table.hides(anyOf: chart.series + chart.beside) else { return nil }
    let sign = Symbol.suppressed.rawValue
    if chart.kind == .stackedBar {
      return "No chart is drawn: a part of it is hidden to protect people \(sign)."
    }
    let hidden = table.rows.indices.filter { row in
      !table.isTotal(row: row)
        && (chart.series + chart.beside).contains { table.cells(of: $0)[row] == .suppressed }
    }
    guard !chart.seriesInRows, let category = table.index(of: chart.category), (1...6).contains(hidden.count)
    else { return "No bar stands where a figure is hidden to protect people \(sign)." }
    let names = hidden.map { table.rows[$0][category].words ?? table.key(ofRow: $0) }
    return "Not drawn, as hidden to protect people \(sign): \(Wording.list(names))."
  }

  /// `nil` where the table has nothing to draw, or parts of 100 % of which some are hidden.
  init?(_ chart: Chart, of table: Table, placed: PlacedTable, mostRows: Int = ChartLayout.mostBars) {
    guard table.shownInstead == nil, !chart.series.isEmpty,
      chart.kind != .stackedBar || !table.hides(anyOf: chart.series),
      let category = table.index(of: chart.category).flatMap({ placed.layout.drawn[$0] }),
      let drawn = ChartLayout.drawn(chart, table, placed.layout)
    else { return nil }
    let rows = placed.layout.rowCount - placed.layout.totalCount
    let first = placed.headerRow + 1
    if chart.seriesInRows {
      let columns = drawn[0]...(drawn[0] + min(drawn.count, mostRows) - 1)
      bars = columns.count
      parts = (0..<rows).map { row in
        let name = placed.layout.columns[category].values[row]
        return Part(
          name: name.words ?? "",
          range: CellRange(
            firstRow: first + row, firstColumn: columns.lowerBound, lastRow: first + row,
            lastColumn: columns.upperBound),
          values: columns.map { placed.layout.columns[$0].values[row] })
      }
      categories = CellRange(
        firstRow: placed.headerRow, firstColumn: columns.lowerBound, lastRow: placed.headerRow,
        lastColumn: columns.upperBound)
    } else {
      let shown = min(rows, mostRows)
      guard shown > 0 else { return nil }
      let range = { CellRange(column: $0, rows: first...(placed.headerRow + shown)) }
      bars = shown
      parts = drawn.map { column in
        let layout = placed.layout.columns[column]
        return Part(name: layout.header, range: range(column), values: Array(layout.values.prefix(shown)))
      }
      categories = range(category)
    }
    guard parts.contains(where: \.hasFigures) else { return nil }
    self.chart = chart
    self.placed = placed
    beside = chart.beside.compactMap { table.index(of: $0).flatMap { placed.layout.drawn[$0] } }
  }

  /// The columns of the sheet that stand for the series; `nil` where one is not there. Shares side by side are drawn
  /// only if all of them are on the sheet: counts of groups of different sizes would mislead. Parts of 100 % are drawn
  /// from counts, which must stand side by side.
  private static func drawn(_ chart: Chart, _ table: Table, _ layout: TableLayout) -> [Int]? {
    let columns = chart.series.compactMap { table.index(of: $0) }
    guard columns.count == chart.series.count else { return nil }
    let counts = columns.map { column in
      table.columns[column].from.flatMap { table.index(of: $0) }.flatMap { layout.drawn[$0] }
    }
    let drawn = columns.compactMap { layout.drawn[$0] }
    guard drawn.count == columns.count else { return nil }
    if chart.seriesInRows {
      let turned = zip(counts, drawn).map { $0 ?? $1 }
      return turned == Array(turned[0]..<(turned[0] + turned.count)) ? turned : nil
    }
    return drawn.count > 1 && zip(drawn, counts).contains(where: { $0 == $1 }) ? nil : drawn
  }

  /// Pixels from top to bottom.
  var height: Int {
    let legend = parts.count > 1 || !beside.isEmpty ? 30 : 0
    switch chart.kind {
    case .column: return 300 + legend
    case .bar: return 62 + legend + bars * (parts.count > 1 ? 20 * parts.count : 30)
    case .stackedBar: return 80 + legend + bars * (bars == 1 ? 60 : 42)
    }
  }

  /// The chart, and the one to its right of what its bars leave out.
  func charts(width: Int = ChartLayout.pageWidth) -> [SheetChart] {
    let besideWidth = beside.isEmpty ? 0 : ChartLayout.besideWidth
    var main = SheetChart(kind, title: CellText.line(chart.title), series: parts.indices.map(series))
    dress(&main, width: width - besideWidth)
    main.legend = parts.count > 1 ? .bottom : .none
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

  private func series(_ index: Int) -> SheetChart.Series {
    let part = parts[index]
    let isStacked = chart.kind == .stackedBar
    let colours = isStacked ? Palette.scale(parts.count) : Palette.series(parts.count)
    let font = SheetChart.Font(size: 9, colour: isStacked ? Palette.text(on: colours[index]) : Palette.ink)
    return SheetChart.Series(
      name: part.name, sheet: placed.sheet, categories: categories, values: part.range,
      colour: colours[index],
      labels: SheetChart.Labels(
        position: isStacked ? .centre : .outsideEnd, numberFormat: labelFormat(part.values, isStacked),
        font: font))
  }

  private func besideSeries(_ column: Int) -> SheetChart.Series {
    SheetChart.Series(
      name: placed.layout.columns[column].header, sheet: placed.sheet, categories: categories,
      values: CellRange(column: column, rows: (placed.headerRow + 1)...(placed.headerRow + bars)),
      colour: Palette.outside,
      labels: SheetChart.Labels(
        position: .outsideEnd, numberFormat: "#,##0;;", font: SheetChart.Font(size: 9, colour: Palette.ink)))
  }

  /// Without a figure for nothing in stacks, and where a symbol would be drawn as nothing.
  private func labelFormat(_ values: [TableLayout.Value], _ isStacked: Bool) -> String {
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
    case .percentTenths: format = "0.0%"
    case .tenths: format = "#,##0.0"
    case .hundredths, .probability: format = "0.00"
    case .whole: format = "#,##0"
    }
    return hidesZero ? "\(format);-\(format);" : format
  }
}

extension TableLayout.Value {
  fileprivate var words: String? { if case .words(let words) = self { words } else { nil } }
}
