public import EngageModel
import EngageSheets

/// A workbook for coding comments: a row for each, a choice for each theme.
///
/// ```swift
/// let workbook = try CodingSheetWorkbook(codebook: codebook, layout: layout, rows: rows, title: "…", made: now)
/// try workbook.write(to: "ann.xlsx")
/// ```
/// Filled in, it is imported without being told anything. The file is for its owner's eyes alone.
public struct CodingSheetWorkbook: Sendable {
  /// A comment, and what the coder made of it.
  public struct Row: Sendable, Hashable {
    public var key: CodingSheetLayout.TextKey
    /// The question's label.
    public var question: String
    public var comment: String
    /// Titles of the themes that the rules found.
    public var rules: [String]
    /// What stands below the themes, as typed.
    public var marks: [Theme.ID: String]
    /// What stands below “None fits”, as typed.
    public var none: String
    public var memo: String

    public init(
      key: CodingSheetLayout.TextKey, question: String, comment: String, rules: [String],
      marks: [Theme.ID: String] = [:], none: String = "", memo: String = ""
    ) {
      (self.key, self.question, self.comment, self.rules) = (key, question, comment, rules)
      (self.marks, self.none, self.memo) = (marks, none, memo)
    }
  }

  /// The most rows and themes that a sheet is made with.
  public static let rowLimit = 20_000
  public static let themeLimit = 250

  public let layout: CodingSheetLayout
  public var rows: [Row]
  /// What is wrong with which cell.
  public var remarks: [EntrySheetWorkbook.Remark] = []
  let codebook: Codebook
  let title: String
  /// Seconds since 1970-01-01 UTC.
  let made: Int

  /// - Parameters:
  ///   - codebook: in the version of the layout.
  ///   - title: what is coded, such as the event's.
  ///   - made: seconds since 1970-01-01 UTC.
  /// - Throws: a diagnostic where a sheet can't hold it.
  public init(codebook: Codebook, layout: CodingSheetLayout, rows: [Row], title: String, made: Int) throws {
    if layout.themes.count > CodingSheetWorkbook.themeLimit {
      throw Diagnostic(
        rule: "too-many-themes",
        message: "the codebook \(codebook.id) has \(layout.themes.count) themes, too many for a sheet",
        hint: "code with engage code")
    }
    if rows.count > CodingSheetWorkbook.rowLimit {
      throw Diagnostic(
        rule: "too-many-comments", message: "there are \(rows.count) comments, too many for a sheet",
        hint: "draw some at random with --sample 10%, or choose --event and --question")
    }
    (self.codebook, self.layout, self.rows) = (codebook, layout, rows)
    (self.title, self.made) = (title, made)
  }

  /// The name of a cell, such as `F7`.
  /// - Parameter row: position in ``rows``.
  public func cell(row: Int, _ column: CodingSheetLayout.Column) -> String {
    cellName(
      row: CodingSheetLayout.namesRow + row, column: layout.columns.firstIndex(of: column) ?? 0)
  }

  /// Writes the workbook.
  /// - Throws: `WorkbookError`.
  public func write(to path: String) throws {
    let workbook = try WorkbookFile(
      path: path,
      properties: DocumentProperties(
        created: made, title: String(title.prefix(255)), subject: "Sheet for coding comments"),
      options: WorkbookOptions(access: .ownerOnly))
    let look = try EntryLook(workbook)
    let instructions = try workbook.addSheet("Instructions")
    try CodingSheetPage(self).write(to: workbook, look)
    try CodingSheetThemes(self).write(to: workbook, look)
    try CodingSheetInstructions(self).write(to: instructions, look)
    let hidden = try workbook.addSheet(CodingSheetLayout.sheetName)
    for (row, cells) in layout.grid.enumerated() {
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        try hidden.write(cell, row: row, column: column)
      }
    }
    try hidden.write(CodingSheetLayout.yes, row: 0, column: 3)
    try workbook.defineName(
      CodingSheetPage.listName, formula: CellRange(row: 0, column: 3).formula(onSheet: hidden.name))
    try hidden.protect()
    try hidden.hide()
    try workbook.finish()
  }
}
