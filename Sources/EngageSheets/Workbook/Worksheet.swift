internal import CXLSXWriter

/// One sheet of a ``WorkbookFile``. Rows and columns count from 0.
public final class Worksheet {
  /// The sheet's legal name.
  public let name: String
  let file: WorkbookFile
  private let raw: UnsafeMutablePointer<lxw_worksheet>

  init(file: WorkbookFile, sheet: UnsafeMutablePointer<lxw_worksheet>, name: String) {
    self.file = file
    self.raw = sheet
    self.name = name
  }

  // MARK: Cells

  /// Writes a text; it is never taken for a formula or a link.
  /// - Throws: when it has more than 32,767 UTF-16 units or the cell is off the sheet.
  public func write(_ text: String, row: Int, column: Int, format: StoredFormat? = nil) throws(WorkbookError)
  {
    let (sheet, at) = try place(row, column)
    try checkLength(text, row, column)
    let code = worksheet_write_string(
      sheet, at.row, at.column, SheetText.cell(text), try file.pointer(format))
    try check(code, row, column)
  }

  /// Writes a number; NaN and infinities, which a workbook cannot hold, leave the cell blank.
  /// - Throws: when the cell is off the sheet.
  public func write(_ number: Double, row: Int, column: Int, format: StoredFormat? = nil)
    throws(WorkbookError)
  {
    guard number.isFinite else { return try writeBlank(row: row, column: column, format: format) }
    let (sheet, at) = try place(row, column)
    try check(worksheet_write_number(sheet, at.row, at.column, number, try file.pointer(format)), row, column)
  }

  /// Writes a whole number.
  /// - Throws: when the cell is off the sheet.
  public func write(_ number: Int, row: Int, column: Int, format: StoredFormat? = nil) throws(WorkbookError) {
    try write(Double(number), row: row, column: column, format: format)
  }

  /// Writes TRUE or FALSE.
  /// - Throws: when the cell is off the sheet.
  public func write(_ truth: Bool, row: Int, column: Int, format: StoredFormat? = nil) throws(WorkbookError) {
    let (sheet, at) = try place(row, column)
    let code = worksheet_write_boolean(sheet, at.row, at.column, truth ? 1 : 0, try file.pointer(format))
    try check(code, row, column)
  }

  /// Gives an empty cell a format; without a format it does nothing.
  /// - Throws: when the cell is off the sheet.
  public func writeBlank(row: Int, column: Int, format: StoredFormat?) throws(WorkbookError) {
    let (sheet, at) = try place(row, column)
    try check(worksheet_write_blank(sheet, at.row, at.column, try file.pointer(format)), row, column)
  }

  /// Writes a text that leads to a cell of a sheet of this workbook (to be added before the workbook is finished).
  /// - Throws: when the text is too long, the cell is off the sheet, or there are more than 65,530 links.
  public func writeLink(
    _ text: String, toSheet target: String, targetRow: Int = 0, targetColumn: Int = 0, row: Int, column: Int,
    format: StoredFormat? = nil
  ) throws(WorkbookError) {
    let (sheet, at) = try place(row, column)
    try checkLength(text, row, column)
    let address = "internal:\(quotedSheetName(target))!\(cellName(row: targetRow, column: targetColumn))"
    let code = worksheet_write_url_opt(
      sheet, at.row, at.column, address, try file.pointer(format), SheetText.cell(text), nil)
    try check(code, row, column)
  }

  /// A piece of a text with a look of its own.
  public struct Fragment: Sendable {
    /// The text.
    public var text: String
    /// Its font; `nil` for that of the cell.
    public var format: StoredFormat?
    /// A piece of text.
    public init(_ text: String, format: StoredFormat? = nil) {
      self.text = text
      self.format = format
    }
  }

