import EngageModel
import EngageStore

extension Sample {
  static func worry(
    _ id: String = "w", draft: EntryDraft.ID? = nil, point: Int? = nil, _ text: String = "hurt"
  )
    -> RestrictedText
  {
    RestrictedText(
      id: id, survey: "contract", session: rugby, draft: draft, question: "comment", point: point, text: text,
      flagged: occasion("a worry"))
  }

  static func figures(_ session: SessionReference, attended: Int, by: String) -> EnteredFigures {
    EnteredFigures(
      session: session, attended: Quantity(attended), basis: .register, by: by, at: "2026-03-02T10:00:00Z",
      why: "counted again")
  }
}

extension ResponseStoreContract {
  /// A response stored from a form, and a second form of it that is being typed.
  private static func keyedTwice(_ store: any ResponseStore, _ first: Response, _ second: Response) throws
    -> EntryDraft
  {
    let batch = try sitting(store)
    let form = draft("first", batch, first)
    try store.save(form)
    var again = draft("second", batch, second)
    again.secondOf = try store.complete(form)
    try store.save(again)
    return again
  }

  static let besideAnswers: [Check] = [
    Check("keeps details with the response, and nothing where there are none") { subject in
      let store = try subject.make()
      let batch = try sitting(store)
      var form = Sample.form("1", Sample.full)
      form.details = Sample.details
      var plain = Sample.form("2")
      plain.details = ResponseDetails()
      for response in [form, plain] {
        let draft = draft(response.key ?? "", batch, response)
        try store.save(draft)
        try expectEqual(
          try store.drafts(event: "event", session: nil).map(\.response), [response], "the draft")
        try store.complete(draft)
      }
      let again = try subject.reopen(store)
      try expectEqual(try again.response(1)?.details, Sample.details, "details")
      try expectEqual(try Sample.live(again).map(\.details), [Sample.details, nil], "details in a list")
    },
    Check("a text held back of a form being entered is found in one place, and follows it") { subject in
      let store = try subject.make()
      let form = draft("a", try sitting(store), Sample.form("1"))
      try store.restrict(Sample.worry(draft: "a"), savingDraft: form)
      try expectEqual(try store.drafts(event: "event", session: nil), [form], "the draft")
      try store.complete(form)
      var expected = Sample.worry(draft: "a")
      expected.response = 1
      let again = try subject.reopen(store)
      try expectEqual(try again.restrictedTexts(event: "event"), [expected], "texts held back")
      try expectEqual(try again.restrictedTexts(event: "other-event"), [], "those of another event")
      try expectEqual(try again.restrictedTexts(event: nil), [expected], "those of all events")
    },
    Check("who reads a text that is held back is kept") { subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", ["comment": .text("hurt")])], to: store)
      try store.restrict(Sample.worry(), ofResponse: 1)
      let text = try store.read(restrictedText: "w", on: Sample.occasion("to ring"))
      try expectEqual(text.text, "hurt", "the text")
      try expectRefusal(.noSuchRestrictedText) {
        _ = try store.read(restrictedText: "x", on: Sample.occasion("to ring"))
      }
      let last = try subject.reopen(store).history(ofResponse: 1).last
      try expectEqual(last?.action, .looked, "what was done")
      try expectEqual([last?.by, last?.why], ["Dee", "to ring"], "by whom and why")
    },
    Check("a text held back of a stored response is in nobody's sight, nor comes back by undoing") {
      subject in
      let store = try subject.make()
      try Sample.write([Sample.form("1", ["comment": .text("hurt")])], to: store)
      let batch = try Sample.correct(1, in: store) {
        $0.answers["comment"] = .text("hurt badly")
        $0.answers["age"] = .number(3)
        $0.details = Sample.details
      }
      try store.restrict(Sample.worry("w", "hurt badly"), ofResponse: 1)
      let again = try subject.reopen(store)
      let response = try Sample.seen(1, again)
      try expectEqual(response["comment"], .missing(.notAnswered), "the answer")
      try expectEqual(response.details?.restricted, ["comment"], "what is held back")
      try expectEqual(response.details?.table?.points["comment"]?.map(\.text), ["", ""], "the points")
      try expectEqual(response.details?.origins["comment"]?.original, nil, "the original")
      try expectEqual(response.details?.note, Sample.details.note, "the note")
      let history = try again.history(ofResponse: 1)
      try expect(
        history.allSatisfy { $0.question != "comment" || ($0.before == nil && $0.after == nil) },
        "the history still tells the text")
      try expectEqual(history.last?.action, .restricted, "the end of the history")
      try expectEqual(try again.restrictedTexts(event: nil).map(\.response), [1], "its response")
      try again.undo(batch: batch?.number ?? 0, by: "Dee", why: "")
      let undone = try Sample.seen(1, again)
      try expectEqual(undone["comment"], .missing(.notAnswered), "the answer after undoing")
      try expectEqual(undone["age"], .missing(.notAnswered), "the age after undoing")
      try expectEqual(undone.details, ResponseDetails(restricted: ["comment"]), "details after undoing")
      try expectRefusal(.noSuchResponse(8)) { try again.restrict(Sample.worry("x"), ofResponse: 8) }
    },
    Check("holding back one point leaves the others, and reaches the second keying") { subject in
      let store = try subject.make()
      var first = Sample.form("1", ["comment": .text("more lights; speeding")])
      first.details = Sample.details
      var second = first
      second.details?.table?.points["comment"]?.reverse()
      let draft = try keyedTwice(store, first, second)
      _ = try store.completeSecond(draft)
      try store.restrict(Sample.worry(point: 0, "more lights"), ofResponse: 1)
      try expectEqual(try store.response(1)?["comment"], .text("speeding"), "the answer")
      let keying = try store.secondKeyings(survey: "contract", event: "event").first
      try expectEqual(keying?.first["comment"], .text("speeding"), "the first reading")
      try expectEqual(keying?.response["comment"], .text("speeding"), "the second reading")
      try expectEqual(
        keying?.response.details?.table?.points["comment"]?.map(\.isRestricted), [false, true], "points")
    },
    Check("keeps what is entered about sessions, oldest first, and samples") { subject in
      let store = try subject.make()
      let figures = [
        Sample.figures(Sample.rugby, attended: 50, by: "Ada"),
        Sample.figures(Sample.rugby, attended: 52, by: "Bea"),
      ]
      for entry in figures { try store.record(entry) }
      try store.record(Sample.figures(Sample.elsewhere, attended: 9, by: "Cy"))
      let sample = KeyingSample(
        survey: "contract", session: Sample.rugby, percent: 12.5, seed: .max, drawn: Sample.occasion(),
        forms: [KeyingSample.Form(response: 1, chance: 0.25, isDrawn: true)])
      try store.keep(sample)
      let again = try subject.reopen(store)
      try expectEqual(try again.figures(event: "event"), figures, "figures")
      try expectEqual(try again.figures(event: "other-event").map(\.by), ["Cy"], "those of another event")
      try expectEqual(try again.samples(event: "event"), [sample], "samples")
      try expectEqual(try again.samples(event: "other-event"), [], "samples of another event")
    },
  ]

