import EngageAnalysis
import EngageModel
import EngageReport

/// What to call a session inside a sentence.
struct SessionNaming {
  /// First words that are no names: they lose their capital inside a sentence.
  private static let commonWords: Set<String> = [
    "Annual", "Closing", "Community", "Drop-in", "Evening", "Final", "First", "Follow-up", "Half-day",
    "Launch",
    "Online", "Open", "Opening", "Public", "Second", "Third", "Training", "Workshop",
  ]
  /// Last words of places at which, not in which, a session is.
  private static let buildings: Set<String> = [
    "Academy", "Centre", "Church", "College", "Hall", "Library", "Mosque", "School", "Temple", "University",
  ]

  let session: Session

  /// Whether the title is a common noun, "annual Prevent event", and not a name, "Prevent Update".
  var hasCommonTitle: Bool {
    session.title?.split(separator: " ").last?.first?.isLowercase == true
  }

  /// The title as it stands inside a sentence: "annual Prevent event".
  var title: String? {
    guard let title = session.title, let first = title.split(separator: " ").first else { return nil }
    guard hasCommonTitle, SessionNaming.commonWords.contains(String(first)) else { return title }
    return title.prefix(1).lowercased() + title.dropFirst()
  }

  /// "the annual Prevent event", "Prevent Update", "the Rugby session", "the 11 sessions of Prevent Update".
  var subject: String {
    let count = session.count == 1 ? "" : Wording.number(session.count) + " "
    let noun = session.count == 1 ? "session" : "sessions"
    guard let title else { return "the \(count)" + (session.place.map { "\($0) " } ?? "") + noun }
    if hasCommonTitle { return "the \(count)\(title)" }
    return session.count == 1 ? title : "the \(count)sessions of \(title)"
  }

  /// The subject and when it was: "the Atherstone session on 18 March".
  /// - Parameter year: the year that is plain already, if one is.
  func subject(in year: Int?) -> String {
    guard let date = session.date else { return subject }
    return "\(subject) \(Wording.period(date, in: year))"
  }

  /// "Alcester on 4 March", after "nobody came to".
  func destination(in year: Int?) -> String {
    guard title == nil, let place = session.place else { return subject(in: year) }
    return session.date.map { "\(place) \(Wording.period($0, in: year))" } ?? place
  }

  /// "in Nuneaton, Rugby and Leamington Spa", "at Nicolas Chamberlaine School"; `nil` without places.
  static func places(_ sessions: [Session]) -> String? {
    guard let places = Wording.places(sessions) else { return nil }
    let last = Set(sessions.compactMap(\.place)).count == 1 ? places.split(separator: " ").last : nil
    return (last.map { buildings.contains(String($0)) } == true ? "at " : "in ") + places
  }
}
