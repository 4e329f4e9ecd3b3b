import EngageModel
import EngageStore

/// Words that are obeyed at any stage, and going to and fro.
extension EntrySession {
  /// - Parameter written: what follows the slash.
  mutating func obey(_ written: String) throws -> Reply {
    let name = written.prefix { !$0.isWhitespace }
    let rest = String(written.dropFirst(name.count)).trimmed
    let word = try EntryWord(String(name))
    if !rest.isEmpty, word.argument == nil {
      throw EntryRefusal(
        "Nothing follows \(face.name(word)). A text that begins with a slash is typed with two: //")
    }
    return try obey(word, rest)
  }

  mutating func obey(_ word: EntryWord, _ rest: String = "") throws -> Reply {
    switch word {
    case .help: return .help(helpWords)
    case .back: return try goBack()
    case .jump: return try jump(to: rest)
    case .undo: return try replying("taken back") { session throws in try session.undo() }
    case .redo: return try replying("done again") { session throws in try session.redo() }
    case .quit: return try replying(nil) { session throws in try session.quit() }
    case .end:
      guard case .question = stage else {
        throw EntryRefusal("There is no form open to end. \(face.name(.quit)) leaves.")
      }
      return try replying(nil) { session throws in try session.show(.summary) }
    case .notAnswered, .preferNotToSay, .unreadable, .moreThanOneTicked, .betweenTwo:
      guard let reason = word.missingReason else { return .accepted(nil) }
      return try takeMissing(reason)
    case .number: return try goToNumber()
    case .language:
      return try replying(nil) { session throws in try session.setLanguage(rest) }
    case .attendance:
      throw EntryRefusal("In lines that is a command of its own: engage event attended")
    case .doubtful, .secondLook, .remark, .keep, .safeguarding, .origin: return try remarkOn(word, rest)
    }
  }

  private mutating func remarkOn(_ word: EntryWord, _ rest: String) throws -> Reply {
    switch word {
    case .doubtful: return .accepted(try toggleDoubtful() ? "marked for a second look" : "no longer marked")
    case .secondLook:
      return .accepted(try toggleSecondLook() ? "the form is marked for a second look" : "no longer marked")
    case .keep:
      return .accepted(try toggleKept() ? "kept for the next forms" : "no longer kept for the next forms")
    case .origin:
      try setOrigin(try origin(rest))
      return .accepted("kept with the text")
    case .safeguarding:
      let written = writing.map { $0.joined(separator: "\n") }
      let held = try holdBack(written)
      let words =
        held
        ? "That text is held back now: nobody sees it in lists or reports."
        : "There is no text here to hold back."
      return .accepted(([words] + companions.safeguarding).joined(separator: "\n"))
    default:
      try setNote(rest)
      return .accepted(rest.isEmpty ? "no remark any more" : "kept with the form")
    }
  }

  private mutating func replying(
    _ words: String?, _ body: (inout EntrySession) throws -> Void
  ) throws -> Reply {
    try body(&self)
    return .accepted(words)
  }

  /// Reads "Polish, Anna Nowak".
  private func origin(_ written: String) throws -> TextOrigin? {
    if written.isEmpty { return nil }
    let parts = written.split(separator: ",", maxSplits: 1).map { String($0).trimmed }
    guard let language = parts.first, !language.isEmpty else {
      throw EntryRefusal("Type the language, and after a comma who translated: /o Polish, Anna Nowak")
    }
    return TextOrigin(language: language, translatedBy: parts.count > 1 ? parts[1] : nil)
  }

  /// Goes to a question that applies, by its number on paper or its name.
  /// - Throws: `EntryRefusal` where there is none; `StoreError`.
  mutating func jump(to written: String) throws -> Reply {
    switch stage {
    case .question, .summary: break
    default: throw EntryRefusal("The questions come after this.")
    }
    let word = written.lowercased()
    guard !word.isEmpty else { throw EntryRefusal("Type the number of a question, such as 7.") }
    let numbers = survey.questionNumbers
    let applicable = flow.applicable(form.response.answers)
    let exact = applicable.first { numbers[$0.id] == word || $0.id.rawValue.lowercased() == word }
    // "5" is the first item of grid 5.
    guard let question = exact ?? applicable.first(where: { numbers[$0.id] == word + "a" }) else {
      let isHidden = numbers.contains { $0.value == word || $0.value == word + "a" }
      throw EntryRefusal(
        isHidden
          ? "Question \(word) is not asked after the answers so far."
          : "There is no question of that number on this form.")
    }
    try show(.question(question.id))
    return .accepted(nil)
  }

  /// Goes to the form's number; from the end of the form it comes back there.
  mutating func goToNumber() throws -> Reply {
    switch stage {
    case .question, .summary, .people, .facilitator, .noteTaker:
      guard form.secondOf == nil else {
        throw EntryRefusal("The number says which form is checked: it can't be changed any more.")
      }
      stage = .key(correcting: stage == .summary)
      return .accepted(nil)
    default: throw EntryRefusal("There is no form open.")
    }
  }
}
