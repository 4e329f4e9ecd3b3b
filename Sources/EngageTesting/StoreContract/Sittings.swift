import EngageModel
import EngageStore

extension ResponseStoreContract {
  static func sitting(_ store: any ResponseStore) throws -> Batch {
    let draft = BatchDraft(
      kind: .entry, survey: "contract", event: Sample.event, enteredBy: "Cy", at: "2026-03-02T10:00:00Z")
    return try store.openSitting(draft, answering: Sample.survey)
  }

  static func draft(_ id: String, _ batch: Batch, _ form: Response, at position: Question.ID? = nil)
    -> EntryDraft
  {
    EntryDraft(
      id: id, batch: batch.number, survey: "contract", enteredBy: "Cy", startedAt: "2026-03-02T10:01:00Z",
      response: form, position: position)
  }

  static let sittings: [Check] = [
    Check("a form being entered survives, and is replaced by its later state") { subject in
      let store = try subject.make()
      let batch = try sitting(store)
      try expectEqual(batch.stored, 0, "stored")
      try store.save(draft("b", batch, Sample.form("1", ["role": .choice("faith")]), at: "safe"))
      let other = draft("a", batch, Sample.form("2", in: Sample.nuneaton))
      try store.save(other)
      let latest = draft("b", batch, Sample.form("1", Sample.full), at: "order")
      try store.save(latest)
      let again = try subject.reopen(store)
      try expectEqual(try again.drafts(event: "event", session: nil), [latest, other], "drafts")
      try expectEqual(try again.drafts(event: "event", session: "nuneaton"), [other], "drafts of a session")
      try expectEqual(try again.drafts(event: "other-event", session: nil), [], "drafts of another event")
      try expectEqual(try Sample.live(again).count, 0, "responses")
    },
    Check("completing makes a draft a response, once") { subject in
      let store = try subject.make()
      let batch = try sitting(store)
      let form = draft("a", batch, Sample.form("1", Sample.full))
      try store.save(form)
      try expectEqual(try store.complete(form), 1, "the number")
      try expectRefusal(.noSuchDraft) { try store.complete(form) }
      let stored = try subject.reopen(store).response(1)
      try expectEqual(stored?.answers, Sample.full, "answers")
      try expectEqual(stored?.batch, batch.number, "the batch")
      try expectEqual(try store.batches().map(\.stored), [1], "stored")
      try expectEqual(try store.drafts(event: "event", session: nil), [], "drafts")
      try expectEqual(try store.history(ofResponse: 1).map(\.action), [.stored], "history")
      try expectEqual(try store.history(ofResponse: 1).map(\.by), ["Cy"], "who")
    },
    Check("refuses a taken key and keeps the draft") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("7")], to: store)
      let form = draft("a", try sitting(store), Sample.form("7", ["age": .number(3)]))
      try store.save(form)
      try expectRefusal(.keyTaken("7")) { try store.complete(form) }
      try expectEqual(try store.drafts(event: "event", session: nil), [form], "drafts")
      try expectEqual(try Sample.live(store).count, 1, "responses")
    },
    Check("forgets a discarded draft; an undone sitting takes forms and drafts with it") { subject in
      let store = try subject.make()
      let batch = try sitting(store)
      let forms = ["1", "2", "3"].map { (name: String) in draft("draft " + name, batch, Sample.form(name)) }
      for form in forms { try store.save(form) }
      try store.discard("draft 1", by: "Cy", why: "twice")
      try expectRefusal(.noSuchDraft) { try store.discard("draft 1", by: "Cy", why: "twice") }
      try store.complete(forms[1])
      try store.undo(batch: batch.number, by: "Cy", why: "wrong event")
      try expectEqual(try store.drafts(event: "event", session: nil), [], "drafts")
      try expectEqual(try Sample.live(store).count, 0, "responses")
      try expectRefusal(.alreadyUndone(batch.number)) { try store.save(forms[2]) }
    },
  ]
}
