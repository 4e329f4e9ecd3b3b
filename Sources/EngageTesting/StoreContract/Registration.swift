import EngageModel
import EngageStore

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
}
