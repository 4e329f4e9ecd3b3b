import EngageModel
import EngageStore

/// Typing a form in a second time.
extension EntrySession {
  /// Takes the number of a stored form, which is then typed in again with nothing shown of the first time.
  mutating func takeSecond(_ typed: String) throws -> Reply {
    if form.secondOf != nil {
      try show(stageAfterKey)
      return .accepted(nil)
    }
    guard !typed.isEmpty else { throw EntryRefusal("Type the number of a form that is stored already.") }
    let plan = try SecondKeyingPlan(survey: newest.id, session: session, store: store)
    let found: SecondKeyingPlan.Form
    switch plan.check(typed, by: enteredBy) {
    case .refused(let words): throw EntryRefusal(words)
    case .ready(let form): found = form
    case .warned(let form, let words):
      found = form
      try warn(words.joined(separator: " "), of: typed)
    }
    if let fixedUnit, found.unit != fixedUnit {
      throw EntryRefusal("That number is on a \(found.unit == .table ? "table's notes" : "person's form").")
    }
    guard let first = try store.response(found.response), !first.withdrawn else {
      throw EntryRefusal("That form was taken back just now. Go on with another one.")
    }
    try begin(secondOf: first)
    return .accepted(nil)
  }

  /// Says something once; the same number again goes on all the same.
  private mutating func warn(_ words: String, of number: String) throws {
    guard warnedNumber != number else { return }
    warnedNumber = number
    if face == .lines {
      notice = words
      return
    }
    throw EntryRefusal("\(words) Enter again goes on all the same.")
  }

  private mutating func begin(secondOf first: Response) throws {
    let versions = first.version == newest.version ? [] : try store.versions(of: newest.id)
    survey = versions.first { $0.version == first.version } ?? newest
    form.secondOf = first.id
    form.response.unit = first.unit
    form.response.version = survey.version
    form.response.key = first.key
    if let kind = first.details?.table?.kind { details.table = TableNotes(kind: kind) }
    history = EntryHistory()
    warnedNumber = nil
    try show(stageAfterKey)
  }
}
