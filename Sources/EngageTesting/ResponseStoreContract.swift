import EngageModel
public import EngageStore

/// What every `ResponseStore` must do, as named checks. A store's tests run each of them:
///
/// ```swift
/// @Test(arguments: ResponseStoreContract.checks)
/// func keepsTheContract(_ check: ResponseStoreContract.Check) throws {
///   try check.run(StoreUnderTest(make: { InMemoryStore() }, reopen: { $0 }))
/// }
/// ```
public enum ResponseStoreContract {
  /// One promise.
  public struct Check: Sendable, CustomStringConvertible {
    /// The promise in words.
    public let description: String
    let body: @Sendable (StoreUnderTest) throws -> Void

    init(_ description: String, _ body: @escaping @Sendable (StoreUnderTest) throws -> Void) {
      self.description = description
      self.body = body
    }

    /// Tries the promise on a store.
    /// - Throws: `BrokenPromise` where it is not kept, and what the store throws.
    public func run(_ store: StoreUnderTest) throws { try body(store) }
  }

  /// All promises.
  public static let checks: [Check] = [
    registration, writing, keylessRows, existingKeys, undoing, sittings, reading,
  ].flatMap { $0 }
}

/// How to get stores to test.
public struct StoreUnderTest: Sendable {
  /// Gives an empty store.
  public let make: @Sendable () throws -> any ResponseStore
  /// Gives the store as the next process finds it; a store in memory gives itself.
  public let reopen: @Sendable (any ResponseStore) throws -> any ResponseStore

  public init(
    make: @escaping @Sendable () throws -> any ResponseStore,
    reopen: @escaping @Sendable (any ResponseStore) throws -> any ResponseStore
  ) {
    self.make = make
    self.reopen = reopen
  }
}

/// A promise that a store did not keep.
public struct BrokenPromise: Error, CustomStringConvertible {
  /// What was expected and what came.
  public let description: String

  init(_ description: String) { self.description = description }
}

private func expect(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
  if !holds { throw BrokenPromise(promise()) }
}

private func expectEqual<Value: Equatable>(_ found: Value, _ expected: Value, _ what: String) throws {
  if found != expected { throw BrokenPromise("\(what): expected \(expected), found \(found)") }
}

private func expectRefusal(_ expected: StoreError, _ body: () throws -> Void) throws {
  do {
    try body()
  } catch let error as StoreError {
    try expectEqual(error, expected, "the refusal")
    return
  }
  throw BrokenPromise("expected the refusal \(expected), but all went well")
}

/// The survey, answers and writing that the checks share.
private enum Sample {
  struct Stop: Error {}

  static func choices(_ names: [String]) -> [Choice] {
    names.map { Choice(id: Choice.ID($0), label: LocalizedText("The \($0)")) }
  }

  /// A question of every type that takes answers.
  static let questions = [
    Question(id: "role", type: .selectOne, label: "Role", choices: choices(["faith", "parent", "young"])),
    Question(id: "safe", type: .scale, label: "Safe?", choices: choices(["1", "2", "3", "4", "5"])),
    Question(id: "agreed", type: .acknowledge, label: "Agreed?"),
    Question(
      id: "topics", type: .selectMultiple, label: "Topics", choices: choices(["knives", "drugs", "roads"])),
    Question(
      id: "many", type: .selectMultiple, label: "Many", choices: choices((0..<130).map { "m\($0)" })),
    Question(
      id: "order", type: .rank, label: "Order", choices: choices(["first", "second", "third", "fourth"])),
    Question(id: "age", type: .integer, label: "Age"),
    Question(id: "hours", type: .decimal, label: "Hours"),
    Question(id: "mark", type: .range, label: "Mark"),
    Question(id: "comment", type: .text, label: "Comment"),
    Question(id: "day", type: .date, label: "Day"),
    Question(id: "hour", type: .time, label: "Hour"),
    Question(id: "sum", type: .calculate, label: "Sum"),
    Question(id: "source", type: .hidden, label: "Source"),
    Question(id: "thanks", type: .note, label: "Thank you"),
  ]
  static let survey = Survey(
    id: "contract", version: 1, title: "Contract", units: [.person, .table], questions: questions)
  static let event: Event.ID = "event"
  static let rugby = SessionReference(event: event, session: "rugby")
  static let nuneaton = SessionReference(event: event, session: "nuneaton")
  static let elsewhere = SessionReference(event: "other-event", session: "rugby")

  static func schema(_ survey: Survey = survey) -> BatchSchema {
    BatchSchema(questions: survey.questions, sessions: [rugby, nuneaton, elsewhere])
  }

