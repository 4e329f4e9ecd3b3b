import BeforeAfter
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// Different people, and forms matched by code.
@Suite struct MatchingTests {
  static let questions = """
    questions:
      - {type: select_one, name: when, label: "When", choices: {before: "At the start", after: "At the end"}}
      - {type: text, name: code, label: "Your code"}
      - {type: scale, name: feel, label: "How do you feel?", choices: five}
      - {type: scale, name: b, label: "Sure?", choices: five}
      - {type: scale, name: a, label: "Sure?", choices: five, pair: b}
    choice_lists: {five: {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five"}}
    """

  /// The groups of the tests of the Mann–Whitney test: 28 before, 33 after.
  private func groups() throws -> AnalysisCase {
    var rows = "| session | when | feel |\n|---|---|---|\n"
    for (score, count) in zip(1...5, [5, 8, 10, 4, 1]) {
      rows += String(repeating: "| s | before | \(score) |\n", count: count)
    }
    for (score, count) in zip(1...5, [1, 4, 9, 12, 7]) {
      rows += String(repeating: "| t | after | \(score) |\n", count: count)
    }
    return try AnalysisCase(Self.questions, responses: rows)
  }

  @Test(arguments: ["when", "session"])
  func differentPeopleAreComparedByMannAndWhitney(by: String) throws {
    let test = try groups()
    #expect(
      try test.brokenLaws(
        of: BeforeAfter.self, questions: ["feel"], by: by, options: ["matching": "groups"]) == [])
    let section = try test.section(
      of: BeforeAfter.self, questions: ["feel"], by: by, options: ["matching": "groups"])
    #expect(section.measure("u", table: "groups") == 693)
    #expect(abs(try #require(section.measure("p", table: "groups")) - 0.00041822890999122786) < 1e-15)
    #expect(section.measure("effect") == 0.5)
    let table = try #require(section.table("groups"))
    #expect(table.cell(row: "feel", column: "superiority") == .number(0.75))
    #expect(table.cell(row: "feel", column: "n_before") == .number(28))
    #expect(table.cell(row: "feel", column: "verdict") == .text("higher after"))
    // scipy 1.17 `ttest_ind(after, before, equal_var=False).confidence_interval()`.
    #expect(
      abs(try #require(table.cell(row: "feel", column: "mean_change")?.amount) - 1.0346320346320343) < 1e-12)
    #expect(section.charts.map(\.title) == ["Answers higher after than before"])
    #expect(
      section.statements.map(\.text) == [
        "Answers to “How do you feel?” from after are higher than those from before, more than chance would explain, on "
          + "average by 1.0 (95% interval 0.5 to 1.6); 28 answered before and 33 after."
      ])
  }

  @Test func everyQuestionIsComparedWhereAPhaseIsNamed() throws {
    let section = try groups().section(
      of: BeforeAfter.self, by: "session", options: ["matching": "groups", "phase": "when"])
    #expect(section.table("groups")?.cells(of: "question") == ["feel", "b", "a"].map(Cell.text))
    #expect(section.table("groups-by-session")?.rows.count == 6)
    #expect(section.table("groups")?.cell(row: "b", column: "p") == .missing)
    #expect(section.statements.map(\.text).contains { $0.hasSuffix("answered before and none after.") })
    #expect(
      !section.statements.contains { $0.text.contains("no answered") || $0.text.contains("and no after") })
  }

  static let coded = """
    | session | code   | b | a |
    |---------|--------|---|---|
    | s       | AB 12  | 1 |   |
    | s       | ab-12  |   | 4 |
    | s       | Élan!  | 2 |   |
    | s       | élan   |   | 2 |
    | s       | xx1    | 3 |   |
    | s       | XX1    | 2 |   |
    | s       | xx 1   |   | 5 |
    | s       | lonely | 2 |   |
    | t       | lonely |   | 3 |
    | s       |        | 3 |   |
    | s       | --     |   | 3 |
    | s       | same   | 5 | 4 |
    | s       | idle   |   |   |
    """

  @Test func formsWithOneCodeInOneSessionAreAPair() throws {
    let test = try AnalysisCase(Self.questions, responses: Self.coded)
    let options = ["matching": "code", "code": "code"]
    #expect(try test.brokenLaws(of: BeforeAfter.self, options: options) == [])
    #expect(try test.brokenLaws(of: BeforeAfter.self, by: "session", options: options) == [])
    let section = try test.section(of: BeforeAfter.self, options: options)
    let table = try #require(section.table("pairs"))
    #expect(
      ["n", "up", "same", "down"].map { table.cell(row: "a", column: $0) }
        == [.number(3), .number(1), .number(1), .number(1)])
    #expect(section.measure("unmatched_forms") == 2)
    #expect(section.measure("duplicate_code_forms") == 3)
    #expect(section.measure("forms_without_code") == 2)
    let event = try test.section(
      of: BeforeAfter.self, options: options.merging(["within": "event"]) { $1 })
    #expect(event.table("pairs")?.cell(row: "a", column: "n") == .number(4))
  }

  @Test(arguments: [
    ["matching": "code", "code": "code"], ["matching": "code", "code": "code", "within": "event"],
  ])
  func whoWentAWayAreThoseOfItsCells(options: [String: String]) throws {
    let test = try AnalysisCase(Self.questions, responses: Self.coded)
    let section = try test.section(of: BeforeAfter.self, by: "session", options: options)
    let cells = try #require(section.table("changes-a"))
    let pairs = try #require(section.table("pairs"))
    var known: [[String: [String]]: Double] = [:]
    for row in cells.rows.indices {
      for column in cells.columns.indices {
        guard let counted = cells.counted(row: row, column: column) else { continue }
        known[counted.conditions] = cells.rows[row][column].amount
      }
    }
    #expect(cells.unions.map { $0.whole["change/a"] } == [["down"], ["same"], ["up"]])
    for union in cells.unions {
      let way = try #require(union.whole["change/a"]?.first)
      let sum = try union.parts.reduce(0) { sum, part in try sum + #require(known[part]) }
      #expect(.number(sum) == pairs.cell(row: "a", column: way))
      #expect(union.isComplete && union.isApart)
    }
    #expect(pairs.unions == cells.unions)
    #expect(section.table("pairs-by-session")?.unions == cells.unions)
    #expect(section.table("answers-a")?.unions == cells.unions)
  }

  @Test func codesAppearInNoReport() throws {
    let test = try AnalysisCase(Self.questions, responses: Self.coded)
    let section = try test.section(
      of: BeforeAfter.self, by: "session", options: ["matching": "code", "code": "code"])
    let words = "\(section)".lowercased()
    for code in ["ab12", "ab 12", "ab-12", "élan", "xx1", "xx 1", "lonely"] { #expect(!words.contains(code)) }
  }

  @Test func oneQuestionAskedTwiceIsPairedByCodeAndPhase() throws {
    let test = try AnalysisCase(
      Self.questions,
      responses: """
        | session | when   | code | feel |
        |---------|--------|------|------|
        | s       | before | q    | 1    |
        | s       | after  | Q    | 3    |
        | s       | after  | r    | 3    |
        """)
    let section = try test.section(
      of: BeforeAfter.self, questions: ["feel"],
      options: ["matching": "code", "code": "code", "phase": "when"])
    #expect(section.table("pairs")?.cell(row: "feel", column: "up") == .number(1))
    #expect(section.measure("unmatched_forms") == 1)
  }

  static let refused: [(questions: [Question.ID], by: String?, options: [String: String], message: String)] =
    [
      (["feel"], nil, [:], "“feel” is half of no pair"),
      (
        ["when", "feel"], nil, [:],
        "“feel” can't be compared with “when”: only before there is “before”, “after”"
      ),
      (["code", "feel"], nil, [:], "“feel” can't be compared with “code”: one is scale, the other text"),
      (
        [], nil, ["matching": "code"],
        "before-after: matching by code needs to be told which question holds the code"
      ),
      (
        [], nil, ["matching": "code", "code": "feel"],
        "before-after: “feel” is scale, and a code is a text or an integer"
      ),
      ([], nil, ["code": "code"], "before-after: a code is of use only with matching=code"),
      ([], nil, ["matching": "code", "code": "cod"], "option code: survey has no question “cod”"),
      ([], nil, ["phase": "when"], "before-after: with both halves on one form there is no phase"),
      (
        [], nil, ["matching": "groups", "phase": "feel"],
        "“feel” can't tell before from after: that takes a question with two choices"
      ),
      (["feel", "a"], nil, ["before": "b"], "option before takes one question asked after, and 2 are named"),
      (
        [], "event", ["matching": "groups"],
        "before and after can't be told apart by event: there is one group, not two"
      ),
    ]

  @Test(arguments: refused.indices)
  func whatCantBeComparedIsRefusedInPlainWords(index: Int) throws {
    let refused = Self.refused[index]
    let test = try AnalysisCase(Self.questions, responses: Self.coded)
    do {
      _ = try test.section(
        of: BeforeAfter.self, questions: refused.questions, by: refused.by, options: refused.options)
      Issue.record("not refused: \(refused.message)")
    } catch let error as DiagnosticsError {
      #expect(error.diagnostics.first?.message.hasPrefix(refused.message) == true, "\(error.diagnostics)")
      #expect(error.diagnostics.first?.hint != nil || index == 2)
    }
  }

  @Test func aSurveyWithoutPairsSaysSo() throws {
    let test = try AnalysisCase(
      "questions: [{type: integer, name: n, label: N}]", responses: "| session | n |\n|---|---|\n| s | 1 |")
    #expect(throws: DiagnosticsError.self) { _ = try test.section(of: BeforeAfter.self) }
  }
}
