import EngageEntry

extension Painter {
  /// The keys, the first of them first, as many as fit.
  func footLines(_ hints: [EntryScreen.Hint], width: Int, most: Int) -> [Line] {
    var lines: [Line] = []
    var line = Line()
    for hint in hints {
      var part = Line()
      part.add(glyphs.line(hint.key), style([.bold, .reverse]))
      part.add(glyphs.line(" " + hint.what), [])
      if line.width > 0, line.width + 2 + part.width > width {
        lines.append(line)
        line = Line()
        if lines.count == most { break }
      }
      if line.width > 0 { line.fill(to: line.width + 2) }
      part.cut(to: width)
      line.add(part)
    }
    if line.width > 0, lines.count < most { lines.append(line) }
    return lines
  }

  /// A message; what kind it is shows without colour too.
  func messageLines(_ message: EntryScreen.Message, width: Int, hasBanner: Bool) -> [Line] {
    let (sign, style): (String, Style) =
      switch message.kind {
      case .information: ("i ", .cyan)
      case .refusal: (look.isUnicode ? "✗ " : "X ", [.bold, .red])
      case .warning: ("! ", [.bold, .yellow])
      case .safeguarding: ("!! ", [.bold, .red])
      }
    let lines = message.lines.enumerated().flatMap { position, text in
      paragraph(
        text, style, width: width,
        sign: position == 0 || message.kind == .safeguarding
          ? sign : String(repeating: " ", count: sign.count))
    }
    guard hasBanner, message.kind == .safeguarding else { return lines }
    return [banner("SAFEGUARDING", width: width)] + lines + [banner("", width: width)]
  }

  private func banner(_ word: String, width: Int) -> Line {
    var line = Line()
    let style = style([.bold, .reverse, .red])
    line.add(glyphs.line(word.isEmpty ? "!!" : "!! \(word) "), style)
    line.add(Array(repeating: Glyph.plain("!"), count: max(width - line.width, 0)), style)
    line.cut(to: width)
    return line
  }

  /// The answers given before, the latest last, and a line below them; those before are left out first, but the
  /// one that is asked again is in sight.
  func earlierLines(_ earlier: [EntryScreen.Earlier], width: Int, room: Int) -> [Line] {
    guard !earlier.isEmpty, room >= 2 else { return [] }
    let count = min(earlier.count, room - 1)
    let current = earlier.firstIndex(where: \.isCurrent) ?? earlier.count - 1
    let end = min(earlier.count, max(count, min(earlier.count, current + 1 + count / 2)))
    let shown = earlier[max(end - count, 0)..<end]
    let numbers = shown.map { glyphs.line($0.number).count }.max() ?? 0
    return shown.map { earlierLine($0, numbers: numbers, width: width) } + [rule(width)]
  }

  private func earlierLine(_ earlier: EntryScreen.Earlier, numbers: Int, width: Int) -> Line {
    let style: Style = earlier.isCurrent ? .bold : []
    var line = Line()
    let number = glyphs.line(earlier.number)
    line.add(glyphs.line(earlier.isCurrent ? "> " : "  "), style)
    line.fill(to: 2 + numbers - number.count)
    line.add(number, style)
    line.fill(to: line.width + 2)
    let mark = earlier.mark.map { glyphs.line(" (\(Self.words($0)))") } ?? []
    let room = max(width - line.width - mark.count, 0)
    let answer = glyphs.line(earlier.answer.isEmpty ? "–" : earlier.answer)
    let question = glyphs.line(earlier.question)
    let answerWidth = answer.reduce(0) { $0 + $1.columns }
    // The answer is what is looked for: it has as much as the question, and what that leaves.
    let questionRoom = max(room / 2 - 2, room - 2 - answerWidth)
    let shown = Wrapping.shortened(question, width: questionRoom, glyphs)
    line.add(shown, self.style(earlier.isCurrent ? .bold : .dim))
    let isOwnEnd = shown.count == question.count && earlier.question.endsLikeAQuestion
    line.add(glyphs.line(isOwnEnd ? " " : ": "), self.style(.dim))
    line.add(
      Wrapping.shortened(answer, width: max(width - line.width - mark.count, 0), glyphs), style)
    line.add(mark, self.style([.bold, .yellow]))
    line.cut(to: width)
    return line
  }

  private static func words(_ mark: EntryScreen.Earlier.Mark) -> String {
    switch mark {
    case .hidden: "hidden"
    case .doubtful: "look again"
    case .restricted: "held back"
    }
  }

  /// A part of long lines, the line that is looked at among them, and how much is left out on either side.
  func windowed(_ lines: [Line], focus: Int, room: Int, width: Int) -> [Line] {
    let window = ListWindow(count: lines.count, focus: focus, room: room)
    return more(window.shown.lowerBound, window.tellsBefore, width) + lines[window.shown]
      + more(lines.count - window.shown.upperBound, window.tellsAfter, width)
  }

  /// A line that says how many are not in sight.
  func more(_ count: Int, _ isTold: Bool, _ width: Int) -> [Line] {
    guard isTold else { return [] }
    return [line(count > 0 ? "\(glyphs.ellipsis) \(count) more" : glyphs.ellipsis, .dim, width: width)]
  }
}