  static func draft(
    _ fingerprint: String? = nil, event: Event.ID = event, at: String = "2026-03-01T10:00:00Z"
  )
    -> BatchDraft
  {
    BatchDraft(
      kind: .import, survey: survey.id, event: event, enteredBy: "Ada", at: at, sourceName: "forms.csv",
      fingerprint: fingerprint)
  }

  static func batch(_ responses: [Response], _ survey: Survey = survey) -> ResponseBatch {
    var batch = ResponseBatch(schema: schema(survey))
    for response in responses { batch.append(response) }
    return batch
  }

  /// Imports responses in one batch.
  @discardableResult
  static func write(
    _ responses: [Response], to store: any ResponseStore, answering survey: Survey = survey,
    _ policy: ExistingKeyPolicy = .report, as draft: BatchDraft = draft()
  ) throws -> (batch: Batch?, result: AppendResult) {
    var result = AppendResult()
    let batch = try store.write(draft, answering: survey, onExistingKey: policy) { writer in
      result = try writer.append(Sample.batch(responses, survey))
      return .keep
    }
    return (batch, result)
  }

  static func form(
    _ key: String?, _ answers: [Question.ID: Answer] = [:], in session: SessionReference = rugby
  )
    -> Response
  {
    Response(session: session, key: key, answers: answers)
  }

  static let full: [Question.ID: Answer] = [
    "role": .choice("parent"), "safe": .choice("5"), "agreed": .choice("OK"),
    "topics": .choices(["knives", "roads"]), "many": .choices(["m0", "m61", "m62", "m63", "m64", "m129"]),
    "order": .ranking(["third", "first", "fourth", "second"]), "age": .number(-7), "hours": .number(1.25),
    "mark": .number(9_007_199_254_740_991), "comment": .text("„żółć“\n'; \"quoted\" 👩‍👩‍👧"),
    "day": .date(CalendarDate(daysSince1970: 18_163)), "hour": .time(34_200), "sum": .text(""),
    "source": .text("web"),
  ]

  static func live(_ store: any ResponseStore) throws -> [Response] {
    try store.responses(ResponseQuery(survey: survey.id))
  }

  /// What partitions give, in the order of numbers.
  static func scanned(_ store: any ResponseStore, _ schema: BatchSchema, parts: Int = 1) throws -> [Response]
  {
    var found: [Response] = []
    for part in try store.partitions(schema, atMost: parts) {
      try part.visit { batch in
        for row in 0..<batch.count { found.append(batch.response(at: row)) }
      }
    }
    return found.sorted { $0.id < $1.id }
  }
}

extension ResponseStoreContract {
  static let registration: [Check] = [
    Check("keeps the versions of a survey, oldest first") { subject in
      let store = try subject.make()
      var second = Sample.survey
      second.version = 2
      second.questions.append(Question(id: "more", type: .text, label: "More?"))
      try store.register(second)
      try store.register(Sample.survey)
      try store.register(Sample.survey)
      try expectEqual(
        try subject.reopen(store).versions(of: Sample.survey.id), [Sample.survey, second], "versions")
      try expectEqual(try store.versions(of: "unknown"), [], "versions of an unknown survey")
    },
    Check("freezes a version with responses, until they are undone") { subject in
      let store = try subject.make()
      var changed = Sample.survey
      changed.questions[0].label = "Your role"
      try store.register(Sample.survey)
      try store.register(changed)
      try store.register(Sample.survey)
      let batch = try Sample.write([Sample.form("1")], to: store).batch
      try expectRefusal(.frozen("contract", version: 1)) { try store.register(changed) }
      try expectRefusal(.frozen("contract", version: 1)) {
        try Sample.write([Sample.form("2")], to: store, answering: changed)
      }
      try store.register(Sample.survey)
      try store.undo(batch: batch?.number ?? 0, by: "Ada", why: "wrong file")
      try store.register(changed)
      try expectEqual(try store.versions(of: "contract"), [changed], "versions")
    },
    Check("refuses a question that changes its type in another version") { subject in
      let store = try subject.make()
      try store.register(Sample.survey)
      var second = Sample.survey
      second.version = 2
      second.questions[6] = Question(id: "age", type: .text, label: "Age")
      try expectRefusal(.typeChanged("contract", "age", from: .integer, to: .text)) {
        try store.register(second)
      }
      try expectEqual(try store.versions(of: "contract").count, 1, "versions")
    },
    Check("takes names that differ in case alone, and names of its own columns and tables") { subject in
      let store = try subject.make()
      let survey = Survey(
        id: "batches", title: "Names",
        questions: ["id", "Session", "session", "KEY", "text", "a b", "say \"hi\"", "response"].map {
          Question(id: Question.ID($0), type: .text, label: "?")
        })
      let answers = Dictionary(
        uniqueKeysWithValues: survey.questions.map { ($0.id, Answer.text("\($0.id)!")) })
      for id in ["batches", "BATCHES", "sqlite_master", "coded_batches"] {
        var named = survey
        named.id = Survey.ID(id)
        var draft = Sample.draft()
        draft.survey = named.id
        try Sample.write([Sample.form("1", answers)], to: store, answering: named, as: draft)
        let stored = try store.responses(ResponseQuery(survey: named.id))
        try expectEqual(stored.map(\.answers), [answers], "answers to \(id)")
      }
    },
  ]

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
  ]
}

