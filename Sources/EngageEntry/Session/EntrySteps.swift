import EngageModel
import EngageStore

/// What a line does at each stage.
extension EntrySession {
  mutating func take(_ line: String) throws -> Reply {
    if writing != nil { return try takeFurtherLine(line) }
    let typed = line.trimmed
    if typed.hasPrefix("/") && !typed.hasPrefix("//") {
      return try obey(try EntryWord(String(typed.dropFirst()).trimmed))
    }
    switch stage {
    case .resume(let drafts): return try takeDraft(typed, of: drafts)
    case .unit: return try takeUnit(typed)
    case .key(let correcting): return try takeKey(unescaped(typed), correcting: correcting)
    case .people: return try takePeople(typed)
    case .question(let id):
      guard let question = survey.question(id) else { return try advance(after: nil, saying: nil) }
      return try takeAnswer(typed, to: question)
    case .summary: return try takeDecision(typed.lowercased())
    case .finished: throw EntryRefusal("Entry has ended.")
    }
  }

  /// A text that begins with a slash is typed with two.
  func unescaped(_ typed: String) -> String {
    typed.hasPrefix("//") ? String(typed.dropFirst()) : typed
  }

  mutating func obey(_ word: EntryWord) throws -> Reply {
    switch word {
    case .help: return .help(helpWords)
    case .back: return try goBack()
    case .quit:
      try quit()
      return .accepted(nil)
    case .end:
      guard case .question = stage else { throw EntryRefusal("There is no form open to end. /q leaves.") }
      try show(.summary)
      return .accepted(nil)
    case .notAnswered, .preferNotToSay, .unreadable, .moreThanOneTicked, .betweenTwo:
      guard let reason = word.missingReason else { return .accepted(nil) }
      return try takeMissing(reason)
    }
  }

  /// Goes to a stage that is on disk when this returns.
  mutating func show(_ next: Stage) throws {
    warnedRequired = false
    stage = next
    if case .question(let id) = next { form.position = id } else { form.position = nil }
    try save()
  }

  private mutating func takeDraft(_ typed: String, of drafts: [EntryDraft]) throws -> Reply {
    let word = typed.lowercased()
    if word == "n" || word == "new" || (word.isEmpty && drafts.first?.enteredBy != enteredBy) {
      offersDrafts = false
      beginForm()
      return .accepted(nil)
    }
    let number = word.isEmpty ? 1 : Int(word) ?? 0
    guard drafts.indices.contains(number - 1) else {
      throw EntryRefusal(
        drafts.count == 1
          ? "Type 1 to go on with it, or n for a new form."
          : "Type a number from 1 to \(drafts.count) to go on with one, or n for a new form.")
    }
    try goOn(with: drafts[number - 1])
    return .accepted(nil)
  }

  private mutating func takeUnit(_ typed: String) throws -> Reply {
    let unit: Unit
    switch typed.lowercased() {
    case "": unit = form.response.unit
    case let word where "person".hasPrefix(word) || "form".hasPrefix(word) || word == "1": unit = .person
    case let word where "table notes".hasPrefix(word) || word == "2": unit = .table
    default: throw EntryRefusal("Type 1 for a person's form or 2 for a table's notes.")
    }
    form.response.unit = unit
    if unit == .person { form.response.people = nil }
    lastUnit = unit
    try savePreamble(.key(correcting: false))
    return .accepted(nil)
  }

  mutating func takeKey(_ typed: String, correcting: Bool) throws -> Reply {
    let key = typed.isEmpty && !correcting ? form.response.key : typed.isEmpty ? nil : typed
    if let key {
      guard key.count <= 100, !key.contains(where: \.isNewline) else {
        throw EntryRefusal("A form number has at most 100 characters. Enter leaves it blank.")
      }
      if try isInUse(key) {
        throw EntryRefusal(
          "A form with this number is stored already. Type another number, or leave it blank"
            + (form.response.key == nil || correcting ? " with Enter." : " with /n."))
      }
    }
    form.response.key = key
    if correcting {
      try show(.summary)
    } else {
      try savePreamble(stageAfterKey)
    }
    return .accepted(nil)
  }

  mutating func takePeople(_ typed: String) throws -> Reply {
    if typed.isEmpty && form.response.people != nil {
      try savePreamble(firstQuestionStage)
      return .accepted(nil)
    }
    let word = typed.lowercased()
    if word == "?" || (!word.isEmpty && "unknown".hasPrefix(word)) {
      form.response.people = nil
    } else if typed.isDigits, let people = Int(typed), (1...9999).contains(people) {
      form.response.people = people
    } else {
      throw EntryRefusal("Type how many sat at the table, 1 or more, or unknown if nobody counted.")
    }
    try savePreamble(firstQuestionStage)
    return .accepted(form.response.people == nil ? "head count unknown" : nil)
  }

  var stageAfterKey: Stage { form.response.unit == .table ? .people : firstQuestionStage }

  private var firstQuestionStage: Stage {
    flow.next(after: nil, form.response.answers).map { .question($0.id) } ?? .summary
  }

  /// Goes to the next stage. Where questions were answered before, a kill brings one back to the first of them.
  private mutating func savePreamble(_ next: Stage) throws {
    if case .question = next { return try show(next) }
    let first = form.response.answers.isEmpty ? nil : flow.next(after: nil, form.response.answers)?.id
    warnedRequired = false
    stage = next
    form.position = first
    try save()
  }

  private mutating func goBack() throws -> Reply {
    switch stage {
    case .people: stage = .key(correcting: false)
    case .key(correcting: true): stage = .summary
    case .key where fixedUnit == nil: stage = .unit
    case .question(let id):
      guard let before = flow.previous(before: id, form.response.answers) else { return backToPreamble() }
      try show(.question(before.id))
    case .summary:
      guard let last = flow.previous(before: nil, form.response.answers) else { return backToPreamble() }
      try show(.question(last.id))
    case .resume, .unit, .key, .finished:
      throw EntryRefusal("This is the start; there is nothing to go back to.")
    }
    return .accepted(nil)
  }

  private mutating func backToPreamble() -> Reply {
    warnedRequired = false
    stage = form.response.unit == .table ? .people : .key(correcting: false)
    return .accepted(nil)
  }

  private mutating func takeDecision(_ word: String) throws -> Reply {
    let isEmpty = !flow.finished(form.response.answers).contains { id, answer in
      answer.missingReason != .notAsked && form.response.answers[id] != nil
    }
    switch word {
    case "" where isEmpty:
      throw EntryRefusal("Nothing was answered on this form. Type store to keep it as it is, or discard.")
    case "", "s", "store", "y", "yes": return try complete()
    case "discard": return try discard()
    default:
      throw EntryRefusal("Type Enter to store the form, /b to go back, or the word discard to drop it.")
    }
  }
}
