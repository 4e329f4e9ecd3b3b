import EngageModel
import Testing

@Suite("Responses held by column")
struct ResponseBatchTests {
  static func questions(choices: Int) -> [Question] {
    QuestionType.allCases.map { type in
      let list = type.takesChoices ? (0..<choices).map { Choice(id: Choice.ID("c\($0)"), label: "C") } : []
      return Question(id: Question.ID(type.rawValue), type: type, label: "Q", choices: list)
    }
  }

  static func answer(to question: Question, using generator: inout SplitMix) -> Answer? {
    if question.type == .note { return nil }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      let reason = MissingReason.allCases.randomElement(using: &generator) ?? .notAnswered
      return reason == .notAnswered ? nil : .missing(reason)
    }
    let names = question.choices.map(\.id)
    switch question.type {
    case .note: return nil
    case .selectOne, .scale, .acknowledge: return names.randomElement(using: &generator).map { .choice($0) }
    case .selectMultiple:
      return .choices(names.filter { _ in Bool.random(using: &generator) })
    case .rank:
      return .ranking(
        Array(names.shuffled(using: &generator).prefix(Int.random(in: 0...names.count, using: &generator))))
    case .integer, .decimal, .range: return .number(Double.random(in: -1e9...1e9, using: &generator))
    case .date: return .date(CalendarDate(daysSince1970: Int.random(in: -20_000...40_000, using: &generator)))
    case .time: return .time(Int.random(in: 0..<86_400, using: &generator))
    case .text, .calculate, .hidden:
      return .text(
        String(
          (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            "aé👩‍👧\n".randomElement(using: &generator) ?? "a"
          }))
    }
  }

  @Test("Random responses to questions of all types come back as they were", arguments: [1, 5, 64, 65, 130])
  func roundTrip(choices: Int) {
    var generator = SplitMix(seed: UInt64(choices))
    let sessions = ["a", "b", "c"].map { SessionReference(event: "e", session: Session.ID($0)) }
    let questions = Self.questions(choices: choices)
    var batch = ResponseBatch(schema: BatchSchema(questions: questions, sessions: sessions))
    for round in 0..<2 {
      batch.removeAll()
      var responses: [Response] = []
      for number in 0..<200 {
        var response = Response(
          id: Int64(number), session: sessions[number % 3], unit: number % 5 == 0 ? .table : .person,
          people: number % 10 == 0 ? number : nil, key: number % 2 == 0 ? "k\(number)" : nil,
          submittedAt: number % 3 == 0 ? "2019-09-24T10:00:00Z" : nil, version: 1 + round)
        for question in questions {
          response.answers[question.id] = Self.answer(to: question, using: &generator)
        }
        responses.append(response)
        let added = batch.append(response)
        #expect(added)
      }
      #expect(batch.count == 200)
      for (row, response) in responses.enumerated() where batch.response(at: row) != response {
        let other = batch.response(at: row)
        let changed = questions.map(\.id).filter { other[$0] != response[$0] }
        Issue.record(
          "response \(row) came back changed: \(changed.map { "\($0): \(response[$0]) \(other[$0])" })")
      }
    }
  }

  @Test("What does not fit a question is unreadable, and a session that is not known adds nothing")
  func misfits() {
    let question = { (type: QuestionType) in
      Question(
        id: "q", type: type, label: "Q", choices: type.takesChoices ? [Choice(id: "a", label: "A")] : [])
    }
    let misfits: [(QuestionType, Answer)] = [
      (.selectOne, .choice("b")), (.selectOne, .number(1)), (.date, .number(1e300)),
      (.time, .number(.infinity)), (.date, .number(3)),
      (.decimal, .number(.nan)), (.integer, .text("4")), (.text, .number(4)), (.scale, .choices(["a"])),
    ]
    for (type, answer) in misfits {
      var column = BatchColumn(for: question(type))
      column.append(answer, to: question(type))
      #expect(column.answer(at: 0, to: question(type)) == .missing(.unreadable), "\(type) \(answer)")
    }
    let here = SessionReference(event: "e", session: "here")
    var batch = ResponseBatch(schema: BatchSchema(questions: [question(.text)], sessions: [here]))
    let added = batch.append(Response(session: SessionReference(event: "e", session: "there")))
    #expect(!added)
    #expect(batch.count == 0)
  }
}
