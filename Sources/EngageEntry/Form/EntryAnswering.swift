import EngageModel
import EngageStore

/// Keys that answer what is asked.
extension EntryForm {
  mutating func answer(_ key: EntryKey) throws {
    switch key {
    case .escape, .function(10):
      overlay = .menu(0)
      return
    case .unreadable:
      refuse("Those bytes are no text: the terminal sent something that is not UTF-8. Nothing was typed.")
      return
    default: break
    }
    switch input {
    case .list(var list):
      if isWary, key == .enter, isUntouched, list == listAsked {
        isWary = false
        return refuse("Enter again leaves it as it is.")
      }
      let outcome = list.handle(key == .tab || key == .pageDown ? .enter : key)
      input = .list(list)
      try follow(outcome, key, list)
    case .field(var editor, let placeholder):
      if key == .enter || key == .tab || key == .pageDown { return try takeField(editor.text) }
      let isMine = editor.handle(key)
      input = .field(editor, placeholder: placeholder)
      if let words = editor.lastRefusal { refuse(words) }
      if !isMine { try otherKey(key) }
    case .points, .nothing: try otherKey(key)
    }
  }

  /// Goes through lines that may be more than there is room for.
  mutating func read(_ key: EntryKey) {
    let steps: [EntryKey: Int] = [.up: -1, .down: 1, .pageUp: -10, .pageDown: 10]
    reading = min(max(reading + (steps[key] ?? 0), 0), max(screen.details.count - 1, 0))
  }

  /// The list as it is before anything is typed.
  private var listAsked: ChoiceList? {
    guard case .question = entry.stage, case .list(let list) = entry.input else { return nil }
    return list
  }

  mutating func refuse(_ words: String) { message = EntryScreen.Message(.refusal, words.screenLines) }

  /// A key that what is typed into has no use for.
  mutating func otherKey(_ key: EntryKey) throws {
    switch key {
    case .control("z"): try perform(.undo)
    case .control("y"): try perform(.redo)
    case .up, .down, .pageDown: read(key)
    case .backspace, .left:
      if case .list = input { try perform(.back) }
    default: break
    }
  }

  private mutating func follow(_ outcome: ChoiceList.Outcome, _ key: EntryKey, _ list: ChoiceList) throws {
    switch outcome {
    case .changed: break
    case .refused(let words):
      isWary = true
      refuse(words)
    case .notMine: try otherKey(key)
    case .taken(let item): try take(item, of: list)
    case .done: try takeList(list)
    }
  }

  private mutating func take(_ item: Int, of list: ChoiceList) throws {
    switch entry.stage {
    case .question(let id):
      guard let question = entry.survey.question(id) else { return }
      guard let answer = answer(item, to: question) else {
        // What is offered may depend on the day, and it is past midnight.
        renewInput()
        return refuse("The choices have changed meanwhile. Choose again.")
      }
      try attempt { try $0.record(answer, to: question) }
    case .resume(let drafts):
      try attempt { try $0.takeDraft(item < drafts.count ? String(item + 1) : "n", of: drafts) }
    case .unit where item == 2: try perform(.attendance)
    case .unit: try attempt { try $0.takeUnit(String(item + 1)) }
    case .tableKind: try attempt { try $0.takeTableKind(String(item + 1)) }
    case .earlierTable(let tables): try attempt { try $0.takeEarlierTable(String(item + 1), of: tables) }
    default: break
    }
  }

  private func answer(_ item: Int, to question: Question) -> Answer? {
    if question.type == .acknowledge {
      return item == 0 ? question.choices.first.map { .choice($0.id) } : .missing(.notAnswered)
    }
    let offered = entry.reader(of: question).offered
    return offered.indices.contains(item) ? .choice(offered[item].id) : nil
  }

  /// Enter on a list: what is chosen, or nothing.
  private mutating func takeList(_ list: ChoiceList) throws {
    guard case .question(let id) = entry.stage, let question = entry.survey.question(id) else { return }
    if list.kind != .one, let answer = answer(list, question) {
      try attempt { try $0.record(answer, to: question) }
    } else if list.kind != .one, entry.current(question)?.choices != nil {
      try attempt { try $0.record(.missing(.notAnswered), to: question) }
    } else {
      try attempt { try $0.takeNothing(to: question) }
    }
  }

  /// What a list of several says; `nil` if nothing is chosen.
  func answer(_ list: ChoiceList, _ question: Question) -> Answer? {
    let offered = entry.reader(of: question).offered
    let chosen = list.chosen.filter(offered.indices.contains).map { offered[$0].id }
    guard !chosen.isEmpty else { return nil }
    return question.type == .rank
      ? .ranking(chosen) : .choices(question.choices.map(\.id).filter(chosen.contains))
  }

