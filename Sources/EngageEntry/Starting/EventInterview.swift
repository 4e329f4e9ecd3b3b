public import EngageModel

/// Writes down an event: where and when its sessions were, who came, and under which rules its data are held.
///
/// As `SurveyInterview`: no terminal, no files; whoever keeps `draft` after each accepted line loses nothing.
public struct EventInterview: Sendable, SteppedInterview {
  /// What the interview has to know of the place where the event is going to live.
  public struct Surroundings: Sendable {
    /// The names of the events there are.
    public var events: Set<Event.ID>
    /// The newest version of each survey there is.
    public var surveys: [Survey]
    /// The survey that was made last: the one that is likely meant.
    public var newest: Survey.ID?
    /// Who is responsible for data, where that is known.
    public var organisation: String?
    /// Whom people may ask, where that is known.
    public var contact: String?

    public init(
      events: Set<Event.ID> = [], surveys: [Survey] = [], newest: Survey.ID? = nil,
      organisation: String? = nil, contact: String? = nil
    ) {
      self.newest = newest
      self.events = events
      self.surveys = surveys
      self.organisation = organisation
      self.contact = contact
    }
  }

  /// What to keep after each accepted line.
  public internal(set) var draft: EventInterviewDraft
  let surroundings: Surroundings
  var history = StepHistory<EventInterviewDraft>()

  /// Begins.
  /// - Parameters:
  ///   - name: what the event is to be called, where that is settled already.
  ///   - survey: which survey it uses, where that is settled.
  /// - Throws: `Diagnostic` where the name can't be one, or is taken, or there is no such survey.
  public init(surroundings: Surroundings, name: String? = nil, survey: Survey.ID? = nil) throws {
    self.surroundings = surroundings
    draft = EventInterviewDraft()
    if let name {
      if let problem = problem(ofName: name) { throw Diagnostic(rule: "bad-name", message: problem) }
      draft.event.id = Event.ID(name)
      draft.givenName = name
    }
    if let survey {
      let names = surroundings.surveys.map(\.id.rawValue)
      guard names.contains(survey.rawValue) else {
        throw Diagnostic(
          rule: "unknown-survey", message: "there is no survey “\(survey.rawValue.brief())” that can be used",
          hint: nearestName(to: survey.rawValue, among: names).map { "did you mean “\($0)”?" }
            ?? "engage survey list shows those there are")
      }
      draft.event.survey = survey
      draft.givenSurvey = survey
    }
  }

  /// Goes on with what was kept; what was typed then can still be taken back. A survey that is gone since is left out.
  public init(surroundings: Surroundings, goingOnWith draft: EventInterviewDraft) {
    self.surroundings = surroundings
    self.draft = draft
    if survey == nil { self.draft.event.survey = nil }
    history = EventInterview.history(of: draft, in: surroundings)
  }

  /// The steps that led to a draft; none where the same lines do not lead there any more.
  private static func history(
    of draft: EventInterviewDraft, in surroundings: Surroundings
  ) -> StepHistory<EventInterviewDraft> {
    var then = surroundings
    then.events.remove(draft.event.id)
    guard let lines = draft.lines,
      var replay = try? EventInterview(surroundings: then, name: draft.givenName, survey: draft.givenSurvey)
    else { return StepHistory() }
    for line in lines { _ = replay.accept(line) }
    return replay.draft == draft ? replay.history : StepHistory()
  }

  /// Whether the person has agreed to the event.
  public var isToBeWritten: Bool { draft.step == .toWrite }

  /// The event so far; the session in hand is not in it yet.
  public var event: Event {
    var event = draft.event
    // Also where nothing is said: the file then shows what is to be filled in.
    event.dataProtection = draft.protection
    return event
  }

  /// What is not said about the data of people, in words.
  public var missing: [String] {
    let protection = draft.protection
    let all: [(String, Bool)] = [
      ("who is responsible for the data", protection.controller == nil),
      ("what they are for", protection.purpose == nil),
      ("the lawful basis", protection.lawfulBasis == nil),
      ("the condition for protected answers (Article 9)", protection.article9Condition == nil),
      ("which privacy notice people were given", protection.noticeVersion == nil),
      ("until when they are kept", protection.retainUntil == nil),
      ("whom people may ask", protection.contact == nil),
      ("which question permits quoting", protection.quotingQuestion == nil && !quotingQuestions.isEmpty),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// The survey it uses.
  var survey: Survey? { surroundings.surveys.first { $0.id == draft.event.survey } }

  /// Takes a line as a person typed it: an answer, a command, or nothing.
  /// - Returns: what became of the line; `prompt` says what to ask then.
  public mutating func accept(_ line: String) -> Reply { step(line) }

  mutating func take(_ typed: String) throws(EntryRefusal) -> Reply {
    if typed.hasPrefix("/") && !typed.hasPrefix("//") {
      let (word, numbers) = try StartingWord.read(String(typed.dropFirst()).trimmed)
      return try obey(word, numbers)
    }
    try takeAnswer(typed.hasPrefix("//") ? String(typed.dropFirst()) : typed)
    return .accepted(nil)
  }

  mutating func goBack() throws(EntryRefusal) -> Reply {
    draft = try history.back(otherwise: "At the end everything can be changed by its number.")
    return .accepted("Back.")
  }

  /// Why an event can't be called so; `nil` where it can.
  func problem(ofName name: String) -> String? {
    if !NameRules.isKebabCase(name) || name.utf8.count > 60 {
      return
        "The short name of an event is made of lower case letters and digits, joined by “-”, such as our-evening-2026."
    }
    if name == "blocks" {
      return "“blocks” is where ready-made questions lie: call the event something else."
    }
    if surroundings.events.contains(Event.ID(name)) {
      return "There is an event of that name already: call this one something else."
    }
    return nil
  }
}
