import EngageModel
import EngageStore

extension Sample {
  /// A coder's codes of the comment of a response.
  static func code(
    _ response: Int64, _ themes: [Theme.ID], by coder: String = "Ada", memo: String? = nil,
    of question: Question.ID = "comment", with codebook: Codebook.ID = "book", version: Int = 1,
    at: String = "2026-03-04T10:00:00Z"
  ) -> CodedText {
    CodedText(
      response: response, question: question, codebook: codebook, version: version, coder: coder,
      themes: themes, memo: memo, fingerprint: CodedText.fingerprint(of: "said \(response)".utf8), at: at)
  }

  static let coding = CodeQuery(survey: "contract")

  static func codingDraft(_ fingerprint: String? = nil, by: String = "Ada") -> BatchDraft {
    BatchDraft(
      kind: .coding, survey: survey.id, event: event, enteredBy: by, at: "2026-03-05T10:00:00Z",
      sourceName: "codes.xlsx", fingerprint: fingerprint)
  }

  /// A store with so many comments.
  static func commented(_ store: any ResponseStore, _ count: Int) throws {
    try write(
      (1...count).map { form("\($0)", ["comment": .text("said \($0)"), "age": .number(Double($0))]) },
      to: store)
  }
}

extension ResponseStoreContract {
  static let coding: [Check] = [
    Check("codes are kept by text, codebook and coder, and listed in order") { subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      try Sample.write(
        [Sample.form("1", ["comment": .text("said 4")], in: Sample.elsewhere)], to: store,
        as: Sample.draft(event: "other-event"))
      let codes = [
        Sample.code(4, ["police"]), Sample.code(2, [], by: "Bea", memo: "żółć 👩‍👩‍👧"),
        Sample.code(2, ["police", "roads"], version: 3), Sample.code(1, ["roads"], with: "other"),
      ]
      try expectEqual(try store.save(codes, on: Sample.occasion("coding")), 4, "new codes")
      let again = try subject.reopen(store)
      try expectEqual(try again.codes(Sample.coding), [codes[3], codes[2], codes[1], codes[0]], "codes")
      try expectEqual(
        try again.codes(CodeQuery(survey: "contract", codebook: "other")), [codes[3]], "a codebook's")
      try expectEqual(try again.codes(CodeQuery(survey: "contract", coder: "Bea")), [codes[1]], "a coder's")
      try expectEqual(
        try again.codes(CodeQuery(survey: "contract", event: "other-event")), [codes[0]], "an event's")
      try expectEqual(
        try again.codes(CodeQuery(survey: "contract", response: 2)).count, 2, "a response's")
      try expectEqual(try again.codes(CodeQuery(survey: "contract", question: "sum")), [], "a question's")
      try expectEqual(try again.codes(CodeQuery(survey: "unknown")), [], "an unknown survey's")
      try expectEqual(
        try again.codingProgress(survey: "contract", event: "event"),
        [
          CodingProgress(
            codebook: "book", question: "comment", coder: "Ada", coded: 1, last: "2026-03-04T10:00:00Z"),
          CodingProgress(
            codebook: "book", question: "comment", coder: "Bea", coded: 1, last: "2026-03-04T10:00:00Z"),
          CodingProgress(
            codebook: "other", question: "comment", coder: "Ada", coded: 1, last: "2026-03-04T10:00:00Z"),
        ], "progress")
    },
    Check("codes replace the coder's own; the trail keeps who, when, why and what was before") { subject in
      let store = try subject.make()
      try Sample.commented(store, 2)
      let first = Sample.code(1, ["police"], memo: "unsure")
      let second = Sample.code(1, ["roads"], at: "2026-03-04T11:00:00Z")
      try store.save([first, Sample.code(1, [], by: "Bea")], on: Sample.occasion("coding"))
      try expectEqual(
        try store.save(
          [Sample.code(1, ["police"], memo: "unsure", at: "2026-03-04T12:00:00Z")],
          on: Sample.occasion("coding")), 0, "codes that say the same")
      try store.save([second], on: Sample.occasion("read again"))
      try expectEqual(
        try store.remove([second.key, second.key], on: Sample.occasion("undone")), 1, "removed")
      let again = try subject.reopen(store)
      try expectEqual(try again.codes(Sample.coding).map(\.coder), ["Bea"], "whose codes are left")
      let history = try again.codeHistory(ofResponse: 1, question: "comment")
        .filter { $0.codes?.coder == "Ada" }
      try expectEqual(history.map(\.action), [.coded, .coded, .coded], "what happened")
      try expectEqual(history.map(\.codes?.before), [nil, first, second], "codes before")
      try expectEqual(history.map(\.codes?.after), [first, second, nil], "codes after")
      try expectEqual(history.map(\.why), ["coding", "read again", "undone"], "why")
      try expectEqual(history.map(\.by), ["Dee", "Dee", "Dee"], "who")
      try expectEqual(try again.codeHistory(ofResponse: 2, question: "comment"), [], "of another text")
    },
    Check("only texts of responses that count are coded; of several codes all or none") { subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      _ = try store.withdraw([2], on: Sample.occasion())
      let good = Sample.code(1, ["police"])
      for (bad, refusal) in [
        (Sample.code(2, []), StoreError.withdrawn(2)), (Sample.code(9, []), .noSuchResponse(9)),
        (Sample.code(1, [], of: "age"), .noText(1, "age")),
        (Sample.code(1, [], of: "sum"), .noText(1, "sum")),
        (Sample.code(1, [], of: "unasked"), .noText(1, "unasked")),
      ] {
        try expectRefusal(refusal) { _ = try store.save([good, bad], on: Sample.occasion()) }
        try expectRefusal(refusal) { _ = try store.importCodes([good, bad], as: Sample.codingDraft()) }
      }
      try expectEqual(try store.codes(Sample.coding), [], "codes")
      try expectEqual(try store.batches().count, 2, "batches")
    },
    Check("codes of a response that does not count are given to nobody, and come back with it") { subject in
      let store = try subject.make()
      try Sample.commented(store, 2)
      let codes = [Sample.code(1, ["police"]), Sample.code(2, ["roads"])]
      try store.save(codes, on: Sample.occasion())
      let withdrawal = try store.withdraw([1], on: Sample.occasion())
      try expectEqual(try subject.reopen(store).codes(Sample.coding), [codes[1]], "codes after withdrawing")
      try expectEqual(
        try store.codingProgress(survey: "contract", event: nil).map(\.coded), [1], "progress")
      try store.undo(batch: withdrawal.number, by: "Dee", why: "")
      try expectEqual(try store.codes(Sample.coding), codes, "codes after undoing that")
      try store.undo(batch: 1, by: "Dee", why: "")
      try expectEqual(try store.codes(Sample.coding), [], "codes after undoing the import")
    },
    Check("erasing and holding back take codes and memos out of everything") { subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      try store.save([1, 2, 3].map { Sample.code($0, ["police"], memo: "memo") }, on: Sample.occasion())
      try store.save([1, 2].map { Sample.code($0, ["roads"]) }, on: Sample.occasion())
      _ = try store.erase([1], on: Sample.occasion())
      try store.restrict(Sample.worry("w", "said 2"), ofResponse: 2)
      let again = try subject.reopen(store)
      try expectEqual(try again.codes(Sample.coding).map(\.response), [3], "codes")
      for response: Int64 in [1, 2] {
        let history = try again.history(ofResponse: response)
        try expectEqual(history.filter { $0.action == .coded }.count, 2, "that it was coded")
        try expect(history.allSatisfy { $0.codes == nil }, "the history still tells codes of \(response)")
      }
      try expectRefusal(.noText(2, "comment")) {
        _ = try again.save([Sample.code(2, ["police"])], on: Sample.occasion())
      }
    },
    Check("imported codes are a batch; undoing it gives back what was there, but not over later codes") {
      subject in
      let store = try subject.make()
      try Sample.commented(store, 3)
      let own = Sample.code(1, ["police"], memo: "mine")
      try store.save([own], on: Sample.occasion())
      let arrived = [1, 2, 3].map { Sample.code($0, ["roads"]) }
      let batch = try store.importCodes(arrived, as: Sample.codingDraft("abc"))
      try expectEqual(batch?.draft.kind, .coding, "the kind")
      try expectEqual([batch?.number, batch?.stored, batch?.updated], [2, 0, 3], "number and counts")
      try expectRefusal(.sameContent(batch: 2)) {
        _ = try store.importCodes(arrived, as: Sample.codingDraft("abc"))
      }
      try expectEqual(
        try store.importCodes(arrived, as: Sample.codingDraft("def")), nil, "codes that say the same")
      let later = Sample.code(3, ["parks"])
      try store.save([later], on: Sample.occasion())
      let again = try subject.reopen(store)
      try expectEqual(try again.batches().count, 2, "batches")
      try again.undo(batch: 2, by: "Dee", why: "wrong sheet")
      try expectEqual(try again.codes(Sample.coding), [own, later], "codes after undoing")
      try expectEqual(try Sample.live(again).count, 3, "responses after undoing")
      try expectEqual(
        try again.codeHistory(ofResponse: 1, question: "comment").map(\.action), [.coded, .coded, .restored],
        "the trail")
      try expectEqual(
        try again.importCodes(arrived, as: Sample.codingDraft("abc"))?.number, 3, "the same file again")
    },
    Check("a batch of codes that a later one replaced is undone after that one") { subject in
      let store = try subject.make()
      try Sample.commented(store, 2)
      _ = try store.importCodes([Sample.code(1, ["police"])], as: Sample.codingDraft())
      _ = try store.importCodes([Sample.code(1, ["roads"])], as: Sample.codingDraft())
      _ = try store.importCodes([Sample.code(1, ["roads"], by: "Bea")], as: Sample.codingDraft(by: "Bea"))
      try expectRefusal(.changedSince(batch: 2, by: 3)) { try store.undo(batch: 2, by: "Dee", why: "") }
      try store.undo(batch: 3, by: "Dee", why: "")
      try expectEqual(try store.codes(Sample.coding).first?.themes, ["police"], "themes")
      try store.undo(batch: 2, by: "Dee", why: "")
      try expectEqual(try store.codes(Sample.coding).map(\.coder), ["Bea"], "coders")
      try store.undo(batch: 4, by: "Dee", why: "")
      try store.undo(batch: 1, by: "Dee", why: "")
    },
    Check("a draw is kept with its order, and replaced by a later one of the same identity") { subject in
      let store = try subject.make()
      func draw(_ coder: String, _ texts: [Int64]) -> CodingDraw {
        CodingDraw(
          survey: "contract", event: nil, question: "comment", codebook: "book", coder: coder,
          seed: 0xFFFF_FFFF_FFFF_FFF1, share: 0.2,
          texts: texts.map { CodingDraw.Text(response: $0, question: "comment") },
          occasion: Sample.occasion("second coder"))
      }
      for draw in [draw("Bea", [1]), draw("Cy", [2, 1]), draw("Bea", [3, 1, 2])] { try store.keep(draw) }
      let again = try subject.reopen(store)
      try expectEqual(
        try again.codingDraws(survey: "contract"), [draw("Cy", [2, 1]), draw("Bea", [3, 1, 2])], "draws")
      try expectEqual(try again.codingDraws(survey: "other"), [], "of another survey")
    },
    Check("the last change moves on with all that a report could show, and with nothing else") { subject in
      let store = try subject.make()
      try expectEqual(try store.lastChange(), 0, "the last change of an empty store")
      var last: Int64 = 0
      func expectMoved(_ what: String, _ body: () throws -> Void) throws {
        try body()
        let now = try store.lastChange()
        try expect(now > last, "after \(what): expected more than \(last), found \(now)")
        last = now
      }
      try expectMoved("an import") { try Sample.commented(store, 3) }
      try expectMoved("a correction") { try Sample.correct(1, in: store) { $0.answers["age"] = .number(3) } }
      try expectMoved("coding") { try store.save([Sample.code(1, ["police"])], on: Sample.occasion()) }
      try expectMoved("uncoding") {
        try store.remove([Sample.code(1, []).key], on: Sample.occasion())
      }
      try expectMoved("holding back") { try store.restrict(Sample.worry("w", "said 3"), ofResponse: 3) }
      try expectMoved("figures") {
        try store.record(Sample.figures(Sample.rugby, attended: 52, by: "Ada"))
      }
      try expectMoved("withdrawing") { _ = try store.withdraw([2], on: Sample.occasion()) }
      try expectMoved("undoing") { try store.undo(batch: 3, by: "Dee", why: "") }
      try expectMoved("erasing") { _ = try store.erase([1], on: Sample.occasion()) }
      let form = draft("a", try sitting(store), Sample.form("9"))
      try store.save(form)
      try store.discard("a", by: "Cy", why: "torn")
      _ = try store.read(restrictedText: "w", on: Sample.occasion())
      try expectEqual(try subject.reopen(store).lastChange(), last, "the last change after looking")
      try expectMoved("entry") {
        let form = draft("b", try sitting(store), Sample.form("9"))
        try store.save(form)
        try store.complete(form)
      }
    },
  ]
}
