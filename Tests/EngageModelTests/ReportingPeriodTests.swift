import EngageModel
import Testing

struct ReportingPeriodTests {
  let year = ReportingPeriod(
    first: CalendarDate("2019-09-01"), last: CalendarDate("2020-08-31"))

  func event(_ dates: String?..., reportedFor: String? = nil) -> Event {
    Event(
      id: "e", title: "E",
      sessions: dates.enumerated().map { Session(id: .init("s\($0)"), date: $1.flatMap(EventDate.init)) },
      reportedFor: reportedFor.flatMap(EventDate.init))
  }

  @Test(
    arguments: [
      ("2019-09-01", nil), ("2020-08-31", nil), ("2020-08", nil), ("2019-09..2020-08", nil),
      ("2019-08-31", .outside), ("2020-09", .outside), ("2019-08..2019-09", .partly),
      ("2020-08-31..2020-09-01", .partly),
      ("2018-01..2021-01", .partly),
    ] as [(String, ReportingPeriod.Absence?)])
  func aDateIsWithinOutsideOrBoth(date: String, absence: ReportingPeriod.Absence?) throws {
    #expect(year.absence(of: try #require(EventDate(date))) == absence)
  }

  @Test func aPeriodWithoutABeginningOrAnEndIsOpen() throws {
    let since = ReportingPeriod(first: CalendarDate("2019-09-01"), last: nil)
    #expect(since.absence(of: try #require(EventDate("2030-01"))) == nil)
    #expect(since.absence(of: try #require(EventDate("2019-08"))) == .outside)
  }

  @Test func aSessionWithoutADateGoesByThePeriodItsEventWasReportedFor() {
    let reported = event(nil, reportedFor: "2019-09..2020-08")
    #expect(year.absence(of: reported.sessions[0], in: reported) == nil)
    let earlier = event(nil, "2019-10", reportedFor: "2018-09..2019-08")
    #expect(year.absence(of: earlier.sessions[0], in: earlier) == .outside)
  }

  @Test func elseByTheOtherSessionsWhereAllOfThemAgree() {
    let within = event(nil, "2019-10", "2019-11")
    #expect(year.absence(of: within.sessions[0], in: within) == nil)
    let divided = event(nil, "2019-10", "2018-11")
    #expect(year.absence(of: divided.sessions[0], in: divided) == .undated)
    let unknown = event(nil, nil)
    #expect(year.absence(of: unknown.sessions[0], in: unknown) == .undated)
  }

  @Test func theSelectionKeepsSessionsWithinAndNamesTheOthers() {
    let (within, absent) = year.selection(from: [event("2019-10", "2018-10", nil), event("2017")])
    #expect(within.map { $0.sessions.map(\.id) } == [["s0"]])
    #expect(absent.map(\.session.id) == ["s1", "s2", "s0"])
    #expect(absent.map(\.why) == [.outside, .undated, .undated])
  }

  @Test func everythingWrongWithAPeriodIsToldAtOnce() {
    let error = #expect(throws: DiagnosticsError.self) { try ReportingPeriod(from: "soon", to: "later") }
    #expect(
      error?.diagnostics.map(\.message) == [
        "--from: “soon” is no day or month", "--to: “later” is no day or month",
      ])
    let reversed = #expect(throws: DiagnosticsError.self) {
      try ReportingPeriod(from: "2020-09", to: "2019-09")
    }
    #expect(reversed?.diagnostics.map(\.rule) == ["bad-period"])
  }
}
