internal import CXLSXWriter

/// A table of a sheet: a named range with a header row, filter buttons and a style.
public struct SheetTable: Sendable {
  /// Excel's families of table styles.
  public enum Style: Equatable, Sendable {
    /// Without colours.
    case plain
    /// Light 1 to 21.
    case light(Int)
    /// Medium 1 to 28.
    case medium(Int)
    /// Dark 1 to 11.
    case dark(Int)
  }

  /// A column of the table.
  public struct Column: Sendable {
    /// The text in the header row; not empty, and unique in the table in any case.
    public var header: String
    /// The look of the header cell.
    public var headerFormat: StoredFormat?
    /// A column of this header.
    public init(_ header: String, headerFormat: StoredFormat? = nil) {
      self.header = header
      self.headerFormat = headerFormat
    }
  }

  /// The name in formulas: letters, digits, `_`, unique in the workbook; `nil` for `Table1`, `Table2`, ….
  public var name: String?
  /// The columns, as many as the range has. The table writes its header row itself.
  public var columns: [Column]
  /// The style.
  public var style: Style
  /// Whether the header has filter buttons.
  public var hasFilter: Bool
  /// Whether every other row is shaded.
  public var isBanded: Bool

  /// A table with its columns.
  public init(
    name: String? = nil, columns: [Column], style: Style = .light(1), hasFilter: Bool = true,
    isBanded: Bool = true
  ) {
    (self.name, self.columns, self.style) = (name, columns, style)
    (self.hasFilter, self.isBanded) = (hasFilter, isBanded)
  }
}

/// The values a person may choose from in a cell.
public enum ChoiceSource: Sendable {
  /// These texts; none with a comma, 255 characters in all.
  case items([String])
  /// The cells of a range of a sheet.
  case cells(CellRange, sheet: String)
}

extension Worksheet {
  /// Adds a table over `range`, header row included, and writes its headers.
  /// - Throws: in a constant-memory workbook, for empty, repeated or too few headers, or a name Excel refuses.
  public func addTable(_ table: SheetTable, _ range: CellRange) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    try checkTable(table, range)
    let texts = CStrings()
    let columns = UnsafeMutablePointer<lxw_table_column>.allocate(capacity: table.columns.count)
    columns.initialize(repeating: lxw_table_column(), count: table.columns.count)
    defer { columns.deallocate() }
    for (index, column) in table.columns.enumerated() {
      columns[index].header = texts.copy(column.header)
      columns[index].header_format = try file.pointer(column.headerFormat)
    }
    var list: [UnsafeMutablePointer<lxw_table_column>?] = table.columns.indices.map { columns + $0 } + [nil]
    let code = list.withUnsafeMutableBufferPointer { list in
      var options = lxw_table_options()
      options.name = texts.copy(table.name)
      options.no_autofilter = table.hasFilter ? 0 : 1
      options.no_banded_rows = table.isBanded ? 0 : 1
      (options.style_type, options.style_type_number) = table.style.codes
      options.columns = list.baseAddress
      return withExtendedLifetime(texts) { worksheet_add_table(sheet, r.0, r.1, r.2, r.3, &options) }
    }
    try check(code, range)
  }

  private func checkTable(_ table: SheetTable, _ range: CellRange) throws(WorkbookError) {
    func refuse(_ message: String) -> WorkbookError {
      WorkbookError(message, path: file.path, sheet: name, cell: range.name)
    }
    if file.isConstantMemory { throw refuse("a workbook written in constant memory cannot have tables") }
    guard table.columns.count == range.lastColumn - range.firstColumn + 1 else {
      throw refuse("the table's headers are not as many as its columns")
    }
    guard range.lastRow > range.firstRow else { throw refuse("a table needs a row below its header") }
    let headers = table.columns.map { $0.header.lowercased() }
    if headers.contains("") { throw refuse("a header of the table is empty") }
    if Set(headers).count < headers.count { throw refuse("a header of the table is there twice") }
    if headers.contains(where: { $0.utf16.count > 255 }) {
      throw refuse("a header of the table is longer than 255 characters")
    }
  }

  /// Lets cells take only certain values, offered in a list.
  /// - Throws: when the values are too long for a list; use cells then.
  public func restrict(
    _ range: CellRange, to source: ChoiceSource, errorTitle: String? = nil, errorMessage: String? = nil
  ) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    let texts = CStrings()
    var rule = lxw_data_validation()
    rule.error_title = texts.copy(errorTitle)
    rule.error_message = texts.copy(errorMessage)
    var list: [UnsafeMutablePointer<CChar>?] = []
    switch source {
    case .items(let items):
      guard !items.contains(where: { $0.contains(",") || $0.isEmpty }),
        items.joined(separator: ",").utf16.count <= 255
      else {
        throw WorkbookError(
          "the choices do not fit into a list (255 characters, no commas); put them into cells",
          path: file.path, sheet: name, cell: range.name)
      }
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      list = items.map { texts.copy($0) } + [nil]
    case .cells(let cells, let target):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.value_formula = texts.copy(cells.formula(onSheet: target))
    }
    let code = list.withUnsafeMutableBufferPointer { list in
      rule.value_list = list.baseAddress
      return withExtendedLifetime(texts) {
        worksheet_data_validation_range(sheet, r.0, r.1, r.2, r.3, &rule)
      }
    }
    try check(code, range)
  }

  /// Draws a solid bar in each cell, as long as its number between 0 and `maximum` (`nil`: the largest number).
  public func addDataBars(
    _ range: CellRange, colour: SheetColour, maximum: Double? = nil
  ) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    rule.data_bar_2010 = 1
    rule.bar_solid = 1
    rule.bar_no_border = 1
    rule.bar_color = colour.code
    rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.min_value = 0
    if let maximum {
      rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      rule.max_value = maximum
    } else {
      rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_MAXIMUM.rawValue)
    }
    try check(worksheet_conditional_format_range(sheet, r.0, r.1, r.2, r.3, &rule), range)
  }
}

extension SheetTable.Style {
  /// The library's numbers for family and style.
  fileprivate var codes: (UInt8, UInt8) {
    switch self {
    // "Light 0" is the library's name for no style at all.
    case .plain: (UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue), 0)
    case .light(let number): (UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue), UInt8(min(max(number, 1), 21)))
    case .medium(let number): (UInt8(LXW_TABLE_STYLE_TYPE_MEDIUM.rawValue), UInt8(min(max(number, 1), 28)))
    case .dark(let number): (UInt8(LXW_TABLE_STYLE_TYPE_DARK.rawValue), UInt8(min(max(number, 1), 11)))
    }
  }
}
