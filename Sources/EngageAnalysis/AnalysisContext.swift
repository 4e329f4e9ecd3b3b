public import EngageModel
public import EngageReport

/// What an analysis may know about what it counts.
public struct AnalysisContext: Sendable {
  /// The survey, its versions pooled; `nil` for events without one.
  public var survey: Survey?
  /// The events of the report, in order.
  public var events: [Event]
  /// What the `sessions` column of every batch counts into.
  public var sessions: [SessionReference]
  /// The codebooks of the survey.
  public var codebooks: [Codebook]
  public var audience: Audience
  /// The questions asked for; empty for all that the analysis can use.
  public var questions: [Question]
  /// What to split by.
  public var breakdown: Breakdown?
  /// The condition that responses had to meet, as written.
  public var filter: String?
  /// The day of the report, for `today()` in conditions.
  public var today: CalendarDate
  /// Figures of sessions that were entered after the events' files were written; `events` has them already.
  public var entered: [EnteredFigures]
  /// What people coded by hand, of the survey's texts; empty unless the manifest asks for it (`readsCodes`).
  public var codes: [CodedText]
  /// For readers outside the organisation: what may be quoted; empty for internal readers, who may see all.
  public var quotable: [QuotableText]
  /// The tables of who lives here that the workspace has.
  public var populations: [Population]
  /// How responses are weighted; `nil` where each counts as one.
  public var weighting: Weighting?
  /// Below this many answers a result is "too few to say".
  public var smallestBase: Int
  /// What finds the themes that conditions speak of; `nil` where none does, or no question has a codebook.
  public var themes: (any ThemeReading)?
  /// Whether sessions whose venue tells who came are shown by their district only: for all but internal readers.
  public var hidesVenues: Bool

  public init(
    survey: Survey?, events: [Event] = [], sessions: [SessionReference] = [], codebooks: [Codebook] = [],
    audience: Audience = .internal, questions: [Question] = [], breakdown: Breakdown? = nil,
    filter: String? = nil, today: CalendarDate = CalendarDate(daysSince1970: 0),
    entered: [EnteredFigures] = [], codes: [CodedText] = [], quotable: [QuotableText] = [],
    populations: [Population] = [],
    weighting: Weighting? = nil, smallestBase: Int = AnalysisContext.standardSmallestBase,
    themes: (any ThemeReading)? = nil
  ) {
    self.survey = survey
    self.events = events
    self.sessions = sessions
    self.codebooks = codebooks
    self.audience = audience
    self.questions = questions
    self.breakdown = breakdown
    self.filter = filter
    self.today = today
    self.entered = entered
    self.codes = codes
    self.quotable = quotable
    self.populations = populations
    self.weighting = weighting
    self.smallestBase = smallestBase
    self.themes = themes
    hidesVenues = audience != .internal
  }

  /// The smallest base where nobody says otherwise.
  public static let standardSmallestBase = 10

  /// The event and session a value of the `sessions` column stands for; `nil` if the event does not have it.
  public func session(at index: Int) -> (event: Event, session: Session)? {
    let reference = sessions[index]
    guard let event = events.first(where: { $0.id == reference.event }),
      let session = event.session(reference.session)
    else { return nil }
    return (event, session)
  }

  /// What to call the session at an index.
  public func sessionLabel(at index: Int) -> String {
    session(at: index)?.session.displayName ?? sessions[index].session.rawValue
  }

  /// The questions asked for, or, if none were, all of the survey of one of the types.
  public func questions(ofTypes types: [QuestionType]) -> [Question] {
    questions.isEmpty ? (survey?.questions ?? []).filter { types.contains($0.type) } : questions
  }
}

/// What results are split by.
public enum Breakdown: Sendable, Hashable {
  case session
  /// The event of a response: to compare several with the same survey.
  case event
  case question(Question)

  /// The name in tables: the question's, `session` or `event`.
  public var name: String {
    switch self {
    case .session: "session"
    case .event: "event"
    case .question(let question): question.id.rawValue
    }
  }

  /// The words in titles.
  public var label: String {
    switch self {
    case .session: "Session"
    case .event: "Event"
    case .question(let question): question.label.text
    }
  }
}
