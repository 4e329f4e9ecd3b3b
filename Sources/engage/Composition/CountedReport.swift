import EngageModel
import EngageReport

/// A report with all that was counted, before it is made safe for its readers.
struct CountedReport: Sendable {
  var report: Report
  /// Whose responses it counts.
  var responses: ResponseNumbers
  /// The surveys they answer.
  var surveys: [Survey.ID]
  /// The survey as it stands in files; `nil` where the report is of several, or of none.
  var survey: Survey?
  /// The events it is about, as they stand in files.
  var events: [Event]
  /// What is added once it is safe, made of what it then still shows.
  var finish: @Sendable (Report) -> Report = { $0 }

  /// The sessions of its events, before any are merged.
  var allSessions: [Session] { events.flatMap(\.sessions) }

  /// What it is about.
  var sessions: [Session.ID] { report.sources.sessions.map { Session.ID($0) } }
}
