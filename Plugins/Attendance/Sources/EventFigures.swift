import EngageAnalysis
import EngageModel

/// A session with what came back from it.
struct SessionFigures {
  /// Its key in tables: the session, with the event before it where there are several.
  let key: String
  /// The session with its event before it.
  let fullName: String
  /// As in the event's file; only its name is known where the event lacks it.
  let session: Session
  let returns: ReturnCount

  var isHeld: Bool { session.status == .held }

  /// How many came: `nil` where nobody knows or nothing was held. An estimate is never exact.
  var attended: Quantity? { session.knownAttendance }

  /// How many booked; `nil` where it is not known.
  var booked: Quantity? { session.booked.flatMap { $0.isKnown ? $0 : nil } }
}

/// Figures of some sessions together.
struct AttendanceSum {
  /// The sum over the sessions held where it is known; `nil` if it is known of none.
  let attended: Quantity?
  let booked: Quantity?
  /// How many sessions were held.
  let held: Int
  let returns: ReturnCount
  /// How many came to every one is known exactly.
  let isComplete: Bool

  init(_ sessions: [SessionFigures]) {
    func sum(_ quantities: [Quantity]) -> Quantity? {
      quantities.dropFirst().reduce(quantities.first) { $0.map { [next = $1] in $0 + next } }
    }
    let heldSessions = sessions.filter(\.isHeld)
    attended = sum(heldSessions.compactMap(\.attended))
    booked = sum(heldSessions.compactMap(\.booked))
    held = heldSessions.reduce(0) { $0 + $1.session.count }
    isComplete = !heldSessions.isEmpty && heldSessions.allSatisfy { $0.attended?.isExact == true }
    var returns = ReturnCount()
    for session in sessions { returns.merge(session.returns) }
    self.returns = returns
  }

  /// How many came, if it is known exactly of every session.
  var exactlyAttended: Int? { isComplete ? attended?.exactValue : nil }
}

/// An event with its sessions, in file order.
struct EventFigures {
  let event: Event
  let sessions: [SessionFigures]

  var sum: AttendanceSum { AttendanceSum(sessions) }
  var held: [SessionFigures] { sessions.filter(\.isHeld) }
  /// Sessions held of which it is known how many came.
  var counted: [SessionFigures] { sessions.filter { $0.attended != nil } }
  /// Sessions held of which it is not known.
  var uncounted: [SessionFigures] { held.filter { $0.attended == nil } }
  var notHeld: [SessionFigures] { sessions.filter { !$0.isHeld } }

  /// What the people are called, where all sessions agree.
  static func people(_ sessions: [SessionFigures]) -> String? {
    guard let first = sessions.first?.session.people, sessions.allSatisfy({ $0.session.people == first })
    else {
      return nil
    }
    return first
  }

  /// All events of a context with the sessions that were asked for; then events that only responses know of.
  static func all(in context: AnalysisContext, tally: AttendanceTally) -> [EventFigures] {
    var references = context.sessions
    for event in context.events where !references.contains(where: { $0.event == event.id }) {
      references += event.sessions.map { SessionReference(event: event.id, session: $0.id) }
    }
    var events = context.events
    for reference in references where !events.contains(where: { $0.id == reference.event }) {
      events.append(Event(id: reference.event, title: reference.event.rawValue, sessions: []))
    }
    return events.map { event in
      let wanted = references.filter { $0.event == event.id }.map(\.session)
      let known = event.sessions.filter { wanted.contains($0.id) }
      let unknown = wanted.filter { event.session($0) == nil }.map { Session(id: $0) }
      let sessions = (known + unknown).map { session in
        let index = context.sessions.firstIndex(of: SessionReference(event: event.id, session: session.id))
        return SessionFigures(
          key: events.count > 1 ? "\(event.id)/\(session.id)" : session.id.rawValue,
          fullName: "\(event.id)/\(session.id)", session: session,
          returns: index.map { tally.sessions[$0] } ?? ReturnCount())
      }
      return EventFigures(event: event, sessions: sessions)
    }
  }
}
