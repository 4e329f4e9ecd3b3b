public import EngageReport

/// The report as one page of HTML: no script, nothing loaded from elsewhere, made for reading, printing on A4 and
/// screen readers. It is written so that it is well-formed XML too.
public struct HTMLRenderer: ReportRenderer {
  /// The word that asks for it.
  public let name = "html"
  /// File name endings without the dot.
  public let fileExtensions = ["html", "htm"]
  /// One line for lists of formats.
  public let summary = "one page to read, forward or print"

  /// There is nothing to choose.
  public init() {}

  /// One file, `report.html`.
  public func render(_ report: Report) throws -> [RenderedFile] {
    var page = HTMLPage(try report.readyForItsReaders())
    page.write()
    return [RenderedFile(name: "report.html", text: page.text)]
  }
}

/// The page, written from top to bottom.
private struct HTMLPage {
  let report: Report
  let summary: ReportSummary
  var text = ""

  init(_ report: Report) {
    self.report = report
    summary = report.summary
  }

  mutating func write() {
    head()
    add("<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<div class=\"page\">")
    banner()
    add("<main id=\"content\">")
    opening()
    for (index, section) in report.sections.enumerated() {
      var writer = HTMLSection(section, number: index + 1, for: report.audience)
      // Where there is one section, its leads and findings have just been read.
      let opened = report.sections.count == 1 ? summary.leads + summary.findings : []
      writer.write(without: Set(opened))
      text += writer.text
    }
    add("</main>")
    notes()
    add("</div>\n</body>\n</html>")
  }

  private mutating func head() {
    let title = MarkupText.escape(report.title)
    let events = report.sources.events.isEmpty ? report.events : report.sources.events.map(\.title)
    let header = (events.filter { $0 != report.title } + [report.title]).joined(separator: " – ")
    add(
      """
      <!DOCTYPE html>
      <html lang="en-GB" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <meta name="generator" content="\(MarkupText.escape(report.made.engine))"/>
      <title>\(title)</title>
      <style>
      \(HTMLStyle.css(header: header, footer: report.organisation ?? ""))
      </style>
      </head>
      """)
  }

  private mutating func banner() {
    add("<header>")
    if !report.sources.invented.isEmpty {
      add("<div class=\"invented\" role=\"note\"><strong>Invented</strong>")
      list(report.sources.invented, class: nil)
      add("</div>")
    }
    paragraph(report.senderAndAudience, class: "audience")
    add("<h1>\(MarkupText.escape(report.title))</h1>")
    for subject in report.subjects { paragraph(subject, class: "subject") }
    add("</header>")
  }

  private mutating func opening() {
    let hasCover = report.sections.count > 1
    let cover = hasCover ? " cover" : ""
    let room = hasCover ? " style=\"--picture: \(HTMLCover.pictureHeight(report, summary))mm\"" : ""
    add("<section class=\"summary\(cover)\"\(room) aria-labelledby=\"heard\">")
    add("<h2 id=\"heard\">Who was heard</h2>")
    for lead in summary.leads { paragraph(lead, class: "lead") }
    if !report.scopeWords.isEmpty { paragraph(report.scopeWords, class: "scope") }
    paragraph(Report.caution, class: "caution")
    if !summary.findings.isEmpty {
      add("<h2>What was found</h2>")
      list(summary.findings, class: "findings")
    }
    if hasCover {
      if let (chart, table) = summary.chart {
        let most = HTMLCover.mostCategories(chart)
        text += HTMLFigure.markup(chart, table, id: "summary-chart", most: most)
      }
      add("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\" class=\"contents-title\">Contents</h2>")
      add("<ul class=\"contents\">")
      for (index, section) in report.sections.enumerated() {
        add("<li><a href=\"#section-\(index + 1)\">\(MarkupText.escape(section.title))</a></li>")
      }
      add("<li><a href=\"#notes\">Notes</a></li>\n</ul>\n</nav>")
    }
    add("</section>")
  }

  private mutating func notes() {
    add("<footer class=\"notes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>")
    for group in report.closingNotes {
      add("<h3>\(MarkupText.escape(group.title))</h3>")
      list(group.lines, class: nil)
    }
    add("</footer>")
  }

  private mutating func list(_ items: [String], class name: String?) {
    add("<ul\(name.map { " class=\"\($0)\"" } ?? "")>")
    for item in items { add("<li>\(MarkupText.escape(item))</li>") }
    add("</ul>")
  }

  private mutating func paragraph(_ words: String, class name: String) {
    add("<p class=\"\(name)\">\(MarkupText.escape(words))</p>")
  }

  private mutating func add(_ line: String) { text += line + "\n" }
}
