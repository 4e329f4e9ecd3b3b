import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Frequencies
import Testing

@Suite struct FrequenciesTests {
  let test = try? AnalysisCase(
    """
    questions:
      - type: select_one
        name: role
        label: "Who are you?"
        choices: {faith: "Faith community", parent: "Parent", young: "Young person", other: "Other"}
        groups: {adult: {label: "Adults", choices: [faith, parent]}}
      - type: select_multiple
        name: topics
        label: "Which topics?"
        choices: {hate: "Hate crime", knives: "Knives", online: "Online", none: "None"}
        groups: {crime: {label: "Crime", choices: [hate, knives]}}
      - {type: scale, name: safe, label: "How safe?", choices: {1: "Unsafe", 2: "Safe"}, not_scored: {9: "Don't know"}}
      - {type: rank, name: first, label: "What comes first?", choices: {police: "Police", schools: "Schools"}}
      - {type: integer, name: age, label: "How old?"}
      - {type: date, name: day, label: "Which day?"}
      - {type: text, name: concerns, label: "What concerns you?"}
    """,
    responses: """
      | session | unit   | people | role           | topics       | safe       | first            | age        | day        | concerns |
      |---------|--------|--------|----------------|--------------|------------|------------------|------------|------------|----------|
      | rugby   | person |        | faith          | hate; knives | 2          | police > schools | 20         | 2019-09-24 | Buses    |
      | rugby   | person |        | parent         | hate         | 2          | schools          | 9          | 2019-09-23 |          |
      | rugby   | person |        | parent         | hate; online | 9          | schools > police | 20         |            |          |
      | warwick | person |        | !prefer_not_to_say | !not_asked | 1        |                  | !unreadable |           |          |
      | warwick | person |        |                | !not_asked   | !not_asked |                  |            |            |          |
      | warwick | table  | 8      | faith          | knives       | 1          | police           | 50         |            | Knives   |
      """)

  func section(_ questions: Question.ID..., options: [String: String] = [:]) throws -> Section {
    let options = options.merging(["smallest_base": "1"]) { given, _ in given }
    return try #require(test).section(of: Frequencies.self, questions: questions, options: options)
  }

  @Test func keepsTheLawsOfAnalyses() throws {
    #expect(try #require(test).brokenLaws(of: Frequencies.self) == [])
  }

