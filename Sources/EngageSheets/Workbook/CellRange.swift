/// A rectangle of cells, rows and columns counted from 0, ends included.
public struct CellRange: Hashable, Sendable {
  /// The first row.
  public var firstRow: Int
  /// The first column.
  public var firstColumn: Int
  /// The last row.
  public var lastRow: Int
  /// The last column.
  public var lastColumn: Int

  /// A rectangle with its corners.
  public init(firstRow: Int, firstColumn: Int, lastRow: Int, lastColumn: Int) {
    self.firstRow = firstRow
    self.firstColumn = firstColumn
    self.lastRow = lastRow
    self.lastColumn = lastColumn
  }

  /// A single cell.
  public init(row: Int, column: Int) {
    self.init(firstRow: row, firstColumn: column, lastRow: row, lastColumn: column)
  }

  /// Part of one column.
  public init(column: Int, rows: ClosedRange<Int>) {
    self.init(firstRow: rows.lowerBound, firstColumn: column, lastRow: rows.upperBound, lastColumn: column)
  }

  /// The range's name, such as `A1:C9`.
  public var name: String {
    cellName(row: firstRow, column: firstColumn) + ":" + cellName(row: lastRow, column: lastColumn)
  }

  /// The range on a sheet with fixed rows and columns, such as `='People'!$A$1:$A$9`.
  public func formula(onSheet sheet: String) -> String {
    func fixed(_ row: Int, _ column: Int) -> String { "$\(columnName(column))$\(row + 1)" }
    let start = "=\(quotedSheetName(sheet))!\(fixed(firstRow, firstColumn))"
    let isCell = firstRow == lastRow && firstColumn == lastColumn
    return isCell ? start : start + ":" + fixed(lastRow, lastColumn)
  }

  /// Whether the range lies on a sheet of Excel's size and is not upside down.
  var isOnSheet: Bool {
    firstRow >= 0 && firstColumn >= 0 && firstRow <= lastRow && firstColumn <= lastColumn
      && lastRow < 1_048_576 && lastColumn < 16_384
  }
}

extension CellRange {
  /// The range that a reference such as `A1:C9` or `B12` names; `nil` for anything else.
  init?(reference: String) {
    let ends = reference.split(separator: ":", omittingEmptySubsequences: false).map {
      Self.place(Array($0.utf8))
    }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1],
      first.row <= last.row, first.column <= last.column
    else { return nil }
    self.init(
      firstRow: first.row, firstColumn: first.column, lastRow: last.row, lastColumn: last.column)
  }

  private static func place(_ name: [UInt8]) -> (row: Int, column: Int)? {
    let letters = name.prefix { (0x41...0x5A).contains($0) }
    let digits = name.dropFirst(letters.count)
    guard (1...3).contains(letters.count), (1...7).contains(digits.count),
      let row = Int(String(decoding: digits, as: UTF8.self)), row > 0
    else { return nil }
    return (row - 1, letters.reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1)
  }
}
