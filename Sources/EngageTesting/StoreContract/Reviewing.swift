import EngageModel
import EngageStore

extension Sample {
  /// A decision on the comment of a response that `commented` made.
  static func review(
    _ response: Int64, _ decision: TextReview.Decision = .release, wording: String? = nil,
    of question: Question.ID = "comment", text: String? = nil, by: String = "Ada",
    at: String = "2026-03-04T10:00:00Z"
  ) -> TextReview {
    TextReview(
      response: response, question: question,
      fingerprint: CodedText.fingerprint(of: (text ?? "said \(response)").utf8), decision: decision,
      wording: wording,
      spans: wording == nil ? [] : [TextReview.Span(0..<4, kind: "name", replacement: "[name]")],
      note: wording, by: by, at: at)
  }

  static func queued(_ response: Int64, of question: Question.ID = "comment", text: String? = nil)
    -> QueuedText
  {
    QueuedText(
      response: response, question: question, session: rugby,
      fingerprint: CodedText.fingerprint(of: (text ?? "said \(response)").utf8), codebook: "safeguarding v1",
      themes: ["read-today"], at: "2026-03-04T10:00:00Z", by: "Ada", toTell: "Jo")
  }

  static let noConcern = QueuedText.Verdict(
    isConcern: false, by: "Jo", at: "2026-03-05T10:00:00Z", why: "about a film")

  static func place(_ response: Int64) -> TextPlace { TextPlace(response: response, question: "comment") }

  /// Gives the comment of a response other words.
  static func change(_ store: any ResponseStore, _ response: Int64, to text: String) throws {
    guard let seen = try store.response(response) else { throw BrokenPromise("response \(response) is gone") }
    var wanted = seen
    wanted.answers["comment"] = .text(text)
    _ = try store.correct(wanted, seen: seen, on: occasion("misread"))
  }
}

