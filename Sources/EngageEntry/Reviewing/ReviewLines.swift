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
    try take(
      line: line, known: ReviewForm.wordList, words: { form, typed throws in try form.toggle(typed) },
      obey: { (form, word: Word, rest) throws in try form.obey(word, rest) })
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

  public var lines: [String] {
    let screen = screen
    let ticking = screen.options.isEmpty ? "" : "numbers take out or leave in; "
    return screen.plainLines(
      isOver: stage == .done || stage == .left, foot: ticking + ReviewForm.wordList)
  }
}
