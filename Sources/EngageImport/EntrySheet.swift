public import EngageModel
import EngageSheets

/// A workbook for typing paper forms, filled in: what it was made for, and the sheets with answers.
public struct EntrySheet: Sendable {
  /// A sheet with at least one row of answers.
  public struct Filled: Sendable {
    /// The name on its tab, which may have been changed.
    public var name: String
    /// What it was made with, its columns in the order that they have now.
    public var sheet: EntrySheetLayout.Sheet
    /// The rows from the first below the headings, as text.
    public var rows: [[String]]
  }

  /// The name of the dialect.
  public static let dialect = EntrySheetDialect.name
  public let path: String
  public let layout: EntrySheetLayout
  /// In the order of the layout.
  public let filled: [Filled]
  /// What is worth saying about the workbook as a whole; errors keep all of it from being stored.
  public let diagnostics: [Diagnostic]

  /// Reads a workbook that Engage made for typing.
  /// - Returns: `nil` for any other file.
  /// - Throws: what was changed in it so that its answers can't be trusted to be understood.
  public static func read(_ path: String) throws(DiagnosticsError) -> EntrySheet? {
    guard let workbook = try? WorkbookReader(path: path) else { return nil }
    for sheet in workbook.sheets where sheet.isHidden && sheet.name.hasPrefix(EntrySheetLayout.sheetName) {
      let grid = try rows(of: sheet, in: workbook)
      guard EntrySheetLayout.isLayout(grid) else { continue }
      guard let layout = EntrySheetLayout(grid: grid) else { throw DiagnosticsError(changedLayout(path)) }
      return try EntrySheet(workbook, layout)
    }
    guard workbook.sheets.contains(where: { $0.name == "Instructions" }) else { return nil }
    for sheet in workbook.sheets where sheet.name == "Forms" || sheet.name == "Tables" {
      if names(in: try rows(of: sheet, in: workbook))?.first?.hasPrefix(EntrySheetLayout.ownPrefix) == true {
        throw DiagnosticsError(changedLayout(path))
      }
    }
    return nil
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
        "the hidden sheet “\(EntrySheetLayout.sheetName)”, which says what the columns mean, is gone or was changed",
      file: path,
      hint: "make a fresh sheet (engage entry-sheet) and paste the rows of answers into it, as values")
  }

  /// The hidden row that names the columns.
  private static func names(in rows: [[String]]) -> [String]? {
    rows.count >= EntrySheetLayout.namesRow ? rows[EntrySheetLayout.namesRow - 1] : nil
  }
}

// MARK: - Finding the sheets

