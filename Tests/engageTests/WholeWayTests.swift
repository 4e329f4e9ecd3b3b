import EngageReport
import Foundation
import Testing

/// From a file of responses to what a partner gets.
@Suite struct WholeWayTests {
  static let sentence =
    "In all, 147 people took part across three sessions, in Nuneaton, Rugby and Leamington Spa, in September and October 2019."

  @Test func theDemoPrintsTheSentenceAndLeavesTheReports() throws {
    try withWorkspace { engage throws in
      for _ in 1...2 {
        let demo = try engage.run("demo")
        #expect(demo.status == 0, "\(demo.errors)")
        #expect(demo.output.contains(Self.sentence))
        #expect(engage.exists("Exports/we-stand-together-2019-partner.xlsx"))
        #expect(engage.exists("Exports/we-stand-together-2019-partner.html"))
        #expect(!engage.exists("engage.sqlite"), "the demo works in a store of its own")
      }
    }
  }

  @Test func whatWasHeardIsReconciledWithWhoCame() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try engage.run(
        "analyse", "attendance", "--event", EngageProgram.event, "--format", "json"
      ).report()
      #expect(report.scope == Scope(responses: 80, forms: 61, tables: 19, people: nil))
      let section = try #require(report.sections.first)
      #expect(section.statements.first?.text == Self.sentence)
      #expect(section.measure("attended") == 147)
      let total = { section.table("sessions")?.cell(row: "total", column: $0) }
      #expect(total("attended") == .count(147))
      #expect(total("forms") == .count(61))
      #expect(total("at_tables") == .count(131))
      #expect(total("people") == .missing, "forms and people at tables overlap")
      #expect(total("response_rate") == .share(61, of: 147))
    }
  }

  @Test func attendanceNeedsNeitherSurveyNorResponses() throws {
    try withWorkspace { engage throws in
      let told = try engage.run("analyse", "attendance", "--event", "prevent-training-2019-20")
      #expect(told.status == 0, "\(told.errors)")
      #expect(told.output.contains("about 1,800 in all"))
    }
  }

  @Test func aSavedReportRendersToTheSameBytes() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      for ending in ["html", "md", "xlsx", "txt"] {
        for recipe in ["partner", "summary"] {
          let json = "\(recipe).json"
          try engage.run("report", recipe, "--event", EngageProgram.event, "-o", json)
          for copy in ["one", "two"] {
            let made = try engage.run("render", json, "-o", "\(copy).\(ending)")
            #expect(made.status == 0, "\(made.errors)")
          }
          let one = FileManager.default.contents(atPath: engage.path("one.\(ending)"))
          #expect(one == FileManager.default.contents(atPath: engage.path("two.\(ending)")))
          #expect((one?.count ?? 0) > 500)
        }
      }
    }
  }

  @Test func partnersSeeNoSmallCountAndNoQuote() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let made = try engage.run(
        "analyse", "frequencies", "theme-counts", "--event", EngageProgram.event, "--audience", "partner",
        "--format",
        "json")
      let report = try made.report()
      var shown = 0
      for table in report.sections.flatMap(\.tables) {
        #expect(!table.columns.contains { $0.kind == .quote })
        if table.withheld != nil {
          #expect(table.rows.isEmpty && table.base == nil)
          continue
        }
        shown += 1
        for (column, cells) in table.columns.enumerated().map({ ($1, table.cells(of: $1.name)) }) {
          for cell in cells where column.kind == .count || column.kind == .share {
            #expect(!(1...4).contains(Int(cell.amount ?? 0)), "\(table.name) shows \(cell)")
          }
        }
      }
      #expect(shown > 0)
      let cells = report.sections.flatMap(\.tables).flatMap { $0.rows.joined() }
      #expect(cells.contains(.suppressed))
      #expect(report.made.by.isEmpty)
    }
  }

  @Test func theJSONOfTheTablesHasTheAgreedColumns() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try engage.run(
        "analyse", "attendance", "frequencies", "scales", "theme-counts", "--event", EngageProgram.event,
        "--by",
        "session", "--format", "json"
      ).report()
      func columns(_ table: String) -> [String] {
        report.sections.flatMap(\.tables).first { $0.name == table }?.columns.map(\.name) ?? []
      }
      #expect(
        columns("sessions").starts(with: [
          "session", "place", "date", "booked", "attended", "forms", "at_tables", "people", "response_rate",
        ]))
      #expect(columns("safe_day").starts(with: ["choice", "label", "responses", "share"]))
      #expect(
        columns("scales").starts(with: [
          "question", "label", "answered", "mean", "sd", "median", "positive", "negative",
        ]))
      #expect(columns("themes").starts(with: ["theme", "title", "responses", "forms", "tables", "share"]))
      #expect(
        columns("themes-by-session").starts(with: ["theme", "title", "group", "label", "responses", "share"]))
      #expect(columns("co-occurrence").starts(with: ["theme", "with", "responses"]))
      #expect(columns("priorities").starts(with: ["priority", "title", "responses", "share"]))
    }
  }
}
