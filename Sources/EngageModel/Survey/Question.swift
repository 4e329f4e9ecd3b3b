/// What a question asks for.
public enum QuestionType: String, Sendable, Hashable, Codable, CaseIterable {
  case selectOne = "select_one"
  case selectMultiple = "select_multiple"
  /// An ordered `select_one`.
  case scale
  case rank
  case integer, decimal, range, text, date, time, acknowledge, note, calculate, hidden

  /// Whether it has choices of which one is taken.
  public var isSingleChoice: Bool { self == .selectOne || self == .scale || self == .acknowledge }

  /// Whether its choices are written in the survey.
  public var takesChoices: Bool { [.selectOne, .selectMultiple, .scale, .rank].contains(self) }

  /// Whether answers are numbers (dates are days since 1970-01-01, times seconds since midnight).
  public var isNumeric: Bool { [.integer, .decimal, .range, .date, .time].contains(self) }

  /// Whether answers are strings.
  public var isTextual: Bool { [.text, .calculate, .hidden].contains(self) }

  /// How a column of its answers is held; `nil` for a `note`, which has none.
  public var columnKind: BatchColumn.Kind? {
    switch self {
    case .selectOne, .scale, .acknowledge: .codes
    case .selectMultiple: .masks
    case .rank: .ranks
    case .integer, .decimal, .range, .date, .time: .numbers
    case .text, .calculate, .hidden: .text
    case .note: nil
    }
  }
}

/// One question of a survey (of a grid: one of its items).
public struct Question: Sendable, Hashable, Codable {
  public var id: ID
  public var type: QuestionType
  public var label: LocalizedText
  public var hint: LocalizedText?
  /// In survey order; for a scale from lowest to highest, those not scored last. Empty where the type takes none.
  public var choices: [Choice]
  public var required: Requirement
  public var requiredMessage: LocalizedText?
  public var relevant: Expression?
  public var constraint: Expression?
  public var constraintMessage: LocalizedText?
  public var defaultValue: String?
  public var choiceFilter: Expression?
  public var calculation: Expression?
  /// Numbers allowed by a `range`.
  public var range: NumberRange?
  /// The group or grid it stands in.
  public var group: String?
  /// For the text behind "Other": the question whose "other" it explains.
  public var otherOf: Question.ID?
  public var codebook: Codebook.ID?
  /// Left out of record-level exports.
  public var sensitive: Bool
  /// Could help to recognise a person.
  public var identifies: Bool
  /// The question asked before, of which this is the one asked after.
  public var pair: Question.ID?
  public var target: Target?
  /// Choices merged for reporting.
  public var choiceGroups: [ChoiceGroup]

  public init(
    id: ID, type: QuestionType, label: LocalizedText, hint: LocalizedText? = nil, choices: [Choice] = [],
    required: Requirement = .no, requiredMessage: LocalizedText? = nil, relevant: Expression? = nil,
    constraint: Expression? = nil, constraintMessage: LocalizedText? = nil, defaultValue: String? = nil,
    choiceFilter: Expression? = nil, calculation: Expression? = nil, range: NumberRange? = nil,
    group: String? = nil, otherOf: Question.ID? = nil, codebook: Codebook.ID? = nil, sensitive: Bool = false,
    identifies: Bool = false, pair: Question.ID? = nil, target: Target? = nil,
    choiceGroups: [ChoiceGroup] = []
  ) {
    self.id = id
    self.type = type
    self.label = label
    self.hint = hint
    self.choices = type == .acknowledge && choices.isEmpty ? [Choice(id: "OK", label: "OK")] : choices
    self.required = required
    self.requiredMessage = requiredMessage
    self.relevant = relevant
    self.constraint = constraint
    self.constraintMessage = constraintMessage
    self.defaultValue = defaultValue
    self.choiceFilter = choiceFilter
    self.calculation = calculation
    self.range = range
    self.group = group
    self.otherOf = otherOf
    self.codebook = codebook
    self.sensitive = sensitive
    self.identifies = identifies
    self.pair = pair
    self.target = target
    self.choiceGroups = choiceGroups
  }

  /// The position of a choice among `choices`: its code in a column.
  public func code(of choice: Choice.ID) -> Int? { choices.firstIndex { $0.id == choice } }

  /// The score of each choice, `nil` for those not scored: the names if all scored names are integers, else
  /// positions from 1.
  public var scores: [Int?] {
    let scored = choices.filter(\.scored)
    if !scored.isEmpty, scored.allSatisfy({ Int($0.id.rawValue) != nil }) {
      return choices.map { $0.scored ? Int($0.id.rawValue) : nil }
    }
    var position = 0
    return choices.map { choice in
      guard choice.scored else { return nil }
      position += 1
      return position
    }
  }
}

/// One of the answers offered.
public struct Choice: Sendable, Hashable, Codable {
  public var id: ID
  public var label: LocalizedText
  /// False for "don't know" and the like on a scale.
  public var scored: Bool
  /// Further columns of the choice, for `choice_filter`.
  public var attributes: [String: String]

  public init(id: ID, label: LocalizedText, scored: Bool = true, attributes: [String: String] = [:]) {
    self.id = id
    self.label = label
    self.scored = scored
    self.attributes = attributes
  }
}

/// Whether a question must be answered.
public enum Requirement: Sendable, Hashable, Codable {
  case no, yes
  case when(Expression)
}

/// The numbers of a `range`: from start to end in steps.
public struct NumberRange: Sendable, Hashable, Codable {
  public var start: Double
  public var end: Double
  public var step: Double

  public init(start: Double = 0, end: Double = 10, step: Double = 1) {
    self.start = start
    self.end = end
    self.step = step
  }
}

/// A share of the answers to be reached: "at least 95% of agree, strongly_agree".
public struct Target: Sendable, Hashable, Codable {
  /// From 0 to 1.
  public var share: Double
  public var choices: [Choice.ID]

  public init(share: Double, choices: [Choice.ID]) {
    self.share = share
    self.choices = choices
  }
}

/// Choices that are reported as one.
public struct ChoiceGroup: Sendable, Hashable, Codable {
  public var id: Choice.ID
  public var label: LocalizedText
  public var choices: [Choice.ID]

  public init(id: Choice.ID, label: LocalizedText, choices: [Choice.ID]) {
    self.id = id
    self.label = label
    self.choices = choices
  }
}
