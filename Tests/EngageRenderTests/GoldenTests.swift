import EngageRender
import EngageReport
import Testing

@Suite struct GoldenTests {
  @Test(arguments: [80, 40, 20, nil] as [Int?])
  func `a terminal shows the example at any width`(width: Int?) throws {
    let text = try TerminalRenderer(width: width).text(Example.everything)
    try expectGolden(text, "terminal-\(width.map(String.init) ?? "unlimited").txt")
  }

  @Test func `colour is only ever added to the text`() throws {
    let coloured = try TerminalRenderer(width: 80, colour: true).text(Example.everything)
    #expect(coloured.contains("\u{1B}[1m"))
    let plain = coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(try TerminalRenderer(width: 80).text(Example.everything) == plain)
  }

  @Test func `Markdown shows the example`() throws {
    try expectGolden(try MarkdownRenderer().render(Example.everything)[0].text, "report.md")
  }

  @Test func `HTML shows the example`() throws {
    try expectGolden(try HTMLRenderer().render(Example.everything)[0].text, "report.html")
  }

  @Test func `each chart is drawn as SVG`() throws {
    for section in Example.everything.sections {
      for chart in section.charts {
        let table = try #require(section.table(chart.table))
        let picture = try #require(ChartDrawing.renderChart(chart, table))
        try expectGolden(picture, "chart-\(chart.name).svg")
      }
    }
  }

  @Test(arguments: [Chart.Kind.stackedBar, .bar])
  func `groups are bars of their parts, or stand side by side`(kind: Chart.Kind) throws {
    let chart = Example.groupsChart(kind)
    let picture = try #require(ChartDrawing.renderChart(chart, Example.groups))
    try expectGolden(picture, "chart-\(chart.name).svg")
    var report = Example.everything
    report.sections = [
      Section(analysis: "crosstab", title: "Compared", tables: [Example.groups], charts: [chart])
    ]
    try expectGolden(try TerminalRenderer(width: 80).text(report), "terminal-\(chart.name).txt")
  }

  @Test func `each table becomes a CSV file`() throws {
    let files = try CSVRenderer().render(Example.everything)
    #expect(
      files.map(\.name) == [
        "attendance-sessions.csv", "theme-counts-themes.csv", "theme-counts-themes-by-session.csv",
        "theme-counts-co-occurrence.csv", "scales-scales.csv", "about.csv",
      ])
    for file in files { try expectGolden(file.text, file.name) }
  }
}
