internal import Glibc

/// The CSV text made from a sheet, passed on row by row.
struct SheetRows {
  /// Where the text goes; `nil` keeps it in memory, for sheets that only few rows are expected of.
  let descriptor: Int32?
  /// The path named in errors of writing.
  let path: String
  /// The text not yet written out.
  var out = ByteBuffer(capacity: 1 << 17)
  /// Where the current row starts in `out`.
  var rowStart = 0
  /// The fields of the current row that are in `out`.
  var fields = 0
  /// The most fields of a row so far; shorter rows are filled up, so that columns stay comparable.
  var width = 0
  /// The last row that is in `out` or was written.
  var lastRow = 0
  var failure: SheetFileError?
  /// Whether the text is not wanted, only what is counted on the way.
  var isDropped = false

  init(descriptor: Int32?, path: String) { (self.descriptor, self.path) = (descriptor, path) }

  func deallocate() { out.deallocate() }

  /// Makes room for a field in `column` with the delimiters before it.
  @inline(__always)
  mutating func begin(_ column: Int) {
    let missing = fields == 0 ? column : column &+ 1 &- fields
    if missing == 1 { out.append(0x2C) } else { out.append(repeating: 0x2C, missing) }
    fields = column &+ 1
  }

  /// Ends row `number`, which has a value.
  mutating func end(_ number: Int) {
    out.append(repeating: 0x2C, width - fields)
    width = max(width, fields)
    out.append(0x0A)
    lastRow = number
    rowStart = out.count
    fields = 0
    if out.count >= 1 << 16 { flush() }
  }

  /// Writes out what waits.
  mutating func flush() {
    if isDropped { (out.count, rowStart) = (0, 0) }
    guard let descriptor, out.count > 0 else { return }
    do throws(SheetFileError) {
      try writeAll(UnsafeRawBufferPointer(out.bytes), to: descriptor, path: path)
    } catch {
      failure = error
    }
    out.count = 0
    rowStart = 0
  }
}

extension SheetScan {
  mutating func beginRow(_ attributes: Attributes) {
    state = .row
    cell.column = -1
    rowIsHidden = false
    var number = row &+ 1
    var at = attributes
    while let key = at[0], let value = at[1] {
      if isNamed(key, "r") {
        guard let read = wholeNumber(value) else {
          return refuse(.contradiction("a row has no proper number"))
        }
        number = read
      } else if isNamed(key, "hidden") {
        rowIsHidden = isNamed(value, "1") || isNamed(value, "true")
      }
      at += 2
    }
    guard number > row else {
      return refuse(.contradiction("row \(number) comes after row \(row)"))
    }
    guard number <= context.limits.rows else {
      return refuse(.tooLarge("it has more than \(context.limits.rows) rows"))
    }
    row = number
  }

  mutating func endRow() {
    guard rows.fields > 0 else { return }
    checkRowBytes()
    rows.end(row)
    summary.rows = row
    summary.filledRows &+= 1
    if rowIsHidden { summary.hiddenRows &+= 1 }
    if let failure = rows.failure { stop(.unwritable(failure)) }
  }

  /// Closes the summary when the part is through.
  /// - Throws: when the part is no worksheet.
  mutating func finish(path: String) throws(WorkbookReadError) {
    guard state == .outside, isWorksheet else {
      throw WorkbookReadError(.contradiction("its part “\(part)” is no worksheet"), path: path)
    }
    for column in 0..<rows.width { summary.columns.append(tallies[column]) }
  }

  /// Opens the field of the current cell: empty lines for the rows before, delimiters for the cells before.
  @inline(__always)
  mutating func beginField() {
    if rows.fields == 0 {
      rows.out.append(repeating: 0x0A, row &- rows.lastRow &- 1)
      rows.lastRow = row &- 1
      rows.rowStart = rows.out.count
    }
    rows.begin(cell.column)
    checkRowBytes()
  }

  @inline(__always)
  private mutating func checkRowBytes() {
    if rows.out.count &- rows.rowStart > context.limits.rowBytes {
      refuse(.tooLarge("a row is longer than \(context.limits.rowBytes) bytes"))
    }
  }
}

/// The value of a C string of at most nine digits.
@inline(__always)
func wholeNumber(_ text: UnsafePointer<CChar>) -> Int? {
  var value = 0
  var at = 0
  while text[at] != 0 {
    let digit = UInt8(bitPattern: text[at]) &- 0x30
    guard digit < 10, at < 9 else { return nil }
    value = value &* 10 &+ Int(digit)
    at &+= 1
  }
  return at > 0 ? value : nil
}
