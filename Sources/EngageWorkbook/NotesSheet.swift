import EngageReport
import EngageSheets

/// The way through the workbook, and what its figures rest on.
struct NotesSheet {
  static let widths = [30.0, 62.0]

  let report: Report
  /// Every sheet but this one: its name and what is on it.
  let contents: [(name: String, about: String)]
  let symbols: Set<Symbol>

  func write(with pen: SheetPen) throws(WorkbookError) {
    try pen.writeTitle("Notes")
    try pen.writeBanner()
    try heading("Contents", with: pen)
    for entry in contents {
      try pen.sheet.writeLink(
        entry.name, toSheet: entry.name, row: pen.row, column: 0, format: try pen.looks(.link))
      try pen.write(CellText.line(entry.about, units: 300), column: 1, look: .body)
      pen.row += 1
    }
    for group in groups where !group.lines.isEmpty {
      try heading(group.title, with: pen)
      for line in group.lines {
        try pen.sheet.write(CellText.line(line.name), row: pen.row, column: 0, format: try pen.looks(.body))
        try pen.write(line.words, column: 1, look: .body)
        pen.row += 1
      }
    }
    try pen.finish(repeating: 0...0)
  }

  private func heading(_ words: String, with pen: SheetPen) throws(WorkbookError) {
    pen.row += 1
    try pen.setHeight(20, row: pen.row)
    try pen.sheet.write(words, row: pen.row, column: 0, format: try pen.looks(.heading))
    pen.row += 1
  }

  private struct Line {
    var name: String
    var words: String
  }

  private struct Group {
    var title: String
    var lines: [Line]
  }

  private var groups: [Group] {
    [
      Group(title: "What the figures rest on", lines: scope),
      Group(title: "Method", lines: method),
      Group(
        title: "How people are protected",
        lines: (report.protection?.rules ?? []).map { Line(name: "", words: $0) }),
      Group(
        title: "Symbols",
        lines: Symbol.allCases.filter(symbols.contains).map { symbol in
          Line(name: symbol.rawValue, words: String(symbol.words.dropFirst(symbol.rawValue.count + 1)))
        }),
      Group(title: "Invented sample data", lines: report.sources.invented.map { Line(name: "", words: $0) }),
      Group(title: "Sources", lines: sources),
      Group(title: "Made", lines: made),
      Group(title: "Remarks", lines: report.audience == .internal ? report.diagnostics.map(remark) : []),
    ]
  }

  private var scope: [Line] {
    [Line(name: "Responses", words: report.scopeWords), Line(name: "Reach", words: Report.caution)]
  }

  private var method: [Line] {
    report.sections.map { section in
      let version = section.version.isEmpty ? "" : " \(section.version)"
      let options = section.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let suffix =
        report.audience == .internal && !options.isEmpty ? " (\(options.joined(separator: ", ")))" : ""
      // Where a section has tables, its notes stand on their sheets.
      let isTold = section.notes.isEmpty || !section.tables.isEmpty
      let notes = isTold ? "" : ". " + section.notes.joined(separator: " ")
      return Line(name: CellText.line(section.title), words: "\(section.analysis)\(version)\(suffix)\(notes)")
    } + [
      Line(
        name: "Percentages",
        words: "Given only where at least 50 answered; below that, the number and what it is out of.")
    ]
  }

  private var sources: [Line] {
    var lines: [Line] = []
    for event in report.sources.events {
      if let source = event.source { lines.append(Line(name: event.title, words: source)) }
      if let contact = event.contact { lines.append(Line(name: "Contact", words: contact)) }
    }
    let listed = [
      ("Surveys", report.sources.surveys), ("Codebooks", report.sources.codebooks),
      ("Batches", report.sources.batches.map(String.init)),
    ]
    return lines
      + listed.filter { !$0.1.isEmpty }.map { Line(name: $0.0, words: $0.1.joined(separator: ", ")) }
  }

  private var made: [Line] {
    let by = report.audience == .internal && !report.made.by.isEmpty ? ", by \(report.made.by)" : ""
    return [
      Line(name: "Date", words: "\(Moment(report.made.at).day)\(by)"),
      Line(name: "Program", words: report.made.engine), Line(name: "Conditions", words: report.conditions),
    ] + (report.made.passwordNote.map { [Line(name: "Password", words: $0)] } ?? [])
  }

  private func remark(_ diagnostic: ReportDiagnostic) -> Line {
    Line(
      name: diagnostic.severity, words: diagnostic.message + (diagnostic.hint.map { ": \($0)" } ?? ""))
  }
}
