import EngageReport
import Foundation
import FoundationXML
import Testing

@testable import EngageRender

@Suite struct MarkupTests {
  @Test func `the page is well formed and needs nothing from elsewhere`() throws {
    for report in [Example.everything] + Example.edges.map(\.report) {
      let page = try HTMLRenderer().render(report)[0].text
      let elements = try XMLElements(page)
      #expect(!elements.names.contains("script"))
      #expect(!page.contains(#/(src|href)="(?!#)/#), "no link leads out of the page")
      #expect(!page.contains("url(") && !page.contains("@import"))
    }
  }

  @Test func `headings are in order, tables have captions and scopes, ids are unique`() throws {
    let elements = try XMLElements(try HTMLRenderer().render(Example.everything)[0].text)
    let levels = elements.names.compactMap { $0.count == 2 && $0.hasPrefix("h") ? Int($0.dropFirst()) : nil }
    #expect(levels.first == 1 && levels.filter { $0 == 1 }.count == 1)
    for (before, after) in zip(levels, levels.dropFirst()) { #expect(after <= before + 1) }
    let count: (String) -> Int = { name in elements.names.count { $0 == name } }
    #expect(count("table") == count("caption") && count("table") > 0)
    #expect(count("main") == 1 && count("header") == 1 && count("footer") == 1)
    #expect(elements.all.filter { $0.name == "th" }.allSatisfy { $0.attributes["scope"] != nil })
    #expect(elements.all.filter { $0.name == "svg" }.allSatisfy { $0.attributes["role"] == "img" })
    #expect(elements.all.first?.attributes["lang"] == "en-GB")
    let ids = elements.all.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for target in elements.all.compactMap({ $0.attributes["aria-labelledby"] }).flatMap({
      $0.split(separator: " ")
    }) {
      #expect(ids.contains(String(target)))
    }
  }

  @Test func `page one warns whom the figures describe`() throws {
    let page = try HTMLRenderer().render(Example.everything)[0].text
    let caution = try #require(page.range(of: "This describes those who came, not the county."))
    let section = try #require(page.range(of: "id=\"section-1\""))
    #expect(caution.lowerBound < section.lowerBound)
  }

  @Test func `charts are well-formed SVG; zero and suppressed have no bar`() throws {
    let table = try #require(Example.themes.table("themes"))
    let chart = Example.themes.charts[0]
    let picture = try #require(ChartDrawing.renderChart(chart, table))
    let elements = try XMLElements(picture)
    // One for the background, one for each of the two figures above zero.
    #expect(elements.names.count { $0 == "rect" } == 3)
    #expect(picture.contains("29 of 61") && picture.contains("[c]") && picture.contains("0 of 61"))
    #expect(elements.names.prefix(3) == ["svg", "title", "desc"])
  }

  @Test func `a withheld table has no chart`() {
    var table = Example.themes.tables[0]
    table.withheld = "too few people to show"
    #expect(ChartDrawing.renderChart(Example.themes.charts[0], table) == nil)
  }

  @Test func `long labels stay within the picture`() throws {
    var table = Example.themes.tables[0]
    table.rows[0][1] = .text(
      String(repeating: "unbroken", count: 30) + " and words " + String(repeating: "家", count: 60))
    for kind in [Chart.Kind.bar, .stackedBar, .column] {
      var chart = Example.themes.charts[0]
      chart.kind = kind
      let elements = try XMLElements(try #require(ChartDrawing.renderChart(chart, table)))
      let height = try #require(elements.all[0].attributes["height"].flatMap(Double.init))
      for text in elements.all where text.name == "text" {
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        #expect(y <= height && y > 0)
      }
    }
  }

  @Test(arguments: [ChartCanvas.usualWidth, ChartCanvas.narrowWidth])
  func `figures stay within the picture, on telephones too`(width: Double) throws {
    for section in Example.everything.sections {
      for chart in section.charts where chart.kind != .column {
        let table = try #require(section.table(chart.table))
        let picture = try #require(ChartDrawing.svg(chart, table, id: "c", width: width))
        let whole = try #require(try XMLElements(picture).all[0].attributes["width"].flatMap(Double.init))
        #expect(whole >= width)
        for match in picture.matches(of: #/<text x="([0-9.]+)"[^>]*>([^<]*)</#) {
          let x = try #require(Double(match.1))
          let words = String(match.2).replacing("&#39;", with: "'")
          let isMiddle = match.0.contains("text-anchor=\"middle\"")
          let isEnd = match.0.contains("text-anchor=\"end\"")
          let length = isEnd ? 0 : ChartCanvas.textWidth(words) / (isMiddle ? 2 : 1)
          #expect(x + length <= whole, "\(chart.name) at \(width): \(match.2)")
        }
      }
    }
  }

  @Test(arguments: [
    ("<a href='x'>&\"", "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"),
    ("a\u{0}b\u{1B}c\nd", "a\u{FFFD}b\u{FFFD}c d"),
  ])
  func `text is escaped for markup`(text: String, escaped: String) {
    #expect(MarkupText.escape(text) == escaped)
  }

  @Test func `text is escaped for style sheets`() {
    #expect(MarkupText.cssString("A\"}</style>") == "A\\22 \\7D \\3C \\2F style\\3E ")
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("snake_case _x_", "snake_case \\_x\\_"), ("# no heading", "\\# no heading"),
    ("1. no list", "1\\. no list"), ("2019) no", "2019\\) no"), ("<b>", "\\<b\\>"), ("- no", "\\- no"),
    ("![a](b)", "\\!\\[a\\](b)"), ("a\nb", "a b"), ("", ""),
  ])
  func `text is escaped for Markdown`(text: String, escaped: String) {
    #expect(MarkdownText.paragraph(text) == escaped)
  }

  @Test func `a block of Markdown can't be closed from within`() {
    #expect(MarkdownText.block(["````", "x"]) == ["`````text", "````", "x", "`````"])
  }
}

/// The elements of a well-formed document, in order.
private final class XMLElements: NSObject, XMLParserDelegate {
  private(set) var all: [(name: String, attributes: [String: String])] = []
  var names: [String] { all.map(\.name) }

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() {
      throw NotWellFormed(line: parser.lineNumber, reason: parser.parserError.map { "\($0)" } ?? "unknown")
    }
  }

  struct NotWellFormed: Error {
    var line: Int
    var reason: String
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    all.append((name, attributes))
  }
}