extension ResponseStoreContract {
  /// Writes a response, and what its rows are recognised by.
  private static func write(
    _ rows: RowsDigest?, to store: any ResponseStore, as draft: BatchDraft = Sample.draft(),
    _ outcome: BatchOutcome = .keep
  ) throws -> [Int] {
    var earlier: [Int] = []
    _ = try store.write(draft, answering: Sample.survey, onExistingKey: .report) { writer in
      earlier = try writer.earlierBatches().map(\.number)
      let session = SessionReference(event: draft.event, session: "rugby")
      _ = try writer.append(Sample.batch([Sample.form(nil, in: session)]))
      if let rows { writer.recognise(by: rows) }
      return outcome
    }
    return earlier
  }

  static let keylessRows: [Check] = [
    Check("keeps what rows without a key are recognised by") { subject in
      let store = try subject.make()
      let many = RowsDigest(count: 550, sum: .max - 6, sample: [3, 1 << 63, .max])
      for rows in [many, nil, RowsDigest(count: 1, sum: 0)] { _ = try write(rows, to: store) }
      try expectEqual(
        try subject.reopen(store).batches().map(\.rows), [many, nil, RowsDigest(count: 1, sum: 0)],
        "what they are recognised by")
    },
    Check("shows a writer the batches of its event that stand, itself left out") { subject in
      let store = try subject.make()
      let rows = RowsDigest(count: 1, sum: 7)
      try expectEqual(try write(rows, to: store), [], "before the first")
      try expectEqual(try write(rows, to: store, .discard), [1], "before one that is dropped")
      try expectEqual(try write(rows, to: store, as: Sample.draft(event: "other-event")), [], "elsewhere")
      try expectEqual(try write(rows, to: store), [1], "before the third")
      try store.undo(batch: 1, by: "Ada", why: "again")
      try expectEqual(try write(nil, to: store), [3], "once the first is undone")
    },
  ]
}

extension ResponseStoreContract {
  private static func sitting(_ store: any ResponseStore) throws -> Batch {
    let draft = BatchDraft(
      kind: .entry, survey: "contract", event: Sample.event, enteredBy: "Cy", at: "2026-03-02T10:00:00Z")
    return try store.openSitting(draft, answering: Sample.survey)
  }

  private static func draft(_ id: String, _ batch: Batch, _ form: Response, at position: Question.ID? = nil)
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

