import EngageReport
import EngageSheets

/// Every figure of the report in one tidy table: one row for each.
struct AllFiguresSheet {
  private static let widest = [28.0, 40, 20, 44, 34]
  private static let headers = ["Section", "Table", "Row name", "Row", "Column", "Value", "Part", "Whole"]

  struct Figure {
    var section: String
    var table: String
    var key: String
    var row: String
    var column: String
    var value: TableLayout.Value
    var part: TableLayout.Value = .blank
    var whole: TableLayout.Value = .blank

    var words: [String] { [section, table, key, row, column] }
  }

  let figures: [Figure]

  init(_ report: Report) {
    figures = report.sections.flatMap { section in
      section.tables.flatMap { Self.figures(of: $0, in: section) } + Self.measures(of: section)
    }
  }

  /// As wide as the longest words need, up to a limit.
  var widths: [Double] {
    var widths = zip(Self.headers, Self.widest).map { min(TextMeasure.width($0, bold: true) + 4, $1) }
    for figure in figures {
      for (column, text) in figure.words.enumerated() where widths[column] < Self.widest[column] {
        widths[column] = min(max(widths[column], TextMeasure.width(ofStart: text) + 2), Self.widest[column])
      }
    }
    return widths + [12, 10, 10]
  }

  func write(with pen: SheetPen, _ names: TableNames) throws(WorkbookError) {
    try pen.writeTitle("All figures")
    try pen.writeBanner()
    try pen.writeLines(
      "One row for each figure, for sorting, filtering and calculating. A share has its part and its whole; its value "
        + "is their quotient, left blank where the whole is under 50.")
    guard !figures.isEmpty else {
      try pen.writeLines("There are no figures.")
      return try pen.finish(landscape: true)
    }
    var used = Set<Symbol>()
    for case .symbol(let symbol) in figures.map(\.value) { used.insert(symbol) }
    if let line = Symbol.line(used) { try pen.writeLines(line, look: .quiet, size: 10) }
    let header = try writeTable(with: pen, names)
    try pen.sheet.freezePanes(row: header + 1, column: 0)
    try pen.finish(landscape: true, repeating: 0...header)
  }

  private func writeTable(with pen: SheetPen, _ names: TableNames) throws(WorkbookError) -> Int {
    let header = pen.row
    var columns: [SheetTable.Column] = []
    for (index, title) in Self.headers.enumerated() {
      columns.append(SheetTable.Column(title, headerFormat: try pen.looks(.header(figures: index > 4))))
    }
    try pen.sheet.addTable(
      SheetTable(name: names.name(for: "all_figures"), columns: columns, style: .plain, isBanded: false),
      CellRange(firstRow: header, firstColumn: 0, lastRow: header + figures.count, lastColumn: 7))
    pen.row += 1
    let words = try pen.looks(.plainWords)
    for figure in figures {
      for (column, text) in figure.words.enumerated()
      where !text.isEmpty {
        try pen.sheet.write(text, row: pen.row, column: column, format: words)
      }
      for (column, value) in [figure.value, figure.part, figure.whole].enumerated() {
        try write(value, column: column + 5, with: pen)
      }
      pen.row += 1
    }
    return header
  }

  private func write(_ value: TableLayout.Value, column: Int, with pen: SheetPen) throws(WorkbookError) {
    switch value {
    case .words(let words):
      try pen.sheet.write(words, row: pen.row, column: column, format: try pen.looks(.plainSymbol))
    case .figure(let number, let look):
      try pen.sheet.write(number, row: pen.row, column: column, format: try pen.looks(.plainFigure(look)))
    case .symbol(let symbol):
      try pen.sheet.write(symbol.rawValue, row: pen.row, column: column, format: try pen.looks(.plainSymbol))
    case .blank: break
    }
  }
}

extension AllFiguresSheet {
  private static func figures(of table: Table, in section: Section) -> [Figure] {
    let (title, name) = (short(section.title), short(table.title.isEmpty ? table.name : table.title))
    func figure(_ key: String, _ row: String, _ column: String) -> Figure {
      Figure(section: title, table: name, key: key, row: row, column: column, value: .blank)
    }
    if let withheld = table.shownInstead {
      var hidden = figure("", withheld, "")
      hidden.value = .symbol(.suppressed)
      return [hidden]
    }
    var figures: [Figure] = []
    if let base = table.base {
      var answered = figure("", "All", "Answered")
      answered.value = .figure(base.answered, .count(base.answered))
      figures.append(answered)
      if let missing = base.missing {
        var unanswered = figure("", "All", "Did not answer")
        unanswered.value = .figure(missing, .count(missing))
        figures.append(unanswered)
      }
    }
    for row in table.rows.indices {
      let key = short(table.key(ofRow: row))
      let label = short(table.label(ofRow: row))
      for (column, cell) in zip(table.columns, table.rows[row]) where column.kind.holdsFigures {
        var one = figure(key, label, short(column.label))
        one.set(cell, of: column)
        figures.append(one)
      }
    }
    return figures
  }

  private static func measures(of section: Section) -> [Figure] {
    section.measures.compactMap { measure in
      let table = measure.table.flatMap { section.table($0) }
      if table?.shownInstead != nil { return nil }
      let value = measure.value.map { TableLayout.Value.figure($0, FigureLook.any($0, measure.name)) }
      return Figure(
        section: short(section.title), table: short(table?.title ?? measure.table ?? ""), key: "", row: "All",
        column: short(CellText.sentence(FigureNames.name(of: measure), stopped: false)),
        value: value ?? .symbol(.missing))
    }
  }

  private static func short(_ text: String) -> String { CellText.line(text, units: 1_000) }
}

extension AllFiguresSheet.Figure {
  fileprivate mutating func set(_ cell: Cell, of column: Column) {
    switch cell {
    case .text(let words): value = .words(CellText.line(words, units: 1_000))
    case .number(let number): value = .figure(number, FigureLook.any(number, column.name))
    case .suppressed: value = .symbol(.suppressed)
    case .missing: value = .symbol(.missing)
    case .share(let of, let base):
      part = .figure(of, .count(of))
      whole = .figure(base, .count(base))
      if let fraction = cell.fraction, base >= Double(Wording.smallestPercentageBase) {
        value = .figure(fraction, .share(fraction))
      }
    }
  }
}

extension FigureLook {
  /// The look of a number on its own.
  fileprivate static func any(_ number: Double, _ name: String) -> FigureLook {
    if FigureNames.tellsProbability(name) { return .probability }
    return number == number.rounded() ? .whole : .hundredths
  }
}

extension Table {
  /// The words that name a row, else its key.
  fileprivate func label(ofRow row: Int) -> String {
    let keys = columns.count { $0.kind == .key }
    let words = zip(columns, rows[row]).filter { $0.0.kind == .text }.prefix(max(1, keys)).compactMap(
      \.1.words)
    if !words.isEmpty { return words.joined(separator: " · ") }
    return isTotal(row: row) ? "Total" : key(ofRow: row)
  }
}
