import EngageReport
import EngageSheets

/// Page one: who was heard, what was found, one picture, whom to ask.
struct SummarySheet {
  static let widths = [4.0, 88.0]
  private static let mostBars = 10

  let report: Report
  /// Where the tables stand on the other sheets.
  let placed: [TablePlace: PlacedTable]

  func write(with pen: SheetPen) throws(WorkbookError) {
    try pen.writeTitle(report.title, look: .title)
    for subject in report.subjects.prefix(6) { try pen.writeLines(subject, look: .subject, size: 12) }
    try writeInvented(with: pen)
    try heading("Who was heard", with: pen)
    for lead in report.leads.prefix(5) {
      try pen.write(lead, column: 1, look: .body)
      pen.row += 1
    }
    try pen.write(report.scopeWords, column: 1, look: .body)
    pen.row += 1
    try writeFindings(with: pen)
    try writeChart(with: pen)
    pen.row += 1
    try pen.write(Report.caution, column: 1, look: .strong, bold: true)
    pen.row += 1
    try writeContact(with: pen)
    try pen.finish(onePage: true)
  }

  private func heading(_ words: String, with pen: SheetPen) throws(WorkbookError) {
    pen.row += 1
    try pen.setHeight(20, row: pen.row)
    try pen.sheet.write(words, row: pen.row, column: 0, format: try pen.looks(.heading))
    pen.row += 1
  }

  /// All that is invented, in full.
  private func writeInvented(with pen: SheetPen) throws(WorkbookError) {
    guard let words = report.inventedWords else { return }
    pen.row += 1
    for line in TextMeasure.lines(of: CellText.line(words, units: 1_000), within: pen.width - 4, bold: true) {
      for column in pen.widths.indices.dropFirst() {
        try pen.sheet.writeBlank(row: pen.row, column: column, format: try pen.looks(.banner))
      }
      try pen.sheet.write(line, row: pen.row, column: 0, format: try pen.looks(.banner))
      pen.row += 1
    }
  }

  private func writeFindings(with pen: SheetPen) throws(WorkbookError) {
    let findings = report.mainFindings
    guard !findings.isEmpty else { return }
    try heading("What was found", with: pen)
    for (index, finding) in findings.enumerated() {
      try pen.sheet.write(index + 1, row: pen.row, column: 0, format: try pen.looks(.listNumber))
      try pen.write(finding, column: 1, look: .body)
      pen.row += 1
    }
  }

  private func writeChart(with pen: SheetPen) throws(WorkbookError) {
    guard let found = chart else { return }
    pen.row += 1
    let shown = found.table.rows.count - found.placed.layout.totalCount
    let first = shown > Self.mostBars ? " The first \(Wording.number(Self.mostBars)) of \(shown)." : ""
    let subtitle = found.chart.subtitle + first
    if !subtitle.isEmpty { try pen.writeLines(subtitle, look: .quiet, size: 10) }
    if let remark = ChartLayout.remark(on: found.chart, of: found.table) {
      try pen.writeLines(remark, look: .quiet, size: 10)
    }
    try pen.insert(found.drawing)
  }

  private struct Found {
    var chart: Chart
    var table: Table
    var placed: PlacedTable
    var drawing: ChartLayout
  }

  /// The first chart of the section that says most.
  private var chart: Found? {
    for index in report.sectionsByWeight {
      let section = report.sections[index]
      for chart in section.chartsByWeight {
        guard let table = section.table(chart.table),
          let place = placed[TablePlace(section: index, table: table.name)],
          let drawing = ChartLayout(chart, of: table, placed: place, mostRows: Self.mostBars)
        else { continue }
        return Found(chart: chart, table: table, placed: place, drawing: drawing)
      }
    }
    return nil
  }

  private func writeContact(with pen: SheetPen) throws(WorkbookError) {
    for event in report.sources.events.prefix(4) {
      guard let contact = event.contact, !contact.isEmpty else { continue }
      let words =
        report.sources.events.count > 1 ? "Contact for \(event.title): \(contact)" : "Contact: \(contact)"
      try pen.write(words, column: 1, look: .body)
      pen.row += 1
    }
    try pen.write(report.conditions, column: 1, look: .body)
    pen.row += 1
    try pen.write(
      "Made on \(Moment(report.made.at).day). What the figures rest on is told on the sheet Notes.",
      column: 1,
      look: .body)
    pen.row += 1
  }
}