extension ResponseStoreContract {
  static let reviewing: [Check] = [
    Check("decisions on texts are kept, listed in order, and replaced; the trail keeps who and when") {
      subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      let first = Sample.review(2, .redact, wording: "[name] 2 żółć 👩‍👩‍👧")
      try expectEqual(
        try store.save([first, Sample.review(1)], on: Sample.occasion("read")), 2, "new decisions")
      try expectEqual(
        try store.save(
          [Sample.review(1, by: "Bea", at: "2026-03-06T10:00:00Z")], on: Sample.occasion("again")), 0,
        "the same said again")
      let second = Sample.review(1, .withhold)
      try expectEqual(try store.save([second], on: Sample.occasion("thought better")), 1, "another decision")
      let again = try subject.reopen(store)
      try expectEqual(try again.reviews(survey: "contract", event: nil), [second, first], "decisions")
      try expectEqual(try again.reviews(survey: "contract", event: "event").count, 2, "an event's")
      try expectEqual(try again.reviews(survey: "contract", event: "other-event"), [], "another event's")
      try expectEqual(try again.reviews(survey: "unknown", event: nil), [], "an unknown survey's")
      let trail = try again.history(ofResponse: 1).filter { $0.action == .reviewed }
      try expectEqual(trail.map(\.why), ["read", "thought better"], "why")
      try expectEqual(trail.map(\.question), ["comment", "comment"], "which text")
      try expect(trail.allSatisfy { $0.before == nil && $0.after == nil }, "the trail keeps no words")
    },
    Check("a decision taken back is gone") { subject in
      let store = try subject.make()
      try Sample.commented(store, 2)
      try store.save([Sample.review(1), Sample.review(2)], on: Sample.occasion())
      try expectEqual(
        try store.removeReviews(
          of: [Sample.place(1), Sample.place(1), Sample.place(7)], on: Sample.occasion()),
        1, "taken back")
      try expectEqual(
        try subject.reopen(store).reviews(survey: "contract", event: nil), [Sample.review(2)], "decisions")
    },
    Check("only the words that stand there can be decided on; of several decisions all or none") { subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      _ = try store.withdraw([2], on: Sample.occasion())
      let good = Sample.review(1)
      for (bad, refusal) in [
        (Sample.review(2), StoreError.withdrawn(2)), (Sample.review(9), .noSuchResponse(9)),
        (Sample.review(1, of: "age"), .noText(1, "age")), (Sample.review(1, of: "sum"), .noText(1, "sum")),
        (Sample.review(1, of: "unasked"), .noText(1, "unasked")),
        (Sample.review(3, text: "something else"), .changedMeanwhile(3)),
      ] {
        try expectRefusal(refusal) { try store.save([good, bad], on: Sample.occasion()) }
      }
      try expectRefusal(.changedMeanwhile(3)) {
        _ = try store.queue([Sample.queued(1), Sample.queued(3, text: "something else")])
      }
      try expectRefusal(.noText(1, "age")) { _ = try store.queue([Sample.queued(1, of: "age")]) }
      try expectEqual(try store.reviews(survey: "contract", event: nil), [], "decisions")
      try expectEqual(try store.queuedTexts(survey: nil, event: nil), [], "queued")
    },
    Check("a decision releases nothing once the text says something else") { subject in
      let store = try subject.make()
      try Sample.commented(store, 1)
      try store.save([Sample.review(1, .redact, wording: "said [number]")], on: Sample.occasion())
      try Sample.change(store, 1, to: "said more")
      let reviews = try subject.reopen(store).reviews(survey: "contract", event: nil)
      try expectEqual(reviews.map { $0.released(of: "said 1") }, ["said [number]"], "of the words read")
      try expectEqual(reviews.map { $0.released(of: "said more") }, [nil], "of the words there are")
    },
    Check("decisions on a response that does not count are given to nobody, and come back with it") {
      subject in
      let store = try subject.make()
      try Sample.commented(store, 2)
      try store.save([Sample.review(1), Sample.review(2)], on: Sample.occasion())
      _ = try store.queue([Sample.queued(1)])
      let batch = try store.withdraw([1], on: Sample.occasion())
      try expectEqual(try store.reviews(survey: "contract", event: nil).map(\.response), [2], "decisions")
      try expectEqual(try store.queuedTexts(survey: nil, event: nil), [], "queued")
      try store.undo(batch: batch.number, by: "Dee", why: "a mistake")
      try expectEqual(try store.reviews(survey: "contract", event: nil).map(\.response), [1, 2], "decisions")
      try expectEqual(try store.queuedTexts(survey: nil, event: nil).map(\.response), [1], "queued")
    },
    Check("what is erased or held back takes its decisions with it") { subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      try store.save((1...3).map { Sample.review($0, .redact, wording: "z") }, on: Sample.occasion())
      _ = try store.queue([Sample.queued(1), Sample.queued(2)])
      _ = try store.erase([1], on: Sample.occasion())
      let worry = RestrictedText(
        id: "w", survey: "contract", session: Sample.rugby, response: 2, question: "comment", text: "said 2",
        flagged: Sample.occasion())
      try store.restrict(worry, ofResponse: 2)
      let again = try subject.reopen(store)
      try expectEqual(try again.reviews(survey: "contract", event: nil).map(\.response), [3], "decisions")
      try expectEqual(try again.queuedTexts(survey: nil, event: nil).map(\.response), [2], "queued")
    },
    Check("a text is queued once for the same words, held until decided on, and queued again if changed") {
      subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      let first = try store.queue([Sample.queued(2), Sample.queued(1)])
      try expectEqual(first.map(\.response), [2, 1], "queued")
      try expectEqual(try store.queue([Sample.queued(2)]), [], "queued twice")
      try store.decide(first[0].number, Sample.noConcern)
      try expectEqual(try store.heldPlaces(survey: "contract"), [Sample.place(1)], "held")
      try expectEqual(try store.queue([Sample.queued(2)]), [], "queued though decided on")
      try Sample.change(store, 2, to: "said more")
      let second = try store.queue([Sample.queued(2, text: "said more")])
      try expectEqual(second.map(\.verdict), [nil], "the verdict on other words")
      try expect(second.allSatisfy { $0.number > 2 }, "a number is given once")
      let again = try subject.reopen(store)
      try expectEqual(
        try again.heldPlaces(survey: "contract"), [Sample.place(1), Sample.place(2)], "held then")
      try expectEqual(
        try again.queuedTexts(survey: "contract", event: "event").map(\.response), [1, 2], "an event's")
      try expectEqual(try again.queuedTexts(survey: "unknown", event: nil), [], "an unknown survey's")
    },
    Check("the trail keeps who read a queued text and who decided, and why") { subject in
      let store = try subject.make()
      try Sample.commented(store, 1)
      let number = try store.queue([Sample.queued(1)])[0].number
      try store.noteReading(ofQueued: number, on: Sample.occasion("I am the lead"))
      var verdict = Sample.noConcern
      (verdict.isConcern, verdict.told) = (true, "Jo")
      try store.decide(number, verdict)
      let again = try subject.reopen(store)
      try expectEqual(try again.queuedTexts(survey: nil, event: nil).map(\.verdict), [verdict], "verdict")
      try expect(try again.queuedTexts(survey: nil, event: nil).allSatisfy(\.isHeld), "a concern is held")
      let trail = try again.history(ofResponse: 1).suffix(3)
      try expectEqual(trail.map(\.action), [.queued, .looked, .decided], "what happened")
      try expectEqual(trail.map(\.by), ["Ada", "Dee", "Jo"], "who")
      try expectEqual(trail.map(\.why), ["safeguarding v1", "I am the lead", "about a film"], "why")
      try expectRefusal(.noSuchQueuedText(99)) { try store.decide(99, verdict) }
      try expectRefusal(.noSuchQueuedText(99)) {
        try store.noteReading(ofQueued: 99, on: Sample.occasion())
      }
    },
  ]
}
