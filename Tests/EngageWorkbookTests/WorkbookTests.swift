import EngageReport
import EngageWorkbook
import Foundation
import Testing

@Suite(.enabled(if: ReadBack.isPossible)) struct WorkbookTests {
  @Test func `the grid of cells is as somebody has seen it`() throws {
    let book = try ReadBack.of(Example.full)
    var lines: [String] = []
    for sheet in book.sheets {
      for (row, cells) in sheet.rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          guard let cell else { continue }
          let letter = UnicodeScalar(UInt8(65 + column))
          lines.append("\(sheet.name)\t\(letter)\(row + 1)\t\(cell)")
        }
      }
    }
    try expectGolden(lines.joined(separator: "\n") + "\n", "grid.txt")
  }

  @Test func `sheets come in the order partners read them`() throws {
    let names = try ReadBack.of(Example.full).sheets.map(\.name)
    #expect(
      names == [
        "Summary", "Actions", "Who took part", "Themes", "Themes by place", "Themes raised together",
        "How safe people feel",
        "Which best describes you", "Do you know how to report", "How would you report it",
        "If you feared that somebody", "How safe do you feel by day", "In their words", "All figures",
        "Notes",
      ])
  }

  @Test func `every number of the report is in All figures and on its sheet`() throws {
    let book = try ReadBack.of(Example.full)
    let all = try numbers(of: book.sheet("All figures"))
    let elsewhere = book.sheets.filter { $0.name != "All figures" }
    let words = elsewhere.flatMap { $0.rows.flatMap { $0.compactMap { $0?.description } } }
    let shown = elsewhere.reduce(into: Set<Double>()) { $0.formUnion(numbers(of: $1)) }
    for section in Example.full.sections {
      for table in section.tables {
        for cell in table.rows.joined() {
          switch cell {
          case .number(let number):
            #expect(all.contains(number) && shown.contains(number), "\(table.name): \(number)")
          case .share(let part, let whole):
            #expect(all.contains(part) && all.contains(whole), "\(table.name): \(part) of \(whole)")
            let isInHeader = words.contains { $0.hasSuffix("(of\u{A0}\(Int(whole)))") }
            #expect(shown.contains(part) && (shown.contains(whole) || isInHeader), "\(table.name): \(whole)")
            // A file holds 16 digits of a number.
            let isSame = { abs($0 - part / whole) < 1e-15 }
            if whole >= 50 { #expect(all.contains(where: isSame) && shown.contains(where: isSame)) }
          default: break
          }
        }
        if let base = table.base { #expect(all.contains(base.answered)) }
      }
      for measure in section.measures { #expect(all.contains(try #require(measure.value))) }
    }
  }

  private func numbers(of sheet: ReadBack.Sheet) -> Set<Double> {
    Set(sheet.rows.joined().compactMap { if case .number(let number)? = $0 { number } else { nil } })
  }

  @Test func `no percentage stands on a base under 50`() throws {
    let sheet = try ReadBack.of(Example.full).sheet("How would you report it")
    #expect(sheet.tables[0].headers == ["Answer", "Responses", "Of"])
  }

  @Test func `it holds no formulas, hidden sheets, merged cells or links out`() throws {
    let book = try ReadBack.of(Example.full)
    #expect(book.formulas == 0)
    #expect(book.sheets.allSatisfy { $0.state == "visible" && $0.merged == 0 })
    let parts = try ReadBack.parts(of: Example.full)
    #expect(
      parts.keys.allSatisfy { !$0.contains("externalLink") && !$0.contains("vba") && !$0.contains("comment") }
    )
    #expect(parts.values.allSatisfy { !$0.contains("TargetMode=\"External\"") && !$0.contains("<f>") })
  }

  @Test func `every sheet prints on A4 with its event, release and page`() throws {
    for sheet in try ReadBack.of(Example.full).sheets {
      #expect(sheet.paper == 9 && sheet.fitWidth == 1, "\(sheet.name)")
      #expect(sheet.header.contains("We Stand Together 2019"), "\(sheet.name)")
      #expect(sheet.header.contains("21 November 2019"), "\(sheet.name)")
      #expect(sheet.header.contains("Invented sample data"), "\(sheet.name)")
      #expect(sheet.footer.hasSuffix("Page &[Page] of &N") || sheet.footer.contains("of &"), "\(sheet.name)")
      #expect(sheet.area != nil, "\(sheet.name)")
      let top = sheet.rows.prefix(5).joined().compactMap { $0?.description }
      #expect(top.contains { $0.hasPrefix("Invented sample data: ") }, "\(sheet.name)")
    }
  }

  @Test func `the summary is one upright page`() throws {
    let summary = try ReadBack.of(Example.full).sheet("Summary")
    #expect(summary.fitHeight == 1 && !summary.landscape && summary.charts == 1)
    let words = summary.rows.joined().compactMap { $0?.description }
    #expect(words.contains("This describes those who came, not the county."))
    #expect(words.contains("Contact: prevent@example.org"))
    #expect(!words.contains { $0.contains("chi-squared") || $0.contains("p =") })
  }

  @Test func `the actions can be filled in`() throws {
    let actions = try ReadBack.of(Example.full).sheet("Actions")
    #expect(actions.landscape && actions.validations == 1)
    #expect(
      actions.tables.map(\.headers) == [
        ["Theme", "Priority", "What people said", "Owner", "What we will do, or why not", "By when"]
      ])
    #expect(
      actions.rows[4][0...2].map { $0?.description } == [
        "Reporting, and what happens next", "Support", "On 23 of 61 forms and at 11 of 19 tables.",
      ])
    #expect(actions.freeze == "B5" && actions.titleRows?.hasSuffix("$4") == true)
  }

  @Test func `headers stay in view and tables have names of their own`() throws {
    let book = try ReadBack.of(Example.full)
    #expect(try book.sheet("All figures").freeze == "A6")
    #expect(try book.sheet("Themes").freeze == "A2")
    let tables = book.sheets.flatMap(\.tables)
    #expect(Set(tables.map { $0.name.lowercased() }).count == tables.count)
    for table in tables { #expect(Set(table.headers.map { $0.lowercased() }).count == table.headers.count) }
  }

  @Test func `the file says what it is and when it was made`() throws {
    let book = try ReadBack.of(Example.full)
    #expect(book.title == "We Stand Together: what we heard")
    #expect(
      book.subject
        == "We Stand Together 2019 · Nuneaton, Rugby and Leamington Spa · September and October 2019")
    #expect(book.created.hasPrefix("2019-11-21T09:05:00"))
    #expect((book.creator ?? "").isEmpty)
  }

  @Test func `charts draw the table's own cells, with a title and words for those who can't see them`() throws
  {
    let parts = try ReadBack.parts(of: Example.full)
    let charts = parts.filter { $0.key.hasPrefix("xl/charts/") }.map(\.value)
    #expect(charts.count == 10)
    #expect(charts.contains { $0.contains("Fewer feel safe after dark than by day") })
    #expect(charts.allSatisfy { $0.contains("<c:f>") })
    let drawings = parts.filter { $0.key.hasPrefix("xl/drawings/drawing") }.map(\.value).joined()
    #expect(drawings.contains("descr=\"By day 38 of 58 positive; after dark 17 of 57 positive.\""))
  }

  @Test
  func `parts of groups are drawn from the counts beside each other, the groups named by their headers`()
    throws
  {
    let parts = try ReadBack.parts(of: Example.crosstab(bases: (40, 60), .stackedBar))
    let charts = parts.filter { $0.key.hasPrefix("xl/charts/") }.map(\.value)
    let chart = try #require(charts.first)
    #expect(chart.contains("percentStacked"))
    let cells = chart.matches(of: #/<c:f>([^<]*)<\/c:f>/#).map { String($0.1) }
    #expect(cells.contains { $0.hasSuffix("!$B$3:$C$3") }, "the groups: \(cells)")
    #expect(
      cells.contains { $0.hasSuffix("!$B$4:$C$4") } && cells.contains { $0.hasSuffix("!$B$5:$C$5") },
      "\(cells)")
    let headers = try ReadBack.of(Example.crosstab(bases: (40, 60), .stackedBar)).sheets.flatMap(\.tables)
      .flatMap(\.headers)
    #expect(headers.contains("Faith (of\u{A0}40)"))
  }

  @Test(arguments: [(40, 60, 0), (60, 60, 2)])
  func `shares side by side are drawn only if all may be told as percentages`(
    one: Int, other: Int, charts: Int
  ) throws {
    let parts = try ReadBack.parts(of: Example.crosstab(bases: (one, other), .bar))
    #expect(parts.keys.count { $0.hasPrefix("xl/charts/") } == charts)
  }

  @Test func `the same report gives the same bytes`() throws {
    try ReadBack.withFolder { folder in
      try WorkbookRenderer().write(Example.full, to: folder + "/a.xlsx")
      try WorkbookRenderer().write(Example.full, to: folder + "/b.xlsx")
      let (a, b) = (
        FileManager.default.contents(atPath: folder + "/a.xlsx"),
        FileManager.default.contents(atPath: folder + "/b.xlsx")
      )
      #expect(a != nil && a == b)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(left == ["a.xlsx", "b.xlsx"])
    }
  }
}
