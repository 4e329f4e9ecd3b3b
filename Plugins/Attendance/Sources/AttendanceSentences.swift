import EngageAnalysis
import EngageModel
import EngageReport

/// The sentences of a section on attendance: what is compared or summed first, then each event.
struct AttendanceSentences {
  let figures: [EventFigures]
  let comparesEvents: Bool

  var statements: [Statement] {
    let events = figures.compactMap {
      EventSentences(figures: $0, severalEvents: figures.count > 1).statement
    }
    return [comparison ?? together].compactMap { $0 } + events
  }

  private var comparison: Statement? { comparesEvents ? ProgrammeComparison(figures)?.statement : nil }

  /// "Together, five events reached about 2,139 people in 99 sessions."
  private var together: Statement? {
    let counted = figures.filter { !$0.counted.isEmpty }
    let sum = AttendanceSum(counted.flatMap(\.counted))
    guard counted.count > 1, let attended = sum.attended else { return nil }
    let people = Wording.people(attended, called: EventFigures.people(counted.flatMap(\.counted)))
    let events = Wording.number(counted.count)
    var text = "Together, \(events) events reached \(people) in \(Wording.number(sum.held)) sessions."
    let uncounted = figures.count - counted.count
    if uncounted > 0 {
      text += " Attendance at \(Wording.count(uncounted, "other", "others")) is not known."
    }
    if !attended.isExact { text += " " + EventSentences.caveat(sessions: sum.held) }
    return Statement(
      text, role: .lead,
      values: ["n": CellReference(table: "sessions", row: AttendanceTables.totalKey, column: "attended")])
  }
}
