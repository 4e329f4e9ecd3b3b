import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

/// Figures that stand in different words for people who hang together.
@Suite struct LinkedTablesTests {
  typealias Made = MadeReports

  private static func question(
    _ name: String, _ type: QuestionType = .selectOne, choices: [String], relevant: String? = nil
  ) throws -> Question {
    Question(
      id: Question.ID(name), type: type, label: LocalizedText(name),
      choices: choices.map { Choice(id: Choice.ID($0), label: LocalizedText($0)) },
      relevant: try relevant.map { try Expression(parsing: $0) })
  }

  private static func survey() throws -> Survey {
    Survey(
      id: "s", title: "S",
      questions: [
        try question("role", choices: ["faith", "parent", "other"]),
        try question("aware", choices: ["yes", "no"]),
        try question("how", choices: ["phone", "web"], relevant: "${aware} = 'yes'"),
        try question("topics", .selectMultiple, choices: ["a", "b"]),
      ])
  }

  /// A report whose second section sees only those who meet a condition.
  private func filtered(_ filter: String, _ tables: [Table], _ narrowed: [Table]) -> Report {
    var report = Made.report(forms: 61, tables)
    var section = report.sections[0]
    section.tables = narrowed
    section.asked = Asked(filter: filter)
    report.sections.append(section)
    return report
  }

  @Test func aConditionOnOneAnswerIsWhatASplitByItSays() throws {
    let split = Made.crosstab(
      "role", by: "aware", ["yes", "no"], ["faith": [2, 20], "parent": [9, 10], "other": [8, 12]])
    let report = filtered(
      "${aware} = 'yes'", [split], [Made.frequencies("role", ["faith": 2, "parent": 9, "other": 8])])
    let shown = try Made.protected(report, survey: Self.survey())
    let cells = shown.report.sections[1].tables[0].rows
    let hidden = ["faith", "parent", "other"].filter { shown.isHidden("role-by-aware", $0, "aware=yes") }
    #expect(hidden.contains("faith"))
    // What is hidden in the one is hidden in the other.
    for row in cells { #expect((row[2] == .suppressed) == hidden.contains(row[0].words ?? "")) }
  }

  @Test func twoConditionsThatCanNotBeHeldAgainstEachOtherAreRefused() throws {
    let table = Made.frequencies("role", ["faith": 20, "parent": 21, "other": 20])
    let report = filtered("${age} <= 42", [], [table])
    var both = report
    both.sections[0].tables = [table]
    both.sections[0].asked = Asked(filter: "${age} <= 41")
    let refusal = #expect(throws: DisclosureRefusal.self) { try Made.protected(both, survey: Self.survey()) }
    #expect(refusal?.reason == .filters)
    // Alone it is held against all.
    #expect(
      try Made.protected(filtered("${age} <= 42", [table], [table]), survey: Self.survey()).tablesShown == 2)
  }

  @Test func thoseWhoWereNotAskedAreAGroup() throws {
    // 3 of faith were not asked how they would report.
    let report = Made.report(
      forms: 61,
      [
        Made.frequencies("role", ["faith": 18, "parent": 22, "other": 21]),
        Made.crosstab(
          "role", by: "how", ["phone", "web"], ["faith": [8, 7], "parent": [12, 10], "other": [11, 10]]),
      ])
    let shown = try Made.protected(report, survey: Self.survey())
    #expect(
      shown.isHidden("role", "faith", "responses") || shown.isHidden("role-by-how", "faith", "total"),
      "\(shown.report.sections[0].tables.map(\.rows)) \(shown.report.sections[0].tables.map(\.withheld))")
  }

  @Test func whoeverAnsweredTickedSomething() throws {
    // 40 of 42 in the first group ticked a: at least two ticked b.
    func group(_ name: String) -> [String: [String]] { ["role": [name]] }
    let table = Table(
      name: "topics", title: "topics",
      base: Base(answered: 62, missing: 0, counts: .forms(where: ["topics": []])),
      dimensions: ["topics", "role"], overlapping: true,
      columns: [Column("choice", "Choice", .key)]
        + ["faith", "parent"].flatMap { name in
          [
            Column(
              name, name, .count, counts: .forms(where: group(name), keys: ["choice": "topics/"])),
            Column(
              "\(name):share", name, .share, from: name,
              whole: .forms(where: group(name).merging(["topics": []]) { one, _ in one })),
          ]
        } + [
          Column("total", "All", .count, counts: .forms(where: ["role": []], keys: ["choice": "topics/"]))
        ],
      rows: [
        [.text("a"), .count(36), .share(36, of: 40), .count(12), .share(12, of: 20), .count(48)],
        [.text("b"), .count(4), .share(4, of: 40), .count(8), .share(8, of: 20), .count(12)],
      ])
    let report = Made.report(forms: 62, [table, Made.frequencies("aware", ["yes": 31, "no": 31])])
    // 40 - 36 tells the four: who ticked anything ticked a or b.
    do {
      let shown = try Made.protected(report, survey: Self.survey()).table("topics")
      let told = shown.rows.first.map { row in [1, 2].map { row[$0] != .suppressed } }
      #expect(shown.withheld != nil || told != [true, true])
    } catch let refusal as DisclosureRefusal {
      #expect(refusal.reason == .cannotBeHidden)
    }
  }

  @Test func whereThereAreFormsOnlyResponsesAreForms() throws {
    var all = Made.frequencies("role", ["faith": 3, "parent": 28, "other": 30])
    all.name = "responses"
    all.columns[2].counts = Counted(keys: ["choice": "role"])
    all.columns[3].whole = Counted(where: ["role": []])
    all.base?.counts = Counted(where: ["role": []])
    let shown = try Made.protected(
      Made.report(forms: 61, [all, Made.frequencies("role", ["faith": 3, "parent": 28, "other": 30])]))
    #expect(shown.hiddenRows("responses") == shown.hiddenRows("role"))
    #expect(shown.hiddenRows("role").count == 2)
  }

  @Test func oneEventIsTakenFromAllOfThem() throws {
    let first = Made.report(forms: 60, [Made.frequencies("role", ["faith": 24, "parent": 24, "other": 12])])
    let all = Made.report(
      forms: 63, [Made.frequencies("role", ["faith": 26, "parent": 25, "other": 12])], events: ["e", "f"])
    #expect(throws: DisclosureRefusal.self) { try Made.protected(all, earlier: [Made.release(first)]) }
  }

  @Test func theSameFiguresHideTheSameCells() throws {
    let report = Made.report(
      forms: 90,
      [
        Made.crosstab(
          "aware", by: "role", ["a", "b", "c", "d"],
          ["yes": [3, 12, 12, 12], "no": [8, 9, 9, 9], "unsure": [4, 4, 4, 4]])
      ])
    let first = try Made.protected(report).report
    for _ in 0..<5 { #expect(try Made.protected(report).report == first) }
  }
}
