import EngageAnalysis
import EngageModel
import EngageReport

/// The tables of who came: by session, and by event where there are several.
struct AttendanceTables {
  /// The key of the last row.
  static let totalKey = "total"

  let figures: [EventFigures]
  let context: AnalysisContext

  private var allSessions: [SessionFigures] { figures.flatMap(\.sessions) }

  /// Whether forms and notes can have come back from any of some events.
  private func hasReturns(_ events: [Event]) -> Bool {
    context.survey != nil || events.contains { $0.survey != nil }
  }

  /// A row for each session, then the total.
  var sessions: Table {
    let showsStatus = allSessions.contains { !$0.isHeld }
    let placeLabel = allSessions.allSatisfy { $0.session.place != nil } ? "Place" : "Session"
    var rows = figures.flatMap { event in
      event.sessions.map {
        row(of: $0, in: event.event) + (showsStatus ? [.text($0.session.status.rawValue)] : [])
      }
    }
    let sum = AttendanceSum(allSessions)
    let overlap = figures.allSatisfy { $0.event.overlap == .none } ? Event.Overlap.none : .unknown
    rows.append(
      [.text(AttendanceTables.totalKey), .text("Total"), .missing]
        + cells(of: sum, in: figures.map(\.event), overlap: overlap)
        + (showsStatus ? [.missing] : []))
    return Table(
      name: "sessions", title: "Sessions and who came to them", dimensions: ["session"],
      totals: Totals(rows: [AttendanceTables.totalKey]),
      columns: [
        Column("session", "Name", .key), Column("place", placeLabel, .text), Column("date", "When", .text),
      ] + figureColumns(by: "session", fullNames)
        + (showsStatus ? [Column("status", "Status", .text)] : []),
      rows: rows, counts: bookedInAll, notes: notes(of: sum))
  }

  /// A row for each event; `nil` if there is one only.
  var events: Table? {
    guard figures.count > 1 else { return nil }
    return Table(
      name: "events", title: "Events and who came to them", dimensions: ["event"],
      columns: [
        Column("event", "Name", .key), Column("title", "Event", .text), Column("date", "When", .text),
      ]
        + figureColumns(by: "event"),
      rows: figures.map { event in
        [
          .text(event.event.id.rawValue), .text(event.event.title),
          words(Wording.heading(event.held.compactMap(\.session.date))),
        ] + cells(of: event.sum, in: [event.event], overlap: event.event.overlap)
      }, counts: bookedByEvent)
  }

  /// - Parameters:
  ///   - key: the key column, called as the dimension is.
  ///   - names: sessions in full, where the table calls them by their names alone.
  private func figureColumns(by key: String, _ names: [String: [String]] = [:]) -> [Column] {
    let (keys, joined) = ([key: key], names.isEmpty ? [:] : [key: names])
    func counted(_ measure: String) -> Counted { Counted(measure, keys: keys, joined: joined) }
    return [
      Column("booked", "Booked", .quantity, counts: counted(Counted.booked)),
      Column("attended", "Attended", .quantity, counts: counted(Counted.attended)),
      Column("forms", "Forms", .count, counts: .forms(keys: keys, joined: joined)),
      Column("at_tables", "People at tables", .count, counts: counted(Counted.peopleAtTables)),
      Column("people", "Heard in all", .count, counts: counted(Counted.heard)),
      Column(
        "response_rate", "Response rate", .share, from: "forms", whole: counted(Counted.attended)),
      Column("tables", "Tables", .number), Column("sessions", "Sessions held", .number),
    ]
  }

  /// The sessions of the table in full, where it calls them by their names alone.
  private var fullNames: [String: [String]] {
    Dictionary(
      allSessions.filter { $0.key != $0.fullName }.map { ($0.key, [$0.fullName]) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Sums of bookings are those of sessions held, while a row for one that was cancelled tells its own.
  private var bookedInAll: [String: [String: Counted]] {
    bookedAtHeld(allSessions).map { [AttendanceTables.totalKey: ["booked": $0]] } ?? [:]
  }

  private var bookedByEvent: [String: [String: Counted]] {
    Dictionary(
      figures.compactMap { event in
        bookedAtHeld(event.sessions).map { (event.event.id.rawValue, ["booked": $0]) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// `nil` where all sessions were held.
  private func bookedAtHeld(_ sessions: [SessionFigures]) -> Counted? {
    let held = sessions.filter(\.isHeld).map(\.fullName)
    if held.count == sessions.count { return nil }
    return Counted(Counted.booked, where: ["session": held.isEmpty ? [Counted.nobody] : held])
  }

  private func row(of session: SessionFigures, in event: Event) -> [Cell] {
    [
      .text(session.key), .text(session.session.place ?? session.session.displayName),
      words(session.session.date.flatMap { Wording.heading([$0]) }),
    ] + cells(of: AttendanceSum([session]), in: [event], overlap: event.overlap, booked: session.booked)
  }

  private func cells(
    of sum: AttendanceSum, in events: [Event], overlap: Event.Overlap, booked: Quantity? = nil
  ) -> [Cell] {
    let returns = sum.returns
    let people =
      overlap == .none && returns.uncountedTables == 0 ? Cell.count(returns.forms + returns.people) : .missing
    let returned: [Cell] =
      hasReturns(events)
      ? [
        .count(returns.forms), returns.peopleAtTables.map(Cell.count) ?? .missing, people,
        responseRate(of: sum),
        .count(returns.tables),
      ] : [.missing, .missing, .missing, .missing, .missing]
    return [Self.cell(of: booked ?? sum.booked), Self.cell(of: sum.attended)] + returned + [.count(sum.held)]
  }

  /// Forms of those who came; none where that is not known exactly, or where forms are more than people.
  private func responseRate(of sum: AttendanceSum) -> Cell {
    guard context.filter == nil, let attended = sum.exactlyAttended, attended > 0,
      sum.returns.forms <= attended
    else { return .missing }
    return .share(sum.returns.forms, of: attended)
  }

  /// A number where it is exact, else words.
  static func cell(of quantity: Quantity?) -> Cell {
    guard let quantity, quantity.isKnown else { return .missing }
    if let exact = quantity.exactValue { return .count(exact) }
    return .text("\(quantity.qualifier.rawValue) \(Wording.numeral(quantity.value))")
  }

  private func words(_ words: String?) -> Cell { words.map(Cell.text) ?? .missing }

  private func notes(of sum: AttendanceSum) -> [String] {
    var notes: [String] = []
    let uncounted = figures.flatMap(\.uncounted)
    if !uncounted.isEmpty, sum.attended != nil {
      let which = Wording.list(uncounted.map(\.session.displayName))
      notes.append("Not in the total, as attendance was not recorded: \(which).")
    }
    if sum.returns.uncountedTables > 0, sum.returns.peopleAtTables != nil {
      let tables = Wording.count(sum.returns.uncountedTables, "table has", "tables have")
      notes.append(
        "\(Wording.sentence(tables)) no head count: people at tables are at least as many as shown.")
    }
    return notes
  }
}
