import EngageModel
import EngageStore

extension ResponseStoreContract {
  static let writing: [Check] = [
    Check("gives back every type of answer as it was") { subject in
      let store = try subject.make()
      let table = Response(
        session: Sample.nuneaton, unit: .table, people: 8, submittedAt: "2019-09-24T18:30:00",
        answers: Sample.full)
      try Sample.write([Sample.form("a", Sample.full), table, Sample.form(nil)], to: store)
      let stored = try Sample.live(try subject.reopen(store))
      try expectEqual(stored.map(\.answers), [Sample.full, Sample.full, [:]], "answers")
      try expectEqual(stored.map(\.unit), [.person, .table, .person], "units")
      try expectEqual(stored.map(\.people), [nil, 8, nil], "head counts")
      try expectEqual(stored.map(\.key), ["a", nil, nil], "keys")
      try expectEqual(stored.map(\.submittedAt), [nil, "2019-09-24T18:30:00", nil], "times")
      try expectEqual(stored.map(\.session), [Sample.rugby, Sample.nuneaton, Sample.rugby], "sessions")
      try expectEqual(
        try Sample.scanned(store, Sample.schema()).map(\.answers), [Sample.full, Sample.full, [:]],
        "answers in batches")
      let schema = BatchSchema(
        questions: Sample.survey.questions, sessions: Sample.schema().sessions, identities: true)
      let scanned = try Sample.scanned(store, schema)
      try expectEqual(scanned.map(\.key), stored.map(\.key), "keys in batches")
      try expectEqual(scanned.map(\.submittedAt), stored.map(\.submittedAt), "times in batches")
      try expectEqual(scanned.map(\.version), stored.map(\.version), "versions in batches")
    },
    Check("gives back every reason for a missing answer, for every type") { subject in
      let store = try subject.make()
      let forms = MissingReason.allCases.map { reason in
        Sample.form(
          reason.name,
          Dictionary(uniqueKeysWithValues: Sample.questions.dropLast().map { ($0.id, .missing(reason)) }))
      }
      try Sample.write(forms, to: store)
      let expected = forms.map { form in form.answers.filter { $1 != .missing(.notAnswered) } }
      try expectEqual(try Sample.live(store).map(\.answers), expected, "answers")
      try expectEqual(
        try Sample.scanned(store, Sample.schema()).map(\.answers), expected, "answers in batches")
    },
    Check("stores nothing of an import that fails on the way") { subject in
      let store = try subject.make()
      do {
        _ = try store.write(Sample.draft("f"), answering: Sample.survey, onExistingKey: .report) { writer in
          _ = try writer.append(Sample.batch([Sample.form("1", Sample.full)]))
          throw Sample.Stop()
        }
        throw BrokenPromise("the error of the body was swallowed")
      } catch is Sample.Stop {}
      try expectEqual(try Sample.live(store).count, 0, "responses")
      try expectEqual(try store.batches(), [], "batches")
      try expectEqual(try store.versions(of: "contract"), [], "versions")
      try Sample.write([Sample.form("1")], to: store, as: Sample.draft("f"))
      try expectEqual(try Sample.live(store).map(\.id), [1], "numbers of responses")
    },
    Check("keeps nothing of a dry run, but says what it would do") { subject in
      let store = try subject.make()
      var result = AppendResult()
      let batch = try store.write(Sample.draft("f"), answering: Sample.survey, onExistingKey: .report) {
        writer in
        result = try writer.append(Sample.batch([Sample.form("1"), Sample.form("2")]))
        return .discard
      }
      try expectEqual(batch, nil, "the batch")
      try expectEqual(result, AppendResult(stored: 2), "the result")
      try expectEqual(try store.batches(), [], "batches")
    },
    Check("numbers responses through over batches and surveys, and counts them") { subject in
      let store = try subject.make()
      let first = try Sample.write([Sample.form("1"), Sample.form("2")], to: store).batch
      var other = Sample.survey
      other.id = "second"
      var draft = Sample.draft()
      draft.survey = "second"
      let second = try Sample.write([Sample.form("1")], to: store, answering: other, as: draft).batch
      try expectEqual([first?.number, second?.number], [1, 2], "numbers of batches")
      try expectEqual(first?.stored, 2, "stored")
      try expectEqual(
        try store.responses(ResponseQuery(survey: "second")).map(\.id), [3], "numbers of responses")
      try expectEqual(try store.survey(ofResponse: 3), "second", "the survey of response 3")
      try expectEqual(try store.survey(ofResponse: 4), nil, "the survey of no response")
      try expectEqual(try store.batches(), [first, second].compactMap { $0 }, "batches")
    },
    Check("refuses the same content for the survey, whatever the event, until it is undone") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1")], to: store, as: Sample.draft("f"))
      try expectRefusal(.sameContent(batch: 1)) {
        try Sample.write([Sample.form("2")], to: store, as: Sample.draft("f"))
      }
      try expectRefusal(.sameContent(batch: 1)) {
        try Sample.write(
          [Sample.form("1", in: Sample.elsewhere)], to: store, as: Sample.draft("f", event: "other-event"))
      }
      try store.undo(batch: 1, by: "Ada", why: "again")
      try expectEqual(
        try Sample.write([Sample.form("1")], to: store, as: Sample.draft("f")).batch?.number, 2, "batch")
    },
  ]
}
