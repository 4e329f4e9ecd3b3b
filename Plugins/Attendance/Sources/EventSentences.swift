import EngageAnalysis
import EngageModel
import EngageReport

/// What is said of one event: who came where and when; who is not in the total, and why.
struct EventSentences {
  private static let mostNamed = 3

  let figures: EventFigures
  /// Whether the sentences stand beside those of other events, and so have to say which they speak of.
  let severalEvents: Bool

  private var sum: AttendanceSum { figures.sum }
  private var countedSessions: Int { figures.counted.reduce(0) { $0 + $1.session.count } }

  /// The year all of it was in, if it was one: told once, then left out.
  private var year: Int? {
    let dates = figures.sessions.compactMap(\.session.date)
    let years = Set(dates.flatMap { [$0.first.year, $0.last.year] })
    return years.count == 1 ? years.first : nil
  }

  /// `nil` where there is nothing to tell.
  var statement: Statement? {
    guard !figures.sessions.isEmpty else { return nil }
    let main = mainSentence
    let told = main == nil ? nil : year
    var text = ([main] + notHeld(year: told) + uncounted(year: told) + [caveat]).compactMap { $0 }
      .joined(separator: " ")
    if severalEvents, !namesItself {
      let lowered = text.prefix(1).lowercased() + text.dropFirst()
      text = "\(figures.event.title): \(lowered)"
    }
    return text.isEmpty ? nil : Statement(text, role: .lead, values: values)
  }

  private var isDelivered: Bool { figures.counted.contains { $0.session.count > 1 } }

  /// Whether the first words say which event is meant.
  private var namesItself: Bool {
    let first = isDelivered ? figures.counted.first : figures.sessions.first
    return first?.session.title != nil && (isDelivered || figures.sessions.count == 1)
  }

  private var values: [String: CellReference] {
    guard sum.attended != nil else { return [:] }
    let row = severalEvents ? figures.event.id.rawValue : AttendanceTables.totalKey
    var values = [
      "n": CellReference(table: severalEvents ? "events" : "sessions", row: row, column: "attended")
    ]
    if isDelivered {
      for (index, session) in figures.counted.enumerated() {
        values["n\(index + 1)"] = CellReference(table: "sessions", row: session.key, column: "attended")
      }
    }
    return values
  }

  private var mainSentence: String? {
    if isDelivered { return DeliverySentences(sessions: figures.counted).text }
    if !figures.notHeld.isEmpty, figures.sessions.count > 1 { return planned }
    return figures.counted.isEmpty ? nil : tookPart
  }

  /// "In all, 147 people took part across three sessions, in Nuneaton, Rugby and Leamington Spa, in September and
  /// October 2019."
  private var tookPart: String? {
    guard let attended = sum.attended else { return nil }
    let sessions = figures.counted.map(\.session)
    let place = SessionNaming.places(sessions)
    let period = Wording.period(sessions.compactMap(\.date))
    if attended == Quantity(0) {
      let which = countedSessions == 1 ? SessionNaming(session: sessions[0]).subject : "any of the sessions"
      let around = [countedSessions == 1 && sessions[0].title == nil ? nil : place, period].compactMap { $0 }
      return (["Nobody came to \(which)"] + around).joined(separator: " ") + "."
    }
    let whereTo: String
    if figures.sessions.count == 1, let title = SessionNaming(session: sessions[0]).title {
      whereTo = "in " + (SessionNaming(session: sessions[0]).hasCommonTitle ? "the " : "") + title
    } else {
      whereTo = countedSessions == 1 ? "in one session" : "across \(Wording.number(countedSessions)) sessions"
    }
    let people = Wording.people(attended, called: EventFigures.people(figures.counted))
    return ["In all, \(people) took part \(whereTo)", place, period].compactMap { $0 }.joined(separator: ", ")
      + nobodyCame + "."
  }

  /// "Of five sessions planned between January and March 2020, four went ahead and 46 people attended; nobody came
  /// to Alcester on 4 March."
  private var planned: String {
    let planned = figures.sessions.reduce(0) { $0 + $1.session.count }
    let words = Wording.compared(planned, sum.held)
    let period = Wording.period(figures.sessions.compactMap(\.session.date)).map { " " + $0 } ?? ""
    let held = sum.held == 0 ? "none" : words[1]
    let inWords = words[1] == Wording.number(sum.held)
    // No numeral follows a year directly.
    let opening =
      inWords || sum.held == 0
      ? "Of \(words[0]) sessions planned\(period), \(held) went ahead"
      : "Of \(words[0]) sessions planned, \(held) went ahead\(period)"
    guard let attended = sum.attended else { return opening + "." }
    let people = Wording.people(attended, called: EventFigures.people(figures.counted))
    return "\(opening) and \(people) attended\(nobodyCame)."
  }

  /// "; nobody came to Alcester on 4 March"
  private var nobodyCame: String {
    let empty = figures.counted.filter { $0.attended == Quantity(0) }
    guard !empty.isEmpty, sum.attended != Quantity(0) else { return "" }
    guard empty.count <= EventSentences.mostNamed else {
      return "; nobody came to \(Wording.number(empty.count)) of them"
    }
    return "; nobody came to "
      + empty.map { SessionNaming(session: $0.session).destination(in: year) }.joined(separator: " or ")
  }

  /// "The Atherstone session on 18 March was cancelled."
  private func notHeld(year: Int?) -> [String] {
    [Session.Status.cancelled, .postponed].compactMap { status in
      let sessions = figures.notHeld.filter { $0.session.status == status }
      guard !sessions.isEmpty else { return nil }
      let count = sessions.reduce(0) { $0 + $1.session.count }
      let subjects = sessions.map { SessionNaming(session: $0.session).subject(in: year) }
      let which =
        subjects.count <= EventSentences.mostNamed
        ? Wording.list(subjects) : "In all, \(Wording.number(count)) sessions"
      return "\(Wording.sentence(which)) \(count == 1 ? "was" : "were") \(status.rawValue)."
    }
  }

  /// "For the annual Prevent event in October 2019, 100 partners booked. Attendance was not recorded, so the event
  /// is not in the total."
  private func uncounted(year: Int?) -> [String] {
    let sessions = figures.uncounted
    guard sessions.count <= EventSentences.mostNamed else {
      let count = sessions.reduce(0) { $0 + $1.session.count }
      return ["Attendance was not recorded at \(Wording.number(count)) sessions, which are not in the total."]
    }
    return sessions.map { figures in
      let subject = SessionNaming(session: figures.session).subject(in: year)
      let count = figures.session.count
      guard let booked = figures.booked else {
        return
          "Attendance was not recorded for \(subject), so \(count == 1 ? "it is" : "they are") not in the total."
      }
      let isEvent =
        self.figures.sessions.count == 1 || figures.session.title?.split(separator: " ").last == "event"
      let noun =
        count == 1 ? "the \(isEvent ? "event" : "session") is" : "these \(Wording.number(count)) sessions are"
      return "For \(subject), \(Wording.people(booked, called: figures.session.people)) booked. "
        + "Attendance was not recorded, so \(noun) not in the total."
    }
  }

  private var caveat: String? {
    guard let attended = sum.attended, !attended.isExact else { return nil }
    return EventSentences.caveat(sessions: countedSessions)
  }

  /// What to say of figures that are approximate.
  static func caveat(sessions: Int) -> String {
    sessions == 1
      ? "The figure is approximate." : "Figures are approximate; repeat attenders may be counted twice."
  }
}
