import EngageModel

/// What a line does at each step.
extension EventInterview {
  private typealias Step = EventInterviewDraft.Step

  mutating func takeAnswer(_ typed: String) throws(EntryRefusal) {
    switch draft.step {
    case .title, .name, .survey, .programme: try takeAboutEvent(typed)
    case .place, .date, .venue, .attended, .booked, .basis: try takeAboutSession(typed)
    case .overlap:
      let all: [Event.Overlap] = [.none, .some, .all, .unknown]
      draft.event.overlap = all[try StartingAnswer.option(typed, of: 4, standard: 4) - 1]
      goOn()
    case .controller, .purpose, .lawfulBasis, .article9, .notice, .retainUntil, .contact, .quoting:
      try takeAboutData(typed)
    case .review: try takeDecision(typed)
    case .toWrite, .left: throw EntryRefusal("The interview has ended.")
    }
  }

  private mutating func takeAboutEvent(_ typed: String) throws(EntryRefusal) {
    switch draft.step {
    case .title:
      if !typed.isEmpty || draft.event.title.isEmpty {
        draft.event.title = try StartingAnswer.words(typed, atMost: 200)
      }
    case .name:
      let own = draft.event.id.rawValue
      let name = typed.isEmpty ? (own.isEmpty ? proposedName : own) : typed
      if let problem = problem(ofName: name) {
        throw EntryRefusal("\(problem) Enter takes “\(proposedName)”.")
      }
      draft.event.id = Event.ID(name)
    case .survey:
      let surveys = surroundings.surveys
      let chosen =
        typed == "-"
        ? nil
        : typed.isEmpty
          ? draft.event.survey ?? surroundings.newest
          : surveys[try StartingAnswer.option(typed, of: surveys.count) - 1].id
      if chosen != draft.event.survey { draft.protection.quotingQuestion = nil }
      draft.event.survey = chosen
      if !asksOverlap { draft.event.overlap = .unknown }
    default:
      if typed == "-" {
        draft.event.programme = nil
      } else if !typed.isEmpty {
        draft.event.programme = try StartingAnswer.words(typed, atMost: 200)
      }
    }
    goOn()
  }

  /// A name made of the title that no event has.
  var proposedName: String {
    NameProposals.free(NameProposals.kebab(draft.event.title, otherwise: "our-event"), by: "-") {
      problem(ofName: $0) != nil
    }
  }

  /// Whether forms and tables may overlap: where the survey has both.
  var asksOverlap: Bool { (survey?.units.count ?? 0) > 1 }

  private var steps: [Step] {
    Step.allCases.filter { step in
      switch step {
      case .name: draft.event.id.rawValue.isEmpty || draft.step == .name
      case .survey: (draft.event.survey == nil && !surroundings.surveys.isEmpty) || draft.step == .survey
      case .overlap: asksOverlap
      case .quoting: !quotingQuestions.isEmpty
      case .toWrite, .left: false
      default: true
      }
    }
  }

  /// Goes to the next step, or back to the whole where that was shown already.
  mutating func goOn() {
    let all = Step.allCases
    let now = all.firstIndex(of: draft.step) ?? 0
    let open = steps
    let isSession = [.place, .date, .venue, .attended, .booked, .basis].contains(draft.step)
    draft.step =
      draft.isReviewed && !isSession
      ? .review : all.dropFirst(now + 1).first { open.contains($0) } ?? .review
    if draft.step == .review { draft.isReviewed = true }
  }

  /// The questions that may permit quoting: those to be answered with yes or no, those that speak of it first.
  var quotingQuestions: [Question] {
    let all = (survey?.questions ?? []).filter { question in
      question.type == .acknowledge
        || (question.type == .selectOne && question.choices.count <= 5
          && question.choices.contains { $0.label.text.lowercased().hasPrefix("yes") })
    }
    let telling = all.filter { $0.label.text.lowercased().contains("quot") }
    return telling + all.filter { !telling.contains($0) && !$0.sensitive }
  }

