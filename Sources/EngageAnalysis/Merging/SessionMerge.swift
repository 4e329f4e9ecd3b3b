import EngageModel

/// Which sessions of an event are shown as one: those asked for and, outside the organisation, those whose venue tells
/// who came.
struct SessionMerge {
  /// What a session without a district is called.
  static let elsewhere = "Elsewhere"

  private(set) var groups: [MergedSessions] = []
  private let event: Event

  /// - Parameters:
  ///   - asked: names that the event does not have are passed over.
  ///   - hidesVenues: whether sessions whose venue tells who came are shown by district only.
  init(_ event: Event, asked: [SessionGroup], hidesVenues: Bool) {
    self.event = event
    let identifying = hidesVenues ? Set(event.sessions.filter(\.venueIdentifies).map(\.id)) : []
    for group in asked {
      let members = group.sessions.filter { event.session($0) != nil }
      guard !members.isEmpty else { continue }
      let hides = !identifying.isDisjoint(with: members)
      let own = hides ? group.id.rawValue : event.label(of: members)
      groups.append(
        MergedSessions(
          id: group.id, label: group.label.isEmpty ? own : group.label, sessions: members, hidesPlaces: hides)
      )
    }
    // A session that somebody put into a group with others is hidden by it; alone in one it would not be.
    let covered = groups.filter { $0.hidesPlaces && $0.sessions.count > 1 }.flatMap(\.sessions)
    groups.removeAll { $0.hidesPlaces && $0.sessions.count == 1 }
    addDistricts(event.sessions.filter { identifying.contains($0.id) && !covered.contains($0.id) })
  }

  private mutating func addDistricts(_ sessions: [Session]) {
    var districts: [String] = []
    for session in sessions {
      if let district = session.district, !districts.contains(district) { districts.append(district) }
    }
    for district in districts {
      let members = sessions.filter { $0.district == district }.map(\.id)
      groups.append(
        MergedSessions(id: id(for: district), label: district, sessions: members, hidesPlaces: true))
    }
    let others = sessions.filter { $0.district == nil }.map(\.id)
    if others.count > 1 {
      groups.append(
        MergedSessions(
          id: id(for: SessionMerge.elsewhere), label: SessionMerge.elsewhere, sessions: others,
          hidesPlaces: true))
    } else if let alone = others.first {
      addAlone(alone)
    }
  }

  /// A session of which nothing at all may be told is counted together with the smallest of the others.
  private mutating func addAlone(_ alone: Session.ID) {
    let taken = Set(groups.flatMap(\.sessions))
    let free = event.sessions.filter { $0.id != alone && $0.status == .held && !taken.contains($0.id) }
    if let smallest = free.min(by: { ($0.attended?.value ?? .max) < ($1.attended?.value ?? .max) }) {
      let label = "\(smallest.displayName) and elsewhere"
      groups.append(
        MergedSessions(id: id(for: label), label: label, sessions: [smallest.id, alone], hidesPlaces: true))
    } else if !groups.isEmpty {
      groups[0].sessions.append(alone)
      groups[0].label += " and elsewhere"
      groups[0].hidesPlaces = true
    } else {
      groups = [
        MergedSessions(
          id: id(for: SessionMerge.elsewhere), label: SessionMerge.elsewhere, sessions: [alone],
          hidesPlaces: true)
      ]
    }
  }

  /// A name that no session of the event has.
  private func id(for label: String) -> Session.ID {
    var name = NameRules.kebabCase(of: label) ?? "elsewhere"
    while event.sessions.contains(where: { $0.id.rawValue == name })
      || groups.contains(where: { $0.id.rawValue == name })
    {
      name += "-district"
    }
    return Session.ID(name)
  }
}
