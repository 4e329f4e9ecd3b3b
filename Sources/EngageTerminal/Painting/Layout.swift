import EngageEntry

/// How the rows of a window are shared out among the parts of a screen.
struct Layout {
  let screen: EntryScreen
  let size: WindowSize
  let painter: Painter
  private var lines: [Line] = []
  private var cursor: Frame.Place?

  init(screen: EntryScreen, size: WindowSize, painter: Painter) {
    self.screen = screen
    self.size = size
    self.painter = painter
  }

  private var width: Int { size.columns }

  /// The parts that are worth a row only if what must be seen leaves it.
  private struct Spare {
    var rows: Int

    /// All these lines, or none.
    mutating func take(_ lines: [Line]) -> [Line] {
      guard lines.count <= rows else { return [] }
      rows -= lines.count
      return lines
    }
  }

  mutating func frame() -> Frame {
    let title = size.rows >= 8 ? titleLines : []
    let foot = painter.footLines(screen.foot, width: width, most: size.rows >= 20 ? 2 : 1)
    let room = size.rows - title.prefix(1).count - foot.count
    let message = messageLines(room: room)
    let field = screen.field.map { FieldLines($0, width: width, painter: painter) }
    let options = OptionLines(screen.options, screen.choosing, size: size, painter: painter)
    let text = screen.text.isEmpty ? [] : painter.paragraph(screen.text, .bold, width: width)
    let details = screen.details.map { painter.paragraph($0, [], width: width) }
    let detailLines = details.flatMap { $0 }
    let wants = [text.count, field?.count ?? 0, options.count, detailLines.count]
    // Long texts and lists scroll sooner than that the answers given before go out of sight.
    let modest =
      screen.earlier.isEmpty ? wants : [wants[0], min(wants[1], room / 3), min(wants[2], room / 2), wants[3]]
    var shares = Self.share(room - message.count, among: modest)

    var spare = Spare(rows: room - message.count - shares.reduce(0, +))
    let place = spare.take(placeLine)
    let hint = spare.take(screen.hint.map { painter.paragraph($0, .dim, width: width) } ?? [])
    let notes = spare.take(screen.notes.flatMap { painter.paragraph($0, [], width: width) })
    let figures = spare.take(Array(title.dropFirst()))
    let hasAnswer = shares[1] + shares[2] + shares[3] > 0
    let beforeAnswer = spare.take(hasAnswer && !text.isEmpty ? [Line()] : [])
    let beforeMessage = spare.take(message.isEmpty ? [] : [Line()])
    let earlier = spare.take(painter.earlierLines(screen.earlier, width: width, room: spare.rows))
    if shares != wants {
      let taken = shares.reduce(0, +)
      shares = Self.share(taken + spare.rows, among: wants)
      spare.rows -= shares.reduce(0, +) - taken
    }
    let beforeQuestion = spare.take([Line()])
    let afterNotes = spare.take(notes.isEmpty ? [] : [Line()])

    let question = painter.cut(text, to: shares[0], width: width)
    lines = [
      Array(title.prefix(1)), figures, earlier, beforeQuestion, notes, afterNotes, place, question, hint,
      beforeAnswer,
    ].flatMap { $0 }
    add(options, room: shares[2])
    if let field { add(field, room: shares[1]) }
    lines += detailWindow(details, room: shares[3])
    lines += beforeMessage
    lines += message
    return finished(foot)
  }

  /// Rows for parts that want so many each: one each first, in their order, then in turn.
  static func share(_ rows: Int, among wants: [Int]) -> [Int] {
    var shares = wants.map { _ in 0 }
    var left = max(rows, 0)
    while left > 0, shares != wants {
      for part in wants.indices where shares[part] < wants[part] && left > 0 {
        shares[part] += 1
        left -= 1
      }
    }
    return shares
  }

  private func finished(_ foot: [Line]) -> Frame {
    var frame = Frame(size: size)
    frame.lines = Array(lines.prefix(size.rows - foot.count))
    while frame.lines.count < size.rows - foot.count { frame.lines.append(Line()) }
    frame.lines += foot
    frame.cursor = cursor.flatMap { $0.row < size.rows - foot.count ? $0 : nil }
    return frame
  }

  private mutating func add(_ options: OptionLines, room: Int) {
    let (shown, focus) = options.lines(room: room)
    // A reader of the screen follows the cursor.
    if let focus { cursor = Frame.Place(row: lines.count + focus.row, column: focus.column) }
    lines += shown
  }

  private mutating func add(_ field: FieldLines, room: Int) {
    guard room > 0 else { return }
    let (shown, place) = field.lines(room: room)
    cursor = Frame.Place(row: lines.count + place.row, column: min(place.column, width - 1))
    lines += shown
  }

  private func detailWindow(_ details: [[Line]], room: Int) -> [Line] {
    let before = details.prefix(max(screen.detailsFocus, 0)).reduce(0) { $0 + $1.count }
    return painter.windowed(details.flatMap { $0 }, focus: before, room: room, width: width)
  }

  /// The title, then the figures that are not beside it.
  private var titleLines: [Line] {
    var title = Line()
    let style: Style = [.bold, .reverse]
    let progress = painter.glyphs.line(screen.progress)
    let progressWidth = progress.reduce(0) { $0 + $1.columns }
    let words = painter.glyphs.line(" " + screen.title)
    let isBeside = words.reduce(0) { $0 + $1.columns } + progressWidth + 3 <= width
    title.add(Wrapping.shortened(words, width: width, painter.glyphs), style)
    if isBeside, progressWidth > 0 {
      title.fill(to: width - progressWidth - 1, style)
      title.add(progress, [.reverse])
    }
    title.fill(to: width, style)
    var lines = [title]
    if !isBeside, progressWidth > 0 { lines.append(painter.line(screen.progress, .dim, width: width)) }
    if let figures = screen.reconciliation { lines.append(painter.line(figures, .dim, width: width)) }
    return lines
  }

  private var placeLine: [Line] {
    let needed = screen.isRequired ? "an answer is needed" : nil
    let parts = [screen.place, screen.section ?? "", needed ?? ""].filter { !$0.isEmpty }
    return parts.isEmpty ? [] : [painter.line(parts.joined(separator: " · "), .dim, width: width)]
  }

  /// The message leaves a line each to what is asked and where the answer goes; if somebody may be in danger, to
  /// the latter only.
  private func messageLines(room: Int) -> [Line] {
    guard let message = screen.message else { return [] }
    let others = [
      !screen.text.isEmpty, screen.field != nil, !screen.options.isEmpty, !screen.details.isEmpty,
    ].filter { $0 }.count
    let isUrgent = message.kind == .safeguarding
    let most = max(isUrgent ? room - 1 : min(room / 2, room - others), 1)
    var lines = painter.messageLines(message, width: width, hasBanner: true)
    if lines.count > most { lines = painter.messageLines(message, width: width, hasBanner: false) }
    return painter.cut(lines, to: most, width: width)
  }
}
