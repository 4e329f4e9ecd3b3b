import EngageReport

/// A table as it stands on a sheet: shares opened into part, base and percentage, totals last, keys that words
/// stand beside left out.
struct TableLayout {
  enum Value: Equatable {
    case words(String)
    case figure(Double, FigureLook)
    case symbol(Symbol)
    case blank
  }

  struct Column {
    var header: String
    var isFigure: Bool
    /// Whether it holds words of people who took part.
    var isQuote = false
    var values: [Value]
    /// Excel's width in characters.
    var width = 0.0
  }

  /// The columns from the left; headers are unique in any case.
  private(set) var columns: [Column] = []
  /// For each column of the report's table the column that a chart draws.
  private(set) var drawn: [Int: Int] = [:]
  /// Rows, totals included.
  let rowCount: Int
  /// How many of the last rows are totals.
  let totalCount: Int

  private let source: TableValues
  private let order: [Int]

  /// - Parameter shownKeys: key columns that a chart names its bars by.
  init(_ table: Table, shownKeys: Set<String> = []) {
    source = TableValues(table: table)
    let totals = table.rows.indices.filter { table.isTotal(row: $0) }
    order = table.rows.indices.filter { !table.isTotal(row: $0) } + totals
    rowCount = order.count
    totalCount = totals.count
    let headerBases = ConstantBases(table)
    let source = source
    for index in TableLayout.shownColumns(of: table, keys: shownKeys) {
      if table.columns[index].kind == .share {
        addShare(index, headerBases)
      } else {
        drawn[index] = columns.count
        add(header(index, headerBases), index) { source.value($0, at: $1, column: index) }
      }
    }
    finishHeaders()
    for index in columns.indices { columns[index].width = width(of: index) }
  }

  var width: Double { columns.reduce(0) { $0 + $1.width } }

  /// Symbols in any cell.
  var symbols: Set<Symbol> {
    Set(columns.flatMap(\.values).compactMap { if case .symbol(let symbol) = $0 { symbol } else { nil } })
  }

  /// Every column but keys that words stand for, columns of words without any and shares that are hidden whole; words
  /// stand left of figures.
  static func shownColumns(of table: Table, keys: Set<String> = []) -> [Int] {
    let hidden = table.wordsForKeys
    let shown = table.columns.indices.filter { index in
      let column = table.columns[index]
      if keys.contains(column.name) { return true }
      return hidden[index] == nil && !table.isHiddenBesideItsCount(index)
        && (column.kind.holdsFigures || index == 0 || table.hasWords(in: index))
    }
    return shown.filter { !table.columns[$0].kind.holdsFigures }
      + shown.filter { table.columns[$0].kind.holdsFigures }
  }

  // MARK: Columns

  private var table: Table { source.table }

  private func header(_ index: Int, _ bases: ConstantBases) -> String {
    let column = table.columns[index]
    guard let base = bases.base(ofPart: column.name) else { return column.label }
    // A blank that does not break keeps "(of 17)" on one line.
    return "\(column.label) (of\u{A0}\(FigureWords.count(base)))"
  }

  /// Part (unless it has a column), base (unless the header says it) and percentage (unless no base allows it).
  private mutating func addShare(_ index: Int, _ bases: ConstantBases) {
    let source = source
    let column = table.columns[index]
    let part = column.from.flatMap { table.index(of: $0) }
    let isPlain = column.label.lowercased().hasPrefix("share")
    if let part {
      drawn[index] = drawn[part]
    } else {
      drawn[index] = columns.count
      add(column.label, index) { cell, _ in source.share(cell) { .figure($0, .count($0)) } }
    }
    let hasBaseInHeader = column.from.flatMap { bases.base(ofPart: $0) } != nil
    if !hasBaseInHeader {
      add(isPlain ? "Of" : "\(column.label), of", index) { cell, _ in
        source.share(cell, base: true) { .figure($0, .count($0)) }
      }
    }
    let allowed = table.rows.contains { source.allowsPercent(source.cell(in: $0, index)) }
    guard allowed else { return }
    drawn[index] = columns.count
    let label = column.from.flatMap { bases.base(ofPart: $0) != nil ? table.index(of: $0) : nil }
      .map { "\(table.columns[$0].label), %" }
    add(label ?? (isPlain ? column.label : "\(column.label), %"), index) { cell, _ in source.percent(cell) }
  }

  private mutating func add(_ header: String, _ index: Int, _ make: (Cell, Int) -> Value) {
    let kind = table.columns[index].kind
    let values = order.map { row in make(source.cell(in: table.rows[row], index), row) }
    columns.append(
      Column(header: header, isFigure: kind.holdsFigures, isQuote: kind.isQuote, values: values))
  }

  // MARK: Headers and widths

  private mutating func finishHeaders() {
    var names = UniqueNames()
    for index in columns.indices {
      let line = CellText.line(columns[index].header)
      columns[index].header = names.add(line.isEmpty ? "Column \(index + 1)" : line)
    }
  }

  private func width(of index: Int) -> Double {
    let column = columns[index]
    let header = TextMeasure.widestWord(in: column.header, bold: true)
    let wholeHeader = TextMeasure.width(column.header, bold: true)
    guard column.isFigure else {
      let widest =
        column.values.map { value in
          if case .words(let words) = value { TextMeasure.width(ofStart: words) } else { 1.0 }
        }.max() ?? 1
      let least = index == 0 ? 22.0 : 10.0
      return min(max(widest + 2, header + 3, least), column.isQuote ? 66 : index == 0 ? 50 : 34)
    }
    let widest =
      column.values.map { value in
        switch value {
        case .words(let words): TextMeasure.width(words)
        case .figure(let number, let look): FigureWords.width(number, look)
        default: 3.0
        }
      }.max() ?? 3
    return min(max(widest + 2, header + 2.5, wholeHeader / 3 + 3, 9), 22)
  }
}
