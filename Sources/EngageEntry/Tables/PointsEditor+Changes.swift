import EngageModel

/// What changes the list of points.
extension PointsEditor {
  /// Enter: takes the point in hand, and puts the next new one there.
  mutating func takePoint() throws(EntryRefusal) -> Outcome {
    guard isNew else {
      let isChanged = try mend()
      comeBack()
      return isChanged ? .edited : .shown
    }
    if PointReader.oneLine(text.text).isEmpty {
      guard marks == TablePoint(text: "") else {
        throw EntryRefusal("The point has no words yet. Type them, or Escape in the marks drops the marks.")
      }
      return .done
    }
    let point = try point()
    try checkRoom(for: 1)
    remember()
    points.append(point)
    index = points.count
    text = TextEditor()
    marks = TablePoint(text: "")
    number = nil
    return .edited
  }

  /// The point in hand as it is written; what stands in braces adds to the marks.
  private func point() throws(EntryRefusal) -> TablePoint {
    var point = try reader.read(text.text)
    point.agreed = point.agreed ?? marks.agreed
    point.dots = point.dots ?? marks.dots
    point.isQuote = point.isQuote || marks.isQuote
    point.stance = point.stance ?? marks.stance
    try reader.check(point)
    return point
  }

  /// Takes what was changed in an earlier point; one without words is deleted.
  /// - Returns: whether anything was.
  mutating func mend() throws(EntryRefusal) -> Bool {
    if points[index].isRestricted {
      try reader.check(marks)
      return replace(with: marks)
    }
    if PointReader.oneLine(text.text).isEmpty {
      try delete()
      return true
    }
    // Braces that were part of the text before are not read again.
    if text.text == points[index].text {
      var point = marks
      point.text = text.text
      try reader.check(point)
      return replace(with: point)
    }
    return replace(with: try point())
  }

  private mutating func replace(with point: TablePoint) -> Bool {
    guard point != points[index] else { return false }
    remember()
    points[index] = point
    return true
  }

  mutating func delete() throws(EntryRefusal) {
    try checkStays(from: index)
    remember()
    points.remove(at: index)
    show(points.count)
  }

  /// Moves the point in hand up or down.
  mutating func move(by step: Int) throws(EntryRefusal) -> Outcome {
    let other = index + step
    guard points.indices.contains(other) else { return .shown }
    let isChanged = try mend()
    guard points.indices.contains(index), points.indices.contains(other) else { return .edited }
    try checkStays(from: min(index, other), to: max(index, other))
    if !isChanged { remember() }
    points.swapAt(index, other)
    show(other)
    return .edited
  }

  /// Several lines become several points, each of which may have its braces.
  mutating func take(pasted: String) throws(EntryRefusal) -> Outcome {
    guard pasted.utf8.count <= TextEditor.longest else {
      throw EntryRefusal("That is too much to paste here: at most 100,000 characters. Nothing was changed.")
    }
    let lines = PointReader.lines(of: pasted.withoutControls)
    guard lines.count > 1 else {
      if !isNew && points[index].isRestricted { throw EntryRefusal(PointsEditor.heldBack) }
      _ = text.handle(.paste(lines.first ?? ""))
      return .shown
    }
    guard isNew else {
      throw EntryRefusal("Several lines are several points: go down to the new one first, then paste.")
    }
    try checkRoom(for: lines.count)
    var added: [TablePoint] = []
    for (position, line) in lines.enumerated() {
      if position == 0 {
        _ = text.handle(.paste(line))
        added.append(try point())
      } else {
        added.append(try reader.read(line))
      }
    }
    remember()
    points += added
    new = Written()
    show(points.count)
    return .edited
  }

  private func checkRoom(for count: Int) throws(EntryRefusal) {
    guard points.count + count <= PointsEditor.most else {
      throw EntryRefusal("A question holds at most \(PointsEditor.most) points. Nothing was changed.")
    }
  }

  /// Texts that are held back are kept by the place of their point, which therefore stays.
  private func checkStays(from first: Int, to last: Int = .max) throws(EntryRefusal) {
    let isHeld = points.indices.contains { $0 >= first && $0 <= last && points[$0].isRestricted }
    if isHeld { throw EntryRefusal("A point that is held back keeps its place in the list.") }
  }

  private mutating func remember() {
    past.append(points)
    undone = []
  }

  mutating func undo() -> Outcome {
    guard let before = past.popLast() else { return .notMine }
    undone.append(points)
    return restore(before)
  }

  mutating func redo() -> Outcome {
    guard let after = undone.popLast() else { return .notMine }
    past.append(points)
    return restore(after)
  }

  private mutating func restore(_ list: [TablePoint]) -> Outcome {
    if isNew { new = Written(text: text, marks: marks) }
    points = list
    show(points.count)
    return .edited
  }

  /// Holds the point in hand back, since somebody may be in danger: its text leaves the list, and nothing here
  /// brings it back. A new point that is only half written is taken first.
  /// - Returns: which point it is and what it said, to be kept where only few look; `nil` where nothing is written
  ///   or it is held back already.
  public mutating func holdBack() -> (point: Int, text: String)? {
    let said = PointReader.oneLine(text.text)
    guard !said.isEmpty, isNew || !points[index].isRestricted else { return nil }
    // Its marks must not keep a worry from being passed on.
    var point = (try? point()) ?? TablePoint(text: said, isQuote: marks.isQuote, stance: marks.stance)
    let text = point.text
    point.text = ""
    point.isRestricted = true
    let place = index
    if isNew { points.append(point) } else { points[index] = point }
    // The text must not come back by undoing.
    past = []
    undone = []
    show(points.count)
    return (place, text)
  }
}
