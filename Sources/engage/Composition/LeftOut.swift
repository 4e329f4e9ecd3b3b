import EngageAnalysis
import EngageModel
import EngageReport

/// What a report on a period does not count, and why.
struct LeftOut {
  let absent: [(event: Event, session: Session, why: ReportingPeriod.Absence)]
  /// The events of the period with their sessions.
  let events: [Event]
  let period: ReportingPeriod

  private struct Row {
    var event: Event
    /// `nil` where it is all of the event.
    var session: Session?
    var why: String
  }

  var section: Section {
    let rows = absentRows + uncountedRows
    let table = Table(
      name: "left-out", title: "Not in the totals", dimensions: ["event"],
      columns: [
        Column("event", "Name", .key), Column("session", "Session", .key), Column("title", "Event", .text),
        Column("session_title", "Session", .text), Column("date", "When", .text),
        Column("booked", "Booked", .quantity), Column("attended", "Attended", .quantity),
        Column("why", "Why", .text),
      ],
      rows: rows.map(cells))
    var section = Section(analysis: "left-out", title: "What was left out, and why", tables: [table])
    section.statements = [
      Statement(
        rows.isEmpty
          ? "Nothing was left out: every session of every event of the workspace is in the totals."
          : "Not in the totals: \(Wording.count(rows.count, "entry", "entries")), each with its reason.")
    ]
    return section
  }

  /// A row for an event of which nothing is in the period for one reason; else a row for each session.
  private var absentRows: [Row] {
    var rows: [Row] = []
    for (index, entry) in absent.enumerated() {
      let siblings = absent.filter { $0.event.id == entry.event.id }
      let isWhole =
        siblings.count == entry.event.sessions.count && siblings.allSatisfy { $0.why == entry.why }
      guard isWhole, siblings.count > 1 else {
        rows.append(Row(event: entry.event, session: entry.session, why: words(entry.why)))
        continue
      }
      if absent[..<index].contains(where: { $0.event.id == entry.event.id }) { continue }
      rows.append(Row(event: entry.event, session: nil, why: words(entry.why)))
    }
    return rows
  }

  /// Sessions of the period that nobody is counted at.
  private var uncountedRows: [Row] {
    events.flatMap { event in
      event.sessions.compactMap { session in
        switch session.status {
        case .cancelled: Row(event: event, session: session, why: "It was cancelled.")
        case .postponed: Row(event: event, session: session, why: "It was postponed.")
        case .held where session.knownAttendance == nil:
          Row(
            event: event, session: session,
            why: "Attendance was not recorded"
              + (session.booked?.isKnown == true ? "; bookings are not people." : "."))
        case .held: nil
        }
      }
    }
  }

  private func words(_ absence: ReportingPeriod.Absence) -> String {
    switch absence {
    case .outside: "It was outside the period."
    case .partly: "It reaches beyond the period, and its figures can't be divided."
    case .undated:
      "Its date is not known, and its event does not say for which period it was reported (reported_for)."
    }
  }

  private func cells(_ row: Row) -> [Cell] {
    let dates = row.session.map { [$0.date].compactMap { $0 } } ?? row.event.sessions.compactMap(\.date)
    return [
      .text(row.event.id.rawValue), .text(row.session?.id.rawValue ?? ""), .text(row.event.title),
      .text(row.session.map(\.displayName) ?? "all of it"),
      Wording.heading(dates).map(Cell.text) ?? .missing,
      cell(row.session?.booked), cell(row.session?.attended), .text(row.why),
    ]
  }

  private func cell(_ quantity: Quantity?) -> Cell {
    guard let quantity, quantity.isKnown else { return .missing }
    if let exact = quantity.exactValue { return .count(exact) }
    return .text("\(quantity.qualifier.rawValue) \(Wording.numeral(quantity.value))")
  }
}
