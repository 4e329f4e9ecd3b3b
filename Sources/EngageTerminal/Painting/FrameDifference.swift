/// What to send so that a window that looks one way looks another: only what changed, in one portion.
enum FrameDifference {
  /// - Parameter old: what the window shows; `nil` if that is not known.
  static func bytes(from old: Frame?, to new: Frame) -> [UInt8] {
    let known = old.flatMap { $0.size == new.size ? $0 : nil }
    if known == new { return [] }
    var output = Output()
    // Terminals that know it show everything at once at the end; others ignore it.
    output.send("\u{1B}[?2026h\u{1B}[?25l")
    if known == nil { output.send("\u{1B}[0m\u{1B}[H\u{1B}[2J") }
    for row in 0..<new.size.rows {
      let line = row < new.lines.count ? new.lines[row] : Line()
      let before = known.map { row < $0.lines.count ? $0.lines[row] : Line() } ?? Line()
      if line != before { output.change(before, to: line, row: row, columns: new.size.columns) }
    }
    output.setStyle([])
    if let cursor = new.cursor {
      output.move(row: cursor.row, column: cursor.column)
      output.send("\u{1B}[?25h")
    }
    output.send("\u{1B}[?2026l")
    return output.bytes
  }
}

private struct Output {
  var bytes: [UInt8] = []
  private var style: Style = []

  mutating func send(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func move(row: Int, column: Int) { send("\u{1B}[\(row + 1);\(column + 1)H") }

  mutating func change(_ old: Line, to new: Line, row: Int, columns: Int) {
    if old.isUncertain || new.isUncertain {
      // What stands in which column is not known for sure: all of it anew.
      move(row: row, column: 0)
      setStyle([])
      send("\u{1B}[2K")
      write(new, from: 0, row: row)
      return
    }
    var first = zip(old.cells, new.cells).prefix { $0 == $1 }.count
    while first > 0, first < new.width, new.cells[first].columns == 0 { first -= 1 }
    while first > 0, first < old.width, old.cells[first].columns == 0 { first -= 1 }
    move(row: row, column: first)
    var last = new.width
    if old.width == new.width {
      while last > first, old.cells[last - 1] == new.cells[last - 1] { last -= 1 }
      while last < new.width, new.cells[last].columns == 0 { last += 1 }
    }
    write(new, from: first, to: last, row: row)
    if new.width < old.width {
      setStyle([])
      send("\u{1B}[K")
    }
  }

  /// Writes cells. Behind a character whose width terminals disagree on the column is said anew.
  private mutating func write(_ line: Line, from start: Int, to end: Int? = nil, row: Int) {
    var column = start
    for cell in line.cells[start..<(end ?? line.width)] {
      defer { column += 1 }
      guard cell.columns > 0 else { continue }
      setStyle(cell.style)
      let utf8 = cell.character.utf8
      bytes.append(contentsOf: utf8)
      if utf8.count > 1, line.isUncertain { move(row: row, column: column + Int(cell.columns)) }
    }
  }

  mutating func setStyle(_ new: Style) {
    guard new != style else { return }
    style = new
    let codes: [(Style, String)] = [
      (.bold, ";1"), (.dim, ";2"), (.reverse, ";7"), (.red, ";31"), (.yellow, ";33"), (.cyan, ";36"),
    ]
    send("\u{1B}[0")
    for (part, code) in codes where new.contains(part) { send(code) }
    send("m")
  }
}
