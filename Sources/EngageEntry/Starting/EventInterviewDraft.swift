public import EngageModel

/// An event that is being written down, with the step the interview is at: what is kept after each answer.
public struct EventInterviewDraft: Sendable, Hashable, Codable, InterviewDraft {
  /// Where the interview is.
  enum Step: String, Sendable, Hashable, Codable, CaseIterable {
    case title, name, survey, programme
    case place, date, venue, attended, booked, basis
    case overlap
    case controller, purpose, lawfulBasis, article9, notice, retainUntil, contact, quoting
    case review, toWrite, left
  }

  /// Of the form this is written in; another one is not read.
  var form = 1
  var event = Event(id: "", title: "", sessions: [])
  var protection = DataProtection()
  /// The session in hand.
  var session: Session?
  /// Which session is in hand; a new one if `nil`.
  var place: Int?
  var step = Step.title
  /// Whether the whole event was shown already, to which each change goes back.
  var isReviewed = false
  /// What was settled before anything was asked.
  var givenName: String?
  var givenSurvey: Survey.ID?
  /// The lines that led here, so that each can still be taken back when the interview goes on another day.
  var lines: [String]?

  init() {}

  /// The event's name; empty where none was given yet.
  public var name: Event.ID { event.id }

  /// In words, to be told from others.
  public var summary: String {
    let count = event.sessions.count
    let what = event.title.isEmpty ? "an event without a title" : "“\(event.title.brief(50))”"
    return "\(what), \(count == 1 ? "1 session" : "\(count) sessions")"
  }

  /// Whether there is anything in it worth keeping.
  public var isEmpty: Bool { event.title.isEmpty }

  /// Whether it can be read by this Engage.
  public var isReadable: Bool { form == 1 }
}
