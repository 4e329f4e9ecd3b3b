import EngageModel
import EngageReport
import Testing

/// One report on every event of a year.
@Suite struct AnnualSummaryTests {
  private func summary(_ engage: EngageProgram, _ arguments: String...) throws -> Report {
    let made = try engage.run(
      ["report", "annual-summary", "--from", "2019-09", "--to", "2020-09", "--format", "json"] + arguments)
    #expect(made.status == 0, "\(made.errors)")
    return try made.report()
  }

  /// The figures of the Warwickshire Prevent Annual Report 2019-20, from the shipped events.
  @Test func theTrainingFiguresOfTheAnnualReportComeOut() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try summary(engage)
      let reached = try #require(report.sections.first)
      let paragraph = try #require(reached.statements.first { $0.text.hasPrefix("Prevent training. ") }?.text)
      for sentence in [
        "Prevent Update was delivered 44 times between September 2019 and March 2020, reaching over 1,300 staff.",
        "A further 41 online events reached almost 500: about 1,800 in all.",
        "WRAP training was delivered five times between September 2019 and March 2020, reaching 60 people.",
        "Online Grooming: Keeping Your Family Safe was delivered eight times, reaching 240 people.",
        "For the annual Prevent event in October 2019, 100 partners booked. Attendance was not recorded, so the event "
          + "is not in the total.",
        "39 commissioning staff took part",
      ] { #expect(paragraph.contains(sentence)) }
      #expect(
        reached.statements.contains {
          $0.text.contains(
            "in all, 147 people took part across three sessions, in Nuneaton, Rugby and Leamington Spa, in September and "
              + "October 2019.")
        })
      let programmes = try #require(reached.table("programmes"))
      #expect(programmes.cell(row: "Prevent training", column: "attended") == .text("about 2,139"))
      #expect(programmes.cell(row: "We Stand Together", column: "attended") == .number(147))
      #expect(report.scope.forms == 61 && report.scope.tables == 19 && report.scope.people == nil)
    }
  }

  @Test func whatIsLeftOutStandsThereWithItsReason() throws {
    try withWorkspace { engage throws in
      try engage.write(
        """
        event: autumn
        programme: "Walks"
        title: "Autumn walks"
        sessions:
          - {session: within, place: "Rugby", date: 2019-10-01, attended: 9}
          - {session: divided, place: "Rugby", date: 2019-08..2019-09, attended: 20}
          - {session: called-off, place: "Rugby", date: 2019-11-01, status: cancelled}
          - {session: someday, place: "Rugby", attended: 30}

        """, to: "Surveys/prevent-training/events/autumn.yaml")
      let report = try summary(engage)
      let table = try #require(report.sections.last?.table("left-out"))
      let why = Dictionary(
        uniqueKeysWithValues: table.rows.indices.map {
          (table.key(ofRow: $0), table.cell(row: table.key(ofRow: $0), column: "why")?.words ?? "")
        })
      #expect(why["autumn | divided"]?.contains("reaches beyond the period") == true)
      #expect(why["autumn | someday"]?.contains("date is not known") == true)
      #expect(why["autumn | called-off"] == "It was cancelled.")
      #expect(why["annual-event-2019 | annual"]?.contains("bookings are not people") == true)
      #expect(why["our-families-our-future-2017 | all-areas"] == "It was outside the period.")
      #expect(
        why["autumn | within"] == nil && why["park-plans-2021 | online"] == "It was outside the period."
          && why.count == 6)
    }
  }

  @Test func themesAddUpByPriorityWithActionsToFillIn() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try summary(engage)
      let themes = try #require(report.sections(providing: "themes").first)
      let plan = try #require(report.sections(providing: "actions").first)
      let priorities = try #require(plan.table("priorities-together"))
      let own = try #require(themes.table("priorities"))
      #expect(priorities.cells(of: "responses") == own.cells(of: "responses"))
      let actions = try #require(plan.table("actions"))
      #expect(actions.rows.count == themes.table("themes")?.rows.count)
      #expect(Set(actions.cells(of: "owner")) == [.text("…")])
    }
  }

  @Test func partnersGetNoSmallThemeByThisWayEither() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try summary(engage, "--audience", "partner")
      let counts = report.sections.flatMap(\.tables).filter { $0.name == "actions" || $0.name == "themes" }
        .flatMap { table in
          table.cells(of: "responses") + table.cells(of: "forms") + table.cells(of: "tables")
        }
        .compactMap(\.amount)
      #expect(!counts.isEmpty && counts.allSatisfy { $0 == 0 || $0 >= 5 })
    }
  }

  @Test func aPeriodIsNeededAndMustHoldAnEvent() throws {
    try withWorkspace { engage throws in
      let without = try engage.run("report", "annual-summary")
      #expect(without.status == 1 && without.errors.contains("--from 2019-09"))
      let empty = try engage.run("report", "annual-summary", "--from", "1999", "--to", "1999-12")
      #expect(empty.status == 1 && empty.errors.contains("“1999” is no day or month"))
      let unknown = try engage.run(
        "report", "annual-summary", "--from", "2019-09", "--to", "2020-09", "--survey", "nope")
      #expect(unknown.status == 1 && unknown.errors.contains("unknown-survey"), "\(unknown.errors)")
      let early = try engage.run("report", "annual-summary", "--from", "1999-01", "--to", "1999-12")
      #expect(early.status == 1 && early.errors.contains("no event of these has a date in that time"))
      let named = try engage.run(
        "report", "annual-summary", "--from", "2019-09", "--event", EngageProgram.event)
      #expect(named.status == 1 && named.errors.contains("takes every event"))
    }
  }
}
