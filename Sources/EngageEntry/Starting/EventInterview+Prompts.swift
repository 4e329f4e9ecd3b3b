import EngageModel

/// What is asked at each step, in words.
extension EventInterview {
  /// What to ask now.
  public var prompt: Prompt {
    switch draft.step {
    case .title, .name, .survey, .programme, .overlap: eventPrompt
    case .place, .date, .venue, .attended, .booked, .basis: sessionPrompt
    case .review: reviewPrompt
    case .toWrite, .left: Prompt(.finished, text: "", foot: "")
    default: dataPrompt
    }
  }

  private func step(_ text: String, _ foot: String, _ options: [String] = [], so current: String? = nil)
    -> Prompt
  {
    let number = draft.place.map { $0 + 1 } ?? draft.event.sessions.count + 1
    var prompt = Prompt(.step("\(draft.step.rawValue) \(number)"), text: text, foot: foot)
    prompt.options = options.enumerated().map { Prompt.Option(key: String($0.offset + 1), label: $0.element) }
    prompt.current = current
    let stays: [EventInterviewDraft.Step] = [.title, .name, .place]
    if current != nil, !stays.contains(draft.step) {
      prompt.foot = foot.isEmpty ? "- takes it out" : "\(foot); - takes it out"
    }
    return prompt
  }

  private var eventPrompt: Prompt {
    let event = draft.event
    switch draft.step {
    case .title:
      return step(
        "What is the event called?", "/? shows what else may be typed, /q leaves",
        so: event.title.isEmpty ? nil : event.title)
    case .name:
      let own = event.id.rawValue
      var prompt = step(
        "By which short name are commands and files to call it?",
        "lower case words and numbers, joined by “-”", so: own.isEmpty ? nil : own)
      if own.isEmpty { prompt.defaultAnswer = proposedName }
      return prompt
    case .survey:
      let surveys = surroundings.surveys
      let newest = survey == nil ? surveys.firstIndex { $0.id == surroundings.newest } : nil
      let isAsked = survey == nil
      var prompt = step(
        "Which form was used?",
        !isAsked
          ? "a number"
          : newest == nil
            ? "a number; Enter: none, only who came is kept" : "a number; -: none, only who came is kept",
        surveys.map { "\($0.title.text.brief(50)) (\($0.id))" }, so: survey?.title.text.brief(50))
      prompt.defaultAnswer = newest.map { "\($0 + 1), \(surveys[$0].title.text.brief(50))" }
      return prompt
    case .programme:
      return step(
        "Is it part of a programme of several events? Type what that is called.",
        event.programme == nil ? "Enter: no" : "", so: event.programme)
    default:
      var prompt = step(
        "Did people at the tables also fill in forms of their own?", "a number; /b back",
        ["None of them", "Some of them", "All of them", "Nobody knows"])
      prompt.hint = "It decides whether forms and tables may be added up"
      prompt.defaultAnswer = "4, nobody knows"
      return prompt
    }
  }

  private var sessionPrompt: Prompt {
    let session = draft.session
    let count = draft.event.sessions.count
    let called = session?.place ?? "the session"
    var prompt: Prompt
    switch draft.step {
    case .place where draft.place != nil:
      prompt = step("The town or place?", "", so: session?.place)
    case .place:
      prompt = step(
        count == 0 ? "In which town or place was it held?" : "In which place was it held next?",
        count == 0 ? "/b back" : "Enter: nowhere else. /l lists, /b back")
    case .date:
      prompt = step(
        "When?",
        "24/9/2019, September 2019 or 24/9/2019 to 8/10/2019\(session?.date == nil ? "; Enter: not known" : "")",
        so: session?.date?.description)
    case .venue:
      prompt = step(
        "In which building?", session?.venue == nil ? "Enter: not known" : "", so: session?.venue)
    case .attended:
      prompt = step(
        "How many came?",
        "52, about 40, over 1300, almost 500, unknown; or cancelled, postponed\(session?.attended == nil ? "; Enter: later" : "")",
        so: session?.attended?.description)
    case .booked:
      prompt = step(
        "How many had booked?",
        "a number, or words such as about 40\(session?.booked == nil ? "; Enter: not known" : "")",
        so: session?.booked?.description)
    default:
      prompt = step(
        "How is it known how many came?", session?.basis == nil ? "a number; Enter: not known" : "a number",
        ["From a register or sign-in sheet", "Somebody counted heads", "It is an estimate"],
        so: session?.basis?.rawValue)
    }
    prompt.progress =
      "Session \(draft.place.map { $0 + 1 } ?? count + 1)\(session == nil ? "" : ", \(called.brief(40))")"
    return prompt
  }

