import EngageModel
import EngageSheets

/// The sheet with the texts, being written.
struct ReviewSheetPage {
  typealias Column = ReviewSheetLayout.Column

  /// What the choices are called by.
  static let listName = "engage_decision"

  private let workbook: ReviewSheetWorkbook
  private static let headingRow = 1
  private static let firstRow = ReviewSheetLayout.namesRow

  init(_ workbook: ReviewSheetWorkbook) { self.workbook = workbook }

  private static func place(_ column: Column) -> Int { Column.allCases.firstIndex(of: column) ?? 0 }

  func write(to file: WorkbookFile, _ look: EntryLook) throws {
    let page = try file.addSheet(ReviewSheetLayout.textsName)
    try page.write("\(workbook.title) · what may leave", row: 0, column: 0, format: look.title)
    for (index, column) in Column.allCases.enumerated() {
      try page.setWidth(width(column), columns: index...index)
      try page.write(
        heading(column), row: Self.headingRow, column: index,
        format: try look.heading(
          isOdd: isOpen(column), isQuestion: true, isCentred: column == .decision))
      try page.write(column.rawValue, row: Self.firstRow - 1, column: index, format: look.names)
    }
    try page.setHeight(34, row: Self.headingRow)
    try page.hide(row: Self.firstRow - 1)
    try page.hide(column: Self.place(.text))
    try writeRows(to: page, in: file, look)
    try setRules(on: page, in: file)
    try page.freezePanes(row: Self.firstRow, column: Self.place(.question))
    try page.protect()
    try page.setPage(
      landscape: true, fitWidth: 1, fitHeight: 0,
      margins: PageMargins(left: 0.4, right: 0.4, top: 0.6, bottom: 0.6))
    try page.repeatRows(Self.headingRow...Self.headingRow)
    try page.setFooter("&RPage &P of &N")
    try page.activate()
  }

  private func isOpen(_ column: Column) -> Bool { [.decision, .wording, .note].contains(column) }

  private func heading(_ column: Column) -> String {
    switch column {
    case .response: "No."
    case .text: "Text"
    case .question: "Question"
    case .context: "Where"
    case .words: "Text"
    case .suggested: "Suggested redaction"
    case .decision: "Decision"
    case .wording: "Text as it may leave"
    case .note: "Note"
    }
  }

  private func width(_ column: Column) -> Double {
    switch column {
    case .response: 7
    case .text: 4
    case .question, .context: 18
    case .words, .suggested, .wording: 52
    case .decision: 12
    case .note: 26
    }
  }

  private func words(_ column: Column, _ row: ReviewSheetWorkbook.Row) -> String {
    switch column {
    case .response: String(row.key.response)
    case .text: row.key.written
    case .question: row.question
    case .context: row.context
    case .words: row.words
    case .suggested: row.suggested
    case .decision: row.decision?.rawValue ?? ""
    case .wording: row.wording
    case .note: row.note
    }
  }

  private func writeRows(to page: Worksheet, in file: WorkbookFile, _ look: EntryLook) throws {
    let locked = try file.format(
      CellFormat {
        $0.numberFormat = "@"
        $0.wraps = true
        $0.vertical = .top
        $0.borders = .all(.thin, colour: 0xBFBFBF)
      })
    let choice = try look.cell(startsQuestion: false, isCentred: true, wraps: false)
    let open = try look.cell(startsQuestion: false, isCentred: false, wraps: true)
    for (number, row) in workbook.rows.enumerated() {
      let at = Self.firstRow + number
      try page.setHeight(height(row), row: at)
      for (index, column) in Column.allCases.enumerated() {
        let format = column == .decision ? choice : isOpen(column) ? open : locked
        let text = String(words(column, row).prefix(ReviewSheetLayout.longest))
        if text.isEmpty {
          try page.writeBlank(row: at, column: index, format: format)
        } else {
          try page.write(text, row: at, column: index, format: format)
        }
      }
    }
  }

  /// As high as the text needs, as far as can be told without the font; a row can't be higher than 409 points.
  private func height(_ row: ReviewSheetWorkbook.Row) -> Double {
    let lines = row.words.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
      $0 + max(1, ($1.count + 49) / 50)
    }
    return min(Double(max(lines, 2)) * 15 + 3, 400)
  }

  private func setRules(on page: Worksheet, in file: WorkbookFile) throws {
    let lastRow = Self.firstRow + max(workbook.rows.count, 1) - 1
    let decision = Self.place(.decision)
    try page.setEntryRule(
      EntryRule(
        .list("=\(Self.listName)"), refusesOthers: true, errorTitle: "release, keep, or nothing",
        error:
          "Choose release where “Text as it may leave” may be shown outside, keep where nothing of it may."),
      CellRange(firstRow: Self.firstRow, firstColumn: decision, lastRow: lastRow, lastColumn: decision))
    let cell = "$\(columnName(decision))\(Self.firstRow + 1)"
    let rows = CellRange(firstRow: Self.firstRow, firstColumn: 0, lastRow: lastRow, lastColumn: decision)
    let looks: [(ReviewSheetLayout.Choice, SheetColour)] = [(.release, 0xC6EFCE), (.keep, 0xEDEDED)]
    for (choice, colour) in looks {
      try page.addLook(
        try file.format(CellFormat { $0.background = colour }),
        where: "=LOWER(TRIM(\(cell)))=\"\(choice.rawValue)\"", rows)
    }
  }
}
