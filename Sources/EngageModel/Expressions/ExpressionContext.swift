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
  /// For `today()` and `now()`.
  var today: CalendarDate { get }
  /// The time of day, for `now()`.
  var secondsSinceMidnight: Int { get }
  /// Of the labels that `jr:choice-name()` gives; the survey's default language if `nil`.
  var language: String? { get }
}

extension ExpressionContext {
  /// No answer is being given.
  public var current: Answer? { nil }
  /// Midnight.
  public var secondsSinceMidnight: Int { 0 }
  /// The survey's default language.
  public var language: String? { nil }
  /// There are none.
  public func attribute(_ name: String) -> String? { nil }
}

/// The answers of one response, as expressions see them.
public struct AnswersContext: ExpressionContext, Sendable {
  /// Questions that are absent here were not answered.
  public var answers: [Question.ID: Answer]
  /// The answer being given: `.`
  public var current: Answer?
  /// What bare names stand for: further columns of a choice.
  public var attributes: [String: String]
  /// For `today()` and `now()`.
  public var today: CalendarDate
  /// The time of day, for `now()`.
  public var secondsSinceMidnight: Int
  /// Of the labels that `jr:choice-name()` gives; the default language if `nil`.
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

  /// The answer held for a question.
  public func answer(to question: Question.ID) -> Answer? { answers[question] }
  /// The survey's question of that name.
  public func question(_ id: Question.ID) -> Question? { questions[id] }
  /// What a bare name stands for.
  public func attribute(_ name: String) -> String? { attributes[name] }
}
