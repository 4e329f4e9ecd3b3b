public import EngageModel
import EngageSheets

/// A workbook for deciding on texts, filled in.
public struct ReviewSheet: Sendable {
  /// A row that was decided on.
  public struct Decided: Sendable, Hashable {
    public var key: CodingSheetLayout.TextKey
    public var choice: ReviewSheetLayout.Choice
    /// The text that was read, as it stands in the sheet.
    public var words: String
    /// The text as it may leave.
    public var wording: String
    public var note: String?
    /// Where the decision and the wording stand, such as `G5`.
    public var decisionCell: String
    public var wordingCell: String
  }

  public let path: String
  public let layout: ReviewSheetLayout
  /// The name of the sheet with the texts.
  public let sheet: String
  /// Rows with a text, decided on or not.
  public let rowCount: Int
  public let decided: [Decided]
  /// What is wrong with cells and rows; nothing of the sheet can be taken then.
  public let problems: [Diagnostic]

  /// Reads a workbook that Engage made for deciding on texts.
  /// - Throws: what was changed in it so that its decisions can't be trusted to be understood, or that it is none.
  public static func read(_ path: String) throws(DiagnosticsError) -> ReviewSheet {
    let workbook: WorkbookReader
    do throws(WorkbookReadError) { workbook = try WorkbookReader(path: path) } catch {
      throw DiagnosticsError(Diagnostic(rule: "broken-workbook", message: "\(error)", file: path))
    }
    var layout: ReviewSheetLayout?
    var pages: [(name: String, rows: [[String]])] = []
    for sheet in workbook.sheets {
      let rows = try rows(of: sheet, in: workbook)
      if sheet.isHidden, ReviewSheetLayout.isLayout(rows) {
        layout = ReviewSheetLayout(grid: rows)
      } else if names(in: rows).contains(ReviewSheetLayout.Column.text.rawValue) {
        pages.append((sheet.name, rows))
      }
    }
    guard let layout, let page = pages.first, pages.count == 1 else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "changed-sheet",
          message: pages.count > 1
            ? "there are several copies of the sheet with the texts"
            : "this is no workbook for deciding on texts, or its sheets, headings or hidden sheet were changed",
          file: path,
          hint: pages.count > 1
            ? "keep the one that you filled in, and delete the others"
            : "put back what was changed (Undo), or make a fresh one: engage review --sheet FILE.xlsx"))
    }
    return try ReviewSheet(path, layout, page.name, page.rows)
  }

  private static func rows(
    of sheet: WorkbookSheet, in workbook: WorkbookReader
  ) throws(DiagnosticsError) -> [[String]] {
    do throws(WorkbookReadError) { return try workbook.rows(of: sheet) } catch {
      throw DiagnosticsError(
        Diagnostic(rule: "broken-workbook", message: "\(error)", file: workbook.path, sheet: sheet.name))
    }
  }

  /// The hidden row that names the columns.
  private static func names(in rows: [[String]]) -> [String] {
    rows.count >= ReviewSheetLayout.namesRow ? rows[ReviewSheetLayout.namesRow - 1].map { trimmed($0) } : []
  }

  private init(
    _ path: String, _ layout: ReviewSheetLayout, _ sheet: String, _ grid: [[String]]
  ) throws(DiagnosticsError) {
    let names = ReviewSheet.names(in: grid)
    var places: [ReviewSheetLayout.Column: Int] = [:]
    var changed: [Diagnostic] = []
    for column in ReviewSheetLayout.Column.allCases {
      let found = names.indices.filter { names[$0] == column.rawValue }
      places[column] = found.first
      if found.count == 1 { continue }
      changed.append(
        Diagnostic(
          rule: "changed-sheet",
          message: "the column “\(column.rawValue)” is \(found.isEmpty ? "gone" : "there twice")", file: path,
          sheet: sheet, hint: "put it back (Undo), or make a fresh sheet: engage review --sheet FILE.xlsx"))
    }
    if !changed.isEmpty { throw DiagnosticsError(changed) }
    var reading = ReviewRows(path: path, sheet: sheet, places: places)
    for (number, cells) in grid.enumerated().dropFirst(ReviewSheetLayout.namesRow) {
      reading.read(cells, at: number)
    }
    (self.path, self.layout, self.sheet) = (path, layout, sheet)
    (rowCount, decided, problems) = (reading.rowCount, reading.decided, reading.problems)
  }
}

/// The rows of such a workbook, being understood.
private struct ReviewRows {
  let path: String
  let sheet: String
  let places: [ReviewSheetLayout.Column: Int]
  var rowCount = 0
  var decided: [ReviewSheet.Decided] = []
  var problems: [Diagnostic] = []
  /// The row of the sheet, from 0, where each text was first seen.
  private var first: [TextPlace: Int] = [:]

  init(path: String, sheet: String, places: [ReviewSheetLayout.Column: Int]) {
    (self.path, self.sheet, self.places) = (path, sheet, places)
  }

  private func cell(_ column: ReviewSheetLayout.Column, _ row: Int) -> String {
    cellName(row: row, column: places[column] ?? 0)
  }

  private mutating func report(
    _ rule: String, _ message: String, _ column: ReviewSheetLayout.Column, _ row: Int, hint: String
  ) {
    problems.append(
      Diagnostic(
        rule: rule, message: message, file: path, sheet: sheet, cell: cell(column, row), hint: hint))
  }

  mutating func read(_ cells: [String], at row: Int) {
    var typed: [ReviewSheetLayout.Column: String] = [:]
    for (column, place) in places where place < cells.count && !trimmed(cells[place]).isEmpty {
      typed[column] = cells[place]
    }
    guard !typed.isEmpty else { return }
    guard let key = typed[.text].flatMap({ CodingSheetLayout.TextKey(trimmed($0)) }) else {
      return report(
        "changed-sheet", "which text this row is about can't be told any more", .text, row,
        hint: "undo what was done to the hidden column \(columnName(places[.text] ?? 0)), or delete the row")
    }
    let place = TextPlace(response: key.response, question: key.question)
    if let before = first[place] {
      return report(
        "duplicate-text", "the text of row \(before + 1) stands here again", .response, row,
        hint: "delete one of the two rows")
    }
    first[place] = row
    rowCount += 1
    decide(key, typed, at: row)
  }

  private mutating func decide(
    _ key: CodingSheetLayout.TextKey, _ typed: [ReviewSheetLayout.Column: String], at row: Int
  ) {
    let note = typed[.note].map { trimmed($0) }
    guard let said = typed[.decision].map({ trimmed($0).lowercased() }) else {
      if note != nil {
        report(
          "note-without-decision", "there is a note, but no decision", .decision, row,
          hint: "choose release or keep, or take the note out")
      }
      return
    }
    guard let choice = ReviewSheetLayout.Choice(rawValue: said) else {
      return report(
        "bad-decision", "this is neither release nor keep, nor empty", .decision, row,
        hint: "choose from the list of the cell, or empty it")
    }
    let wording = typed[.wording] ?? ""
    if choice == .release, !wording.contains(where: { $0.isLetter || $0.isNumber }) {
      return report(
        "empty-wording", "this text is released, and there are no words that may leave", .wording, row,
        hint: "write what may leave, or choose keep")
    }
    decided.append(
      ReviewSheet.Decided(
        key: key, choice: choice, words: typed[.words] ?? "", wording: wording, note: note,
        decisionCell: cell(.decision, row), wordingCell: cell(.wording, row)))
  }
}
