public import EngageModel

/// Writes an event as the file a person would have written.
///
/// `EventFile` reads the text back as an equal event. What is not known is left out; but lines that must be filled in
/// before a report leaves the organisation are written, and say that they must.
public struct EventWriter {
  private let event: Event
  private let header: [String]

  /// - Parameters:
  ///   - event: what to write.
  ///   - header: lines of comment at the top of the file.
  public init(_ event: Event, header: [String] = []) {
    self.event = event
    self.header = header
  }

  /// The file's text.
  public var text: String { YAMLLayout.text(text(layout:)) }

  private func text(layout: YAMLLayout) -> String {
    var lines = layout.comment(header) + layout.lines(opening, indent: 0)
    lines += event.sessions.isEmpty ? ["sessions: []"] : ["sessions:"]
    lines += event.sessions.map { "  - " + layout.flow(.map(entries(of: $0))) }
    if let protection = event.dataProtection {
      lines += ["data_protection:"] + layout.lines(entries(of: protection), indent: 2)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var opening: [(key: String, value: YAMLValue)] {
    var entries: [(key: String, value: YAMLValue)] = [("event", .word(event.id.rawValue))]
    if let programme = event.programme { entries.append(("programme", .text(programme))) }
    if let survey = event.survey { entries.append(("survey", .word(survey.rawValue))) }
    entries.append(("title", .text(event.title)))
    if let source = event.source { entries.append(("source", .text(source))) }
    if let invented = event.invented { entries.append(("invented", .text(invented))) }
    if let period = event.reportedFor { entries.append(("reported_for", .plain(period.description))) }
    if event.overlap != .unknown { entries.append(("overlap", .word(event.overlap.rawValue))) }
    if !event.notes.isEmpty { entries.append(("notes", .list(event.notes.map { .text($0) }))) }
    return entries
  }

  private func entries(of session: Session) -> [(key: String, value: YAMLValue)] {
    var entries: [(key: String, value: YAMLValue)] = [("session", .word(session.id.rawValue))]
    func add(_ key: String, _ value: YAMLValue?) {
      if let value { entries.append((key, value)) }
    }
    add("title", session.title.map { .text($0) })
    add("place", session.place.map { .text($0) })
    add("district", session.district.map { .text($0) })
    if session.venueIdentifies, let venue = session.venue {
      add("venue", .map([("name", .text(venue)), ("identifies", .plain("yes"))]))
    } else {
      add("venue", session.venueIdentifies ? .plain("identifies") : session.venue.map { .text($0) })
    }
    if session.count != 1 { add("count", .plain(String(session.count))) }
    add("date", session.date.map { .plain($0.description) })
    add("attended", session.attended.map { .plain($0.description) })
    add("booked", session.booked.map { .plain($0.description) })
    add("basis", session.basis.map { .plain($0.rawValue) })
    if session.status != .held { add("status", .word(session.status.rawValue)) }
    add("people", session.people.map { .text($0) })
    if !session.invented.isEmpty { add("invented", .list(session.invented.map { .word($0) })) }
    add("note", session.note.map { .text($0) })
    return entries
  }

  private func entries(of protection: DataProtection) -> [(key: String, value: YAMLValue)] {
    let texts = [
      ("controller", protection.controller), ("purpose", protection.purpose),
      ("lawful_basis", protection.lawfulBasis), ("article_9_condition", protection.article9Condition),
      ("notice_version", protection.noticeVersion),
    ]
    let toFill = YAMLValue.text(DataProtection.placeholder)
    var entries: [(key: String, value: YAMLValue)] = texts.map { key, text in
      (key, text.map { .text($0) } ?? toFill)
    }
    entries.append(("retain_until", protection.retainUntil.map { .plain($0.description) } ?? toFill))
    if let question = protection.quotingQuestion {
      entries.append(("quoting_question", .word(question.rawValue)))
    }
    if let contact = protection.contact { entries.append(("contact", .text(contact))) }
    return entries
  }
}
