import EngageModel

/// Which questions of a survey a form or a table's notes are asked, given the answers so far.
///
/// A form is asked every question, a table for its people's words only (`Question.isAsked(of:)`). Conditions that
/// depend on questions a table isn't asked are left aside for it, and so are notes that introduce such questions.
struct QuestionFlow {
  let survey: Survey
  let unit: Unit
  let language: String?
  /// Every question that may be asked, in order.
  let asked: [Question]
  private let known: Set<Question.ID>
  private let positions: [Question.ID: Int]
  /// By position: the conditions that decide whether a question is asked, those left aside not among them.
  private let conditions: [[Expression]]
  /// What expressions see beside the answers.
  private let empty: AnswersContext
  private let memory = FlowMemory()

  init(survey: Survey, unit: Unit, today: CalendarDate, secondsSinceMidnight: Int, language: String?) {
    self.survey = survey
    self.unit = unit
    self.language = language
    asked = survey.questions.filter { $0.isAsked(of: unit) }
    let constant = survey.questions.filter { $0.type == .hidden && $0.calculation == nil }
    let known = Set((asked + constant).map(\.id))
    self.known = known
    positions = Dictionary(survey.questions.enumerated().map { ($1.id, $0) }) { first, _ in first }
    conditions = survey.questions.map { question in
      survey.relevance(of: question).filter { unit == .person || $0.references.isSubset(of: known) }
    }
    empty = AnswersContext(
      [:], questions: survey.questions, today: today, secondsSinceMidnight: secondsSinceMidnight,
      language: language)
  }

  /// What follows from answers; worked out once for the answers asked about last.
  func state(_ answers: [Question.ID: Answer]) -> FlowState {
    if let known = memory.state, known.said == answers { return known }
    let context = context(of: settle(answers))
    let applicable = asked.filter { applies($0, context) }
    let state = FlowState(said: answers, context: context, applicable: applicable)
    memory.state = state
    return state
  }

  /// What the answers come to: those to questions that don't apply are "not asked", choices that are no longer
  /// offered are dropped, calculations are done. Questions not reached yet stay absent.
  func settled(_ answers: [Question.ID: Answer]) -> [Question.ID: Answer] { state(answers).context.answers }

  private func settle(_ answers: [Question.ID: Answer]) -> [Question.ID: Answer] {
    var context = context(of: answers)
    // Conditions mostly look back, so that one pass does; the others are for those that look ahead.
    for _ in 0..<4 {
      let before = context.answers
      for question in survey.questions {
        context.answers[question.id] = settled(question, said: answers[question.id], context)
      }
      if context.answers == before { break }
    }
    return context.answers
  }

  private func settled(_ question: Question, said: Answer?, _ context: AnswersContext) -> Answer? {
    if question.type == .note { return nil }
    guard applies(question, context) else { return .missing(.notAsked) }
    if question.type == .calculate || question.type == .hidden {
      guard let calculation = question.calculation else { return question.defaultValue.map { .text($0) } }
      guard canJudge(calculation) else { return .missing(.notAsked) }
      let text = calculation.value(in: context).text
      return text.isEmpty ? nil : .text(text)
    }
    guard known.contains(question.id) else { return .missing(.notAsked) }
    guard let said, question.choiceFilter != nil else { return said }
    return restricted(said, to: Set(offered(question, context).map(\.id)))
  }

  /// An answer without the choices that are not offered.
  func restricted(_ answer: Answer, to offered: Set<Choice.ID>) -> Answer {
    let nothing = Answer.missing(.notAnswered)
    switch answer {
    case .choice(let choice): return offered.contains(choice) ? answer : nothing
    case .choices(let choices):
      let left = choices.filter(offered.contains)
      return left.isEmpty ? nothing : .choices(left)
    case .ranking(let choices):
      let left = choices.filter(offered.contains)
      return left.isEmpty ? nothing : .ranking(left)
    default: return answer
    }
  }

  /// What expressions see.
  func context(of settled: [Question.ID: Answer]) -> AnswersContext {
    var context = empty
    context.answers = settled
    return context
  }

  private func canJudge(_ expression: Expression) -> Bool {
    unit == .person || expression.references.isSubset(of: known)
  }

  private func applies(_ question: Question, _ context: AnswersContext) -> Bool {
    position(question.id).map { conditions[$0].allSatisfy { $0.isTrue(in: context) } } ?? false
  }

