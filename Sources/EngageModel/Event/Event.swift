/// Something that was held, with a survey or without.
public struct Event: Sendable, Hashable, Codable {
  /// Whether people at tables also filled in forms.
  public enum Overlap: String, Sendable, Codable, CaseIterable {
    case none, some, all, unknown
  }

  public var id: ID
  public var programme: String?
  public var survey: Survey.ID?
  public var title: String
  /// Where its figures were published.
  public var source: String?
  /// Plain words on what of it is invented; `nil` for real data.
  public var invented: String?
  public var overlap: Overlap
  public var sessions: [Session]
  public var dataProtection: DataProtection?
  public var notes: [String]
  /// The period for which the event was reported, for sessions whose dates nobody knows.
  public var reportedFor: EventDate?

  public init(
    id: ID, programme: String? = nil, survey: Survey.ID? = nil, title: String, source: String? = nil,
    invented: String? = nil, overlap: Overlap = .unknown, sessions: [Session],
    dataProtection: DataProtection? = nil, notes: [String] = [], reportedFor: EventDate? = nil
  ) {
    self.id = id
    self.programme = programme
    self.survey = survey
    self.title = title
    self.source = source
    self.invented = invented
    self.overlap = overlap
    self.sessions = sessions
    self.dataProtection = dataProtection
    self.notes = notes
    self.reportedFor = reportedFor
  }

  /// The session of that name.
  public func session(_ id: Session.ID) -> Session? { sessions.first { $0.id == id } }
}

/// One meeting of an event, or (`count`) so many alike.
public struct Session: Sendable, Hashable, Codable {
  public enum Basis: String, Sendable, Codable, CaseIterable {
    case register
    case headCount = "head count"
    case estimate
  }

  public enum Status: String, Sendable, Codable, CaseIterable {
    case held, cancelled, postponed
  }

  public var id: ID
  public var title: String?
  public var place: String?
  public var district: String?
  public var venue: String?
  /// Whether place and venue tell who came: others are shown the district only.
  public var venueIdentifies: Bool
  public var date: EventDate?
  /// `nil` where the file says nothing about it; `.unknown` where it says that nobody knows.
  public var attended: Quantity?
  public var booked: Quantity?
  public var basis: Basis?
  /// How many names stand on the sign-in sheets; `nil` where nothing is said about it.
  public var signedIn: Quantity?
  public var status: Status
  /// How many sessions this entry stands for.
  public var count: Int
  /// Fields whose values are invented.
  public var invented: [String]
  /// What the people are called, where "people" is too general: "staff", "partners".
  public var people: String?
  public var note: String?

  public init(
    id: ID, title: String? = nil, place: String? = nil, district: String? = nil, venue: String? = nil,
    date: EventDate? = nil, attended: Quantity? = nil, booked: Quantity? = nil, basis: Basis? = nil,
    signedIn: Quantity? = nil, status: Status = .held, count: Int = 1, invented: [String] = [],
    people: String? = nil,
    note: String? = nil, venueIdentifies: Bool = false
  ) {
    self.venueIdentifies = venueIdentifies
    self.id = id
    self.title = title
    self.place = place
    self.district = district
    self.venue = venue
    self.date = date
    self.attended = attended
    self.booked = booked
    self.basis = basis
    self.signedIn = signedIn
    self.status = status
    self.count = count
    self.invented = invented
    self.people = people
    self.note = note
  }

  /// What to call it: its title, else its place, else its name.
  public var displayName: String { title ?? place ?? id.rawValue }
}

/// Under which rules the personal data of an event is held.
public struct DataProtection: Sendable, Hashable, Codable {
  public var controller: String?
  public var purpose: String?
  public var lawfulBasis: String?
  public var article9Condition: String?
  public var noticeVersion: String?
  public var retainUntil: CalendarDate?
  /// The question that permits quoting.
  public var quotingQuestion: Question.ID?
  public var contact: String?

  public init(
    controller: String? = nil, purpose: String? = nil, lawfulBasis: String? = nil,
    article9Condition: String? = nil, noticeVersion: String? = nil, retainUntil: CalendarDate? = nil,
    quotingQuestion: Question.ID? = nil, contact: String? = nil
  ) {
    self.controller = controller
    self.purpose = purpose
    self.lawfulBasis = lawfulBasis
    self.article9Condition = article9Condition
    self.noticeVersion = noticeVersion
    self.retainUntil = retainUntil
    self.quotingQuestion = quotingQuestion
    self.contact = contact
  }
}
