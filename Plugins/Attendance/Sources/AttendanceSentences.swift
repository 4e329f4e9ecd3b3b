import EngageAnalysis
import EngageModel
import EngageReport

/// The sentences of a section on attendance: what is compared or summed first, then each event.
struct AttendanceSentences {
  let figures: [EventFigures]
  let comparesEvents: Bool

  var statements: [Statement] {
    let programmes = ProgrammeFigures.all(of: figures)
    let events = programmes.count > 1 ? programmes.compactMap(paragraph) : figures.compactMap(statement)
    return [comparison ?? together].compactMap { $0 } + events
  }

  private func statement(of event: EventFigures) -> Statement? {
    EventSentences(figures: event, severalEvents: figures.count > 1).statement
  }

  /// What is said of the events of one programme, to be pasted as a paragraph.
  private func paragraph(of programme: ProgrammeFigures) -> Statement? {
    let statements = programme.events.compactMap(statement)
    guard statements.count > 1, let name = programme.name else { return statements.first }
    var values: [String: CellReference] = [:]
    for (index, statement) in statements.enumerated() {
      for (key, cell) in statement.values { values["e\(index + 1)_\(key)"] = cell }
    }
    return Statement(
      "\(name). " + statements.map(\.text).joined(separator: " "), role: .lead, values: values)
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
