import EngageColumns
import EngageReport

/// Charts drawn with block characters.
struct TextBars {
  /// `nil`: not a terminal, nothing is wrapped.
  var width: Int?
  var style = TerminalStyle(colour: false)

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  /// From dense to thin, as an ordered scale runs.
  private static let fills: [Character] = ["█", "▓", "▒", "░", "·", "─", "▚"]

  /// A bar of at most `width` characters for a length from 0 to 1, to the nearest eighth but never nothing.
  static func bar(_ length: Double?, width: Int) -> String {
    guard let length, length > 0 else { return "" }
    let eighths = max(1, Int((min(length, 1) * Double(width) * 8).rounded()))
    return String(repeating: "█", count: eighths / 8) + Self.eighths[eighths % 8]
  }

  /// The chart's lines without its title.
  func lines(_ chart: Chart, _ figures: ChartFigures) -> [String] {
    let figures = figures.plain
    return switch chart.kind {
    case .bar, .column: bars(figures)
    case .stackedBar: stacked(figures)
    }
  }

  private func bars(_ figures: ChartFigures) -> [String] {
    let labels = figures.categories.map(\.label)
    let widest = labels.map(DisplayWidth.of).max() ?? 0
    let labelRoom = width.map { min(widest, max(10, $0 * 2 / 5)) } ?? widest
    // On a narrow terminal the label has a line of its own.
    let isNarrow = width.map { $0 < 50 } ?? false
    let indent = isNarrow ? 2 : labelRoom + 2
    var lines: [String] = []
    for (category, label) in zip(figures.categories, labels) {
      let labelLines = TextLayout.lines(label, width: isNarrow ? width : labelRoom)
      let barLines = category.cells.indices.flatMap { index in
        barAndFigure(category.cells[index], series: index, figures, indent: indent)
      }
      if isNarrow {
        lines += labelLines + barLines.map { "  " + $0 }
      } else {
        for index in 0..<max(labelLines.count, barLines.count) {
          let left = index < labelLines.count ? labelLines[index] : ""
          let right = index < barLines.count ? barLines[index] : ""
          lines.append(TextLayout.trimEnd(TextLayout.pad(left, to: indent) + right))
        }
      }
    }
    return lines
  }

  private func barAndFigure(
    _ cell: Cell, series: Int, _ figures: ChartFigures, indent: Int
  ) -> [String] {
    let figure = figures.label(cell, series: series)
    let room = width.map { $0 - indent }
    let longest =
      figures.categories.flatMap { category in
        category.cells.indices.map { DisplayWidth.of(figures.label(category.cells[$0], series: $0)) }
      }.max() ?? 0
    let barRoom = min(30, room.map { $0 - longest - 1 } ?? 30)
    guard barRoom >= 4 else {
      let bar = Self.bar(figures.bar(cell), width: min(30, max(room ?? 30, 1)))
      return (bar.isEmpty ? [] : [style.bar(bar)]) + TextLayout.lines(figure, width: room)
    }
    let bar = Self.bar(figures.bar(cell), width: barRoom)
    return [bar.isEmpty ? figure : style.bar(bar) + " " + figure]
  }

  /// Each row a bar of 100 %, then its figures in words, so that nothing is told by shades alone.
  private func stacked(_ figures: ChartFigures) -> [String] {
    let room = min(width ?? 50, 50)
    return figures.categories.flatMap { category in
      var lines = TextLayout.lines(category.label, width: width)
      let parts = category.parts
      if !parts.isEmpty {
        lines.append(
          zip(Self.counts(parts, of: room), parts.indices)
            .map { String(repeating: Self.fill($1), count: $0) }.joined())
      }
      if category.isHidden { lines.append("no bar: a part of it is hidden") }
      let words = category.cells.indices.map { index in
        "\(Self.fill(index)) \(figures.series[index].label) \(figures.series[index].format.text(category.cells[index]))"
      }
      lines += entries(words)
      if let beside = category.beside {
        lines += TextLayout.paragraph("beside the bar: \(beside)", width: width)
      }
      return lines
    }
  }

  /// Entries in a row, broken between entries where each fits a line.
  private func entries(_ words: [String]) -> [String] {
    guard let width, words.allSatisfy({ DisplayWidth.of($0) < width }) else {
      return TextLayout.lines(words.joined(separator: ", "), width: width)
    }
    var lines: [String] = []
    for (index, word) in words.enumerated() {
      let entry = index + 1 < words.count ? word + "," : word
      if let line = lines.last, DisplayWidth.of(line) + 1 + DisplayWidth.of(entry) <= width {
        lines[lines.count - 1] = line + " " + entry
      } else {
        lines.append(entry)
      }
    }
    return lines
  }

  private static func fill(_ index: Int) -> Character { fills[index % fills.count] }

  /// Whole characters for parts of 1, by largest remainder.
  private static func counts(_ parts: [Double], of width: Int) -> [Int] {
    let exact = parts.map { $0 * Double(width) }
    var counts = exact.map { Int($0) }
    let byRemainder = exact.indices.sorted {
      let left = exact[$0] - exact[$0].rounded(.down)
      let right = exact[$1] - exact[$1].rounded(.down)
      return (left, $1) > (right, $0)
    }
    for index in byRemainder.prefix(max(0, width - counts.reduce(0, +))) { counts[index] += 1 }
    return counts
  }
}

extension ChartFigures {
  /// The same with words that command no terminal.
  fileprivate var plain: ChartFigures {
    var figures = self
    for index in figures.series.indices {
      figures.series[index].label = DisplayWidth.plain(series[index].label)
    }
    for index in figures.categories.indices {
      let category = categories[index]
      figures.categories[index].label = DisplayWidth.plain(category.label)
      figures.categories[index].beside = category.beside.map(DisplayWidth.plain)
      figures.categories[index].cells = category.cells.map { cell in
        cell.words.map { .text(DisplayWidth.plain($0)) } ?? cell
      }
    }
    return figures
  }
}
