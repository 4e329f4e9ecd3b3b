import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Scales
import Testing

@Suite struct ScalesTests {
  /// Nine forms and a table on a scale of five with "don't know", on its twin, and on one of words.
  let test = try? AnalysisCase(
    """
    questions:
      - {type: scale, name: day, label: "How safe by day?", choices: five, not_scored: {9: "Don't know"}}
      - {type: scale, name: night, label: "How safe by night?", choices: five, not_scored: {9: "Don't know"}}
      - {type: scale, name: agree, label: "I agree", choices: {low: "No", middle: "Neither", high: "Yes"}}
      - {type: select_one, name: role, label: "Role", choices: {a: "A", b: "B"}}
    choice_lists: {five: {1: "Very unsafe", 2: "Unsafe", 3: "Neither", 4: "Safe", 5: "Very safe"}}
    """,
    responses: """
      | session | unit   | people | day | night | agree  |
      |---------|--------|--------|-----|-------|--------|
      | rugby   | person |        | 1   | 1     | low    |
      | rugby   | person |        | 2   |       | high   |
      | rugby   | person |        | 2   |       | high   |
      | rugby   | person |        | 4   | 9     | middle |
      | rugby   | person |        | 5   | 9     |        |
      | warwick | person |        | 5   |       |        |
      | warwick | person |        | 5   |       |        |
      | warwick | person |        | 3   |       |        |
      | warwick | person |        | 9   |       | !not_asked |
      | warwick | table  | 8      | 1   | 1     | low    |
      """)

  func section(_ questions: Question.ID..., options: [String: String] = [:]) throws -> Section {
    try #require(test).section(of: Scales.self, questions: questions, options: options)
  }

  @Test func keepsTheLawsOfAnalyses() throws {
    #expect(try #require(test).brokenLaws(of: Scales.self) == [])
  }

  /// Against numpy 2: mean, std with ddof=1 and median of [1, 2, 2, 4, 5, 5, 5, 3].
  @Test func meanSpreadAndMedianAreThoseOfNumpy() throws {
    let table = try #require(section().table("scales"))
    #expect(table.cell(row: "day", column: "answered") == .number(8))
    #expect(table.cell(row: "day", column: "mean") == .number(3.375))
    let sd = try #require(table.cell(row: "day", column: "sd")?.amount)
    #expect(abs(sd - 1.5979898086569353) < 1e-15)
    #expect(table.cell(row: "day", column: "median") == .number(3.5))
  }

