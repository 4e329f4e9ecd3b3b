import EngageReport
import EngageTesting
import Foundation
import Testing

/// What others may learn of places: equality questions by session, and sessions whose venue tells who came.
@Suite("Others are not told who came where")
struct PartnerPlacesTests {
  private static let event = """
    event: talks
    title: "Talks"
    survey: talks
    overlap: none
    data_protection: {controller: "Us", purpose: "To learn", lawful_basis: "Legitimate interests", article_9_condition: "Explicit consent", notice_version: "1", retain_until: 2099-12-31}
    notes: ["The talk at Noor Mosque was full."]
    invented: "The figures of Bulkington and of friday-talk."
    sessions:
      - {session: town-hall, place: "Rugby", district: "Rugby", venue: "Town Hall", date: 2026-03-02, attended: 40}
      - {session: friday-talk, title: "After prayers", place: "Bulkington", district: "Nuneaton and Bedworth", venue: {name: "Noor Mosque", identifies: yes}, date: 2026-03-06, attended: 30}
      - {session: sunday-talk, place: "Arley", district: "Nuneaton and Bedworth", venue: identifies, date: 2026-03-08, attended: 20}

    """

  /// Everything by which a hidden session could be known.
  private static let secrets = [
    "friday-talk", "After prayers", "Bulkington", "Noor Mosque", "sunday-talk", "Arley",
  ]

  private static let survey = """
    survey: talks
    version: 1
    title: "Talks"
    questions:
      - {type: select_one, name: aware, label: "Aware?", target: "at least 40% of yes", choices: {"yes": "Yes", "no": "No"}}
      - {type: select_one, name: faith, label: "Faith", sensitive: yes, choices: {muslim: "Muslim", other: "Other"}}
      - {type: select_one, name: age, label: "Age", identifies: yes, choices: {young: "Young", old: "Old"}}

    """

