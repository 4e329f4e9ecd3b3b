import Attendance
import EngageAnalysis
import EngageEntry
import EngageModel
import EngageReport
import EngageStore
import Testing

@Suite struct SessionTallyTests {
  static func event(_ attended: String?, overlap: Event.Overlap = .unknown) -> Event {
    Event(
      id: "evening-2019", survey: "evening", title: "Evening", overlap: overlap,
      sessions: [EngageModel.Session(id: "rugby", attended: attended.flatMap { Quantity($0) })])
  }

  static func tally(_ attended: String?, _ overlap: Event.Overlap, _ returns: ReturnCount) -> SessionTally {
    SessionTally(session: event(attended).sessions[0], overlap: overlap, returns: returns)
  }

  @Test(arguments: [
    ("52", Event.Overlap.unknown, "Attended 52 · forms 23 · at tables 31 · not heard 0–21"),
    ("60", .unknown, "Attended 60 · forms 23 · at tables 31 · not heard 6–29"),
    ("60", .none, "Attended 60 · forms 23 · at tables 31 · not heard 6"),
    ("60", .all, "Attended 60 · forms 23 · at tables 31 · not heard 29"),
    ("about 60", .some, "Attended about 60 · forms 23 · at tables 31 · not heard: unknown"),
    ("30", .some, "Attended 30 · forms 23 · at tables 31 · more heard than came: check"),
    ("unknown", .some, "Attended unknown · forms 23 · at tables 31 · not heard: unknown"),
  ])
  func whatIsKnownIsSaidInALine(attended: String, overlap: Event.Overlap, words: String) {
    let returns = ReturnCount(forms: 23, tables: 4, people: 31)
    #expect(SessionTallyTests.tally(attended, overlap, returns).words == words)
  }

  @Test func tablesThatNobodyCountedLeaveItOpen() {
    let tally = SessionTallyTests.tally(
      "52", .none, ReturnCount(forms: 3, tables: 2, people: 8, uncountedTables: 1))
    #expect(
      tally.words
        == "Attended 52 · forms 3 · at tables 8 (1 uncounted) · not heard 0–41")
  }

  @Test func formsAndTablesAreAddedAsTheyComeAndThePlenaryIsNoTable() {
    var tally = SessionTallyTests.tally("20", .none, ReturnCount())
    let place = SessionReference(event: "evening-2019", session: "rugby")
    tally.add(Response(session: place))
    tally.add(Response(session: place, unit: .table, people: 6))
    let plenary = ResponseDetails(table: TableNotes(kind: .plenary))
    tally.add(Response(session: place, unit: .table, details: plenary))
    #expect(tally.words == "Attended 20 · forms 1 · at tables 6 · not heard 13")
    #expect(tally.with(Response(session: place)).returns.forms == 2 && tally.returns.forms == 1)
  }

  @Test func whatIsStoredAndWhatWasEnteredIsCounted() throws {
    let store = InMemoryStore()
    var sitting = try EntryCase(unit: nil, store: store)
    try sitting.type("1|1|1|/e|⏎|2|blue|8|No buses|⏎")
    try store.record(
      EnteredFigures(session: EntryCase.place, attended: Quantity(20), by: "Asha", at: "2019-10-09T09:00:00Z")
    )
    let found = try SessionTally(
      EntryCase.place, of: SessionTallyTests.event("12", overlap: .none), store: store)
    let tally = try #require(found)
    #expect(tally.words == "Attended 20 · forms 1 · at tables 8 · not heard 11")
    let elsewhere = SessionReference(event: "evening-2019", session: "elsewhere")
    #expect(try SessionTally(elsewhere, of: SessionTallyTests.event("12"), store: store) == nil)
  }

  /// The line while entering and the report say the same, whatever comes back.
  @Test(arguments: Event.Overlap.allCases)
  func theAttendanceReportAgrees(overlap: Event.Overlap) throws {
    let place = SessionReference(event: "evening-2019", session: "rugby")
    for attended in ["40", "9", "about 40", "unknown"] {
      for people in [[], [6], [6, nil], [nil], [6, 8, 0]] as [[Int?]] {
        let event = SessionTallyTests.event(attended, overlap: overlap)
        var responses = (0..<12).map { _ in Response(session: place) }
        responses += people.map { Response(session: place, unit: .table, people: $0) }
        var tally = SessionTally(session: event.sessions[0], overlap: overlap)
        for response in responses { tally.add(response) }
        let context = AnalysisContext(
          survey: Survey(id: "evening", title: "Evening", questions: []), events: [event], sessions: [place])
        let options = try Options([:], specifications: Attendance.manifest.options, of: "attendance")
        let analysis = try Attendance(options: options, context: context)
        var batch = ResponseBatch(schema: BatchSchema(questions: [], sessions: [place]))
        for response in responses { batch.append(response) }
        var counted = analysis.start()
        analysis.add(batch, to: &counted)
        let section = try analysis.finish(counted)
        let table = try #require(section.tables.first { $0.name == "reconciliation" })
        func cell(_ row: String) -> Int? {
          guard let cells = table.rows.first(where: { $0[0] == .text(row) }),
            case .number(let value) = cells[2]
          else { return nil }
          return Int(value)
        }
        let moment = "\(attended), \(overlap), \(people)"
        #expect(cell("forms") == tally.returns.forms, "\(moment)")
        #expect(cell("at_tables") == tally.returns.peopleAtTables, "\(moment)")
        #expect(cell("heard_at_least") == tally.heard.atLeast, "\(moment)")
        #expect(cell("heard_at_most") == tally.heard.atMost, "\(moment)")
        #expect(cell("not_heard_at_least") == tally.heard.unheard?.lowerBound, "\(moment)")
        #expect(cell("not_heard_at_most") == tally.heard.unheard?.upperBound, "\(moment)")
      }
    }
  }
}