  /// Writes a text whose pieces look different; `format` is that of the cell.
  /// - Throws: when it has more than 32,767 UTF-16 units or the cell is off the sheet.
  public func write(
    _ fragments: [Fragment], row: Int, column: Int, format: StoredFormat? = nil
  ) throws(WorkbookError) {
    let pieces = fragments.filter { !$0.text.isEmpty }
    guard pieces.count > 1 else {
      let only = pieces.first
      return try write(only?.text ?? "", row: row, column: column, format: format ?? only?.format)
    }
    let (sheet, at) = try place(row, column)
    try checkLength(pieces.map(\.text).joined(), row, column)
    let texts = CStrings()
    let tuples = UnsafeMutablePointer<lxw_rich_string_tuple>.allocate(capacity: pieces.count)
    defer { tuples.deallocate() }
    for (index, piece) in pieces.enumerated() {
      let text = texts.copy(SheetText.cell(piece.text, escapesControls: true))
      tuples[index] = lxw_rich_string_tuple(format: try file.pointer(piece.format), string: text)
    }
    var list: [UnsafeMutablePointer<lxw_rich_string_tuple>?] = pieces.indices.map { tuples + $0 } + [nil]
    let cellFormat = try file.pointer(format)
    let code = withExtendedLifetime(texts) {
      worksheet_write_rich_string(sheet, at.row, at.column, &list, cellFormat)
    }
    try check(code, row, column)
  }

  /// Merges cells and writes a text over them.
  /// - Throws: when the text is too long, or the range is one cell or off the sheet.
  public func merge(_ range: CellRange, text: String, format: StoredFormat? = nil) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    try checkLength(text, range.firstRow, range.firstColumn)
    let code = worksheet_merge_range(
      sheet, r.0, r.1, r.2, r.3, SheetText.cell(text), try file.pointer(format))
    try check(code, range)
  }

  // MARK: For the other parts

  func handle() throws(WorkbookError) -> UnsafeMutablePointer<lxw_worksheet> {
    _ = try file.handle()
    return raw
  }

  typealias RawCell = (row: UInt32, column: UInt16)

  func place(_ row: Int, _ column: Int) throws(WorkbookError) -> (
    UnsafeMutablePointer<lxw_worksheet>, RawCell
  ) {
    guard row >= 0, row < 1_048_576, column >= 0, column < 16_384 else {
      throw WorkbookError(
        "row \(row + 1), column \(column + 1) is off the sheet (1,048,576 rows, 16,384 columns)",
        path: file.path, sheet: name)
    }
    return (try handle(), (UInt32(row), UInt16(column)))
  }

  typealias RawRange = (UInt32, UInt16, UInt32, UInt16)

  func place(_ range: CellRange) throws(WorkbookError) -> (UnsafeMutablePointer<lxw_worksheet>, RawRange) {
    guard range.isOnSheet else {
      throw WorkbookError("a range is upside down or off the sheet", path: file.path, sheet: name)
    }
    let raw: RawRange = (
      UInt32(range.firstRow), UInt16(range.firstColumn), UInt32(range.lastRow), UInt16(range.lastColumn)
    )
    return (try handle(), raw)
  }

  func check(_ code: lxw_error, _ row: Int, _ column: Int) throws(WorkbookError) {
    if code != LXW_NO_ERROR { try file.check(code, sheet: name, cell: cellName(row: row, column: column)) }
  }

  func check(_ code: lxw_error, _ range: CellRange) throws(WorkbookError) {
    if code != LXW_NO_ERROR { try file.check(code, sheet: name, cell: range.name) }
  }

  private func checkLength(_ text: String, _ row: Int, _ column: Int) throws(WorkbookError) {
    // A UTF-8 byte never gives more than one UTF-16 unit.
    if text.utf8.count > SheetText.cellLimit, text.utf16.count > SheetText.cellLimit {
      throw tooLong(row, column)
    }
  }

  func tooLong(_ row: Int, _ column: Int) -> WorkbookError {
    WorkbookError(
      "the text is longer than the 32,767 characters a cell can hold", path: file.path, sheet: name,
      cell: cellName(row: row, column: column))
  }
}
