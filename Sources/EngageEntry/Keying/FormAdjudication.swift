import EngageModel
import EngageStore

/// What is decided about one form that two people keyed differently; knows no keys and no store.
struct FormAdjudication {
  let survey: Survey
  let form: KeyedForm
  /// Skip logic, constraints and choices of the survey for this form.
  let flow: QuestionFlow
  /// What was decided so far.
  private(set) var decided: Settlement

  init(_ form: KeyedForm, survey: Survey, flow: QuestionFlow, occasion: Occasion) {
    self.form = form
    self.survey = survey
    self.flow = flow
    decided = form.keying.unfinished ?? Settlement(answers: [:], occasion: occasion)
    decided.occasion = occasion
  }

  /// The fields to decide after what was decided so far, in the order of the survey: those that differ and are asked,
  /// and those that neither keying asked but are asked now.
  var fields: [KeyingField] {
    let answers = answers
    let asked = Set(flow.applicable(answers).map(\.id))
    let before = Set(flow.applicable(first.answers).map(\.id))
    let questions = survey.questions.map(\.id).filter { question in
      guard asked.contains(question) else { return false }
      if form.comparison.difference(.question(question)) != nil { return true }
      return !before.contains(question) && first[question] == .missing(.notAsked)
        && [.missing(.notAsked), .missing(.notAnswered)].contains(form.keying.response[question])
    }
    let people: [KeyingField] = form.comparison.difference(.people) == nil ? [] : [.people]
    return people + questions.map { .question($0) }
  }

  /// Fields that differ and are not asked as things stand: they are decided only if they turn out to be asked.
  var unasked: [KeyingField] {
    let fields = Set(fields)
    return form.comparison.differences.map(\.field).filter { !fields.contains($0) }
  }

  /// The number of a field on paper.
  func number(_ field: KeyingField) -> String {
    guard case .question(let id) = field else { return "head count" }
    return survey.questionNumbers[id] ?? id.rawValue
  }

  /// The first field that is still to be decided.
  var next: KeyingField? { fields.first { !isDecided($0) } }

  func isDecided(_ field: KeyingField) -> Bool { decided.value(of: field) != nil || decided.doubts(field) }

  /// - Parameter value: `nil` where nobody can tell.
  mutating func decide(_ field: KeyingField, _ value: KeyedValue?) { decided.decide(field, value) }

  mutating func forget(_ field: KeyingField) { decided.forget(field) }

  /// The form as far as it is decided: where it is not, as it was keyed first.
  var answers: [Question.ID: Answer] {
    first.answers.merging(decided.answers.filter { survey.question($0.key) != nil }) { $1 }
  }

  var first: Response { form.keying.first }

  /// All that follows from the decisions: where a question turns out not to be asked its answer goes, calculations are
  /// done again where one of their answers changed, and nothing else is touched.
  var settlement: Settlement {
    var settlement = decided
    let wanted = Set(fields)
    for question in survey.questions {
      let field = KeyingField.question(question.id)
      if !wanted.contains(field) { settlement.forget(field) }
    }
    var final = first.answers
    final.merge(settlement.answers) { $1 }
    let (before, after) = (flow.settled(first.answers), flow.settled(final))
    for question in survey.questions where question.type != .note {
      let field = KeyingField.question(question.id)
      let (was, now) = (before[question.id], after[question.id])
      if question.isAsked(of: first.unit) {
        // Where the first keying did not ask either, the other one was wrong to: that decides the difference.
        let isTouched = was != .missing(.notAsked) && !first.keyed(field).isEmpty
        if now == .missing(.notAsked), isTouched || form.comparison.difference(field) != nil {
          settlement.answers[question.id] = .missing(.notAsked)
        }
      } else if was != now {
        settlement.answers[question.id] = now ?? .missing(.notAnswered)
      }
    }
    return settlement
  }

  /// Reads what the form really says where neither keying does.
  /// - Throws: `EntryRefusal`.
  func read(_ line: String, for field: KeyingField, language: String?) throws(EntryRefusal) -> KeyedValue {
    let typed = line.trimmed
    guard case .question(let id) = field, let question = survey.question(id) else {
      return .people(try people(typed))
    }
    if typed.hasPrefix("/"), !typed.hasPrefix("//") { return .answer(.missing(try reason(typed, question))) }
    if let reason = reason(key: typed, question) { return .answer(.missing(reason)) }
    if typed.isEmpty { return .answer(.missing(.notAnswered)) }
    let context = flow.context(of: flow.settled(answers))
    let reader = AnswerReader(
      question: question, offered: flow.offered(question, context), language: language)
    let answer = try reader.read(typed.hasPrefix("//") ? String(typed.dropFirst()) : typed)
    if flow.breaksConstraint(answer, to: question, context) {
      throw EntryRefusal(
        question.constraintMessage?.text(in: language) ?? "The survey does not allow this answer here.")
    }
    return .answer(answer)
  }

  /// What the keys of entry say of a question whose answers they can't belong to: `!`, `?`, `+`, `/`.
  func reason(key: String, _ question: Question) -> MissingReason? {
    guard question.type != .text,
      let reason = EntryForm.plainKeys.first(where: { $0.key == key })?.word.missingReason
    else { return nil }
    return question.allows(reason) ? reason : nil
  }

  private func people(_ typed: String) throws(EntryRefusal) -> Int? {
    if typed.isEmpty || typed == "?" || "unknown".hasPrefix(typed.lowercased()) { return nil }
    guard typed.isDigits, let people = Int(typed), (1...9999).contains(people) else {
      throw EntryRefusal("Type how many sat at the table, 1 or more, or unknown if nobody counted.")
    }
    return people
  }

  private func reason(_ typed: String, _ question: Question) throws(EntryRefusal) -> MissingReason {
    let word = try EntryWord(String(typed.dropFirst()).trimmed)
    let ticksOne = question.type == .selectOne || question.type == .scale
    guard let reason = word.missingReason,
      ticksOne || (reason != .moreThanOneTicked && reason != .betweenTwo)
    else {
      throw EntryRefusal("Type the answer, or /n not answered, /u unreadable, /p prefers not to say.")
    }
    return reason
  }
}
