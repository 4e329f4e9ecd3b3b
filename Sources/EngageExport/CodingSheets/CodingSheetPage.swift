import EngageModel
import EngageSheets

/// The sheet with the comments, being written.
struct CodingSheetPage {
  /// What the choices are called by.
  static let listName = "engage_yes"

  private let workbook: CodingSheetWorkbook
  private let columns: [CodingSheetLayout.Column]
  private let titles: [Theme.ID: String]

  private static let headingRow = 1
  private static let firstRow = CodingSheetLayout.namesRow

  init(_ workbook: CodingSheetWorkbook) {
    self.workbook = workbook
    columns = workbook.layout.columns
    titles = Dictionary(workbook.codebook.flattened.map { ($0.theme.id, $0.theme.title) }) { one, _ in one }
  }

  private var lastRow: Int { CodingSheetPage.firstRow + max(workbook.rows.count, 1) - 1 }

  func write(to file: WorkbookFile, _ look: EntryLook) throws {
    let page = try file.addSheet(CodingSheetLayout.commentsName)
    try writeHeadings(to: page, look)
    try writeRows(to: page, in: file, look)
    try setRules(on: page, in: file, look)
    try page.freezePanes(row: CodingSheetPage.firstRow, column: (columns.firstIndex(of: .comment) ?? 0) + 1)
    try page.protect()
    // On one page side by side, as long as that can be read.
    let isNarrow = columns.reduce(0) { $0 + width($1) } < 400
    try page.setPage(
      landscape: true, fitWidth: isNarrow ? 1 : nil, fitHeight: isNarrow ? 0 : nil,
      margins: PageMargins(left: 0.4, right: 0.4, top: 0.6, bottom: 0.6))
    try page.repeatRows(CodingSheetPage.headingRow...CodingSheetPage.headingRow)
    try page.setHeader("&L" + headerText(String(workbook.title.prefix(100))))
    try page.setFooter("&RPage &P of &N")
    try page.activate()
  }

  private func heading(_ column: CodingSheetLayout.Column) -> String {
    switch column {
    case .response: "No."
    case .text: "Text"
    case .question: "Question"
    case .comment: "Comment"
    case .rules: "Found by rules"
    case .theme(let id): titles[id] ?? id.rawValue
    case .noneFits: "None fits"
    case .memo: "Remark"
    }
  }

  private func width(_ column: CodingSheetLayout.Column) -> Double {
    switch column {
    case .response: 7
    case .text: 4
    case .question: 18
    case .comment: 64
    case .rules: 26
    case .theme, .noneFits: 14
    case .memo: 30
    }
  }

  private func writeHeadings(to page: Worksheet, _ look: EntryLook) throws {
    try page.write(
      "\(workbook.title) · coded by \(workbook.layout.coder)", row: 0, column: 0, format: look.title)
    var isOdd = false
    var lines = 1.0
    for (index, column) in columns.enumerated() {
      try page.setWidth(width(column), columns: index...index)
      if case .theme = column { isOdd.toggle() } else { isOdd = false }
      let isChoice = isMark(column)
      try page.write(
        heading(column), row: CodingSheetPage.headingRow, column: index,
        format: try look.heading(isOdd: isOdd, isQuestion: true, isCentred: isChoice))
      try page.write(
        column.name, row: CodingSheetLayout.namesRow - 1, column: index, format: look.names)
      lines = max(lines, (Double(heading(column).count) * 1.25 / (width(column) - 1)).rounded(.up))
    }
    try page.setHeight(min(lines, 8) * 14 + 6, row: CodingSheetPage.headingRow)
    try page.hide(row: CodingSheetLayout.namesRow - 1)
    if let text = columns.firstIndex(of: .text) { try page.hide(column: text) }
  }

  private func isMark(_ column: CodingSheetLayout.Column) -> Bool {
    switch column {
    case .theme, .noneFits: true
    default: false
    }
  }

  // MARK: Cells

  private func words(_ column: CodingSheetLayout.Column, _ row: CodingSheetWorkbook.Row) -> String {
    switch column {
    case .response: String(row.key.response)
    case .text: row.key.written
    case .question: row.question
    case .comment: CodingSheetPage.fitting(row.comment)
    case .rules: row.rules.joined(separator: "\n")
    case .theme(let id): row.marks[id] ?? ""
    case .noneFits: row.none
    case .memo: CodingSheetPage.fitting(row.memo)
    }
  }

