import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Targets
import Testing

@Suite struct TargetsTests {
  static let questions = """
    questions:
      - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}, target: "at least 70% of yes"}
      - {type: scale, name: safe, label: "Safe?", choices: {1: "No", 2: "So so", 3: "Yes"}, not_scored: {9: "Don't know"},
         target: "at least 50% of 2, 3"}
      - {type: select_multiple, name: topics, label: "Topics", choices: {a: "A", b: "B"}}
      - {type: select_one, name: late, label: "Late?", choices: {"yes": "Yes"}, relevant: "${aware} = 'yes'",
         target: "at least 10% of yes"}
    """

  /// So many forms from each of two sessions, and a table whose notes count nowhere.
  static func responses(rugby: (yes: Int, no: Int), warwick: (yes: Int, no: Int)) -> String {
    let rows = [
      ("rugby", "yes", rugby.yes), ("rugby", "no", rugby.no), ("warwick", "yes", warwick.yes),
      ("warwick", "no", warwick.no),
    ].flatMap { session, aware, count in
      Array(
        repeating: "| \(session) | person | \(aware) | \(aware == "yes" ? "3" : "9") | a; b | |", count: count
      )
    }
    return
      (["| session | unit | aware | safe | topics | late |"] + rows
      + ["| rugby | person | | | | |", "| rugby | table | no | 1 | a | |"]).joined(separator: "\n")
  }

  static func test(
    rugby: (yes: Int, no: Int) = (5, 2), warwick: (yes: Int, no: Int) = (4, 1), attended: [Quantity?] = []
  ) throws -> AnalysisCase {
    var test = try AnalysisCase(questions, responses: responses(rugby: rugby, warwick: warwick))
    if attended.count == 2 {
      test.events = [
        Event(
          id: "event", title: "Event",
          sessions: [
            Session(id: "rugby", place: "Rugby", attended: attended[0]),
            Session(id: "warwick", place: "Warwick", attended: attended[1]),
          ])
      ]
    }
    return test
  }

  @Test func keepsTheLawsOfAnalyses() throws {
    let test = try Self.test(attended: [Quantity(9), Quantity(11)])
    for by in [nil, "session", "aware", "topics", "event"] {
      #expect(try test.brokenLaws(of: Targets.self, by: by) == [])
    }
  }

