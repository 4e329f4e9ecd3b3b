import EngageModel

/// What a report is about: a survey with its versions pooled, or none, and some events.
struct Subject {
  var survey: Survey?
  var versions: [Survey]
  var events: [Event]
  /// Those of the events, or the ones asked for.
  var sessions: [SessionReference]
  /// The sessions asked for; empty for all.
  private(set) var namedSessions: [String] = []
  /// What was entered about the events after their files were written; the events have it already.
  var entered: [EnteredFigures] = []

  /// What to call it in a report's title.
  var title: String {
    if events.count == 1 { return events[0].title }
    return survey?.title.text ?? "Several events"
  }

  /// - Parameter names: the sessions asked for; all if empty.
  /// - Throws: `Diagnostic` for a session that none of the events has.
  init(survey: Survey?, versions: [Survey], events: [Event], sessions names: [String]) throws {
    self.survey = survey
    self.versions = versions
    self.events = events
    let all = events.flatMap { event in
      event.sessions.map { SessionReference(event: event.id, session: $0.id) }
    }
    for name in names where !all.contains(where: { $0.session.rawValue == name }) {
      let known = all.map(\.session.rawValue)
      throw Diagnostic(
        rule: "unknown-session", message: "there is no session “\(name)”",
        hint: nearestName(to: name, among: known).map { "did you mean \($0)?" }
          ?? "there are: \(known.joined(separator: ", "))")
    }
    namedSessions = names
    sessions = names.isEmpty ? all : all.filter { names.contains($0.session.rawValue) }
    if !names.isEmpty {
      for index in self.events.indices {
        self.events[index].sessions.removeAll { !names.contains($0.id.rawValue) }
      }
    }
  }
}
