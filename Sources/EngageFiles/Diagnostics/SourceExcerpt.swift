import EngageModel

/// The line of a source that a diagnostic is about, ready to show, with what goes under it.
struct SourceExcerpt {
  /// The number of the line.
  let number: String
  /// The line, tabs as two blanks, cut where it is too long.
  let line: String
  /// What stands before the carets.
  let indent: String
  let carets: String

  /// - Returns: `nil` if the diagnostic names no line of the file.
  init?(of diagnostic: Diagnostic, in file: SourceFile, width: Int) {
    guard let number = diagnostic.line, number >= 1, number <= file.lines.count else { return nil }
    self.number = String(number)
    let cells = file.line(number).map(SourceExcerpt.cell)
    let start = min(max(0, (diagnostic.column ?? 1) - 1), cells.count)
    let end = min(max(start + 1, start + (diagnostic.length ?? 1)), max(cells.count, start + 1))
    let window = SourceExcerpt.window(of: cells, start: start, end: end, width: width)
    line =
      (window.lowerBound > 0 ? "…" : "") + cells[window].map(\.text).joined()
      + (window.upperBound < cells.count ? "…" : "")
    let before = cells[window.lowerBound..<start].reduce(window.lowerBound > 0 ? 1 : 0) { $0 + $1.width }
    indent = String(repeating: " ", count: before)
    let under = cells[start..<min(end, window.upperBound)].reduce(0) { $0 + $1.width }
    carets = String(repeating: "^", count: max(1, under))
  }

  private typealias Cell = (text: String, width: Int)

  private static func cell(_ character: Character) -> Cell {
    if character == "\t" { return ("  ", 2) }
    let shown = visible(String(character))
    return (shown, shown.reduce(0) { $0 + displayWidth(of: $1) })
  }

  /// The part of a long line around the words in question.
  private static func window(of cells: [Cell], start: Int, end: Int, width: Int) -> Range<Int> {
    guard cells.reduce(0, { $0 + $1.width }) > width else { return 0..<cells.count }
    var lower = start
    var room = width - 2 - cells[start..<min(end, cells.count)].reduce(0) { $0 + $1.width }
    let lead = max(width / 3, room / 2)
    var taken = 0
    while lower > 0, taken + cells[lower - 1].width <= min(lead, max(0, room)) {
      lower -= 1
      taken += cells[lower].width
    }
    room = width - 2 - taken
    var upper = start
    var used = 0
    while upper < cells.count, used + cells[upper].width <= room {
      used += cells[upper].width
      upper += 1
    }
    return lower..<max(upper, min(start + 1, cells.count))
  }
}
