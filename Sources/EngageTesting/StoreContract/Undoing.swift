import EngageModel
import EngageStore

extension ResponseStoreContract {
  static let undoing: [Check] = [
    Check("undoes a batch as a whole and tells who and why") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1"), Sample.form("2")], to: store)
      try Sample.write([Sample.form("3")], to: store)
      try store.undo(batch: 1, by: "Bea", why: "wrong session")
      let again = try subject.reopen(store)
      try expectEqual(try Sample.live(again).map(\.key), ["3"], "live responses")
      try expectEqual(try Sample.scanned(again, Sample.schema()).map(\.id), [3], "responses in batches")
      let batch = try again.batches().first
      try expectEqual(batch?.stored, 2, "stored")
      try expectEqual([batch?.undone?.by, batch?.undone?.why], ["Bea", "wrong session"], "who and why")
      try expectEqual(try again.response(1)?.withdrawn, true, "withdrawn")
      try expectEqual(try again.history(ofResponse: 1).map(\.action), [.stored, .undone], "history")
      try expectEqual(
        try again.responses(ResponseQuery(survey: "contract", includesWithdrawn: true)).count, 3,
        "all responses")
    },
    Check("refuses to undo what is not there, undone already or changed since") { subject in
      let store = try subject.make()
      try expectRefusal(.noSuchBatch(1)) { try store.undo(batch: 1, by: "Ada", why: "") }
      try Sample.write([Sample.form("1", ["age": .number(1)])], to: store)
      try Sample.write([Sample.form("1", ["age": .number(2)])], to: store, .update)
      try Sample.write([Sample.form("1", ["age": .number(3)])], to: store, .update)
      try expectRefusal(.changedSince(batch: 1, by: 3)) { try store.undo(batch: 1, by: "Ada", why: "") }
      try expectRefusal(.changedSince(batch: 2, by: 3)) { try store.undo(batch: 2, by: "Ada", why: "") }
      try store.undo(batch: 3, by: "Ada", why: "")
      try expectRefusal(.alreadyUndone(3)) { try store.undo(batch: 3, by: "Ada", why: "") }
      try expectEqual(try store.response(1)?.answers["age"], .number(2), "the age")
      try store.undo(batch: 2, by: "Ada", why: "")
      try expectEqual(try store.response(1)?.answers["age"], .number(1), "the age")
      try store.undo(batch: 1, by: "Ada", why: "")
      try expectEqual(try Sample.live(store).count, 0, "live responses")
    },
    Check("tells how often what happened to a survey after a change") { subject in
      let store = try subject.make()
      try expectEqual(
        try store.changes(after: 0, survey: nil), ChangeCounts(last: 0, counts: [:]), "at first")
      try Sample.write([Sample.form("1", ["age": .number(1)])], to: store)
      let before = try store.changes(after: 0, survey: "contract").last
      try Sample.write([Sample.form("1", ["age": .number(2)]), Sample.form("2")], to: store, .update)
      try store.undo(batch: 2, by: "Bea", why: "wrong")
      let again = try subject.reopen(store)
      let since = try again.changes(after: before, survey: "contract")
      try expectEqual(since.counts[.updated], 1, "updated")
      try expectEqual(since.counts[.undone], 1, "undone")
      try expectEqual(try again.changes(after: before, survey: "another").counts, [:], "of another survey")
      try expectEqual(try again.changes(after: since.last, survey: nil).counts, [:], "after the last")
    },
  ]
}
