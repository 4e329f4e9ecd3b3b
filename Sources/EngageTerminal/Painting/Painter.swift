public import EngageEntry

/// Lays a screen out in a window of any size: wraps, scrolls, and leaves out what there is no room for, first the
/// earlier answers, then the notes and figures at the top, last the question and where the answer goes.
public struct Painter: Sendable {
  /// The smallest window there is anything to do in.
  public static let smallest = WindowSize(columns: 20, rows: 5)

  let look: Look
  let glyphs: Glyphs

  public init(_ look: Look) {
    self.look = look
    glyphs = Glyphs(isUnicode: look.isUnicode)
  }

  /// The window showing the screen.
  public func frame(of screen: EntryScreen, size: WindowSize) -> Frame {
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
      return tooSmall(size)
    }
    var layout = Layout(screen: screen, size: size, painter: self)
    return layout.frame()
  }

  private func tooSmall(_ size: WindowSize) -> Frame {
    var frame = Frame(size: size)
    let words = paragraph(
      "Window too small: at least 20 × 5. Nothing is lost.", [], width: max(size.columns, 1))
    frame.lines = Array(words.prefix(max(size.rows, 0)))
    return frame
  }

  func style(_ style: Style) -> Style { look.hasColour ? style : style.withoutColour }

  func line(_ text: String, _ style: Style, width: Int) -> Line {
    var line = Line()
    line.add(Wrapping.shortened(glyphs.line(text), width: width, glyphs), self.style(style))
    return line
  }

  /// A text in lines, each behind a sign or behind as many blanks.
  func paragraph(_ text: String, _ style: Style, width: Int, sign: String = "") -> [Line] {
    let glyphs = glyphs.of(text)
    let sign = self.glyphs.line(sign)
    let indent = sign.reduce(0) { $0 + $1.columns }
    let ranges = Wrapping.lines(glyphs, width: max(width - indent, 1))
    return ranges.enumerated().map { position, range in
      var line = Line()
      if position == 0 { line.add(sign, self.style(style)) }
      line.fill(to: indent, self.style(style))
      line.add(glyphs[range], self.style(style))
      line.cut(to: width)
      return line
    }
  }

  /// A line across the window.
  func rule(_ width: Int) -> Line {
    var line = Line()
    line.add(Array(repeating: Glyph.plain(glyphs.rule), count: width), style(.dim))
    return line
  }

  /// So many lines; the last says that there are more.
  func cut(_ lines: [Line], to room: Int, width: Int) -> [Line] {
    guard lines.count > room, room > 0 else { return Array(lines.prefix(max(room, 0))) }
    var kept = Array(lines.prefix(room))
    var last = kept[room - 1]
    let sign = glyphs.of(glyphs.ellipsis)
    last.cut(to: min(last.width, width - sign.count))
    last.add(sign, last.cells.last?.style ?? [])
    kept[room - 1] = last
    return kept
  }
}
