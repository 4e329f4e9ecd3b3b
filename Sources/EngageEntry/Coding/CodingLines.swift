import EngageModel

/// Coding where there is no screen: lines from a pipe or a plain terminal.
extension CodingForm {
  private enum Word: String, CaseIterable {
    case memo = "m"
    case new = "n"
    case same = "s"
    case later = "l"
    case back = "b"
    case undo = "u"
    case quit = "q"
  }

  /// Takes a line as a person typed it: numbers or names of themes, which are stored at once; `0` where none fits; or a
  /// word with a stroke, such as `/m a memo`.
  public mutating func accept(_ line: String) throws {
    try take(
      line: line, known: CodingForm.wordList, words: { form, typed throws in try form.accept(themes: typed) },
      obey: { (form, word: Word, rest) throws in try form.obey(word, rest) })
  }

  private mutating func obey(_ word: Word, _ rest: String) throws {
    switch word {
    case .memo: setMemo(rest)
    case .new: try addTheme(rest)
    case .same:
      let last = try tickLast()
      hand?.chosen.formUnion(last)
      hand?.noneFits = last.isEmpty
      try handle(.enter)
    case .later: try leaveForLater()
    case .back: try goBack()
    case .undo: try handle(.control("z"))
    case .quit: try leave()
    }
  }

  private mutating func accept(themes typed: String) throws {
    guard !typed.isEmpty else { return try handle(.enter) }
    if typed == "0" {
      hand?.chosen = []
      hand?.noneFits = true
      return try handle(.enter)
    }
    let words = typed.split { $0 == "," || $0 == ";" || $0.isWhitespace }.map(String.init)
    let found = try words.map { word throws(EntryRefusal) in try theme(word) }
    // Themes that were made for this comment stay; those it had before are replaced.
    let made = hand?.made ?? []
    hand?.chosen = made.union(found.map(\.id))
    hand?.noneFits = false
    try handle(.enter)
  }

  private func theme(_ word: String) throws(EntryRefusal) -> Theme {
    if let number = Int(word) {
      guard themes.indices.contains(number - 1) else { throw EntryRefusal("There is no theme \(number).") }
      return themes[number - 1]
    }
    if let exact = themes.first(where: { $0.id.rawValue == word.lowercased() }) { return exact }
    let found = themes.filter { matches($0, word) }
    guard let only = found.first else { throw EntryRefusal("No theme begins with “\(word.brief(30))”.") }
    guard found.count == 1 else {
      throw EntryRefusal(
        "“\(word.brief(30))” could be \(found.map { "\(number(of: $0)) \($0.title)" }.joined(separator: ", "))."
      )
    }
    return only
  }

  private static var wordList: String {
    "/m TEXT memo, /n TITLE new theme, /s same as last, /l later, /b back, /u undo, /q leave"
  }

  public var lines: [String] {
    screen.plainLines(
      isOver: stage == .done || stage == .left,
      foot: "numbers or names of themes, 0 where none fits; \(CodingForm.wordList)")
  }
}
