import EngageReport
import Foundation
import Testing

@testable import EngageRender

/// What a reader sees beside the tables: titles said once, page one, who reports, colours.
@Suite struct ReaderTests {
  @Test(arguments: [
    ("How safe?", "How safe?", "How safe? 56 answered. Rugby.", nil, "56 answered. Rugby."),
    ("How safe?", "Most feel safe", "How safe? 56 answered.", "Most feel safe", "56 answered."),
    ("Trust: The police", "Agree", "Trust: The police. 56 answered.", "Agree", "56 answered."),
    (
      "Sessions", "Rugby drew most", "People at each session. 147.", "Rugby drew most",
      "People at each session. 147."
    ),
    ("People", "Rugby", "People at each session", "Rugby", "People at each session"),
    ("Same", "Same", "Same.", nil, ""),
  ])
  func `what the heading says is not said again over the chart`(
    heading: String, title: String, subtitle: String, shownTitle: String?, shownSubtitle: String
  ) {
    let chart = Chart(
      name: "c", table: "t", category: "a", series: [], title: title, subtitle: subtitle, alt: "")
    let words = ChartWords(chart, under: heading)
    #expect(words.title == shownTitle)
    #expect(words.subtitle == shownSubtitle)
    #expect(ChartWords(chart).title == title, "alone it has its title")
  }

