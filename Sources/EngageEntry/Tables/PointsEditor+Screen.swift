import EngageModel

/// What a face shows of the points.
extension PointsEditor {
  /// Puts the list, the point being written and the keys on a screen whose question is there already.
  public func fill(_ screen: inout EntryScreen) {
    screen.options = points.enumerated().map { position, point in
      EntryScreen.Option(key: "\(position + 1)", label: point.line, isFocused: position == index)
    }
    if isNew || !points[index].isRestricted {
      var field = text.field
      field.placeholder = points.isEmpty ? "a point, then Enter" : "the next point; Enter alone ends the list"
      screen.field = field
    }
    screen.details = details
    screen.foot = foot
  }

  private var details: [String] {
    let name = isNew ? "The new point" : "Point \(index + 1)"
    guard let number else { return marks.marks.map { ["\(name): \($0)"] } ?? [] }
    func box(_ name: String, _ value: Int?, _ which: Number) -> String {
      "\(name) [\(value.map(String.init) ?? "")\(number == which ? "_" : "")]"
    }
    return [
      "\(name): \(box("agreed", marks.agreed, .agreed))  \(box("dots", marks.dots, .dots))  "
        + "quote \(marks.isQuote ? "[x]" : "[ ]")  stance [\(marks.stance?.rawValue ?? " ")]"
    ]
  }

  private var foot: [EntryScreen.Hint] {
    if number != nil {
      return [
        .init("a 12", "agreed"), .init("d 5", "dots"), .init("q", "quote"), .init("c h s", "stance"),
        .init("Enter", "takes it"), .init("Tab", "on"), .init("Esc", "as it was"),
      ]
    }
    guard !isNew else {
      return [
        .init("Enter", text.isEmpty ? "end of the list" : "next point"),
        .init("Tab", "agreed, dots, quote, stance"), .init("Up", "mend an earlier one"),
        .init("Ctrl-Z", "undo"),
      ]
    }
    return [
      .init("Enter", "takes it"), .init("Tab", "agreed, dots, quote, stance"), .init("Ctrl-X", "delete"),
      .init("PgUp PgDn", "move"), .init("Esc", "as it was"), .init("Ctrl-Z", "undo"),
    ]
  }
}
