import EngageReport
import Testing

/// What of a report leaves the organisation.
@Suite struct WithholdingTests {
  func section(uncoded: Double) -> Section {
    Section(
      analysis: "theme-counts", title: "Themes",
      statements: [
        Statement("Buses came up.", values: ["n": CellReference(table: "themes", row: "a", column: "n")]),
        Statement("There was no theme in some."),
      ],
      tables: [
        Table(
          name: "themes", title: "Themes", base: Base(answered: 60, missing: 0),
          columns: [Column("theme", "Theme", .key), Column("n", "Responses", .count)],
          rows: [[.text("a"), .count(20)]])
      ],
      measures: [
        Measure("uncoded", table: "themes", value: uncoded, counts: true),
        Measure("uncoded_share", table: "themes", value: uncoded / 60),
        Measure("sessions", value: 3),
      ], notes: ["3 wrote nothing.", "Forms only."])
  }

  /// Choices merged for reporting: so many of 17 are in none of the groups.
  func grouped(rest: Int, weighted: Bool = false) throws -> Table {
    var columns = [
      Column("choice", "Choice", .key), Column("responses", "Responses", .count),
      Column("share", "Share", .share, from: "responses"),
    ]
    if weighted { columns.append(Column("unweighted", "Forms", .count)) }
    let count = Double(17 - rest)
    let table = Table(
      name: "role-grouped", title: "Role", base: Base(answered: 17, missing: 0), dimensions: ["role"],
      columns: columns,
      rows: [
        [.text("a"), .number(weighted ? count - 2 : count), .share(of: count, in: 17)]
          + (weighted ? [.number(count)] : [])
      ])
    let report = Report(
      title: "R", made: Made(at: "2026-03-01T10:00Z", by: "Ada", engine: "Engage"), survey: nil,
      audience: .partner, scope: Scope(responses: 17, forms: 17, tables: 0, people: nil),
      sections: [Section(analysis: "frequencies", title: "F", tables: [table])])
    return try report.withheldForItsAudience().sections[0].tables[0]
  }

  @Test(arguments: [(0, false), (1, true), (4, true), (5, false)])
  func `a rest that can be reckoned from the base is withheld where it is small`(rest: Int, isWithheld: Bool)
    throws
  {
    #expect((try grouped(rest: rest).withheld != nil) == isWithheld)
    #expect((try grouped(rest: rest, weighted: true).withheld != nil) == isWithheld)
  }

  func shared(uncoded: Double) throws -> Section {
    let report = Report(
      title: "R", made: Made(at: "2026-03-01T10:00Z", by: "Ada", engine: "Engage"), survey: nil,
      audience: .partner,
      scope: Scope(responses: 60, forms: 60, tables: 0, people: nil), sections: [section(uncoded: uncoded)])
    return try report.withheldForItsAudience().sections[0]
  }

  @Test(arguments: [1.0, 4])
  func `a small measure of a table takes the others of the table and loose words with it`(uncoded: Double)
    throws
  {
    let section = try shared(uncoded: uncoded)
    #expect(section.measures.map(\.name) == ["sessions"])
    #expect(section.statements.map(\.text) == ["Buses came up."])
    #expect(section.notes == ["Forms only."])
    #expect(section.tables[0].withheld == nil)
  }

  @Test(arguments: [0.0, 5])
  func `none and five may be told`(uncoded: Double) throws {
    #expect(try shared(uncoded: uncoded) == section(uncoded: uncoded))
  }
}
