import EngageAnalysis
import EngageModel
import EngageReport

/// Sessions whose venue tells who came, in a report for others: the sessions themselves are merged before anything is
/// counted; here is what else could name them.
struct IdentifyingVenues {
  static let reason =
    "Not shown: it is about single sessions that may be told by their district only, as the venue tells who came."
  static let remedy = "For internal readers the section can be made as it was asked for."

  /// As they are stored.
  private let events: [Event]
  private let sessions: Set<Session.ID>
  private let names: [(words: [Character], instead: String)]

  /// - Parameter groups: of sessions that the report merges anyway.
  /// - Returns: `nil` where no venue tells who came.
  init?(_ events: [Event], groups: [SessionGroup] = []) {
    let found = events.flatMap { event in event.sessions.filter(\.venueIdentifies).map { (event, $0) } }
    if found.isEmpty { return nil }
    self.events = events
    sessions = Set(found.map(\.1.id))
    let others = events.flatMap(\.sessions).filter { !$0.venueIdentifies }
    let known = Set(
      (others.flatMap { [$0.id.rawValue, $0.title, $0.place] } + events.flatMap(\.sessions).map(\.district))
        .compactMap { $0?.lowercased() })
    var names: [(words: [Character], instead: String)] = []
    for (_, session) in found {
      let instead = session.district ?? "elsewhere"
      for name in [session.id.rawValue, session.title, session.place, session.venue].compactMap({ $0 })
      where name.count > 2 && !known.contains(name.lowercased()) {
        names.append((Array(name.lowercased()), instead))
      }
    }
    self.names = names.sorted { $0.words.count > $1.words.count }
  }

  /// Sections that are about single sessions are kept back; `nil` for all others.
  func step(_ request: SectionRequest) -> SectionPlan.Step? {
    let names = Set(request.sessions)
    let splits = !names.isEmpty && !names.isDisjoint(with: sessions)
    guard splits || !RowFilter.reach(of: request.filter).facts.isDisjoint(with: ["session", "date"]) else {
      return nil
    }
    return .withheld(request, reason: IdentifyingVenues.reason, remedy: IdentifyingVenues.remedy)
  }

  /// - Throws: `Diagnostic` for a report that as a whole is about single sessions.
  func check(filter: String?, namedSessions: [String]) throws {
    let isNamed = namedSessions.contains { sessions.contains(Session.ID($0)) }
    guard isNamed || !RowFilter.reach(of: filter).facts.isDisjoint(with: ["session", "date"]) else { return }
    throw Diagnostic(
      rule: "identifying-venue",
      message: "a report for others can't be limited to sessions whose venue tells who came",
      hint: "leave out --session and conditions on session and date, or make it for --audience internal")
  }

  /// What a section was asked for, without what names sessions.
  func hidden(_ request: SectionRequest) -> SectionRequest {
    var request = request
    if step(request) != nil {
      request.sessions = []
      request.filter = nil
    }
    request.groups.sessions.removeAll { !Set($0.sessions).isDisjoint(with: sessions) }
    return request
  }

  /// The report with the names of the sessions, their titles, places and venues nowhere in its words.
  func hiding(_ report: Report) -> Report {
    var report = report
    report.title = hiding(report.title)
    report.sources.invented = hiding(all: report.sources.invented)
    for index in report.sources.events.indices {
      report.sources.events[index].title = hiding(report.sources.events[index].title)
      report.sources.events[index].source = report.sources.events[index].source.map(hiding)
    }
    report.sections = report.sections.map(hiding)
    return report
  }

  private func hiding(_ section: Section) -> Section {
    var section = section
    section.title = hiding(section.title)
    section.notes = hiding(all: section.notes)
    for index in section.statements.indices {
      section.statements[index].text = hiding(section.statements[index].text)
    }
    for index in section.charts.indices {
      section.charts[index].title = hiding(section.charts[index].title)
      section.charts[index].subtitle = hiding(section.charts[index].subtitle)
      section.charts[index].alt = hiding(section.charts[index].alt)
    }
    for index in section.tables.indices {
      section.tables[index].title = hiding(section.tables[index].title)
      section.tables[index].notes = hiding(all: section.tables[index].notes)
      section.tables[index].rows = section.tables[index].rows.map { row in
        row.enumerated().map { column, cell in
          // A key is what other parts of the report refer to.
          guard case .text(let words) = cell, section.tables[index].columns[column].kind == .text else {
            return cell
          }
          return .text(hiding(words))
        }
      }
    }
    let groups = hiddenGroups(section.asked?.groups ?? [])
    section.asked?.groups = groups
    return section
  }

  /// Groups as written, without those of sessions that may not be named.
  private func hiddenGroups(_ written: [String]) -> [String] {
    guard var request = try? GroupsRequest(written) else { return [] }
    request.sessions.removeAll { !Set($0.sessions).isDisjoint(with: sessions) }
    return request.written
  }

  private func hiding(all texts: [String]) -> [String] { texts.map(hiding) }

  /// A text with the names of sessions replaced by their districts'.
  func hiding(_ text: String) -> String {
    names.reduce(text) { text, name in
      IdentifyingVenues.replacing(name.words, with: name.instead, in: text)
    }
  }

  /// Replaces whole words, in any case.
  private static func replacing(_ words: [Character], with other: String, in text: String) -> String {
    let letters = Array(text)
    let folded = letters.map { $0.lowercased() }
    let wanted = words.map { String($0) }
    guard folded.count >= wanted.count else { return text }
    var written = ""
    var place = 0
    while place < letters.count {
      let end = place + wanted.count
      if end <= letters.count, Array(folded[place..<end]) == wanted,
        place == 0 || !isWord(letters[place - 1]), end == letters.count || !isWord(letters[end])
      {
        written += other
        place = end
      } else {
        written.append(letters[place])
        place += 1
      }
    }
    return written
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
