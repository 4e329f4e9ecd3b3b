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

  private let table: Table
  private let order: [Int]

  /// - Parameter shownKeys: key columns that a chart names its bars by.
  init(_ table: Table, shownKeys: Set<String> = []) {
    self.table = table
    let totals = table.rows.indices.filter { table.isTotal(row: $0) }
    order = table.rows.indices.filter { !table.isTotal(row: $0) } + totals
    rowCount = order.count
    totalCount = totals.count
    let headerBases = ConstantBases(table)
    for index in TableLayout.shownColumns(of: table, keys: shownKeys) {
      if table.columns[index].kind == .share {
        addShare(index, headerBases)
      } else {
        drawn[index] = columns.count
        add(header(index, headerBases), index) { value($0, at: $1, column: index) }
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

  /// Every column but keys with words beside them: a run of keys followed by at least as many text columns.
  static func shownColumns(of table: Table, keys: Set<String> = []) -> [Int] {
    var hidden = Set<Int>()
    var index = 0
    while index < table.columns.count {
      let run = table.columns[index...].prefix { $0.kind == .key }
      let words = table.columns[run.endIndex...].prefix { $0.kind == .text || $0.kind == .quote }
      if words.count >= run.count { hidden.formUnion(run.indices) }
      index = max(index + 1, words.endIndex)
    }
    return table.columns.indices.filter { !hidden.contains($0) || keys.contains(table.columns[$0].name) }
  }

  // MARK: Columns

  private func header(_ index: Int, _ bases: ConstantBases) -> String {
    let column = table.columns[index]
    guard let base = bases.base(ofPart: column.name) else { return column.label }
    return "\(column.label) (of \(FigureWords.count(base)))"
  }

  /// Part (unless it has a column), base (unless the header says it) and percentage (unless no base allows it).
  private mutating func addShare(_ index: Int, _ bases: ConstantBases) {
    let column = table.columns[index]
    let part = column.from.flatMap { table.index(of: $0) }
    let isPlain = column.label.lowercased().hasPrefix("share")
    if let part {
      drawn[index] = drawn[part]
    } else {
      drawn[index] = columns.count
      add(column.label, index) { cell, _ in share(cell) { .figure($0, .count($0)) } }
    }
    let hasBaseInHeader = column.from.flatMap { bases.base(ofPart: $0) } != nil
    if !hasBaseInHeader {
      add(isPlain ? "Of" : "\(column.label), of", index) { cell, _ in
        share(cell, base: true) { .figure($0, .count($0)) }
      }
    }
    let allowed = table.rows.contains { allowsPercent(cell(in: $0, index)) }
    guard allowed else { return }
    drawn[index] = columns.count
    let label = column.from.flatMap { bases.base(ofPart: $0) != nil ? table.index(of: $0) : nil }
      .map { "\(table.columns[$0].label), %" }
    add(label ?? (isPlain ? column.label : "\(column.label), %"), index) { cell, _ in percent(cell) }
  }

  private mutating func add(_ header: String, _ index: Int, _ make: (Cell, Int) -> Value) {
    let kind = table.columns[index].kind
    let values = order.map { row in make(cell(in: table.rows[row], index), row) }
    columns.append(
      Column(header: header, isFigure: kind != .key && kind != .text && kind != .quote, values: values))
  }

  private func cell(in row: [Cell], _ index: Int) -> Cell { index < row.count ? row[index] : .missing }

  // MARK: Values

  private func value(_ cell: Cell, at row: Int, column index: Int) -> Value {
    let kind = table.columns[index].kind
    switch cell {
    case .text(let words): return .words(words)
    case .number(let number): return .figure(number, look(of: index))
    case .share(let part, _): return .figure(part, .count(part))
    case .suppressed: return .symbol(.suppressed)
    case .missing:
      guard kind == .text || kind == .key || kind == .quote else {
        return .symbol(.missing)
      }
      return noWords(row: row, column: index)
    }
  }

  /// A row without a name is still told from the others by its key.
  private func noWords(row: Int, column index: Int) -> Value {
    let isFirst = table.columns.firstIndex { $0.kind == .text } == index
    let isTotal = table.isTotal(row: row)
    if isTotal { return isFirst ? .words("Total") : .blank }
    let key = table.key(ofRow: row)
    return isFirst && !key.isEmpty ? .words(key) : .symbol(.noWords)
  }

  private func share(_ cell: Cell, base: Bool = false, _ make: (Double) -> Value) -> Value {
    switch cell {
    case .share(let part, let whole): make(base ? whole : part)
    case .number(let number): base ? .symbol(.missing) : make(number)
    case .text(let words): .words(words)
    case .suppressed: .symbol(.suppressed)
    case .missing: .symbol(.missing)
    }
  }

  private func allowsPercent(_ cell: Cell) -> Bool {
    guard case .share(_, let whole) = cell else { return false }
    return whole >= Double(Wording.smallestPercentageBase)
  }

  private func percent(_ cell: Cell) -> Value {
    guard case .share = cell, let fraction = cell.fraction else { return share(cell) { _ in .symbol(.missing) } }
    return allowsPercent(cell) ? .figure(fraction, .share(fraction)) : .symbol(.smallBase)
  }

  /// One look for all numbers of a column, so that decimals stand below each other.
  private func look(of index: Int) -> FigureLook {
    let column = table.columns[index]
    if column.name == "p" || column.name.hasSuffix("_p") { return .probability }
    let isWhole = table.cells(of: column.name).allSatisfy { cell in
      if case .number(let number) = cell { number == number.rounded() } else { true }
    }
    if isWhole { return .whole }
    return column.kind == .number ? .hundredths : .tenths
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
      let widest = column.values.map { value in
        if case .words(let words) = value { TextMeasure.width(words.prefix(80)) } else { 1.0 }
      }.max() ?? 1
      let least = index == 0 ? 22.0 : 10.0
      return min(max(widest + 2, header + 3, least), index == 0 ? 50 : 34)
    }
    let widest = column.values.map { value in
      switch value {
      case .words(let words): TextMeasure.width(words)
      case .figure(let number, let look): FigureWords.width(number, look)
      default: 3.0
      }
    }.max() ?? 3
    return min(max(widest + 2, header + 2, wholeHeader / 3 + 2, 8.5), 22)
  }
}

/// Bases that are the same in every row: the header says them once. Where there is one share only, the base has a
/// column of its own.
private struct ConstantBases {
  private var bases: [String: Double] = [:]

  init(_ table: Table) {
    let shares = table.columns.indices.filter { index in
      table.columns[index].kind == .share && table.columns[index].from.map { table.index(of: $0) != nil } == true
    }
    guard shares.count > 1 else { return }
    for index in shares {
      let wholes = table.rows.compactMap { row -> Double? in
        if index < row.count, case .share(_, let whole) = row[index] { whole } else { nil }
      }
      guard let first = wholes.first, let part = table.columns[index].from, wholes.allSatisfy({ $0 == first })
      else { continue }
      bases[part] = first
    }
  }

  func base(ofPart column: String) -> Double? { bases[column] }
}

extension FigureLook {
  /// The look of one count: decimals only where it is weighted.
  static func count(_ number: Double) -> FigureLook { number == number.rounded() ? .whole : .tenths }
}

/// Figures in sentences.
enum FigureWords {
  /// "1,300"; with one decimal where it is not whole (weighted).
  static func count(_ value: Double) -> String { decimal(value, places: value == value.rounded() ? 0 : 1) }

  /// Rounded half away from zero, with a comma between thousands.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "\(value)" }
    let scale = places == 0 ? 1 : places == 1 ? 10 : places == 2 ? 100 : 1000
    let scaled = Int((value.magnitude * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let whole = Wording.numeral(scaled / scale)
    guard places > 0 else { return sign + whole }
    let fraction = String(scaled % scale)
    return "\(sign)\(whole).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
  }

  /// How wide a number is in its look, in characters.
  static func width(_ value: Double, _ look: FigureLook) -> Double {
    switch look {
    case .whole: TextMeasure.width(decimal(value, places: 0))
    case .tenths: TextMeasure.width(decimal(value, places: 1))
    case .hundredths: TextMeasure.width(decimal(value, places: 2))
    case .probability: 7
    case .percent: 5
    case .underOnePercent, .overNinetyNinePercent: 9
    }
  }

  private static let measureNames = [
    "chi_squared": "chi-squared", "cramers_v": "Cramér's V", "fisher_p": "Fisher's p", "w": "W",
    "monte_carlo_p": "simulated p",
  ]

  /// "chi_squared" as people say it.
  static func name(of measure: Measure) -> String {
    measureNames[measure.name] ?? String(measure.name.map { $0 == "_" ? " " : $0 })
  }

  /// "chi-squared 67.38", "p < 0.001".
  static func words(_ measure: Measure) -> String {
    let name = name(of: measure)
    guard let value = measure.value else { return "\(name) not known" }
    if measure.name == "p" || measure.name.hasSuffix("_p") {
      return value < 0.001 ? "\(name) < 0.001" : "\(name) = \(decimal(value, places: 3))"
    }
    return "\(name) \(decimal(value, places: value == value.rounded() ? 0 : 2))"
  }
}
