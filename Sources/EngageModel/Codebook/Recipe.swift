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
  /// What is merged before it is counted, in all sections that do not say otherwise.
  public var groups: GroupsRequest
  /// Whether equality questions may be shown by session to others; as the profile says if `nil`.
  public var equalityBySession: Bool?

  public init(
    name: String, title: String, audience: String = "internal", sections: [SectionRequest],
    weights: WeightRequest? = nil, profile: String? = nil, groups: GroupsRequest = GroupsRequest(),
    equalityBySession: Bool? = nil
  ) {
    self.groups = groups
    self.equalityBySession = equalityBySession
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
  /// What is merged before it is counted.
  public var groups: GroupsRequest
  /// Whether others may see equality questions by session.
  public var equalityBySession = false
  /// Questions that the analysis may not use, where none are named. No recipe says it: it follows from the audience.
  public var leavingOut: Set<Question.ID> = []

  public init(
    analysis: String, title: String? = nil, questions: [Question.ID] = [], by: String? = nil,
    sessions: [Session.ID] = [], filter: String? = nil, options: [String: String] = [:],
    groups: GroupsRequest = GroupsRequest()
  ) {
    self.groups = groups
    self.analysis = analysis
    self.title = title
    self.questions = questions
    self.by = by
    self.sessions = sessions
    self.filter = filter
    self.options = options
  }

  private enum CodingKeys: String, CodingKey {
    case analysis, title, questions, by, sessions, filter, options, groups, equalityBySession
  }
}

extension Recipe {
  /// The sections with what the recipe as a whole says for them.
  /// - Parameters:
  ///   - groups: what the command says is merged: it goes before what the recipe says.
  ///   - profile: by which the report is protected.
  public func requests(
    groups: GroupsRequest = GroupsRequest(), profile: DisclosureProfile = .standard
  ) -> [SectionRequest] {
    sections.map { section in
      var section = section
      section.groups = groups.over(section.groups.over(self.groups))
      section.equalityBySession = equalityBySession ?? profile.equalityBySession
      return section
    }
  }
}
