import EngageModel
import EngageSheets
import Testing

@testable import EngageImport

@Suite("What the columns of a question's items are drafted as") struct DraftedItemsTests {
  /// Items with their cells, row by row.
  private func decide(
    _ label: String, _ items: [String], _ rows: [[String]], _ conventions: CellConventions = CellConventions()
  ) throws -> ItemsDecision {
    let question = ForeignQuestion(
      code: nil, label: label, items: items.map { ForeignItem(code: nil, label: $0) })
    let text = rows.map { $0.joined(separator: "\t") + "\n" }.joined()
    let table = ForeignTable(
      dialect: "plain", evidence: [], lastHeaderRecord: 0, headers: [items], questions: [question],
      columns: items.indices.map { ForeignColumn(heading: items[$0], content: .item(question: 0, item: $0)) },
      conventions: conventions)
    let profile = try Array(text.utf8).withUnsafeBufferPointer {
      try TableProfile($0, format: .tab, table: table)
    }
    return ItemsDecision(
      question, items: profile.columns.compactMap { $0.map { AnswerValues($0, without: []) } },
      rows: profile.items[0],
      conventions: conventions)
  }

  @Test(
    "ticks make options",
    arguments: [
      [["Bus", ""], ["Bus", "Car"]], [["1", "0"], ["0", "1"]], [["1", ""], ["", ""]],
      [["Y", ""], ["Y", "Y"]],
      [["Checked", "Unchecked"], ["Unchecked", "Checked"]], [["TRUE", ""], ["", "TRUE"]],
      [["Selected", "Not selected"], ["Selected", "Not selected"]],
    ])
  func ticks(_ rows: [[String]]) throws {
    #expect(try decide("How do you travel?", ["Bus", "Car"], rows).reading == .multiple)
  }

  @Test("several choices in the cells of a grid: every row of it is a question with boxes")
  func boxesInAGrid() throws {
    let rows = [["Morning;Evening", "Morning"], ["Evening", "Noon;Evening"], ["Morning;Noon", ""]]
    let decision = try decide("When could you come?", ["Monday", "Tuesday"], rows + rows + rows)
    guard case .each(let decisions) = decision.reading else {
      Issue.record("not read row by row: \(decision.reading)")
      return
    }
    #expect(
      decisions.map(\.reading) == [
        .multiple(["Morning", "Evening", "Noon"]), .multiple(["Morning", "Evening", "Noon"]),
      ])
  }

  @Test("KoboToolbox: true and false are ticks beside the answer itself")
  func trueAndFalse() throws {
    let draft = try DraftCase(
      """
      needs,needs/food,needs/water,_id,_uuid,_submission_time
      food,TRUE,FALSE,1,a,2023-03-01T09:00:00
      food water,TRUE,TRUE,2,b,2023-03-01T09:00:00
      ,,,3,c,2023-03-01T09:00:00

      """)
    #expect(draft.question.type == .selectMultiple)
    #expect(draft.labels == ["food", "water"])
  }

  @Test("yes and no are ticks where the question or the dialect says so")
  func yesAndNo() throws {
    let rows = [["Yes", "No"], ["No", "Yes"], ["Yes", "Yes"]]
    #expect(try decide("Travel? Select all that apply", ["Bus", "Car"], rows).reading == .multiple)
    let conventions = CellConventions(ticked: ["Yes"], unticked: ["No"])
    #expect(try decide("Travel?", ["Bus", "Car"], rows, conventions).reading == .multiple)
    let decision = try decide("Have you ever used", ["Bus", "Car"], rows)
    guard case .each(let items) = decision.reading else {
      Issue.record("expected a question for each: \(decision)")
      return
    }
    #expect(items.allSatisfy { $0.reading == .choices(["Yes", "No"]) })
  }

  @Test("options of which nobody ever ticks two are one choice")
  func single() throws {
    let rows = (0..<12).map { $0 % 2 == 0 ? ["Bus", ""] : ["", "Car"] }
    #expect(try decide("How did you come?", ["Bus", "Car"], rows).reading == .one)
    #expect(try decide("Tick all that apply", ["Bus", "Car"], rows).reading == .multiple)
  }

  @Test("cells of one scale make a grid")
  func grid() throws {
    let rows = [["Agree", "Disagree"], ["Disagree", ""], ["Strongly agree", "Don't know"]]
    #expect(
      try decide("How far do you agree", ["a", "b"], rows).reading
        == .grid(["Disagree", "Agree", "Strongly agree"], unscored: ["Don't know"], numbers: nil))
  }

  @Test("places that never repeat in a row make a ranking")
  func ranking() throws {
    let rows = [["1", "2", "3"], ["3", "1", "2"], ["2", "", "1"]]
    #expect(try decide("Please rank these", ["a", "b", "c"], rows).reading == .ranking)
    // Without the word it takes more rows to be sure.
    guard case .each = try decide("Rate these", ["a", "b", "c"], rows).reading else {
      Issue.record("three rows prove no ranking")
      return
    }
    #expect(try decide("These", ["a", "b", "c"], (0..<12).map { rows[$0 % 2] }).reading == .ranking)
    guard case .each = try decide("Please rank these", ["a", "b", "c"], rows + [["1", "1", "2"]]).reading
    else {
      Issue.record("two first places are no ranking")
      return
    }
  }

  @Test("columns that are places hold options")
  func places() throws {
    let rows = [["Tea", "Coffee"], ["Coffee", "Water"], ["Water", "Tea"]]
    #expect(
      try decide("Your favourites", ["Rank 1", "Rank 2"], rows).reading
        == .places(["Tea", "Coffee", "Water"]))
  }

  @Test("a column of free words under “Other” is its text")
  func other() throws {
    let rows = [["Bus", "", "by boat"], ["Bus", "Car", ""], ["", "Car", "on foot"]]
    let decision = try decide("Travel", ["Bus", "Car", "Other (please specify)"], rows)
    #expect(decision.reading == .multiple)
    #expect(decision.other == 2)
    var drafted = DraftedQuestions(name: "travel", label: "Travel")
    drafted.add(
      decision, items: ["Bus", "Car", "Other (please specify)"].map { ForeignItem(code: nil, label: $0) },
      names: ["bus", "car", "other_please_specify"], answers: [])
    #expect(drafted.questions.map(\.id) == ["travel", "travel_other"])
    #expect(drafted.questions[0].choices.map(\.id) == ["bus", "car", "other"])
    #expect(drafted.questions[1].otherOf == "travel")
  }

  @Test("the words for “other” beside its tick, in a file as SurveyMonkey condenses it, are kept and taken")
  func otherBesideItsTick() throws {
    let question = "Which dishes?"
    let headings =
      ["RespondentID"]
      + ["Corn", "Other (please specify)", "Other (please specify).1"].map { "\(question) - \($0)" }
    let text =
      headings.joined(separator: ",")
      + "\n1,Corn,,\n2,,Other (please specify),peas\n3,Corn,Other (please specify),rice\n"
    let drafted = try DraftCase(text).draft
    #expect(drafted.survey.questions.map(\.type) == [.selectMultiple, .text])
    let file = try ImportCase(
      bytes: Array(text.utf8), survey: drafted.survey, sessions: drafted.event.sessions
    ) { _ in }
    #expect(file.errors.isEmpty)
    #expect(file.responses.count == 3)
    let words = file.responses.map { $0[drafted.survey.questions[1].id] }
    #expect(words[1] == .text("peas"))
  }
}
