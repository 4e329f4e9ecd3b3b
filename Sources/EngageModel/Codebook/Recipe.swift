/// Which analyses, with which options, make a report for whom.
public struct Recipe: Sendable, Hashable, Codable {
  public var name: String
  public var title: String
  /// `internal`, `partner` or `public`.
  public var audience: String
  public var sections: [SectionRequest]
  /// How forms are weighted; each counts as one if `nil`.
  public var weights: WeightRequest?
  /// The profile by which small counts are protected, by name; the workspace's if `nil`.
  public var profile: String?

  public init(
    name: String, title: String, audience: String = "internal", sections: [SectionRequest],
    weights: WeightRequest? = nil, profile: String? = nil
  ) {
    self.name = name
    self.title = title
    self.audience = audience
    self.sections = sections
    self.weights = weights
    self.profile = profile
  }
}

/// One analysis to run.
public struct SectionRequest: Sendable, Hashable, Codable {
  public var analysis: String
  /// Overrides the analysis's own title.
  public var title: String?
  /// All that the analysis can use if empty.
  public var questions: [Question.ID]
  /// A question, `session` or `event`.
  public var by: String?
  /// All sessions if empty.
  public var sessions: [Session.ID]
  /// Only responses that meet it.
  public var filter: String?
  /// As written; checked against the analysis's specification.
  public var options: [String: String]

  public init(
    analysis: String, title: String? = nil, questions: [Question.ID] = [], by: String? = nil,
    sessions: [Session.ID] = [], filter: String? = nil, options: [String: String] = [:]
  ) {
    self.analysis = analysis
    self.title = title
    self.questions = questions
    self.by = by
    self.sessions = sessions
    self.filter = filter
    self.options = options
  }
}
