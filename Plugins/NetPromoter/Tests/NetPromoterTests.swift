import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import NetPromoter
import Testing

@Suite struct NetPromoterTests {
  static let questions = """
    questions:
      - {type: range, name: recommend, label: "Would you recommend us?", start: 0, end: 10}
      - {type: integer, name: rating, label: "Your rating"}
      - {type: scale, name: words, label: "In words?", choices: {0: "No", 1: "1", 2: "2", 3: "3", 4: "4", 5: "5",
         6: "6", 7: "7", 8: "8", 9: "9", 10: "Yes"}, not_scored: {na: "Don't know"}}
      - {type: range, name: five, label: "One to five", start: 1, end: 5}
      - {type: range, name: ten, label: "One to ten", start: 1, end: 10}
      - {type: scale, name: agree, label: "Agree?", choices: {1: "No", 2: "Yes"}}
      - {type: select_one, name: role, label: "Role", choices: {a: "A", b: "B"}}
    """

  let test = try? AnalysisCase(
    questions,
    responses: """
      | session | unit   | recommend | rating | words | ten | role |
      |---------|--------|-----------|--------|-------|-----|------|
      | rugby   | person | 10        | 10     | 10    | 10  | a    |
      | rugby   | person | 10        | 9      | na    | 9   | a    |
      | rugby   | person | 9         | 9.5    | 9     | 1   | b    |
      | rugby   | person | 8         | 11     |       |     | b    |
      | rugby   | person | 7         | -1     | 7     |     | a    |
      | rugby   | person | 9         | 10     |       |     | a    |
      | rugby   | person | 6         | 6      |       |     | a    |
      | warwick | person | 0         | 0      | 0     |     |      |
      | warwick | person | 10        | 10     |       |     | b    |
      | warwick | person | 9         | 9      |       |     | b    |
      | warwick | person | !not_asked |       |       |     | b    |
      | warwick | person |           |        |       |     | b    |
      | warwick | table  | 0         | 0      | 0     | 1   |      |
      """)

  func section(_ questions: Question.ID..., by: String? = nil, options: [String: String] = [:]) throws
    -> Section
  {
    try #require(test).section(of: NetPromoter.self, questions: questions, by: by, options: options)
  }

