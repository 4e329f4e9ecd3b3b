import EngageModel
import EngageStore

/// What is asked or shown in front of the form.
enum Overlay: Hashable {
  /// All that can be done, each with its letter; with where the arrows stand.
  case menu(Int)
  case help
  case leaving
  case ask(Inquiry, TextEditor)
  /// Whom to ring; `held`: a text was held back.
  case safeguarding(held: Bool)
  /// Who came to the session.
  case figures(FiguresForm)
  /// A text looks as if it told who somebody is.
  case personal([String], Question.ID)
}

/// Something asked beside the form's questions.
enum Inquiry: Hashable {
  case jump, remark, language
  case originLanguage
  case translator(language: String)
  case originalWords(TextOrigin)
  /// Why a stored response is changed.
  case why
}

extension EntryForm {
  mutating func ask(_ inquiry: Inquiry, _ text: String, isLong: Bool = false) {
    overlay = .ask(inquiry, TextEditor(text, isLong: isLong))
  }

  mutating func askOrigin() throws {
    do {
      let question = try entry.textQuestion()
      ask(.originLanguage, entry.details.origins[question.id]?.language ?? "")
    } catch { refuse(error.words) }
  }

  mutating func handleInFront(_ key: EntryKey) throws {
    switch overlay {
    case .menu(let focus): try choose(key, focus)
    case .help:
      if [.up, .down, .pageUp, .pageDown].contains(key) { return read(key) }
      guard [.enter, .escape, .function(1), .function(10), .text("q"), .text(" ")].contains(key) else {
        return
      }
      reading = 0
      overlay = nil
    case .leaving: try confirmLeaving(key)
    case .ask(let inquiry, let editor): try handle(key, inquiry, editor)
    case .figures(let form): try handle(key, form)
    case .safeguarding: if key == .enter || key == .escape { overlay = nil }
    case .personal(_, let question): try decide(key, personal: question)
    case nil: break
    }
  }

  /// What can be done where one is: where no form is open nothing can be said about one.
  var menu: [EntryWord] {
    if entry.isFormOpen { return EntryWord.allCases }
    let always: [EntryWord] = [.safeguarding, .language, .attendance, .quit, .help]
    switch entry.stage {
    case .tableKind, .earlierTable: return [.back] + always
    default: return always
    }
  }

  /// A letter of the menu; the same as with Alt.
  private mutating func choose(_ key: EntryKey, _ focus: Int) throws {
    overlay = nil
    switch key {
    case .up: overlay = .menu(max(focus - 1, 0))
    case .down: overlay = .menu(min(focus + 1, menu.count - 1))
    case .enter: try perform(menu[focus])
    case .text(let text):
      let letter = text.lowercased()
      if let word = menu.first(where: { String($0.letter) == letter }) {
        return try perform(word)
      }
      overlay = .menu(focus)
      refuse("No such letter in the menu.")
    case .escape, .function(10): break
    default:
      if let word = word(of: key) { try perform(word) } else { overlay = .menu(focus) }
    }
  }

  private mutating func confirmLeaving(_ key: EntryKey) throws {
    let leaves: [EntryKey] = [.enter, .text("y"), .text("q"), .text("Y"), .text("Q")]
    if word(of: key) == .quit || leaves.contains(key) {
      overlay = nil
      keepForLater()
      try attempt { try $0.obey(.quit) }
    } else if [.escape, .function(10), .text("n"), .text("N")].contains(key) {
      overlay = nil
    }
    // Who types on has not read what is asked: it must neither leave nor become an answer.
  }

  private mutating func handle(_ key: EntryKey, _ inquiry: Inquiry, _ before: TextEditor) throws {
    switch key {
    case .escape, .control("c"), .control("d"):
      overlay = nil
    case .enter, .tab:
      overlay = nil
      try finish(inquiry, before.text.trimmed)
      if message?.kind == .refusal || message?.kind == .warning, overlay == nil {
        overlay = .ask(inquiry, before)
      }
    default:
      var editor = before
      _ = editor.handle(key)
      if let words = editor.lastRefusal { refuse(words) }
      overlay = .ask(inquiry, editor)
    }
  }

