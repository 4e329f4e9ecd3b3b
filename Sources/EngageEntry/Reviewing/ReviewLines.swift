import EngageModel

/// Reviewing where there is no screen: lines from a pipe or a plain terminal.
extension ReviewForm {
  private enum Word: String, CaseIterable {
    case release = "r"
    case withhold = "x"
    case mark = "m"
    case concern = "s"
    case later = "l"
    case back = "b"
    case undo = "u"
    case quit = "q"
  }

  /// Takes a line as a person typed it: numbers of suggestions, which are taken out or left in; or a word with a
  /// stroke, such as `/r` or `/m the lady at number 12`. Nothing is decided but by `/r`, `/x` and `/s`.
  public mutating func accept(_ line: String) throws {
    let typed = line.withoutControls.trimmed
    if stage == .done { return try handle(typed == "/b" ? .left : typed == "/u" ? .control("z") : .enter) }
    message = nil
    try telling { form throws in
      guard typed.hasPrefix("/") else { return try form.toggle(typed) }
      let parts = typed.dropFirst().split(separator: " ", maxSplits: 1)
      guard let word = parts.first.flatMap({ Word(rawValue: String($0)) }) else {
        throw EntryRefusal("That word is not known. There are: \(ReviewForm.wordList).")
      }
      try form.obey(word, parts.count > 1 ? String(parts[1]) : "")
    }
  }

  private mutating func obey(_ word: Word, _ rest: String) throws {
    switch word {
    case .release: try decide(release: true)
    case .withhold: try decide(release: false)
    case .mark: try mark(rest)
    case .concern: try raiseConcern(rest)
    case .later: try leaveForLater()
    case .back: try goBack()
    case .undo: try undo()
    case .quit: try leave()
    }
  }

  private mutating func toggle(_ typed: String) throws {
    let words = typed.split { $0 == "," || $0 == ";" || $0.isWhitespace }
    guard !words.isEmpty else {
      throw EntryRefusal(
        "An empty line decides nothing: /r lets the text leave in the words shown, /x keeps it in.")
    }
    let numbers = try words.map { word throws(EntryRefusal) in
      guard let number = Int(word), let count = hand?.spans.count, (1...max(count, 1)).contains(number),
        count > 0
      else { throw EntryRefusal("There is no such suggestion. There are: \(ReviewForm.wordList).") }
      return number
    }
    for number in numbers { try toggle(number - 1) }
  }

  private static var wordList: String {
    "/r release in these words, /x do not release, /m WORDS take words out, /s WHY somebody may be in danger, "
      + "/l later, /b back, /u undo, /q leave"
  }

  /// The screen as plain lines, with no wrapping and no colour.
  public var lines: [String] {
    let screen = screen
    var lines = (screen.message?.lines ?? []).map { "! \($0)" }
    if stage == .done || stage == .left { return lines + [screen.text] }
    lines += ["", "\(screen.place) · \(screen.progress)"]
    if let section = screen.section { lines.append(section) }
    lines += screen.text.split(whereSeparator: \.isNewline).map { "  \($0)" }
    if let hint = screen.hint { lines.append("  (\(hint))") }
    for option in screen.options {
      lines.append("  \(option.isChosen ? "x" : " ") \(option.key)  \(option.label)")
    }
    lines += screen.details.map { "  \($0)" }
    return lines + [
      "  \(screen.options.isEmpty ? "" : "numbers take out or leave in; ")\(ReviewForm.wordList)"
    ]
  }
}
