/// What an expression is evaluated on.
public protocol ExpressionContext {
  /// The answer to a question; `nil` counts as a missing one.
  func answer(to question: Question.ID) -> Answer?
  /// The question of that name, for `jr:choice-name()`.
  func question(_ id: Question.ID) -> Question?
  /// The answer being given: `.`
  var current: Answer? { get }
  /// The value of a further column of the choice in question, or of whatever else goes by a bare name.
  func attribute(_ name: String) -> String?
  var today: CalendarDate { get }
  /// The time of day, for `now()`.
  var secondsSinceMidnight: Int { get }
  /// Of the labels that `jr:choice-name()` gives; the survey's default language if `nil`.
  var language: String? { get }
}

extension ExpressionContext {
  public var current: Answer? { nil }
  public var secondsSinceMidnight: Int { 0 }
  public var language: String? { nil }
  public func attribute(_ name: String) -> String? { nil }
}

/// The answers of one response, as expressions see them.
public struct AnswersContext: ExpressionContext, Sendable {
  public var answers: [Question.ID: Answer]
  /// The answer being given: `.`
  public var current: Answer?
  /// What bare names stand for: further columns of a choice.
  public var attributes: [String: String]
  public var today: CalendarDate
  public var secondsSinceMidnight: Int
  public var language: String?
  private let questions: [Question.ID: Question]

  /// Answers to the questions of a survey.
  public init(
    _ answers: [Question.ID: Answer], questions: [Question] = [], current: Answer? = nil,
    attributes: [String: String] = [:], today: CalendarDate, secondsSinceMidnight: Int = 0,
    language: String? = nil
  ) {
    self.answers = answers
    self.current = current
    self.attributes = attributes
    self.today = today
    self.secondsSinceMidnight = secondsSinceMidnight
    self.language = language
    self.questions = Dictionary(questions.map { ($0.id, $0) }) { first, _ in first }
  }

  public func answer(to question: Question.ID) -> Answer? { answers[question] }
  public func question(_ id: Question.ID) -> Question? { questions[id] }
  public func attribute(_ name: String) -> String? { attributes[name] }
}
