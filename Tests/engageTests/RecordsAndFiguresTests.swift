import EngageTesting
import Foundation
import Testing

/// Somebody who gets a report and a file of records, and lays them side by side.
@Suite("Records and figures") struct RecordsAndFiguresTests {
  private let report = [
    "analyse", "frequencies", "crosstab", "--event", "spring", "--question", "aware", "--question", "fair",
    "--by",
    "role", "--audience", "partner",
  ]
  private let export = ["export", "--survey", "evening", "--audience", "partner", "-o"]

  @Test func afterAReportTheRecordsLeaveOutWhatItHides() throws {
    try withHundred { engage throws in
      let made = try engage.run(report + ["--recipient", "Council", "-o", "report.json"])
      #expect(made.status == 0, "\(made.errors)")
      #expect(try engage.read("report.json").contains("suppressed"), "the case is no case otherwise")
      let written = try engage.run(export + ["out.csv", "--to", "Police"])
      #expect(written.status == 0, "\(written.errors)")
      #expect(
        written.errors.contains("Left out: role (by it figures could be counted that release 1 hides)."),
        "\(written.errors)")
      #expect(try engage.read("out.csv").hasPrefix("key,session,aware,fair\n"))
      #expect(try engage.read("out.README.md").contains("Of these, role so that no figure"))
      let again = try engage.run(report + ["--recipient", "Council", "-o", "again.html"])
      #expect(again.status == 0, "what is out may be sent again: \(again.errors)")
    }
  }

  @Test func afterRecordsAReportThatHidesWhatTheyTellIsRefused() throws {
    try withHundred { engage throws in
      #expect(try engage.run(export + ["out.csv", "--to", "Police"]).status == 0)
      let refused = try engage.run(report + ["-o", "report.json"])
      #expect(refused.status == 2 && !engage.exists("report.json"))
      #expect(refused.errors.contains("by aware and role in release 1, to Police on "), "\(refused.errors)")
      #expect(refused.errors.contains("engage releases withdraw 1 --unread"))
      let harmless = try engage.run(
        "analyse", "frequencies", "--event", "spring", "--audience", "partner", "-o", "report.json")
      #expect(harmless.status == 0, "nothing is hidden there: \(harmless.errors)")
      let withdrawn = try engage.run("releases", "withdraw", "1", "--unread", "--why", "in the outbox")
      #expect(withdrawn.status == 0)
      #expect(try engage.run(report + ["-o", "report.json"]).status == 0)
    }
  }

  @Test func afterRecordsWithoutAQuestionReportsMayHideByIt() throws {
    try withHundred { engage throws in
      #expect(try engage.run(export + ["out.csv", "--to", "Police", "--leave-out", "role"]).status == 0)
      let made = try engage.run(report + ["-o", "report.json"])
      #expect(made.status == 0, "\(made.errors)")
      #expect(try engage.read("report.json").contains("suppressed"))
    }
  }

  @Test func whereEverythingWouldTellNothingLeavesAndTheWaysOutAreCommands() throws {
    try withHundred { engage throws in
      let made = try engage.run(
        "analyse", "crosstab", "--event", "spring", "--question", "aware", "--by", "role", "--audience",
        "partner", "-o", "report.json")
      #expect(made.status == 0, "\(made.errors)")
      let refused = try engage.run(export + ["out.csv", "--to", "Police", "--leave-out", "fair"])
      #expect(refused.status == 2 && !engage.exists("out.csv"), "\(refused.errors)")
      #expect(refused.errors.contains("could be counted in the records"), "\(refused.errors)")
      #expect(refused.errors.contains("engage report summary --event spring"))
    }
  }

  /// A hundred forms: few of some roles gave some answers, all answers were given by many.
  private func withHundred(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(
        """
        survey: evening
        version: 1
        title: "Evening"
        questions:
          - {type: select_one, name: aware, label: "Aware?", choices: {a: "A", b: "B", c: "C"}}
          - {type: select_one, name: fair, label: "Fair?", choices: {x: "X", y: "Y", z: "Z"}}
          - {type: select_one, name: role, label: "Role", choices: {p: "P", q: "Q", r: "R"}}

        """, to: "Surveys/evening/survey.v1.yaml")
      try engage.write(
        """
        event: spring
        survey: evening
        title: "Spring evening"
        data_protection: {controller: "Us", purpose: "To learn", lawful_basis: "Legitimate interests", article_9_condition: "Explicit consent", notice_version: "1", retain_until: 2099-12-31}
        sessions:
          - {session: rugby, place: "Rugby", date: 2026-03-01, attended: 80}
          - {session: stratford, place: "Stratford", date: 2026-03-02, attended: 80}

        """, to: "Surveys/evening/events/spring.yaml")
      var rows = "key,session,aware,fair,role\n"
      for form in 0..<100 {
        // By aware and role: 22, 15, 13; 13, 9, 3; 12, 6, 7.
        let place = [22, 37, 50, 63, 72, 75, 87, 93, 100].firstIndex { form < $0 } ?? 0
        let fair = ["x", "y", "x", "z", "y", "x", "x", "y", "z", "x", "z"][form % 11]
        let session = form % 2 == 0 ? "rugby" : "stratford"
        rows += "F\(form),\(session),\(["a", "b", "c"][place / 3]),\(fair),\(["p", "q", "r"][place % 3])\n"
      }
      try engage.write(rows, to: "forms.csv")
      let imported = try engage.run("import", "forms.csv", "--event", "spring")
      try #require(imported.status == 0, "\(imported.errors)")
      try body(engage)
    }
  }
}
