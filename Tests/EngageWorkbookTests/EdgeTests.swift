import EngageReport
import EngageWorkbook
import Foundation
import Testing

@Suite(.enabled(if: ReadBack.isPossible)) struct EdgeTests {
  private func report(_ sections: [Section], audience: Audience = .internal) -> Report {
    Report(
      title: "T", made: Made(at: "soon", by: "A. Analyst", engine: "Engage"), survey: nil, audience: audience,
      scope: Scope(responses: 20, forms: 20, tables: 0, people: nil), sections: sections,
      protection: Protection(profile: "p", rules: []))
  }

  private func words(_ book: ReadBack) -> [String] {
    book.sheets.flatMap { $0.rows.joined().compactMap { $0?.description } }
  }

  @Test func `a report of nothing is a summary, no figures, and notes`() throws {
    let book = try ReadBack.of(report([]))
    #expect(book.sheets.map(\.name) == ["Summary", "All figures", "Notes"])
    #expect(words(book).contains("There are no figures."))
  }

  @Test func `a table without columns, or rows too short, does not stop the file`() throws {
    let section = Section(
      analysis: "a", title: "A",
      tables: [
        Table(name: "none", title: "None", columns: [], rows: [[]]),
        Table(
          name: "short", title: "Short", columns: [Column("a", "A", .text), Column("b", "B", .count)],
          rows: [[.text("x")]]),
      ])
    #expect(try ReadBack.of(report([section])).sheets.count == 4)
  }

  @Test(arguments: [
    ("=1+1", "=1+1"), ("@x", "@x"), ("+44", "+44"), ("-1", "-1"), ("<>&\"'", "<>&\"'"),
    ("家庭と学校 👩‍👩‍👧 é", "家庭と学校 👩‍👩‍👧 é"), ("_x0041_", "_x0041_"), ("http://example.org", "http://example.org"),
  ])
  func `any text comes back as it was, never as a formula`(text: String, expected: String) throws {
    let table = Example.question("q", text, [(text, 60), ("Other", 20)], missing: 0)
    let book = try ReadBack.of(
      report([
        Section(
          analysis: "frequencies", title: text, statements: [Statement(text, role: .lead)], tables: [table],
          charts: [Example.chart(table, text)], notes: [text])
      ]))
    #expect(book.formulas == 0)
    #expect(words(book).filter { $0 == expected }.count >= 5)
  }

  @Test func `control characters and endless text are kept out or cut`() throws {
    let long = String(repeating: "word ", count: 8_000)
    let table = Example.question("q", "A\u{1}\u{0}B\u{FFFE}\n\tC", [(long, 60), ("a\u{7}b", 20)], missing: 0)
    let section = Section(
      analysis: "frequencies", title: long, statements: [Statement(long, role: .finding)], tables: [table],
      charts: [Example.chart(table, long)], notes: ["short"])
    let book = try ReadBack.of(report([section]))
    #expect(book.sheets.count == 4)
    #expect(words(book).contains { $0.utf16.count == 32_767 && $0.hasSuffix("…") })
  }

  @Test func `questions of one title have sheets and tables of their own`() throws {
    let title = "How much do you agree or disagree with this long statement on your area?"
    let tables = (1...35).map { Example.question("q\($0)", title, [("Yes", 60), ("No", 20)], missing: 0) }
    let book = try ReadBack.of(report([Section(analysis: "frequencies", title: "Answers", tables: tables)]))
    let names = book.sheets.map { $0.name.lowercased() }
    #expect(names.count == 38 && Set(names).count == 38)
    #expect(names.allSatisfy { $0.utf16.count <= 31 })
    #expect(book.sheets[2].name == "How much do you agree (2)")
  }

  @Test func `a withheld table says so and nothing more`() throws {
    var hidden = Example.question("q", "How old are you?", [("Old", 60), ("Young", 3)], missing: 0)
    hidden.withheld = "too few people to show"
    let section = Section(
      analysis: "frequencies", title: "Answers",
      statements: [
        Statement(
          "Three were young.", role: .finding,
          values: ["n": CellReference(table: "q", row: "c2", column: "responses")])
      ], tables: [hidden], charts: [Example.chart(hidden, "Few were young")])
    let book = try ReadBack.of(report([section], audience: .partner))
    let sheet = try book.sheet("How old are you")
    #expect(
      sheet.rows.joined().compactMap { $0?.description } == ["How old are you?", "Too few people to show."])
    #expect(sheet.charts == 0 && sheet.tables.isEmpty)
    #expect(!words(book).contains { $0.contains("young") || $0 == "3" || $0 == "60" })
  }

  @Test(arguments: [Audience.partner, .public])
  func `others see no quotes, names, tests or remarks`(audience: Audience) throws {
    let parts = try ReadBack.parts(of: Example.report(audience: audience)).values.joined()
    for secret in [
      "nobody ever rang back", "Analyst", "Figures: n", "expected counts", "survey.v1.yaml", "09:05",
    ] {
      #expect(!parts.contains(secret), "\(secret)")
    }
    #expect(
      !(try ReadBack.of(Example.report(audience: audience)).sheets.map(\.name).contains("In their words")))
  }

  @Test func `suppressed and missing figures are signs, explained on their sheet`() throws {
    let table = Table(
      name: "q", title: "Q",
      columns: [
        Column("k", "Key", .key), Column("label", "Answer", .text), Column("n", "Number", .count),
        Column("s", "Share", .share, from: "n"),
      ],
      rows: [
        [.text("a"), .text("A"), .suppressed, .suppressed],
        [.text("b"), .missing, .count(0), .share(0, of: 0)],
        [.text("c"), .text("C"), .missing, .share(30, of: 60)],
      ])
    let sheet = try ReadBack.of(report([Section(analysis: "f", title: "Q", tables: [table])])).sheet("Q")
    let cells = sheet.rows.map { $0.map { $0?.description ?? "" } }
    #expect(cells.contains { $0.prefix(4) == ["A", "[c]", "[c]", "[c]"] })
    #expect(cells.contains { $0.prefix(4) == ["b", "0", "0", "[x]"] })
    #expect(cells.contains { $0.prefix(4) == ["C", "[x]", "60", "0.5"] })
    #expect(cells.contains { $0[0].hasPrefix("Symbols: [c] hidden to protect people · [x] not known") })
  }

  @Test
  func `a share that is hidden whole has no column beside its count, and what two sections say stands once`()
    throws
  {
    func table(_ name: String, _ share: Cell) -> Table {
      Table(
        name: name, title: "Aware", dimensions: ["aware"], overlapping: true,
        columns: [
          Column("label", "Answer", .text), Column("n", "Number", .count),
          Column("s", "Share", .share, from: "n"),
        ], rows: [[.text("Yes"), .suppressed, share], [.text("No"), .count(30), share]])
    }
    let sections = [("f", Cell.suppressed), ("g", .share(30, of: 60))].map { name, share in
      Section(
        analysis: name, title: name, tables: [table(name, share)], notes: ["Forms only.", "\(name) only."])
    }
    let sheet = try ReadBack.of(report(sections)).sheet("Aware")
    let rows = sheet.rows.map { $0.compactMap { $0?.description } }
    #expect(rows.contains(["Answer", "Number"]))
    #expect(rows.contains(["Answer", "Number", "Of", "Share"]))
    let lines = rows.joined()
    for line in [
      "f: Aware", "g: Aware", "Forms only.", "f only.", "g only.",
      "One response can be in several rows, so shares can add up to more than 100%.",
    ] {
      #expect(lines.count { $0 == line } == 1, "\(line)")
    }
  }

  @Test func `real data carries no banner`() throws {
    var real = Example.full
    real.sources.invented = []
    let parts = try ReadBack.parts(of: real).values.joined()
    #expect(!parts.contains("Invented sample data"))
  }
}
