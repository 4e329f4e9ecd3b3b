import EngageModel
import EngageStore

extension Sample {
  static let details = ResponseDetails(
    note: "page 2 torn", secondLook: true, doubtful: ["age"], hidden: ["hours": .number(2)],
    origins: ["comment": TextOrigin(language: "pl", original: "Żółw", translatedBy: "Ola")],
    table: TableNotes(
      facilitator: "Fay", noteTaker: "Nia", pages: 2,
      points: [
        "comment": [
          TablePoint(text: "more lights", agreed: 5, dots: 9, isQuote: true, stance: .hope),
          TablePoint(text: "speeding"),
        ]
      ]))

  static func occasion(_ why: String = "read again", at: String = "2026-03-03T10:00:00Z") -> Occasion {
    Occasion(at: at, by: "Dee", why: why)
  }

  /// A response of a store, looked at.
  static func seen(_ id: Int64, _ store: any ResponseStore) throws -> Response {
    guard let response = try store.response(id) else { throw BrokenPromise("there is no response \(id)") }
    return response
  }

  /// Corrects a response.
  @discardableResult
  static func correct(
    _ id: Int64, in store: any ResponseStore, _ change: (inout Response) -> Void
  ) throws -> Batch? {
    let seen = try seen(id, store)
    var wanted = seen
    change(&wanted)
    return try store.correct(wanted, seen: seen, on: occasion())
  }
}

