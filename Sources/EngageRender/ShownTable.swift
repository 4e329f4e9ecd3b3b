import EngageReport

/// A table as people read it: which columns, in which words, with what under it. All text renderers share it.
struct ShownTable {
  struct Heading {
    var label: String
    var kind: Column.Kind
    var isTotal: Bool
    /// Its position in the table it came from; of no use where that was reshaped.
    var source: Int

    /// Figures stand to the right.
    var isFigure: Bool { !kind.isWords }
  }

  struct Row {
    var cells: [String]
    var isTotal: Bool
  }

  var title: String
  /// "120 answered, 11 did not".
  var base: String?
  var headings: [Heading]
  var rows: [Row]
  /// Whether its rows are others than those of the table it came from.
  var isReshaped: Bool
  /// The table's own notes, then what its figures mean.
  private var notes: [String]
  /// Those that stand in its rows.
  private(set) var symbols: [Symbol] = []
  /// In place of rows: why there are none.
  var instead: String?
  /// "chi-squared 67.38, p < 0.001": for internal readers only.
  var measures: String?

  init(_ table: Table, in section: Section, for audience: Audience) {
    title = table.title
    let hidden = table.shownInstead
    base = hidden == nil ? table.base.map(Self.words) : nil
    let readable = ReadableTable(table)
    let table = readable.table
    isReshaped = readable.isReshaped
    let shown = readable.columns
    headings = shown.map { index in
      let column = table.columns[index]
      return Heading(
        label: readable.label(of: index, shown: shown), kind: column.kind,
        isTotal: table.totals.columns.contains(column.name),
        source: index)
    }
    let formats = shown.map { FigureFormat(column: $0, of: table) }
    rows = hidden == nil ? Self.rows(of: table, columns: shown, formats: formats) : []
    instead = hidden.map(Self.sentence) ?? (table.rows.isEmpty ? "Nothing to count." : nil)
    notes = hidden == nil ? (readable.note.map { [$0] } ?? []) + table.notes : []
    if table.overlapping, !rows.isEmpty {
      let hasShares = headings.contains { $0.kind == .share }
      let sum = hasShares ? "shares can add up to more than 100%" : "rows can't be added up"
      notes.append("One response can be in several rows, so \(sum).")
    }
    symbols = Symbol.all.filter { symbol in rows.contains { $0.cells.contains(symbol.sign) } }
    // How many answered has just been said.
    let figures = section.measures.filter { measure in
      measure.table == table.name && (measure.name != "answered" || measure.value != table.base?.answered)
    }
    measures = audience == .internal && hidden == nil ? Self.line(figures) : nil
  }

  private static func rows(of table: Table, columns: [Int], formats: [FigureFormat]) -> [Row] {
    table.rows.indices.map { row in
      let cells = table.rows[row]
      let isTotal = table.isTotal(row: row)
      var texts = zip(columns, formats).map { index, format in
        format.text(index < cells.count ? cells[index] : .missing)
      }
      let words = columns.indices.filter { table.columns[columns[$0]].kind == .text }
      // A row without a name is still told from the others by its key.
      if let first = words.first, texts[first] == FigureFormat.noWords {
        let key = table.key(ofRow: row)
        if isTotal { texts[first] = "Total" } else if !key.isEmpty { texts[first] = key }
      }
      if isTotal { for word in words where texts[word] == FigureFormat.noWords { texts[word] = "" } }
      return Row(cells: texts, isTotal: isTotal)
    }
  }

  /// The notes below it, and what its symbols mean: all that was not said further up.
  /// - Parameter said: what stands under tables before it; what is said now comes to it.
  func notes(without said: inout Set<String>) -> [String] {
    var lines = notes.filter { said.insert($0).inserted }
    let new = symbols.map(\.words).filter { said.insert($0).inserted }
    if !new.isEmpty { lines.append(new.joined(separator: " · ")) }
    return lines
  }

  /// Measures as one line; `nil` if none is known.
  static func line(_ measures: [Measure]) -> String? {
    let known = measures.filter { $0.value != nil }
    return known.isEmpty ? nil : known.map(FigureNames.words).joined(separator: ", ")
  }

  private static func words(_ base: Base) -> String {
    let answered = "\(FigureFormat.count(base.answered)) answered"
    guard let missing = base.missing, missing > 0 else { return answered }
    return "\(answered), \(FigureFormat.count(missing)) did not"
  }

  /// With a capital and a full stop.
  static func sentence(_ words: String) -> String {
    let start = words.prefix(1).uppercased() + words.dropFirst()
    return words.hasSuffix(".") ? start : start + "."
  }
}

/// A sign that stands where a figure would, and what it means.
struct Symbol {
  var sign: String
  var words: String

  static let all = [
    Symbol(sign: FigureFormat.suppressed, words: "[c] hidden to protect people"),
    Symbol(sign: FigureFormat.missing, words: "[x] not known"),
    Symbol(sign: FigureFormat.noWords, words: "– not given"),
  ]
}
