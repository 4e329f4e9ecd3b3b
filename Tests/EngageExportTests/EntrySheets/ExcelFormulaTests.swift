import EngageModel
import Testing

@testable import EngageExport

@Suite("Expressions as formulas of a spreadsheet") struct ExcelFormulaTests {
  /// The formula of a condition on the sheet of the typed survey, in row 5.
  private func formula(_ source: String, of current: Question.ID? = nil) throws -> String? {
    let survey = Survey.typed
    var lists = EntryLists()
    for question in survey.questions where question.type.isSingleChoice { lists.add(question, language: nil) }
    let cells = EntryCells(.forms(of: survey), survey: survey, language: nil, row: 4, lists: lists)
    var formula = ExcelFormula(cells: cells)
    formula.current = current.flatMap { survey.question($0) }
    return formula.condition(try Expression(parsing: source))
  }

  private let parent = "OR($B5=Lists!$A$2,$B5&\"\"=\"2\")"

  @Test func aChoiceIsItsWordOrTheNumberOnPaper() throws {
    #expect(try formula("${role} = 'parent'") == parent)
    #expect(try formula("selected(${role}, 'parent')") == parent)
    #expect(try formula("${role} != 'parent'") == "NOT(\(parent))")
    #expect(try formula("${role} = 'nobody'") == "FALSE")
  }

  @Test func severalChoicesAreTicks() throws {
    #expect(try formula("selected(${topics}, 'online')") == "($G5=\"x\")")
    #expect(
      try formula("count-selected(${topics}) > 1")
        == "(IF(($F5=\"x\"),1,0)+IF(($G5=\"x\"),1,0)+IF(($H5=\"x\"),1,0))>1")
    #expect(try formula("${topics} != ''") == "NOT(NOT(OR(($F5=\"x\"),($G5=\"x\"),($H5=\"x\"))))")
  }

  @Test func conditionsAreJoined() throws {
    #expect(
      try formula("${role} = 'parent' and not(selected(., 'none'))", of: "topics")
        == "AND(\(parent),NOT(($H5=\"x\")))")
    #expect(try formula("true() or false()") == "OR(TRUE,FALSE)")
  }

  @Test func numbersAreReadOutOfTexts() throws {
    let found = try #require(try formula(". >= 18", of: "age"))
    #expect(found.contains("_xlfn.NUMBERVALUE($N5,\".\",\" \")") && found.hasSuffix(">=18)"))
    #expect(found.hasPrefix("AND(ISNUMBER("))
  }

  @Test func daysAreComparedAsDays() throws {
    #expect(try #require(try formula(". <= '2026-12-31'", of: "day")).hasSuffix("<=DATE(2026,12,31))"))
    #expect(try #require(try formula(". < today()", of: "day")).hasSuffix("<TODAY())"))
  }

  @Test(arguments: [
    "regex(., '[A-Z]+')", "${begin} < '12:00'", "concat(${why}, 'x') = 'x'", "${nothing} = 1",
    "substr(., 0, 1) = 'a'", "${role} = ${safe}",
  ])
  func whatASpreadsheetHasNoLikeOfIsLeftToTheImport(_ source: String) throws {
    #expect(try formula(source, of: "concerns") == nil)
  }

  @Test func quotationMarksInTextsAreDoubled() throws {
    let found = try #require(try formula("contains(${why}, 'say \"no\"')"))
    #expect(found.hasPrefix("ISNUMBER(FIND(\"say \"\"no\"\"\","))
  }
}
