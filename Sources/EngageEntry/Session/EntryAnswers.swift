import EngageModel
import EngageStore

/// What a line does where a question is asked.
extension EntrySession {
  mutating func takeAnswer(_ typed: String, to question: Question) throws -> Reply {
    if typed.isEmpty { return try takeNothing(to: question) }
    if question.type == .text { return try takeText(unescaped(typed), to: question) }
    return try record(try reader(of: question).read(typed), to: question)
  }

  func reader(of question: Question) -> AnswerReader {
    let flow = flow
    let context = flow.context(of: flow.settled(form.response.answers))
    return AnswerReader(question: question, offered: flow.offered(question, context), language: language)
  }

  /// What the form says so far, as far as it still counts.
  func current(_ question: Question) -> Answer? {
    guard let said = form.response.answers[question.id] else { return nil }
    let left =
      question.choiceFilter == nil
      ? said : flow.restricted(said, to: Set(reader(of: question).offered.map(\.id)))
    return left == .missing(.notAnswered) ? nil : left
  }

  /// The survey's default, unless an answer was given or refused already.
  func defaultAnswer(_ question: Question) -> Answer? {
    guard form.response.answers[question.id] == nil, let answer = reader(of: question).defaultAnswer,
      !breaksConstraint(answer, question)
    else { return nil }
    return answer
  }

  private func breaksConstraint(_ answer: Answer, _ question: Question) -> Bool {
    let flow = flow
    return flow.breaksConstraint(answer, to: question, flow.context(of: flow.settled(form.response.answers)))
  }

  private mutating func takeNothing(to question: Question) throws -> Reply {
    if let answer = current(question) ?? defaultAnswer(question) { return try record(answer, to: question) }
    if !warnedRequired, isRequired(question) {
      warnedRequired = true
      let message = question.requiredMessage?.text(in: language) ?? "This question is marked required."
      return .refused("\(message) Enter again leaves it unanswered.")
    }
    return try record(.missing(.notAnswered), to: question)
  }

  func isRequired(_ question: Question) -> Bool {
    let flow = flow
    return flow.requires(question, flow.context(of: flow.settled(form.response.answers)))
  }

  private mutating func record(_ answer: Answer, to question: Question) throws -> Reply {
    if breaksConstraint(answer, question) {
      let message =
        question.constraintMessage?.text(in: language) ?? "The survey does not allow this answer here."
      throw EntryRefusal("\(message) Try again, or leave it with /n (not answered) or /u (unreadable).")
    }
    form.response.answers[question.id] = answer
    return try advance(after: question.id, saying: echo(answer, question))
  }

  /// What was understood, where it differs from what was typed.
  private func echo(_ answer: Answer, _ question: Question) -> String? {
    switch answer {
    case .choice, .choices, .ranking, .date, .time, .missing:
      "= \(AnswerWords(language: language).words(answer, to: question))"
    case .number, .text: nil
    }
  }

  mutating func advance(after question: Question.ID?, saying words: String?) throws -> Reply {
    try show(flow.next(after: question, form.response.answers).map { .question($0.id) } ?? .summary)
    return .accepted(words)
  }

  mutating func takeMissing(_ reason: MissingReason) throws -> Reply {
    switch stage {
    case .question(let id):
      guard let question = survey.question(id) else { return try advance(after: nil, saying: nil) }
      let ticksOne = question.type == .selectOne || question.type == .scale
      if (reason == .moreThanOneTicked || reason == .betweenTwo) && !ticksOne {
        throw EntryRefusal(
          "That is for questions where one box may be ticked. /n: not answered, /u: unreadable.")
      }
      return try record(.missing(reason), to: question)
    case .people where reason == .notAnswered || reason == .unreadable: return try takePeople("unknown")
    case .key where reason == .notAnswered || reason == .unreadable:
      form.response.key = nil
      return try takeKey("", correcting: stage == .key(correcting: true))
    default:
      throw EntryRefusal("That is an answer to a question; none is asked here. /? shows what is possible.")
    }
  }

  private mutating func takeText(_ typed: String, to question: Question) throws -> Reply {
    guard typed.hasSuffix("\\") else { return try record(.text(typed), to: question) }
    var lines: [String] = []
    let first = String(typed.dropLast()).trimmed
    if !first.isEmpty {
      lines = [first]
    } else if case .text(let before)? = current(question) {
      lines = [before]
    }
    return try write(lines, to: question)
  }

  mutating func takeFurtherLine(_ line: String) throws -> Reply {
    guard case .question(let id) = stage, let question = survey.question(id), let lines = writing else {
      writing = nil
      return try take(line)
    }
    let typed = line.trimmed
    if typed.isEmpty {
      writing = nil
      let text = lines.joined(separator: "\n")
      do {
        return try record(text.isEmpty ? .missing(.notAnswered) : .text(text), to: question)
      } catch let refusal as EntryRefusal {
        // The lines are on disk already; what the survey does not allow must not stay there.
        form.response.answers[question.id] = nil
        try save()
        return .refused(refusal.words)
      }
    }
    if typed.hasPrefix("/") && !typed.hasPrefix("//") {
      let word = try EntryWord(String(typed.dropFirst()))
      guard word == .quit else {
        throw EntryRefusal(
          "An empty line ends the text first. A line that begins with a slash is typed with two: //")
      }
      return try obey(word)
    }
    return try write(lines + [unescaped(typed)], to: question)
  }

  /// Keeps what there is of a text, too: a kill in the middle of a long comment loses one line at most.
  private mutating func write(_ lines: [String], to question: Question) throws -> Reply {
    writing = lines
    if !lines.isEmpty { form.response.answers[question.id] = .text(lines.joined(separator: "\n")) }
    try save()
    return .accepted(nil)
  }
}
