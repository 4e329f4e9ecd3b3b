import BeforeAfter
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// Kinds of questions, levels and gaps.
@Suite struct PairKindsTests {
  private func rows(_ heading: String, _ rows: [(String, Int)]) -> String {
    let columns = heading.split(separator: "|").count
    return "|\(heading)|\n|" + String(repeating: "---|", count: columns) + "\n"
      + rows.map { String(repeating: "|\($0.0)|\n", count: $0.1) }.joined()
  }

  /// Airway hyper-responsiveness of 21 children, as in the tests of McNemar's test: 7 gained, 1 lost.
  @Test func twoChoicesAreTestedByMcNemar() throws {
    let test = try AnalysisCase(
      """
      questions:
        - {type: select_one, name: b, label: "Ill?", choices: two}
        - {type: select_one, name: a, label: "Ill?", choices: two, pair: b}
      choice_lists: {two: {"no": "No", "yes": "Yes"}}
      """,
      responses: rows(
        " session | b | a ",
        [(" s | yes | yes ", 1), (" s | no | yes ", 7), (" s | yes | no ", 1), (" s | no | no ", 12)]))
    #expect(try test.brokenLaws(of: BeforeAfter.self) == [])
    let section = try test.section(of: BeforeAfter.self)
    #expect(abs(try #require(section.measure("mcnemar_p")) - 0.0703125) < 1e-15)
    #expect(abs(try #require(section.measure("p")) - 0.0703125) < 1e-15)
    #expect(section.measure("mcnemar_chi_squared") == 4.5)
    let table = try #require(section.table("pairs"))
    #expect(table.cell(row: "a", column: "up") == .number(7))
    #expect(abs(try #require(table.cell(row: "a", column: "ci_low")?.amount) - 0.02555912416485978) < 1e-12)
    #expect(
      section.statements.map(\.text) == [
        "Of 21 who answered “Ill?” before and after, 7 changed from “No” to “Yes”, 1 the other way and 13 answered the "
          + "same: no more than chance would explain."
      ])
  }

  @Test func wordingsOfOneLevelAreJoinedByTheSurvey() throws {
    let test = try AnalysisCase(
      """
      questions:
        - type: scale
          name: b
          label: "How often?"
          choices: {had_not: "I had not", monthly: "Monthly", daily: "Daily"}
          groups: {not_used: {label: "Not at all", choices: [had_not]}}
        - type: scale
          name: a
          label: "How often?"
          choices: {have_not: "I have not", monthly: "Monthly", daily: "Daily"}
          groups: {not_used: {label: "Not at all", choices: [have_not]}}
          pair: b
      """,
      responses: rows(
        " session | b | a ",
        [(" s | had_not | have_not ", 3), (" s | had_not | daily ", 5), (" s | monthly | daily ", 4)]))
    let table = try #require(try test.section(of: BeforeAfter.self).table("changes-a"))
    #expect(table.cell(row: "not_used", column: "a=not_used") == .number(3))
    let pairs = try #require(try test.section(of: BeforeAfter.self).table("pairs"))
    #expect(pairs.cell(row: "a", column: "same") == .number(3))
    #expect(pairs.cell(row: "a", column: "mean_change") == .number(14.0 / 12))
    #expect(throws: DiagnosticsError.self) {
      _ = try test.section(of: BeforeAfter.self, options: ["levels": "choices"])
    }
  }

  /// Both wordings on one list, joined: 1 daily … 3 not at all.
  @Test func joinedChoicesAreOneLevelInTheOrderOfTheFirst() throws {
    let test = try AnalysisCase(
      """
      questions:
        - {type: scale, name: b, label: "B", choices: used, groups: {none: {label: "None", choices: [had, have]}}}
        - {type: scale, name: a, label: "A", choices: used, groups: {none: {label: "None", choices: [had, have]}}, pair: b}
      choice_lists: {used: {had: "Had not", some: "Some", have: "Have not"}}
      """,
      responses: rows(
        " session | b | a ", [(" s | had | have ", 4), (" s | had | some ", 2), (" s | some | have ", 1)]))
    let pairs = try #require(try test.section(of: BeforeAfter.self).table("pairs"))
    #expect(
      ["up", "same", "down"].map { pairs.cell(row: "a", column: $0) } == [.number(2), .number(4), .number(1)])
    let apart = try #require(
      try test.section(of: BeforeAfter.self, options: ["levels": "choices"]).table("pairs"))
    #expect(
      ["up", "same", "down"].map { apart.cell(row: "a", column: $0) } == [.number(7), .number(0), .number(0)])
    #expect(apart.unions.map { $0.whole["change:choices/a"] } == [["down"], ["same"], ["up"]])
    #expect(apart.unions.map(\.parts.count) == [3, 3, 3] && pairs.unions.map(\.parts.count) == [1, 2, 1])
    for options in [[:], ["levels": "choices"]] {
      #expect(try test.brokenLaws(of: BeforeAfter.self, options: options) == [])
    }
  }

  @Test func numbersAreCompared() throws {
    let test = try AnalysisCase(
      """
      questions:
        - {type: decimal, name: b, label: "Hours"}
        - {type: decimal, name: a, label: "Hours", pair: b}
      """,
      responses: rows(
        " session | b | a ",
        [(" s | 0.2 | 0.3 ", 5), (" s | 0.1 | 0.2 ", 4), (" s | 0.3 | 0.2 ", 3), (" s | 1 | ", 2)]))
    #expect(try test.brokenLaws(of: BeforeAfter.self) == [])
    let section = try test.section(of: BeforeAfter.self)
    let table = try #require(section.table("pairs"))
    // All differences are a tenth: the ranks tie, whatever binary fractions say.
    #expect(table.cell(row: "a", column: "w") == .number(9 * 6.5))
    #expect(section.table("changes-a")?.cell(row: "up", column: "share") == .share(9, of: 12))
    #expect(section.charts.isEmpty && section.tables.allSatisfy(\.unions.isEmpty))
  }

  @Test func choicesWithoutOrderAreCountedAndNotTested() throws {
    let test = try AnalysisCase(
      """
      questions:
        - {type: select_one, name: b, label: "Where?", choices: three}
        - {type: select_one, name: a, label: "Where?", choices: three, pair: b}
      choice_lists: {three: {x: "X", y: "Y", z: "Z"}}
      """, responses: rows(" session | b | a ", [(" s | x | y ", 6), (" s | z | z ", 5)]))
    let section = try test.section(of: BeforeAfter.self)
    let table = try #require(section.table("pairs"))
    #expect(try test.brokenLaws(of: BeforeAfter.self) == [])
    #expect(table.unions.map { $0.whole["change/a"] } == [["other"], ["same"]])
    #expect(table.cell(row: "a", column: "up") == .missing)
    #expect(table.cell(row: "a", column: "same") == .number(5))
    #expect(section.measure("p") == nil)
    #expect(
      section.statements.map(\.text) == [
        "Of 11 who answered “Where?” before and after, five gave the same answer."
      ])
  }

  static let sparse: [(rows: [(String, Int)], sentence: String)] = [
    ([(" s |  | ", 2)], "Nobody answered “A” both before and after."),
    ([(" s | 1 | 3 ", 1)], "“A”, before and after: too few to say, as one answered both."),
    (
      [(" s | 2 | 2 ", 30)],
      "Of 30 who answered “A” before and after, nobody answered differently after."
    ),
    (
      [(" s | 1 | 3 ", 30)],
      "Of 30 who answered “A” before and after, 30 moved towards “High”, 0 away from it and 0 answered the same: more than "
        + "chance would explain, on average 2.0 higher."
    ),
  ]

  @Test(arguments: sparse.indices)
  func noneOneAndAllTheSameMakeATableAndAPlainSentence(index: Int) throws {
    let test = try AnalysisCase(
      """
      questions:
        - {type: scale, name: b, label: "A", choices: {1: "Low", 2: "Middle", 3: "High"}}
        - {type: scale, name: a, label: "A", choices: {1: "Low", 2: "Middle", 3: "High"}, pair: b}
      """, responses: rows(" session | b | a ", Self.sparse[index].rows))
    #expect(try test.brokenLaws(of: BeforeAfter.self, by: "session") == [])
    #expect(try test.section(of: BeforeAfter.self).statements.map(\.text) == [Self.sparse[index].sentence])
  }

  @Test func severalPairsAreCorrectedAndHaveMeasuresOfTheirOwn() throws {
    let test = try AnalysisCase(
      """
      questions:
        - {type: grid, name: b, label: "B", items: {x: "X", y: "Y"}, choices: three}
        - {type: grid, name: a, label: "A", items: {x: "X", y: "Y"}, choices: three, pair: b}
      choice_lists: {three: {1: "Low", 2: "Middle", 3: "High"}}
      """,
      responses: rows(
        " session | b_x | a_x | b_y | a_y ", [(" s | 1 | 2 | 1 | 3 ", 6), (" s | 2 | 2 | 3 | 3 ", 6)]))
    let section = try test.section(of: BeforeAfter.self)
    #expect(section.table("pairs")?.cells(of: "question") == [.text("a_x"), .text("a_y")])
    #expect(section.measure("w", table: "changes-a_x") == 21)
    #expect(section.measure("p", table: "changes-a_y") == 0.03125)
    #expect(section.table("pairs")?.cell(row: "a_x", column: "p_holm") == .number(0.0625))
    #expect(section.charts.map(\.title) == ["Answers before and after"])
    #expect(section.table("answers-a_x")?.rows.count == 4)
    let one = try test.section(of: BeforeAfter.self, questions: ["b_y"])
    #expect(one.table("pairs")?.cells(of: "question") == [.text("a_y")])
    let made = try test.section(of: BeforeAfter.self, questions: ["a_y"], options: ["before": "b_x"])
    #expect(made.table("pairs")?.cell(row: "a_y", column: "before") == .text("b_x"))
  }
}
