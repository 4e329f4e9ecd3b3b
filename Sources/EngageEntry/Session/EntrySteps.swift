import EngageModel
import EngageStore

/// What a line does at each stage.
extension EntrySession {
  mutating func take(_ line: String) throws -> Reply {
    if writing != nil { return try takeFurtherLine(line) }
    let typed = line.trimmed
    if typed.hasPrefix("/") && !typed.hasPrefix("//") {
      return try obey(String(typed.dropFirst()).trimmed)
    }
    switch stage {
    case .resume(let drafts): return try takeDraft(typed, of: drafts)
    case .unit: return try takeUnit(typed)
    case .tableKind: return try takeTableKind(typed)
    case .earlierTable(let tables): return try takeEarlierTable(typed, of: tables)
    case .key(let correcting): return try takeKey(unescaped(typed), correcting: correcting)
    case .people: return try takePeople(typed)
    case .facilitator: return try takeFacilitator(typed)
    case .noteTaker: return try takeNoteTaker(typed)
    case .question(let id):
      guard let question = survey.question(id) else { return try advance(after: nil, saying: nil) }
      return try takeAnswer(typed, to: question)
    case .summary: return try takeDecision(typed)
    case .finished: throw EntryRefusal("Entry has ended.")
    }
  }

  /// A text that begins with a slash is typed with two.
  func unescaped(_ typed: String) -> String {
    typed.hasPrefix("//") ? String(typed.dropFirst()) : typed
  }

  /// Goes to a stage that is on disk when this returns.
  mutating func show(_ next: Stage) throws {
    warnedRequired = false
    stage = next
    form.position = place(of: next)
    try save()
  }

  /// The question that a kill brings one back to. Where questions were answered before number or head count are
  /// asked again, that is the first of them.
  private func place(of stage: Stage) -> Question.ID? {
    switch stage {
    case .question(let id): id
    case .summary: nil
    default:
      form.response.answers.isEmpty ? nil : flow.next(after: nil, form.response.answers)?.id
    }
  }

  mutating func takeDraft(_ typed: String, of drafts: [EntryDraft]) throws -> Reply {
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
    // Whoever began it may have stored it since it was offered, and gone on with it until then.
    guard
      let draft = try store.drafts(event: session.event, session: session.session).first(where: {
        $0.id == drafts[number - 1].id
      })
    else {
      try begin()
      return .refused("That form was stored or dropped meanwhile. Nothing of it is left to go on with.")
    }
    try goOn(with: draft)
    return .accepted(nil)
  }

  mutating func takeUnit(_ typed: String) throws -> Reply {
    let unit: Unit
    switch typed.lowercased() {
    case "": unit = form.response.unit
    case let word where "person".hasPrefix(word) || "form".hasPrefix(word) || word == "1": unit = .person
    case let word where "table notes".hasPrefix(word) || word == "2": unit = .table
    default: throw EntryRefusal("Type 1 for a person's form or 2 for a table's notes.")
    }
    if unit != form.response.unit { remember() }
    form.response.unit = unit
    if unit == .person {
      form.response.people = nil
      if details.table != nil { details.table = nil }
    }
    lastUnit = unit
    try show(stageAfterUnit)
    return .accepted(nil)
  }

  mutating func takePeople(_ typed: String) throws -> Reply {
    if typed.isEmpty && form.response.people != nil {
      try show(stageAfterPeople)
      return .accepted(nil)
    }
    let word = typed.lowercased()
    let people: Int?
    if word == "?" || (!word.isEmpty && "unknown".hasPrefix(word)) {
      people = nil
    } else if typed.isDigits, let count = Int(typed), (1...9999).contains(count) {
      people = count
    } else {
      throw EntryRefusal("Type how many sat at the table, 1 or more, or unknown if nobody counted.")
    }
    if people != form.response.people { remember() }
    form.response.people = people
    try show(stageAfterPeople)
    return .accepted(people == nil ? "head count unknown" : nil)
  }

  var stageAfterUnit: Stage {
    form.response.unit == .table && asksTableDetails ? .tableKind : .key(correcting: false)
  }

  var stageAfterKey: Stage {
    guard form.response.unit == .table else { return firstQuestionStage }
    return details.table?.kind == .plenary ? stageAfterPeople : .people
  }

  var stageAfterPeople: Stage { asksTableDetails ? .facilitator : firstQuestionStage }

  var firstQuestionStage: Stage {
    flow.next(after: nil, form.response.answers).map { .question($0.id) } ?? .summary
  }

  mutating func goBack() throws -> Reply {
    switch stage {
    case .question(let id):
      guard let before = flow.previous(before: id, form.response.answers) else { return try backToPreamble() }
      try show(.question(before.id))
    case .summary:
      guard let last = flow.previous(before: nil, form.response.answers) else { return try backToPreamble() }
      try show(.question(last.id))
    default:
      guard let before = stageBefore(stage) else {
        throw EntryRefusal("This is the start; there is nothing to go back to.")
      }
      stage = before
    }
    return .accepted(nil)
  }

  private func stageBefore(_ stage: Stage) -> Stage? {
    let isTable = form.response.unit == .table
    switch stage {
    case .key(correcting: true): return .summary
    case .noteTaker: return .facilitator
    case .facilitator where details.table?.kind != .plenary: return .people
    case .facilitator, .people: return .key(correcting: false)
    case .earlierTable: return .tableKind
    case .key where isTable && asksTableDetails && form.response.id == 0 && purpose == .first:
      return .tableKind
    case .key where form.response.id > 0: return nil
    case .key, .tableKind: return fixedUnit == nil && purpose == .first ? .unit : nil
    case .resume, .unit, .question, .summary, .finished: return nil
    }
  }

  private mutating func backToPreamble() throws -> Reply {
    warnedRequired = false
    switch form.response.unit {
    case .table where asksTableDetails: stage = .noteTaker
    case .table: stage = .people
    case .person: stage = .key(correcting: false)
    }
    return .accepted(nil)
  }

  mutating func takeDecision(_ typed: String) throws -> Reply {
    let word = typed.lowercased()
    if word.isEmpty, isUnchanged { return try discard() }
    if seen != nil, word != "discard" { return try complete(why: typed) }
    switch word {
    case "" where holdsNoAnswer:
      throw EntryRefusal("Nothing was answered on this form. Type store to keep it as it is, or discard.")
    case "", "s", "store", "y", "yes": return try complete()
    case "discard": return try discard()
    default:
      throw EntryRefusal(
        "Type Enter to store the form, \(face.name(.back)) to go back, or the word discard to drop it.")
    }
  }

  /// Whether no question was answered that is asked.
  var holdsNoAnswer: Bool {
    details.restricted.isEmpty
      && !flow.finished(form.response.answers).contains { id, answer in
        answer.missingReason != .notAsked && form.response.answers[id] != nil
      }
  }
}