  private mutating func takeField(_ written: String) throws {
    let typed = written.trimmed
    switch entry.stage {
    case .key(let correcting):
      let before = correcting ? entry.form.response.key : entry.proposedNumber
      let number = typed.isEmpty ? before ?? "" : typed
      let isCleared = typed.isEmpty && entry.form.response.key != nil && !correcting
      try attempt { session in
        if isCleared { return try session.takeMissing(.notAnswered) }
        return try session.takeKey(number, correcting: correcting)
      }
    case .people: try attempt { try $0.takePeople(typed.isEmpty ? "unknown" : typed) }
    case .facilitator:
      let name = cleared(typed, \.facilitator)
      try attempt { try $0.takeFacilitator(name) }
    case .noteTaker:
      let name = cleared(typed, \.noteTaker)
      try attempt { try $0.takeNoteTaker(name) }
    case .question(let id):
      if let question = entry.survey.question(id) { try take(typed, to: question) }
    case .summary: try decide(typed)
    default: break
    }
  }

  /// A name that was there and was cleared is unknown now.
  private func cleared(_ typed: String, _ name: KeyPath<TableNotes, String?>) -> String {
    typed.isEmpty && entry.details.table?[keyPath: name] != nil ? "-" : typed
  }

  private mutating func take(_ typed: String, to question: Question) throws {
    if typed.isEmpty {
      let wasThere = entry.current(question).map { $0.missingReason == nil } ?? false
      try attempt { session in
        wasThere
          ? try session.record(.missing(.notAnswered), to: question) : try session.takeNothing(to: question)
      }
      return
    }
    if question.type == .text, !entry.holdsBackWhole(question) {
      let found = confirmed.contains(typed) ? [] : entry.companions.personalData(typed)
      if !found.isEmpty {
        overlay = .personal(found, question.id)
        return
      }
    }
    try attempt { try $0.recordTyped(typed, to: question) }
  }
}

extension EntrySession {
  /// Takes what was typed into a field as an answer.
  mutating func recordTyped(_ typed: String, to question: Question) throws -> Reply {
    let answer = try read(typed, to: question)
    let reply = try record(answer, to: question)
    if case .accepted = reply { return .accepted(nil) }
    return reply
  }

  func read(_ typed: String, to question: Question) throws(EntryRefusal) -> Answer {
    question.type == .text ? .text(typed) : try reader(of: question).read(typed)
  }
}

/// What is typed and not yet taken.
extension EntryForm {
  /// The text being written, where a text is asked for.
  var textInHand: String? {
    guard case .question(let id) = entry.stage, entry.survey.question(id)?.type == .text else { return nil }
    switch input {
    case .field(let editor, _): return editor.text
    case .points(let editor): return editor.writing
    case .list, .nothing: return nil
    }
  }

  /// The answer as it would be taken now; `nil` if nothing new was typed.
  var answerInHand: Answer? {
    get throws(EntryRefusal) {
      guard case .question(let id) = entry.stage, let question = entry.survey.question(id) else { return nil }
      switch input {
      case .list(let list): return list.kind == .one ? nil : answer(list, question)
      case .field(let editor, _):
        let typed = editor.text.trimmed
        return typed.isEmpty ? nil : try entry.read(typed, to: question)
      case .points, .nothing: return nil
      }
    }
  }

  /// Before one goes elsewhere: what was typed goes on the form if it can be taken, and else waits here.
  mutating func keepWhatIsTyped() {
    guard case .question(let id) = entry.stage, let question = entry.survey.question(id),
      input != entry.input
    else { return }
    if case .list(let list) = input {
      // A choice that is half typed is none yet.
      if !list.typed.isEmpty { leftTyped[id] = input }
      if list.kind == .one || !list.typed.isEmpty { return }
    }
    if case .points(let editor) = input {
      if !editor.writing.trimmed.isEmpty { leftTyped[id] = input }
      return
    }
    var next = entry
    do {
      if let text = textInHand, entry.holdsBackWhole(question) {
        _ = try next.holdBackMore(text, at: question)
        entry = next
        return
      }
      let answer = try answerInHand ?? .missing(.notAnswered)
      if answer != next.form.response.answers[id] ?? .missing(.notAnswered) {
        try next.put(answer, to: question)
      }
      try next.save()
      entry = next
    } catch {
      leftTyped[id] = input
    }
  }
}
