public import EngageReport

/// The report as GitHub's Markdown, without HTML: tables, paragraphs, and charts as bars of text.
public struct MarkdownRenderer: ReportRenderer {
  /// The word that asks for it.
  public let name = "markdown"
  /// File name endings without the dot.
  public let fileExtensions = ["md", "markdown"]
  /// One line for lists of formats.
  public let summary = "Markdown, for wikis and repositories"

  /// There is nothing to choose.
  public init() {}

  /// One file, `report.md`.
  public func render(_ report: Report) throws -> [RenderedFile] {
    let report = try report.readyForItsReaders()
    var page = MarkdownPage()
    page.open(report)
    for section in report.sections { page.add(section, of: report) }
    page.close(report)
    return [RenderedFile(name: "report.md", text: page.blocks.joined(separator: "\n\n") + "\n")]
  }
}

/// Blocks of Markdown with an empty line between them.
private struct MarkdownPage {
  var blocks: [String] = []

  mutating func open(_ report: Report) {
    heading(1, report.title)
    for subject in report.subjects + [report.senderAndAudience] { paragraph(subject) }
    for words in report.sources.invented {
      blocks.append("> **Invented:** " + MarkdownText.escape(words))
    }
    let summary = report.summary
    heading(2, "Who was heard")
    for lead in summary.leads { paragraph(lead) }
    paragraph(report.scopeWords)
    paragraph(Report.caution)
    if !summary.findings.isEmpty {
      heading(2, "What was found")
      list(summary.findings)
    }
  }

  mutating func add(_ section: Section, of report: Report) {
    heading(2, section.title)
    // Where there is one section, its leads and findings have just been read.
    let opened = report.sections.count == 1 ? report.summary.leads + report.summary.findings : []
    for statement in section.statements where !opened.contains(statement.text) { paragraph(statement.text) }
    var said: Set<String> = []
    for table in section.tables { add(table, of: section, for: report.audience, said: &said) }
    let whole = section.measures.filter { $0.table.flatMap(section.table) == nil }
    if report.audience == .internal, let line = ShownTable.line(whole) { paragraph(line) }
    for note in section.notes { paragraph(note) }
  }

  mutating func close(_ report: Report) {
    heading(2, "Notes")
    for group in report.closingNotes {
      heading(3, group.title)
      list(group.lines)
    }
  }

  private mutating func add(
    _ table: Table, of section: Section, for audience: Audience, said: inout Set<String>
  ) {
    let shown = ShownTable(table, in: section, for: audience)
    heading(3, shown.title)
    if let base = shown.base { paragraph(base) }
    if let instead = shown.instead { paragraph(instead) } else { blocks.append(grid(shown)) }
    if let measures = shown.measures { paragraph(measures) }
    for note in shown.notes(without: &said) { paragraph(note) }
    for chart in section.charts where chart.table == table.name {
      guard let figures = ChartFigures(chart, table) else { continue }
      let words = ChartWords(chart, under: shown.title)
      if let title = words.title { blocks.append("**\(MarkdownText.escape(title))**") }
      paragraph(words.subtitle)
      blocks.append(
        MarkdownText.block(TextBars(width: 76).lines(chart, figures)).joined(separator: "\n"))
    }
  }

  private func grid(_ table: ShownTable) -> String {
    let header = table.headings.map { MarkdownText.escape($0.label) }
    let rule = table.headings.map { $0.isFigure ? "---:" : ":---" }
    let rows = table.rows.map { row in
      row.cells.map { cell in
        let text = MarkdownText.escape(cell)
        return row.isTotal && !text.isEmpty ? "**\(text)**" : text
      }
    }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  private mutating func heading(_ level: Int, _ text: String) {
    blocks.append(String(repeating: "#", count: level) + " " + MarkdownText.escape(text))
  }

  private mutating func paragraph(_ text: String) {
    if !text.isEmpty { blocks.append(MarkdownText.paragraph(text)) }
  }

  private mutating func list(_ items: [String]) {
    if !items.isEmpty {
      blocks.append(items.map { "- " + MarkdownText.paragraph($0) }.joined(separator: "\n"))
    }
  }
}
