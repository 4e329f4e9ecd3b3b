/// A command of an interview: a slash and a letter or the whole word, some with numbers.
enum StartingWord: Hashable, CaseIterable {
  case help, back, list, look, change, remove, move, end, quit

  /// What may be typed, the short form first.
  var names: [String] {
    switch self {
    case .help: ["?", "help", "h"]
    case .back: ["b", "back", "undo"]
    case .list: ["l", "list"]
    case .look: ["s", "see", "show"]
    case .change: ["c", "change"]
    case .remove: ["x", "remove", "delete"]
    case .move: ["m", "move"]
    case .end: ["e", "end"]
    case .quit: ["q", "quit", "exit"]
    }
  }

  /// Reads what follows the slash: the word and the numbers behind it.
  /// - Throws: `EntryRefusal` that names what is possible.
  static func read(_ written: String) throws(EntryRefusal) -> (word: StartingWord, numbers: [Int]) {
    let parts = written.lowercased().split { $0.isWhitespace || $0 == "," }.map(String.init)
    var name = parts.first ?? ""
    var numbers = Array(parts.dropFirst())
    // `/c3` is as good as `/c 3`.
    if let digit = name.firstIndex(where: \.isNumber), digit != name.startIndex {
      numbers.insert(String(name[digit...]), at: 0)
      name = String(name[..<digit])
    }
    numbers.removeAll { $0 == "to" }
    let read = numbers.compactMap(StartingWord.number)
    guard let word = allCases.first(where: { $0.names.contains(name) }), read.count == numbers.count else {
      throw EntryRefusal(
        "There is no such command. /? shows them all; words that begin with a slash are typed with two: //")
    }
    return (word, read)
  }

  /// `3`; `t2`, the second text that is just to be read, is −2.
  private static func number(_ written: String) -> Int? {
    let isText = written.hasPrefix("t")
    let digits = isText ? String(written.dropFirst()) : written
    guard digits.isDigits, digits.utf8.count <= 6, let number = Int(digits) else { return nil }
    return isText ? -number : number
  }
}

/// Reading answers that interviews ask for again and again.
enum StartingAnswer {
  /// The longest text on a form that is taken, in characters.
  static let longest = 2000

  /// A line as words on paper: on one line, neither empty nor beyond all measure.
  /// - Throws: `EntryRefusal`.
  static func words(_ typed: String, atMost length: Int = longest) throws(EntryRefusal) -> String {
    guard typed.unicodeScalars.count <= length else {
      throw EntryRefusal("That is too long: at most \(length) characters here. Type it again, shorter.")
    }
    let text = String(typed.map { $0.isWhitespace ? " " : $0 }).trimmed
    guard text.contains(where: { $0.isLetter || $0.isNumber || $0.isSymbol || $0.isPunctuation }) else {
      throw EntryRefusal("Nothing can be read there. Type the words as they stand on the paper.")
    }
    return text
  }

  /// The number of an option.
  /// - Parameter standard: what an empty line takes.
  /// - Throws: `EntryRefusal`.
  static func option(_ typed: String, of count: Int, standard: Int? = nil) throws(EntryRefusal) -> Int {
    if typed.isEmpty, let standard { return standard }
    guard typed.isDigits, let number = Int(typed), (1...max(1, count)).contains(number) else {
      throw EntryRefusal(count == 1 ? "Type 1." : "Type a number from 1 to \(count).")
    }
    return number
  }

  /// Yes or no.
  /// - Throws: `EntryRefusal`.
  static func yes(_ typed: String, standard: Bool) throws(EntryRefusal) -> Bool {
    switch typed.lowercased() {
    case "": return standard
    case "y", "yes", "1": return true
    case "n", "no", "2": return false
    default: throw EntryRefusal("Type y for yes or n for no.")
    }
  }
}