  private mutating func finish(_ inquiry: Inquiry, _ typed: String) throws {
    switch inquiry {
    case .jump:
      guard !typed.isEmpty else { return }
      keepWhatIsTyped()
      try attempt { try $0.jump(to: typed) }
    case .remark:
      try attempt { session in
        try session.setNote(typed)
        return .accepted(
          typed.isEmpty ? "There is no remark on this form." : "The remark is kept with this form.")
      }
    case .language:
      guard !typed.isEmpty else { return }
      keepWhatIsTyped()
      let all = entry.survey.languages.all
      let code = Int(typed).flatMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil } ?? typed
      try attempt { session in
        try session.setLanguage(code)
        return nil
      }
      relabel()
    case .originLanguage: try takeOrigin(language: typed)
    case .translator(let language):
      let origin = TextOrigin(language: language, translatedBy: typed.isEmpty ? nil : typed)
      if typed.isEmpty { try keep(origin) } else { ask(.originalWords(origin), "", isLong: true) }
    case .originalWords(var origin):
      origin.original = typed.isEmpty ? nil : typed
      try keep(origin)
    case .why: try store(why: typed)
    }
  }

  private mutating func takeOrigin(language typed: String) throws {
    guard case .question(let id) = entry.stage else { return }
    let all = entry.survey.languages.all
    let language = Int(typed).flatMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil } ?? typed
    if language.isEmpty { return try keep(nil) }
    ask(.translator(language: language), entry.details.origins[id]?.translatedBy ?? "")
  }

  private mutating func keep(_ origin: TextOrigin?) throws {
    try attempt { session in
      try session.setOrigin(origin)
      return nil
    }
  }

  /// The same choices in another language.
  private mutating func relabel() {
    guard case .list = input else { return }
    input = entry.input
  }

  private mutating func decide(_ key: EntryKey, personal question: Question.ID) throws {
    switch key {
    case .text("1"), .text("s"), .text("S"):
      overlay = nil
      if case .summary = entry.stage {
        confirm(entry.form.response.answers[question])
        try decide("")
      } else if let text = textInHand?.trimmed {
        confirmed.insert(text)
        try answer(.enter)
      }
    case .text("2"), .escape, .enter, .text("e"), .text("E"):
      overlay = nil
      if case .summary = entry.stage {
        try attempt { session in
          try session.show(.question(question))
          return nil
        }
      }
    default: if word(of: key) == .safeguarding { try perform(.safeguarding) }
    }
  }

  private mutating func confirm(_ answer: Answer?) {
    if case .text(let text)? = answer { confirmed.insert(text) }
  }
}

/// At the end of a form.
extension EntryForm {
  /// What was typed below the summary: nothing stores the form, a number goes to a question.
  mutating func decide(_ typed: String) throws {
    let word = typed.lowercased()
    switch word {
    case "", "store", "y", "yes": try storeForm(anyway: word == "store")
    case "discard":
      try attempt { try $0.discard() }
      renewInput()
    default: try attempt { try $0.jump(to: typed) }
    }
  }

  private mutating func storeForm(anyway: Bool) throws {
    if let id = firstLeftTyped {
      try attempt { session in
        try session.show(.question(id))
        return .refused("What was typed here is not taken yet. Enter takes it; then the form can be stored.")
      }
      // The move stands: it was the answer to it that was refused.
      return
    }
    if entry.holdsNoAnswer, !anyway, entry.seen == nil {
      return refuse("Nothing was answered on this form. Type store to keep it as it is, or discard.")
    }
    if let (id, found) = firstPersonal {
      overlay = .personal(found, id)
      return
    }
    if entry.isUnchanged {
      try attempt { try $0.discard() }
      return renewInput()
    }
    if entry.seen != nil {
      return ask(.why, entry.seen?.unit == .table ? "a further page of the table's notes" : "")
    }
    try attempt { try $0.complete() }
    if entry.stage != inputStage || entry.form.batch == 0 { renewInput() }
  }

  mutating func store(why: String) throws {
    try attempt { try $0.complete(why: why) }
  }

  /// A question whose typed text waits to be taken, and is still asked.
  private var firstLeftTyped: Question.ID? {
    entry.flow.applicable(entry.form.response.answers).first { leftTyped[$0.id] != nil }?.id
  }

  /// A text that nobody looked at yet and that looks as if it told who somebody is.
  private var firstPersonal: (Question.ID, [String])? {
    let answers = entry.form.response.answers
    for question in entry.flow.applicable(answers) where question.type == .text {
      guard case .text(let text)? = answers[question.id], !confirmed.contains(text) else { continue }
      if case .text(let before)? = entry.seen?.answers[question.id], before == text { continue }
      let found = entry.companions.personalData(text)
      if !found.isEmpty { return (question.id, found) }
    }
    return nil
  }
}
