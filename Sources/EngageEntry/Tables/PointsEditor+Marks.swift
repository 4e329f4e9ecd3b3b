import EngageModel

/// What is known of a point, typed with a letter each after Tab.
extension PointsEditor {
  /// Tab: opens the marks of the point in hand; where nothing is written yet, of the last point taken.
  mutating func openMarks() throws(EntryRefusal) -> Outcome {
    if isNew, PointReader.oneLine(text.text).isEmpty {
      guard let last = points.indices.last else {
        throw EntryRefusal("Type the point first; then Tab says how many agreed to it.")
      }
      new = Written(text: text, marks: marks)
      show(last)
    }
    number = .agreed
    return .shown
  }

  mutating func takeMark(_ key: EntryKey) throws(EntryRefusal) -> Outcome {
    switch key {
    case .enter: return try takePoint()
    case .tab: number = number == .agreed ? .dots : nil
    case .backTab: number = number == .dots ? .agreed : nil
    case .escape: return dropMarks()
    case .left, .right: number = number == .dots ? .agreed : .dots
    case .backspace, .delete: setNumber(currentNumber.flatMap { $0 < 10 ? nil : $0 / 10 })
    case .text(let typed):
      for character in typed.lowercased() { try takeMark(character) }
    case .up, .down, .control("z"), .control("y"):
      number = nil
      return try take(key)
    case .paste: throw EntryRefusal("Here only the marks of the point are typed. Tab goes back to its text.")
    default: return .notMine
    }
    return .shown
  }

  private mutating func takeMark(_ character: Character) throws(EntryRefusal) {
    switch character {
    case "a": number = .agreed
    case "d": number = .dots
    case "q": marks.isQuote.toggle()
    case "c": marks.stance = marks.stance == .concern ? nil : .concern
    case "h": marks.stance = marks.stance == .hope ? nil : .hope
    case "s": marks.stance = marks.stance == .suggestion ? nil : .suggestion
    case " ", ",": break
    default:
      guard let digit = character.isASCII ? character.wholeNumberValue : nil else {
        throw EntryRefusal(
          "Here: a number for how many agreed, d and a number for dots, q for a quote, c, h or s for concern, hope "
            + "or suggestion. Tab goes back to the text.")
      }
      guard let next = (currentNumber ?? 0) <= 9_999 ? (currentNumber ?? 0) * 10 + digit : nil else {
        throw EntryRefusal("That number is too large.")
      }
      setNumber(next)
    }
  }

  private var currentNumber: Int? { number == .dots ? marks.dots : marks.agreed }

  private mutating func setNumber(_ value: Int?) {
    if number == .dots { marks.dots = value } else { marks.agreed = value }
  }

  /// Escape: the marks are as they were.
  private mutating func dropMarks() -> Outcome {
    number = nil
    marks = isNew ? TablePoint(text: "") : points[index]
    return .shown
  }
}