  static let secondKeying: [Check] = [
    Check("a second keying is no response, and is settled once") { subject in
      let store = try subject.make()
      let draft = try keyedTwice(
        store, Sample.form("1", ["age": .number(3), "safe": .choice("1")]),
        Sample.form("1", ["age": .number(8), "safe": .choice("1")]))
      try expectEqual(try store.completeSecond(draft), 1, "its number")
      try expectRefusal(.noSuchDraft) { _ = try store.completeSecond(draft) }
      let again = try subject.reopen(store)
      try expectEqual(try Sample.live(again).map(\.id), [1], "responses")
      let keying = try again.secondKeyings(survey: "contract", event: "event").first
      try expectEqual(keying?.response["age"], .number(8), "what the second person read")
      try expectEqual(keying?.response.id, 1, "the response keyed first")
      try expectEqual(keying?.first, try again.response(1), "what the first person read")
      let settlement = Settlement(
        answers: ["age": .number(8)], settlesPeople: true, people: nil, occasion: Sample.occasion("paper"))
      let seen = try Sample.seen(1, again)
      let batch = try again.settle(1, settlement, seen: seen)
      try expectEqual(batch?.draft.kind, .correction, "the kind of batch")
      try expectEqual(try again.response(1)?["age"], .number(8), "the age")
      try expectEqual(
        try again.secondKeyings(survey: "contract", event: "event").map(\.settlement), [settlement],
        "the settlement")
      try expectEqual(
        try again.secondKeyings(survey: "contract", event: "event").map(\.first["age"]), [.number(3)],
        "the first reading")
      try expectRefusal(.alreadySettled(1)) { _ = try again.settle(1, settlement, seen: seen) }
      try expectRefusal(.noSuchSecondKeying(4)) { _ = try again.settle(4, settlement, seen: seen) }
    },
    Check("a settlement that finds the first keying right corrects nothing") { subject in
      let store = try subject.make()
      let draft = try keyedTwice(
        store, Sample.form("1", ["age": .number(3)]), Sample.form("1", ["age": .number(8)]))
      _ = try store.completeSecond(draft)
      let settlement = Settlement(answers: ["age": .number(3)], occasion: Sample.occasion())
      let seen = try Sample.seen(1, store)
      try expectEqual(try store.settle(1, settlement, seen: seen), nil, "the batch")
      try expectEqual(
        try store.secondKeyings(survey: "contract", event: "event").map(\.settlement), [settlement],
        "the settlement")
    },
    Check("what was decided so far is kept until it is settled, and then no more") { subject in
      let store = try subject.make()
      let draft = try keyedTwice(
        store, Sample.form("1", ["age": .number(3)]), Sample.form("1", ["age": .number(8)]))
      _ = try store.completeSecond(draft)
      var decided = Settlement(answers: [:], occasion: Sample.occasion("paper"))
      decided.doubtful = ["age"]
      try store.keepUnfinished(decided, ofKeying: 1)
      decided = Settlement(
        answers: ["age": .number(5)], doubtsPeople: true, occasion: Sample.occasion("paper"))
      try store.keepUnfinished(decided, ofKeying: 1)
      let again = try subject.reopen(store)
      let kept = try again.secondKeyings(survey: "contract", event: "event").first
      try expectEqual(kept?.unfinished, decided, "what was decided")
      try expectEqual(kept?.settlement, nil, "the settlement")
      try expectEqual(try again.response(1)?["age"], .number(3), "the age before it is settled")
      _ = try again.settle(1, decided, seen: try Sample.seen(1, again))
      let settled = try again.secondKeyings(survey: "contract", event: "event").first
      try expectEqual(settled?.unfinished, nil, "what was decided before")
      try expectEqual(settled?.settlement, decided, "the settlement")
      try expectEqual(try again.response(1)?.details?.secondLook, true, "the mark for a second look")
      try expectRefusal(.alreadySettled(1)) { try again.keepUnfinished(decided, ofKeying: 1) }
      try expectRefusal(.noSuchSecondKeying(4)) { try again.keepUnfinished(decided, ofKeying: 4) }
    },
    Check("a text that is held back goes out of what was decided as well") { subject in
      let store = try subject.make()
      let draft = try keyedTwice(
        store, Sample.form("1", ["comment": .text("Liter")]), Sample.form("1", ["comment": .text("Latter")]))
      _ = try store.completeSecond(draft)
      let decided = Settlement(answers: ["comment": .text("Litter")], occasion: Sample.occasion())
      try store.keepUnfinished(decided, ofKeying: 1)
      try store.restrict(
        RestrictedText(
          id: "held", survey: "contract", session: Sample.form("1").session, question: "comment",
          text: "Liter", flagged: Sample.occasion()), ofResponse: 1)
      let again = try subject.reopen(store)
      let kept = try again.secondKeyings(survey: "contract", event: "event").first
      try expectEqual(kept?.unfinished?.answers, [:], "the text that was decided")
      _ = try again.settle(1, decided, seen: try Sample.seen(1, again))
      try expectEqual(try again.response(1)?["comment"], .missing(.notAnswered), "the text that is held back")
    },
    Check("a second keying that was taken away leaves a trace without its content, and room for another") {
      subject in
      let store = try subject.make()
      var draft = try keyedTwice(
        store, Sample.form("1", ["age": .number(3)]), Sample.form("1", ["age": .number(8)]))
      _ = try store.completeSecond(draft)
      try expectRefusal(.noSuchSecondKeying(4)) {
        try store.discard(secondKeying: 4, on: Sample.occasion("wrong paper"))
      }
      try store.discard(secondKeying: 1, on: Sample.occasion("wrong paper"))
      try expectRefusal(.noSuchSecondKeying(1)) {
        try store.discard(secondKeying: 1, on: Sample.occasion("wrong paper"))
      }
      let again = try subject.reopen(store)
      try expectEqual(
        try again.secondKeyings(survey: "contract", event: "event").map(\.number), [], "keyings")
      try expectEqual(try again.response(1)?["age"], .number(3), "the first keying")
      let last = try again.history(ofResponse: 1).last
      try expectEqual(last?.action, .discarded, "what was done")
      try expectEqual([last?.by, last?.why], ["Dee", "wrong paper"], "by whom and why")
      try expectEqual([last?.before, last?.after], [nil, nil], "what it said")
      draft.id = "again"
      try again.save(draft)
      try expectEqual(try again.completeSecond(draft), 2, "its number")
    },
    Check("what was put right because of a second keying stays when that is taken away") { subject in
      let store = try subject.make()
      let draft = try keyedTwice(
        store, Sample.form("1", ["age": .number(3)]), Sample.form("1", ["age": .number(8)]))
      _ = try store.completeSecond(draft)
      let settlement = Settlement(answers: ["age": .number(8)], occasion: Sample.occasion())
      let batch = try store.settle(1, settlement, seen: try Sample.seen(1, store))
      try store.discard(secondKeying: 1, on: Sample.occasion("wrong paper"))
      try expectEqual(try store.response(1)?["age"], .number(8), "the age")
      try store.undo(batch: batch?.number ?? 0, by: "Dee", why: "")
      try expectEqual(try store.response(1)?["age"], .number(3), "the age after undoing")
    },
    Check("a text held back while a form is keyed a second time belongs to its first keying") { subject in
      let store = try subject.make()
      let draft = try keyedTwice(store, Sample.form("1"), Sample.form("1", ["age": .number(8)]))
      try store.restrict(Sample.worry(draft: draft.id), savingDraft: draft)
      let again = try subject.reopen(store)
      try expectEqual(try again.restrictedTexts(event: nil).map(\.response), [1], "its response")
      _ = try again.completeSecond(draft)
      _ = try again.erase([1], on: Sample.occasion())
      try expectEqual(try again.restrictedTexts(event: nil), [], "texts held back after erasing")
    },
    Check("a second keying goes with its first, and with its sitting") { subject in
      let store = try subject.make()
      let draft = try keyedTwice(store, Sample.form("1"), Sample.form("1", ["age": .number(8)]))
      let withdrawal = try store.withdraw([1], on: Sample.occasion())
      try expectRefusal(.withdrawn(1)) { _ = try store.completeSecond(draft) }
      try store.undo(batch: withdrawal.number, by: "Dee", why: "")
      _ = try store.completeSecond(draft)
      var other = draft
      other.id = "third"
      other.batch = try sitting(store).number
      try store.save(other)
      try expectEqual(try store.completeSecond(other), 2, "its number")
      try store.undo(batch: other.batch, by: "Dee", why: "")
      func numbers() throws -> [Int64] {
        try store.secondKeyings(survey: "contract", event: "event").map(\.number)
      }
      try expectEqual(try numbers(), [1], "keyings after undoing a sitting")
      var unfinished = draft
      unfinished.id = "fourth"
      try store.save(unfinished)
      _ = try store.erase([1], on: Sample.occasion())
      try expectEqual(try numbers(), [], "keyings after erasing")
      try expectEqual(try store.drafts(event: "event", session: nil), [], "drafts after erasing")
    },
  ]
}
