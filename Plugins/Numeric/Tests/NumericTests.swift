import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Numeric
import Testing

@Suite struct NumericTests {
  static let questions = """
    questions:
      - {type: integer, name: age, label: "Age"}
      - {type: decimal, name: miles, label: "Miles"}
      - {type: date, name: day, label: "When did you come?"}
      - {type: time, name: hour, label: "At what time?"}
      - {type: select_one, name: role, label: "Role", choices: {a: "A", b: "B"}}
    """

  let test = try? AnalysisCase(
    questions,
    responses: """
      | session | unit   | age | miles | day        | hour  | role |
      |---------|--------|-----|-------|------------|-------|------|
      | rugby   | person | 23  | 0.1   | 2019-09-24 | 36000 | a    |
      | rugby   | person | 35  | 0.3   | 2019-09-24 | 36900 | a    |
      | rugby   | person | 35  | 2.25  | 2019-10-01 | 50400 | a    |
      | rugby   | person | 61  |       | 2019-10-31 | 50400 | a    |
      | rugby   | person | 19  | 1.5   |            |       | a    |
      | warwick | person | 27  | -1    |            |       | b    |
      | warwick | person | 44  |       |            |       | b    |
      | warwick | person | 80  |       |            |       | b    |
      | warwick | person | 18  |       |            |       | b    |
      | warwick | person | 28  |       |            |       | b    |
      | warwick | person | !not_asked |  |          |       |      |
      | warwick | person |     |       |            |       | b    |
      | warwick | table  | 99  | 99    | 2001-01-01 | 0     |      |
      """)

  func section(
    _ questions: Question.ID..., by: String? = nil, options: [String: String] = [:]
  ) throws -> Section {
    try #require(test).section(of: Numeric.self, questions: questions, by: by, options: options)
  }

  @Test func keepsTheLawsOfAnalyses() throws {
    for by in [nil, "session", "role"] {
      #expect(try #require(test).brokenLaws(of: Numeric.self, by: by) == [])
    }
    #expect(try #require(test).brokenLaws(of: Numeric.self, options: ["bins": "7"]) == [])
  }

