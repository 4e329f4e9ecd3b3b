import EngageModel
import EngageStore

/// Answers to questions.
extension EntrySession {
  mutating func takeAnswer(_ typed: String, to question: Question) throws -> Reply {
    if writesPoints(question) { return try takePoint(unescaped(typed), to: question) }
    if typed.isEmpty { return try takeNothing(to: question) }
    if question.type == .text { return try takeText(unescaped(typed), to: question) }
    return try record(try reader(of: question).read(typed), to: question)
  }

  func reader(of question: Question) -> AnswerReader {
    let flow = flow
    return AnswerReader(
      question: question, offered: flow.offered(question, flow.state(form.response.answers).context),
      language: language, face: face)
  }

  /// What the form says so far, as far as it still counts.
  func current(_ question: Question) -> Answer? {
    guard let said = form.response.answers[question.id] else { return nil }
    let left =
      question.choiceFilter == nil
      ? said : flow.restricted(said, to: Set(reader(of: question).offered.map(\.id)))
    return left == .missing(.notAnswered) ? nil : left
  }

  /// What was kept from the form before, or else the survey's default, unless an answer was given or refused
  /// already.
  func defaultAnswer(_ question: Question) -> Answer? {
    guard form.response.answers[question.id] == nil, !details.restricted.contains(question.id) else {
      return nil
    }
    let carried = carried.answers[question.id].flatMap { question.holds($0) ? $0 : nil }
    guard let answer = carried ?? (purpose == .second ? nil : reader(of: question).defaultAnswer),
      isOffered(answer, question), !breaksConstraint(answer, question)
    else { return nil }
    return answer
  }

  private func isOffered(_ answer: Answer, _ question: Question) -> Bool {
    question.choiceFilter == nil
      || flow.restricted(answer, to: Set(reader(of: question).offered.map(\.id))) == answer
  }

  func breaksConstraint(_ answer: Answer, _ question: Question) -> Bool {
    let flow = flow
    return flow.breaksConstraint(answer, to: question, flow.state(form.response.answers).context)
  }

  mutating func takeNothing(to question: Question) throws -> Reply {
    if let answer = current(question) ?? defaultAnswer(question) { return try record(answer, to: question) }
    if details.restricted.contains(question.id) { return try advance(after: question.id, saying: nil) }
    if !warnedRequired, isRequired(question) {
      warnedRequired = true
      let message = question.requiredMessage?.text(in: language) ?? "This question is marked required."
      return .refused("\(message) Enter again leaves it unanswered.")
    }
    return try record(.missing(.notAnswered), to: question)
  }

  func isRequired(_ question: Question) -> Bool {
    let flow = flow
    return flow.requires(question, flow.state(form.response.answers).context)
  }

  /// Takes an answer, which is on disk when this returns, and goes on to the next question.
  /// - Throws: `EntryRefusal` where the survey does not allow it; `StoreError`.
  mutating func record(_ answer: Answer, to question: Question) throws -> Reply {
    if case .text(let text) = answer, try holdBackMore(text, at: question) {
      return try advance(after: question.id, saying: nil)
    }
    try put(answer, to: question)
    return try advance(after: question.id, saying: echo(answer, question))
  }

  /// Puts an answer on the form in hand; saving is the caller's.
  mutating func put(_ answer: Answer, to question: Question) throws {
    try checkConstraint(answer, question)
    remember()
    form.response.answers[question.id] = answer
    if answer.missingReason == nil, carried.wanted.remove(question.id) != nil {
      carried.answers[question.id] = answer
    }
    if answer.missingReason != nil, details.origins[question.id] != nil {
      details.origins[question.id] = nil
    }
  }

  func checkConstraint(_ answer: Answer, _ question: Question) throws(EntryRefusal) {
    guard breaksConstraint(answer, question) else { return }
    let message =
      question.constraintMessage?.text(in: language) ?? "The survey does not allow this answer here."
    throw EntryRefusal(
      "\(message) Try again, or leave it with \(face.name(.notAnswered)) (not answered) or \(face.name(.unreadable)) (unreadable); what the paper says can go into a remark, \(face.name(.remark))."
    )
  }

  /// What was understood, where it differs from what was typed.
  private func echo(_ answer: Answer, _ question: Question) -> String? {
    switch answer {
    case .choice, .choices, .ranking, .date, .time, .missing:
      "= \(AnswerWords(language: language).words(answer, to: question))"
    case .number: nil
    case .text(let text): personalWarning(text)
    }
  }

  func personalWarning(_ text: String) -> String? {
    let found = companions.personalData(text)
    guard !found.isEmpty else { return nil }
    return "Something in that text \(found.together). \(face.name(.back)) goes back to leave it out."
  }

  mutating func advance(after question: Question.ID?, saying words: String?) throws -> Reply {
    try show(flow.next(after: question, form.response.answers).map { .question($0.id) } ?? .summary)
    return .accepted(words)
  }

  mutating func takeMissing(_ reason: MissingReason) throws -> Reply {
    switch stage {
    case .question(let id):
      guard let question = survey.question(id) else { return try advance(after: nil, saying: nil) }
      guard question.allows(reason) else {
        throw EntryRefusal(
          "That is for questions where one box may be ticked. \(face.name(.notAnswered)): not answered, \(face.name(.unreadable)): unreadable."
        )
      }
      if writesPoints(question), !points(to: question).isEmpty {
        if reason == .notAnswered { return try advance(after: id, saying: nil) }
        throw EntryRefusal(
          "Points are written down here already. Delete them first, or say it in a remark, \(face.name(.remark))."
        )
      }
      if reason == .notAnswered, details.restricted.contains(id) {
        return try advance(after: id, saying: nil)
      }
      return try record(.missing(reason), to: question)
    case .people where reason == .notAnswered || reason == .unreadable: return try takePeople("unknown")
    case .facilitator where reason == .notAnswered || reason == .unreadable: return try takeFacilitator("-")
    case .noteTaker where reason == .notAnswered || reason == .unreadable: return try takeNoteTaker("-")
    case .key where reason == .notAnswered || reason == .unreadable:
      guard purpose == .first else {
        throw EntryRefusal("A form without a number can't be found again to be checked.")
      }
      form.response.key = nil
      return try takeKey("", correcting: stage == .key(correcting: true))
    default:
      throw EntryRefusal(
        "That is an answer to a question; none is asked here. \(face.name(.help)) shows what is possible.")
    }
  }
}

extension Question {
  /// Whether a missing answer may have that reason.
  func allows(_ reason: MissingReason) -> Bool {
    switch reason {
    case .notAsked: false
    case .moreThanOneTicked, .betweenTwo: type == .selectOne || type == .scale
    case .notAnswered, .preferNotToSay, .unreadable: true
    }
  }
}
