import EngageModel
import EngageStore

extension ResponseStoreContract {
  static let erasing: [Check] = [
    Check("an erased response is gone; that it was erased is kept") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", Sample.full), Sample.form("2")], to: store)
      try Sample.write([Sample.form("1", ["age": .number(2)])], to: store, .update)
      try Sample.correct(1, in: store) { $0.details = Sample.details }
      let erased = try store.erase([1], on: Sample.occasion("asked to"))
      try expectEqual(erased.map(\.response), [1], "what was erased")
      try expectEqual([erased.first?.batch], [1], "its batch")
      try expectEqual(erased.first?.batchAt, "2026-03-01T10:00:00Z", "when it was brought in")
      let again = try subject.reopen(store)
      try expectEqual(try again.erasures(), erased, "erasures")
      try expectEqual(try again.response(1), nil, "the response")
      try expectEqual(try again.survey(ofResponse: 1), nil, "its survey")
      let all = ResponseQuery(survey: "contract", includesWithdrawn: true)
      try expectEqual(try again.responses(all).map(\.id), [2], "all responses")
      try expectEqual(try Sample.scanned(again, Sample.schema()).map(\.id), [2], "responses in batches")
      let history = try again.history(ofResponse: 1)
      try expectEqual(history.first?.action, .stored, "the beginning of its history")
      try expectEqual(history.last?.action, .erased, "the end of its history")
      try expectEqual(history.last?.by, "Dee", "who erased it")
      try expect(
        history.allSatisfy { $0.before == nil && $0.after == nil && $0.place == nil },
        "the history still tells what was answered")
      try expectRefusal(.noSuchResponse(1)) { _ = try again.erase([2, 1], on: Sample.occasion()) }
      try expectRefusal(.noSuchResponse(1)) { _ = try again.withdraw([1], on: Sample.occasion()) }
      try expectEqual(try Sample.live(again).map(\.id), [2], "live responses after a refusal")
      try again.wipe()
    },
    Check("the key of an erased response does not come back") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1"), Sample.form("2"), Sample.form("3")], to: store)
      _ = try store.withdraw([3], on: Sample.occasion())
      _ = try store.erase([1, 3], on: Sample.occasion())
      let again = try subject.reopen(store)
      let result = try Sample.write(
        [Sample.form("1", ["age": .number(1)]), Sample.form("2"), Sample.form("3"), Sample.form("4")],
        to: again, .update
      ).result
      try expectEqual(result, AppendResult(stored: 1, skipped: 3, erased: 2), "a cumulative import")
      let form = draft("a", try sitting(again), Sample.form("1"))
      try again.save(form)
      try expectRefusal(.keyTaken("1")) { try again.complete(form) }
      try expectRefusal(.keyTaken("1")) { try Sample.correct(2, in: again) { $0.key = "1" } }
      let elsewhere = try Sample.write(
        [Sample.form("1", in: Sample.elsewhere)], to: again, as: Sample.draft(event: "other-event"))
      try expectEqual(elsewhere.result.stored, 1, "stored for another event")
      try expectEqual(try Sample.live(again).map(\.id), [2, 4, 5], "numbers, none given twice")
    },
    Check("the key of a response erased from an undone batch does not come back either") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1"), Sample.form("2")], to: store)
      try store.undo(batch: 1, by: "Dee", why: "again")
      _ = try store.erase([1], on: Sample.occasion())
      try expectEqual(
        try Sample.write([Sample.form("1"), Sample.form("2")], to: store).result,
        AppendResult(stored: 1, skipped: 1, erased: 1), "the import again")
    },
    Check("all that has a form number is found, wherever it is") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("7"), Sample.form("8")], to: store)
      try Sample.write(
        [Sample.form("7", in: Sample.elsewhere)], to: store, as: Sample.draft(event: "other-event"))
      _ = try store.withdraw([3], on: Sample.occasion())
      let form = draft("a", try sitting(store), Sample.form("7"))
      try store.save(form)
      let found = try subject.reopen(store).find(key: "7")
      try expectEqual(found.responses.map(\.response.id), [1, 3], "responses")
      try expectEqual(found.responses.map(\.survey), ["contract", "contract"], "their surveys")
      try expectEqual(found.drafts, [form], "unfinished forms")
      try expectEqual(found.erasures, [], "erasures")
      let erased = try store.erase([1], on: Sample.occasion())
      try expectEqual(try store.find(key: "7").responses.map(\.response.id), [3], "after erasing")
      try expectEqual(try store.find(key: "7").erasures, erased, "erasures of that number")
      try expectEqual(try store.find(key: "none"), KeyFinding(), "what has another number")
    },
    Check("batches are undone around an erased response") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", ["age": .number(1)]), Sample.form("2")], to: store)
      try Sample.write([Sample.form("1", ["age": .number(2)])], to: store, .update)
      let withdrawal = try store.withdraw([1], on: Sample.occasion())
      _ = try store.erase([1], on: Sample.occasion())
      try store.undo(batch: withdrawal.number, by: "Dee", why: "")
      try store.undo(batch: 2, by: "Dee", why: "")
      try expectEqual(try Sample.live(store).map(\.id), [2], "live responses")
      try store.undo(batch: 1, by: "Dee", why: "")
      try expectEqual(try Sample.live(store), [], "live responses after all")
      try expectEqual(try store.response(1), nil, "the erased one")
    },
    Check("an unfinished form is erased with what is held back of it") { subject in
      let store = try subject.make()
      let batch = try sitting(store)
      let form = draft("a", batch, Sample.form("1", Sample.full))
      try store.save(form)
      try store.restrict(Sample.worry(draft: "a"), savingDraft: form)
      try store.erase(draft: "a", on: Sample.occasion())
      try expectRefusal(.noSuchDraft) { try store.erase(draft: "a", on: Sample.occasion()) }
      let again = try subject.reopen(store)
      try expectEqual(try again.drafts(event: "event", session: nil), [], "drafts")
      try expectEqual(try again.restrictedTexts(event: nil), [], "texts held back")
    },
    Check("what is held back of a form that was discarded can be erased") { subject in
      let store = try subject.make()
      let form = draft("a", try sitting(store), Sample.form("1", Sample.full))
      try store.restrict(Sample.worry(draft: "a"), savingDraft: form)
      try store.discard("a", by: "Cy", why: "torn")
      try expectEqual(try store.restrictedTexts(event: nil).map(\.draft), ["a"], "texts held back")
      try store.erase(draft: "a", on: Sample.occasion())
      let again = try subject.reopen(store)
      try expectEqual(try again.restrictedTexts(event: nil), [], "texts held back after erasing")
      try expectRefusal(.noSuchDraft) { try again.erase(draft: "a", on: Sample.occasion()) }
    },
    Check("a form that was erased while somebody had it in hand is not saved again") { subject in
      let store = try subject.make()
      let batch = try sitting(store)
      let form = draft("a", batch, Sample.form("1", Sample.full))
      try store.save(form)
      try store.erase(draft: "a", on: Sample.occasion())
      let again = try subject.reopen(store)
      try expectEqual(try again.isErased(draft: "a"), true, "whether it is known as erased")
      try expectEqual(try again.isErased(draft: "b"), false, "whether another one is")
      try expectRefusal(.erasedMeanwhile) { try again.save(form) }
      try expectRefusal(.erasedMeanwhile) { try again.complete(form) }
      try expectRefusal(.erasedMeanwhile) {
        try again.restrict(Sample.worry(draft: "a"), savingDraft: form)
      }
      try expectEqual(try again.drafts(event: "event", session: nil), [], "drafts")
      try expectEqual(try again.restrictedTexts(event: nil), [], "texts held back")
    },
    Check("whoever puts an erased response right, or keys it again, does not bring it back") { subject in
      let store = try subject.make()
      let batch = try sitting(store)
      let form = draft("a", batch, Sample.form("1", Sample.full))
      try store.save(form)
      let id = try store.complete(form)
      var second = draft("b", batch, Sample.form("1", Sample.full))
      second.secondOf = id
      let mending = draft("c", batch, try Sample.seen(id, store))
      for draft in [second, mending] { try store.save(draft) }
      _ = try store.erase([id], on: Sample.occasion())
      let again = try subject.reopen(store)
      try expectEqual(try again.drafts(event: "event", session: nil), [], "drafts")
      for draft in [second, mending] {
        try expectRefusal(.erasedMeanwhile) { try again.save(draft) }
      }
    },
    Check("erasures are replayed on an older copy, once, and their numbers not given again") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", Sample.full), Sample.form("2")], to: store)
      func erasure(_ response: Int64, batch: Int = 1, at: String = "2026-03-01T10:00:00Z") -> Erasure {
        Erasure(
          response: response, survey: "contract", event: "event", batch: batch, batchAt: at,
          occasion: Sample.occasion("asked to"))
      }
      let others = [
        erasure(1), erasure(2, batch: 2), erasure(2, at: "2020-01-01T00:00:00Z"), erasure(9, batch: 4),
      ]
      try expectEqual(try store.replay(others), 1, "erased again")
      let again = try subject.reopen(store)
      try expectEqual(try again.replay(others), 0, "erased a second time")
      try expectEqual(try again.erasures(), others, "erasures")
      try expectEqual(try Sample.live(again).map(\.id), [2], "live responses")
      try expectEqual(try again.history(ofResponse: 1).last?.action, .erased, "the history's end")
      try Sample.write([Sample.form("5")], to: again)
      try expectEqual(try Sample.live(again).map(\.id), [2, 10], "numbers")
      try expectEqual(try again.response(5), nil, "a number that was skipped")
    },
  ]
}
