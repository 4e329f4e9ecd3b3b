import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import EqualityProfile
import Testing

@Suite struct EqualityProfileTests {
  static let questions = """
    questions:
      - type: select_one
        name: district
        label: "Where do you live?"
        choices: {rugby: "Rugby", warwick: "Warwick", stratford: "Stratford", nuneaton: "Nuneaton", away: "Elsewhere"}
      - type: select_one
        name: age
        label: "Age"
        choices: {a: "Under 16", b: "16 to 24", c: "25 or over"}
        groups: {young: {label: "Under 25", choices: [a, b]}}
      - {type: text, name: why, label: "Why?"}
    """

  static let districts = Population.Margin(
    questions: ["district"],
    cells: [("rugby", 200.0), ("warwick", 300), ("stratford", 480), ("nuneaton", 20)].map {
      .init(choices: [Choice.ID($0.0)], people: $0.1)
    })
  static let ages = Population.Margin(
    questions: ["age"],
    cells: [.init(choices: ["young"], people: 30), .init(choices: ["c"], people: 70)])
  static let crossed = Population.Margin(
    questions: ["district", "age"],
    cells: [
      .init(choices: ["rugby", "young"], people: 50), .init(choices: ["rugby", "c"], people: 150),
      .init(choices: ["warwick", "young"], people: 0), .init(choices: ["warwick", "c"], people: 300),
    ])

  /// So many forms with each pair of answers; an empty answer is missing.
  static func test(
    _ forms: [(district: String, age: String, count: Int)], margins: [Population.Margin] = [districts]
  ) throws -> AnalysisCase {
    let rows = forms.flatMap { form in
      (0..<form.count).map { _ in "| s | person | | \(form.district) | \(form.age) |" }
    }
    let table = "| s | table | 8 | rugby | c |"
    var test = try AnalysisCase(
      questions,
      responses: (["| session | unit | people | district | age |"] + rows + [table]).joined(separator: "\n"))
    test.populations = [Population(id: "here", title: "Here", source: "A census", margins: margins)]
    return test
  }

  static let forms = [
    ("rugby", "a", 24), ("warwick", "c", 6), ("stratford", "c", 30), ("away", "", 5), ("", "b", 3),
  ].map { (district: $0.0, age: $0.1, count: $0.2) }

  @Test func `keeps the laws of analyses`() throws {
    let test = try Self.test(Self.forms, margins: [Self.districts, Self.ages, Self.crossed])
    #expect(try test.brokenLaws(of: EqualityProfile.self) == [])
  }

  @Test func `its README says what its manifest says`() {
    #expect(PluginDocumentation.failures(manifest: EqualityProfile.manifest) == [])
  }

  /// Intervals against statsmodels 0.14, `proportion_confint` with `wilson`, and `beta` for the exact one.
  @Test func `shares stand beside those of the population, with the interval of the difference`() throws {
    let section = try Self.test(Self.forms).section(of: EqualityProfile.self)
    let table = try #require(section.table("district"))
    #expect(table.base?.figures == [60, 3])
    let expected: [(row: String, forms: Double, share: Double, low: Double, high: Double, verdict: String)] =
      [
        ("rugby", 24, 0.2, 0.2856949053488255, 0.5263394650795925, "more than live here"),
        ("warwick", 6, 0.3, 0.046642834473884176, 0.20149464723978774, "fewer than live here"),
        ("stratford", 30, 0.48, 0.37735024241555765, 0.6226497575844423, "no clear difference"),
        ("nuneaton", 0, 0.02, 0, 0.05962949228616692, "no clear difference"),
      ]
    for row in expected {
      func figure(_ column: String) throws -> Double {
        try #require(table.cell(row: row.row, column: column)?.amount)
      }
      #expect(try figure("responses") == row.forms)
      #expect(try figure("population_share") == row.share)
      #expect(abs(try figure("difference") - (row.forms / 60 - row.share)) < 1e-12)
      #expect(abs(try figure("low") - (row.low - row.share)) < 1e-9)
      #expect(abs(try figure("high") - (row.high - row.share)) < 1e-9)
      #expect(table.cell(row: row.row, column: "verdict") == .text(row.verdict))
    }
    #expect(table.cell(row: "away", column: "responses") == .number(5))
    #expect(table.cell(row: "away", column: "share") == .missing)
  }

