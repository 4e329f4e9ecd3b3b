import EngageAnalysis
import EngageModel
import EngageReport

/// Bars of who came to each session.
enum AttendanceChart {
  /// `nil` where fewer than two sessions, or sessions of the same name, would be compared.
  static func chart(of tables: AttendanceTables, in context: AnalysisContext) -> Chart? {
    let sessions = tables.figures.flatMap(\.sessions)
    let bars = sessions.compactMap { session in
      session.attended?.exactValue.map {
        (place: session.session.place ?? session.session.displayName, people: $0)
      }
    }
    guard bars.count >= 2, Set(bars.map(\.place)).count == bars.count else { return nil }
    let total = bars.reduce(0) { $0 + $1.people }
    let told = bars.map { "\($0.place): \(Wording.numeral($0.people))" }.joined(separator: "; ")
    return Chart(
      name: "attended", table: "sessions", category: "place", series: ["attended"], title: title(of: bars),
      subtitle: context.chartSubtitle(
        "People at each session", base: Wording.count(total, "person", "people")),
      alt: "Bar chart of how many people came to each session. \(told).")
  }

  /// The finding, where one session drew more than any other, in at most ten words; else the subject.
  private static func title(of bars: [(place: String, people: Int)]) -> String {
    let most = bars.map(\.people).max() ?? 0
    let largest = bars.filter { $0.people == most }
    guard largest.count == 1, let place = largest.first?.place else { return "People at each session" }
    let finding = "\(place) drew most people"
    return Wording.wordCount(finding) <= 10 ? finding : "People at each session"
  }
}
