import EngageAnalysis
import EngageModel
import EngageReport

/// Bars of who came to each session.
enum AttendanceChart {
  private struct Bar {
    let place: String
    let people: Int
  }

  private static let subject = "People at each session"

  /// `nil` where fewer than two sessions, sessions of the same name, or entries for many sessions would be compared.
  static func chart(of tables: AttendanceTables, in context: AnalysisContext) -> Chart? {
    let held = tables.figures.flatMap(\.held)
    let bars = held.compactMap { session in
      session.attended?.exactValue.map {
        Bar(place: session.session.place ?? session.session.displayName, people: $0)
      }
    }
    guard bars.count >= 2, Set(bars.map(\.place)).count == bars.count,
      held.allSatisfy({ $0.session.count == 1 })
    else { return nil }
    let total = bars.reduce(0) { $0 + $1.people }
    let told = bars.map { "\($0.place): \(Wording.numeral($0.people))" }.joined(separator: "; ")
    return Chart(
      name: "attended", table: "sessions", category: "place", series: ["attended"],
      title: bars.count == held.count ? title(of: bars) : subject,
      subtitle: context.chartSubtitle(subject, base: Wording.people(Quantity(total))),
      alt: "Bar chart of how many people came to each session. \(told).")
  }

  /// The finding, where one session drew more than any other, in at most ten words; else the subject.
  private static func title(of bars: [Bar]) -> String {
    let most = bars.map(\.people).max() ?? 0
    let largest = bars.filter { $0.people == most }
    guard largest.count == 1, let place = largest.first?.place else { return subject }
    let finding = "\(place) drew most people"
    return Wording.wordCount(finding) <= 10 ? finding : subject
  }
}
