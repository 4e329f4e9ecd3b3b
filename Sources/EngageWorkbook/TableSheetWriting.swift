import EngageReport
import EngageSheets

extension TableSheet {
  /// How wide each column must be for all tables of the sheet.
  var widths: [Double] {
    var widths: [Double] = []
    for block in blocks {
      for (index, column) in block.layout.columns.enumerated() {
        if index < widths.count {
          widths[index] = max(widths[index], column.width)
        } else {
          widths.append(column.width)
        }
      }
    }
    return widths.isEmpty ? [SheetPen.pageWidth] : widths
  }

  /// Writes the sheet: title, sentences, tables with their charts, notes. Where its tables stand comes back.
  func write(with pen: SheetPen, _ names: TableNames) throws(WorkbookError) -> [TablePlace: PlacedTable] {
    try pen.writeTitle(title)
    try pen.writeBanner()
    for statement in statements.prefix(10) { try pen.writeLines(statement) }
    if !statements.isEmpty { pen.row += 1 }
    var placed: [TablePlace: PlacedTable] = [:]
    var said = Set(notes)
    for (index, block) in blocks.enumerated() {
      if index > 0 { pen.row += 1 }
      try block.writeHeading(below: title, isOnly: blocks.count == 1, with: pen)
      if let header = try block.write(with: pen, names) {
        let table = PlacedTable(layout: block.layout, sheet: pen.sheet.name, headerRow: header)
        placed[block.place] = table
        try block.writeNotes(without: &said, with: pen)
        try block.writeCharts(of: table, with: pen)
      }
    }
    if !placed.isEmpty { try writeNotes(with: pen) }
    try freeze(placed, with: pen)
    return placed
  }

  private func writeNotes(with pen: SheetPen) throws(WorkbookError) {
    let symbols = blocks.reduce(into: Set<Symbol>()) { $0.formUnion($1.layout.symbols) }
    if notes.isEmpty && symbols.isEmpty { return }
    pen.row += 1
    for line in notes { try pen.writeLines(line, look: .quiet, size: 10) }
    if let line = Symbol.line(symbols) { try pen.writeLines(line, look: .quiet, size: 10) }
  }

  /// The header stays in view where the sheet has one table near its top, else the title.
  private func freeze(_ placed: [TablePlace: PlacedTable], with pen: SheetPen) throws(WorkbookError) {
    if blocks.count == 1, let header = placed.values.first?.headerRow, header <= 7 {
      try pen.sheet.freezePanes(row: header + 1, column: 0)
      try pen.finish(repeating: 0...header)
    } else {
      try pen.sheet.freezePanes(row: 1, column: 0)
      try pen.finish(repeating: 0...0)
    }
  }
}

extension TableBlock {
  fileprivate func writeHeading(below title: String, isOnly: Bool, with pen: SheetPen) throws(WorkbookError) {
    if !table.title.isEmpty, !isOnly || table.title != title {
      try pen.setHeight(20, row: pen.row)
      try pen.writeLines(table.title, look: .tableTitle, size: 13)
    }
    if let base = table.base, table.shownInstead == nil {
      try pen.writeLines(base.words, look: .quiet, size: 10)
    }
  }

  /// The table, or why there is none; the row of its headers comes back.
  fileprivate func write(with pen: SheetPen, _ names: TableNames) throws(WorkbookError) -> Int? {
    if let withheld = table.shownInstead {
      try pen.writeLines(CellText.sentence(withheld))
      return nil
    }
    guard layout.rowCount > 0, !layout.columns.isEmpty else {
      try pen.writeLines("Nothing to count.")
      return nil
    }
    return try pen.write(
      layout, name: names.name(for: table.name), filter: layout.rowCount > 12 && layout.totalCount == 0)
  }

  /// - Parameter said: what the sheet says elsewhere; what is said now comes to it.
  fileprivate func writeNotes(without said: inout Set<String>, with pen: SheetPen) throws(WorkbookError) {
    var lines = table.notes
    if table.overlapping {
      lines.append("One response can be in several rows, so shares can add up to more than 100%.")
    }
    // The line above the table says how many answered.
    let measures = measures.filter { $0.name != "answered" || table.base == nil }
    if !measures.isEmpty {
      lines.append("Figures: " + measures.map(FigureNames.words).joined(separator: ", ") + ".")
    }
    for line in lines where said.insert(line).inserted {
      try pen.writeLines(line, look: .quiet, size: 10)
    }
  }

  fileprivate func writeCharts(of placed: PlacedTable, with pen: SheetPen) throws(WorkbookError) {
    for chart in charts {
      let drawing = ChartLayout(chart, of: table, placed: placed)
      let remark = ChartLayout.remark(on: chart, of: table)
      guard drawing != nil || remark != nil else { continue }
      pen.row += 1
      if drawing != nil, !chart.subtitle.isEmpty {
        try pen.writeLines(chart.subtitle, look: .quiet, size: 10)
      }
      if let remark { try pen.writeLines(remark, look: .quiet, size: 10) }
      if let drawing { try pen.insert(drawing) }
    }
  }
}

extension Base {
  /// "120 answered, 11 did not."
  var words: String {
    let answered = "\(FigureWords.count(self.answered)) answered"
    guard let missing, missing > 0 else { return answered + "." }
    return "\(answered), \(FigureWords.count(missing)) did not."
  }
}
