import EngageAnalysis
import EngageReport
import Testing

struct ThemesTogetherTests {
  /// A section on themes: of so many answers, forms and tables by theme.
  func themes(
    _ title: String, answered: Int, _ rows: [(theme: String, priority: String, forms: Int, tables: Int)],
    priorities: [(String, Int)], withheld: String? = nil
  ) -> Section {
    var table = Table(
      name: "themes", title: "Themes", base: Base(answered: answered, missing: 0),
      columns: [
        Column("theme", "Theme", .key), Column("title", "Theme", .text),
        Column("responses", "Responses", .count),
        Column("forms", "Forms", .count), Column("tables", "Tables", .count),
        Column("priority", "Priority", .text),
      ],
      rows: rows.map {
        [
          .text($0.theme), .text($0.theme.uppercased()), .count($0.forms + $0.tables), .count($0.forms),
          .count($0.tables), .text($0.priority),
        ]
      })
    table.withheld = withheld
    if withheld != nil { table.rows = [] }
    let sums = Table(
      name: "priorities", title: "Priorities", base: Base(answered: answered, missing: 0),
      columns: [
        Column("priority", "Priority", .key), Column("title", "Priority", .text),
        Column("responses", "Responses", .count),
      ], rows: priorities.map { [.text($0.0.lowercased()), .text($0.0), .count($0.1)] })
    return Section(
      analysis: "theme-counts", provides: "themes", title: title,
      tables: withheld == nil ? [table, sums] : [table])
  }

  @Test func prioritiesAndThemesOfSeveralSurveysAddUpOverTheirOwnAnswers() throws {
    let section = try #require(
      ThemesTogether([
        themes(
          "One", answered: 20, [("police", "Support", 4, 2), ("buses", "Safety", 3, 0)],
          priorities: [("Support", 6), ("Safety", 3)]),
        themes(
          "Two", answered: 30, [("police", "Support", 10, 0), ("schools", "Safety", 9, 0)],
          priorities: [("Support", 10), ("Safety", 9)]),
      ]).section)
    let priorities = try #require(section.table("priorities-together"))
    #expect(priorities.cell(row: "support", column: "share") == .share(of: 16, in: 50))
    #expect(priorities.cell(row: "safety", column: "responses") == .number(12))
    let actions = try #require(section.table("actions"))
    #expect(actions.cells(of: "theme").compactMap(\.words) == ["police", "schools", "buses"])
    #expect(actions.cell(row: "support | police", column: "forms") == .number(14))
    #expect(actions.cell(row: "support | police", column: "share") == .share(of: 16, in: 50))
    #expect(
      actions.cell(row: "safety | buses", column: "share") == .share(of: 3, in: 20), "only one survey asked")
    #expect(section.statements.first?.text.contains("“Support”: it came up in 16 of 50 (32%)") == true)
  }

  @Test func whatIsWithheldIsLeftOutAndNamed() throws {
    let section = try #require(
      ThemesTogether([
        themes("One", answered: 20, [("police", "Support", 6, 0)], priorities: [("Support", 6)]),
        themes("Two", answered: 3, [], priorities: [], withheld: "too few people to show"),
      ]).section)
    #expect(
      section.table("priorities-together")?.cell(row: "support", column: "share") == .share(of: 6, in: 20))
    #expect(section.notes.contains("Not in these figures, as too few spoke: Two."))
  }

  @Test func aTieHasNoMostRaisedPriorityAndNoThemesMakeNoSection() throws {
    let tie = ThemesTogether([
      themes("One", answered: 9, [("a", "X", 5, 0)], priorities: [("X", 5), ("Y", 5)])
    ])
    #expect(try #require(tie.section).statements.isEmpty)
    #expect(ThemesTogether([Section(analysis: "attendance", title: "Who")]).section == nil)
  }

  @Test func themesWithoutAPriorityStandLast() throws {
    let section = try #require(
      ThemesTogether([
        themes("One", answered: 9, [("a", "", 8, 0), ("b", "X", 1, 0)], priorities: [("X", 1)])
      ]).section)
    #expect(section.table("actions")?.cells(of: "theme").compactMap(\.words) == ["b", "a"])
  }
}
