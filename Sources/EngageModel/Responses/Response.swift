/// What one form or one table's notes say.
public struct Response: Sendable, Hashable, Codable {
  /// The number the store gave it; 0 while it is not stored.
  public var id: Int64
  public var session: SessionReference
  public var unit: Unit
  /// Head count of a table; `nil` where it is not known, and for forms.
  public var people: Int?
  /// What tells it from all others of its event: a form number, an export's response id.
  public var key: String?
  /// ISO 8601, as the source gives it.
  public var submittedAt: String?
  /// The version of the survey it answers.
  public var version: Int
  public var batch: Int?
  public var withdrawn: Bool
  /// Questions that are absent here were not answered.
  public var answers: [Question.ID: Answer]
  /// What is kept beside the answers; `nil` if nothing.
  public var details: ResponseDetails?

  public init(
    id: Int64 = 0, session: SessionReference, unit: Unit = .person, people: Int? = nil, key: String? = nil,
    submittedAt: String? = nil, version: Int = 1, batch: Int? = nil, withdrawn: Bool = false,
    answers: [Question.ID: Answer] = [:], details: ResponseDetails? = nil
  ) {
    self.id = id
    self.session = session
    self.unit = unit
    self.people = people
    self.key = key
    self.submittedAt = submittedAt
    self.version = version
    self.batch = batch
    self.withdrawn = withdrawn
    self.answers = answers
    self.details = details
  }

  /// The answer to a question; not answered where none is held.
  public subscript(question: Question.ID) -> Answer { answers[question] ?? .missing(.notAnswered) }
}

/// A session of an event.
public struct SessionReference: Sendable, Hashable, Codable, Comparable {
  public var event: Event.ID
  public var session: Session.ID

  public init(event: Event.ID, session: Session.ID) {
    self.event = event
    self.session = session
  }

  public static func < (one: SessionReference, other: SessionReference) -> Bool {
    (one.event, one.session) < (other.event, other.session)
  }
}
