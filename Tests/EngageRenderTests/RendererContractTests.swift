import EngageReport
import Testing

@testable import EngageRender

/// What every renderer keeps to, whatever it makes. A new one joins by a line in `all`.
@Suite("rendererContract") struct RendererContractTests {
  static let all: [any ReportRenderer] =
    ReportFormats.standard().renderers + [
      TerminalRenderer(width: 80), TerminalRenderer(width: 40), TerminalRenderer(width: 20),
      TerminalRenderer(width: 1), TerminalRenderer(width: 100, colour: true),
    ]

  @Test(arguments: all)
  func `it copes with the edges`(renderer: any ReportRenderer) throws {
    for edge in Example.edges {
      let files = try renderer.render(edge.report)
      #expect(!files.isEmpty, "\(edge.name)")
      #expect(files.allSatisfy { !$0.bytes.isEmpty && $0.bytes.last == UInt8(ascii: "\n") }, "\(edge.name)")
    }
  }

  @Test(arguments: all)
  func `it gives the same bytes again, and after a round trip through JSON`(renderer: any ReportRenderer)
    throws
  {
    let first = try renderer.render(Example.everything)
    #expect(try renderer.render(Example.everything) == first)
    let saved = try Report(json: try Example.everything.json())
    #expect(try renderer.render(saved) == first)
  }

  @Test(arguments: all)
  func `every word and every figure that is to be shown is shown`(renderer: any ReportRenderer) throws {
    let output = bare(try renderer.render(Example.everything).map(\.text).joined())
    for section in Example.everything.sections {
      for table in section.tables {
        for (column, row) in table.columns.indices.flatMap({ column in
          table.rows.indices.map { (column, $0) }
        }) {
          for text in shown(table.rows[row][column], column: column, of: table, by: renderer.name) {
            for part in parts(text, by: renderer) {
              #expect(output.contains(bare(part)), "\(renderer.name): \(table.name), \(part)")
            }
          }
        }
        if let withheld = table.shownInstead {
          #expect(output.lowercased().contains(bare(withheld)), "\(renderer.name): \(table.name)")
        }
      }
    }
  }

  @Test(arguments: all)
  func `statements, titles, labels and notes are shown`(renderer: any ReportRenderer) throws {
    guard renderer.name != "csv" else { return }
    let output = bare(try renderer.render(Example.everything).map(\.text).joined())
    for section in Example.everything.sections {
      var words = [section.title] + section.statements.map(\.text) + section.notes
      // A chart's subtitle does not repeat the title of its table.
      words += section.charts.flatMap { chart in
        [chart.title, ChartWords(chart, under: section.table(chart.table)?.title).subtitle]
      }
      for table in section.tables {
        words += [table.title] + table.notes
        let keys = table.columns.filter { $0.kind != .key }
        if !table.rows.isEmpty { words += keys.map(\.label) }
      }
      for word in words {
        for part in parts(word, by: renderer) {
          #expect(output.contains(bare(part)), "\(renderer.name): \(part)")
        }
      }
    }
  }

  @Test(arguments: all, [Audience.partner, .public])
  func `words of people who took part stay inside`(renderer: any ReportRenderer, audience: Audience) throws {
    var report = Example.everything
    report.audience = audience
    report.protection = Protection(profile: "p", rules: [])
    let output = bare(try renderer.render(report).map(\.text).joined())
    #expect(!output.contains(bare("Nobody rang")))
    #expect(!output.contains(bare("In their words")))
    report.audience = .internal
    let inside = bare(try renderer.render(report).map(\.text).joined())
    #expect(inside.contains(bare("Nobody rang")))
  }

  @Test(arguments: all)
  func `what is invented is said`(renderer: any ReportRenderer) throws {
    let output = bare(try renderer.render(Example.everything).map(\.text).joined())
    for words in Example.everything.sources.invented { #expect(output.contains(bare(words))) }
    #expect(output.lowercased().contains("invented"))
  }

  /// A text as a whole, or its words where columns wrap it side by side with others.
  private func parts(_ text: String, by renderer: any ReportRenderer) -> [String] {
    guard (renderer as? TerminalRenderer)?.width != nil else { return [text] }
    return text.split(separator: " ").map(String.init)
  }

  /// What each format writes for a cell.
  private func shown(_ cell: Cell, column: Int, of table: Table, by name: String) -> [String] {
    let isKey = table.columns[column].kind == .key
    switch (name, cell) {
    case (_, .text(let words)): return isKey && name != "csv" && name != "json" ? [] : [words]
    case ("json", .share(let part, let whole)):
      return ["\"in\" : \(Int(whole))", "\"of\" : \(Int(part))"]
    case ("json", .number(let value)), ("csv", .number(let value)):
      return [value == value.rounded() ? "\(Int(value))" : "\(value)"]
    case ("csv", .share(let part, let whole)): return ["\(Int(part)),\(Int(whole))"]
    case ("json", .suppressed): return ["suppressed"]
    case ("json", .missing): return ["null"]
    case ("csv", .missing): return []
    case (_, .missing) where isKey: return []
    case (_, .missing):
      return table.columns[column].kind == .text ? [] : [FigureFormat(column: column, of: table).text(cell)]
    default: return [FigureFormat(column: column, of: table).text(cell)]
    }
  }

  /// Text without what formats put in or around it: escapes, blanks, line ends, colours.
  private func bare(_ text: String) -> String {
    var text = text
    for (escape, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"), ("\"\"", "\""),
      ("\\\"", "\""), ("\\", ""),
    ] {
      text = text.replacing(escape, with: sign)
    }
    return text.replacing(#/\u{1B}\[[0-9;]*m|\s+/#, with: "")
  }
}
