import EngageAnalysis
import EngageModel
import EngageTesting

/// Responses held in memory, all in one part.
struct HeldResponses: ResponseSource {
  let responses: [Response]
  /// Whether each form has a weight of its own.
  var isWeighted = false

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    var batch = ResponseBatch(schema: schema)
    for (number, response) in responses.enumerated() {
      batch.append(response)
      if isWeighted { batch.weights.append(response.unit == .table ? 1 : Double(number % 7 + 1) / 4) }
    }
    let whole = batch
    return [BatchPartition { visit in try visit(whole) }]
  }

  /// So many responses to a survey, whatever skip logic says: forms, tables' notes and what was said in front of all.
  init(
    _ count: Int, to survey: Survey, in sessions: [SessionReference], words: [String], seed: UInt64
  ) {
    var dice = SeededGenerator(seed: seed)
    responses = (1...count).map { number in
      let isTable = Int.random(in: 0..<5, using: &dice) == 0
      var response = Response(
        id: Int64(number), session: sessions.randomElement(using: &dice) ?? sessions[0],
        unit: isTable ? .table : .person, people: isTable ? Int.random(in: 0...9, using: &dice) : nil)
      if Bool.random(using: &dice) {
        response.submittedAt =
          "2019-1\(Int.random(in: 0...2, using: &dice))-1\(Int.random(in: 0...9, using: &dice))"
      }
      for question in survey.questions {
        response.answers[question.id] = HeldResponses.answer(to: question, words: words, &dice)
      }
      return response
    }
  }

  init(_ responses: [Response]) { self.responses = responses }

  private static func answer(
    to question: Question, words: [String], _ dice: inout SeededGenerator
  ) -> Answer? {
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: return nil
    case 1: return .missing(MissingReason.allCases.randomElement(using: &dice) ?? .notAnswered)
    default: break
    }
    let choices = question.choices.map(\.id)
    let some = choices.shuffled(using: &dice).prefix(Int.random(in: 1...max(1, choices.count), using: &dice))
    switch question.type {
    case .selectOne, .scale, .acknowledge: return some.first.map(Answer.choice)
    case .selectMultiple: return .choices(choices.filter(some.contains))
    case .rank: return .ranking(Array(some))
    case .integer, .range: return .number(Double(Int.random(in: 0...40, using: &dice)))
    case .decimal: return .number(Double(Int.random(in: 0...40, using: &dice)) / 4)
    case .date: return .date(CalendarDate(daysSince1970: 18_000 + Int.random(in: 0...60, using: &dice)))
    case .time: return .time(60 * Int.random(in: 0..<1440, using: &dice))
    case .text, .calculate, .hidden:
      return .text(
        (0..<6).compactMap { _ in words.randomElement(using: &dice) }.joined(separator: " "))
    case .note: return nil
    }
  }
}