extension EntrySheet {
  private init(_ workbook: WorkbookReader, _ layout: EntrySheetLayout) throws(DiagnosticsError) {
    path = workbook.path
    self.layout = layout
    var found: [String: [(name: String, rows: [[String]])]] = [:]
    var problems: [Diagnostic] = []
    for sheet in workbook.sheets where !sheet.isHidden {
      let rows = try EntrySheet.rows(of: sheet, in: workbook)
      if let own = EntrySheet.owner(of: rows, sheet.name, in: layout) {
        found[own.name, default: []].append((sheet.name, rows))
      } else if sheet.name != "Instructions", rows.contains(where: { !$0.isEmpty }) {
        problems.append(
          Diagnostic(
            .warning, rule: "further-sheet",
            message: "the sheet “\(sheet.name)” is none of Engage’s and was not read",
            file: path, sheet: sheet.name))
      }
    }
    var filled: [Filled] = []
    for sheet in layout.sheets {
      let copies = found[sheet.name] ?? []
      if copies.count > 1 {
        problems.append(
          Diagnostic(
            rule: "changed-sheet",
            message:
              "there are several copies of “\(sheet.name)”: \(copies.map { "“\($0.name)”" }.joined(separator: ", "))",
            file: path, hint: "move all rows onto one of them, and delete the others"))
        continue
      }
      guard let copy = copies.first else {
        problems.append(
          Diagnostic(
            rule: "changed-sheet", message: "the sheet “\(sheet.name)” is gone, or its headings are",
            file: path,
            hint: "put it back (Undo), or type into a fresh sheet: engage entry-sheet"))
        continue
      }
      if let own = EntrySheet.filled(sheet, copy, path: path, &problems) { filled.append(own) }
    }
    if problems.hasErrors { throw DiagnosticsError(problems) }
    EntrySheet.checkKeys(filled, path: path, &problems)
    if filled.isEmpty {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-responses", message: "nothing has been typed into this sheet yet", file: path,
          hint: "type a row for each form below the headings, save, and import it again"))
    }
    self.filled = filled
    diagnostics = problems
  }

  /// Which of the layout's sheets this is, whatever its tab is called now: the one that names its columns so.
  private static func owner(
    of rows: [[String]], _ name: String, in layout: EntrySheetLayout
  ) -> EntrySheetLayout.Sheet? {
    let named = Set(names(in: rows) ?? [])
    let best = layout.sheets.max { one, other in
      one.columns.count { named.contains($0.name) } < other.columns.count { named.contains($0.name) }
    }
    if let best, best.columns.count(where: { named.contains($0.name) }) * 2 >= best.columns.count {
      return best
    }
    return layout.sheets.first { $0.name == name }
  }

  // MARK: Columns

  /// The rows of answers, if the columns can be trusted; `nil` where there are none.
  private static func filled(
    _ sheet: EntrySheetLayout.Sheet, _ copy: (name: String, rows: [[String]]), path: String,
    _ problems: inout [Diagnostic]
  ) -> Filled? {
    func problem(_ message: String, column: Int?, _ hint: String) {
      problems.append(
        Diagnostic(
          rule: "changed-sheet", message: message, file: path, sheet: copy.name,
          cell: column.map { cellName(row: 1, column: $0) }, hint: hint))
    }
    let names = names(in: copy.rows) ?? []
    let known = Dictionary(sheet.columns.map { ($0.name, $0) }) { first, _ in first }
    guard names.contains(where: { known[$0] != nil }) else {
      problem(
        "row \(EntrySheetLayout.namesRow), which is hidden and names the columns, is not in its place",
        column: nil,
        "were the headings sorted together with the answers, or a row above them deleted? Undo that, or paste the "
          + "answers into a fresh sheet")
      return nil
    }
    var columns: [EntrySheetLayout.Column] = []
    let width = copy.rows.map(\.count).max() ?? 0
    for index in 0..<max(width, names.count) {
      let name = index < names.count ? names[index] : ""
      let isFilled = copy.rows.dropFirst(EntrySheetLayout.namesRow).contains {
        index < $0.count && !trimmed($0[index]).isEmpty
      }
      guard let column = known[name] else {
        if name.isEmpty, !isFilled, names.dropFirst(index).allSatisfy({ $0.isEmpty }) { continue }
        problem(
          "column \(columnName(index)) is none of this sheet’s", column: index,
          "move what stands in it into the columns of the questions, or into a file of its own, and delete the column"
        )
        continue
      }
      if columns.contains(column) {
        problem(
          "column \(columnName(index)) is a second one for \(HeadingMatcher.name(of: column.role))",
          column: index,
          "delete one of the two")
      }
      columns.append(column)
    }
    for column in sheet.columns where !columns.contains(column) {
      problem(
        "the column for \(HeadingMatcher.name(of: column.role)) is gone", column: nil,
        "put it back (Undo), or paste the answers into a fresh sheet")
    }
    let rows = Array(copy.rows.dropFirst(EntrySheetLayout.namesRow))
    guard let last = rows.lastIndex(where: { $0.contains { !trimmed($0).isEmpty } }) else { return nil }
    return Filled(
      name: copy.name,
      sheet: EntrySheetLayout.Sheet(name: copy.name, unit: sheet.unit, columns: columns),
      rows: Array(rows[...last]))
  }

  // MARK: Keys

  /// A number may stand for a form and a table only once: the rows of one sheet are compared when it is read.
  private static func checkKeys(_ filled: [Filled], path: String, _ problems: inout [Diagnostic]) {
    var first: [String: (sheet: String, cell: String)] = [:]
    for sheet in filled {
      guard let column = sheet.sheet.columns.firstIndex(where: { $0.role == .key }) else { continue }
      for (row, cells) in sheet.rows.enumerated()
      where column < cells.count && !trimmed(cells[column]).isEmpty {
        let key = trimmed(cells[column])
        let cell = cellName(row: EntrySheetLayout.namesRow + row, column: column)
        if let other = first[key], other.sheet != sheet.name {
          problems.append(
            Diagnostic(
              rule: "duplicate-key",
              message: "the number “\(key)” stands on “\(other.sheet)” in \(other.cell) as well", file: path,
              sheet: sheet.name, cell: cell,
              hint: "every form and every table needs a number of its own, such as T1 for a table"))
        } else if first[key] == nil {
          first[key] = (sheet.name, cell)
        }
      }
    }
  }
}

extension ImportOptions {
  /// Options that read one of its sheets, for the survey it was made for.
  public init(_ entry: EntrySheet, _ filled: EntrySheet.Filled, survey: Survey, event: Event) {
    self.init(
      survey: survey, event: event.id, sessions: event.sessions, fixedSession: entry.layout.session,
      dateOrder: .day, sheet: filled.name)
    var map = ColumnMap(constants: [.unit: filled.sheet.unit.rawValue])
    for question in survey.questions where question.type.takesChoices {
      let language = entry.layout.language
      let typed = question.entryWords(in: language).map { ($0.word, $0.choice) }
      let keys = question.entryKeys(in: language).map { ($0.key, $0.choice) }
      map.values[question.id] = Dictionary(typed + (question.type.isSingleChoice ? keys : [])) { first, _ in
        first
      }
    }
    self.map = map
    entrySheet = filled.sheet
  }
}