  @Test func aTableForEveryQuestionThatCanBeCounted() throws {
    #expect(
      try section().tables.map(\.name)
        == ["role", "role-grouped", "topics", "topics-grouped", "safe", "first", "age", "day"])
  }

  @Test func everyChoiceHasARowInSurveyOrderAlsoThoseNobodyTook() throws {
    let table = try #require(section("role").table("role"))
    #expect(
      table.rows == [
        [.text("faith"), .text("Faith community"), .number(1), .share(1, of: 3)],
        [.text("parent"), .text("Parent"), .number(2), .share(2, of: 3)],
        [.text("young"), .text("Young person"), .number(0), .share(0, of: 3)],
        [.text("other"), .text("Other"), .number(0), .share(0, of: 3)],
      ])
    #expect(table.title == "Who are you?")
    #expect(table.overlapping == false)
  }

  @Test func whoWasNotAskedIsNotMissing() throws {
    let section = try section()
    #expect(section.table("role")?.base?.figures == [3, 2])
    #expect(section.table("safe")?.base?.figures == [4, 0])
    #expect(section.table("topics")?.base?.figures == [3, 0])
    #expect(section.table("topics")?.notes.contains("Not asked: two.") == true)
    #expect(section.measure("answered", table: "role") == 3)
  }

  @Test func aResponseCountsOnceForEachChoiceItTicked() throws {
    let section = try section("topics")
    let table = try #require(section.table("topics"))
    #expect(table.cells(of: "responses") == [.number(3), .number(1), .number(1), .number(0)])
    #expect(table.overlapping)
    // Who ticked hate and knives is one response in the group.
    #expect(
      section.table("topics-grouped")?.rows == [
        [.text("crime"), .text("Crime"), .number(3), .share(3, of: 3)]
      ])
  }

  @Test func mergedChoicesAreAddedUp() throws {
    #expect(
      try section("role").table("role-grouped")?.rows
        == [[.text("adult"), .text("Adults"), .number(3), .share(3, of: 3)]])
  }

  @Test func tablesAreNoPersonsAnswers() throws {
    let table = try #require(section("role").table("role"))
    #expect(table.cell(row: "faith", column: "responses") == .number(1))
    #expect(table.notes == ["Answers in the notes of one table are not counted here."])
  }

  @Test func rankingsTellHowOftenEachAnswerTookEachPlace() throws {
    let section = try section("first")
    let table = try #require(section.table("first"))
    #expect(
      table.rows == [
        [
          .text("police"), .text("Police"), .number(2), .share(2, of: 3), .number(1), .number(1),
          .number(1.5),
        ],
        [
          .text("schools"), .text("Schools"), .number(3), .share(3, of: 3), .number(2), .number(1),
          .number(4.0 / 3),
        ],
      ])
    #expect(table.columns.dropFirst(4).map(\.name) == ["place_1", "place_2", "mean_place"])
    #expect(table.columns.dropFirst(4).map(\.label) == ["Ranked 1st", "Ranked 2nd", "Mean place"])
    #expect(
      section.statements.first?.values["n"]
        == CellReference(table: "first", row: "schools", column: "place_1"))
    #expect(
      section.statements.map(\.text) == [
        "Most often ranked first under “What comes first?” was “Schools”: by 2 of 3."
      ])
  }

  @Test func anAnswerThatNobodyRankedHasNoMeanPlace() throws {
    let section = try AnalysisCase(
      "questions: [{type: rank, name: q, label: Q, choices: {a: A, b: B}}]",
      responses: "| session | q |\n|---|---|\n| s | a |"
    ).section(of: Frequencies.self)
    #expect(section.table("q")?.cells(of: "mean_place") == [.number(1), .missing])
  }

  @Test func placesAreWrittenAsOrdinals() throws {
    let choices = (1...23).map { "c\($0): C\($0)" }.joined(separator: ", ")
    let section = try AnalysisCase(
      "questions: [{type: rank, name: q, label: Q, choices: {\(choices)}}]",
      responses: "| session | q |\n|---|---|\n| s | c23 > c1 |"
    ).section(of: Frequencies.self)
    let labels = try #require(section.table("q")).columns.map(\.label)
    for ordinal in ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd"] {
      #expect(labels.contains("Ranked \(ordinal)"))
    }
  }

  @Test func wholeNumbersAreWrittenWithoutDecimalsInTheOrderOfTheirSize() throws {
    let section = try AnalysisCase(
      "questions: [{type: decimal, name: hours, label: Hours}]",
      responses:
        "| session | hours |\n|---|---|\n| s | 20.0 |\n| s | 100 |\n| s | 2.5 |\n| s | -1 |\n| s | 20 |"
    ).section(of: Frequencies.self)
    #expect(section.table("hours")?.cells(of: "label") == ["-1", "2.5", "20", "100"].map(Cell.text))
    #expect(section.table("hours")?.cells(of: "responses") == [1, 1, 2, 1].map(Cell.number))
  }

  @Test func numbersHaveARowForEachValueFromTheLowest() throws {
    let section = try section()
    #expect(section.table("age")?.cells(of: "choice") == [.text("9"), .text("20")])
    #expect(section.table("age")?.cells(of: "responses") == [.number(1), .number(2)])
    #expect(section.table("day")?.cells(of: "choice") == [.text("2019-09-23"), .text("2019-09-24")])
  }

  @Test func theMostCommonAnswerIsAFindingWithItsBase() throws {
    let statement = try #require(section("role").statements.first)
    #expect(statement.text == "The most common answer to “Who are you?” was “Parent”: 2 of 3.")
    #expect(statement.role == .finding)
    #expect(statement.values["n"] == CellReference(table: "role", row: "parent", column: "responses"))
  }

  @Test func onFewAnswersItIsTooFewToSay() throws {
    #expect(
      try section("role", options: ["smallest_base": "4"]).statements.map(\.text) == [
        "“Who are you?”: too few to say; three answered."
      ])
  }

  @Test func aTieHasNoMostCommonAnswer() throws {
    let tie = try AnalysisCase(
      "questions: [{type: select_one, name: q, label: Q, choices: {a: A, b: B}}]",
      responses: "| session | q |\n|---|---|\n| s | a |\n| s | b |")
    let section = try tie.section(of: Frequencies.self, options: ["smallest_base": "1"])
    #expect(section.statements.isEmpty)
    #expect(section.charts.first?.title == "Q")
  }

  @Test func chartTitlesHaveAtMostTenWords() throws {
    let long = "one two three four five six seven eight nine ten eleven"
    let charts = try AnalysisCase(
      "questions: [{type: select_one, name: q, label: \(long), choices: {a: \(long), b: B}}]",
      responses: "| session | q |\n|---|---|\n| s | a |"
    ).section(of: Frequencies.self, options: ["smallest_base": "1"]).charts
    #expect(charts.map(\.title) == ["What people answered"])
    #expect(try section("role").charts.map(\.title) == ["Most common answer: Parent"])
    #expect(try section("role", options: ["charts": "no"]).charts.isEmpty)
  }

  @Test(arguments: [(19, "was reached: 19 of 20"), (18, "was not reached: 18 of 20")])
  func aTargetIsReachedOrNot(agreeing: Int, words: String) throws {
    // Who does not know is not on the scale.
    let rows = (0..<23).map { row in
      "| s | \(row >= 20 ? "dont_know" : row < agreeing ? "agree" : "disagree") |"
    }.joined(separator: "\n")
    let section = try AnalysisCase(
      """
      questions:
        - type: scale
          name: q
          label: "I know what to do"
          choices: {disagree: "Disagree", agree: "Agree", strongly: "Strongly agree"}
          not_scored: {dont_know: "Don't know"}
          target: "at least 95% of agree, strongly"
      """, responses: "| session | q |\n|---|---|\n" + rows
    ).section(of: Frequencies.self)
    #expect(
      section.statements.first?.text
        == "The target for “I know what to do”, at least 95%, \(words) answered “Agree” or “Strongly agree”.")
  }

  @Test func withoutAnswersNothingIsDivided() throws {
    let section = try AnalysisCase(
      "questions: [{type: select_one, name: q, label: Q, choices: {a: A, b: B}}]",
      responses: "| session | q |\n|---|---|\n| s | |"
    ).section(of: Frequencies.self)
    #expect(section.table("q")?.cells(of: "share").allSatisfy { $0.fraction == nil } == true)
    #expect(section.charts.isEmpty)
    #expect(section.statements.isEmpty)
  }

  @Test func anEventWithoutSurveyIsRefused() throws {
    #expect(throws: DiagnosticsError.self) {
      _ = try Frequencies(
        options: Options(specifications: Frequencies.manifest.options, of: "frequencies"),
        context: AnalysisContext(survey: nil))
    }
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(Frequencies.manifest.problems(among: [Frequencies.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: Frequencies.manifest) == [])
  }
}
