internal import CXLSXWriter

/// Margins of a printed page, in inches.
public struct PageMargins: Equatable, Sendable {
  /// On the left.
  public var left: Double
  /// On the right.
  public var right: Double
  /// At the top.
  public var top: Double
  /// At the bottom.
  public var bottom: Double

  /// Margins in inches; without arguments Excel's own.
  public init(left: Double = 0.7, right: Double = 0.7, top: Double = 0.75, bottom: Double = 0.75) {
    (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
  }
}

/// Text of a header or footer in which `&` is an ordinary character.
///
/// Excel's codes go around it: `"&L" + headerText(title) + "&RPage &P of &N"`.
public func headerText(_ text: String) -> String {
  var out = ""
  var isAfterSign = false
  for scalar in SheetText.plain(text).unicodeScalars {
    // The library takes "&&G" and "&&[Picture]" for pictures that are not there, and frees what it holds twice.
    if isAfterSign, scalar == "G" || scalar == "[" { out += " " }
    out.unicodeScalars.append(scalar)
    isAfterSign = scalar == "&"
    if isAfterSign { out += "&" }
  }
  return out
}

extension Worksheet {
  /// Sets the width of columns, in characters of the default font (0 to 255), and the format of their empty cells.
  /// - Throws: when the columns are off the sheet.
  public func setWidth(_ width: Double, columns: ClosedRange<Int>, format: StoredFormat? = nil)
    throws(WorkbookError)
  {
    let range = CellRange(
      firstRow: 0, firstColumn: columns.lowerBound, lastRow: 0, lastColumn: columns.upperBound)
    let (sheet, r) = try place(range)
    try check(worksheet_set_column(sheet, r.1, r.3, min(max(width, 0), 255), try file.pointer(format)), range)
  }

  /// Sets the height of a row in points (0 to 409).
  /// - Throws: when the row is off the sheet.
  public func setHeight(_ height: Double, row: Int, format: StoredFormat? = nil) throws(WorkbookError) {
    let (sheet, at) = try place(row, 0)
    try check(worksheet_set_row(sheet, at.row, min(max(height, 0), 409), try file.pointer(format)), row, 0)
  }

  /// Keeps the rows above and the columns left of a cell in view.
  public func freezePanes(row: Int, column: Int) throws(WorkbookError) {
    let (sheet, at) = try place(row, column)
    worksheet_freeze_panes(sheet, at.row, at.column)
  }

  /// Puts filter buttons on the first row of a range (a table has its own).
  public func autofilter(_ range: CellRange) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    try check(worksheet_autofilter(sheet, r.0, r.1, r.2, r.3), range)
  }

  /// Prints this range only.
  public func setPrintArea(_ range: CellRange) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    try check(worksheet_print_area(sheet, r.0, r.1, r.2, r.3), range)
  }

  /// Repeats rows at the top of every printed page.
  public func repeatRows(_ rows: ClosedRange<Int>) throws(WorkbookError) {
    let range = CellRange(column: 0, rows: rows)
    let (sheet, r) = try place(range)
    try check(worksheet_repeat_rows(sheet, r.0, r.2), range)
  }

  /// Sets up A4 pages: turned or upright, shrunk to so many pages (0: as many as needed), margins, centred.
  public func setPage(
    landscape: Bool = false, fitWidth: Int? = nil, fitHeight: Int? = nil,
    margins: PageMargins = PageMargins(),
    centredHorizontally: Bool = false
  ) throws(WorkbookError) {
    let sheet = try handle()
    worksheet_set_paper(sheet, 9)  // A4
    if landscape { worksheet_set_landscape(sheet) } else { worksheet_set_portrait(sheet) }
    if fitWidth != nil || fitHeight != nil {
      worksheet_fit_to_pages(sheet, UInt16(clamping: fitWidth ?? 0), UInt16(clamping: fitHeight ?? 0))
    }
    worksheet_set_margins(sheet, margins.left, margins.right, margins.top, margins.bottom)
    if centredHorizontally { worksheet_center_horizontally(sheet) }
  }

  /// Sets the header of printed pages, in Excel's codes (at most 254 characters), see ``headerText(_:)``.
  /// - Throws: when it is too long.
  public func setHeader(_ text: String) throws(WorkbookError) {
    try file.check(worksheet_set_header(try handle(), SheetText.plain(text)), sheet: name, cell: "header")
  }

  /// Sets the footer of printed pages, in Excel's codes (at most 254 characters), see ``headerText(_:)``.
  /// - Throws: when it is too long.
  public func setFooter(_ text: String) throws(WorkbookError) {
    try file.check(worksheet_set_footer(try handle(), SheetText.plain(text)), sheet: name, cell: "footer")
  }

  /// Hides the grid on screen and paper.
  public func hideGridlines() throws(WorkbookError) {
    worksheet_gridlines(try handle(), UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
  }

  /// Sets the zoom in per cent (10 to 400).
  public func setZoom(_ percent: Int) throws(WorkbookError) {
    worksheet_set_zoom(try handle(), UInt16(min(max(percent, 10), 400)))
  }

  /// Opens the workbook on this sheet.
  public func activate() throws(WorkbookError) { worksheet_activate(try handle()) }

  /// Makes this the leftmost visible tab.
  public func setFirst() throws(WorkbookError) { worksheet_set_first_sheet(try handle()) }

  /// Hides the sheet; at least one sheet must stay visible, and the active one cannot be hidden.
  public func hide() throws(WorkbookError) { worksheet_hide(try handle()) }

  /// Colours the sheet's tab.
  public func setTabColour(_ colour: SheetColour) throws(WorkbookError) {
    worksheet_set_tab_color(try handle(), colour.code)
  }
}
