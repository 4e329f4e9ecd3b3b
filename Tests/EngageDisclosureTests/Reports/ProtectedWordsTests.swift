import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

@Suite struct ProtectedWordsTests {
  typealias Made = MadeReports

  private func report(_ text: String, row: String = "faith") -> Report {
    Made.report(
      forms: 61, [Made.frequencies("role", ["faith": 3, "parent": 20, "other": 38])],
      statements: [
        Statement(
          text, role: .finding, values: ["n": CellReference(table: "role", row: row, column: "responses")])
      ],
      measures: [
        Measure("answered", table: "role", value: 61, counts: true), Measure("chi", table: "role", value: 4),
      ],
      notes: ["Forms only.", "3 were of faith."])
  }

  private func words(_ text: String, row: String = "faith") throws -> [String] {
    try Made.protected(report(text, row: row)).report.sections[0].statements.map(\.text)
  }

  @Test func aHiddenFigureIsSomeInASentence() throws {
    #expect(
      try words("Of those who came, 3 belong to a faith.") == ["Of those who came, some belong to a faith."])
    #expect(try words("Of those who came, three belong to a faith.").first?.contains("some belong") == true)
    #expect(try words("20 were parents.", row: "parent") == ["some were parents."])
  }

  @Test func aSentenceThatRanksHiddenFiguresOrTellsOthersGoes() throws {
    #expect(try words("Fewer than any other, 3, belong to a faith.").isEmpty)
    #expect(try words("In all, 3 belong to a faith, and 20 do not.").isEmpty)
  }

  @Test(arguments: [
    "Two of those who came belong to a faith.", "A single person belongs to a faith.",
    "Of the faiths, neither was named by many.", "Both who belong to a faith felt unsafe.",
    "Twelve of the 38 others were young.", "Half of those of a faith felt unsafe.", "Nobody was of a faith.",
  ])
  func aCountInWordsThatNoShownFigureIsGoes(sentence: String) throws {
    #expect(try words(sentence, row: "other").isEmpty)
    var made = report("Some came.")
    made.sections[0].statements = [Statement(sentence)]
    #expect(try Made.protected(made).report.sections[0].statements.isEmpty)
  }

  @Test(arguments: [
    "38 gave another answer in two sessions.", "38 gave another answer on one day of both events.",
    "38 gave another answer to “One or two?”.",
  ])
  func wordsThatCountNoPeopleStay(sentence: String) throws {
    #expect(try words(sentence, row: "other") == [sentence])
  }

  @Test func aShownCountMayStandInWords() throws {
    var made = Made.report(
      forms: 75, [Made.frequencies("role", ["faith": 3, "carer": 5, "parent": 20, "other": 38, "young": 9])],
      statements: [
        Statement(
          "Nine were young.", role: .finding,
          values: ["n": CellReference(table: "role", row: "young", column: "responses")])
      ])
    let shown = try Made.protected(made)
    try #require(!shown.isHidden("role", "young", "responses"))
    #expect(shown.report.sections[0].statements.map(\.text) == ["Nine were young."])
    made.sections[0].statements[0].text = "Eight were young."
    #expect(try Made.protected(made).report.sections[0].statements.isEmpty)
  }

  @Test func notesThatTellACountInWordsGoWithTheFigures() throws {
    var made = report("Some came.")
    made.sections[0].notes = ["Forms only.", "Those of three faiths are one group.", "A form is one person."]
    #expect(try Made.protected(made).report.sections[0].notes == ["Forms only.", "A form is one person."])
  }

  @Test func whenItWasIsNoFigure() throws {
    let sentence = "38 gave another answer on 24 September and in October 2019."
    #expect(try words(sentence, row: "other") == [sentence])
  }

  @Test func aSentenceAboutWhatIsShownStays() throws {
    #expect(try words("38 gave another answer.", row: "other") == ["38 gave another answer."])
  }

  @Test func measuresAndNotesOfATableGoWithItsFigures() throws {
    let section = try Made.protected(report("Some came.")).report.sections[0]
    #expect(section.measures.isEmpty)
    #expect(section.notes == ["Forms only."])
  }

  @Test func aChartOfWhatIsPartlyHiddenTellsNoFigureInItsWords() throws {
    let chart = Chart(
      name: "role", table: "role", category: "label", series: ["responses"], title: "Only 3 of faith",
      subtitle: "61 forms", alt: "faith 3, parent 20, other 38")
    var made = report("Some came.")
    made.sections[0].tables = [
      Made.frequencies("role", ["faith": 3, "parent": 20, "more": 30, "other": 38])
    ]
    made.scope.forms = 91
    made.scope.responses = 91
    made.sections[0].statements = []
    made.sections[0].charts = [chart]
    let shown = try #require(Made.protected(made).report.sections[0].charts.first)
    let words = [shown.title, shown.alt, shown.subtitle].joined()
    #expect(words.allSatisfy { !$0.isNumber })
  }

  @Test func whatPeopleWroteDoesNotLeave() throws {
    var made = report("Some came.")
    made.sections[0].tables.append(
      Table(
        name: "quotes", title: "Q", columns: [Column("text", "Words", .quote)], rows: [[.text("The buses")]]))
    #expect(try Made.protected(made).report.sections[0].tables.map(\.name) == ["role"])
  }

  @Test func aMeanIsShownOnlyWithTheAnswersItIsMadeOf() throws {
    func scales(_ counts: KeyValuePairs<String, Int>) throws -> Cell? {
      let scored = counts.map(\.key)
      let table = Table(
        name: "scales", title: "Scales", dimensions: ["safe"],
        columns: [
          Column("question", "Question", .key),
          Column("answered", "Answered", .count, counts: .forms(keys: ["question": "@"], values: scored)),
          Column("mean", "Mean", .number),
        ], rows: [[.text("safe"), .count(counts.reduce(0) { $0 + $1.value }), .number(3.21)]])
      return try Made.protected(Made.report(forms: 60, [table, Made.frequencies("safe", counts)]))
        .table("scales").cell(row: "safe", column: "mean")
    }
    #expect(try scales(["1": 10, "2": 20, "3": 30]) == .number(3.21))
    #expect(try scales(["1": 2, "2": 28, "3": 30]) == .suppressed)
  }

  @Test func aTableThatDoesNotTellWhomItCountsIsWithheldWhereItCouldRepeatWhatIsHidden() throws {
    func untold(_ dimension: String, _ count: Int) -> Table {
      Table(
        name: "own", title: "Own", dimensions: [dimension],
        columns: [Column("word", "Word", .key), Column("n", "Times", .count)],
        rows: [[.text("a"), .count(count)], [.text("b"), .count(30)]])
    }
    func isWithheld(_ table: Table) throws -> Bool {
      try Made.protected(
        Made.report(forms: 61, [table, Made.frequencies("role", ["faith": 3, "parent": 20, "other": 38])])
      ).table("own").withheld != nil
    }
    #expect(try isWithheld(untold("role", 20)))
    #expect(try isWithheld(untold("concerns", 4)))
    #expect(try !isWithheld(untold("concerns", 20)))
  }
}
