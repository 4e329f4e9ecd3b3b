import EngageEntry

/// The options in lines: one below the other, or in columns where there are many and they are short; down the
/// first column, then down the next, so that an arrow down always goes to the next.
struct OptionLines {
  private let options: [EntryScreen.Option]
  private let painter: Painter
  private let width: Int
  /// The lines of each option, if each has its own.
  private var list: [[Line]] = []
  /// Each option on one line, where that is possible.
  private var grid: [Line] = []
  private var columns = 1
  private let choosing: EntryScreen.Choosing

  init(
    _ options: [EntryScreen.Option], _ choosing: EntryScreen.Choosing, size: WindowSize, painter: Painter
  ) {
    self.options = options
    self.choosing = choosing
    self.painter = painter
    width = size.columns
    let keys = options.map { painter.glyphs.line($0.key).count }.max() ?? 0
    list = options.map { lines($0, keys: keys, width: size.columns) }
    let tall = max(8, size.rows / 3)
    let longest = list.map { $0.count == 1 ? $0[0].width : size.columns }.max() ?? 0
    let possible = max((width + 2) / (longest + 2), 1)
    guard list.reduce(0, { $0 + $1.count }) > tall, possible > 1 else { return }
    columns = min(possible, (options.count + tall - 1) / tall)
    grid = list.map { $0[0] }
  }

  /// The lines wanted.
  var count: Int { columns > 1 ? gridRows : list.reduce(0) { $0 + $1.count } }

  private var gridRows: Int { (options.count + columns - 1) / columns }

  private var focused: Int? { options.firstIndex(where: \.isFocused) }

  /// The lines there is room for, and where the focused option is among them.
  func lines(room: Int) -> (lines: [Line], focus: (row: Int, column: Int)?) {
    guard room > 0, !options.isEmpty else { return ([], nil) }
    return columns > 1 ? inGrid(room) : inList(room)
  }

  private func inList(_ room: Int) -> (lines: [Line], focus: (row: Int, column: Int)?) {
    let all = list.flatMap { $0 }
    var starts = [0]
    for lines in list.dropLast() { starts.append((starts.last ?? 0) + lines.count) }
    let before = focused.map { starts[$0] } ?? 0
    // The middle of it, so that all its lines are in sight if possible.
    let middle = focused.map { before + (min(list[$0].count, max(room - 2, 1)) - 1) / 2 } ?? 0
    let window = ListWindow(count: all.count, focus: middle, room: room)
    // What is left out is counted in options, not in lines.
    let behind = starts.filter { $0 >= window.shown.upperBound }.count
    let ahead = starts.dropFirst().filter { $0 <= window.shown.lowerBound }.count
    let lines =
      painter.more(ahead, window.tellsBefore, width) + all[window.shown]
      + painter.more(behind, window.tellsAfter, width)
    guard focused != nil else { return (lines, nil) }
    return (lines, (max(before - window.shown.lowerBound, 0) + (window.tellsBefore ? 1 : 0), 0))
  }

  private func inGrid(_ room: Int) -> (lines: [Line], focus: (row: Int, column: Int)?) {
    let rows = gridRows
    let columnWidth = (width + 2) / columns
    let focusRow = (focused ?? 0) % rows
    let window = ListWindow(count: rows, focus: focusRow, room: room)
    let shown = window.shown.map { row in
      var line = Line()
      for column in 0..<columns {
        let index = column * rows + row
        guard index < grid.count else { break }
        line.fill(to: column * columnWidth)
        line.add(grid[index])
      }
      return line
    }
    let left = options.indices.filter { !window.shown.contains($0 % rows) }
    let ahead = left.filter { $0 % rows < window.shown.lowerBound }.count
    let lines =
      painter.more(ahead, window.tellsBefore, width) + shown
      + painter.more(left.count - ahead, window.tellsAfter, width)
    guard let focused else { return (lines, nil) }
    let row = focusRow - window.shown.lowerBound + (window.tellsBefore ? 1 : 0)
    return (lines, (row, focused / rows * columnWidth))
  }

  private func lines(_ option: EntryScreen.Option, keys: Int, width: Int) -> [Line] {
    let glyphs = painter.glyphs
    let style = painter.style(option.isFocused ? .reverse : [])
    var opening = Line()
    opening.add(glyphs.line(option.isFocused ? "> " : "  "), painter.style(option.isFocused ? .bold : []))
    opening.add(glyphs.line(box(option)), painter.style(option.isChosen ? .bold : []))
    let key = glyphs.line(option.key)
    if keys > 0 {
      opening.add(key, painter.style(option.isFocused ? [.bold, .reverse] : .bold))
      opening.fill(to: opening.width + keys - key.count + 2, style)
    }
    let indent = opening.width
    let label = glyphs.of(option.label)
    return Wrapping.lines(label, width: max(width - indent, 1)).enumerated().map { position, range in
      var line = position == 0 ? opening : Line()
      line.fill(to: indent)
      line.add(label[range], style)
      line.cut(to: width)
      return line
    }
  }

  private func box(_ option: EntryScreen.Option) -> String {
    switch choosing {
    case .one: option.isChosen ? "(x) " : "( ) "
    case .several: option.isChosen ? "[x] " : "[ ] "
    case .order: place(option.place.map(String.init) ?? "")
    case .nothing: ""
    }
  }

  private func place(_ place: String) -> String {
    let most = String(options.count).count
    return "[" + String(repeating: " ", count: max(most - place.count, 0)) + place + "] "
  }
}