  @Test func `a summary takes two findings a section, five in all, and five where one section found all`() {
    func section(_ name: String) -> Section {
      Section(
        analysis: name, title: name,
        statements: (1...6).map { Statement("\(name)\($0)", role: .finding) })
    }
    let words = Section(analysis: "w", title: "Words", statements: [Statement("Who", role: .lead)])
    #expect(
      Example.report([section("a"), section("b"), section("c")]).summary.findings
        == ["a1", "a2", "b1", "b2", "c1"])
    #expect(Example.report([words, section("a")]).summary.findings.count == 5)
  }

  @Test(arguments: [HTMLRenderer(), MarkdownRenderer(), TerminalRenderer()] as [any ReportRenderer])
  func `a register without a survey rests on no responses and says nothing of them`(
    renderer: any ReportRenderer
  )
    throws
  {
    var report = Example.report([Section(analysis: "a", title: "A")])
    #expect(!(try renderer.render(report)[0].text.contains("Rests on")))
    report.survey = "we-stand-together"
    #expect(try renderer.render(report)[0].text.contains("Rests on 0 responses."))
  }

  @Test(arguments: [HTMLRenderer(), MarkdownRenderer(), TerminalRenderer()] as [any ReportRenderer])
  func `who reports is shown`(renderer: any ReportRenderer) throws {
    var report = Example.everything
    report.made.organisation = "Warwickshire Prevent"
    let text = try renderer.render(report)[0].text
    #expect(text.contains("Warwickshire Prevent · For internal use"))
    #expect(text.contains("for Warwickshire Prevent, with Engage 1.0.0"))
  }

  @Test(arguments: Audience.allCases)
  func `options are for those inside`(audience: Audience) {
    var report = Example.everything
    report.audience = audience
    let isTold = report.closingNotes.flatMap(\.lines).contains { $0.contains("minimum=5") }
    #expect(isTold == (audience == .internal))
  }

  @Test func `the picture on page one takes the room the words leave`() throws {
    var report = Example.everything
    let usual = HTMLCover.pictureHeight(report, report.summary)
    report.sources.invented = Array(repeating: "Everything in this report is invented.", count: 8)
    #expect(HTMLCover.pictureHeight(report, report.summary) < usual)
    let page = try HTMLRenderer().render(report)[0].text
    #expect(page.contains("--picture: \(HTMLCover.pictureHeight(report, report.summary))mm"))
  }

  @Test func `the picture on page one is of what was found, not of who was asked or who came`() {
    func section(_ provides: String, _ findings: Int) -> Section {
      let tables = ["a", "b"].map { name in
        Table(
          name: "\(provides)-\(name)", title: "T",
          columns: [Column("k", "K", .key), Column("n", "N", .count)], rows: [[.text("x"), .count(9)]])
      }
      return Section(
        analysis: provides, title: provides,
        statements: (0..<findings).map { _ in
          Statement(
            "So.", role: .finding,
            values: ["n": CellReference(table: "\(provides)-b", row: "x", column: "n")])
        }, tables: tables,
        charts: tables.map {
          Chart(
            name: $0.name, table: $0.name, category: "k", series: ["n"], title: $0.name, subtitle: "", alt: ""
          )
        })
    }
    let all = [
      section("attendance", 0), section("own", 0), section("frequencies", 1), section("scales", 1),
      section("themes", 0),
    ]
    func picture(_ sections: ArraySlice<Section>) -> String? {
      Example.report(Array(sections)).summary.chart?.chart.name
    }
    #expect(picture(all[...]) == "themes-a", "without a finding the first")
    #expect(picture(all[...3]) == "scales-b", "that of the finding")
    #expect(picture(all[...2]) == "frequencies-b")
    #expect(picture(all[...1]) == "attendance-a")
    #expect(picture([section("attendance", 0), section("own", 1)]) == "own-b")
  }

  @Test func `page one has at most ten bars and says that there are more`() throws {
    var report = Example.everything
    report.sections[1].tables[0].rows += (1...20).map {
      [.text("k\($0)"), .text("Thing \($0)"), .count($0), .share(1, of: 19), .share(1, of: 61), .missing]
    }
    let page = try HTMLRenderer().render(report)[0].text
    #expect(page.contains("The first 10 of 24 are shown."))
  }

  @Test(arguments: 1...11)
  func `colours of a scale are told apart in greyscale, and figures on them can be read`(count: Int) {
    let colours = ScaleColours.of(count)
    #expect(Set(colours).count == count)
    for colour in colours {
      #expect(ScaleColours.contrast(colour, ScaleColours.ink(on: colour)) >= 4.5)
    }
    let lightness = colours.map(ScaleColours.luminance)
    for (one, next) in zip(lightness, lightness.dropFirst()) { #expect(abs(one - next) > 0.01) }
    if count > 1 { #expect(lightness[count - 1] < lightness[0], "the ends differ too") }
  }

  @Test func `contrast is as WCAG reckons it`() {
    #expect(abs(ScaleColours.contrast("#FFFFFF", "#000000") - 21) < 0.1)
    #expect(abs(ScaleColours.contrast("#777777", "#FFFFFF") - 4.48) < 0.05)
  }

  @Test func `words in the colours of the page can be read`() {
    for (ink, paper) in [
      ("#505a5f", "#ffffff"), ("#0b0c0c", "#f4f6f8"), ("#12436d", "#ffffff"), ("#5c0f39", "#fbf1f6"),
    ] {
      #expect(HTMLStyle.css(header: "", footer: "").contains(ink))
      #expect(ScaleColours.contrast(ink, paper) >= 4.5)
    }
  }

  @Test func `few wide rows are turned on their side in a terminal before they become blocks`() throws {
    var table = Table(
      name: "t", title: "T", columns: [Column("place", "Place", .text)],
      rows: [[.text("Nuneaton")], [.text("Rugby")]])
    for index in 1...8 {
      table.columns.append(Column("c\(index)", "Figure\(index)", .count))
      table.rows = table.rows.map { $0 + [.count(index)] }
    }
    let report = Example.report([Section(analysis: "a", title: "A", tables: [table])])
    #expect(try TerminalRenderer(width: 40).text(report).contains("Place    Nuneaton  Rugby\n"))
    #expect(try TerminalRenderer(width: 40).text(report).contains("Figure8         8      8\n"))
    #expect(try TerminalRenderer(width: 18).text(report).contains("Place: Nuneaton\n"))
  }
}
