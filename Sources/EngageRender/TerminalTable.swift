import EngageColumns

/// A table as lines: side by side where it fits, wrapped where it must be, a block a row where it is too narrow.
struct TerminalTable {
  private static let gap = 2
  private static let longestWord = 20

  struct Column {
    var label: String
    var isFigure: Bool
    var cells: [String]
    /// Bars are padded, never wrapped.
    var isBar = false
  }

  var columns: [Column]
  var totals: [Bool]
  var width: Int?
  var style: TerminalStyle

  /// - Parameter bars: lengths from 0 to 1, drawn after the column that stands at `position` in the table.
  init(
    _ table: ShownTable, width: Int?, style: TerminalStyle,
    bars: (position: Int, lengths: [Double?], width: Int)? = nil
  ) {
    self.width = width
    self.style = style
    totals = table.rows.map(\.isTotal)
    columns = []
    for (index, heading) in table.headings.enumerated() {
      let cells = table.rows.map { DisplayWidth.plain($0.cells[index]) }
      columns.append(
        Column(label: DisplayWidth.plain(heading.label), isFigure: heading.isFigure, cells: cells))
      if let bars, bars.position == heading.source {
        let drawn = bars.lengths.map { TextBars.bar($0, width: bars.width) }
        columns.append(Column(label: "", isFigure: false, cells: drawn, isBar: true))
      }
    }
  }

  /// The columns the table takes when nothing is wrapped.
  var naturalWidth: Int { columns.map(natural).reduce(0, +) + gaps }

  /// Whether it can stand side by side in its width.
  var fits: Bool { width.map { columns.map(least).reduce(0, +) + gaps <= $0 } ?? true }

  var lines: [String] {
    guard let widths else { return onItsSide?.lines ?? blocks }
    let header = TableLine(columns.map(\.label), columns, widths, isHeader: true, style: style)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    var lines = header.lines + [rule]
    for row in totals.indices {
      if totals[row], row > 0, !totals[row - 1] { lines.append(rule) }
      lines += TableLine(columns.map { $0.cells[row] }, columns, widths, isHeader: false, style: style).lines
    }
    return lines
  }

  private var gaps: Int { max(0, columns.count - 1) * Self.gap }

  private func natural(_ column: Column) -> Int {
    ([column.label] + column.cells).map(DisplayWidth.of).max() ?? 0
  }

  /// As narrow as a column may get: figures and bars stay whole, words break between words, and only where a word is
  /// longer than twenty characters within it.
  private func least(_ column: Column) -> Int {
    let heading = min(TextLayout.longestWord(column.label), Self.longestWord)
    if column.isFigure || column.isBar {
      return max(heading, column.cells.map(DisplayWidth.of).max() ?? 0)
    }
    return column.cells.reduce(heading) { max($0, min(TextLayout.longestWord($1), Self.longestWord)) }
  }

  /// The width of each column; `nil` where they do not fit side by side.
  private var widths: [Int]? {
    let full = columns.map(natural)
    guard let width, full.reduce(0, +) + gaps > width else { return full }
    guard fits else { return nil }
    var widths = columns.map(least)
    var spare = width - gaps - widths.reduce(0, +)
    // What is left goes, column by column, to the one that lacks most.
    while spare > 0, let neediest = widths.indices.max(by: { full[$0] - widths[$0] < full[$1] - widths[$1] }),
      full[neediest] > widths[neediest]
    {
      widths[neediest] += 1
      spare -= 1
    }
    return widths
  }

  /// Few rows with many figures turned: a column for each row; `nil` where that does not fit either.
  private var onItsSide: TerminalTable? {
    let figures = columns.dropFirst().filter { !$0.isBar }
    guard let names = columns.first, !names.isFigure, (1...6).contains(names.cells.count),
      figures.count > names.cells.count
    else { return nil }
    var turned = self
    turned.columns = [Column(label: names.label, isFigure: false, cells: figures.map(\.label))]
    turned.columns += names.cells.indices.map { row in
      Column(label: names.cells[row], isFigure: true, cells: figures.map { $0.cells[row] })
    }
    turned.totals = figures.map { _ in false }
    return turned.fits ? turned : nil
  }

  private var blocks: [String] {
    var lines: [String] = []
    for row in totals.indices {
      if row > 0 { lines.append("") }
      for (index, column) in columns.enumerated() where !column.isBar {
        let cell = column.cells[row]
        if index == 0 {
          let words = column.label.isEmpty ? cell : "\(column.label): \(cell)"
          lines += TextLayout.paragraph(words, width: width).map(style.heading)
        } else if !cell.isEmpty {
          lines += TextLayout.paragraph("\(column.label): \(cell)", width: width, opening: "  ")
        }
      }
    }
    return lines
  }
}

/// One row of a table as the lines it wraps to.
private struct TableLine {
  var lines: [String]

  init(
    _ cells: [String], _ columns: [TerminalTable.Column], _ widths: [Int], isHeader: Bool,
    style: TerminalStyle
  ) {
    let wrapped = zip(cells, widths).map { TextLayout.lines($0, width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    lines = (0..<height).map { line in
      let texts = wrapped.indices.map { index -> String in
        // Headings stand on the line, cells hang from it.
        let position = isHeader ? line - (height - wrapped[index].count) : line
        let text = wrapped[index].indices.contains(position) ? wrapped[index][position] : ""
        let padded = TextLayout.pad(text, to: widths[index], right: columns[index].isFigure)
        // Blanks are never coloured, so that they can be cut off at the end of a line.
        return columns[index].isBar ? style.bar(text) + padded.dropFirst(text.count) : padded
      }
      let joined = TextLayout.trimEnd(texts.joined(separator: "  "))
      return isHeader ? style.heading(joined) : joined
    }
  }
}
