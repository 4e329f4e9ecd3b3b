/// Which choices and sessions a report is to show as one, as `--groups` or a recipe's `groups:` says.
public struct GroupsRequest: Sendable, Hashable, Codable {
  /// In the order written; at most one for each question.
  public var questions: [QuestionGroups]
  /// Sessions that are shown as one.
  public var sessions: [SessionGroup]

  public init(questions: [QuestionGroups] = [], sessions: [SessionGroup] = []) {
    self.questions = questions
    self.sessions = sessions
  }

  /// Whether nothing is to be merged.
  public var isEmpty: Bool { questions.isEmpty && sessions.isEmpty }

  /// What is asked for here, and for questions (or sessions) that this says nothing about what another one says.
  public func over(_ general: GroupsRequest) -> GroupsRequest {
    let own = Set(questions.map(\.question))
    return GroupsRequest(
      questions: questions + general.questions.filter { !own.contains($0.question) },
      sessions: sessions.isEmpty ? general.sessions : sessions)
  }

  /// The choices of one question that are shown as one.
  public struct QuestionGroups: Sendable, Hashable, Codable {
    public var question: Question.ID
    /// `nil` for the groups that the survey gives the question.
    public var groups: [ChoiceGroup]?

    public init(_ question: Question.ID, groups: [ChoiceGroup]? = nil) {
      self.question = question
      self.groups = groups
    }
  }
}

/// Sessions of an event that are reported as one.
public struct SessionGroup: Sendable, Hashable, Codable {
  public var id: Session.ID
  /// Empty for their places: "Rugby and Leamington Spa".
  public var label: String
  public var sessions: [Session.ID]

  public init(id: Session.ID, label: String, sessions: [Session.ID]) {
    self.id = id
    self.label = label
    self.sessions = sessions
  }
}
