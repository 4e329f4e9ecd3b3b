import EngageModel
import EngageSheets

/// The rows of a coding sheet, being understood.
struct CodingRows {
  private(set) var rows: [CodingSheet.Row] = []
  private(set) var coded: [CodingSheet.Coded] = []
  private(set) var problems: [CodingSheet.Problem] = []
  private(set) var damage: [Diagnostic] = []

  private let sheet: String
  private let places: [CodingSheetLayout.Column: Int]
  private let layout: CodingSheetLayout
  private let path: String
  /// The row of the sheet, from 0, where each text was first seen.
  private var first: [CodingSheetLayout.TextKey: Int] = [:]

  init(
    _ grid: [[String]], sheet: String, places: [CodingSheetLayout.Column: Int], _ layout: CodingSheetLayout,
    path: String
  ) {
    (self.sheet, self.places, self.layout, self.path) = (sheet, places, layout, path)
    for (number, cells) in grid.enumerated().dropFirst(CodingSheetLayout.namesRow) {
      read(cells, at: number)
    }
    if let moved { damage.append(moved) }
  }

  private mutating func read(_ cells: [String], at number: Int) {
    var typed: [CodingSheetLayout.Column: String] = [:]
    for (column, place) in places where place < cells.count && !trimmed(cells[place]).isEmpty {
      typed[column] = cells[place]
    }
    guard let key = typed[.text].flatMap({ CodingSheetLayout.TextKey(trimmed($0)) }) else {
      if !typed.isEmpty { damage.append(lost(at: number)) }
      return
    }
    if let before = first[key] {
      damage.append(
        Diagnostic(
          rule: "duplicate-comment", message: "the comment of row \(before + 1) stands here again",
          file: path, sheet: sheet, cell: cellName(row: number, column: places[.response] ?? 0),
          hint: "delete one of the two rows"))
      return
    }
    first[key] = number
    rows.append(CodingSheet.Row(key: key, cells: typed))
    code(rows.count - 1, at: number)
  }

  /// Rows that show a comment of another row, as where only some of the columns were sorted: its codes are about what
  /// the coder read, which is not what the hidden column names. A comment that stands nowhere else in the sheet was only
  /// mended by hand, or shortened by the program.
  private var moved: Diagnostic? {
    let known = Set(rows.map(\.key.fingerprint))
    let wrong = rows.filter { row in
      let seen = CodedText.fingerprint(of: (row.cells[.comment] ?? "").utf8)
      return seen != row.key.fingerprint && known.contains(seen)
    }
    guard let number = wrong.first.flatMap({ first[$0.key] }) else { return nil }
    return Diagnostic(
      rule: "moved-comments",
      message: wrong.count == 1
        ? "a row shows another row's comment: which of the two was coded can't be told"
        : "\(wrong.count) rows show other rows' comments: which were coded can't be told",
      file: path, sheet: sheet, cell: cellName(row: number, column: places[.comment] ?? 0),
      hint: "undo the sorting (a sort must take all columns, hidden ones too), or code into a fresh sheet: "
        + "engage coding-sheet")
  }

  private func lost(at number: Int) -> Diagnostic {
    Diagnostic(
      rule: "changed-sheet", message: "which comment this row is about can't be told any more", file: path,
      sheet: sheet, cell: cellName(row: number, column: places[.text] ?? 0),
      hint: "undo what was done to the hidden column \(columnName(places[.text] ?? 0)), or delete the row")
  }

  private mutating func code(_ index: Int, at number: Int) {
    let row = rows[index]
    var themes: [Theme.ID] = []
    var isSound = true
    for theme in layout.themes {
      switch CodingRows.truth(of: row.typed(.theme(theme))) {
      case true?: themes.append(theme)
      case false?: break
      case nil:
        isSound = false
        report(
          index, .theme(theme), number, rule: "bad-mark", "this is neither yes nor empty", CodingRows.markHint
        )
      }
    }
    let none = CodingRows.truth(of: row.typed(.noneFits))
    if none == nil {
      isSound = false
      report(index, .noneFits, number, rule: "bad-mark", "this is neither yes nor empty", CodingRows.markHint)
    }
    if none == true, !themes.isEmpty {
      isSound = false
      report(
        index, .noneFits, number, rule: "none-and-theme", "“None fits” and a theme are both chosen",
        "empty this cell, or those of the themes")
    }
    let memo = row.typed(.memo)
    if isSound, none == false, themes.isEmpty {
      // Not coded yet, unless the coder said something.
      if !memo.isEmpty {
        report(
          index, .memo, number, rule: "memo-without-code", "there is a remark, but no code",
          "choose yes below a theme or below “None fits”, or take the remark out")
      }
      return
    }
    if isSound {
      coded.append(CodingSheet.Coded(key: row.key, themes: themes, memo: memo.isEmpty ? nil : memo))
    }
  }

  private static let markHint = "choose yes from the list of the cell, or empty it"

  private mutating func report(
    _ index: Int, _ column: CodingSheetLayout.Column, _ number: Int, rule: String, _ message: String,
    _ hint: String
  ) {
    problems.append(
      CodingSheet.Problem(
        row: index, column: column,
        diagnostic: Diagnostic(
          rule: rule, message: message, file: path, sheet: sheet,
          cell: cellName(row: number, column: places[column] ?? 0), hint: hint)))
  }

  /// What a cell says; `nil` where it says something else.
  private static func truth(of typed: String) -> Bool? {
    switch typed.lowercased() {
    case "yes", "y", "x", "1", "true": true
    case "", "no", "n", "0", "false": false
    default: nil
    }
  }
}
