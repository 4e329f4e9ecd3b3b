import EngageModel
import EngageSheets

/// One sheet to type into, being written.
struct EntryPage {
  private let workbook: EntrySheetWorkbook
  private let sheet: EntrySheetLayout.Sheet
  private let columns: [EntryColumn]
  private let rows: Int
  private(set) var lists: EntryLists
  /// Questions with a rule that the sheet can't show and that is checked at import.
  private(set) var unchecked: [Question.ID] = []

  private static let questionRow = 1
  private static let itemRow = 2
  private static let firstRow = EntrySheetLayout.namesRow

  init(_ workbook: EntrySheetWorkbook, _ sheet: EntrySheetLayout.Sheet, rows: Int, lists: EntryLists) {
    self.workbook = workbook
    self.sheet = sheet
    self.rows = rows
    self.lists = lists
    let language = workbook.layout.language
    let numbers = workbook.survey.questionNumbers
    columns = sheet.columns.compactMap {
      EntryColumn($0, unit: sheet.unit, survey: workbook.survey, numbers: numbers, language: language)
    }
  }

  mutating func write(to file: WorkbookFile, _ look: EntryLook) throws {
    let page = try file.addSheet(sheet.name)
    try writeHeadings(to: page, look)
    try writeCells(to: page, look)
    var rules = EntryRules(
      workbook, sheet, columns, firstRow: EntryPage.firstRow, lastRow: EntryPage.firstRow + rows - 1,
      lists: lists)
    try rules.write(to: page, look)
    (lists, unchecked) = (rules.lists, rules.unchecked)
    try page.allowNumbersAsText(
      CellRange(
        firstRow: EntryPage.firstRow, firstColumn: 0, lastRow: EntryPage.firstRow + rows - 1,
        lastColumn: columns.count - 1))
    try page.freezePanes(row: EntryPage.firstRow, column: 1)
    try page.protect()
    try setUpPrinting(of: page)
    if !workbook.remarks.isEmpty, workbook.remarks.first?.sheet == sheet.name { try page.activate() }
  }

  private func setUpPrinting(of page: Worksheet) throws {
    try page.setPage(
      landscape: true, margins: PageMargins(left: 0.4, right: 0.4, top: 0.6, bottom: 0.6))
    try page.repeatRows(EntryPage.questionRow...EntryPage.itemRow)
    try page.repeatColumns(0...0)
    try page.setHeader("&L" + headerText(String(workbook.title.prefix(100))) + "&R" + headerText(sheet.name))
    try page.setFooter("&RPage &P of &N")
  }

  // MARK: Headings

  /// Neighbouring columns with a common heading.
  private var blocks: [Range<Int>] {
    var blocks: [Range<Int>] = []
    for index in columns.indices {
      if let last = blocks.last, columns[last.lowerBound].block == columns[index].block {
        blocks[blocks.count - 1] = last.lowerBound..<(index + 1)
      } else {
        blocks.append(index..<(index + 1))
      }
    }
    return blocks
  }

  private func writeHeadings(to page: Worksheet, _ look: EntryLook) throws {
    let what = sheet.unit == .table ? "a row for each table’s notes" : "a row for each form"
    try page.write("\(workbook.title) · \(what)", row: 0, column: 0, format: look.title)
    for (index, column) in columns.enumerated() {
      try page.setWidth(column.width(in: workbook.layout.language), columns: index...index)
      try page.write(
        sheet.columns[index].name, row: EntrySheetLayout.namesRow - 1, column: index, format: look.names)
    }
    for (number, block) in blocks.enumerated() {
      let isOdd = number % 2 == 1
      let first = columns[block.lowerBound]
      let question = try look.heading(isOdd: isOdd, isQuestion: true, isCentred: false)
      guard first.item != nil else {
        try page.merge(
          CellRange(
            firstRow: EntryPage.questionRow, firstColumn: block.lowerBound, lastRow: EntryPage.itemRow,
            lastColumn: block.lowerBound), text: first.heading, format: question)
        continue
      }
      if block.count == 1 {
        try page.write(
          first.heading, row: EntryPage.questionRow, column: block.lowerBound, format: question)
      } else {
        try page.merge(
          CellRange(
            firstRow: EntryPage.questionRow, firstColumn: block.lowerBound, lastRow: EntryPage.questionRow,
            lastColumn: block.upperBound - 1), text: first.heading, format: question)
      }
      let item = try look.heading(isOdd: isOdd, isQuestion: false, isCentred: true)
      for index in block {
        try page.write(columns[index].item ?? "", row: EntryPage.itemRow, column: index, format: item)
      }
    }
    try setHeights(of: page)
    try page.hide(row: EntrySheetLayout.namesRow - 1)
  }

  /// Rows of headings as high as their longest words need, as far as can be told without the font.
  private func setHeights(of page: Worksheet) throws {
    let language = workbook.layout.language
    func lines(_ text: String, _ width: Double) -> Double {
      (Double(text.count) * 1.15 / max(width - 1, 4)).rounded(.up)
    }
    var (question, item, both) = (1.0, 1.0, 1.0)
    for block in blocks {
      let width = block.reduce(0) { $0 + columns[$1].width(in: language) }
      let needed = lines(columns[block.lowerBound].heading, width)
      if columns[block.lowerBound].item == nil {
        both = max(both, needed)
      } else {
        question = max(question, needed)
      }
      for index in block {
        item = max(item, lines(columns[index].item ?? "", columns[index].width(in: language)))
      }
    }
    question = max(question, both - item)
    try page.setHeight(min(question, 10) * 14 + 4, row: EntryPage.questionRow)
    try page.setHeight(min(item, 10) * 14 + 4, row: EntryPage.itemRow)
  }

  // MARK: Cells

  /// A row of answers as high as its longest text; rows that are still empty grow with what is typed.
  private func setHeight(of row: Int, holding cells: [String], on page: Worksheet) throws {
    let lines =
      zip(columns, cells).filter { $0.0.isText }.map { column, text in
        let room = Int(column.width(in: workbook.layout.language)) - 4
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
          $0 + max(1, ($1.count + room - 1) / room)
        }
      }.max() ?? 1
    if lines > 1 { try page.setHeight(Double(min(lines, 20)) * 15, row: row) }
  }

  private func writeCells(to page: Worksheet, _ look: EntryLook) throws {
    let remarks = Dictionary(
      grouping: workbook.remarks.filter { $0.sheet == sheet.name }, by: \.cell)
    let filled = workbook.filling[sheet.name] ?? []
    var starts = Set(blocks.map(\.lowerBound))
    starts.remove(0)
    let formats = try columns.enumerated().map { index, column in
      try look.cell(
        startsQuestion: starts.contains(index), isCentred: column.isShort, wraps: column.isText)
    }
    for row in 0..<rows {
      let at = EntryPage.firstRow + row
      if row < filled.count { try setHeight(of: at, holding: filled[row], on: page) }
      for (index, column) in columns.enumerated() {
        let said = remarks[cellName(row: at, column: index)]
        let format =
          said == nil ? formats[index] : try look.remarked(isCentred: column.isShort, wraps: column.isText)
        let text = row < filled.count && index < filled[row].count ? filled[row][index] : ""
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
}
