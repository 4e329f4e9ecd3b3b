public import EngageAnalysis
public import EngageModel
public import EngageReport

/// Who came, who handed in a form, who sat at a table, and how that fits together. Needs no survey.
public struct Attendance: Analysis {
  public static let manifest = AnalysisManifest(
    name: "attendance", version: "1.1.0", provides: "attendance", title: "Who took part",
    summary: "Tells for each session and in all who booked, came, filled in forms and sat at tables.",
    options: [
      OptionSpecification(
        "comparison", .boolean, default: "yes",
        summary: "Whether two events of one programme are compared in a sentence.", example: "comparison=no")
    ],
    questions: .unused, by: .unused, example: "engage analyse attendance --event we-stand-together-2019")

  public let needs: [Question] = []
  private let context: AnalysisContext
  private let comparesEvents: Bool

  public init(options: Options, context: AnalysisContext) throws {
    self.context = context
    comparesEvents = options.isOn("comparison")
  }

  public func start() -> AttendanceTally {
    AttendanceTally(sessions: context.sessions.map { _ in ReturnCount() })
  }

  public func add(_ batch: borrowing ResponseBatch, to tally: inout AttendanceTally) {
    for row in 0..<batch.count {
      tally.sessions[Int(batch.sessions[row])].add(batch, row)
    }
  }

  public func merge(_ other: AttendanceTally, into tally: inout AttendanceTally) {
    for index in tally.sessions.indices { tally.sessions[index].merge(other.sessions[index]) }
  }

  public func finish(_ tally: AttendanceTally) throws -> Section {
    let figures = EventFigures.all(in: context, tally: tally)
    let tables = AttendanceTables(figures: figures, context: context)
    var section = Section(
      analysis: Attendance.manifest.name, version: Attendance.manifest.version,
      title: Attendance.manifest.title)
    section.tables = [tables.sessions]
    if let events = tables.events { section.tables.append(events) }
    if let programmes = ProgrammeFigures.table(of: figures) { section.tables.append(programmes) }
    let reconciliations = context.filter == nil ? figures.compactMap(Reconciliation.init) : []
    if !reconciliations.isEmpty {
      section.tables.append(Reconciliation.table(of: reconciliations, severalEvents: figures.count > 1))
    }
    section.statements = AttendanceSentences(figures: figures, comparesEvents: comparesEvents).statements
    section.statements += reconciliations.map { $0.statement(severalEvents: figures.count > 1) }
    section.measures = measures(of: figures)
    if let chart = AttendanceChart.chart(of: tables, in: context) { section.charts = [chart] }
    section.notes =
      AttendanceNotes(
        figures: figures, filter: context.filter, entered: context.entered
      ).notes
    return section
  }

  private func measures(of figures: [EventFigures]) -> [Measure] {
    let sum = AttendanceSum(figures.flatMap(\.sessions))
    let hasForms = context.survey != nil || context.events.contains { $0.survey != nil }
    func measure(_ name: String, _ value: Int?, counts: Bool = true) -> Measure {
      Measure(name, table: "sessions", value: value.map(Double.init), counts: counts)
    }
    return [
      measure("attended", sum.attended?.exactValue), measure("sessions", sum.held, counts: false),
      measure("forms", hasForms ? sum.returns.forms : nil),
      measure("tables", hasForms ? sum.returns.tables : nil, counts: false),
      measure("at_tables", hasForms ? sum.returns.peopleAtTables : nil),
    ]
  }
}
