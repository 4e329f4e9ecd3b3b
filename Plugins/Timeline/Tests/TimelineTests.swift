import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing
import Timeline

@Suite struct TimelineTests {
  static let responses = """
    | session            | unit   | people | submitted            | concerns             |
    |--------------------|--------|--------|----------------------|----------------------|
    | wst-2018/rugby     | person |        | 2019-05-05           | The police           |
    | wst-2018/rugby     | person |        |                      | The bus and a bus    |
    | wst-2018/rugby     | table  | 8      |                      | Police on the bus    |
    | wst-2018/rugby     | table  | 0      |                      | Said in front of all |
    | wst-2018/leam      | person |        |                      | Nothing              |
    | wst-2019/rugby     | person |        |                      |                      |
    | wst-2019/warwick   | person |        |                      | A bus                |
    | wst-2019/online    | person |        | 2019-01-14T23:10:00Z |                      |
    | wst-2019/online    | person |        |                      | Police               |
    | wst-2019/online    | person |        | yesterday            |                      |
    """

  @Test func keepsTheLawsOfAnalyses() throws {
    let test = try TimelineCase(Self.responses)
    for options in [[:], ["unit": "day"], ["themes": "yes", "unit": "month"]] {
      #expect(try AnalysisLaws.failures(of: test.analysis(options), over: test.batch) == [])
      let section = try test.section(options)
      let recount = Recount(
        survey: test.context.survey, events: test.context.events,
        responses: (0..<test.batch.count).map(test.batch.response), codebooks: test.context.codebooks)
      #expect(recount.differences(in: section) == [])
      #expect(section.untoldColumns == [])
    }
    let stamps = try TimelineCase(submitted: [
      "4/5/2016", "4/22/2016 19:57:50", "5/5/2016", "x", "2016-04-05",
    ])
    #expect(try AnalysisLaws.failures(of: stamps.analysis(), over: stamps.batch) == [])
  }

