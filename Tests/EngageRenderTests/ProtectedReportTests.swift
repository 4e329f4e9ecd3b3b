import EngageReport
import EngageTesting
import Testing

@testable import EngageRender

/// How a report with hidden figures looks to others.
@Suite struct ProtectedReportTests {
  private static let all = RendererContractTests.all

  @Test(arguments: all)
  func `what is not to be seen is in no part of what is written`(renderer: any ReportRenderer) throws {
    for file in try renderer.render(ProtectedExample.report) {
      #expect(ProtectedExample.secrets(in: file.text) == [], "\(renderer.name): \(file.name)")
    }
  }

  @Test(arguments: all)
  func `a report for others that nobody protected is refused`(renderer: any ReportRenderer) {
    var report = ProtectedExample.report
    report.protection = nil
    #expect(throws: NotProtected.self) { try renderer.render(report) }
  }

  @Test(arguments: all)
  func `how people are protected is told`(renderer: any ReportRenderer) throws {
    guard (renderer as? TerminalRenderer)?.width == nil else { return }
    let text = try renderer.render(ProtectedExample.report).map(\.text).joined()
      .replacing("\\", with: "").replacing("&#39;", with: "'")
    for rule in ProtectedExample.rules { #expect(text.contains(rule), "\(renderer.name): \(rule)") }
  }

  @Test func `Markdown, a terminal, HTML and CSV show it as somebody has seen it`() throws {
    let report = ProtectedExample.report
    try expectGolden(try MarkdownRenderer().render(report)[0].text, "protected.md")
    try expectGolden(try TerminalRenderer(width: 80).text(report), "protected-80.txt")
    try expectGolden(try HTMLRenderer().render(report)[0].text, "protected.html")
    let files = try CSVRenderer().render(report)
    try expectGolden(files.map { "== \($0.name)\n\($0.text)" }.joined(), "protected.csv.txt")
  }

  @Test func `each sign is explained where it stands`() throws {
    let report = try ProtectedExample.report.readyForItsReaders()
    for section in report.sections {
      for table in section.tables {
        let shown = ShownTable(table, in: section, for: report.audience)
        let isUsed = shown.rows.contains { $0.cells.contains("[c]") }
        #expect(
          shown.notes.count { $0.contains("[c] hidden to protect people") } == (isUsed ? 1 : 0),
          "\(table.name)")
        #expect(isUsed == (shown.instead == nil), "\(table.name)")
      }
    }
    let files = try CSVRenderer().render(ProtectedExample.report)
    #expect(files.last?.text.contains("symbols,[c] hidden to protect people") == true)
  }

  @Test func `where all is hidden nobody reads how many answered`() throws {
    let report = try ProtectedExample.report.readyForItsReaders()
    for table in report.sections[3].tables {
      let shown = ShownTable(table, in: report.sections[3], for: .partner)
      #expect(shown.instead == "Too few people to show.")
      #expect(shown.base == nil && shown.rows.isEmpty && shown.notes.isEmpty && shown.measures == nil)
    }
  }

  @Test func `a bar that is hidden is left out with a word, and no bar of 100 % stands without its parts`()
    throws
  {
    let report = try ProtectedExample.report.readyForItsReaders()
    func picture(_ section: Int, _ chart: Int) throws -> String {
      let drawn = report.sections[section].charts[chart]
      let table = try #require(report.sections[section].table(drawn.table))
      return try #require(ChartDrawing.renderChart(drawn, table))
    }
    let bars = try picture(0, 0)
    #expect(bars.matches(of: #/\[c\] hidden</#).count == 2 && bars.matches(of: #/<rect/#).count == 2)
    let columns = try picture(0, 1)
    #expect(columns.contains("hidden") && columns.matches(of: #/<rect/#).count == 4 + 1)
    let stacked = try picture(1, 0)
    #expect(stacked.contains("[c] hidden, in part"))
    // The page, two colours of the key, and the two parts of the one bar that is whole.
    #expect(stacked.matches(of: #/<rect/#).count == 5)
  }
}
