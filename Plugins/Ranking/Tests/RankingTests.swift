import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Ranking
import Testing

@Suite struct RankingTests {
  static let questions = """
    questions:
      - {type: rank, name: order, label: "What first?", choices: {parks: "Parks", buses: "Buses", light: "Light", shops: "Shops"}}
      - {type: select_one, name: role, label: "Role", choices: {a: "A", b: "B"}}
    """

  let test = try? AnalysisCase(
    questions,
    responses: """
      | session | unit   | order                         | role |
      |---------|--------|-------------------------------|------|
      | rugby   | person | parks > buses > light > shops | a    |
      | rugby   | person | parks > buses                 | a    |
      | rugby   | person | buses > light > shops > parks | b    |
      | warwick | person | light                         | b    |
      | warwick | person | !not_asked                    | b    |
      | warwick | person |                               | b    |
      | warwick | table  | shops > light                 |      |
      """)

  func section(by: String? = nil, options: [String: String] = ["smallest_base": "3"]) throws -> Section {
    try #require(test).section(of: Ranking.self, by: by, options: options)
  }

  @Test func keepsTheLawsOfAnalyses() throws {
    for by in [nil, "session", "role"] {
      #expect(try #require(test).brokenLaws(of: Ranking.self, by: by) == [])
    }
  }

  @Test func firstChoicesPointsAndPlacesAreCounted() throws {
    let table = try #require(section().table("order"))
    #expect(table.base?.figures == [4, 1])
    #expect(table.cells(of: "label") == ["Parks", "Buses", "Light", "Shops"].map(Cell.text))
    #expect(table.cells(of: "first") == [2, 1, 1, 0].map(Cell.count))
    #expect(table.cells(of: "first_share") == [2, 1, 1, 0].map { Cell.share($0, of: 4) })
    #expect(table.cells(of: "ranked") == [3, 3, 3, 2].map(Cell.count))
    #expect(table.cells(of: "not_ranked") == [1, 1, 1, 2].map(Cell.count))
    // 3 + 3 + 0 + 1; 2 + 2 + 3 + 1; 1 + ½ + 2 + 3; 0 + ½ + 1 + 1: six for each of four rankings.
    #expect(table.cells(of: "borda") == [7, 8, 6.5, 2.5].map(Cell.number))
    #expect(table.cells(of: "mean_points") == [1.75, 2, 1.625, 0.625].map(Cell.number))
    #expect(table.cells(of: "mean_place") == [2, 5.0 / 3, 2, 3.5].map(Cell.number))
  }

