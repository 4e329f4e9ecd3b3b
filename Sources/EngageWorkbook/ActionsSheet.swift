import EngageReport
import EngageSheets

/// What was said, with blank columns for what is to be done.
struct ActionsSheet {
  static let widths = [34.0, 30, 32, 20, 38, 15]
  private static let headers = [
    "Theme", "Priority", "What people said", "Owner", "What we will do, or why not", "By when",
  ]

  let list: ActionList

  func write(with pen: SheetPen, _ names: TableNames) throws(WorkbookError) {
    try pen.writeTitle("Actions")
    try pen.writeBanner()
    try pen.writeLines(
      "Fill in who takes on each theme, what they will do or why not, and by when; then send the file back.")
    if list.hidesFigures, let line = Symbol.line([.suppressed]) {
      try pen.writeLines(line, look: .quiet, size: 10)
    }
    let header = pen.row
    let last = header + list.rows.count
    var columns: [SheetTable.Column] = []
    for title in Self.headers {
      columns.append(SheetTable.Column(title, headerFormat: try pen.looks(.header(figures: false))))
    }
    try pen.sheet.addTable(
      SheetTable(
        name: names.name(for: "actions"), columns: columns, style: .plain, hasFilter: true, isBanded: false),
      CellRange(firstRow: header, firstColumn: 0, lastRow: last, lastColumn: 5))
    try pen.setHeight(20, row: header)
    pen.row += 1
    for row in list.rows { try write(row, with: pen) }
    try offerChoices(rows: (header + 1)...last, with: pen)
    try pen.sheet.freezePanes(row: header + 1, column: 1)
    try pen.finish(landscape: true, repeating: 0...header)
  }

  private func write(_ row: ActionList.Row, with pen: SheetPen) throws(WorkbookError) {
    let texts = [row.theme, row.priority, row.said]
    var lines = 1
    for (column, text) in texts.enumerated() {
      let text = CellText.cell(text)
      let look = column == 1 && text.isEmpty ? CellLook.toFill : .boxed
      if text.isEmpty {
        try pen.sheet.writeBlank(row: pen.row, column: column, format: try pen.looks(look))
      } else {
        try pen.sheet.write(text, row: pen.row, column: column, format: try pen.looks(look))
        lines = max(lines, TextMeasure.lineCount(of: text, within: pen.widths[column]))
      }
    }
    for column in 3...5 {
      try pen.sheet.writeBlank(
        row: pen.row, column: column, format: try pen.looks(column == 5 ? .dateToFill : .toFill))
    }
    try pen.setHeight(max(36, Double(lines) * 15 + 6), row: pen.row)
    pen.row += 1
  }

  private func offerChoices(rows: ClosedRange<Int>, with pen: SheetPen) throws(WorkbookError) {
    try pen.sheet.restrictToDates(
      CellRange(column: 5, rows: rows), from: (2000, 1, 1),
      errorTitle: "By when", errorMessage: "Please enter a date, such as 31/03/2027.")
    let items = list.priorities.filter { !$0.contains(",") }
    let fits = items.joined(separator: ",").utf16.count <= 255 && items.count == list.priorities.count
    guard !items.isEmpty, fits else { return }
    for (offset, row) in list.rows.enumerated() where row.priority.isEmpty {
      let at = CellRange(row: rows.lowerBound + offset, column: 1)
      try pen.sheet.restrict(
        at, to: .items(items), errorTitle: "Priority", errorMessage: "Please choose from the list.")
    }
  }
}