extension ResponseStoreContract {
  static let correcting: [Check] = [
    Check("a correction changes all it may, tells what was before, and is undone as a batch") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", Sample.full)], to: store)
      let before = try Sample.seen(1, store)
      var wanted = before
      wanted.answers["comment"] = .text("better")
      wanted.answers["topics"] = .choices(["roads", "drugs"])
      wanted.answers["age"] = nil
      (wanted.key, wanted.session, wanted.unit, wanted.people) = ("2", Sample.nuneaton, .table, 8)
      wanted.details = Sample.details
      let batch = try store.correct(wanted, seen: before, on: Sample.occasion())
      try expectEqual(batch?.draft.kind, .correction, "the kind of batch")
      try expectEqual([batch?.stored, batch?.updated], [0, 1], "its counts")
      let again = try subject.reopen(store)
      var expected = wanted
      expected.answers["topics"] = .choices(["drugs", "roads"])
      try expectEqual(try again.response(1), expected, "the response")
      try expectEqual(try Sample.live(again), [expected], "the list")
      let changes = try again.history(ofResponse: 1).filter { $0.action == .updated }
      try expectEqual(Set(changes.map(\.question)), ["comment", "topics", "age", nil], "what changed")
      try expectEqual(
        changes.first { $0.question == "comment" }?.before, Sample.full["comment"], "the text before")
      let place = changes.compactMap(\.place).first
      try expectEqual([place?.before.key, place?.after.key], ["1", "2"], "keys")
      try expectEqual(place?.after.session, "nuneaton", "the session")
      try expectEqual(place?.after.people, 8, "the head count")
      try expectEqual(
        place?.details, [.note, .secondLook, .doubtful, .hidden, .origins, .table], "details that changed")
      try expectEqual(changes.map(\.why), Array(repeating: "read again", count: 4), "why")
      try again.undo(batch: batch?.number ?? 0, by: "Dee", why: "no")
      try expectEqual(try again.response(1), before, "the response after undoing")
      let restored = try again.history(ofResponse: 1).filter { $0.action == .restored }
      try expectEqual(restored.count, 4, "what was restored")
      try expectEqual(restored.compactMap(\.place).first?.after.key, "1", "the key restored")
    },
    Check("a correction that changes nothing is none; one of what changed meanwhile is refused") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", Sample.full)], to: store)
      try expectEqual(
        try Sample.correct(1, in: store) {
          $0.answers["topics"] = .choices(["roads", "knives"])
          $0.details = ResponseDetails()
        }, nil, "the batch")
      let seen = try Sample.seen(1, store)
      try Sample.correct(1, in: store) { $0.answers["age"] = .number(3) }
      var late = seen
      late.answers["age"] = .number(4)
      try expectRefusal(.changedMeanwhile(1)) {
        _ = try store.correct(late, seen: seen, on: Sample.occasion())
      }
      late = try Sample.seen(1, store)
      late.session = Sample.elsewhere
      let now = try Sample.seen(1, store)
      try expectRefusal(.otherEvent(1)) { _ = try store.correct(late, seen: now, on: Sample.occasion()) }
      var none = late
      none.id = 9
      try expectRefusal(.noSuchResponse(9)) { _ = try store.correct(none, seen: none, on: Sample.occasion()) }
      try expectEqual(try store.batches().count, 2, "batches")
    },
    Check("a corrected key is taken, the old one free, and undoing does not take it from another") {
      subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1"), Sample.form("2")], to: store)
      try expectRefusal(.keyTaken("2")) { try Sample.correct(1, in: store) { $0.key = "2" } }
      let batch = try Sample.correct(1, in: store) { $0.key = "3" }
      try expectEqual(
        try Sample.write([Sample.form("3")], to: store).result.skipped, 1, "rows with the new key")
      try expectEqual(
        try Sample.write([Sample.form("1")], to: store).result.stored, 1, "rows with the old key")
      try expectRefusal(.keyTaken("1")) {
        try store.undo(batch: batch?.number ?? 0, by: "Dee", why: "")
      }
      try expectEqual(try store.response(1)?.key, "3", "the key")
    },
    Check("an import whose responses were corrected is not undone before the correction") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", ["age": .number(1)])], to: store)
      let batch = try Sample.correct(1, in: store) { $0.details = Sample.details }
      let number = batch?.number ?? 0
      try expectRefusal(.changedSince(batch: 1, by: number)) { try store.undo(batch: 1, by: "Dee", why: "") }
      try store.undo(batch: number, by: "Dee", why: "")
      try store.undo(batch: 1, by: "Dee", why: "")
      try expectEqual(try Sample.live(store), [], "live responses")
      try expectRefusal(.withdrawn(1)) { try Sample.correct(1, in: store) { $0.key = "4" } }
    },
  ]

  static let withdrawing: [Check] = [
    Check("withdrawn responses count no more, keep their keys, and come back when that is undone") {
      subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1"), Sample.form("2"), Sample.form("3")], to: store)
      let batch = try store.withdraw([1, 3], on: Sample.occasion("asked to"))
      try expectEqual([batch.stored, batch.updated], [0, 2], "counts")
      try expectEqual(batch.draft.kind, .withdrawal, "the kind")
      let again = try subject.reopen(store)
      try expectEqual(try Sample.live(again).map(\.id), [2], "live responses")
      try expectEqual(try Sample.scanned(again, Sample.schema()).map(\.id), [2], "responses in batches")
      try expectEqual(try again.response(1)?.withdrawn, true, "whether it is withdrawn")
      let arrived = [Sample.form("1"), Sample.form("3", ["age": .number(3)]), Sample.form("4")]
      for policy in [ExistingKeyPolicy.report, .update] {
        try expectEqual(
          try Sample.write(Array(arrived.prefix(2)), to: again, policy).result,
          AppendResult(skipped: 2, withdrawn: 2), "a later import")
      }
      try expectEqual(
        try Sample.write(arrived, to: again).result, AppendResult(stored: 1, skipped: 2, withdrawn: 2),
        "a cumulative import")
      let form = draft("a", try sitting(again), Sample.form("1"))
      try again.save(form)
      try expectRefusal(.keyTaken("1")) { try again.complete(form) }
      try again.undo(batch: batch.number, by: "Dee", why: "no")
      try expectEqual(try Sample.live(again).map(\.id), [1, 2, 3, 4], "live responses after undoing")
      try expectEqual(
        try again.history(ofResponse: 3).map(\.action), [.stored, .withdrawn, .restored], "history")
    },
    Check("withdrawing one that is withdrawn or unknown withdraws none") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1"), Sample.form("2")], to: store)
      _ = try store.withdraw([1], on: Sample.occasion())
      try expectRefusal(.withdrawn(1)) { _ = try store.withdraw([2, 1], on: Sample.occasion()) }
      try expectRefusal(.noSuchResponse(7)) { _ = try store.withdraw([2, 7], on: Sample.occasion()) }
      try expectEqual(try Sample.live(store).map(\.id), [2], "live responses")
    },
    Check("a batch whose responses were withdrawn is undone, and its keys are free") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", ["age": .number(1)]), Sample.form("2")], to: store)
      try Sample.write([Sample.form("1", ["age": .number(2)])], to: store, .update)
      let batch = try store.withdraw([1], on: Sample.occasion())
      try store.undo(batch: 2, by: "Dee", why: "")
      try expectEqual(try store.response(1)?.answers["age"], .number(1), "the age")
      try store.undo(batch: 1, by: "Dee", why: "")
      try store.undo(batch: batch.number, by: "Dee", why: "")
      try expectEqual(try Sample.live(store), [], "live responses")
      try expectEqual(
        try Sample.write([Sample.form("1"), Sample.form("2")], to: store).result.stored, 2, "stored")
    },
  ]
}
