/// Lines that a text is broken into.
enum Wrapping {
  /// The ranges of the lines of at most so many columns: broken between words where possible. A line end is in no
  /// range; blanks at a break stay on the line before and may stand out over its end. Never empty.
  static func lines(_ glyphs: [Glyph], width: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var taken = 0
    var afterBlank: Int?
    for (position, glyph) in glyphs.enumerated() {
      if glyph.isLineEnd {
        lines.append(start..<position)
        (start, taken, afterBlank) = (position + 1, 0, nil)
        continue
      }
      if taken + glyph.columns > width, !glyph.isBlank, position > start {
        let end = afterBlank ?? position
        lines.append(start..<end)
        start = end
        taken = glyphs[end..<position].reduce(0) { $0 + $1.columns }
        afterBlank = nil
      }
      if glyph.isBlank {
        afterBlank = position + 1
        if taken < width { taken += 1 }
      } else {
        taken += glyph.columns
      }
    }
    lines.append(start..<glyphs.count)
    return lines
  }

  /// As much as fits in so many columns, and a sign where that is not all.
  static func shortened(_ glyphs: [Glyph], width: Int, _ signs: Glyphs) -> [Glyph] {
    guard glyphs.reduce(0, { $0 + $1.columns }) > width else { return glyphs }
    let sign = signs.of(signs.ellipsis).suffix(max(width, 0))
    var taken = sign.count
    let kept = glyphs.prefix { glyph in
      taken += glyph.columns
      return taken <= width
    }
    return Array(kept) + sign
  }
}

/// The part of a long list that is shown.
struct ListWindow: Equatable {
  var shown: Range<Int>
  /// Whether a line says that there is more before, and behind.
  var tellsBefore: Bool
  var tellsAfter: Bool

  /// - Parameters:
  ///   - count: lines there are.
  ///   - focus: the line that must be in sight.
  ///   - room: lines there is room for.
  init(count: Int, focus: Int, room: Int) {
    let focus = min(max(focus, 0), max(count - 1, 0))
    guard count > room else {
      (shown, tellsBefore, tellsAfter) = (0..<count, false, false)
      return
    }
    guard room >= 3 else {
      let start = min(focus, count - max(room, 0))
      (shown, tellsBefore, tellsAfter) = (start..<start + max(room, 0), false, false)
      return
    }
    let inner = room - 2
    let start = focus - inner / 2
    if start <= 1 {
      (shown, tellsBefore, tellsAfter) = (0..<room - 1, false, true)
    } else if start + inner >= count - 1 {
      (shown, tellsBefore, tellsAfter) = (count - room + 1..<count, true, false)
    } else {
      (shown, tellsBefore, tellsAfter) = (start..<start + inner, true, true)
    }
  }
}
