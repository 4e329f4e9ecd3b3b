public import EngageModel
import EngageSheets

/// A workbook for coding comments, filled in: for whom it was made, and its rows.
public struct CodingSheet: Sendable {
  /// A row: a comment and what the coder typed beside it.
  public struct Row: Sendable, Hashable {
    public var key: CodingSheetLayout.TextKey
    /// Its cells as they are, by column.
    public var cells: [CodingSheetLayout.Column: String]

    func typed(_ column: CodingSheetLayout.Column) -> String { trimmed(cells[column] ?? "") }
  }

  /// What a coder made of a comment.
  public struct Coded: Sendable, Hashable {
    public var key: CodingSheetLayout.TextKey
    /// In the codebook's order; empty where none fits.
    public var themes: [Theme.ID]
    public var memo: String?
  }

  /// What is wrong with a cell.
  public struct Problem: Sendable {
    /// Position in ``CodingSheet/rows``.
    public var row: Int
    public var column: CodingSheetLayout.Column
    public var diagnostic: Diagnostic
  }

  /// The name of the dialect.
  public static let dialect = "coding-sheet"
  public let path: String
  /// The content is recognised by it.
  public let fingerprint: String
  public let layout: CodingSheetLayout
  /// In the order of the sheet, coded or not.
  public let rows: [Row]
  /// The rows that were coded.
  public let coded: [Coded]
  public let problems: [Problem]
  /// Rows that stand for no comment any more; nothing of the sheet can be taken then, nor copied.
  public let damage: [Diagnostic]

  /// Reads a workbook that Engage made for coding.
  /// - Returns: `nil` for any other file.
  /// - Throws: what was changed in it so that its codes can't be trusted to be understood.
  public static func read(_ path: String) throws(DiagnosticsError) -> CodingSheet? {
    guard let workbook = try? WorkbookReader(path: path) else { return nil }
    for sheet in workbook.sheets where sheet.isHidden && sheet.name.hasPrefix(CodingSheetLayout.sheetName) {
      let grid = try rows(of: sheet, in: workbook)
      guard CodingSheetLayout.isLayout(grid) else { continue }
      guard let layout = CodingSheetLayout(grid: grid) else { throw DiagnosticsError(changedLayout(path)) }
      return try CodingSheet(workbook, layout)
    }
    guard let comments = workbook.sheets.first(where: { $0.name == CodingSheetLayout.commentsName }) else {
      return nil
    }
    let names = names(in: try rows(of: comments, in: workbook))
    guard names.contains(CodingSheetLayout.Column.text.name) else { return nil }
    throw DiagnosticsError(changedLayout(path))
  }

  private static func rows(
    of sheet: WorkbookSheet, in workbook: WorkbookReader
  ) throws(DiagnosticsError) -> [[String]] {
    do throws(WorkbookReadError) { return try workbook.rows(of: sheet) } catch {
      throw DiagnosticsError(
        Diagnostic(rule: "broken-workbook", message: "\(error)", file: workbook.path, sheet: sheet.name))
    }
  }

  private static func changedLayout(_ path: String) -> Diagnostic {
    Diagnostic(
      rule: "changed-sheet",
      message:
        "the hidden sheet “\(CodingSheetLayout.sheetName)”, which says what the columns mean, is gone or was changed",
      file: path, hint: "put it back (Undo), or code into a fresh sheet: engage coding-sheet")
  }

  /// The hidden row that names the columns.
  private static func names(in rows: [[String]]) -> [String] {
    rows.count >= CodingSheetLayout.namesRow ? rows[CodingSheetLayout.namesRow - 1].map { trimmed($0) } : []
  }

  private init(_ workbook: WorkbookReader, _ layout: CodingSheetLayout) throws(DiagnosticsError) {
    path = workbook.path
    self.layout = layout
    fingerprint = try CodingSheet.fingerprint(of: workbook.path)
    var pages: [(sheet: WorkbookSheet, rows: [[String]])] = []
    for sheet in workbook.sheets where !sheet.isHidden {
      let rows = try CodingSheet.rows(of: sheet, in: workbook)
      if CodingSheet.names(in: rows).contains(CodingSheetLayout.Column.text.name) {
        pages.append((sheet, rows))
      }
    }
    guard let page = pages.first, pages.count == 1 else {
      throw DiagnosticsError(CodingSheet.changedPages(pages.map(\.sheet.name), workbook.path))
    }
    let places = try CodingSheet.places(page.rows, page.sheet.name, layout, workbook.path)
    let reading = CodingRows(page.rows, sheet: page.sheet.name, places: places, layout, path: workbook.path)
    (rows, coded, problems, damage) = (reading.rows, reading.coded, reading.problems, reading.damage)
  }

  private static func fingerprint(of path: String) throws(DiagnosticsError) -> String {
    do throws(SheetFileError) { return try MappedFile(path: path).fingerprint() } catch {
      throw DiagnosticsError(Diagnostic(rule: "file", message: error.description, file: path))
    }
  }

  private static func changedPages(_ names: [String], _ path: String) -> Diagnostic {
    let several = names.map { "“\($0)”" }.joined(separator: ", ")
    return Diagnostic(
      rule: "changed-sheet",
      message: names.isEmpty
        ? "the sheet “\(CodingSheetLayout.commentsName)” is gone, or its headings are"
        : "there are several copies of the sheet with the comments: \(several)",
      file: path,
      hint: names.isEmpty
        ? "put it back (Undo), or code into a fresh sheet: engage coding-sheet"
        : "keep the one that you filled in, and delete the others")
  }

  /// Where each column stands.
  private static func places(
    _ rows: [[String]], _ sheet: String, _ layout: CodingSheetLayout, _ path: String
  ) throws(DiagnosticsError) -> [CodingSheetLayout.Column: Int] {
    let names = names(in: rows)
    var places: [CodingSheetLayout.Column: Int] = [:]
    var problems: [Diagnostic] = []
    for column in layout.columns {
      let found = names.indices.filter { names[$0] == column.name }
      places[column] = found.first
      if found.count == 1 { continue }
      problems.append(
        Diagnostic(
          rule: "changed-sheet",
          message: found.isEmpty
            ? "the column “\(column.name)” is gone" : "the column “\(column.name)” is there twice",
          file: path, sheet: sheet, cell: found.last.map { cellName(row: 1, column: $0) },
          hint: found.isEmpty
            ? "put it back (Undo), or code into a fresh sheet: engage coding-sheet"
            : "delete one of the two"))
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    return places
  }
}
