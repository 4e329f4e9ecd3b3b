import EngageModel

/// A word with a stroke, as it is typed where there is no screen: `/m a memo`.
struct StrokeWord<Word: RawRepresentable<String>> {
  let word: Word
  /// What was typed behind it.
  let rest: String

  /// - Parameter known: all words there are, as a person reads them.
  /// - Throws: `EntryRefusal` for a word that there is not.
  /// - Returns: `nil` for a line that does not begin with a stroke.
  init?(_ line: String, known: String) throws(EntryRefusal) {
    guard line.hasPrefix("/") else { return nil }
    let parts = line.dropFirst().split(separator: " ", maxSplits: 1)
    guard let word = parts.first.flatMap({ Word(rawValue: String($0)) }) else {
      throw EntryRefusal("That word is not known. There are: \(known).")
    }
    self.word = word
    rest = parts.count > 1 ? String(parts[1]) : ""
  }
}

extension EntryScreen {
  /// One text of several and what can be ticked about it as plain lines, with no wrapping and no colour.
  /// - Parameters:
  ///   - isOver: whether there is no text in hand.
  ///   - foot: what may be typed.
  func plainLines(isOver: Bool, foot: String) -> [String] {
    var lines = (message?.lines ?? []).map { "! \($0)" }
    if isOver { return lines + [text] }
    lines += ["", "\(place) · \(progress)"]
    if let section { lines.append(section) }
    lines += text.split(whereSeparator: \.isNewline).map { "  \($0)" }
    if let hint { lines.append("  (\(hint))") }
    for option in options { lines.append("  \(option.isChosen ? "x" : " ") \(option.key)  \(option.label)") }
    return lines + details.map { "  \($0)" } + ["  \(foot)"]
  }
}

extension EntryScreen.Message {
  /// What the store, or a file, says.
  init(_ diagnostics: [Diagnostic]) {
    let words = diagnostics.flatMap { diagnostic in
      ["\(diagnostic.message.prefix(1).uppercased())\(diagnostic.message.dropFirst())."]
        + (diagnostic.hint.map { [$0] } ?? [])
    }
    self.init(.warning, words)
  }
}

extension EntryRefusal {
  static let noSuchKey = EntryRefusal(
    "That key does nothing here. What can be pressed stands at the foot.")
}

extension TextEditor {
  /// Takes a key while something is written that Enter takes and Esc drops.
  mutating func write(_ key: EntryKey) throws(EntryRefusal) {
    guard handle(key) else {
      throw EntryRefusal("That key does nothing here. Enter takes what is written, Esc drops it.")
    }
    if let refusal = lastRefusal { throw EntryRefusal(refusal) }
  }
}
