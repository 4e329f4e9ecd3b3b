/// A worksheet of a workbook that is read. Chart sheets hold no cells and are left out.
public struct WorkbookSheet: Equatable, Sendable {
  /// Whether people see the sheet's tab.
  public enum Visibility: String, Sendable {
    /// Its tab is shown.
    case visible
    /// Hidden; Excel's menu offers to show it again.
    case hidden
    /// Hidden by a program; Excel's menu does not list it.
    case veryHidden
  }

  /// The name on the tab.
  public let name: String
  /// Its place among the worksheets, from 1, hidden ones included.
  public let number: Int
  /// Whether people see it.
  public let visibility: Visibility
  /// The part of the archive that holds its cells.
  let part: String

  /// Whether its tab is not shown.
  public var isHidden: Bool { visibility != .visible }
}

/// What a sheet held when it was read: sizes, kinds of cells, and what a spreadsheet may have spoilt.
public struct WorkbookSheetSummary: Equatable, Sendable {
  /// The last row with a value, counted from 1; 0 for an empty sheet.
  public internal(set) var rows = 0
  /// The rows with at least one value.
  public internal(set) var filledRows = 0
  /// The rows with a value that the sheet hides (by hand or by a filter). They are read like the others.
  public internal(set) var hiddenRows = 0
  /// What the columns hold, from A to the last one with a value.
  public internal(set) var columns: [SheetColumnContents] = []
  /// Merged cells, in the order of the file (at most 1,000). Only the first cell of each holds its value.
  public internal(set) var mergedRanges: [CellRange] = []
  /// Formulas whose result the file does not hold; their cells are read as empty.
  public internal(set) var formulasWithoutValue = SheetCellCount()

  /// The cells with an error such as `#N/A`, over all columns.
  public var errors: Int { columns.reduce(0) { $0 + $1.errors.count } }
}

/// How many cells, and the first of them.
public struct SheetCellCount: Equatable, Sendable {
  /// How many.
  public internal(set) var count = 0
  /// The row of the first one, from 1; 0 for none.
  public internal(set) var firstRow = 0
  /// The column of the first one, from 0.
  public internal(set) var firstColumn = 0

  /// The first one's name, such as `C12`; `nil` for none.
  public var firstCell: String? { count == 0 ? nil : cellName(row: firstRow - 1, column: firstColumn) }

  mutating func add(row: Int, column: Int) {
    if count == 0 { (firstRow, firstColumn) = (row, column) }
    count &+= 1
  }
}

/// The kinds of cells in one column of a sheet. Empty cells count nowhere.
///
/// Dates among texts are what Excel makes of “1-2” or “March”; numbers beside texts with leading zeros are codes
/// that lost theirs; numbers of more than 15 digits lost the last ones.
public struct SheetColumnContents: Equatable, Sendable {
  /// Texts.
  public internal(set) var texts = SheetCellCount()
  /// Texts of digits alone that start with 0, such as `007`. They count as ``texts`` too.
  public internal(set) var leadingZeroTexts = SheetCellCount()
  /// Numbers without a date format.
  public internal(set) var numbers = SheetCellCount()
  /// Whole numbers of 16 digits or more, of which a spreadsheet keeps 15. They count as ``numbers`` too.
  public internal(set) var overlongNumbers = SheetCellCount()
  /// Numbers that are shown as a date, a time or both.
  public internal(set) var dates = SheetCellCount()
  /// TRUE and FALSE.
  public internal(set) var booleans = SheetCellCount()
  /// Errors such as `#N/A`, `#REF!`.
  public internal(set) var errors = SheetCellCount()

  /// All cells with a value.
  public var filled: Int { texts.count + numbers.count + dates.count + booleans.count + errors.count }
}
