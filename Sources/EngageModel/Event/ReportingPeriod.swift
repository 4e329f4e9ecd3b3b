/// The days that a report is about.
public struct ReportingPeriod: Sendable, Hashable {
  /// The first day; `nil` for everything before ``last``.
  public let first: CalendarDate?
  /// The last day; `nil` for everything since ``first``.
  public let last: CalendarDate?

  public init(first: CalendarDate?, last: CalendarDate?) {
    self.first = first
    self.last = last
  }

  /// Why a session is not among those of the period.
  public enum Absence: String, Sendable, Hashable, CaseIterable {
    /// All of it was before or after.
    case outside
    /// It stands for days within and without, and its figures can't be divided.
    case partly
    /// Nobody knows when it was.
    case undated
  }

  /// Whether something was within the period; `nil` if all of it was.
  public func absence(of date: EventDate) -> Absence? {
    let startsLate = first.map { date.first >= $0 } ?? true
    let endsEarly = last.map { date.last <= $0 } ?? true
    if startsLate && endsEarly { return nil }
    let overlaps = (first.map { date.last >= $0 } ?? true) && (last.map { date.first <= $0 } ?? true)
    return overlaps ? .partly : .outside
  }

  /// Whether a session of an event is within the period; `nil` if it is. A session without a date goes by the
  /// period that its event was reported for, else by the other sessions of its event, where all of them agree.
  public func absence(of session: Session, in event: Event) -> Absence? {
    if let date = session.date ?? event.reportedFor { return absence(of: date) }
    let others = Set(event.sessions.compactMap(\.date).map { absence(of: $0) })
    return others.count == 1 ? others.first ?? .undated : .undated
  }

  /// What of some events falls into the period.
  /// - Returns: events with those of their sessions that do, in order; and every session that does not.
  public func selection(from events: [Event]) -> (
    events: [Event], absent: [(event: Event, session: Session, why: Absence)]
  ) {
    var within: [Event] = []
    var absent: [(event: Event, session: Session, why: Absence)] = []
    for event in events {
      var part = event
      part.sessions.removeAll { session in
        guard let why = absence(of: session, in: event) else { return false }
        absent.append((event, session, why))
        return true
      }
      if !part.sessions.isEmpty { within.append(part) }
    }
    return (within, absent)
  }
}

extension ReportingPeriod {
  /// Reads the days or months between which a report is about.
  /// - Parameters:
  ///   - from: such as `2019-09` or `2019-09-24`; `nil` for no beginning.
  ///   - to: the last month or day; `nil` for no end.
  /// - Throws: `DiagnosticsError` for what is no day or month, or an end before the beginning.
  public init(from: String?, to: String?) throws(DiagnosticsError) {
    var problems: [Diagnostic] = []
    func date(_ text: String?, _ flag: String) -> EventDate? {
      guard let text else { return nil }
      if let date = EventDate(text) { return date }
      problems.append(
        Diagnostic(
          rule: "bad-date", message: "\(flag): “\(text)” is no day or month",
          hint: "write 2019-09 or 2019-09-24"))
      return nil
    }
    let start = date(from, "--from")
    let end = date(to, "--to")
    if let start, let end, end.last < start.first {
      problems.append(
        Diagnostic(
          rule: "bad-period", message: "the period ends (\(end)) before it begins (\(start))",
          hint: "change --from and --to round"))
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    self.init(first: start?.first, last: end?.last)
  }
}
