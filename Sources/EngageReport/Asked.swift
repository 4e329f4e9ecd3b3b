/// What a section was asked for: with its options, all it takes to make it again.
public struct Asked: Sendable, Hashable, Codable {
  /// The survey whose responses are counted; `nil` for those of every survey of the events. A report on several surveys
  /// may call questions of each by the same name.
  public var survey: String?
  /// The questions named; empty where none were, and the analysis took all it can use.
  public var questions: [String]
  /// What the results are split by: a question, `session` or `event`.
  public var by: String?
  /// The sessions named; empty for all.
  public var sessions: [String]
  /// The condition that responses had to meet, as written.
  public var filter: String?
  /// What was merged before counting, a line for each question and for sessions, as one writes it.
  public var groups: [String]
  /// Whether the publisher allows equality questions to be shown by session.
  public var equalityBySession: Bool

  public init(
    survey: String? = nil, questions: [String] = [], by: String? = nil, sessions: [String] = [],
    filter: String? = nil, groups: [String] = [], equalityBySession: Bool = false
  ) {
    self.survey = survey
    self.groups = groups
    self.equalityBySession = equalityBySession
    self.questions = questions
    self.by = by
    self.sessions = sessions
    self.filter = filter
  }

  private enum CodingKeys: String, CodingKey {
    case survey, questions, by, sessions, filter, groups
    case equalityBySession = "equality_by_session"
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    survey = try keyed.decodeIfPresent(String.self, forKey: .survey)
    questions = try keyed.decodeIfPresent([String].self, forKey: .questions) ?? []
    by = try keyed.decodeIfPresent(String.self, forKey: .by)
    sessions = try keyed.decodeIfPresent([String].self, forKey: .sessions) ?? []
    filter = try keyed.decodeIfPresent(String.self, forKey: .filter)
    groups = try keyed.decodeIfPresent([String].self, forKey: .groups) ?? []
    equalityBySession = try keyed.decodeIfPresent(Bool.self, forKey: .equalityBySession) ?? false
  }

  public func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encodeIfPresent(survey, forKey: .survey)
    try keyed.encode(questions, forKey: .questions)
    try keyed.encodeIfPresent(by, forKey: .by)
    try keyed.encode(sessions, forKey: .sessions)
    try keyed.encodeIfPresent(filter, forKey: .filter)
    if !groups.isEmpty { try keyed.encode(groups, forKey: .groups) }
    if equalityBySession { try keyed.encode(true, forKey: .equalityBySession) }
  }
}
