import EngageReport
import Testing

@Suite struct FigureAddressTests {
  private func section(_ analysis: String) -> Section {
    Section(
      analysis: analysis, title: analysis,
      tables: [
        Table(
          name: "themes", title: "Themes",
          columns: [
            Column("theme", "Theme", .key), Column("title", "Theme", .text),
            Column("responses", "Responses", .count),
          ], rows: [[.text("police"), .text("The police"), .count(3)]]),
        Table(
          name: "themes-by-session", title: "Themes by session",
          columns: [
            Column("theme", "Theme", .key), Column("group", "Group", .key), Column("n", "n", .count),
            Column("share/n", "Share", .share, from: "n"),
          ], rows: [[.text("police"), .text("club-2019/rugby"), .count(2), .share(2, of: 4)]]),
      ],
      measures: [
        Measure("answered", table: "themes", value: 9, counts: true), Measure("sessions", value: 2),
      ])
  }

  private var report: Report {
    Report(
      title: "Report", made: Made(at: "", by: "", engine: ""), survey: nil,
      scope: Scope(responses: 9, forms: 9, tables: 0, people: nil),
      sections: [section("theme-counts"), section("stance")])
  }

  @Test(arguments: [
    (
      "1:themes/police/responses",
      FigureAddress.Place.cell(table: "themes", row: "police", column: "responses")
    ),
    ("theme-counts:themes/answered", .measure("answered", table: "themes")),
    ("theme-counts:sessions", .measure("sessions", table: nil)),
    (
      "1:themes-by-session/police | club-2019/rugby/n",
      .cell(table: "themes-by-session", row: "police | club-2019/rugby", column: "n")
    ),
    (
      "1:themes-by-session/police | club-2019/rugby/share/n",
      .cell(table: "themes-by-session", row: "police | club-2019/rugby", column: "share/n")
    ),
  ])
  func aFigureIsFoundByItsNames(written: String, place: FigureAddress.Place) throws {
    let address = try report.figure(written)
    #expect(address == FigureAddress(section: 0, place: place))
    #expect(try report.figure(address.inFull) == address)
    #expect(report.sections[0].cell(at: place)?.amount != nil)
  }

  @Test func whereSectionsShareANameBothAreTold() {
    let both = (0...1).map {
      FigureAddress(section: $0, place: .cell(table: "themes", row: "police", column: "responses"))
    }
    #expect(throws: FigureAddressError.ambiguous(written: "themes/police/responses", both)) {
      try report.figure("themes/police/responses")
    }
  }

  @Test(arguments: [
    ("1:theme/police/responses", "table or measure", "theme", ["sessions", "themes", "themes-by-session"]),
    (
      "1:answered", "table or measure", "answered",
      ["themes/answered", "sessions", "themes", "themes-by-session"]
    ),
    ("1:themes/polis/responses", "row", "polis", ["police"]),
    ("1:themes/police/forms", "column", "forms", ["responses"]),
    ("1:themes/answer", "row or measure", "answer", ["police", "answered"]),
  ])
  func whatIsNotThereIsToldWithWhatIs(written: String, part: String, name: String, known: [String]) {
    #expect(throws: FigureAddressError.unknown(written: written, part: part, name: name, known: known)) {
      try report.figure(written)
    }
  }

  @Test func everyFigureHasAPlaceAndKeysAndLabelsHaveNone() {
    #expect(
      section("a").places == [
        .cell(table: "themes", row: "police", column: "responses"),
        .cell(table: "themes-by-session", row: "police | club-2019/rugby", column: "n"),
        .cell(table: "themes-by-session", row: "police | club-2019/rugby", column: "share/n"),
        .measure("answered", table: "themes"), .measure("sessions", table: nil),
      ])
  }
}
