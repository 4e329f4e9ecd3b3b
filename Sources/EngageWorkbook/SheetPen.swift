import EngageReport
import EngageSheets

/// Writes one sheet from top to bottom.
final class SheetPen {
  /// The width of an upright A4 page in characters.
  static let pageWidth = 92.0

  let sheet: Worksheet
  let looks: StoredLooks
  let report: Report
  /// The next free row.
  var row = 0
  private(set) var widths: [Double]
  /// Points by which rows are higher than the usual.
  private var extraHeight = 0.0
  private static let rowHeight = 15.0

  /// Sets the widths of the columns, with empty ones to their right until an upright page is full.
  init(_ sheet: Worksheet, _ looks: StoredLooks, _ report: Report, widths: [Double]) throws(WorkbookError) {
    self.sheet = sheet
    self.looks = looks
    self.report = report
    self.widths = widths
    let missing = SheetPen.pageWidth - widths.reduce(0, +)
    if missing > 1 {
      let count = max(1, Int((missing / 14).rounded()))
      self.widths += Array(repeating: missing / Double(count), count: count)
    }
    for (column, width) in self.widths.enumerated() { try sheet.setWidth(width, columns: column...column) }
    try sheet.hideGridlines()
  }

  /// Sets a row's height in points (at most 409).
  func setHeight(_ height: Double, row: Int) throws(WorkbookError) {
    let height = min(409, height)
    extraHeight += height - SheetPen.rowHeight
    try sheet.setHeight(height, row: row)
  }

  var width: Double { widths.reduce(0, +) }

  /// The sheet's title, and below it the banner where anything is invented.
  func writeTitle(_ title: String, look: CellLook = .heading) throws(WorkbookError) {
    let size = look == .title ? 18.0 : 13.0
    for line in TextMeasure.lines(of: CellText.line(title, units: 400), within: width, size: size, bold: true)
    {
      try sheet.write(line, row: row, column: 0, format: try looks(look))
      try setHeight(size * 1.6, row: row)
      row += 1
    }
  }

  /// One line across the sheet that says what is invented.
  func writeBanner() throws(WorkbookError) {
    guard let words = report.inventedWords else { return }
    let lines = TextMeasure.lines(of: CellText.line(words, units: 600), within: width - 12, bold: true)
    let line = lines.count > 1 ? "\(lines[0]) … (see Notes)" : lines.first ?? ""
    try setHeight(18, row: row)
    try sheet.write(line, row: row, column: 0, format: try looks(.banner))
    for column in widths.indices.dropFirst() {
      try sheet.writeBlank(row: row, column: column, format: try looks(.banner))
    }
    row += 1
  }

  /// Text over the width of the sheet, a row for each line.
  func writeLines(_ text: String, look: CellLook? = nil, size: Double = 11) throws(WorkbookError) {
    for line in TextMeasure.lines(of: CellText.cell(text), within: width - 2, size: size) {
      try sheet.write(
        line, row: row, column: 0, format: try look.map { look throws(WorkbookError) in try looks(look) })
      row += 1
    }
  }

  /// A text that wraps in one column, the row as high as it needs.
  func write(_ text: String, column: Int, look: CellLook, size: Double = 11, bold: Bool = false)
    throws(WorkbookError)
  {
    let text = CellText.cell(text)
    try sheet.write(text, row: row, column: column, format: try looks(look))
    let lines = TextMeasure.lineCount(of: text, within: widths[column], size: size, bold: bold)
    try setHeight(Double(lines) * 15 * size / 11 + 2, row: row)
  }

  /// A chart over the width of a page, with its rows left free.
  func insert(_ chart: ChartLayout) throws(WorkbookError) {
    for part in chart.charts() { try sheet.insert(part, row: row, column: 0) }
    row += chart.height / 20 + 2
  }

  /// Paper, header, footer and print area, as the sheet stands now.
  func finish(
    landscape: Bool? = nil, onePage: Bool? = nil, repeating header: ClosedRange<Int>? = nil
  ) throws(WorkbookError) {
    let height = Double(row) * SheetPen.rowHeight + extraHeight
    let fit = PageFit(width: width, height: height, landscape: landscape)
    try sheet.setPage(
      landscape: fit.isLandscape, fitWidth: 1, fitHeight: onePage ?? fit.isOnePage ? 1 : 0,
      margins: PageMargins(left: 0.6, right: 0.6, top: 0.8, bottom: 0.7))
    let marked = report.sources.invented.isEmpty ? "" : "&C&\"-,Bold\"Invented sample data"
    let release = "\(Moment(report.made.at).day) · \(report.audienceWords)"
    // On an upright page a longer title would run into the words in the middle.
    let title = CellText.line(report.headerTitle, units: fit.isLandscape || marked.isEmpty ? 70 : 36)
    try sheet.setHeader(
      "&L\(headerText(title))\(marked)&R\(headerText(CellText.line(release, units: 60)))")
    try sheet.setFooter("&L\(headerText(sheet.name))&RPage &P of &N")
    try sheet.setPrintArea(
      CellRange(firstRow: 0, firstColumn: 0, lastRow: max(0, row - 1), lastColumn: widths.count - 1))
    if let header { try sheet.repeatRows(header) }
  }
}

/// How a sheet goes on A4 paper.
struct PageFit {
  /// Width in characters and height in points of an upright page's inside.
  private static let upright = (width: SheetPen.pageWidth, height: 735.0)
  private static let turned = (width: SheetPen.pageWidth * 1.47, height: 485.0)
  /// Text of 11 points stays above 6.
  private static let smallestScale = 0.58

  let isLandscape: Bool
  /// Whether shrinking makes it one page, which keeps charts whole.
  let isOnePage: Bool

  /// One page, turned where that leaves the sheet larger, if the text stays legible; else upright pages, turned
  /// only where the sheet is too wide for them.
  init(width: Double, height: Double, landscape: Bool?) {
    func scale(_ page: (width: Double, height: Double)) -> Double {
      min(1, page.width / width, page.height / height)
    }
    let (upright, turned) = (scale(PageFit.upright), scale(PageFit.turned))
    let fitsBest = turned > upright * 1.1
    if max(upright, turned) >= PageFit.smallestScale {
      isLandscape = landscape ?? fitsBest
    } else {
      isLandscape = landscape ?? (PageFit.upright.width / width < PageFit.smallestScale)
    }
    isOnePage = (isLandscape ? turned : upright) >= PageFit.smallestScale
  }
}
