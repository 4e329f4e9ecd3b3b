import EngageReport

/// How page one comes to fit one sheet of A4: the picture takes the height the words leave.
enum HTMLCover {
  /// How many categories of a bar chart are in the picture: at most ten bars. The table further on has all.
  static func mostCategories(_ chart: Chart) -> Int? {
    chart.kind == .bar ? max(3, 10 / max(1, chart.series.count)) : nil
  }

  // Millimetres, for the type sizes of the style sheet in print; on the safe side of what fonts need.
  private static let sheet = 297.0 - 20 - 18
  private static let pictureHeights = 45.0...95.0

  /// The greatest height of the picture in whole millimetres.
  static func pictureHeight(_ report: Report, _ summary: ReportSummary) -> Int {
    var used = 12.0
    if !report.sources.invented.isEmpty {
      used += 16
      used += height(report.sources.invented, characters: 84, line: 4.9)
    }
    used += height([report.title], characters: 46, line: 8.5) + 8
    used += height(report.subjects, characters: 86, line: 5.2, gap: 1.5)
    used += 9 + height(summary.leads, characters: 82, line: 5.4, gap: 1.7)
    used += height([report.scopeWords, Report.caution], characters: 92, line: 4.8, gap: 1.7)
    if !summary.findings.isEmpty {
      used += 9 + height(summary.findings, characters: 88, line: 4.8, gap: 3.8)
    }
    if let chart = summary.chart?.chart {
      used += 8 + height([chart.title, chart.subtitle], characters: 96, line: 5)
    }
    used += 9 + height([report.sections.map(\.title).joined(separator: " · ")], characters: 84, line: 4.8)
    let left = min(max(sheet - used, pictureHeights.lowerBound), pictureHeights.upperBound)
    return Int(left)
  }

  /// Paragraphs of so many characters a line, with the gap above each.
  private static func height(_ texts: [String], characters: Int, line: Double, gap: Double = 0) -> Double {
    texts.filter { !$0.isEmpty }.reduce(0) { sum, text in
      sum + gap + line * Double(TextLayout.lines(text, width: characters).count)
    }
  }
}
