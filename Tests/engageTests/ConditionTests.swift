import EngageReport
import Foundation
import Testing

/// The same condition selects the same responses for every command.
@Suite struct ConditionTests {
  @Test func aConditionOnThemesCountsAsManyAsTheThemesTableSays() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let themes = try engage.run(
        "analyse", "theme-counts", "--format", "json", "--event", EngageProgram.event
      )
      .report()
      for theme in ["reporting", "schools", "disabled-people"] {
        let count = try #require(
          themes.sections[0].table("themes")?.cell(row: theme, column: "responses")?.amount)
        let condition = "theme = '\(theme)'"
        let report = try engage.run(
          "analyse", "attendance", "--format", "json", "--event", EngageProgram.event, "--where", condition
        ).report()
        #expect(Double(report.scope.responses) == count, "\(theme)")
        let list = try engage.run(
          "responses", "list", "--event", EngageProgram.event, "--where", condition, "--format", "json")
        let rows = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [Any]
        #expect(rows.map { Double($0.count) } == count)
      }
    }
  }

  @Test func theDayOfTheSessionSelects() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      func responses(_ condition: String) throws -> Int {
        try engage.run(
          "analyse", "attendance", "--format", "json", "--event", EngageProgram.event, "--where", condition
        ).report().scope.responses
      }
      let rugby = try responses("session = 'rugby'")
      #expect(try rugby > 0 && responses("date >= '2019-10-01'") == rugby)
      #expect(try responses("date = date('2019-10-08')") == rugby)
    }
  }

  @Test func textsAndExportsTakeConditions() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let texts = try engage.run(
        "texts", "--survey", "we-stand-together", "--question", "concerns", "--where",
        "${role} = 'parent' and unit = 'person'", "--format", "json")
      let rows = try #require(
        try JSONSerialization.jsonObject(with: Data(texts.output.utf8)) as? [[String: Any]])
      #expect(!rows.isEmpty && rows.allSatisfy { $0["unit"] as? String == "person" })
      let export = try engage.run(
        "export", "--survey", "we-stand-together", "-o", "out.csv", "--where",
        "theme = 'schools' and unit = 'table'")
      #expect(export.status == 0, "\(export.errors)")
    }
  }

  @Test func allThatIsWrongWithAConditionIsSaidOnce() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let wrong = try engage.run(
        "analyse", "frequencies", "scales", "--event", EngageProgram.event, "--where",
        "theme = 'reportin' and ${awar} = 'yes'")
      #expect(wrong.status == 1)
      #expect(
        wrong.errors.components(separatedBy: "there is no theme “reportin”").count == 2, "\(wrong.errors)")
      #expect(wrong.errors.contains("did you mean 'reporting'?") && wrong.errors.contains("${aware}"))
    }
  }

  @Test func aSectionOfARecipeSaysWhichResponsesItSees() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try engage.write(
        """
        report: own
        title: "Own"
        audience: internal
        sections:
          - {analysis: frequencies, questions: [aware], where: "date < '2019-10-01'", sessions: [nuneaton]}

        """, to: "Surveys/we-stand-together/reports/own.yaml")
      let made = try engage.run("report", "own", "--event", EngageProgram.event, "--format", "json")
      #expect(made.status == 0, "\(made.errors)")
      let notes = try made.report().sections[0].notes
      #expect(notes.contains("Only responses that meet this: date < '2019-10-01'."))
      #expect(notes.contains("Only responses from Nuneaton."))
    }
  }
}
