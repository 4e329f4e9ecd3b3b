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

  public init(
    survey: String? = nil, questions: [String] = [], by: String? = nil, sessions: [String] = [],
    filter: String? = nil
  ) {
    self.survey = survey
    self.questions = questions
    self.by = by
    self.sessions = sessions
    self.filter = filter
  }

  private enum CodingKeys: String, CodingKey { case survey, questions, by, sessions, filter }

  public init(from decoder: any Decoder) throws {
    let keyed = try decoder.container(keyedBy: CodingKeys.self)
    survey = try keyed.decodeIfPresent(String.self, forKey: .survey)
    questions = try keyed.decodeIfPresent([String].self, forKey: .questions) ?? []
    by = try keyed.decodeIfPresent(String.self, forKey: .by)
    sessions = try keyed.decodeIfPresent([String].self, forKey: .sessions) ?? []
    filter = try keyed.decodeIfPresent(String.self, forKey: .filter)
  }
}