  @Test func `the largest differences are told, and of whom`() throws {
    let section = try Self.test(Self.forms).section(of: EqualityProfile.self)
    #expect(
      section.statements.map(\.text) == [
        "Of those who answered “Where do you live?”, 24 of 60 (40%) said “Rugby”; among the people who live here it "
          + "is 20%: more by 20 percentage points (9 to 33).",
        "Of those who answered “Where do you live?”, 6 of 60 (10%) said “Warwick”; among the people who live here it "
          + "is 30%: fewer by 20 percentage points (10 to 25).",
      ])
    #expect(section.notes[0].contains("those who answered"))
  }

  @Test func `no percentage is told of few`() throws {
    let section = try Self.test([("rugby", "", 18), ("warwick", "", 2)]).section(of: EqualityProfile.self)
    #expect(
      section.statements[0].text
        == "Of those who answered “Where do you live?”, 18 of 20 said “Rugby”, where about four were to be expected "
        + "from the people who live here.")
  }

  @Test func `below the smallest base it is too few to say`() throws {
    let test = try Self.test([("rugby", "", 9)])
    let section = try test.section(of: EqualityProfile.self)
    #expect(
      section.statements.map(\.text) == [
        "“Where do you live?” was answered on nine forms: too few to say how they differ from the people who live here."
      ])
    #expect(section.table("district")?.cell(row: "rugby", column: "verdict") == .text("too few to say"))
    #expect(section.charts.isEmpty)
    let bold = try test.section(of: EqualityProfile.self, options: ["smallest_base": "5"])
    #expect(bold.table("district")?.cell(row: "rugby", column: "verdict") == .text("more than live here"))
  }

  @Test func `without answers there is a table and a sentence`() throws {
    let section = try Self.test([("", "", 2)]).section(of: EqualityProfile.self)
    #expect(AnalysisLaws.shapeFailures(of: section) == [])
    #expect(
      section.statements.map(\.text) == [
        "Nobody gave an answer to “Where do you live?” that Here has figures for."
      ])
    #expect(section.table("district")?.cell(row: "rugby", column: "difference") == .missing)
  }

  @Test func `a figure may be for a group of choices`() throws {
    let table = try #require(
      Self.test(Self.forms, margins: [Self.ages]).section(of: EqualityProfile.self).table("age"))
    #expect(table.cell(row: "young", column: "responses") == .number(27))
    #expect(table.cell(row: "young", column: "label") == .text("Under 25"))
    #expect(table.cell(row: "c", column: "responses") == .number(36))
  }

  @Test func `questions are crossed where the population has the figures`() throws {
    let test = try Self.test(
      [("rugby", "a", 10), ("warwick", "b", 4), ("warwick", "c", 6)],
      margins: [Self.districts, Self.ages, Self.crossed])
    let section = try test.section(of: EqualityProfile.self, questions: ["district", "age"])
    #expect(section.tables.map(\.name) == ["district", "age", "district-x-age"])
    let table = try #require(section.table("district-x-age"))
    #expect(table.cell(row: "rugby / young", column: "population_share") == .number(0.1))
    #expect(table.cell(row: "rugby / young", column: "verdict") == .text("more than live here"))
    #expect(table.cell(row: "warwick / young", column: "verdict") == .text("nobody lives here"))
    #expect(
      section.statements.contains { $0.text == "Four forms say “Warwick, 16 to 24”, where Here has nobody." }
        == false)
    #expect(
      section.statements.contains { $0.text == "Four forms say “Warwick, Under 25”, where Here has nobody." })
    let uncrossed = try Self.test(Self.forms, margins: [Self.districts, Self.ages])
      .section(of: EqualityProfile.self, questions: ["district", "age"])
    #expect(uncrossed.notes.contains { $0.contains("no figures that cross “Where do you live?” and “Age”") })
  }

  @Test func `what the population does not speak of is told`() throws {
    let test = try Self.test(Self.forms)
    let error = #expect(throws: DiagnosticsError.self) {
      try test.section(of: EqualityProfile.self, questions: ["age"])
    }
    #expect(error?.diagnostics.map(\.rule) == ["no-margin"])
    var none = test
    none.populations = []
    #expect(throws: DiagnosticsError.self) { try none.section(of: EqualityProfile.self) }
  }
}
