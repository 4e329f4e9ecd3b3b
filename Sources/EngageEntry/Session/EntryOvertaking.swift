import EngageModel
import EngageStore

/// Somebody else saved, stored or dropped the form in hand meanwhile; nothing was written.
struct EntryOvertaken: Error {}

/// Two people on one form: what the other one wrote must not be written over, and no form be stored twice.
extension EntrySession {
  /// What of a form is compared.
  private struct Content: Hashable {
    var key: String?
    var people: Int?
    var answers: [Question.ID: Answer]
    var position: Question.ID?

    init(_ draft: EntryDraft) {
      (key, people) = (draft.response.key, draft.response.people)
      (answers, position) = (draft.response.answers, draft.position)
    }
  }

  /// Before the form in hand is written: it must be on disk as it was written or read here last.
  /// - Throws: `EntryOvertaken`; `StoreError`, `.erasedMeanwhile` if it was erased.
  func checkNobodyElseWrote() throws {
    guard let onDisk, onDisk.id == form.id else { return }
    guard let there = try formOnDisk else {
      // With its sitting it is taken off the disk; it goes into another one then.
      if try store.batches().contains(where: { $0.number == form.batch && $0.undone != nil }) { return }
      if try store.isErased(draft: form.id) { throw StoreError.erasedMeanwhile }
      if let first = form.secondOf, try store.response(first) == nil { throw StoreError.erasedMeanwhile }
      throw EntryOvertaken()
    }
    guard Content(there) == Content(onDisk) else { throw EntryOvertaken() }
  }

  private var formOnDisk: EntryDraft? {
    get throws {
      try store.drafts(event: session.event, session: session.session).first { $0.id == form.id }
    }
  }

  /// Shows the form as the other one left it, or goes on to the next form where it is gone.
  /// - Returns: why the key was not taken.
  mutating func giveWay() throws -> Reply {
    let number = form.response.key.map { " \($0.brief(30))" } ?? ""
    if let theirs = try formOnDisk {
      try goOn(with: theirs)
      return .refused(
        "Somebody else is typing on the form\(number) at this moment. It is shown as they left it; what you typed last is not on it. Agree who goes on."
      )
    }
    onDisk = nil
    form.batch = 0
    try goOnAfterForm()
    return .refused(
      "Somebody else stored or dropped the form\(number) meanwhile, so what you typed last is not on it.")
  }
}
