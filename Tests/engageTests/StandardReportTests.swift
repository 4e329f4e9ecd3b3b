import EngageModel
import EngageReport
import Testing

/// A survey of one's own has reports at once.
@Suite struct StandardReportTests {
  private static let survey = """
    survey: club
    version: 1
    title: "Club evening"
    questions:
      - {type: scale, name: safe, label: "How safe?", choices: {1: "Unsafe", 2: "Neither", 3: "Safe"}}
      - {type: select_one, name: role, label: "Who are you?", choices: {parent: "Parent", pupil: "Pupil"}}
      - {type: select_one, name: faith, label: "Faith?", sensitive: yes, choices: {a: "A", b: "B"}}
      - {type: select_one, name: street, label: "Street?", identifies: yes, choices: {a: "A", b: "B"}}
      - {type: select_one, name: may_quote, label: "May we quote?", choices: {"yes": "Yes", "no": "No"}}
      - {type: text, name: said, label: "What else?"}

    """
  private static let event = """
    event: club-2026
    survey: club
    title: "Club 2026"
    sessions:
      - {session: rugby, place: "Rugby", date: 2026-09-24, attended: 40}
    data_protection:
      controller: "Our club"
      purpose: "To learn"
      lawful_basis: "Legitimate interests"
      article_9_condition: "Explicit consent"
      notice_version: "1"
      retain_until: 2099-12-31
      quoting_question: may_quote

    """

  private func withClub(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      try engage.write(StandardReportTests.survey, to: "Surveys/club/survey.v1.yaml")
      try engage.write(StandardReportTests.event, to: "Surveys/club/events/club-2026.yaml")
      let rows = (1...30).map {
        "\($0),rugby,\($0 % 3 + 1),\($0 % 2 == 0 ? "parent" : "pupil"),a,b,yes,words"
      }
      try engage.write(
        (["key,session,safe,role,faith,street,may_quote,said"] + rows).joined(separator: "\n") + "\n",
        to: "club.csv")
      let stored = try engage.run("import", "club.csv", "--event", "club-2026")
      #expect(stored.status == 0, "\(stored.errors)\(stored.output)")
      try body(engage)
    }
  }

  @Test func partnersGetEachQuestionOnceAndNothingDelicate() throws {
    try withClub { engage throws in
      let made = try engage.run("report", "partner", "--event", "club-2026", "--format", "json")
      #expect(made.status == 0 && made.errors.contains("Surveys/club/reports/partner.yaml"), "\(made.errors)")
      let report = try made.report()
      #expect(report.audience == .partner)
      #expect(report.sections.map(\.analysis) == ["attendance", "scales", "frequencies"])
      #expect(report.sections[2].tables.map(\.name) == ["role"])
      let own = try engage.run("report", "summary", "--event", "club-2026", "--format", "json").report()
      #expect(own.audience == .internal && own.sections[2].tables.map(\.name) == ["role", "street"])
    }
  }

  @Test func anOwnRecipeComesFirstAndAnUnknownOneIsExplained() throws {
    try withClub { engage throws in
      let unknown = try engage.run("report", "partnr", "--event", "club-2026")
      #expect(unknown.status == 1 && unknown.errors.contains("did you mean “partner”?"))
      try engage.write(
        "report: partner\ntitle: \"Ours\"\naudience: partner\nsections:\n  - {analysis: attendance}\n",
        to: "Surveys/club/reports/partner.yaml")
      let made = try engage.run("report", "partner", "--event", "club-2026", "--format", "json")
      #expect(!made.errors.contains("standard"))
      #expect(try made.report().sections.map(\.analysis) == ["attendance"])
    }
  }

  @Test func theFolderExportsIsMadeAndAnotherOneIsAskedFor() throws {
    try withClub { engage throws in
      let made = try engage.run("report", "partner", "--event", "club-2026", "-o", "Exports/x.xlsx")
      #expect(made.status == 0 && engage.exists("Exports/x.xlsx"), "\(made.errors)")
      let other = try engage.run("report", "partner", "--event", "club-2026", "-o", "Elsewhere/x.xlsx")
      #expect(other.status == 1 && other.errors.contains("mkdir -p Elsewhere"))
    }
  }

  @Test func themesWithoutACodebookAreExplained() throws {
    try withClub { engage throws in
      let told = try engage.run("analyse", "attendance", "theme-counts", "--event", "club-2026")
      #expect(told.status == 1 && told.errors.contains("leave out theme-counts"), "\(told.errors)")
    }
  }
}
