import EngageModel

/// Answers in words, for the person who typed them.
struct AnswerWords {
  let language: String?

  /// An answer in brief; the whole of it with no length given.
  func words(_ answer: Answer, to question: Question, length: Int? = 60) -> String {
    let full = full(answer, to: question)
    return length.map { full.brief($0) } ?? full
  }

  private func full(_ answer: Answer, to question: Question) -> String {
    switch answer {
    case .choice(let choice): return label(choice, question)
    case .choices(let choices): return choices.map { label($0, question) }.joined(separator: "; ")
    case .ranking(let choices):
      return choices.enumerated().map { "\($0.offset + 1). \(label($0.element, question))" }.joined(
        separator: ", ")
    case .number(let number): return ExpressionValue.number(number).text
    case .date(let date): return AnswerWords.date(date)
    case .time(let seconds): return ExpressionValue.time(seconds).text
    case .text(let text): return text
    case .missing(let reason): return reason.label
    }
  }

  private func label(_ choice: Choice.ID, _ question: Question) -> String {
    guard let code = question.code(of: choice) else { return choice.rawValue }
    return question.choices[code].label.text(in: language)
  }

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// "24 September 2019".
  static func date(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }
}