  static let reading: [Check] = [
    Check("gives the same responses in any number of parts") { subject in
      let store = try subject.make()
      let count = 9000
      let forms = (0..<count).map { (number: Int) -> Response in
        var form = Sample.form("\(number)", in: number % 5 == 0 ? Sample.nuneaton : Sample.rugby)
        form.answers["age"] = .number(Double(number))
        form.answers["comment"] = number % 3 == 0 ? .text("c\(number)") : .missing(.notAsked)
        return form
      }
      try Sample.write(forms, to: store)
      let schema = BatchSchema(
        questions: Sample.questions.filter { ["age", "comment"].contains($0.id) }, sessions: [Sample.rugby])
      let whole = try Sample.scanned(store, schema)
      try expectEqual(whole.count, count * 4 / 5, "responses of one session")
      for response in whole.prefix(50) {
        let number = Int(response.id) - 1
        try expectEqual(response.answers["age"], .number(Double(number)), "age of \(response.id)")
        try expectEqual(
          response.answers["comment"], number % 3 == 0 ? .text("c\(number)") : .missing(.notAsked),
          "comment of response \(response.id)")
      }
      for parts in [2, 3, 7] {
        try expect(
          try Sample.scanned(store, schema, parts: parts) == whole, "\(parts) parts give other responses")
      }
      let partitions = try store.partitions(schema, atMost: 3)
      for _ in 0..<2 {
        var seen = 0
        for part in partitions { try part.visit { seen += $0.count } }
        try expectEqual(seen, whole.count, "a part can be read again")
      }
    },
    Check("pools versions by question and choice name") { subject in
      let store = try subject.make()
      var second = Sample.survey
      second.version = 2
      second.questions[0].choices = Sample.choices(["young", "officer", "faith"])
      second.questions[3].choices = Sample.choices(["roads", "noise", "knives"])
      second.questions[5].choices = Sample.choices(["fourth", "fifth", "first"])
      second.questions.removeAll { $0.id == "age" }
      second.questions.append(
        Question(id: "new", type: .selectOne, label: "New", choices: Sample.choices(["x"])))
      second.questions.append(Question(id: "length", type: .decimal, label: "Length"))
      let old: [Question.ID: Answer] = [
        "role": .choice("parent"), "topics": .choices(["knives", "drugs"]),
        "order": .ranking(["second", "fourth"]),
        "age": .number(4),
      ]
      let new: [Question.ID: Answer] = [
        "role": .choice("officer"), "topics": .choices(["roads", "noise"]),
        "order": .ranking(["fifth", "first"]),
        "new": .choice("x"),
      ]
      try Sample.write([Sample.form("1", old)], to: store)
      try Sample.write([Sample.form("2", new)], to: store, answering: second)
      try expectEqual(try Sample.live(store).map(\.answers), [old, new], "answers")
      try expectEqual(try Sample.live(store).map(\.version), [1, 2], "versions")
      guard let pooled = Survey.pooled([Sample.survey, second]) else { return }
      let scanned = try Sample.scanned(store, Sample.schema(pooled))
      let oldPooled = old.merging(
        ["new": .missing(.notAsked), "length": .missing(.notAsked)], uniquingKeysWith: { $1 })
      var newPooled = new
      newPooled["age"] = .missing(.notAsked)
      for (response, expected) in zip(scanned, [oldPooled, newPooled]) {
        for (question, answer) in expected {
          guard case .choices(let chosen) = answer, case .choices(let found) = response[question] else {
            try expectEqual(response[question], answer, "\(question) of response \(response.id)")
            continue
          }
          try expectEqual(Set(found), Set(chosen), "\(question) of response \(response.id)")
        }
        try expectEqual(Set(response.answers.keys), Set(expected.keys), "answered by \(response.id)")
      }
    },
    Check("lists by event, session and batch, in pages") { subject in
      let store = try subject.make()
      var forms = ["0", "1", "2", "3", "4"].map { Sample.form($0) }
      forms.append(Sample.form("n", in: Sample.nuneaton))
      try Sample.write(forms, to: store)
      try Sample.write(
        [Sample.form("0", in: Sample.elsewhere)], to: store, as: Sample.draft(event: "other-event"))
      func ids(_ query: ResponseQuery) throws -> [Int64] { try store.responses(query).map(\.id) }
      try expectEqual(try ids(ResponseQuery(survey: "contract", limit: 2, offset: 1)), [2, 3], "a page")
      try expectEqual(try ids(ResponseQuery(survey: "contract", offset: 5)), [6, 7], "the rest")
      try expectEqual(try ids(ResponseQuery(survey: "contract", session: "nuneaton")), [6], "a session")
      try expectEqual(try ids(ResponseQuery(survey: "contract", event: "other-event")), [7], "an event")
      try expectEqual(try ids(ResponseQuery(survey: "contract", batch: 2)), [7], "a batch")
      try expectEqual(try ids(ResponseQuery(survey: "unknown")), [], "an unknown survey")
      try expectEqual(try store.response(99), nil, "no such response")
      try expectEqual(try store.history(ofResponse: 99), [], "history of no response")
    },
    Check("reads one survey of an event that uses two, where asked") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1")], to: store)
      var other = Sample.survey
      other.id = "second"
      var draft = Sample.draft()
      draft.survey = "second"
      try Sample.write([Sample.form("1"), Sample.form("2")], to: store, answering: other, as: draft)
      for (survey, count) in [(nil, 3), ("second", 2), ("unknown", 0)] as [(Survey.ID?, Int)] {
        let schema = BatchSchema(questions: Sample.questions, sessions: [Sample.rugby], survey: survey)
        let found = try Sample.scanned(store, schema).count
        try expectEqual(found, count, "responses to \(survey?.rawValue ?? "any survey")")
      }
    },
  ]
}
