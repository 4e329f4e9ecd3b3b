import EngageModel

/// A row as expressions see it.
struct RowContext: ExpressionContext {
  let decoder: RowDecoder
  let slot: Int
  let current: Answer?
  let today: CalendarDate
  var attributes: [String: String] = [:]

  func attribute(_ name: String) -> String? { attributes[name] }

  func answer(to question: Question.ID) -> Answer? {
    decoder.schema.column(of: question).map { decoder.answer(to: $0, slot) }
  }

  func question(_ id: Question.ID) -> Question? { decoder.options.survey.question(id) }
}

extension RowDecoder {
  /// The answer at a place, as a value.
  func answer(to index: Int, _ slot: Int) -> Answer {
    let buffer = buffers[index]
    let question = schema.questions[index]
    let code = buffer.codes[slot]
    if code < 0 { return .missing(MissingReason(rawValue: code) ?? .unreadable) }
    switch buffer.kind {
    case .codes: return .choice(question.choices[Int(code)].id)
    case .masks:
      let mask = buffer.masks + slot * buffer.wordsPerRow
      return .choices(
        question.choices.indices.filter { mask[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }.map {
          question.choices[$0].id
        })
    case .ranks:
      let places = buffer.ranks + slot * buffer.choiceCount
      return .ranking(
        question.choices.indices.filter { places[$0] > 0 }.sorted { places[$0] < places[$1] }
          .map { question.choices[$0].id })
    case .numbers:
      switch question.type {
      case .date: return .date(CalendarDate(daysSince1970: Int(buffer.numbers[slot])))
      case .time: return .time(Int(buffer.numbers[slot]))
      default: return .number(buffer.numbers[slot])
      }
    case .text: return .text(String(decoding: buffer.text(slot), as: UTF8.self))
    }
  }
}