  /// The choices a question offers, after its `choice_filter`.
  func offered(_ question: Question, _ context: AnswersContext) -> [Choice] {
    guard let filter = question.choiceFilter else { return question.choices }
    let hasOther = hasOther(question)
    return question.choices.filter { choice in
      // The "other" that `or_other` adds has no further columns to be filtered by.
      if choice.id == "other" && choice.attributes.isEmpty && hasOther { return true }
      var context = context
      context.attributes = choice.attributes
      context.attributes["name"] = choice.id.rawValue
      context.attributes["label"] = choice.label.text
      return filter.isTrue(in: context)
    }
  }

  private func hasOther(_ question: Question) -> Bool {
    survey.questions.contains { $0.otherOf == question.id }
  }

  /// The questions that apply, in order.
  func applicable(_ answers: [Question.ID: Answer]) -> [Question] { state(answers).applicable }

  /// The first question that applies after another one, or of all.
  func next(after question: Question.ID?, _ answers: [Question.ID: Answer]) -> Question? {
    let start = question.flatMap(position).map { $0 + 1 } ?? 0
    return applicable(answers).first { (position($0.id) ?? 0) >= start }
  }

  /// The last question that applies before another one, or of all.
  func previous(before question: Question.ID?, _ answers: [Question.ID: Answer]) -> Question? {
    let end = question.flatMap(position) ?? survey.questions.count
    return applicable(answers).last { (position($0.id) ?? 0) < end }
  }

  /// The notes that stand between a question (or the end) and the one asked before it.
  func notes(before question: Question.ID?, _ answers: [Question.ID: Answer]) -> [Question] {
    let context = state(answers).context
    let end = question.flatMap(position) ?? survey.questions.count
    let start = previous(before: question, answers).flatMap { position($0.id) } ?? 0
    return survey.questions[start..<end].filter { note in
      note.type == .note && applies(note, context) && (unit == .person || introduces(note))
    }
  }

  /// Whether the question that follows a note is asked.
  private func introduces(_ note: Question) -> Bool {
    let following = survey.questions.drop { $0.id != note.id }.first { $0.type.columnKind != nil }
    return following.map { known.contains($0.id) } ?? true
  }

  /// Whether a question must be answered.
  func requires(_ question: Question, _ context: AnswersContext) -> Bool {
    switch question.required {
    case .no: false
    case .yes: true
    case .when(let condition): canJudge(condition) && condition.isTrue(in: context)
    }
  }

  /// Whether an answer breaks the question's `constraint`.
  func breaksConstraint(_ answer: Answer, to question: Question, _ context: AnswersContext) -> Bool {
    guard answer.missingReason == nil, let constraint = question.constraint, canJudge(constraint) else {
      return false
    }
    var context = context
    context.current = answer
    context.answers[question.id] = answer
    return !constraint.isTrue(in: context)
  }

  func position(_ question: Question.ID) -> Int? { positions[question] }

  /// The answers as they are stored: "not asked" where a question did not apply, nothing where it was not answered.
  func finished(_ answers: [Question.ID: Answer]) -> [Question.ID: Answer] {
    settled(answers).filter { $0.value != .missing(.notAnswered) }
  }

  /// Questions whose answer was entered but does not count, since an answer before it was changed.
  func leftOut(_ answers: [Question.ID: Answer]) -> [Question] {
    let settled = settled(answers)
    return survey.questions.filter { question in
      guard let said = answers[question.id], said.missingReason == nil else { return false }
      return settled[question.id] != said
    }
  }

  /// Only answers that the survey's questions can hold: a definition without responses may have been edited since.
  func fitting(_ answers: [Question.ID: Answer]) -> [Question.ID: Answer] {
    answers.filter { id, answer in
      guard let question = survey.question(id) else { return false }
      return question.holds(answer)
    }
  }
}

/// What follows from the answers of a form.
struct FlowState {
  /// The answers as they were said.
  let said: [Question.ID: Answer]
  /// What expressions see: the answers settled.
  let context: AnswersContext
  /// The questions that apply, in order.
  let applicable: [Question]
}

/// Remembers what followed from the answers asked about last.
private final class FlowMemory {
  var state: FlowState?
}

extension Question {
  /// Whether an answer is of the kind the question asks for.
  func holds(_ answer: Answer) -> Bool {
    switch (answer, type.columnKind) {
    case (.missing, .some): true
    case (.choice(let choice), .codes): code(of: choice) != nil
    case (.choices(let choices), .masks), (.ranking(let choices), .ranks):
      choices.allSatisfy { code(of: $0) != nil }
    case (.number, .numbers): type != .date && type != .time
    case (.date, .numbers): type == .date
    case (.time, .numbers): type == .time
    case (.text, .text): true
    default: false
    }
  }
}
