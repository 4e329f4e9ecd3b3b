import Crosstab
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

@Suite struct CrosstabTests {
  let test = try? AnalysisCase(
    """
    questions:
      - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
      - {type: select_one, name: role, label: "Role", choices: {faith: "Faith", parent: "Parent", young: "Young"}}
      - {type: select_multiple, name: topics, label: "Topics", choices: {hate: "Hate", knives: "Knives"}}
    """,
    responses: """
      | session | unit   | people | aware | role   | topics       |
      |---------|--------|--------|-------|--------|--------------|
      | rugby   | person |        | yes   | faith  | hate; knives |
      | rugby   | person |        | yes   | faith  | hate         |
      | rugby   | person |        | yes   | faith  | knives       |
      | rugby   | person |        | no    | faith  |              |
      | rugby   | person |        | yes   | parent | hate         |
      | warwick | person |        | no    | parent | !not_asked   |
      | warwick | person |        | no    | parent | hate; knives |
      | warwick | person |        | no    | parent |              |
      | warwick | person |        | no    |        | hate         |
      | warwick | person |        |       | parent | hate         |
      | warwick | table  | 8      | yes   | faith  | hate         |
      """)

  func section(_ question: Question.ID, by: String) throws -> Section {
    try #require(test).section(of: Crosstab.self, questions: [question], by: by)
  }

  @Test(arguments: [("aware", "role"), ("aware", "session"), ("topics", "role"), ("role", "topics")])
  func keepsTheLawsOfAnalyses(question: String, by: String) throws {
    #expect(
      try #require(test).brokenLaws(of: Crosstab.self, questions: [Question.ID(question)], by: by) == [])
  }

