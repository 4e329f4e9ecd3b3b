import EngageReport
import EngageSheets
import EngageTesting
import Foundation
import FoundationXML
import Testing

@testable import EngageRender

/// Words that would like to be a formula, a script, a link or a command stay words.
@Suite struct HostileReportTests {
  @Test(arguments: HostileExample.words)
  func `HTML holds nothing but the elements of the page`(text: String) throws {
    let report = HostileExample.report(text)
    let page = try HTMLRenderer().render(report)[0].text
    let elements = try PageElements(page)
    #expect(elements.names.isDisjoint(with: ["script", "img", "iframe", "object", "form", "link", "base"]))
    #expect(!elements.attributes.contains { $0.name.hasPrefix("on") })
    #expect(elements.attributes.allSatisfy { $0.name != "href" || $0.value.hasPrefix("#") })
    #expect(!page.contains("\u{202E}") && !page.contains("\u{1B}"))
    for chart in report.sections[0].charts {
      let drawn = try #require(ChartDrawing.renderChart(chart, report.sections[0].tables[0]))
      let svg = try PageElements(drawn)
      #expect(svg.names.isSubset(of: ["svg", "title", "desc", "rect", "text", "line"]))
      #expect(!svg.attributes.contains { $0.name.hasPrefix("on") || $0.name == "href" })
    }
  }

  @Test(arguments: HostileExample.words)
  func `Markdown makes no links, no HTML and no cells of them`(text: String) throws {
    let page = try MarkdownRenderer().render(HostileExample.report(text))[0].text
    // What is fenced is shown as it is.
    var isFenced = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isFenced.toggle() }
      if isFenced || line.hasPrefix("```") { continue }
      #expect(!line.contains(#/(^|[^\\])(\]\(|<[a-z\/!])/#), "\(line)")
      if line.hasPrefix("| ") {
        let bars = line.matches(of: #/(^|[^\\])\|/#).count
        #expect([5, 6, 4].contains(bars), "\(bars): \(line)")
      }
    }
    #expect(!page.contains("\u{1B}") && !page.contains("\u{202E}"))
  }

  @Test(arguments: HostileExample.words)
  func `a terminal gets no commands`(text: String) throws {
    let page = try TerminalRenderer(width: 80).text(HostileExample.report(text))
    for scalar in page.unicodeScalars where scalar != "\n" {
      #expect(
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "U+\(String(scalar.value, radix: 16))")
      #expect(!(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
    }
  }

  @Test(arguments: HostileExample.words)
  func `no field of CSV begins like a formula`(text: String) throws {
    for file in try CSVRenderer().render(HostileExample.report(text)) {
      let bytes =
        Array(file.text.utf8).starts(with: [0xEF, 0xBB, 0xBF])
        ? Array(file.text.utf8.dropFirst(3)) : Array(file.text.utf8)
      for field in try records(bytes).joined() where Double(field) == nil {
        #expect(field.first.map { !"=+-@\t\r\n＝＋－＠".contains($0) } ?? true, "\(file.name): \(field)")
      }
      #expect(file.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    }
  }

  private func records(_ bytes: [UInt8]) throws(CSVError) -> [[String]] {
    try bytes.withUnsafeBufferPointer { (bytes) throws(CSVError) in
      var rows: [[String]] = []
      var reader = CSVReader(bytes: bytes, format: .comma, limits: CSVLimits())
      while try reader.nextRow() { rows.append((0..<reader.fieldCount).map { reader.text($0) }) }
      return rows
    }
  }
}

/// Names and attributes of a well-formed document's elements.
private final class PageElements: NSObject, XMLParserDelegate {
  private(set) var names: Set<String> = []
  private(set) var attributes: [(name: String, value: String)] = []

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    try #require(parser.parse(), "not well formed: line \(parser.lineNumber)")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes found: [String: String] = [:]
  ) {
    names.insert(name)
    attributes += found.map { ($0.key.lowercased(), $0.value) }
  }
}
