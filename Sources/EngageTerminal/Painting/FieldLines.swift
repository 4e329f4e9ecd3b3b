import EngageEntry

/// A text being written, in lines behind a bar, scrolled to where the next character goes.
struct FieldLines {
  private let glyphs: [Glyph]
  private let ranges: [Range<Int>]
  /// Where the cursor is among the glyphs.
  private let cursor: Int
  private let row: Int
  private let placeholder: String?
  private let painter: Painter
  private let width: Int
  /// Whether there is text before and behind what is laid out here.
  private let isCutBefore: Bool
  private let isCutAfter: Bool

  /// A text is laid out only around the cursor: about a large screen on either side, from a place that stays while
  /// the cursor moves about.
  private static let portion = 5_000

  init(_ field: EntryScreen.Field, width: Int, painter: Painter) {
    self.painter = painter
    self.width = width
    placeholder = field.text.isEmpty ? field.placeholder : nil
    let first = max(field.cursor / Self.portion - 1, 0) * Self.portion
    let text = field.text
    let start = text.index(text.startIndex, offsetBy: first, limitedBy: text.endIndex) ?? text.startIndex
    let end = text.index(start, offsetBy: 3 * Self.portion, limitedBy: text.endIndex) ?? text.endIndex
    isCutBefore = start > text.startIndex
    isCutAfter = end < text.endIndex
    glyphs = painter.glyphs.of(String(text[start..<end]))
    cursor = min(max(field.cursor - first, 0), glyphs.count)
    // The bar and a blank before, room for the cursor behind.
    ranges = Wrapping.lines(glyphs, width: max(width - 3, 1))
    let cursor = cursor
    row = ranges.lastIndex { $0.lowerBound <= cursor } ?? 0
  }

  var count: Int { ranges.count }

  /// The lines there is room for, at least one, and the cursor's place among them.
  func lines(room: Int) -> (lines: [Line], cursor: (row: Int, column: Int)) {
    let room = max(min(room, count), 1)
    let start = min(max(row - room / 2, 0), count - room)
    let shown = (start..<start + room).map { row in
      let isMoreBefore = row == start && (start > 0 || isCutBefore)
      let isMoreAfter = row == start + room - 1 && (start + room < count || isCutAfter)
      return line(row, isMore: isMoreBefore || isMoreAfter)
    }
    let before = glyphs[ranges[row].lowerBound..<cursor].reduce(0) { $0 + $1.columns }
    return (shown, (row - start, min(2 + before, width - 1)))
  }

  private func line(_ row: Int, isMore: Bool) -> Line {
    var line = Line()
    let sign = isMore ? painter.glyphs.of(painter.glyphs.isUnicode ? "…" : ":") : [.plain(painter.glyphs.bar)]
    line.add(sign, painter.style(.bold))
    line.fill(to: 2)
    line.add(glyphs[ranges[row]], [])
    if let placeholder, row == 0 { line.add(painter.glyphs.line(placeholder), painter.style(.dim)) }
    line.cut(to: width)
    return line
  }
}
