public import EngageModel
import EngageSheets

/// A workbook for deciding which texts may leave, and in which words: a row for each.
public struct ReviewSheetWorkbook: Sendable {
  /// A text to decide on.
  public struct Row: Sendable, Hashable {
    public var key: CodingSheetLayout.TextKey
    public var question: String
    /// Where it comes from, and whether it may be quoted.
    public var context: String
    public var words: String
    /// The text without what might tell who somebody is.
    public var suggested: String
    /// What was decided on these words before; `nil` where nothing was.
    public var decision: ReviewSheetLayout.Choice?
    /// The text as it may leave.
    public var wording: String
    public var note: String

    public init(
      key: CodingSheetLayout.TextKey, question: String, context: String, words: String, suggested: String,
      decision: ReviewSheetLayout.Choice? = nil, wording: String, note: String = ""
    ) {
      (self.key, self.question, self.context, self.words) = (key, question, context, words)
      (self.suggested, self.decision, self.wording, self.note) = (suggested, decision, wording, note)
    }
  }

  /// The most rows that a sheet is made with.
  public static let rowLimit = 20_000

  public let layout: ReviewSheetLayout
  public let rows: [Row]
  let title: String
  /// Seconds since 1970-01-01 UTC.
  let made: Int

  /// - Throws: a diagnostic where a sheet can't hold it.
  public init(layout: ReviewSheetLayout, rows: [Row], title: String, made: Int) throws {
    if rows.count > ReviewSheetWorkbook.rowLimit {
      throw Diagnostic(
        rule: "too-many-texts", message: "there are \(rows.count) texts, too many for a sheet",
        hint: "choose --event and --question, or decide on them with engage review alone")
    }
    if let long = rows.first(where: { $0.words.utf16.count > ReviewSheetLayout.longest }) {
      throw Diagnostic(
        rule: "long-text",
        message:
          "a text of response \(long.key.response) is too long for a cell, and would be decided on unread",
        hint: "decide on it with engage review, without --sheet; leave its question out here")
    }
    (self.layout, self.rows, self.title, self.made) = (layout, rows, title, made)
  }

  /// Writes the workbook, for its owner alone to read.
  /// - Throws: `WorkbookError`.
  public func write(to path: String) throws {
    let workbook = try WorkbookFile(
      path: path,
      properties: DocumentProperties(
        created: made, title: String(title.prefix(255)), subject: "Sheet for deciding what may leave"),
      options: WorkbookOptions(access: .ownerOnly))
    let look = try EntryLook(workbook)
    let instructions = try workbook.addSheet("Instructions")
    try ReviewSheetPage(self).write(to: workbook, look)
    try writeInstructions(to: instructions, look)
    let hidden = try workbook.addSheet(ReviewSheetLayout.sheetName)
    for (row, cells) in layout.grid.enumerated() {
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        try hidden.write(cell, row: row, column: column)
      }
    }
    for (row, choice) in ReviewSheetLayout.Choice.allCases.enumerated() {
      try hidden.write(choice.rawValue, row: row, column: 3)
    }
    let choices = CellRange(
      firstRow: 0, firstColumn: 3, lastRow: ReviewSheetLayout.Choice.allCases.count - 1, lastColumn: 3)
    try workbook.defineName(
      ReviewSheetPage.listName, formula: choices.formula(onSheet: hidden.name))
    try hidden.protect()
    try hidden.hide()
    try workbook.finish()
  }

  private func writeInstructions(to page: Worksheet, _ look: EntryLook) throws {
    try page.setWidth(104, columns: 0...0)
    try page.write(title, row: 0, column: 0, format: look.title)
    for (row, text) in ReviewSheetWorkbook.instructions.enumerated() {
      try page.write(text, row: row + 1, column: 0, format: look.plain)
      try page.setHeight(Double((text.count + 99) / 100) * 15 + 6, row: row + 1)
    }
    try page.hideGridlines()
    try page.protect()
    try page.setPage(landscape: true, fitWidth: 1, fitHeight: 1)
  }

  private static let instructions = [
    "One row for each text on the sheet “Texts”. Read all of it: names are often missed, and what is between the lines "
      + "can tell who somebody is as well as a number.",
    "“Text as it may leave” holds what is suggested. Change it until nobody can be recognised: who wrote it, and whom it "
      + "is about.",
    "Choose release in “Decision” if what stands in “Text as it may leave” may be shown outside, keep if nothing of it "
      + "may. A row without a decision stays undecided, and nothing of it leaves.",
    "Released texts are quoted only where whoever wrote them agreed to it: see “Where”.",
    "Does a text tell of somebody in danger? Don’t decide on it here: tell the safeguarding lead, and hold it back with "
      + "engage review (key s).",
    "Save as .xlsx and run: engage review --from FILE.xlsx. All rows are checked; if anything is wrong, nothing is "
      + "stored. A text that was changed meanwhile is refused.",
    "The texts are people’s own words. Keep this file where only you can open it, and delete it when all is stored.",
  ]
}