@Suite struct EntryProgressTests {
  struct Moment: Sendable {
    var done: Int
    var expected: Int?
    var seconds: [Int]
    var words: String

    init(_ done: Int, _ expected: Int?, _ seconds: [Int], _ words: String) {
      self.done = done
      self.expected = expected
      self.seconds = seconds
      self.words = words
    }
  }

  static let moments: [Moment] = [
    Moment(0, 61, [], "0 of 61"),
    Moment(2, 61, [120, 100], "2 of 61"),
    Moment(23, 61, [120, 125, 118, 3000], "23 of 61 · 2 min a form · about 1 h 15 left"),
    Moment(3, 61, [40, 41, 39], "3 of 61 · 40 s a form · about 40 min left"),
    Moment(57, 61, [90, 90, 90], "57 of 61 · 1.5 min a form · about 10 min left"),
    Moment(60, 61, [90, 90, 90], "60 of 61 · 1.5 min a form · a few minutes left"),
    Moment(1, 61, [240, 240, 240], "1 of 61 · 4 min a form · about 4 h left"),
    Moment(61, 61, [60, 60, 60], "61 of 61 · 1 min a form"),
    Moment(62, 61, [60], "62, more than the 61 expected"),
    Moment(1, nil, [], "1 form"),
    Moment(5, nil, [60, 60, 60], "5 forms · 1 min a form"),
  ]

  @Test(arguments: moments)
  func progressInWords(moment: Moment) {
    let progress = EntryProgress(done: moment.done, expected: moment.expected, seconds: moment.seconds)
    #expect(progress.words == moment.words)
  }

  @Test func aTelephoneCallDoesNotCount() {
    var progress = EntryProgress(expected: 10)
    for seconds in [60, 62, 1_800, 61, 59] { progress.stored(after: seconds) }
    #expect(progress.pace == 61 && progress.done == 5)
  }
}
