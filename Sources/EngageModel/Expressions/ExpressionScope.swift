/// What kind of value an expression has.
public enum ExpressionType: String, Sendable, Hashable {
  case number, text, boolean, date, time
  /// Not known before there are answers, or whatever is asked for.
  case any
  /// The names of several choices.
  case multiple

  /// What the answer to a question is in an expression. Choices of which one is taken may be numbers: `any`.
  init(of question: Question) {
    switch question.type {
    case .integer, .decimal, .range: self = .number
    case .date: self = .date
    case .time: self = .time
    case .selectMultiple, .rank: self = .multiple
    case .text: self = .text
    case .selectOne, .scale, .acknowledge, .calculate, .hidden, .note: self = .any
    }
  }
}

/// What an expression may refer to where it stands.
public struct ExpressionScope: Sendable {
  /// The questions whose answers may be used.
  public var questions: [Question.ID: Question]
  /// The question to whose answer `.` refers; `nil` where there is no such answer.
  public var current: Question?
  /// Bare names that may be used: further columns of the choice list.
  public var attributes: Set<String>
  /// Bare names whose values are such as answers to a question: its type and choices say what they can be.
  public var facts: [String: Question] = [:]
  /// Names of groups and grids, for better hints.
  public var groups: Set<String>

  /// A scope of some questions.
  public init(
    questions: [Question], current: Question? = nil, attributes: Set<String> = [], groups: Set<String> = []
  ) {
    self.questions = Dictionary(questions.map { ($0.id, $0) }) { first, _ in first }
    self.current = current
    self.attributes = attributes
    self.groups = groups
  }

  /// The scope of an expression in a survey.
  public init(survey: Survey, current: Question? = nil, attributes: Set<String> = []) {
    self.init(
      questions: survey.questions, current: current, attributes: attributes,
      groups: Set(survey.groups.map(\.name)))
  }

  /// The question whose answer a node is.
  func question(of node: ExpressionNode) -> Question? {
    switch node {
    case .reference(let name, _): questions[Question.ID(name)]
    case .current: current
    case .attribute(let name, _): facts[name]
    default: nil
    }
  }

  /// Whether a question only describes the values of a bare name.
  func isFact(_ question: Question) -> Bool { facts[question.id.rawValue] == question }
}
