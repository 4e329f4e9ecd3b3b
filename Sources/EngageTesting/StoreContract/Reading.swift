import EngageModel
import EngageStore

extension ResponseStoreContract {
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