  private var dataPrompt: Prompt {
    let protection = draft.protection
    var prompt: Prompt
    switch draft.step {
    case .controller:
      prompt = step(
        "Who is responsible for the data? (the “controller” of the privacy notice)", "Enter: later",
        so: protection.controller)
      if prompt.current == nil { prompt.defaultAnswer = surroundings.organisation }
    case .purpose:
      prompt = step(
        "What are the answers for? One sentence, as in the privacy notice.", "Enter: later",
        so: protection.purpose)
    case .lawfulBasis:
      prompt = step(
        "On which lawful basis are they held?", "a number or other words; Enter: later", LegalWords.bases,
        so: protection.lawfulBasis)
    case .article9:
      prompt = step(
        "Faith, health, ethnic group and the like need a further condition. Which?",
        "a number or other words; Enter: later", LegalWords.conditions, so: protection.article9Condition)
    case .notice:
      prompt = step(
        "Which version of the privacy notice were people given?", "such as 2, or March 2026; Enter: later",
        so: protection.noticeVersion)
    case .retainUntil:
      prompt = step(
        "Until which day are the forms and answers kept?", "such as 31/12/2029; Enter: later",
        so: protection.retainUntil.map(AnswerWords.date))
    case .contact:
      prompt = step("Whom may people ask about their data?", "Enter: later", so: protection.contact)
      if prompt.current == nil { prompt.defaultAnswer = surroundings.contact }
    default:
      prompt = step(
        "Which question asks whether one may quote?", "a number; Enter: none",
        quotingQuestions.map { $0.label.text.brief(70) },
        so: protection.quotingQuestion?.rawValue)
    }
    prompt.section = "About people's data (the people who look after it in your organisation know)"
    if prompt.current != nil {
      prompt.foot = "- takes it out"
    } else if prompt.defaultAnswer != nil {
      prompt.foot = ""
    }
    return prompt
  }

  /// A line of the whole event, and the step that changes it.
  struct ReviewedLine {
    var words: String
    var step: EventInterviewDraft.Step
    var session: Int?
  }

  /// The event, a line each.
  var reviewed: [ReviewedLine] {
    let (event, protection) = (draft.event, draft.protection)
    func line(_ what: String, _ value: String?, _ step: EventInterviewDraft.Step) -> ReviewedLine {
      ReviewedLine(words: "\(what): \(value?.brief(60) ?? "–")", step: step)
    }
    var lines = [
      line("Event", event.title, .title), line("Short name", event.id.rawValue, .name),
      line("Form", survey?.title.text, .survey),
      line("Programme", event.programme, .programme),
    ]
    if surroundings.surveys.isEmpty { lines.remove(at: 2) }
    lines += event.sessions.enumerated().map { index, session in
      ReviewedLine(words: EventInterview.words(of: session), step: .place, session: index)
    }
    if asksOverlap { lines.append(line("Forms by people at tables", event.overlap.rawValue, .overlap)) }
    lines += [
      line("Responsible for the data", protection.controller, .controller),
      line("What they are for", protection.purpose, .purpose),
      line("Lawful basis", protection.lawfulBasis, .lawfulBasis),
      line("Condition for protected answers", protection.article9Condition, .article9),
      line("Privacy notice", protection.noticeVersion, .notice),
      line("Kept until", protection.retainUntil.map(AnswerWords.date), .retainUntil),
      line("Whom to ask", protection.contact, .contact),
    ]
    if !quotingQuestions.isEmpty {
      lines.append(line("Permits quoting", protection.quotingQuestion?.rawValue, .quoting))
    }
    return lines
  }

  private static func words(of session: Session) -> String {
    var parts = [session.displayName.brief(30)]
    if let venue = session.venue { parts.append(venue.brief(30)) }
    parts.append(session.date?.description ?? "date not known")
    switch session.status {
    case .held:
      parts.append(
        session.attended.map { $0.isKnown ? "\($0) came" : "nobody knows how many came" }
          ?? "how many came: later")
    case .cancelled, .postponed: parts.append(session.status.rawValue)
    }
    if let booked = session.booked, booked.isKnown { parts.append("\(booked) had booked") }
    return "Session: " + parts.joined(separator: ", ")
  }

  private var reviewPrompt: Prompt {
    var prompt = Prompt(
      .step("review"), text: "That is the event:",
      foot: "y writes it; a number changes that line, a adds a session, /b back, /q leaves")
    prompt.options = reviewed.enumerated().map {
      Prompt.Option(key: String($0.offset + 1), label: $0.element.words)
    }
    return prompt
  }
}