  /// Wilson's interval by SciPy 1.17: `binomtest(9, 12).proportion_ci(method="wilson")`.
  @Test func aTargetIsJudgedByTheShareAndTheIntervalSaysHowSure() throws {
    let section = try Self.test().section(of: Targets.self, questions: ["aware"])
    let table = try #require(section.table("targets"))
    func cell(_ column: String) -> Cell? { table.cell(row: "aware", column: column) }
    #expect(cell("target") == .number(0.7))
    #expect(
      cell("answered") == .number(12) && cell("reached") == .number(9) && cell("not_reached") == .number(3))
    #expect(cell("share") == .share(9, of: 12))
    #expect(abs(try #require(cell("low")?.amount) - 0.46769466506643426) < 1e-12)
    #expect(abs(try #require(cell("high")?.amount) - 0.9110583316059453) < 1e-12)
    #expect(cell("verdict") == .text("met"))
    #expect(cell("certainty") == .text("the interval leaves room for less"))
    #expect(cell("attended") == .missing)
    #expect(
      section.statements.map(\.text) == [
        "The target for “Aware?”, at least 70%, was met: 9 of 12 answered “Yes”; the interval leaves room for less."
      ])
    #expect(section.measure("met") == 1 && section.measure("not_met") == 0 && section.measure("targets") == 1)
  }

  @Test func whereAllWhoCameAreKnownTheIntervalAllowsForIt() throws {
    let section = try Self.test(attended: [Quantity(9), Quantity(11)]).section(
      of: Targets.self, questions: ["aware"])
    let table = try #require(section.table("targets"))
    #expect(table.cell(row: "aware", column: "attended") == .number(20))
    // NumPy: Wilson's bounds with n = 12 × 19 ÷ 8 in place of 12 (Cochran 1977, equation 3.8).
    #expect(abs(try #require(table.cell(row: "aware", column: "low")?.amount) - 0.5681454474583676) < 1e-12)
    #expect(abs(try #require(table.cell(row: "aware", column: "high")?.amount) - 0.8724654748566747) < 1e-12)
  }

  static let attendance: [(rugby: Quantity?, warwick: Quantity?, of: Cell)] = [
    (Quantity(9), Quantity(11), .number(20)), (Quantity(9), Quantity(11, .about), .missing),
    (Quantity(9), nil, .missing), (Quantity(9), .unknown, .missing),
    // Seven answered, and one form is empty: more forms than people.
    (Quantity(7), Quantity(11), .missing),
  ]

  @Test(arguments: attendance.indices) func onlyExactAttendanceThatAgreesWithTheFormsIsUsed(index: Int) throws
  {
    let known = Self.attendance[index]
    let section = try Self.test(attended: [known.rugby, known.warwick]).section(
      of: Targets.self, questions: ["aware"])
    #expect(section.table("targets")?.cell(row: "aware", column: "attended") == known.of)
    #expect(section.notes.contains { $0.hasPrefix("More forms came back") } == (index == 4))
  }

  @Test func ifEverybodyAnsweredTheIntervalIsTheShare() throws {
    var test = try Self.test(attended: [Quantity(8), Quantity(5)])
    test.batch = try ReadableCase.batch(
      Self.responses(rugby: (6, 2), warwick: (4, 1)).replacing("| rugby | person | | | | |\n", with: ""),
      questions: test.survey.questions)
    let table = try #require(test.section(of: Targets.self, questions: ["aware"]).table("targets"))
    #expect(table.cell(row: "aware", column: "low") == .number(10.0 / 13))
    #expect(table.cell(row: "aware", column: "high") == .number(10.0 / 13))
    #expect(table.cell(row: "aware", column: "certainty") == .text("everybody who came answered"))
  }

  @Test func aVerdictThatTheOthersWhoCameCannotChangeSaysSo() throws {
    // 19 of 24 who came are above 70%, whatever the other three would say.
    let met = try Self.test(rugby: (10, 1), warwick: (9, 1), attended: [Quantity(12), Quantity(12)])
    #expect(
      try met.section(of: Targets.self, questions: ["aware"]).statements[0].text.hasSuffix(
        "was met: 19 of 21 answered “Yes”; whatever the others who came would have answered, it is met."))
    let missed = try Self.test(rugby: (1, 9), warwick: (1, 9), attended: [Quantity(12), Quantity(12)])
    #expect(
      try missed.section(of: Targets.self, questions: ["aware"]).statements[0].text.hasSuffix(
        "was not met: 2 of 20 answered “Yes”; whatever the others who came would have answered, it is not met."
      ))
  }

  @Test func fromFiftyAnswersTheEndOfTheIntervalIsTold() throws {
    let sure = try Self.test(rugby: (40, 2), warwick: (15, 3)).section(of: Targets.self, questions: ["aware"])
    #expect(
      sure.statements[0].text.hasSuffix(
        "was met: 55 of 60 (92%) answered “Yes”; even the lower end of the interval (81.9%) reaches it."))
    let unsure = try Self.test(rugby: (30, 12), warwick: (10, 8)).section(
      of: Targets.self, questions: ["aware"])
    #expect(
      unsure.statements[0].text.hasSuffix(
        "was not met: 40 of 60 (67%) answered “Yes”; the interval leaves room for it: it ends at 77.3%."))
    let missed = try Self.test(rugby: (20, 22), warwick: (5, 13)).section(
      of: Targets.self, questions: ["aware"])
    #expect(
      missed.statements[0].text.contains("even the upper end of the interval (54.3%) falls short of it"))
  }

  @Test func belowTheSmallestBaseItIsTooFewToSay() throws {
    let test = try Self.test(rugby: (5, 0), warwick: (4, 0))
    let section = try test.section(of: Targets.self, questions: ["aware"])
    #expect(section.table("targets")?.cell(row: "aware", column: "verdict") == .text("too few to say"))
    #expect(section.table("targets")?.cell(row: "aware", column: "certainty") == .missing)
    #expect(
      section.statements.map(\.text) == [
        "The target for “Aware?”, at least 70%: nine answered, too few to say."
      ])
    let lower = try test.section(of: Targets.self, questions: ["aware"], options: ["smallest_base": "9"])
    #expect(lower.table("targets")?.cell(row: "aware", column: "verdict") == .text("met"))
  }

  @Test func dontKnowIsNotInTheBase() throws {
    let section = try Self.test().section(of: Targets.self, questions: ["safe"])
    let table = try #require(section.table("targets"))
    #expect(table.cell(row: "safe", column: "answered") == .number(9))
    #expect(table.cell(row: "safe", column: "reached") == .number(9))
    #expect(table.cell(row: "safe", column: "not_scored") == .number(3))
    #expect(section.notes.contains { $0.contains("don’t know") })
  }

  @Test func whatSkipLogicLeavesOutIsNotMeasuredAgainstAllWhoCame() throws {
    let section = try Self.test(attended: [Quantity(9), Quantity(11)]).section(of: Targets.self)
    let table = try #require(section.table("targets"))
    #expect(table.cells(of: "question") == ["aware", "safe", "late"].map(Cell.text))
    #expect(table.cell(row: "late", column: "answered") == .number(0))
    #expect(table.cell(row: "late", column: "share") == .missing)
    #expect(table.cell(row: "late", column: "attended") == .missing)
    #expect(
      section.statements[2].text == "The target for “Late?”, at least 10%: nobody answered, too few to say.")
    #expect(section.charts.isEmpty)
  }

  @Test func aTargetMayBeGivenToQuestionsThatHaveNone() throws {
    let section = try Self.test().section(
      of: Targets.self, questions: ["topics"], options: ["target": "at least 60% of a, b"])
    let table = try #require(section.table("targets"))
    #expect(table.cell(row: "topics", column: "reached") == .number(12))
    #expect(section.statements[0].text.contains("12 of 12 chose “A” or “B”"))
  }

  @Test func groupsHaveRowsOfTheirOwn() throws {
    let test = try Self.test(attended: [Quantity(9), Quantity(11)])
    let bySession = try #require(
      test.section(of: Targets.self, questions: ["aware"], by: "session").table("targets-by-session"))
    #expect(bySession.cells(of: "group_label") == [.text("Rugby"), .text("Warwick")])
    #expect(bySession.cells(of: "answered") == [.number(7), .number(5)])
    #expect(bySession.cells(of: "reached") == [.number(5), .number(4)])
    #expect(bySession.cells(of: "attended") == [.number(9), .number(11)])
    #expect(bySession.cells(of: "verdict") == [.text("too few to say"), .text("too few to say")])
    let byAnswer = try #require(
      test.section(of: Targets.self, questions: ["safe"], by: "aware").table("targets-by-aware"))
    #expect(byAnswer.cells(of: "answered") == [.number(9), .number(0)])
    #expect(byAnswer.cells(of: "attended") == [.missing, .missing])
  }

  /// NumPy: the weighted share, Kish's effective number, and Wilson's interval of as many answers.
  @Test func weightsMakeTheShareAndTheirEffectiveNumberTheInterval() throws {
    var test = try Self.test(attended: [Quantity(9), Quantity(11)])
    // Rugby: five yes, two no; Warwick: four yes, one no; then an empty form and a table.
    test.batch.weights = [1.5, 0.5, 2, 1.25, 0.75, 0.5, 1, 1, 0.5, 1.5, 2.5, 3, 1, 1]
    let section = try test.section(of: Targets.self, questions: ["aware"], options: ["smallest_base": "8"])
    let table = try #require(section.table("targets"))
    func cell(_ column: String) -> Cell? { table.cell(row: "aware", column: column) }
    #expect(cell("answered") == .number(12) && cell("reached") == .number(9))
    #expect(cell("share") == .share(of: 11.5, in: 16))
    #expect(abs(try #require(cell("low")?.amount) - 0.397951929258004) < 1e-12)
    #expect(abs(try #require(cell("high")?.amount) - 0.9080909763857139) < 1e-12)
    #expect(cell("verdict") == .text("met") && cell("attended") == .missing)
    #expect(section.statements[0].text.contains("was met: 9 of 12 forms, by weight, answered “Yes”"))
    // The answers tell as much as 8.9 unweighted ones would.
    let strict = try test.section(of: Targets.self, questions: ["aware"], options: ["smallest_base": "9"])
    #expect(strict.table("targets")?.cell(row: "aware", column: "verdict") == .text("too few to say"))
    #expect(try test.brokenLaws(of: Targets.self, questions: ["aware"], by: "session") == [])
    // Weights of one change nothing but the words.
    test.batch.weights = Array(repeating: 1, count: 14)
    let ones = try #require(test.section(of: Targets.self, questions: ["aware"]).table("targets"))
    #expect(abs(try #require(ones.cell(row: "aware", column: "low")?.amount) - 0.46769466506643426) < 1e-12)
  }

  @Test func severalTargetsGetAChartThatSaysHowManyWereMet() throws {
    let section = try Self.test(rugby: (10, 1), warwick: (9, 1)).section(
      of: Targets.self, questions: ["aware", "safe"])
    #expect(section.charts.map(\.title) == ["Two of two targets were met"])
    #expect(
      try Self.test().section(of: Targets.self, questions: ["aware", "safe"], options: ["charts": "no"])
        .charts.isEmpty)
  }

  static let mistakes: [(questions: [Question.ID], target: String?, message: String)] = [
    (["topics"], nil, "the survey sets no target for topics"),
    ([], "at least 80% of yes", "targets: option target is for questions that are named"),
    (
      ["topics"], "80% of a",
      "targets: option target is not of the form “at least 80% of yes”, with 0% to 100%"
    ),
    (
      ["topics"], "at least 180% of a",
      "targets: option target is not of the form “at least 80% of yes”, with 0% to 100%"
    ),
    (["topics"], "at least 80% of c", "targets: topics has no choice “c”"),
    (["aware"], "at least 80% of yes", "targets: the survey sets a target for aware: at least 70% of yes"),
  ]

  @Test(arguments: mistakes.indices) func whatDoesNotFitIsRefusedInPlainWords(index: Int) throws {
    let mistake = Self.mistakes[index]
    let error = #expect(throws: DiagnosticsError.self) {
      try Self.test().analysis(
        Targets.self, questions: mistake.questions, options: mistake.target.map { ["target": $0] } ?? [:])
    }
    #expect(error?.diagnostics.map(\.message) == [mistake.message])
    #expect(error?.diagnostics.allSatisfy { $0.hint != nil } == true)
  }

  @Test func aSurveyWithoutTargetsIsToldHowToSetOne() throws {
    let test = try AnalysisCase(
      "questions: [{type: select_one, name: q, label: Q, choices: {a: A}}]",
      responses: "| session | q |\n| s | a |")
    let error = #expect(throws: DiagnosticsError.self) { try test.analysis(Targets.self) }
    #expect(error?.diagnostics.map(\.rule) == ["no-target"])
  }

  @Test func itsManifestIsSoundAndItsReadMeComplete() {
    #expect(Targets.manifest.problems(among: [Targets.manifest]) == [])
    #expect(PluginDocumentation.failures(manifest: Targets.manifest) == [])
  }
}
