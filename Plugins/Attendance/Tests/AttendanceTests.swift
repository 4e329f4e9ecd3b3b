import Attendance
import EngageAnalysis
import EngageDisclosure
import EngageModel
import EngageReport
import EngageTesting
import Testing

@Suite struct AttendanceTests {
  static func event(overlap: String) -> String {
    """
    event: talks
    title: "Talks"
    overlap: \(overlap)
    sessions:
      - {session: nuneaton, place: "Nuneaton", date: 2019-09-24, attended: 52, booked: about 60}
      - {session: rugby, place: "Rugby", date: 2019-10-08, attended: 46, booked: 50}
      - {session: leamington-spa, place: "Leamington Spa", date: 2019-09, attended: 49, booked: over 50}
    """
  }
  static let returns =
    heading
    + [
      rows(22, "nuneaton"), rows(7, "nuneaton", "table", people: 7), rows(19, "rugby"),
      rows(6, "rugby", "table", people: 7), rows(20, "leamington-spa"),
      rows(5, "leamington-spa", "table", people: 7), rows(1, "leamington-spa", "table", people: 5),
    ].joined(separator: "\n")

  @Test func aRowForEachSessionThenTheTotal() throws {
    let table = try #require(
      AttendanceCase(AttendanceTests.event(overlap: "some"), responses: AttendanceTests.returns).section()
        .table("sessions"))
    #expect(
      table.columns.map(\.name) == [
        "session", "place", "date", "booked", "attended", "forms", "at_tables", "people", "response_rate",
        "tables",
        "sessions",
      ])
    #expect(
      table.rows == [
        [
          .text("nuneaton"), .text("Nuneaton"), .text("24 September 2019"), .text("about 60"), .number(52),
          .number(22),
          .number(49), .missing, .share(22, of: 52), .number(7), .number(1),
        ],
        [
          .text("rugby"), .text("Rugby"), .text("8 October 2019"), .number(50), .number(46), .number(19),
          .number(42),
          .missing, .share(19, of: 46), .number(6), .number(1),
        ],
        [
          .text("leamington-spa"), .text("Leamington Spa"), .text("September 2019"), .text("over 50"),
          .number(49),
          .number(20), .number(40), .missing, .share(20, of: 49), .number(6), .number(1),
        ],
        [
          .text("total"), .text("Total"), .missing, .text("about 160"), .number(147), .number(61),
          .number(131),
          .missing, .share(61, of: 147), .number(19), .number(3),
        ],
      ])
    #expect(table.isTotal(row: 3))
  }

  @Test(
    arguments: [
      (
        "some", 131, 147, nil,
        "Some did both, so the two are never added up: between 131 and 147 of the 147 were heard."
      ),
      (
        "unknown", 131, 147, nil,
        "Whether some did both is not known, so the two are never added up: between 131 and 147 of the 147 were heard."
      ),
      (
        "all", 131, 131, nil,
        "Those in the smaller group are all in the larger, so the two are never added up: 131 of the 147 were heard."
      ),
    ] as [(String, Double, Double, Double?, String)])
  func whatWasHeardIsReconciledWithWhoCame(
    overlap: String, least: Double, most: Double, people: Double?, words: String
  ) throws {
    let section = try AttendanceCase(
      AttendanceTests.event(overlap: overlap), responses: AttendanceTests.returns
    ).section()
    let table = try #require(section.table("reconciliation"))
    #expect(table.cell(row: "attended", column: "people") == .number(147))
    #expect(table.cell(row: "heard_at_least", column: "people") == .number(least))
    #expect(table.cell(row: "heard_at_most", column: "people") == .number(most))
    #expect(table.cell(row: "not_heard_at_most", column: "people") == .number(147 - least))
    #expect(section.table("sessions")?.cell(row: "total", column: "people") == .number(orMissing: people))
    #expect(
      section.statements.last?.text
        == "From 147 people, 61 forms came back (41%), and 131 people sat at 19 tables. \(words)")
    #expect(section.statements.allSatisfy { $0.role == .lead })
  }

  @Test func withoutOverlapFormsAndPeopleAtTablesAreAdded() throws {
    let section = try AttendanceCase(
      """
      event: talks
      title: "Talks"
      overlap: none
      sessions: [{session: rugby, place: "Rugby", date: 2019-10-08, attended: 23}]
      """, responses: heading + rows(12, "rugby") + "\n" + rows(1, "rugby", "table", people: 10)
    ).section()
    #expect(section.table("sessions")?.cell(row: "rugby", column: "people") == .number(22))
    #expect(section.table("sessions")?.cell(row: "total", column: "people") == .number(22))
    #expect(
      section.statements.last?.text
        == "From 23 people, 12 forms came back, and 10 people sat at one table. Nobody did both, so the two can be added "
        + "up: 22 of the 23 were heard.")
    #expect(section.table("reconciliation")?.cell(row: "not_heard_at_most", column: "people") == .number(1))
  }

  @Test(arguments: [
    (
      "attended: 12", 9, 1, 7, "From 12 people, nine forms came back, and seven people sat at one table.",
      "9 and 12 of the 12 were"
    ),
    (
      "attended: 9", 1, 1, 1, "From nine people, one form came back, and one person sat at one table.",
      "one and two of the nine were"
    ),
    (
      "attended: over 90", 20, 2, 8,
      "From over 90 people, 20 forms came back, and 16 people sat at two tables.", "20 and 36 people were"
    ),
    (
      "attended: unknown", 20, 2, 8, "In all, 20 forms came back, and 16 people sat at two tables.",
      "20 and 36 people were"
    ),
  ])
  func reconciliationReadsWellForFewAndForUnknown(
    attended: String, forms: Int, tables: Int, people: Int, cameBack: String, heard: String
  ) throws {
    let section = try AttendanceCase(
      "event: e\ntitle: E\noverlap: some\nsessions: [{session: a, place: A, \(attended)}]",
      responses: heading + rows(forms, "a") + "\n" + rows(tables, "a", "table", people: people)
    ).section()
    #expect(
      section.statements.last?.text
        == "\(cameBack) Some did both, so the two are never added up: between \(heard) heard.")
  }

  @Test func withoutAFileOfWhoCameOnlyWhatCameBackIsTold() throws {
    let section = try AttendanceCase(
      "event: talks\ntitle: Talks\nsessions: [{session: rugby, place: Rugby}]",
      responses: heading + rows(61, "rugby")
    ).section()
    #expect(
      section.statements.map(\.text) == [
        "Attendance was not recorded for the Rugby session, so it is not in the total.",
        "In all, 61 forms came back.",
      ])
    let table = try #require(section.table("sessions"))
    #expect(table.cell(row: "rugby", column: "attended") == .missing)
    #expect(table.cell(row: "rugby", column: "response_rate") == .missing)
    #expect(table.cell(row: "rugby", column: "forms") == .number(61))
    #expect(section.measure("attended") == nil)
    #expect(section.charts.isEmpty)
  }

  @Test func attendanceAloneNeedsNoSurvey() throws {
    let section = try AttendanceCase(AttendanceTests.event(overlap: "unknown")).section()
    let table = try #require(section.table("sessions"))
    #expect(table.cell(row: "total", column: "attended") == .number(147))
    #expect(table.cell(row: "total", column: "forms") == .missing)
    #expect(section.table("reconciliation") == nil)
    #expect(section.measure("attended") == 147)
    #expect(section.measure("sessions") == 3)
    #expect(section.measure("forms") == nil)
  }

  @Test func aTableWithoutHeadCountMakesPeopleAtTablesALowerBound() throws {
    let section = try AttendanceCase(
      AttendanceTests.event(overlap: "none"),
      responses: heading + rows(2, "rugby", "table", people: 8) + "\n" + rows(1, "rugby", "table") + "\n"
        + rows(1, "nuneaton", "table")
    ).section()
    let table = try #require(section.table("sessions"))
    #expect(table.cell(row: "rugby", column: "at_tables") == .number(16))
    #expect(table.cell(row: "nuneaton", column: "at_tables") == .missing)
    #expect(table.cell(row: "leamington-spa", column: "at_tables") == .number(0))
    #expect(table.cell(row: "total", column: "at_tables") == .number(16))
    #expect(table.cell(row: "rugby", column: "people") == .missing)
    #expect(table.notes == ["Two tables have no head count: people at tables are at least as many as shown."])
    #expect(
      section.statements.last?.text
        == "From 147 people, 16 people sat at two of four tables, the rest not being counted.")
    #expect(section.table("reconciliation")?.cell(row: "heard_at_most", column: "people") == .number(147))
  }

  @Test func cancelledSessionsAreShownAndNeverCounted() throws {
    let section = try AttendanceCase(
      """
      event: talks
      title: "Talks"
      sessions:
        - {session: rugby, place: "Rugby", attended: 20, booked: 25}
        - {session: atherstone, place: "Atherstone", booked: 30, status: cancelled}
      """, responses: heading + rows(11, "rugby")
    ).section()
    let table = try #require(section.table("sessions"))
    #expect(table.cell(row: "atherstone", column: "status") == .text("cancelled"))
    #expect(table.cell(row: "atherstone", column: "booked") == .number(30))
    #expect(table.cell(row: "atherstone", column: "sessions") == .number(0))
    #expect(table.cell(row: "total", column: "booked") == .number(25))
    #expect(table.cell(row: "total", column: "response_rate") == .share(11, of: 20))
    #expect(section.measure("sessions") == 1)
  }

  @Test func moreFormsThanPeopleIsPointedOut() throws {
    let section = try AttendanceCase(
      "event: talks\ntitle: Talks\nsessions: [{session: rugby, place: Rugby, attended: 10}]",
      responses: heading + rows(12, "rugby") + "\n" + rows(1, "rugby", "table", people: 11)
    ).section()
    #expect(section.notes.contains("Rugby: 12 forms are more than the 10 who came: check both."))
    #expect(section.notes.contains("Rugby: 11 people at tables are more than the 10 who came: check both."))
    #expect(section.table("sessions")?.cell(row: "rugby", column: "response_rate") == .missing)
    #expect(
      section.statements.last?.text.hasSuffix("That is more than came: one of the figures can't be right.")
        == true)
  }

  @Test func whatWasEnteredLaterIsToldWithoutWhoAndWhy() throws {
    var entered = try AttendanceCase(AttendanceTests.event(overlap: "some"))
    let event = entered.events[0]
    entered.entered = [
      EnteredFigures(
        session: SessionReference(event: event.id, session: "rugby"), attended: Quantity(54), by: "Asha",
        at: "2019-10-09T09:00:00Z", why: "counted again"),
      EnteredFigures(
        session: SessionReference(event: event.id, session: "nuneaton"), signedIn: Quantity(9), by: "Asha",
        at: "2019-10-09T09:00:00Z"),
    ]
    let notes = try entered.section().notes
    #expect(notes.contains("Attendance at Rugby was put right after the event."))
    #expect(
      !notes.contains { $0.contains("Asha") || $0.contains("counted again") || $0.contains("Bookings") })
  }

  @Test func thePlenaryIsNoTable() throws {
    let section = try AttendanceCase(
      AttendanceTests.event(overlap: "some"),
      responses: heading + rows(2, "rugby", "table", people: 8) + "\n" + rows(1, "rugby", "table", people: 0)
    ).section()
    #expect(section.table("sessions")?.cell(row: "rugby", column: "tables") == .number(2))
    #expect(section.table("sessions")?.cell(row: "rugby", column: "at_tables") == .number(16))
  }

  @Test func aFilteredReportHasNoResponseRate() throws {
    let section = try AttendanceCase(
      AttendanceTests.event(overlap: "some"), responses: AttendanceTests.returns, filter: "${role} = 'faith'"
    ).section()
    #expect(section.table("sessions")?.cell(row: "total", column: "response_rate") == .missing)
    #expect(section.table("reconciliation") == nil)
    #expect(section.notes.contains { $0.contains("${role} = 'faith'") })
  }

  @Test func severalEventsHaveATableOfTheirOwnAndKeysThatDiffer() throws {
    let files = ExampleSentencesTests.events2019And2018
    let section = try AttendanceCase(
      files[0], files[1],
      responses: heading + rows(10, "we-stand-together-2019/rugby") + "\n"
        + rows(3, "we-stand-together-2018/rugby")
    ).section()
    let table = try #require(section.table("sessions"))
    #expect(table.cell(row: "we-stand-together-2019/rugby", column: "forms") == .number(10))
    #expect(table.cell(row: "we-stand-together-2018/rugby", column: "forms") == .number(3))
    #expect(table.cell(row: "total", column: "attended") == .number(259))
    let events = try #require(section.table("events"))
    #expect(events.cells(of: "attended") == [.number(147), .number(112)])
    #expect(
      events.cells(of: "date") == [.text("September and October 2019"), .text("September and October 2018")])
    #expect(
      section.table("reconciliation")?.cell(row: "we-stand-together-2019/attended", column: "people")
        == .number(147))
  }

  @Test func theChartSaysWhereMostCame() throws {
    let chart = try #require(AttendanceCase(AttendanceTests.event(overlap: "some")).section().charts.first)
    #expect(chart.title == "Nuneaton drew most people")
    #expect(
      chart.subtitle
        == "People at each session. 147 people. Nuneaton, Rugby and Leamington Spa. September and October 2019."
    )
    #expect(chart.alt.contains("Nuneaton: 52; Rugby: 46; Leamington Spa: 49"))
  }

  @Test(arguments: [
    "{session: a, place: A, attended: 20}, {session: b, place: B, attended: over 100}",
    "{session: a, place: A, count: 3, attended: 20}, {session: b, place: B, attended: 10}",
    "{session: a, place: A, attended: 20}, {session: b, place: A, attended: 10}",
  ])
  func noChartComparesWhatCannotBeCompared(sessions: String) throws {
    #expect(try AttendanceCase("event: e\ntitle: E\nsessions: [\(sessions)]").section().charts.isEmpty)
  }

  @Test(arguments: ["attended: over 10", "attended: unknown"])
  func aChartThatLacksASessionClaimsNothing(third: String) throws {
    let sessions =
      "{session: a, place: A, attended: 20}, {session: b, place: B, attended: 9}, {session: c, place: C, \(third)}"
    let section = try AttendanceCase("event: e\ntitle: E\nsessions: [\(sessions)]").section()
    #expect(section.charts.map(\.title) == ["People at each session"])
  }

  @Test func remarksOnSessionsNameThem() throws {
    let notes = try AttendanceCase(
      "event: e\ntitle: E\nsessions: [{session: a, place: A, attended: 9, note: No heating}, {session: b, place: B, note: Police came late}]"
    ).section().notes
    #expect(notes.contains("A: no heating."))
    #expect(notes.contains("B: Police came late."), "it may be a name")
  }

  @Test func anInventedSplitOfAPublishedTotalIsSaid() throws {
    let notes = try AttendanceCase(
      """
      event: talks
      title: "Talks"
      source: "Annual Report"
      invented: "The split of the 30 people is invented."
      sessions:
        - {session: a, place: "Rugby", attended: 20, basis: register, invented: [attended]}
        - {session: b, place: "Alcester", attended: 10, basis: head count, invented: [attended]}
      """
    ).section().notes
    #expect(
      notes == [
        "The figures tell of those who came, not of the county.",
        "Attendance as in the register at Rugby; by head count at Alcester.",
        "The split of the 30 people is invented.",
        "The split between sessions is invented; the total of 30 is published (Annual Report).",
        "Whoever came to several sessions is counted at each.",
      ])
  }

  func forPartners(_ section: Section, forms: Int = 61, tables: Int = 19) throws -> Section {
    let report = Report(
      title: "T", made: Made(at: "2026-01-01T10:00", by: "A", engine: "engage"), survey: "s",
      audience: .partner,
      scope: Scope(responses: forms + tables, forms: forms, tables: tables, people: nil), sections: [section])
    return try DisclosureControl().protect(report).report.sections[0]
  }

  @Test func largeCountsReachPartners() throws {
    let shown = try forPartners(
      AttendanceCase(AttendanceTests.event(overlap: "some"), responses: AttendanceTests.returns).section())
    #expect(shown.statements.count == 2)
    #expect(shown.tables.allSatisfy { $0.withheld == nil })
    #expect(shown.measure("attended") == 147)
  }

  @Test func aFewWhoWereNotHeardHideTheReconciliationAndNotTheAttendance() throws {
    let section = try forPartners(
      AttendanceCase(
        AttendanceTests.event(overlap: "none"),
        responses: heading
          + [rows(52, "nuneaton"), rows(46, "rugby"), rows(46, "leamington-spa")].joined(separator: "\n")
      ).section(), forms: 144, tables: 0)
    #expect(section.table("reconciliation")?.withheld != nil)
    #expect(section.table("sessions")?.withheld == nil)
    #expect(section.statements.map { $0.text.prefix(10) } == ["In all, 14"])
    #expect(section.measure("attended") == 147)
  }

  @Test func aSessionOfFourIsNotShownToPartners() throws {
    let section = try forPartners(
      AttendanceCase(
        "event: e\ntitle: E\nsessions: [{session: a, place: A, attended: 4}, {session: b, place: B, attended: 40}]"
      ).section())
    let table = try #require(section.table("sessions"))
    #expect(table.cell(row: "a", column: "attended") == .suppressed)
    // The total less the other would tell the four.
    #expect(table.cell(row: "b", column: "attended") == .suppressed)
    #expect(section.charts.isEmpty)
    #expect(section.measures.isEmpty)
  }

  @Test func itsManifestIsSound() {
    #expect(Attendance.manifest.problems(among: [Attendance.manifest]) == [])
  }

  @Test func itsReadMeNamesEveryOptionAndTheExample() {
    #expect(PluginDocumentation.failures(manifest: Attendance.manifest) == [])
  }
}