  private func withTalks(_ recipe: String, _ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(PartnerPlacesTests.survey, to: "Surveys/talks/survey.v1.yaml")
      try engage.write(PartnerPlacesTests.event, to: "Surveys/talks/events/talks.yaml")
      try engage.write(
        "report: talks\ntitle: \"Talks, also at Noor Mosque\"\naudience: partner\nsections:\n" + recipe,
        to: "Surveys/talks/reports/talks.yaml")
      var rows = "session,aware,faith,age\n"
      for (session, count) in [("town-hall", 30), ("friday-talk", 20), ("sunday-talk", 16)] {
        for number in 0..<count {
          rows += "\(session),\(number % 2 == 0 ? "yes" : "no"),\(number % 4 < 2 ? "muslim" : "other"),"
          rows += "\(number % 3 == 0 ? "young" : "old")\n"
        }
      }
      try engage.write(rows, to: "talks.csv")
      let imported = try engage.run("import", "talks.csv", "--event", "talks", "--session-column", "session")
      #expect(imported.status == 0, "\(imported.errors)")
      try body(engage)
    }
  }

  private func report(_ engage: EngageProgram, _ arguments: String...) throws -> Report {
    let result = try engage.run(["report", "talks", "--event", "talks", "--format", "json"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return try result.report()
  }

  private static let sections = """
      - {analysis: attendance}
      - {analysis: crosstab, questions: [aware], by: session}
      - {analysis: frequencies, title: "Arley and the rest", questions: [aware]}
      - {analysis: frequencies, title: "One evening", questions: [aware], session: friday-talk}
      - {analysis: frequencies, title: "Another", questions: [aware], where: "session = 'sunday-talk'"}

    """

  @Test func `a session whose venue identifies stands under its district, and is named nowhere`() throws {
    try withTalks(PartnerPlacesTests.sections) { engage throws in
      let report = try report(engage)
      let sessions = try #require(report.sections[0].table("sessions"))
      #expect(
        sessions.rows.map { $0.prefix(3).map { $0.words ?? "" } } == [
          ["town-hall", "Rugby", "2 March 2026"],
          ["nuneaton-and-bedworth", "Nuneaton and Bedworth", "March 2026"], ["total", "Total", ""],
        ])
      #expect(sessions.cell(row: "nuneaton-and-bedworth", column: "attended") == .count(50))
      let crossed = try #require(report.sections[1].tables.first)
      #expect(
        crossed.cell(row: "yes", column: "session=nuneaton-and-bedworth") == .count(18))
      #expect(report.sources.events[0].places == "Rugby, and Nuneaton and Bedworth")
      #expect(report.sections[3].tables.map { $0.withheld?.contains("venue") } == [true])
      #expect(report.sections[4].tables.map { $0.withheld?.contains("venue") } == [true])
      for file in ["talks.json", "talks.html", "talks.md", "talks.csv", "talks.txt"] {
        let written = try engage.run("report", "talks", "--event", "talks", "-o", "Exports/" + file)
        #expect(written.status == 0, "\(written.errors)")
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: engage.path("Exports"))
      #expect(files.count > 5)
      for file in files {
        let text = try engage.read("Exports/" + file).lowercased()
        for secret in PartnerPlacesTests.secrets {
          #expect(!text.contains(secret.lowercased()), "\(secret) in \(file)")
        }
      }
    }
  }

  private static let canUnpack = OtherProgram.hasPython(
    "zipfile", otherwise: "that no workbook names a hidden session is not checked")

  @Test(.enabled(if: canUnpack)) func `no workbook names it either`() throws {
    try withTalks(PartnerPlacesTests.sections) { engage throws in
      let written = try engage.run("report", "talks", "--event", "talks", "-o", "talks.xlsx")
      #expect(written.status == 0, "\(written.errors)")
      let script =
        "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(*[z.read(n).decode() for n in z.namelist()])"
      let parts = try OtherProgram.run("python3", ["-c", script, engage.path("talks.xlsx")])
      let text = String(decoding: parts, as: UTF8.self).lowercased()
      #expect(text.contains("nuneaton and bedworth"))
      for secret in PartnerPlacesTests.secrets {
        #expect(!text.contains(secret.lowercased()), "\(secret)")
      }
    }
  }

  @Test func `we ourselves see every session by its name`() throws {
    try withTalks(PartnerPlacesTests.sections) { engage throws in
      let report = try report(engage, "--audience", "internal")
      #expect(
        report.sections[0].table("sessions")?.rows.map { $0[0] } == [
          .text("town-hall"), .text("friday-talk"), .text("sunday-talk"), .text("total"),
        ])
      #expect(report.sections[3].table("aware")?.base?.answered == 20)
    }
  }

  @Test func `a report for others can't be limited to such a session`() throws {
    try withTalks(PartnerPlacesTests.sections) { engage throws in
      let result = try engage.run("report", "talks", "--event", "talks", "--session", "friday-talk")
      #expect(result.status != 0 && result.output.isEmpty)
      #expect(result.errors.contains("whose venue tells who came"), "\(result.errors)")
    }
  }

  private static let crossing = """
      - {analysis: crosstab, title: "Faith", questions: [faith], by: session}
      - {analysis: crosstab, title: "Both", questions: [aware, age], by: session}
      - {analysis: frequencies, title: "Limited", questions: [age], session: town-hall}
      - {analysis: frequencies, title: "Filtered", questions: [aware], session: town-hall, where: "${age} = 'old'"}
      - {analysis: frequencies, title: "All of one", session: town-hall}
      - {analysis: frequencies, title: "Everywhere", questions: [age]}

    """

  private func names(_ report: Report) -> [[String]] { report.sections.map { $0.tables.map(\.name) } }

  @Test func `equality questions by session are off for others`() throws {
    try withTalks(PartnerPlacesTests.crossing) { engage throws in
      let report = try report(engage)
      #expect(
        names(report) == [
          ["withheld"], ["aware-by-session"], ["withheld"], ["withheld"], ["aware"], ["age"],
        ])
      #expect(report.sections[0].tables[0].withheld?.contains("equality questions") == true)
      #expect(report.sections[0].notes.contains { $0.contains("equality_by_session: yes") })
      #expect(report.sections[1].notes.contains { $0.contains("“Age”") })
      #expect(names(try self.report(engage, "--audience", "internal"))[0] == ["faith-by-session"])
    }
  }

  @Test func `an analysis that takes what it can use takes the others`() throws {
    try withTalks("  - {analysis: targets, by: session}\n") { engage throws in
      let section = try report(engage).sections[0]
      #expect(section.tables.map(\.name) == ["targets", "targets-by-session"])
      #expect(section.notes.contains { $0.contains("“Age”") })
    }
  }

  @Test func `whoever publishes can allow it, in the recipe or by a profile`() throws {
    try withTalks(PartnerPlacesTests.crossing) { engage throws in
      try engage.write("profile: open\nequality_by_session: yes\n", to: "Surveys/profiles/open.yaml")
      #expect(names(try report(engage, "--profile", "open"))[0] == ["faith-by-session"])
      let recipe = try engage.read("Surveys/talks/reports/talks.yaml")
      try engage.write(
        recipe.replacing("sections:", with: "equality_by_session: yes\nsections:"),
        to: "Surveys/talks/reports/talks.yaml")
      #expect(names(try report(engage))[2] == ["age"])
    }
  }

  @Test func `a report that merges can be made again from what it says`() throws {
    try withTalks("  - {analysis: crosstab, questions: [aware], by: session}\n") { engage throws in
      let written = try engage.run(
        "report", "talks", "--event", "talks", "--audience", "internal", "-o", "merged.json", "--groups",
        "session:out[Out of town]=friday-talk,sunday-talk")
      #expect(written.status == 0, "\(written.errors)")
      let report = try Report(json: Array(Data(contentsOf: URL(filePath: engage.path("merged.json")))))
      #expect(report.merged == ["session": ["out": ["friday-talk", "sunday-talk"]]])
      #expect(
        report.sections[0].notes.contains("Sessions shown as one: Out of town (After prayers and Arley)."))
      let traced = try engage.run("trace", "merged.json")
      #expect(traced.output.contains("every figure would be the same"), "\(traced.output)\(traced.errors)")
    }
  }
}
