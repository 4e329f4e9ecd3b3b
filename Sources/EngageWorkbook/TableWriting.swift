import EngageSheets

/// Names of a workbook's tables.
final class TableNames {
  private var names = UniqueNames()

  /// A legal name that no other table has: letters, digits and `_`.
  func name(for wanted: String) -> String {
    var legal = "t_"
    for scalar in wanted.unicodeScalars.prefix(100) {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": legal.unicodeScalars.append(scalar)
      default: legal += "_"
      }
    }
    return names.add(legal, separator: "_", ending: "")
  }
}

extension SheetPen {
  /// Writes a table as an Excel table, its totals below it; the row of its headers comes back.
  func write(_ layout: TableLayout, name: String, filter: Bool = false) throws(WorkbookError) -> Int {
    let header = row
    try addTable(layout, name: name, filter: filter)
    row += 1
    for index in 0..<layout.rowCount {
      let isTotal = index >= layout.rowCount - layout.totalCount
      var lines = 1
      for (column, contents) in layout.columns.enumerated() {
        let value = contents.values[index]
        try write(value, column: column, isFigure: contents.isFigure, isTotal: isTotal)
        if case .words(let words) = value, words.utf8.count > 8 {
          lines = max(lines, TextMeasure.lineCount(of: words, within: widths[column], bold: isTotal))
        }
      }
      try setHeight(Double(lines) * 15 + 2, row: row)
      row += 1
    }
    return header
  }

  private func addTable(_ layout: TableLayout, name: String, filter: Bool) throws(WorkbookError) {
    // Totals stay outside, so that sorting leaves them at the end; a table of totals alone keeps them.
    let inside = layout.rowCount - layout.totalCount
    let rows = inside > 0 ? inside : layout.rowCount
    var columns: [SheetTable.Column] = []
    var lines = 1
    for (index, column) in layout.columns.enumerated() {
      columns.append(
        SheetTable.Column(column.header, headerFormat: try looks(.header(figures: column.isFigure))))
      let room = widths[index] - (filter ? 3 : 0)
      lines = max(lines, TextMeasure.lineCount(of: column.header, within: room, bold: true))
    }
    let range = CellRange(
      firstRow: row, firstColumn: 0, lastRow: row + rows, lastColumn: layout.columns.count - 1)
    try sheet.addTable(
      SheetTable(name: name, columns: columns, style: .plain, hasFilter: filter, isBanded: false), range)
    try setHeight(Double(lines) * 15 + 4, row: row)
  }

  private func write(_ value: TableLayout.Value, column: Int, isFigure: Bool, isTotal: Bool)
    throws(WorkbookError)
  {
    switch value {
    case .words(let words):
      let look = isFigure ? CellLook.figureWords(total: isTotal) : .words(total: isTotal)
      try sheet.write(CellText.cell(words), row: row, column: column, format: try looks(look))
    case .figure(let number, let look):
      try sheet.write(number, row: row, column: column, format: try looks(.figure(look, total: isTotal)))
    case .symbol(let symbol):
      let look = symbol == .noWords ? CellLook.words(total: isTotal) : .symbol(total: isTotal)
      try sheet.write(symbol.rawValue, row: row, column: column, format: try looks(look))
    case .blank:
      try sheet.writeBlank(row: row, column: column, format: try looks(.words(total: isTotal)))
    }
  }
}