  @Test func choicesAreSetAgainstEachOtherTwoByTwo() throws {
    let table = try #require(section().table("order-pairs"))
    #expect(
      table.rows.map { Array($0.dropFirst(2)) } == [
        [.missing, .number(2), .number(2), .number(2)], [.number(1), .missing, .number(3), .number(3)],
        [.number(2), .number(1), .missing, .number(3)], [.number(1), .number(0), .number(0), .missing],
      ])
    #expect(try #require(section().table("order")).cells(of: "wins") == [2, 2, 1, 0].map(Cell.count))
    #expect(try section(options: ["pairs": "no"]).tables.map(\.name) == ["order"])
  }

  @Test func findingsNameTheirBaseAndNoMoreThanIsThere() throws {
    #expect(
      try section().statements.map(\.text) == [
        "Most often ranked first under “What first?” was “Parks”: by 2 of 4.",
        "“Buses” has the most points when all places count (Borda).",
        "Set against each other two by two, no choice under “What first?” beats every other.",
      ])
    #expect(
      try section(options: [:]).statements.map(\.text) == ["“What first?”: four answered, too few to say."])
  }

  @Test func theChoiceThatBeatsAllOthersIsNamedAndTiesAreSaid() throws {
    let tie = try AnalysisCase(
      Self.questions,
      responses: """
        | session | order                         |
        | s       | parks > light > buses > shops |
        | s       | buses > light > parks > shops |
        | s       | light > parks > buses > shops |
        | s       | parks > light > buses > shops |
        | s       | light > buses > parks > shops |
        """)
    #expect(
      try tie.section(of: Ranking.self, options: ["smallest_base": "5"]).statements.map(\.text) == [
        "Most often ranked first under “What first?” were “Parks” and “Light”: each by 2 of 5.",
        "“Light” has the most points when all places count (Borda).",
        "Set against each other two by two, “Light” beats every other choice.",
      ])
  }

  @Test func weightsMakeSharesPointsAndWinners() throws {
    var test = try #require(test)
    test.batch.weights = [0.5, 0.5, 2, 1, 9, 9, 9]
    let section = try test.section(of: Ranking.self, options: ["smallest_base": "3"])
    let table = try #require(section.table("order"))
    #expect(table.cells(of: "first") == [2, 1, 1, 0].map(Cell.count))
    #expect(table.cells(of: "first_share") == [1, 2, 1, 0].map { Cell.share(of: $0, in: 4) })
    // ½(3 + 3) + 2 · 0 + 1; ½(2 + 2) + 2 · 3 + 1; ½(1 + ½) + 2 · 2 + 3; ½(0 + ½) + 2 · 1 + 1.
    #expect(table.cells(of: "borda") == [4, 9, 7.75, 3.25].map(Cell.number))
    #expect(table.cells(of: "mean_place")[0] == .number(3))
    #expect(table.cells(of: "wins") == [0, 3, 2, 1].map(Cell.count))
    #expect(
      section.statements.last?.text == "Set against each other two by two, “Buses” beats every other choice.")
    #expect(section.notes.contains { $0.contains("by weight") })
    #expect(try test.brokenLaws(of: Ranking.self, by: "session") == [])
  }

  @Test func groupsHaveRowsOfTheirOwn() throws {
    let table = try #require(section(by: "role").table("order-by-role"))
    #expect(table.cell(row: "a | parks", column: "first") == .number(2))
    #expect(table.cell(row: "a | parks", column: "answered") == .number(2))
    #expect(table.cell(row: "b | buses", column: "borda") == .number(4))
    #expect(try section(by: "session").table("order-by-session")?.rows.count == 8)
  }

  /// Rankings of some choices, whole ones and parts.
  private static func ballots(_ choices: [String]) throws -> AnalysisCase {
    var generator = SeededGenerator(seed: 11)
    let rows = (0..<120).map { _ in
      let ranked = choices.shuffled(using: &generator).prefix(
        Int.random(in: 0...choices.count, using: &generator))
      return "| s | \(ranked.joined(separator: " > ")) | \(Bool.random(using: &generator) ? "a" : "b") |"
    }
    return try AnalysisCase(
      """
      questions:
        - {type: rank, name: order, label: "What first?", choices: {\(choices.map { "\($0): \($0)" }.joined(separator: ", "))}}
        - {type: select_one, name: role, label: "Role", choices: {a: "A", b: "B"}}
      """, responses: (["| session | order | role |"] + rows).joined(separator: "\n"))
  }

  @Test(arguments: [["p", "q"], ["p", "q", "r"], ["p", "q", "r", "s"]])
  func whoPutsAChoiceFirstPrefersItToEveryOther(choices: [String]) throws {
    let test = try Self.ballots(choices)
    #expect(try test.brokenLaws(of: Ranking.self, by: "role") == [])
    let unions = try #require(test.section(of: Ranking.self).table("order-pairs")).unions
    #expect(unions.count == choices.count * (choices.count - 1))
    let own = try #require(unions.first { $0.whole == ["order:p,q": ["q"]] })
    #expect(own.parts.first == ["order#1": ["q"]])
    #expect(own.isComplete == (choices.count < 4) && own.isApart)
    if choices.count == 3 { #expect(own.parts.last == ["order#1": ["r"], "order#2": ["q"]]) }
  }

  @Test func firstChoicesAddUpToThoseWhoRankedInGroupsToo() throws {
    let section = try section(by: "role")
    for (name, whole) in [("order", 4), ("order-by-role", 2)] {
      let table = try #require(section.table(name))
      let share = try #require(table.index(of: "first_share"))
      let told = try #require(table.whole(row: 0, column: share))
      #expect(
        told.alike.contains {
          $0.conditions["order#1"] == [] && $0.conditions["role"] == told.conditions["role"]
        })
      #expect(table.rows[0][share] == .share(2, of: whole))
    }
    let table = try #require(section.table("order-by-role"))
    let column = try #require(table.index(of: "answered"))
    let answered = try #require(table.counted(row: 0, column: column))
    #expect(answered.alike.map(\.conditions) == [["order#1": [], "role": ["a"], "unit": ["form"]]])
  }

  @Test func withoutRankingsEveryFigureIsMissing() throws {
    let empty = try AnalysisCase(Self.questions, responses: "| session | order |\n| s | |")
    let section = try empty.section(of: Ranking.self)
    #expect(section.table("order")?.cells(of: "borda") == Array(repeating: .missing, count: 4))
    #expect(section.table("order")?.cells(of: "first_share") == Array(repeating: .missing, count: 4))
    #expect(section.statements.map(\.text) == ["“What first?”: nobody ranked anything, too few to say."])
    #expect(section.charts.isEmpty)
  }

  @Test func aSurveyWithoutRankingsIsRefused() throws {
    let test = try AnalysisCase(
      "questions: [{type: integer, name: age, label: Age}]", responses: "| session | age |\n| s | 5 |")
    let error = #expect(throws: DiagnosticsError.self) { try test.analysis(Ranking.self) }
    #expect(error?.diagnostics.map(\.rule) == ["no-rank-question"])
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(Ranking.manifest.problems(among: [Ranking.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: Ranking.manifest) == [])
  }
}
