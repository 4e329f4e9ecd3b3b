extension Event {
  /// The event with some of its sessions put together.
  /// - Parameters:
  ///   - groups: of sessions, none in two of them; names that the event does not have are passed over.
  ///   - counted: the sessions that are counted; those of a group that are not are left out of it.
  public func merging(_ groups: [MergedSessions], counted: Set<Session.ID>) -> Event {
    var event = self
    event.sessions = []
    var done: Set<Session.ID> = []
    for session in sessions {
      guard let group = groups.first(where: { $0.sessions.contains(session.id) }) else {
        event.sessions.append(session)
        continue
      }
      guard done.insert(group.id).inserted else { continue }
      let members = sessions.filter { group.sessions.contains($0.id) && counted.contains($0.id) }
      if !members.isEmpty { event.sessions.append(Session(group, of: members)) }
    }
    return event
  }
}

/// Sessions of one event that are shown as one.
public struct MergedSessions: Sendable, Hashable {
  public var id: Session.ID
  public var label: String
  public var sessions: [Session.ID]
  /// Whether the place of one of them tells who came: nothing but the label and the month is shown then.
  public var hidesPlaces: Bool

  public init(id: Session.ID, label: String, sessions: [Session.ID], hidesPlaces: Bool = false) {
    self.id = id
    self.label = label
    self.sessions = sessions
    self.hidesPlaces = hidesPlaces
  }
}

extension Session {
  /// Several sessions as one: who came is added up over those that were held.
  /// - Parameter members: at least one.
  init(_ group: MergedSessions, of members: [Session]) {
    let held = members.filter { $0.status == .held }
    let told = held.isEmpty ? members : held
    let hides = group.hidesPlaces
    self.init(
      id: group.id, place: group.label,
      district: Session.only(told.map(\.district)),
      date: EventDate(spanning: told.compactMap(\.date), toMonths: hides),
      attended: Session.sum(held.map { $0.knownAttendance ?? ($0.attended == nil ? nil : .unknown) }),
      booked: Session.sum(told.map(\.booked)), basis: Session.only(told.map(\.basis)),
      signedIn: Session.sum(held.map(\.signedIn)), status: told[0].status,
      count: told.reduce(0) { $0 + $1.count }, invented: Session.unique(told.flatMap(\.invented)),
      people: Session.only(told.map(\.people)))
  }

  /// The sum of what is known; "over" it where it is not known of all. `nil` where nothing is said of any.
  private static func sum(_ quantities: [Quantity?]) -> Quantity? {
    let told = quantities.compactMap { $0 }
    guard let first = told.first else { return nil }
    let known = told.filter(\.isKnown)
    guard !known.isEmpty else { return first }
    let sum = known.dropFirst().reduce(known[0], +)
    return known.count == quantities.count ? sum : sum + Quantity(0, .over)
  }

  /// What all of them have; `nil` where they differ.
  private static func only<Value: Hashable>(_ values: [Value?]) -> Value? {
    Set(values).count == 1 ? values[0] : nil
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension Event {
  /// What sessions are called together where nobody gave them a name: "Rugby and Leamington Spa".
  public func label(of sessions: [Session.ID]) -> String {
    var names: [String] = []
    for session in self.sessions where sessions.contains(session.id) {
      let name = session.place ?? session.displayName
      if !names.contains(name) { names.append(name) }
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension EventDate {
  /// From the first day of some dates to the last; `nil` of none.
  /// - Parameter toMonths: whether only the months are told.
  public init?(spanning dates: [EventDate], toMonths: Bool = false) {
    guard let first = dates.map(\.first).min(), let last = dates.map(\.last).max() else { return nil }
    if !toMonths, Set(dates).count == 1 {
      self = dates[0]
      return
    }
    let ends = [first, last].map { day in toMonths ? String("\(day)".dropLast(3)) : "\(day)" }
    self.init(ends[0] == ends[1] ? ends[0] : ends.joined(separator: ".."))
  }
}