  @Test func dontKnowIsOffTheScale() throws {
    let section = try section()
    let table = try #require(section.table("scales"))
    #expect(table.cell(row: "day", column: "not_scored") == .number(1))
    #expect(table.cell(row: "night", column: "answered") == .number(1))
    let answers = try #require(section.table("answers-day"))
    #expect(
      answers.columns.map(\.name) == ["question", "label", "1", "2", "3", "4", "5", "not_scored", "total"])
    #expect(answers.cell(row: "day", column: "not_scored") == .number(1))
    #expect(answers.cell(row: "day", column: "total") == .number(9))
    // Beside the bars, not in them.
    #expect(section.charts.first?.series == ["1", "2", "3", "4", "5"])
    #expect(answers.columns[7].label == "Don't know")
  }

  @Test func positiveAndNegativeAreAboveAndBelowTheMidpoint() throws {
    let table = try #require(section().table("scales"))
    #expect(table.cell(row: "day", column: "positive") == .share(4, of: 8))
    #expect(table.cell(row: "day", column: "negative") == .share(3, of: 8))
    #expect(table.cell(row: "agree", column: "positive") == .share(2, of: 4))
  }

  @Test func choicesThatAreNoNumbersScoreTheirPlace() throws {
    // low, high, high, middle: 1, 3, 3, 2
    let table = try #require(section().table("scales"))
    #expect(table.cell(row: "agree", column: "mean") == .number(2.25))
    #expect(table.cell(row: "agree", column: "median") == .number(2.5))
  }

  @Test func oneAnswerHasNoSpread() throws {
    let table = try #require(section().table("scales"))
    #expect(table.cell(row: "night", column: "mean") == .number(1))
    #expect(table.cell(row: "night", column: "sd") == .missing)
  }

  @Test func withoutAnswersEveryFigureIsMissing() throws {
    let empty = try AnalysisCase(
      "questions: [{type: scale, name: q, label: Q, choices: {1: A, 2: B}}]",
      responses: "| session | q |\n|---|---|\n| s | |")
    let section = try empty.section(of: Scales.self)
    #expect(
      section.table("scales")?.rows == [
        [
          .text("q"), .text("Q"), .number(0), .missing, .missing, .missing, .missing, .missing, .number(0),
        ]
      ])
    #expect(section.charts.isEmpty)
    #expect(section.statements.isEmpty)
  }

  @Test func scalesWithTheSameChoicesShareATableAndAChart() throws {
    let section = try section(options: ["smallest_base": "1"])
    #expect(section.tables.map(\.name) == ["scales", "answers-day", "answers-agree"])
    #expect(section.charts.map(\.table) == ["answers-day", "answers-agree"])
    #expect(
      section.charts.map(\.title) == [
        "How safe by …", "More answers on the positive side than on the negative",
      ])
    #expect(section.charts.allSatisfy { $0.kind == .stackedBar && Wording.wordCount($0.title) <= 10 })
    #expect(try self.section("day", options: ["charts": "no"]).charts.isEmpty)
  }

  @Test(arguments: [(2, "More answers on the positive side than on the negative"), (3, "Q")])
  func belowTheSmallestBaseAChartTellsNoFinding(base: Int, title: String) throws {
    let test = try AnalysisCase(
      "questions: [{type: scale, name: q, label: Q, choices: {1: A, 2: B}}]",
      responses: "| session | q |\n|---|---|\n| s | 2 |\n| s | 2 |")
    let section = try test.section(of: Scales.self, options: ["smallest_base": "\(base)"])
    #expect(section.charts.map(\.title) == [title])
  }

  static let titles: [(questions: String, title: String)] = [
    // The label of the grid.
    (
      "{type: grid, name: trust, label: 'I trust them', items: {police: 'The police', council: 'The council'}, choices: two}",
      "I trust them"
    ),
    // The words with which all labels begin, if there are three at least.
    (
      "{type: scale, name: a, label: 'How safe are you by day?', choices: two}, {type: scale, name: b, label: 'How safe are you at home?', choices: two}",
      "How safe are you …"
    ),
    // The ends of the scale.
    (
      "{type: scale, name: a, label: 'I know why', choices: two}, {type: scale, name: b, label: 'I know how', choices: two}",
      "From “Disagree” to “Agree”"
    ),
  ]

  @Test(arguments: titles.indices)
  func scalesWithTheSameChoicesAreCalledByWhatTheyShare(index: Int) throws {
    let titled = Self.titles[index]
    let section = try AnalysisCase(
      "questions: [\(titled.questions)]\nchoice_lists: {two: {no: Disagree, yes: Agree}}",
      responses:
        "| session | \(titled.questions.contains("grid") ? "trust_police" : "a") |\n|---|---|\n| s | yes |"
    ).section(of: Scales.self)
    #expect(section.tables.last?.title == titled.title)
    #expect(section.charts.map(\.title) == [titled.title])
    #expect(section.charts.first?.subtitle.hasPrefix(titled.title) == true)
  }

  @Test func findingsNameTheirBase() throws {
    #expect(
      try section("day", options: ["smallest_base": "8"]).statements.map(\.text) == [
        "“How safe by day?”: 4 of 8 answered on the positive side of the scale and 3 of 8 on the negative."
      ])
  }

  @Test func onFewAnswersItIsTooFewToSay() throws {
    #expect(
      try section("day", options: ["smallest_base": "9"]).statements.map(\.text) == [
        "“How safe by day?”: too few to say; eight answered."
      ])
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(Scales.manifest.problems(among: [Scales.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: Scales.manifest) == [])
  }
}
