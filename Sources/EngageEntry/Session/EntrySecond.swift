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
    let query = ResponseQuery(survey: newest.id, event: session.event, session: session.session)
    guard let first = try store.responses(query).first(where: { $0.key == typed }) else {
      throw EntryRefusal("No form with this number is stored in this session. Check the number on the paper.")
    }
    if let fixedUnit, first.unit != fixedUnit {
      throw EntryRefusal("That number is on a \(first.unit == .table ? "table's notes" : "person's form").")
    }
    if try store.secondKeyings(survey: newest.id, event: session.event).contains(where: {
      $0.first.id == first.id
    }) {
      throw EntryRefusal("That form was typed in a second time already. Go on with another one.")
    }
    try warnIfOwn(first, typed)
    try begin(secondOf: first)
    return .accepted(nil)
  }

  private mutating func warnIfOwn(_ first: Response, _ number: String) throws {
    let by = try store.batches().first { $0.number == first.batch }?.draft.enteredBy
    guard by == enteredBy, warnedNumber != number else { return }
    warnedNumber = number
    let words = "You typed this form in the first time yourself: somebody else sees more."
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
