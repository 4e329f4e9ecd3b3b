/// What a section was asked for: with its options, all it takes to make it again.
public struct Asked: Sendable, Hashable, Codable {
  /// The questions named; empty where none were, and the analysis took all it can use.
  public var questions: [String]
  /// What the results are split by: a question, `session` or `event`.
  public var by: String?
  /// The sessions named; empty for all.
  public var sessions: [String]
  /// The condition that responses had to meet, as written.
  public var filter: String?
  /// The survey, where it is not the report's.
  public var survey: String?
  /// What was merged before counting, a line for each question and for sessions, as one writes it.
  public var groups: [String]
  /// Whether the publisher allows equality questions to be shown by session.
  public var equalityBySession: Bool

  public init(
    questions: [String] = [], by: String? = nil, sessions: [String] = [], filter: String? = nil,
    groups: [String] = [], equalityBySession: Bool = false
  ) {
    self.groups = groups
    self.equalityBySession = equalityBySession
    self.questions = questions
    self.by = by
    self.sessions = sessions
    self.filter = filter
  }

  private enum CodingKeys: String, CodingKey {
    case questions, by, sessions, filter, groups, survey
    case equalityBySession = "equality_by_session"
  }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    questions = try keyed.decodeIfPresent([String].self, forKey: .questions) ?? []
    by = try keyed.decodeIfPresent(String.self, forKey: .by)
    sessions = try keyed.decodeIfPresent([String].self, forKey: .sessions) ?? []
    filter = try keyed.decodeIfPresent(String.self, forKey: .filter)
    survey = try keyed.decodeIfPresent(String.self, forKey: .survey)
    groups = try keyed.decodeIfPresent([String].self, forKey: .groups) ?? []
    equalityBySession = try keyed.decodeIfPresent(Bool.self, forKey: .equalityBySession) ?? false
  }

  public func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(questions, forKey: .questions)
    try keyed.encodeIfPresent(by, forKey: .by)
    try keyed.encode(sessions, forKey: .sessions)
    try keyed.encodeIfPresent(filter, forKey: .filter)
    try keyed.encodeIfPresent(survey, forKey: .survey)
    if !groups.isEmpty { try keyed.encode(groups, forKey: .groups) }
    if equalityBySession { try keyed.encode(true, forKey: .equalityBySession) }
  }
}
