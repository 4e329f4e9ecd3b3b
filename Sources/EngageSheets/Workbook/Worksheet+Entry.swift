internal import CXLSXWriter

/// What may be typed into cells, what a person is told beside them, and what happens with anything else.
public struct EntryRule: Sendable {
  /// What may be typed.
  public enum Allowed: Sendable {
    /// Anything.
    case anything
    /// The cells of a range or of a named range, offered in a list: `=colours`, `='Lists'!$A$1:$A$9`.
    case list(String)
    /// What makes a formula true that is written for the first cell of the range (at most 255 characters).
    case formula(String)
  }

  /// What may be typed; the empty cell always may.
  public var allowed: Allowed
  /// Whether anything else is refused; otherwise the list only offers.
  public var refusesOthers: Bool
  /// Shown while the cell is selected (at most 32 and 255 characters; what is longer is cut).
  public var promptTitle: String?
  public var prompt: String?
  /// Shown when a value is refused (at most 32 and 255 characters; what is longer is cut).
  public var errorTitle: String?
  public var error: String?

  /// A rule; without more it only offers.
  public init(
    _ allowed: Allowed, refusesOthers: Bool = false, promptTitle: String? = nil, prompt: String? = nil,
    errorTitle: String? = nil, error: String? = nil
  ) {
    (self.allowed, self.refusesOthers) = (allowed, refusesOthers)
    (self.promptTitle, self.prompt) = (promptTitle, prompt)
    (self.errorTitle, self.error) = (errorTitle, error)
  }
}

extension Worksheet {
  /// Sets what may be typed into cells.
  /// - Throws: when the cells are off the sheet or a formula is longer than 255 characters.
  public func setEntryRule(_ rule: EntryRule, _ range: CellRange) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    let texts = CStrings()
    var raw = lxw_data_validation()
    switch rule.allowed {
    case .anything:
      if rule.prompt == nil { return }
      raw.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    case .list(let source):
      raw.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      raw.value_formula = texts.copy(source)
    case .formula(let formula):
      raw.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
      raw.value_formula = texts.copy(formula)
    }
    raw.show_error = UInt8(
      (rule.refusesOthers ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF).rawValue)
    raw.input_title = texts.copy(rule.prompt == nil ? nil : rule.promptTitle.map { Self.cut($0, 32) })
    raw.input_message = texts.copy(rule.prompt.map { Self.cut($0, 255) })
    raw.error_title = texts.copy(rule.errorTitle.map { Self.cut($0, 32) })
    raw.error_message = texts.copy(rule.error.map { Self.cut($0, 255) })
    let code = withExtendedLifetime(texts) {
      worksheet_data_validation_range(sheet, r.0, r.1, r.2, r.3, &raw)
    }
    try check(code, range)
  }

  /// Gives cells another look wherever a formula, written for the first of them, is true. Earlier looks win; after
  /// one that `stops`, no further one is tried.
  /// - Throws: when the cells are off the sheet.
  public func addLook(
    _ format: StoredFormat, where formula: String, stops: Bool = false, _ range: CellRange
  ) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    let texts = CStrings()
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
    rule.value_string = texts.copy(formula)
    rule.format = try file.pointer(format)
    rule.stop_if_true = stops ? 1 : 0
    let code = withExtendedLifetime(texts) {
      worksheet_conditional_format_range(sheet, r.0, r.1, r.2, r.3, &rule)
    }
    try check(code, range)
  }

  /// Keeps cells from being changed, without a password, but for those whose format is unlocked. Widths, heights and
  /// the order of unlocked rows can still be changed.
  public func protect() throws(WorkbookError) {
    var options = lxw_protection()
    options.format_columns = 1
    options.format_rows = 1
    options.sort = 1
    options.autofilter = 1
    worksheet_protect(try handle(), nil, &options)
  }

  /// Hides a row.
  /// - Throws: when the row is off the sheet.
  public func hide(row: Int) throws(WorkbookError) {
    let (sheet, at) = try place(row, 0)
    var options = lxw_row_col_options()
    options.hidden = 1
    try check(worksheet_set_row_opt(sheet, at.row, Self.usualHeight, nil, &options), row, 0)
  }

  /// Hides a column.
  /// - Throws: when the column is off the sheet.
  public func hide(column: Int) throws(WorkbookError) {
    let (sheet, at) = try place(0, column)
    var options = lxw_row_col_options()
    options.hidden = 1
    try check(worksheet_set_column_opt(sheet, at.column, at.column, 8.43, nil, &options), 0, column)
  }

  /// Repeats columns at the left of every printed page.
  public func repeatColumns(_ columns: ClosedRange<Int>) throws(WorkbookError) {
    let (sheet, r) = try place(
      CellRange(firstRow: 0, firstColumn: columns.lowerBound, lastRow: 0, lastColumn: columns.upperBound))
    try check(worksheet_repeat_columns(sheet, r.1, r.3), 0, columns.lowerBound)
  }

  /// Leaves out the green corners of texts that look like numbers.
  public func allowNumbersAsText(_ range: CellRange) throws(WorkbookError) {
    _ = try place(range)
    let code = worksheet_ignore_errors(
      try handle(), UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), range.name)
    try check(code, range)
  }

  /// Puts a note on a cell.
  /// - Throws: when the text is longer than 32,767 bytes or the cell is off the sheet.
  public func note(_ text: String, row: Int, column: Int, author: String? = nil) throws(WorkbookError) {
    let (sheet, at) = try place(row, column)
    let texts = CStrings()
    var options = lxw_comment_options()
    options.author = texts.copy(author)
    options.width = 260
    options.height = UInt16(clamping: 40 + text.count / 34 * 17)
    let code = withExtendedLifetime(texts) {
      worksheet_write_comment_opt(sheet, at.row, at.column, texts.copy(text), &options)
    }
    try check(code, row, column)
  }

  private static var usualHeight: Double { 15 }

  /// The first characters that have room in so many UTF-16 units.
  private static func cut(_ text: String, _ units: Int) -> String {
    if text.utf16.count <= units { return text }
    var kept = ""
    var room = units - 1
    for character in text {
      let size = String(character).utf16.count
      if size > room { break }
      room -= size
      kept.append(character)
    }
    return kept + "…"
  }
}