  /// R 4.2 on 23, 35, 35, 61, 19, 27, 44, 80, 18, 28: `mean`, `sd`, `quantile`.
  @Test func figuresAreThoseOfR() throws {
    let section = try section("age")
    let table = try #require(section.table("numeric"))
    func cell(_ column: String) -> Cell? { table.cell(row: "age", column: column) }
    #expect(cell("answered") == .number(10) && cell("mean") == .number(37))
    #expect(abs(try #require(cell("sd")?.amount) - 19.843834754849624) < 1e-12)
    #expect(cell("min") == .number(18) && cell("max") == .number(80))
    #expect(cell("q1") == .number(24) && cell("median") == .number(31.5) && cell("q3") == .number(41.75))
    #expect(cell("outliers") == .number(1))
    #expect(table.base?.figures == [10, 1])
    #expect(
      section.statements.map(\.text) == [
        "“Age”: the median of 10 answers is 31.5; the middle half of them lie between 24 and 41.75."
      ])
  }

  @Test func daysAndTimesAreToldAsSuch() throws {
    let section = try section("day", "hour", options: ["smallest_base": "4"])
    #expect(section.tables.map(\.name) == ["dates", "times", "histogram-day", "histogram-hour"])
    let dates = try #require(section.table("dates"))
    #expect(dates.cell(row: "day", column: "min") == .text("2019-09-24"))
    #expect(dates.cell(row: "day", column: "median") == .text("2019-09-27"))
    #expect(dates.cell(row: "day", column: "max") == .text("2019-10-31"))
    // R 4.2: sd(c(0, 0, 7, 37)).
    #expect(abs(try #require(dates.cell(row: "day", column: "sd")?.amount) - 17.644640357154728) < 1e-12)
    let times = try #require(section.table("times"))
    #expect(times.cell(row: "hour", column: "mean") == .text("12:03"))
    #expect(times.cell(row: "hour", column: "q1") == .text("10:11"))
    #expect(section.statements[0].text.contains("the median of 4 answers is 27 September 2019"))
    let weeks = try self.section("day", options: ["width": "7"]).table("histogram-day")
    #expect(weeks?.rows.first?[1] == .text("2019-09-23 to 2019-09-29"))
    #expect(weeks?.cells(of: "responses") == [2, 1, 0, 0, 0, 1].map(Cell.count))
    #expect(section.table("histogram-hour")?.cells(of: "responses").compactMap(\.amount).reduce(0, +) == 4)
  }

  @Test func histogramsCountEveryAnswerOnceAndKeepEmptyClasses() throws {
    let table = try #require(section("age", options: ["width": "10"]).table("histogram-age"))
    #expect(
      table.cells(of: "label")
        == ["10 to 19", "20 to 29", "30 to 39", "40 to 49", "50 to 59", "60 to 69", "70 to 79", "80 to 89"]
        .map(
          Cell.text))
    #expect(table.cells(of: "responses") == [2, 3, 2, 1, 0, 1, 0, 1].map(Cell.count))
    #expect(table.cells(of: "share")[1] == .share(3, of: 10))
    let bins = try #require(section("age", options: ["bins": "2"]).table("histogram-age"))
    #expect(bins.cells(of: "label") == [.text("18 to under 49"), .text("49 to 80")])
    #expect(bins.cells(of: "responses") == [.number(8), .number(2)])
    let decimal = try #require(section("miles", options: ["width": "0.1"]).table("histogram-miles"))
    #expect(decimal.cell(row: "0.3", column: "responses") == .number(1))
    #expect(decimal.cell(row: "0.3", column: "label") == .text("0.3 to under 0.4"))
    // Classes that are a dimension of their own add up to those who answered.
    let column = try #require(decimal.index(of: "responses"))
    let dimension = try #require(
      decimal.counted(row: 0, column: column)?.conditions.keys.first { $0 != "unit" })
    #expect(decimal.base?.counts?.alike == [.forms(where: [dimension: []])])
    #expect(bins.base?.counts?.alike == [])
  }

  @Test func aChartNamesItsHighestClass() throws {
    let chart = try #require(section("age", options: ["width": "10"]).charts.first)
    #expect(chart.kind == .column && chart.title == "Most often: 20 to 29")
    #expect(try section("age", options: ["charts": "no"]).charts.isEmpty)
    // Two classes tie: no finding.
    #expect(try section("age", options: ["width": "31"]).charts.first?.title != "Most often: 20 to 29")
  }

  /// NumPy: Σwx ÷ Σw and Σw(x − mean)² ÷ (Σw − Σw² ÷ Σw); statsmodels 0.15: `DescrStatsW.quantile`.
  @Test func weightsMakeMeansQuartilesAndShares() throws {
    var test = try #require(test)
    test.batch.weights = [1.5, 0.5, 2, 1.25, 0.75, 1, 0.5, 1.5, 2.5, 0.5, 1, 1, 1]
    let section = try test.section(of: Numeric.self, questions: ["age"], options: ["width": "10"])
    let table = try #require(section.table("numeric"))
    func cell(_ column: String) -> Double? { table.cell(row: "age", column: column)?.amount }
    #expect(abs(try #require(cell("mean")) - 36.708333333333336) < 1e-12)
    #expect(abs(try #require(cell("sd")) - 22.108902940496687) < 1e-12)
    #expect(cell("q1") == 19 && cell("median") == 28 && cell("q3") == 44 && cell("answered") == 10)
    let histogram = try #require(section.table("histogram-age"))
    #expect(histogram.cells(of: "responses")[0] == .number(2))
    #expect(histogram.cells(of: "share")[0] == .share(of: 3.25, in: 12))
    #expect(section.notes.contains { $0.contains("by weight") })
    #expect(try test.brokenLaws(of: Numeric.self, by: "role") == [])
  }

  @Test func groupsHaveRowsOfTheirOwn() throws {
    let table = try #require(section("age", by: "session").table("numeric-by-session"))
    #expect(table.cells(of: "answered") == [.number(5), .number(5)])
    #expect(table.cells(of: "median") == [.number(35), .number(28)])
    #expect(
      try section("day", by: "role").table("dates-by-role")?.cells(of: "answered") == [
        .number(4), .number(0),
      ])
  }

  @Test func oneAnswerNoneAndAllTheSameAreToldWithoutNonsense() throws {
    let one = try AnalysisCase(Self.questions, responses: "| session | age |\n| s | 40 |\n| s | |")
    let section = try one.section(of: Numeric.self, questions: ["age", "miles"])
    let table = try #require(section.table("numeric"))
    #expect(table.cell(row: "age", column: "mean") == .number(40))
    #expect(table.cell(row: "age", column: "sd") == .missing)
    #expect(table.cell(row: "miles", column: "mean") == .missing)
    #expect(
      section.statements.map(\.text) == [
        "“Age”: one answered, too few to say.", "“Miles”: nobody answered, too few to say.",
      ])
    #expect(section.notes.contains("“Age” has no standard deviation: one answer has no spread."))
    #expect(section.tables.map(\.name) == ["numeric", "histogram-age"])
    let rows = Array(repeating: "| s | 7 |", count: 10).joined(separator: "\n")
    let same = try AnalysisCase(Self.questions, responses: "| session | age |\n" + rows)
    let said = try same.section(of: Numeric.self, questions: ["age"])
    #expect(said.statements.map(\.text) == ["“Age”: all 10 who answered said 7."])
    #expect(said.table("numeric")?.cell(row: "age", column: "sd") == .number(0))
    #expect(said.charts.isEmpty)
  }

  @Test func theLargestNumbersGiveNoteInsteadOfInfinity() throws {
    let huge = try AnalysisCase(
      Self.questions, responses: "| session | miles |\n| s | 1.7e308 |\n| s | 1.7e308 |\n| s | -1.7e308 |")
    let section = try huge.section(of: Numeric.self, questions: ["miles"])
    #expect(section.table("numeric")?.cell(row: "miles", column: "sd") == .missing)
    #expect(
      section.notes.contains { $0.contains("has no standard deviation: its numbers are too far apart") })
    #expect(section.notes.contains { $0.contains("has no histogram") })
    #expect(try huge.brokenLaws(of: Numeric.self, questions: ["miles"]) == [])
  }

  @Test func singlePeoplesAnswersAreNotToldToOthers() throws {
    let test = try #require(test)
    let context = AnalysisContext(
      survey: test.survey, sessions: test.batch.schema.sessions, audience: .partner,
      questions: test.survey.questions.filter { $0.id == "age" })
    let analysis = try Numeric(
      options: Options(specifications: Numeric.manifest.options, of: "numeric"), context: context)
    var tally = analysis.start()
    analysis.add(test.batch, to: &tally)
    let table = try #require(analysis.finish(tally).table("numeric"))
    for column in ["min", "max", "outliers"] { #expect(table.cell(row: "age", column: column) == .missing) }
    #expect(table.cell(row: "age", column: "median") == .number(31.5))
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let both = #expect(throws: DiagnosticsError.self) {
      try section("age", options: ["bins": "3", "width": "2"])
    }
    #expect(
      both?.diagnostics.map(\.message) == ["numeric: options bins and width can't both decide the classes"])
    let none = try AnalysisCase(
      "questions: [{type: select_one, name: q, label: Q, choices: {a: A}}]",
      responses: "| session | q |\n| s | a |")
    let error = #expect(throws: DiagnosticsError.self) { try none.analysis(Numeric.self) }
    #expect(error?.diagnostics.map(\.rule) == ["no-numeric-question"])
    #expect(
      try section("age", options: ["width": "0.01"]).notes.contains { $0.contains("wider ones are shown") })
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(Numeric.manifest.problems(among: [Numeric.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: Numeric.manifest) == [])
  }
}