  @Test func keepsTheLawsOfAnalyses() throws {
    for by in [nil, "session", "role"] {
      #expect(
        try #require(test).brokenLaws(
          of: NetPromoter.self, questions: ["recommend", "rating", "words"], by: by) == [])
    }
  }

  @Test func whatIsLeftOutIsToldByItsNumbers() throws {
    for table in try section("recommend", "rating", by: "role").tables {
      let column = try #require(table.index(of: "left_out"))
      let told = try #require(
        table.rows.indices.first { table.rows[$0][0] == .text("rating") }
          .flatMap { table.counted(row: $0, column: column) })
      #expect(told.conditions["rating"] == ["-1", "9.5", "11"])
    }
  }

  @Test func theScoreIsPromotersLessDetractorsOfThoseWhoAnswered() throws {
    let section = try section("recommend")
    let table = try #require(section.table("net-promoter"))
    let cells = ["answered", "promoters", "passives", "detractors", "score"].map {
      table.cell(row: "recommend", column: $0)
    }
    #expect(cells == [10, 6, 2, 2, 40].map { Cell.number($0) })
    #expect(table.base?.figures == [10, 2])
    #expect(section.measure("nps") == 40 && section.measure("answered") == 10)
    #expect(table.cell(row: "recommend", column: "verdict") == .text("no clear difference"))
    #expect(
      section.statements.map(\.text) == [
        "“Would you recommend us?”: 6 of 10 gave 9 or 10 and 2 of 10 0 to 6, a net promoter score of 40 "
          + "(interval -15 to 75)."
      ])
    #expect(section.charts.map(\.series) == [["detractors", "passives", "promoters"]])
  }

  @Test func whatIsNoRatingIsToldAndLeftOut() throws {
    let section = try section("rating")
    let table = try #require(section.table("net-promoter"))
    // 9.5, 11 and -1 are left out.
    #expect(table.cell(row: "rating", column: "answered") == .number(7))
    #expect(table.cell(row: "rating", column: "left_out") == .number(3))
    #expect(
      section.notes.contains(
        "“Your rating”: three answers are left out, not being a whole number from 0 to 10."))
    #expect(section.statements[0].text == "“Your rating”: seven answered, too few to say.")
    #expect(try self.section("recommend").table("net-promoter")?.index(of: "left_out") == nil)
  }

  @Test func dontKnowIsNoRating() throws {
    let table = try #require(section("words").table("net-promoter"))
    #expect(table.cell(row: "words", column: "answered") == .number(4))
    #expect(table.cell(row: "words", column: "not_scored") == .number(1))
    #expect(table.cell(row: "words", column: "score") == .number(25))
  }

  @Test func withoutQuestionsThoseFromNoughtToTenAreTaken() throws {
    let section = try section()
    #expect(section.table("net-promoter")?.cells(of: "question") == [.text("recommend"), .text("words")])
    #expect(section.measure("nps:recommend") == 40 && section.measure("answered:words") == 4)
  }

  @Test func aRatingFromOneIsToldApart() throws {
    let section = try section("ten")
    #expect(section.notes.contains { $0.contains("starts at 1") })
    #expect(section.table("net-promoter")?.cell(row: "ten", column: "answered") == .number(3))
  }

  @Test func questionsThatOfferSomethingElseAreRefused() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try #require(test).analysis(NetPromoter.self, questions: ["five", "agree"])
    }
    #expect(
      error?.diagnostics.map(\.message) == [
        "five does not ask for a rating from 0 to 10", "agree does not ask for a rating from 0 to 10",
      ])
    let none = try AnalysisCase(
      "questions: [{type: integer, name: age, label: Age}]", responses: "| session | age |\n| s | 5 |")
    let hint = #expect(throws: DiagnosticsError.self) { try none.analysis(NetPromoter.self) }
    #expect(hint?.diagnostics.first?.hint?.contains("age") == true)
  }

  /// NumPy and SciPy 1.17: weighted shares, Kish's effective number 7.73, and the score interval of as many ratings.
  @Test func weightsMakeTheScoreAndTheirEffectiveNumberTheInterval() throws {
    var test = try #require(test)
    test.batch.weights = [1.5, 0.5, 2, 1.25, 0.75, 1, 0.5, 1.5, 2.5, 0.5, 1, 1, 1]
    let section = try test.section(of: NetPromoter.self, questions: ["recommend"])
    let table = try #require(section.table("net-promoter"))
    func cell(_ column: String) -> Double? { table.cell(row: "recommend", column: column)?.amount }
    #expect(abs(try #require(cell("score")) - 50) < 1e-12)
    #expect(abs(try #require(cell("low")) + 14.204541667416958) < 1e-6)
    #expect(abs(try #require(cell("high")) - 83.5790949733052) < 1e-6)
    #expect(cell("answered") == 10 && cell("promoters") == 6)
    #expect(section.statements[0].text.hasSuffix("10 answered, too few to say."))
    #expect(section.notes.contains { $0.contains("by weight") })
    #expect(try test.brokenLaws(of: NetPromoter.self, questions: ["recommend"], by: "role") == [])
  }

  @Test func groupsHaveRowsOfTheirOwn() throws {
    let table = try #require(section("recommend", by: "session").table("net-promoter-by-session"))
    #expect(table.cells(of: "answered") == [.number(7), .number(3)])
    #expect(table.cells(of: "verdict") == [.text("too few to say"), .text("too few to say")])
    let byRole = try #require(section("recommend", by: "role").table("net-promoter-by-role"))
    #expect(byRole.cells(of: "promoters") == [.number(3), .number(3)])
  }

  @Test func withoutAnswersNothingIsClaimed() throws {
    let empty = try AnalysisCase(Self.questions, responses: "| session | recommend |\n| s | |")
    let section = try empty.section(of: NetPromoter.self, questions: ["recommend"])
    #expect(section.table("net-promoter")?.cell(row: "recommend", column: "score") == .missing)
    #expect(section.table("net-promoter")?.cell(row: "recommend", column: "low") == .missing)
    #expect(section.statements.map(\.text) == ["“Would you recommend us?”: nobody answered, too few to say."])
    #expect(section.charts.isEmpty)
  }

  @Test func allTheSameIsSure() throws {
    let rows = Array(repeating: "| s | 10 |", count: 12).joined(separator: "\n")
    let same = try AnalysisCase(Self.questions, responses: "| session | recommend |\n" + rows)
    let section = try same.section(of: NetPromoter.self, questions: ["recommend"])
    let table = try #require(section.table("net-promoter"))
    #expect(table.cell(row: "recommend", column: "score") == .number(100))
    #expect(table.cell(row: "recommend", column: "high") == .number(100))
    // SciPy 1.17: twice Wilson's lower bound for 12 of 12, less one.
    #expect(abs(try #require(table.cell(row: "recommend", column: "low")?.amount) - 51.50119866895182) < 1e-9)
    #expect(section.charts.map(\.title) == ["More promoters than detractors"])
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(NetPromoter.manifest.problems(among: [NetPromoter.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: NetPromoter.manifest) == [])
  }
}
