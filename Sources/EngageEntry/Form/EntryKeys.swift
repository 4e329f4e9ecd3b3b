import EngageModel

/// Which key does what.
extension EntryForm {
  /// What a key means wherever one is; `nil` where it belongs to what is being typed.
  func word(of key: EntryKey) -> EntryWord? {
    switch key {
    case .alt(let letter):
      let letter = Character(letter.lowercased())
      return EntryWord.allCases.first { $0.letter == letter }
    case .function(let number): return EntryForm.functionKeys[number]
    case .control("g"): return .jump
    case .control("n"): return .remark
    case .control("c"), .control("d"): return .quit
    case .backTab, .pageUp: return .back
    case .text(let text): return isUntouched ? plainWord(text) : nil
    default: return nil
    }
  }

  /// F10 opens the menu.
  static let functionKeys: [Int: EntryWord] = [
    1: .help, 2: .back, 3: .jump, 4: .remark, 5: .notAnswered, 6: .preferNotToSay, 7: .unreadable,
    8: .moreThanOneTicked, 9: .betweenTwo, 12: .safeguarding,
  ]

  /// Keys for why there is no answer, where letters and figures mean answers.
  static let plainKeys: [(key: String, word: EntryWord)] = [
    ("!", .preferNotToSay), ("?", .unreadable), ("+", .moreThanOneTicked), ("/", .betweenTwo),
  ]

  private func plainWord(_ text: String) -> EntryWord? {
    guard case .question(let id) = entry.stage, let question = entry.survey.question(id),
      question.type != .text,
      let word = EntryForm.plainKeys.first(where: { $0.key == text })?.word,
      let reason = word.missingReason, question.allows(reason)
    else { return nil }
    return word
  }

  /// Whether nothing is typed that the key could belong to.
  var isUntouched: Bool {
    switch input {
    case .list(let list): list.typed.isEmpty
    case .field(let editor, _): editor.isEmpty
    case .points, .nothing: false
    }
  }

  /// Obeys a word.
  mutating func perform(_ word: EntryWord) throws {
    switch word {
    case .help: overlay = .help
    case .quit: overlay = .leaving
    case .jump: ask(.jump, "")
    case .remark: ask(.remark, entry.details.note ?? "")
    case .language: ask(.language, "")
    case .origin: try askOrigin()
    case .safeguarding: try flag()
    case .undo: try undo()
    case .redo:
      if try attempt({ try $0.obey(.redo) }) { renewInput() }
    case .back, .end, .number:
      keepWhatIsTyped()
      try attempt { try $0.obey(word) }
    case .notAnswered, .preferNotToSay, .unreadable, .moreThanOneTicked, .betweenTwo:
      try attempt { try $0.obey(word) }
      renewIfDone()
    case .attendance: try openFigures()
    case .doubtful, .secondLook: try attempt { try $0.obey(word) }
    case .keep: try toggleKept()
    }
  }

  /// A second question may be asked at once that is the same as the first, as where a number was taken.
  private mutating func renewIfDone() {
    if entry.stage != inputStage { renewInput() }
  }

  /// What was chosen and not yet taken goes first, then the answers before it.
  private mutating func undo() throws {
    if case .list(let list) = input, case .list(let asked) = entry.input,
      list.chosen != asked.chosen || !list.typed.isEmpty
    {
      renewInput()
      return
    }
    if try attempt({ try $0.obey(.undo) }) {
      leftTyped = [:]
      renewInput()
    }
  }

  private mutating func toggleKept() throws {
    let inHand = Result { () throws(EntryRefusal) in try answerInHand }
    try attempt { session in
      let answer = try inHand.get()
      return try session.toggleKept(answer)
        ? .accepted(
          "The next forms begin with the answer given here. \(session.face.name(.keep)) here stops that.")
        : .accepted("The next forms begin without this answer.")
    }
  }

  /// Somebody may be in danger: holds the text back that is written here, and shows whom to ring.
  private mutating func flag() throws {
    if case .points(let editor) = input { return try flag(editor) }
    var text = textInHand
    if text?.trimmed.isEmpty == true { text = nil }
    var held = false
    let done = try attempt { session in
      held = try session.holdBack(text)
      return nil
    }
    warn(held: held, done: done)
    if held { renewInput() }
  }

  private mutating func flag(_ before: PointsEditor) throws {
    var editor = before
    guard case .question(let id) = entry.stage, let question = entry.survey.question(id),
      let (point, text) = editor.holdBack()
    else { return warn(held: false, done: true) }
    let points = editor.points
    let done = try attempt { session in
      try session.holdBack(point: point, text, of: points, to: question)
      return nil
    }
    if done { input = .points(editor) }
    warn(held: done, done: done)
  }

  /// Whom to ring is shown even where the disk refused to write.
  private mutating func warn(held: Bool, done: Bool) {
    let failure = message
    overlay = .safeguarding(held: held)
    message = done ? nil : failure
  }
}
