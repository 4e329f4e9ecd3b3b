import EngageModel
import EngageStore

extension ResponseStoreContract {
  static let existingKeys: [Check] = [
    Check("skips equal answers under a stored key, and keeps no empty batch") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", Sample.full), Sample.form("2")], to: store)
      let again = try Sample.write([Sample.form("1", Sample.full), Sample.form("2")], to: store)
      try expectEqual(again.result, AppendResult(skipped: 2), "the result")
      try expectEqual(again.batch, nil, "the batch")
      let more = try Sample.write([Sample.form("2"), Sample.form("3")], to: store)
      try expectEqual(more.result, AppendResult(stored: 1, skipped: 1), "the result")
      try expectEqual(try Sample.live(store).map(\.key), ["1", "2", "3"], "keys")
    },
    Check("reports other answers under a stored key and leaves it as it was") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", ["age": .number(4), "comment": .text("a")])], to: store)
      let result = try Sample.write(
        [
          Sample.form("0"), Sample.form("1", ["age": .number(5), "comment": .text("b")]),
          Sample.form("1", ["age": .number(4), "comment": .text("a")], in: Sample.nuneaton),
        ], to: store
      ).result
      try expectEqual(
        result,
        AppendResult(
          stored: 1,
          conflicts: [
            KeyConflict(row: 1, response: 1, questions: ["age", "comment"]),
            KeyConflict(row: 2, response: 1, questions: []),
          ]), "the result")
      try expectEqual(try store.response(1)?.answers["age"], .number(4), "the stored answer")
    },
    Check("updates where asked, says what was before, and restores it when undone") { subject in
      let store = try subject.make()
      let before = Sample.form("1", Sample.full)
      try Sample.write([before, Sample.form("2")], to: store)
      var after = before
      after.session = Sample.nuneaton
      after.unit = .table
      after.people = 6
      for question in Sample.questions.dropLast() { after.answers[question.id] = .missing(.unreadable) }
      after.answers["comment"] = .text("changed")
      after.answers["many"] = .choices(["m63"])
      after.answers["order"] = .ranking(["second"])
      after.answers["hours"] = .number(2)
      let update = try Sample.write([after, Sample.form("2")], to: store, .update)
      try expectEqual(update.result, AppendResult(skipped: 1, updated: 1), "the result")
      try expectEqual(update.batch?.updated, 1, "updated")
      let changed = try store.response(1)
      try expectEqual(changed?.answers, after.answers, "answers after the update")
      try expectEqual(changed?.session, Sample.nuneaton, "session after the update")
      try expectEqual(changed?.people, 6, "head count after the update")
      try expectEqual(changed?.batch, 1, "the batch it came with")
      let history = try store.history(ofResponse: 1).filter {
        $0.action == .updated && $0.question == "comment"
      }
      try expectEqual(history.map(\.before), [Sample.full["comment"]], "before")
      try expectEqual(history.map(\.after), [.text("changed")], "after")
      try expectEqual(history.map(\.by), ["Ada"], "who")
      try store.undo(batch: 2, by: "Bea", why: "a mistake")
      let restored = try subject.reopen(store).response(1)
      try expectEqual(restored?.answers, Sample.full, "answers after undoing")
      try expectEqual(restored?.session, Sample.rugby, "session after undoing")
      try expectEqual(restored?.unit, .person, "unit after undoing")
      try expectEqual(restored?.people, nil, "head count after undoing")
      let undone = try store.history(ofResponse: 1).filter {
        $0.action == .restored && $0.question == "comment"
      }
      try expectEqual(undone.map(\.after), [Sample.full["comment"]], "what was restored")
      try expectEqual(
        try Sample.scanned(store, Sample.schema()).map(\.answers), [Sample.full, [:]], "batches")
    },
    Check("keys belong to their event, and are free again after undoing") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1")], to: store)
      let other = try Sample.write(
        [Sample.form("1", in: Sample.elsewhere)], to: store, as: Sample.draft(event: "other-event"))
      try expectEqual(other.result.stored, 1, "stored for another event")
      try store.undo(batch: 1, by: "Ada", why: "again")
      try expectEqual(
        try Sample.write([Sample.form("1")], to: store).result.stored, 1, "stored after undoing")
    },
  ]
}
