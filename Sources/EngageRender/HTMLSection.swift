import EngageReport

/// A section of the page: statements, then each table with its charts.
struct HTMLSection {
  let section: Section
  let number: Int
  let audience: Audience
  var text = ""
  /// Notes that stand under its tables so far: each is said once.
  private var said: Set<String> = []

  init(_ section: Section, number: Int, for audience: Audience) {
    self.section = section
    self.number = number
    self.audience = audience
  }

  /// - Parameter opened: statements already read at the top of the page.
  mutating func write(without opened: Set<String>) {
    add("<section aria-labelledby=\"section-\(number)\">")
    add("<h2 id=\"section-\(number)\">\(MarkupText.escape(section.title))</h2>")
    for statement in section.statements where !opened.contains(statement.text) {
      add("<p>\(MarkupText.escape(statement.text))</p>")
    }
    for (index, table) in section.tables.enumerated() { exhibit(table, index + 1) }
    let whole = section.measures.filter { $0.table.flatMap(section.table) == nil }
    if audience == .internal, let line = ShownTable.line(whole) { paragraph(line, "measures") }
    if !section.notes.isEmpty {
      add("<div class=\"section-notes\">")
      for note in section.notes { paragraph(note, "note") }
      add("</div>")
    }
    add("</section>")
  }

  private mutating func exhibit(_ table: Table, _ index: Int) {
    let shown = ShownTable(table, in: section, for: audience)
    let charts = section.charts.filter { $0.table == table.name }
    // What is short enough stays on one sheet of paper.
    let isShort = charts.isEmpty ? shown.rows.count <= 16 : charts.count == 1 && shown.rows.count <= 8
    add("<div class=\"exhibit\(isShort ? " short" : "")\">")
    add("<h3>\(MarkupText.escape(shown.title))</h3>")
    for (position, chart) in charts.enumerated() {
      text += HTMLFigure.markup(
        chart, table, id: "chart-\(number)-\(index)-\(position + 1)", under: shown.title)
    }
    if let instead = shown.instead {
      paragraph(instead, "instead")
      if let base = shown.base { paragraph(base, "base") }
    } else {
      grid(shown)
    }
    if let measures = shown.measures { paragraph(measures, "measures") }
    for note in shown.notes(without: &said) { paragraph(note, "note") }
    add("</div>")
  }

  private mutating func grid(_ table: ShownTable) {
    // Its title has just been seen above the table; who is read to hears it as the caption too.
    let title = "<span class=\"unseen\">\(MarkupText.escape(table.title)) </span>"
    let caption = title + MarkupText.escape(table.base ?? "")
    let isWide = table.headings.count >= 5
    // What scrolls sideways can be reached from the keyboard.
    let reach =
      isWide ? " tabindex=\"0\" role=\"group\" aria-label=\"\(MarkupText.escape(table.title))\"" : ""
    let type = table.headings.count >= 7 ? " class=\"many\"" : ""
    add("<div class=\"wide\"\(reach)>\n<table\(type)>\n<caption>\(caption)</caption>")
    let headings = table.headings.map { heading in
      "<th scope=\"col\"\(attribute(heading))>\(MarkupText.escape(heading.label))</th>"
    }
    add("<thead>\n<tr>\(headings.joined())</tr>\n</thead>\n<tbody>")
    for row in table.rows {
      let cells = zip(table.headings, row.cells).enumerated().map { index, pair in
        let (heading, cell) = pair
        let words = MarkupText.escape(cell)
        return index == 0 && !heading.isFigure
          ? "<th scope=\"row\">\(words)</th>" : "<td\(attribute(heading))>\(words)</td>"
      }
      add("<tr\(row.isTotal ? " class=\"total\"" : "")>\(cells.joined())</tr>")
    }
    add("</tbody>\n</table>\n</div>")
  }

  private func attribute(_ heading: ShownTable.Heading) -> String {
    let kind =
      switch heading.kind {
      case .key, .text: "words"
      case .quote, .releasedQuote: "quote"
      case .count, .quantity, .share, .proportion, .number: "figure"
      }
    let names = [kind] + (heading.isTotal ? ["total"] : [])
    return " class=\"\(names.joined(separator: " "))\""
  }

  private mutating func paragraph(_ words: String, _ name: String) {
    add("<p class=\"\(name)\">\(MarkupText.escape(words))</p>")
  }

  private mutating func add(_ line: String) { text += line + "\n" }
}
