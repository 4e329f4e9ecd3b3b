import EngageReport

extension ChartCanvas {
  /// Horizontal bars, a row for each category and in it a bar for each series, the figure at its end.
  mutating func bars(_ figures: ChartFigures) {
    let labelWidth = labelColumn(figures, most: width * 0.36)
    let figureWidth =
      figures.categories.flatMap { category in
        category.cells.indices.map { Self.textWidth(figures.label(category.cells[$0], series: $0)) }
      }.max() ?? 0
    let start = labelWidth + 12
    // Rather a picture a little wider, which the page scales, than figures cut off.
    width = max(width, start + 80 + figureWidth + 10)
    let room = width - start - figureWidth - 10
    let top = bottom
    for category in figures.categories {
      let labels = Self.wrap(category.label, width: labelWidth)
      let barHeight = figures.series.count > 1 ? 17.0 : 22.0
      let bars = Double(figures.series.count) * (barHeight + 2)
      let height = max(Double(labels.count) * 17, bars) + 8
      label(labels, right: labelWidth, middle: bottom + height / 2)
      var y = bottom + (height - bars) / 2 + 1
      for (index, cell) in category.cells.enumerated() {
        let length = (figures.bar(cell) ?? 0) * room
        if length > 0 {
          box(
            x: start, y: y, width: max(1, length), height: barHeight,
            colour: Self.colour(index, of: figures.series.count))
        }
        text(figures.label(cell, series: index), x: start + length + 6, y: y + barHeight / 2 + 5)
        y += barHeight + 2
      }
      bottom += height
    }
    line(x1: start, y1: top, x2: start, y2: bottom)
    bottom += 4
  }

  /// Horizontal bars of 100 %, a part for each series, in their order; what is not part of the scale beside.
  mutating func stackedBars(_ figures: ChartFigures) {
    let colours = ScaleColours.of(figures.series.count)
    key(zip(figures.series.map(\.label), colours).map { ($0, $1) })
    // Where there is little room, labels stand above their bars.
    let isAbove = width < 500
    let labelWidth = isAbove ? width : labelColumn(figures, most: 190)
    let besideRoom = isAbove ? 84.0 : 120.0
    let besideLines = figures.categories.map { $0.beside.map { Self.wrap($0, width: besideRoom - 10) } ?? [] }
    let besideWidth = besideLines.contains { !$0.isEmpty } ? besideRoom : 0
    let start = isAbove ? 0 : labelWidth + 12
    let room = width - start - besideWidth
    for (category, beside) in zip(figures.categories, besideLines) {
      let labels = Self.wrap(category.label, width: labelWidth)
      let lines = isAbove ? beside.count : max(labels.count, beside.count)
      let height = max(Double(lines) * 17, 28) + 10
      if isAbove {
        for words in labels {
          text(words, x: 0, y: bottom + 14)
          bottom += 17
        }
      }
      let middle = bottom + height / 2
      if !isAbove { label(labels, right: labelWidth, middle: middle) }
      if category.parts.isEmpty {
        text(emptyBar(category, figures), x: start, y: middle + 5, colour: Self.quiet)
      }
      var x = start
      for (index, part) in category.parts.enumerated() where part > 0 {
        let length = part * room
        // The white seam tells neighbours apart where colours do not.
        box(x: x, y: middle - 14, width: max(1, length - 1.5), height: 28, colour: colours[index])
        let figure = shortFigure(category.cells[index], figures.series[index].format)
        if Self.textWidth(figure) + 6 <= length {
          text(
            figure, x: x + length / 2, y: middle + 5, colour: ScaleColours.ink(on: colours[index]),
            anchor: "middle")
        }
        x += length
      }
      for (index, line) in beside.enumerated() {
        let y = middle + 5 + (Double(index) - Double(beside.count - 1) / 2) * 17
        text(line, x: start + room + 10, y: y, colour: Self.quiet)
      }
      bottom += height
    }
    bottom += 4
  }

  /// Upright columns, the figure above each, its label below.
  mutating func columns(_ figures: ChartFigures) {
    let slot = width / Double(figures.categories.count)
    let labelLines = figures.categories.map { Self.wrap($0.label, width: slot - 8) }
    let labels = figures.categories.map { category in
      category.cells.indices.map { index in
        Self.wrap(
          figures.label(category.cells[index], series: index),
          width: slot / Double(figures.series.count) - 4)
      }
    }
    let figureHeight = Double(labels.flatMap { $0.map(\.count) }.max() ?? 1) * 17
    let floor = bottom + figureHeight + 180
    let columnWidth = min(72, (slot - 12) / Double(figures.series.count))
    for (position, category) in figures.categories.enumerated() {
      let middle = slot * (Double(position) + 0.5)
      let left = middle - columnWidth * Double(figures.series.count) / 2
      for (index, cell) in category.cells.enumerated() {
        let height = (figures.bar(cell) ?? 0) * 176
        let x = left + columnWidth * Double(index)
        if height > 0 {
          box(
            x: x + 1, y: floor - max(1, height), width: max(1, columnWidth - 2), height: max(1, height),
            colour: Self.colour(index, of: figures.series.count))
        }
        for (line, words) in labels[position][index].reversed().enumerated() {
          text(words, x: x + columnWidth / 2, y: floor - height - 6 - Double(line) * 17, anchor: "middle")
        }
      }
      for (line, words) in labelLines[position].enumerated() {
        text(words, x: middle, y: floor + 18 + Double(line) * 17, anchor: "middle")
      }
    }
    line(x1: 0, y1: floor, x2: width, y2: floor)
    bottom = floor + 10 + Double(labelLines.map(\.count).max() ?? 1) * 17
  }

  private func labelColumn(_ figures: ChartFigures, most: Double) -> Double {
    min(most, (figures.categories.map { Self.textWidth($0.label) }.max() ?? 0) + 4)
  }

  private mutating func label(_ lines: [String], right: Double, middle: Double) {
    for (index, words) in lines.enumerated() {
      let y = middle + 5 + (Double(index) - Double(lines.count - 1) / 2) * 17
      text(words, x: right, y: y, anchor: "end")
    }
  }

  /// Names of the parts in their order, each with its colour.
  private mutating func key(_ entries: [(label: String, colour: String)]) {
    var x = 0.0
    for entry in entries {
      let lines = Self.wrap(entry.label, width: width - 20)
      let length = (lines.map { Self.textWidth($0) }.max() ?? 0) + 36
      if x > 0, x + length > width {
        x = 0
        bottom += 22
      }
      box(x: x, y: bottom + 3, width: 14, height: 14, colour: entry.colour)
      for (index, words) in lines.enumerated() {
        if index > 0 { bottom += 17 }
        text(words, x: x + 20, y: bottom + 15)
      }
      x += length
    }
    bottom += 32
  }

  /// The part alone: the whole is the bar.
  private func shortFigure(_ cell: Cell, _ format: FigureFormat) -> String {
    guard case .share(let part, _) = cell else { return format.text(cell) }
    return FigureFormat.count(part)
  }

  private func emptyBar(_ category: ChartFigures.Category, _ figures: ChartFigures) -> String {
    if category.isHidden { return "\(ChartFigures.hidden), in part" }
    return category.cells.contains { $0.amount != nil } ? "0" : FigureFormat.missing
  }
}