  /// As much of a text as a cell can hold.
  private static func fitting(_ text: String) -> String {
    guard text.utf16.count > 32_000 else { return text }
    var kept = ""
    var room = 32_000
    for character in text {
      room -= character.utf16.count
      if room < 0 { break }
      kept.append(character)
    }
    return kept + " …"
  }

  private func writeRows(to page: Worksheet, in file: WorkbookFile, _ look: EntryLook) throws {
    let locked = try file.format(
      CellFormat {
        $0.numberFormat = "@"
        $0.wraps = true
        $0.vertical = .top
        $0.borders = .all(.thin, colour: 0xBFBFBF)
      })
    let mark = try look.cell(startsQuestion: false, isCentred: true, wraps: false)
    let memo = try look.cell(startsQuestion: false, isCentred: false, wraps: true)
    let remarks = Dictionary(grouping: workbook.remarks, by: \.cell)
    for (number, row) in workbook.rows.enumerated() {
      let at = CodingSheetPage.firstRow + number
      try page.setHeight(height(row), row: at)
      for (index, column) in columns.enumerated() {
        let said = remarks[cellName(row: at, column: index)]
        let usual = isMark(column) ? mark : column == .memo ? memo : locked
        let format =
          said == nil ? usual : try look.remarked(isCentred: isMark(column), wraps: column == .memo)
        let text = words(column, row)
        if text.isEmpty {
          try page.writeBlank(row: at, column: index, format: format)
        } else {
          try page.write(text, row: at, column: index, format: format)
        }
        if let said {
          try page.note(said.map(\.text).joined(separator: "\n\n"), row: at, column: index, author: "Engage")
        }
      }
    }
  }

  /// As high as the comment needs, as far as can be told without the font; a row can't be higher than 409 points.
  private func height(_ row: CodingSheetWorkbook.Row) -> Double {
    func lines(_ text: String, _ width: Int) -> Int {
      text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
        $0 + max(1, ($1.count + width - 1) / width)
      }
    }
    let needed = max(
      lines(row.comment, 64), row.rules.reduce(0) { $0 + lines($1, 27) }, lines(row.memo, 26),
      lines(row.question, 18))
    return min(Double(needed) * 15 + 3, 400)
  }

  // MARK: Choices

  private func setRules(on page: Worksheet, in file: WorkbookFile, _ look: EntryLook) throws {
    let marks = columns.indices.filter { isMark(columns[$0]) }
    guard let first = marks.first, let none = columns.firstIndex(of: .noneFits) else { return }
    let range = CellRange(
      firstRow: CodingSheetPage.firstRow, firstColumn: first, lastRow: lastRow, lastColumn: none)
    try page.setEntryRule(
      EntryRule(
        .list("=\(CodingSheetPage.listName)"), refusesOthers: true, errorTitle: "yes, or nothing",
        error: "Choose yes where the theme is in the comment; leave the cell empty where it is not."), range)
    let row = CodingSheetPage.firstRow + 1
    let themes = "$\(columnName(first))\(row):$\(columnName(none - 1))\(row)"
    let noneCell = "$\(columnName(none))\(row)"
    let both = "=AND(TRIM(\(noneCell))<>\"\",COUNTIF(\(themes),\"?*\")>0)"
    try page.addLook(look.wrong, where: both, stops: true, range)
    let yes = try file.format(
      CellFormat {
        $0.background = 0xC6EFCE
        $0.colour = 0x006100
      })
    try page.addLook(yes, where: "=LOWER(TRIM(\(columnName(first))\(row)))=\"yes\"", range)
    if let comment = columns.firstIndex(of: .comment) {
      let done = "=OR(TRIM(\(noneCell))<>\"\",COUNTIF(\(themes),\"?*\")>0)"
      try page.addLook(
        try file.format(CellFormat { $0.background = 0xEDEDED }), where: done,
        CellRange(
          firstRow: CodingSheetPage.firstRow, firstColumn: 0, lastRow: lastRow, lastColumn: comment))
    }
  }
}
