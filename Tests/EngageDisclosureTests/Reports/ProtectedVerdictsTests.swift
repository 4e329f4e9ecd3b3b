import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

/// Words that follow from figures go with them: “not met” of 10 % of 30 tells that two at most did.
@Suite struct ProtectedVerdictsTests {
  typealias Made = MadeReports

  private static let result = Column("verdict", "Verdict", .text)

  /// Whether so many of 30 reach a target, and 20 of 40 another.
  private func targets(reached: Int, result: Column = result) -> Table {
    func counts(_ question: String) -> [String: Counted] {
      [
        "answered": .forms(where: [question: []]), "reached": .forms(where: [question: ["yes"]]),
        "others": .forms(where: [question: ["no"]]),
      ]
    }
    func row(_ question: String, _ label: String, _ reached: Int, of answered: Int, _ verdict: String)
      -> [Cell]
    {
      [
        .text(question), .text(label), .text("at least 10%"), .count(answered), .count(reached),
        .count(answered - reached), .number(Double(reached) / Double(answered)), .missing, .text(verdict),
      ]
    }
    return Table(
      name: "targets", title: "Targets", dimensions: ["late", "safe"],
      columns: [
        Column("question", "Name", .key), Column("label", "Question", .text), Column("aim", "Aim", .text),
        Column("answered", "Answered", .count), Column("reached", "Reached", .count),
        Column("others", "Not reached", .count), Column("low", "From", .proportion),
        Column("mean", "Mean", .number), result,
      ],
      rows: [
        row("late", "Late?", reached, of: 30, "not met"), row("safe", "Safe?", 20, of: 40, "met"),
      ],
      counts: ["late": counts("late"), "safe": counts("safe")])
  }

  private let safe = Made.frequencies("safe", ["yes": 20, "no": 20])

  private func shown(
    reached: Int = 2, result: Column = result, notes: [String] = [], _ statements: [Statement] = []
  ) throws -> ProtectedReport {
    var table = targets(reached: reached, result: result)
    table.notes = notes
    return try Made.protected(
      Made.report(
        forms: 60, [table, safe], statements: statements,
        measures: [Measure("not_met", table: "targets", value: 1)]))
  }

  @Test(arguments: ["verdict", "certainty", "effect"])
  func aVerdictGoesWithTheFiguresOfItsRow(name: String) throws {
    let table = try shown(result: Column(name, "Result", .text)).table("targets")
    #expect(table.cell(row: "late", column: "reached") == .suppressed)
    #expect(table.cell(row: "late", column: name) == .suppressed)
    #expect(table.cell(row: "safe", column: name) == .text("met"))
  }

  @Test func whatAPlanOrACodebookSaysOfARowStays() throws {
    let table = try shown().table("targets")
    #expect(table.cell(row: "late", column: "label") == .text("Late?"))
    #expect(table.cell(row: "late", column: "aim") == .text("at least 10%"))
    for name in ["priority", "parent", "question_label"] {
      let other = try shown(result: Column(name, "Of", .text)).table("targets")
      #expect(other.cell(row: "late", column: name) == .text("not met"))
    }
  }

  @Test func thatThereIsNoAverageOfHiddenFiguresIsHiddenToo() throws {
    let table = try shown().table("targets")
    #expect(table.cell(row: "late", column: "mean") == .suppressed)
    #expect(table.cell(row: "safe", column: "mean") == .missing)
  }

  @Test func verdictsStayWhereNothingIsHidden() throws {
    let section = try shown(reached: 12).report.sections[0]
    #expect(section.tables[0] == targets(reached: 12))
    #expect(section.measure("not_met") == 1)
  }

  private func statement(_ text: String, row: String? = nil) -> Statement {
    let values = row.map { ["n": CellReference(table: "targets", row: $0, column: "answered")] }
    return Statement(text, role: .finding, values: values ?? [:])
  }

  @Test func sentencesAndMeasuresOfHiddenVerdictsGo() throws {
    let section = try shown(
      reached: 2,
      [
        statement("The target for “Late?” was not met: 30 answered.", row: "late"),
        statement("Targets were not met."),
        statement("Targets were not met by those who answered.", row: "safe"),
        statement("The target for “Safe?” was met: 40 answered.", row: "safe"),
      ]
    ).report.sections[0]
    #expect(section.statements.map(\.text) == ["The target for “Safe?” was met: 40 answered."])
    #expect(section.measures.isEmpty)
  }

  @Test func notesThatTellOfNobodyOrEverybodyGoWithHiddenFigures() throws {
    let notes = [
      "Where nobody’s answer changed there is nothing to test.",
      "Where everybody changed alike, there is none.",
      "One response is left out.", "Words are left out so that nobody can be recognised.",
    ]
    #expect(try shown(notes: notes).table("targets").notes == [notes[3]])
    #expect(try shown(reached: 12, notes: notes).table("targets").notes == notes)
  }

  /// A table of nothing but words, about a question of which something is hidden.
  @Test func aVerdictThatStandsAloneGoesWithTheAnswersOfItsQuestion() throws {
    func isWithheld(_ faith: Int) throws -> Bool {
      let table = Table(
        name: "own", title: "Own", dimensions: ["role"],
        columns: [Column("question", "Name", .key), Column("label", "Question", .text), Self.result],
        rows: [[.text("role"), .text("Role"), .text("few are of faith")]])
      let counts = Made.frequencies("role", ["faith": faith, "parent": 20, "other": 38])
      return try Made.protected(Made.report(forms: 58 + faith, [counts, table])).table("own").withheld
        != nil
    }
    #expect(try isWithheld(3))
    #expect(try !isWithheld(9))
  }

  @Test(arguments: [
    ("Three responses are left out: nothing says when they were given.", false),
    ("2 responses are left out.", false), ("One response is left out.", false),
    ("Nine of ten sessions were held.", true), ("A form is one person.", true),
  ])
  func aNoteDoesNotTellHowManyDidNotAnswerWhereThatIsHidden(note: String, stays: Bool) throws {
    var table = Made.frequencies("role", ["parent": 20, "other": 38])
    table.base?.missing = 3
    table.notes = [note]
    let shown = try Made.protected(Made.report(forms: 61, [table], notes: [note]))
    try #require(shown.hiddenRows("role").isEmpty)
    #expect(shown.table("role").base?.missing == nil)
    #expect(shown.table("role").notes == (stays ? [note] : []))
    #expect(shown.report.sections[0].notes == (stays ? [note] : []))
  }
}
