import EngageReport
import Testing

/// Two events with one survey, of which the second used a newer version.
@Suite struct TwoEventsTests {
  private static func survey(_ version: Int, roles: String) -> String {
    """
    survey: club
    version: \(version)
    title: "Club evening"
    questions:
      - {type: select_one, name: aware, label: "Would you know whom to tell?", choices: {"yes": "Yes", "no": "No"}}
      - {type: select_one, name: role, label: "Who are you?", choices: {\(roles)}}
      - {type: text, name: said, label: "What else?", codebook: words}

    """
  }

  private static func event(_ year: Int, place: String) -> String {
    """
    event: club-\(year)
    survey: club
    title: "Club \(year)"
    sessions:
      - {session: evening, place: "\(place)", date: \(year)-09-24, attended: 80}

    """
  }

  private static let codebook = """
    codebook: words
    version: 1
    themes:
      - {theme: police, title: "The police", match: ["police"]}
      - {theme: schools, title: "Schools", match: ["school*"]}

    """

  /// 60 forms in 2018, 15 of them "yes" and 12 on the police; 60 in 2019, 45 "yes" and 30 on the police.
  private func withClub(places: [String] = ["Rugby", "Warwick"], _ body: (EngageProgram) throws -> Void)
    throws
  {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      try engage.write(TwoEventsTests.codebook, to: "Surveys/club/codebook.words.yaml")
      let roles = ["parent: \"Parent\"", "parent: \"Parent\", pupil: \"Pupil\""]
      for (index, year) in [2018, 2019].enumerated() {
        try engage.write(
          TwoEventsTests.survey(index + 1, roles: roles[index]), to: "Surveys/club/survey.v\(index + 1).yaml")
        try engage.write(
          TwoEventsTests.event(year, place: places[index]), to: "Surveys/club/events/club-\(year).yaml")
        let rows = (1...60).map { row in
          let aware = row <= [15, 45][index] ? "yes" : "no"
          let said = row <= [12, 30][index] ? "more police" : "the school"
          return "\(year)-\(row),evening,\(aware),\(index == 1 && row % 2 == 0 ? "pupil" : "parent"),\(said)"
        }
        try engage.write(
          (["key,session,aware,role,said"] + rows).joined(separator: "\n") + "\n", to: "\(year).csv")
        let stored = try engage.run("import", "\(year).csv", "--event", "club-\(year)")
        #expect(stored.status == 0, "\(stored.errors)")
      }
      try body(engage)
    }
  }

  private func report(_ engage: EngageProgram, _ arguments: String...) throws -> Report {
    let made = try engage.run(
      ["analyse"] + arguments + ["--event", "club-2018", "--event", "club-2019", "--format", "json"])
    #expect(made.status == 0, "\(made.errors)")
    return try made.report()
  }

  @Test func answersStandSideBySideAndVersionsArePooledByQuestion() throws {
    try withClub { engage throws in
      let report = try report(
        engage, "crosstab", "--question", "aware", "--question", "role", "--by", "event")
      #expect(report.versions == [1, 2] && report.events == ["club-2018", "club-2019"])
      let aware = try #require(report.sections[0].table("aware-by-event"))
      #expect(aware.cell(row: "yes", column: "event=club-2018:share") == .share(15, of: 60))
      #expect(aware.cell(row: "yes", column: "event=club-2019:share") == .share(45, of: 60))
      #expect(aware.columns.map(\.label).contains("Club 2019"))
      let role = try #require(report.sections[0].table("role-by-event"))
      #expect(role.cell(row: "pupil", column: "event=club-2018") == .count(0))
      #expect(role.cell(row: "pupil", column: "event=club-2019") == .count(30))
      let statement = try #require(report.sections[0].statements.first)
      #expect(statement.text.hasSuffix("The towns differed: not like for like."), "\(statement.text)")
    }
  }

  @Test func themesOfTwoEventsAreComparedInASentence() throws {
    try withClub { engage throws in
      let section = try report(engage, "theme-counts", "--by", "event").sections[0]
      #expect(
        section.table("themes-by-event")?.cell(row: "police | club-2019", column: "share")
          == .share(30, of: 60))
      let expected =
        "The police came up in 12 of 60 responses with a text at Club 2018, and in 30 of 60 at Club 2019. "
        + "The towns differed: not like for like."
      #expect(section.statements.map(\.text).contains(expected), "\(section.statements.map(\.text))")
      let few = try report(engage, "theme-counts", "--by", "event", "--where", "${role} = 'pupil'").sections[
        0]
      #expect(!few.statements.contains { $0.text.contains("Club 2018") })
    }
  }

  @Test func eventsInTheSamePlacesAreLikeForLike() throws {
    try withClub(places: ["Rugby", "Rugby"]) { engage throws in
      let section = try report(engage, "crosstab", "--question", "aware", "--by", "event").sections[0]
      #expect(
        !section.statements.isEmpty && section.statements.allSatisfy { !$0.text.contains("like for like") })
      #expect(section.notes.allSatisfy { !$0.contains("like for like") })
    }
  }

  @Test func oneEventOfSeveralIsSelectedByItsNameOrItsDates() throws {
    try withClub { engage throws in
      let byName = try report(
        engage, "crosstab", "--question", "aware", "--by", "role", "--where", "event = 'club-2019'")
      let byDate = try report(
        engage, "crosstab", "--question", "aware", "--by", "role", "--where", "date > '2019-01-01'")
      #expect(byName.scope.responses == 60 && byName.sections[0].tables == byDate.sections[0].tables)
    }
  }

  @Test func aFigureOfOneEventIsTracedToItsResponses() throws {
    try withClub { engage throws in
      try engage.run(
        "analyse", "theme-counts", "--by", "event", "--event", "club-2018", "--event", "club-2019", "-o",
        "r.json")
      let trace = try engage.run(
        "trace", "r.json", "themes-by-event/police | club-2018/responses", "--format", "json"
      )
      .json()
      let rows = try #require(trace["responses"] as? [[String: Any]], "\(trace)")
      #expect(rows.count == 12 && rows.allSatisfy { $0["event"] as? String == "club-2018" })
    }
  }
}