  private mutating func takeAboutData(_ typed: String) throws(EntryRefusal) {
    if typed == "-" {
      clearData()
    } else if typed.isEmpty {
      // What is known of the organisation is taken where nothing else was said.
      if draft.step == .controller, draft.protection.controller == nil {
        draft.protection.controller = surroundings.organisation
      } else if draft.step == .contact, draft.protection.contact == nil {
        draft.protection.contact = surroundings.contact
      }
    } else {
      try setData(try StartingAnswer.words(typed, atMost: 500))
    }
    goOn()
  }

  private mutating func setData(_ words: String) throws(EntryRefusal) {
    switch draft.step {
    case .controller: draft.protection.controller = words
    case .purpose: draft.protection.purpose = words
    case .lawfulBasis:
      draft.protection.lawfulBasis = try EventInterview.offered(words, of: LegalWords.bases)
    case .article9:
      draft.protection.article9Condition = try EventInterview.offered(words, of: LegalWords.conditions)
    case .notice: draft.protection.noticeVersion = words
    case .retainUntil:
      let until = try DateReader.read(words)
      if let problem = problem(ofKeeping: until) { throw EntryRefusal(problem) }
      draft.protection.retainUntil = until
    case .contact: draft.protection.contact = words
    default:
      let questions = quotingQuestions
      draft.protection.quotingQuestion =
        questions[try StartingAnswer.option(words, of: questions.count) - 1].id
    }
  }

  /// Why answers can't be kept until a day: it is before the last session.
  private func problem(ofKeeping until: CalendarDate?) -> String? {
    guard let until, let last = draft.event.sessions.compactMap({ $0.date?.last }).max(), until < last else {
      return nil
    }
    return
      "They can't be kept until \(AnswerWords.date(until)): the last session is on \(AnswerWords.date(last)). "
      + "Type a later day."
  }

  private mutating func clearData() {
    switch draft.step {
    case .controller: draft.protection.controller = nil
    case .purpose: draft.protection.purpose = nil
    case .lawfulBasis: draft.protection.lawfulBasis = nil
    case .article9: draft.protection.article9Condition = nil
    case .notice: draft.protection.noticeVersion = nil
    case .retainUntil: draft.protection.retainUntil = nil
    case .contact: draft.protection.contact = nil
    default: draft.protection.quotingQuestion = nil
    }
  }

  /// One of the texts on offer by its number, or other words as they are.
  private static func offered(_ words: String, of texts: [String]) throws(EntryRefusal) -> String {
    words.isDigits ? texts[try StartingAnswer.option(words, of: texts.count) - 1] : words
  }

  private mutating func takeDecision(_ typed: String) throws(EntryRefusal) {
    switch typed.lowercased() {
    case "":
      throw EntryRefusal(
        "Type y to write the event, or a number to change that line; /q leaves, and all is kept.")
    case "y", "yes", "write":
      if let problem = problem(ofKeeping: draft.protection.retainUntil) { throw EntryRefusal(problem) }
      draft.step = .toWrite
    case "a", "add":
      (draft.session, draft.place) = (nil, nil)
      draft.step = .place
    default:
      let lines = reviewed
      let number = try StartingAnswer.option(typed, of: lines.count)
      let line = lines[number - 1]
      draft.place = line.session
      draft.session = line.session.map { draft.event.sessions[$0] }
      draft.step = line.step
    }
  }
}

/// Words of data protection that many events can use; whoever runs the event has to see whether they fit.
enum LegalWords {
  /// Of Article 6 of the UK GDPR.
  static let bases = [
    "Legitimate interests, UK GDPR Article 6(1)(f)", "Consent, UK GDPR Article 6(1)(a)",
    "Public task, UK GDPR Article 6(1)(e)",
  ]
  /// Of Article 9, for special category data.
  static let conditions = [
    "Explicit consent, UK GDPR Article 9(2)(a)",
    "Activities of a not-for-profit body, UK GDPR Article 9(2)(d)",
    "Substantial public interest (equality of opportunity), UK GDPR Article 9(2)(g)",
    "None: no special category data are asked for",
  ]
}