  @Test func aSessionOfOneDayDecidesWhenItsResponsesAreFrom() throws {
    let section = try TimelineCase(Self.responses).section(["unit": "month"])
    #expect(
      section.counts == ["2018-09: 3", "2018-10: 1", "2018-11: 0", "2018-12: 1", "2019-01: 2"])
    let table = try #require(section.table("timeline"))
    #expect(table.base?.figures == [7, 2])
    #expect(table.cell(row: "2018-09", column: "tables") == .number(1))
    #expect(table.cell(row: "2018-09", column: "label") == .text("September 2018"))
    #expect(section.measure("undated") == 2 && section.measure("responses") == 7)
    #expect(section.notes.contains("One response is left out: nothing says when they were given."))
    #expect(section.notes.contains("One response is left out: the time of submission can't be read."))
  }

  @Test func sessionsOfOneDayLieInItsPeriodWhereOthersDoToo() throws {
    let test = try TimelineCase(Self.responses)
    // The online session has a response on Warwick’s day, and some without one; the others’ days are theirs alone.
    for (unit, key) in [("day", "2019-01-14"), ("week", "2019-01-14"), ("month", "2019-01")] {
      let section = try test.section(["unit": unit, "themes": "yes"])
      for name in ["timeline", "themes-by-date"] {
        let unions = try #require(section.table(name)).unions.filter { $0.whole["date:\(unit)"] != nil }
        #expect(unions.map(\.whole) == [["date:\(unit)": [key]]])
        #expect(unions.map(\.parts) == [[["session": ["wst-2019/warwick"]]]])
        #expect(unions.allSatisfy { !$0.isComplete && $0.isApart })
      }
    }
    // Of an online session more may come in on another day.
    let online = try TimelineCase(
      Self.responses
        + "\n| wst-2018/leam | person | | 2019-01-21 | |\n| wst-2019/kenilworth | person | | | |\n"
        + "| wst-2019/kenilworth | person | | | A bus |")
    let unions = try #require(online.section(["unit": "day"]).table("timeline")).unions
    #expect(
      unions.flatMap(\.parts) == [["session": ["wst-2019/warwick"]], ["session": ["wst-2019/kenilworth"]]])
  }

  @Test func aYearOfAnEventIsItsSessions() throws {
    let table = try #require(TimelineCase(Self.responses).section().table("events"))
    let responses = try #require(table.index(of: "responses"))
    #expect(
      table.rows.indices.compactMap {
        table.counted(row: $0, column: responses)?.alike.first?.conditions["session"]
      }
        == [
          ["wst-2018/rugby", "wst-2018/leam"], ["wst-2019/rugby"],
          [
            "wst-2019/warwick", "wst-2019/stratford", "wst-2019/kenilworth", "wst-2019/online",
          ],
        ])
  }

  @Test func whereOnlyTheMonthIsKnownDaysAndWeeksLeaveItOut() throws {
    let test = try TimelineCase(Self.responses)
    // A month makes months of all.
    #expect(try test.section().counts.first == "2018-09: 3")
    let weeks = try test.section(["unit": "week"])
    #expect(weeks.counts.first == "2018-09-24: 3" && weeks.counts.last == "2019-01-14: 2")
    #expect(weeks.counts.count == 17)
    #expect(
      weeks.notes.contains("One response is left out: only the month is known; unit=month counts them."))
  }

  @Test func themesAreCountedByDateOnceForEachResponse() throws {
    let table = try #require(
      TimelineCase(Self.responses).section(["themes": "yes", "unit": "month"]).table("themes-by-date"))
    #expect(table.cell(row: "2018-09 | police", column: "responses") == .number(2))
    #expect(table.cell(row: "2018-09 | buses", column: "responses") == .number(2))
    #expect(table.cell(row: "2018-09 | buses", column: "share") == .share(2, of: 3))
    #expect(table.cell(row: "2018-11 | buses", column: "share") == .missing)
    #expect(table.cell(row: "2019-01 | buses", column: "texts") == .number(1))
    #expect(table.rows.count == 10)
    #expect(try TimelineCase(Self.responses).section().table("themes-by-date") == nil)
  }

  @Test func eachEventHasARowForEachYear() throws {
    let section = try TimelineCase(Self.responses).section()
    let table = try #require(section.table("events"))
    #expect(
      table.rows.indices.map(table.key(ofRow:)) == [
        "wst-2018 | 2018", "wst-2019 | 2018", "wst-2019 | 2019",
      ])
    #expect(table.cells(of: "attended") == [.text("over 110"), .number(30), .number(40)])
    // The cancelled session was not held; the online one is of the year of its only dated response.
    #expect(table.cells(of: "sessions") == [.number(2), .number(1), .number(3)])
    #expect(table.cells(of: "responses") == [.number(4), .number(1), .number(4)])
    #expect(table.cells(of: "when")[0] == .text("September and October 2018"))
    #expect(
      section.notes.contains(
        "Not in the numbers attended, as attendance was not recorded: Kenilworth (We Stand Together 2019) and Online "
          + "(We Stand Together 2019)."))
    #expect(section.notes.contains { $0.contains("not like for like") })
  }

  @Test func theUnitFollowsTheLengthOfTime() throws {
    let days = try TimelineCase(submitted: ["2019-09-24", "2019-09-26T10:00:00", "2019-09-26"]).section()
    #expect(days.counts == ["2019-09-24: 1", "2019-09-25: 0", "2019-09-26: 2"])
    let weeks = try TimelineCase(submitted: ["2019-09-24", "2019-11-01"]).section()
    #expect(weeks.table("timeline")?.columns[0].label == "Week")
    #expect(weeks.counts.first == "2019-09-23: 1" && weeks.counts.last == "2019-10-28: 1")
    let months = try TimelineCase(submitted: ["2018-09-24", "2019-11-01"]).section()
    #expect(months.counts.count == 15 && months.counts.first == "2018-09: 1")
  }

  @Test func theBusiestTimeIsToldWhereThereIsOne() throws {
    let stamps = Array(repeating: "2019-09-24", count: 7) + Array(repeating: "2019-09-26", count: 5)
    let section = try TimelineCase(submitted: stamps).section()
    #expect(section.statements.map(\.text) == ["Most responses came on 24 September 2019: 7 of 12."])
    #expect(section.charts.map(\.title) == ["Most responses on 24 September 2019"])
    #expect(section.charts.map(\.kind) == [.column])
    let few = try TimelineCase(submitted: Array(stamps.suffix(7))).section()
    #expect(few.statements.map(\.text) == ["When most people answered: seven with a date, too few to say."])
    #expect(few.charts.map(\.title) == ["Responses by day"])
    let tie = try TimelineCase(submitted: Array(stamps.prefix(5) + stamps.suffix(5))).section()
    #expect(tie.statements.isEmpty)
    let one = try TimelineCase(submitted: Array(stamps.prefix(3))).section()
    #expect(one.statements.map(\.text) == ["All responses with a date, 3, came on 24 September 2019."])
  }

  @Test func mostIsSaidOfMoreThanHalfOnly() throws {
    let stamps =
      Array(repeating: "2019-09-24", count: 6) + Array(repeating: "2019-09-26", count: 5) + ["2019-09-27"]
    let half = try TimelineCase(submitted: stamps).section()
    #expect(
      half.statements.map(\.text)
        == ["More responses came on 24 September 2019 than on any other day: 6 of 12."])
    #expect(half.charts.map(\.title) == ["Busiest on 24 September 2019"])
    let weeks = try TimelineCase(submitted: stamps + ["2019-11-01", "2019-11-08", "2019-11-15"]).section()
    #expect(
      weeks.statements.map(\.text) == ["Most responses came in the week from 23 September 2019: 12 of 15."])
  }

  @Test func withoutResponsesThereIsATableAndNoChart() throws {
    let section = try TimelineCase("| session | submitted |\n").section()
    #expect(section.table("timeline")?.rows == [])
    #expect(section.charts.isEmpty && section.statements.isEmpty)
    #expect(section.table("events")?.rows.count == 4)
  }

  @Test func aTypingErrorInAYearDoesNotListAThousandYears() throws {
    let section = try TimelineCase(submitted: ["0201-09-24", "2019-09-24"]).section()
    #expect(section.counts == ["0201-09: 1", "2019-09: 1"])
    #expect(section.notes.contains { $0.contains("The time is so long") })
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let test = try TimelineCase(Self.responses, codebooks: [])
    let unknown = #expect(throws: DiagnosticsError.self) { try test.analysis(["themes": "yes"]) }
    #expect(unknown?.diagnostics.map(\.rule) == ["unknown-codebook"])
    let unused = #expect(throws: DiagnosticsError.self) { try test.analysis(["codebook": "hate-crime"]) }
    #expect(unused?.diagnostics.first?.hint == "add --option themes=yes")
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(Timeline.manifest.problems(among: [Timeline.manifest]) == [])
    #expect(Timeline.manifest.readsIdentities)
    #expect(PluginDocumentation.failures(manifest: Timeline.manifest) == [])
  }
}
