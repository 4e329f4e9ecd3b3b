import EngageAnalysis
import EngageModel
import EngageReport

/// What each event brought in which year. Years are not compared: places, sessions and questions differ.
struct EventYears {
  /// An event's sessions of one year.
  private struct Row {
    let event: Event
    /// `nil` where nothing says when.
    let year: Int?
    var sessions: [Session] = []
    var returns = DayCount()

    /// The word for the year.
    var key: String { year.map(String.init) ?? "unknown" }
    var held: [Session] { sessions.filter { $0.status == .held } }
    /// The sum over the sessions of which it is known how many came.
    var attended: Quantity? {
      let known = held.compactMap(\.knownAttendance)
      return known.dropFirst().reduce(known.first) { sum, next in sum.map { $0 + next } }
    }
  }

  private let rows: [Row]
  private let hasSurvey: Bool

  init(context: AnalysisContext, dated: DatedResponses) {
    hasSurvey = context.survey != nil
    rows = context.events.flatMap { event -> [Row] in
      var rows: [Int?: Row] = [:]
      for session in EventYears.sessions(of: event, in: context) {
        let index = context.sessions.firstIndex(of: SessionReference(event: event.id, session: session.id))
        let returns = index.flatMap { dated.years[$0] } ?? [:]
        let told = session.date.flatMap { $0.first.year == $0.last.year ? $0.first.year : nil }
        // Without a date of its own a session is of the year in which its responses came, if that is one.
        let years = Set(returns.keys.compactMap { $0 })
        let year = told ?? (years.count == 1 ? years.first : nil)
        var row = rows[year] ?? Row(event: event, year: year)
        row.sessions.append(session)
        for count in returns.values { row.returns = row.returns.merged(with: count) }
        rows[year] = row
      }
      return rows.values.sorted { ($0.year ?? Int.max) < ($1.year ?? Int.max) }
    }
  }

  private static func sessions(of event: Event, in context: AnalysisContext) -> [Session] {
    let wanted = context.sessions.filter { $0.event == event.id }.map(\.session)
    return wanted.isEmpty ? event.sessions : event.sessions.filter { wanted.contains($0.id) }
  }

  /// A row for each event and year; `nil` without events.
  var table: Table? {
    guard !rows.isEmpty else { return nil }
    return Table(
      name: "events", title: "Events by year", dimensions: ["event", "year"],
      columns: [
        Column("event", "Name", .key), Column("year", "Year", .key), Column("title", "Event", .text),
        Column("when", "When", .text), Column("sessions", "Sessions held", .number),
        Column("attended", "Attended", .quantity),
        Column("responses", "Responses", .count), Column("forms", "Forms", .count),
        Column("tables", "Tables", .count),
      ],
      rows: rows.map { row in
        let when = Wording.heading(row.held.compactMap(\.date)) ?? row.year.map(String.init)
        return [
          .text(row.event.id.rawValue), .text(row.key), .text(row.event.title),
          .text(when ?? "unknown"), .count(row.held.reduce(0) { $0 + $1.count }), quantity(row.attended),
          hasSurvey ? .count(row.returns.responses) : .missing,
          hasSurvey ? .count(row.returns.forms) : .missing,
          hasSurvey ? .count(row.returns.tables) : .missing,
        ]
      },
      counts: Dictionary(
        rows.map { ("\($0.event.id) | \($0.key)", counts($0)) }, uniquingKeysWith: { first, _ in first }))
  }

  /// A row’s figures are those of its sessions too.
  private func counts(_ row: Row) -> [String: Counted] {
    let sessions = row.sessions.map { "\(row.event.id)/\($0.id)" }
    return [
      "attended": Counted(Counted.attended), "responses": Counted(), "forms": .forms(),
      "tables": Counted(where: [Counted.unit: [Counted.table]]),
    ].mapValues { counted in
      var told = counted.and(["event": [row.event.id.rawValue], "date:year": [row.key]])
      told.alike = [counted.and(["session": sessions])]
      return told
    }
  }

  var notes: [String] {
    let uncounted = rows.filter { $0.attended != nil }.flatMap { row in
      row.held.filter { $0.knownAttendance == nil }.map { "\($0.displayName) (\(row.event.title))" }
    }
    var notes: [String] = []
    if !uncounted.isEmpty {
      notes.append("Not in the numbers attended, as attendance was not recorded: \(Wording.list(uncounted)).")
    }
    if Set(rows.map(\.year)).count > 1 {
      notes.append("Years are not like for like where sessions, places or questions differ.")
    }
    return notes
  }

  private func quantity(_ quantity: Quantity?) -> Cell {
    guard let quantity, quantity.isKnown else { return .missing }
    if let exact = quantity.exactValue { return .count(exact) }
    return .text("\(quantity.qualifier.rawValue) \(Wording.numeral(quantity.value))")
  }
}
