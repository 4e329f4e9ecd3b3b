public import EngageModel

extension Response {
  /// Takes a text out of everybody's sight: the answer to a question, or one point of a table's notes.
  /// - Parameter point: which of the table's points, from 0; `nil` for the whole answer.
  public mutating func withhold(_ question: Question.ID, point: Int?, text: String) {
    var details = details ?? ResponseDetails()
    let isThere = point.map { details.table?.points[question]?.indices.contains($0) == true } ?? false
    let point = isThere ? point : nil
    details.withhold(question, point: point, text: text)
    if point != nil, let points = details.table?.points[question] {
      set(TablePoint.answer(points) ?? .missing(.notAnswered), to: question)
    } else {
      set(.missing(.notAnswered), to: question)
    }
    self.details = details
  }

  /// Takes a text out of another reading of the same form, which need not number its points alike.
  public mutating func withholdCopy(_ question: Question.ID, isPoint: Bool, text: String) {
    let index = isPoint ? details?.table?.points[question]?.firstIndex { $0.text == text } : nil
    withhold(question, point: index, text: text)
  }

  /// The response as a store keeps it: without answers that its survey does not ask for, choices in their order.
  public func kept(for survey: Survey) -> Response {
    var kept = self
    if details?.isEmpty == true { kept.details = nil }
    kept.answers = [:]
    for (id, answer) in answers where answer != .missing(.notAnswered) {
      guard let question = survey.question(id) else { continue }
      if case .choices(let choices) = answer {
        kept.answers[id] = .choices(
          choices.sorted { question.code(of: $0) ?? .max < question.code(of: $1) ?? .max })
      } else {
        kept.answers[id] = answer
      }
    }
    return kept
  }

  /// Puts an answer in place of another; what was not answered is left out.
  mutating func set(_ answer: Answer, to question: Question.ID) {
    answers[question] = answer == .missing(.notAnswered) ? nil : answer
  }
}

extension ResponseDetails {
  /// Earlier details of a response, as they are given back: what is held back since stays so.
  public static func restored(_ before: ResponseDetails?, over now: ResponseDetails?) -> ResponseDetails? {
    guard let held = now?.restricted, !held.isEmpty else { return before }
    var restored = before ?? ResponseDetails()
    restored.restricted.formUnion(held)
    return restored
  }

  /// Takes a text out of what is kept beside the answers.
  /// - Parameter point: which point of the table's notes, from 0; `nil` for the whole answer.
  public mutating func withhold(_ question: Question.ID, point: Int?, text: String) {
    restricted.insert(question)
    origins[question]?.original = nil
    if case .text = hidden[question] { hidden[question] = nil }
    guard var points = table?.points[question] else { return }
    for index in points.indices where point.map({ $0 == index }) ?? true || points[index].text == text {
      points[index].text = ""
      points[index].isRestricted = true
    }
    table?.points[question] = points
  }
}