  @Test func rowsAreAnswersAndColumnsGroupsWithTheirShares() throws {
    let table = try #require(section("aware", by: "role").table("aware-by-role"))
    #expect(
      table.columns.map(\.name) == [
        "choice", "label", "role=faith", "role=parent", "role=young", "total", "role=faith:share",
        "role=parent:share",
        "role=young:share",
      ])
    #expect(
      table.rows == [
        [
          .text("yes"), .text("Yes"), .number(3), .number(1), .number(0), .number(4), .share(3, of: 4),
          .share(1, of: 4),
          .missing,
        ],
        [
          .text("no"), .text("No"), .number(1), .number(3), .number(0), .number(4), .share(1, of: 4),
          .share(3, of: 4),
          .missing,
        ],
      ])
    #expect(table.base?.figures == [8, 2])
    #expect(table.columns[6].label == "Faith, share")
  }

  /// Against SciPy 1.17: chi2_contingency([[3, 1], [1, 3]], correction=False) and fisher_exact.
  @Test func emptyGroupsAreDroppedBeforeTheTestAndTwoByTwoIsExact() throws {
    let section = try section("aware", by: "role")
    #expect(section.measure("chi_squared") == 2)
    #expect(section.measure("df") == 1)
    #expect(abs(try #require(section.measure("p")) - 0.15729920705028105) < 1e-14)
    #expect(section.measure("cramers_v") == 0.5)
    #expect(abs(try #require(section.measure("fisher_p")) - 0.48571428571428565) < 1e-14)
    #expect(section.measure("n") == 8)
    #expect(section.measure("monte_carlo_p") == nil)
    #expect(
      section.tables[0].notes == [
        "In four of four cells fewer than five answers were to be expected; the chi-squared test needs more. Fisher's "
          + "exact p holds all the same."
      ])
    #expect(
      section.statements.map(\.text)
        == ["Answers to “Aware?” by “Role”: too few to say; 8 answered both."])
  }

  @Test(arguments: [(14, "differ no more than chance would explain"), (15, "too few to say")])
  func belowTheSmallestBaseThereIsNoVerdict(base: Int, words: String) throws {
    let section = try CrosstabTests.section(of: [[4, 3], [3, 4]], options: ["smallest_base": "\(base)"])
    #expect(section.statements.count == 1)
    #expect(section.statements.allSatisfy { $0.text.contains(words) })
  }

  /// Against SciPy 1.17: chi2_contingency, association(method="cramer"), and 200,000 tables of random_table.
  @Test func largerSparseTablesGetASimulatedP() throws {
    let section = try CrosstabTests.section(of: [[8, 1, 1], [2, 3, 0], [1, 0, 2]])
    #expect(abs(try #require(section.measure("chi_squared")) - 11.477272727272727) < 1e-12)
    #expect(section.measure("df") == 4)
    #expect(abs(try #require(section.measure("p")) - 0.021692715216260088) < 1e-14)
    #expect(abs(try #require(section.measure("cramers_v")) - 0.5646353967943661) < 1e-14)
    #expect(abs(try #require(section.measure("monte_carlo_p")) - 0.01616) < 0.004)
    #expect(section.tables[0].notes.first?.contains("The simulated p") == true)
    #expect(
      section.statements.first?.text
        == "Answers to “Row” by “Column” differ more than chance would explain: a large difference, Cramér's V 0.56; "
        + "18 answered both.")
  }

  @Test(arguments: [[[0, 0], [0, 0]], [[5, 0], [0, 0]], [[5, 3], [0, 0]], [[5, 0], [3, 0]]])
  func tablesWithNothingToCompareHaveNoTest(counts: [[Int]]) throws {
    let section = try CrosstabTests.section(of: counts)
    for name in ["chi_squared", "df", "p", "cramers_v"] {
      #expect(section.measures.contains { $0.name == name && $0.value == nil })
    }
    #expect(section.measures.allSatisfy { $0.value?.isFinite ?? true })
    #expect(section.tables[0].notes == ["Too few answers to compare."])
    #expect(section.statements.isEmpty)
  }

  @Test func severalAnswersAreCountedButNotTested() throws {
    let section = try section("topics", by: "role")
    let table = try #require(section.table("topics-by-role"))
    #expect(table.cells(of: "role=faith") == [.number(2), .number(2)])
    #expect(table.cells(of: "role=faith:share") == [.share(2, of: 3), .share(2, of: 3)])
    #expect(table.overlapping)
    #expect(section.measures.map(\.name) == ["n"])
    #expect(section.charts.map(\.kind) == [.bar])
    #expect(section.statements.isEmpty)
    let turned = try #require(self.section("role", by: "topics").table("role-by-topics"))
    #expect(turned.cell(row: "faith", column: "topics=hate") == .number(2))
    #expect(turned.cell(row: "faith", column: "total") == .number(3))
  }

  @Test func bySessionCountsWhereItWasSaid() throws {
    let table = try #require(section("aware", by: "session").table("aware-by-session"))
    #expect(table.cells(of: "session=rugby") == [.number(4), .number(1)])
    #expect(table.cells(of: "session=warwick") == [.number(0), .number(4)])
    #expect(table.base?.figures == [9, 1])
  }

  @Test func aQuestionIsNotSplitByItself() throws {
    #expect(throws: DiagnosticsError.self) { try section("aware", by: "aware") }
  }

  /// Against pandas and SciPy over real answers: `../shared/data/*/expected.json`.
  @Test(.enabled(if: ExpectedCrosstab.isAvailable), arguments: ExpectedCrosstab.all)
  func realSurveysGiveTheirExpectedFigures(expected: ExpectedCrosstab) throws {
    let section = try CrosstabTests.section(of: expected.table)
    #expect(section.measure("n") == expected.n)
    #expect(section.measure("df") == Double(expected.dof))
    #expect(close(section.measure("chi_squared"), expected.chi2))
    #expect(close(section.measure("p"), expected.p))
    #expect(close(section.measure("cramers_v"), expected.cramersV))
    if expected.table.count == 2, expected.table[0].count == 2, let fisher = expected.fisherP {
      #expect(close(section.measure("fisher_p"), fisher))
    }
    let table = section.tables[0]
    #expect(
      (0..<expected.table.count).allSatisfy { row in
        (0..<expected.table[0].count).allSatisfy {
          table.rows[row][2 + $0] == .count(expected.table[row][$0])
        }
      })
  }

  private func close(_ value: Double?, _ expected: Double) -> Bool {
    guard let value else { return false }
    // Where SciPy has run out of digits, any p below the smallest it shows will do.
    return expected == 0 ? value < 1e-300 : abs(value - expected) <= 1e-9 * abs(expected)
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(Crosstab.manifest.problems(among: [Crosstab.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: Crosstab.manifest) == [])
  }

  /// A crosstab of as many forms in each cell as given.
  static func section(of counts: [[Int]], options: [String: String] = [:]) throws -> Section {
    func question(_ id: Question.ID, _ label: LocalizedText, _ count: Int) -> Question {
      Question(
        id: id, type: .selectOne, label: label,
        choices: (0..<count).map { Choice(id: Choice.ID("c\($0)"), label: LocalizedText("\($0)")) })
    }
    let row = question("row", "Row", counts.count)
    let column = question("column", "Column", counts[0].count)
    let session = SessionReference(event: "event", session: "session")
    var batch = ResponseBatch(schema: BatchSchema(questions: [row, column], sessions: [session]))
    for (rowCode, cells) in counts.enumerated() {
      for (columnCode, count) in cells.enumerated() {
        let response = Response(
          session: session,
          answers: ["row": .choice(Choice.ID("c\(rowCode)")), "column": .choice(Choice.ID("c\(columnCode)"))])
        for _ in 0..<count { batch.append(response) }
      }
    }
    let survey = Survey(id: "survey", title: "Survey", questions: [row, column])
    return try AnalysisCase(survey: survey, batch: batch).section(
      of: Crosstab.self, questions: ["row"], by: "column", options: options)
  }
}
