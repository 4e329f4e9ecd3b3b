import EngageAnalysis
import EngageModel
import EngageTesting
import Testing

@Suite struct MarginCellsTests {
  let survey = try? AnalysisCase(
    """
    questions:
      - type: select_one
        name: age
        label: "Age"
        choices: {a: "Under 16", b: "16 to 24", c: "25 or over", none: "Prefer not to say"}
        groups: {young: {label: "Under 25", choices: [a, b]}}
      - {type: select_one, name: sex, label: "Sex", choices: {f: "Female", m: "Male"}}
      - {type: text, name: why, label: "Why?"}
    """,
    responses: """
      | session | age  | sex |
      | s       | b    | m   |
      | s       | c    | f   |
      | s       | c    | m   |
      | s       | none | f   |
      | s       | a    |     |
      """)

  private func cells(_ questions: [Question.ID], _ cells: [[Choice.ID]]) throws -> MarginCells {
    let margin = Population.Margin(questions: questions, cells: cells.map { .init(choices: $0, people: 1) })
    let population = Population(id: "here", title: "Here", margins: [margin])
    return try MarginCells(margin, of: population, in: #require(survey).survey)
  }

  private func found(_ cells: MarginCells) throws -> [Int?] {
    let batch = try #require(survey).batch
    return (0..<batch.count).map { cells.cell(at: $0, in: cells.columns(in: batch)) }
  }

  @Test func `a response falls into the cell of its choice, or of the group of it`() throws {
    let cells = try cells(["age"], [["c"], ["young"]])
    #expect(try found(cells) == [1, 0, 0, nil, 1])
    #expect(cells.choicesWithoutFigure == [3])
    #expect(cells.labels(ofCell: 1) == ["Under 25"])
  }

  @Test func `crossed cells take an answer to each question, and combinations without figures are none`()
    throws
  {
    let cells = try cells(["sex", "age"], [["m", "young"], ["f", "c"], ["f", "young"]])
    #expect(try found(cells) == [0, 1, nil, nil, nil])
    #expect(cells.labels(ofCell: 2) == ["Female", "Under 25"])
  }

  static let faults: [(questions: [Question.ID], cells: [[Choice.ID]], rule: String)] = [
    (["agee"], [["a"]], "other-question"), (["why"], [["a"]], "other-question"),
    (["age"], [["d"]], "other-choice"), (["age"], [["a"], ["young"]], "overlapping-choices"),
  ]

  @Test(arguments: faults)
  func `what does not fit the survey is told`(
    fault: (questions: [Question.ID], cells: [[Choice.ID]], rule: String)
  ) throws {
    let error = #expect(throws: DiagnosticsError.self) { try cells(fault.questions, fault.cells) }
    #expect(error?.diagnostics.map(\.rule) == [fault.rule])
  }
}
