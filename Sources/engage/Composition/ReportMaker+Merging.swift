import EngageAnalysis
import EngageModel
import EngageReport

/// What of a report is merged before it is counted, and what its readers may not see at all.
extension ReportMaker {
  /// Which of the sections are run for an audience.
  /// - Throws: `Diagnostic` where the report as a whole may not be made for it.
  func plan(_ sections: [SectionRequest], audience: Audience, filter: String?) throws -> SectionPlan {
    guard audience != .internal else { return SectionPlan(sections, rule: nil, venues: nil) }
    let venues = IdentifyingVenues(subject.events)
    try venues?.check(filter: filter, namedSessions: subject.namedSessions)
    let rule = EqualityBySession(
      survey: subject.survey, events: subject.events, manifests: registry.manifests, filter: filter,
      isOnSomeSessions: !subject.namedSessions.isEmpty)
    return SectionPlan(sections, rule: rule, venues: venues)
  }

  /// The events as an audience may see them.
  func shownEvents(for audience: Audience) -> [Event] {
    Merging.shown(subject.events, hidesVenues: audience != .internal)
  }

  /// The report without what names a session that others may not know.
  func withoutVenues(_ report: Report) -> Report {
    guard report.audience != .internal, let venues = IdentifyingVenues(subject.events) else { return report }
    return venues.hiding(report)
  }

  /// What the sections merge, for whoever holds their figures together.
  /// - Throws: `DiagnosticsError` where a group's name stands for different things.
  func merged(_ prepared: [PreparedAnalysis]) throws -> [String: [String: [String]]]? {
    var all: [String: [String: [String]]] = [:]
    var problems: [Diagnostic] = []
    for told in prepared.compactMap({ $0.merging.map(told) }) {
      for (dimension, groups) in told.sorted(by: { $0.key < $1.key }) {
        for (group, members) in groups.sorted(by: { $0.key < $1.key }) {
          if let known = all[dimension]?[group], Set(known) != Set(members) {
            let problem = Diagnostic(
              rule: "two-meanings",
              message: "groups: “\(group)” of \(dimension) stands for different things in two sections",
              hint: "give one of the two another name")
            if !problems.contains(problem) { problems.append(problem) }
          }
          all[dimension, default: [:]][group] = members
        }
      }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    return all.isEmpty ? nil : all
  }

  /// What is merged, sessions by the names that tables of several events give them.
  private func told(_ merging: Merging) -> [String: [String: [String]]] {
    var told = merging.told
    if subject.events.count > 1, merging.sessions.count == 1, let event = merging.sessions.keys.first,
      let groups = told["session"]
    {
      func inFull(_ name: String) -> String { "\(event)/\(name)" }
      told["session"] = Dictionary(
        uniqueKeysWithValues: groups.map { (inFull($0.key), $0.value.map(inFull)) })
    }
    return told
  }
}
