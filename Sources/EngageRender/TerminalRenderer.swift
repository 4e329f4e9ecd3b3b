import EngageColumns
public import EngageReport

/// The report as plain text for a terminal, a pipe or a text file.
public struct TerminalRenderer: ReportRenderer {
  /// The word that asks for it.
  public let name = "text"
  /// File name endings without the dot.
  public let fileExtensions = ["txt"]
  /// One line for lists of formats.
  public let summary = "plain text for the terminal"

  /// Columns of the terminal; `nil` where there is none: nothing is wrapped then.
  public var width: Int?
  /// Whether ANSI colours are used.
  public var colour: Bool

  /// Plain text without wrapping or colour, unless told otherwise.
  public init(width: Int? = nil, colour: Bool = false) {
    self.width = width.map { max($0, 1) }
    self.colour = colour
  }

  /// One file, `report.txt`.
  public func render(_ report: Report) throws -> [RenderedFile] {
    [RenderedFile(name: "report.txt", text: try text(report))]
  }

  /// The text, ending in a newline.
  /// - Throws: `NotProtected`.
  public func text(_ report: Report) throws(NotProtected) -> String {
    var page = TerminalPage(width: width, style: TerminalStyle(colour: colour))
    page.add(try report.readyForItsReaders())
    return page.lines.map { $0 + "\n" }.joined()
  }
}

/// Lines of text, added from top to bottom.
private struct TerminalPage {
  var lines: [String] = []
  let width: Int?
  let style: TerminalStyle

  init(width: Int?, style: TerminalStyle) {
    self.width = width
    self.style = style
  }

  mutating func add(_ report: Report) {
    heading(report.title, rule: "═")
    for subject in report.subjects { paragraph(subject) }
    paragraph(report.senderAndAudience)
    if !report.sources.invented.isEmpty {
      gap()
      for words in report.sources.invented { paragraph(words, opening: "INVENTED: ", style: style.warning) }
    }
    gap()
    if !report.scopeWords.isEmpty { paragraph(report.scopeWords) }
    paragraph(Report.caution)
    for section in report.sections { add(section, for: report.audience) }
    let notes = report.closingNotes
    gap()
    heading("Notes", rule: "─")
    for group in notes {
      paragraph(group.title)
      for line in group.lines { paragraph(line, opening: "  ", style: style.note) }
    }
  }

  private mutating func add(_ section: Section, for audience: Audience) {
    gap()
    heading(section.title, rule: "─")
    for statement in section.statements { paragraph(statement.text) }
    var said: Set<String> = []
    for table in section.tables { add(table, of: section, for: audience, said: &said) }
    let whole = section.measures.filter { $0.table.flatMap(section.table) == nil }
    if audience == .internal, let line = ShownTable.line(whole) {
      gap()
      paragraph(line, style: style.note)
    }
    if !section.notes.isEmpty { gap() }
    for note in section.notes { paragraph(note, style: style.note) }
  }

  private mutating func add(
    _ table: Table, of section: Section, for audience: Audience, said: inout Set<String>
  ) {
    let shown = ShownTable(table, in: section, for: audience)
    gap()
    for line in TextLayout.lines(shown.title, width: width) { lines.append(style.heading(line)) }
    if let base = shown.base { paragraph(base) }
    let charts = section.charts.filter { $0.table == table.name }.compactMap { chart in
      ChartFigures(chart, table).map { (chart: chart, figures: $0) }
    }
    let inside = charts.firstIndex { beside($0.chart, $0.figures, table, shown) != nil }
    if let inside {
      let (chart, figures) = charts[inside]
      title(chart, under: shown.title)
      lines += beside(chart, figures, table, shown)?.lines ?? []
    } else if let instead = shown.instead {
      paragraph(instead)
    } else {
      lines += TerminalTable(shown, width: width, style: style).lines
    }
    if let measures = shown.measures { paragraph(measures, style: style.note) }
    for note in shown.notes(without: &said) { paragraph(note, style: style.note) }
    for (index, (chart, figures)) in charts.enumerated() where index != inside {
      gap()
      title(chart, under: shown.title)
      lines += TextBars(width: width, style: style).lines(chart, figures)
    }
  }

  /// The table with the chart's bars in a column of their own; `nil` where there is no room.
  private func beside(
    _ chart: Chart, _ figures: ChartFigures, _ table: Table, _ shown: ShownTable
  ) -> TerminalTable? {
    guard chart.kind != .stackedBar, !chart.seriesInRows, figures.series.count == 1, shown.instead == nil,
      !shown.isReshaped,
      let column = table.index(of: chart.series[0]), shown.headings.contains(where: { $0.source == column })
    else { return nil }
    let lengths = table.rows.indices.map { row in
      table.isTotal(row: row) || column >= table.rows[row].count ? nil : figures.bar(table.rows[row][column])
    }
    let plain = TerminalTable(shown, width: width, style: style)
    // Words that are wrapped anyway make room for bars; no others are wrapped for them.
    let room = width.map { plain.naturalWidth > $0 ? 8 : $0 - plain.naturalWidth - 2 } ?? 20
    guard room >= 8 else { return nil }
    let drawn = TerminalTable(
      shown, width: width, style: style, bars: (column, lengths, min(room, 24)))
    return drawn.fits ? drawn : nil
  }

  private mutating func title(_ chart: Chart, under heading: String) {
    let words = ChartWords(chart, under: heading)
    if let title = words.title { paragraph(title, style: style.heading) }
    if !words.subtitle.isEmpty { paragraph(words.subtitle, style: style.note) }
  }

  private mutating func heading(_ text: String, rule: Character) {
    let wrapped = TextLayout.lines(text, width: width)
    lines += wrapped.map(style.heading)
    lines.append(String(repeating: rule, count: wrapped.map(DisplayWidth.of).max() ?? 0))
  }

  private mutating func paragraph(
    _ text: String, opening: String = "", style: (String) -> String = { $0 }
  ) {
    lines += TextLayout.paragraph(text, width: width, opening: opening).map(style)
  }

  private mutating func gap() {
    if lines.last != "" { lines.append("") }
  }
}
