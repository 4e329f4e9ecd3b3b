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
