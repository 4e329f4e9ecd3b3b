import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing
import ThemeCounts

/// Themes by people, in the place of those by rules or beside them.
@Suite struct HumanCodesTests {
  private static let codes: [(response: Int64, coder: String, themes: [Theme.ID])] = [
    (1, "ann", ["buses"]), (1, "ben", ["buses", "schools"]), (3, "ann", ["police"]), (4, "ann", []),
  ]

  private func section(_ options: [String: String]) throws -> Section {
    try ThemeCase(questions: [ThemeCase.questions[0]], codes: HumanCodesTests.codes).section(options)
  }

  @Test(arguments: [("any", 1), ("majority", 0), ("all", 0)])
  func peopleStandInForTheRules(consensus: String, schools: Int) throws {
    let section = try section(["codes": "human", "consensus": consensus, "sort": "codebook"])
    #expect(
      section.table("themes")?.lines("theme", "responses", "share") == [
        "reporting | 1 | 1 of 3", "police | 1 | 1 of 3", "schools | \(schools) | \(schools) of 3",
        "buses | 1 | 1 of 3",
      ])
    #expect(section.measure("uncoded") == 1)
    #expect(section.notes.first?.contains("given by people") == true)
  }

  @Test func textsThatNobodyCodedAreLeftOutAndToldOrHaveTheRules() throws {
    var responses = ThemeCase.responses
    responses += "\n| rugby | person | | parent | a | At school | |"
    let test = try ThemeCase(
      responses: responses, questions: [ThemeCase.questions[0]], codes: HumanCodesTests.codes)
    let human = try test.section(["codes": "human"])
    #expect(human.measure("answered") == 3)
    #expect(human.table("themes")?.base?.figures == [3, 2])
    #expect(human.notes.first?.contains("3 of 4 texts; the others are not counted") == true)
    let first = try test.section(["codes": "human-first", "sort": "codebook"])
    #expect(first.measure("answered") == 4)
    #expect(
      first.table("themes")?.lines("theme", "responses") == [
        "reporting | 1", "police | 1", "schools | 1", "buses | 1",
      ])
  }

  @Test func codesOfATextThatWasChangedSaySoNoMore() throws {
    let changed = ThemeCase.responses.replacing("The POLICE did not come", with: "The POLICE came late")
    let codes = try ThemeCase(codes: HumanCodesTests.codes).context.codes
    let after = try ThemeCase(responses: changed, questions: [ThemeCase.questions[0]])
    var batch = after.batch
    batch.ids = (1...batch.count).map(Int64.init)
    var context = after.context
    context.codes = codes
    let analysis = try ThemeCounts(
      options: Options(["codes": "human"], specifications: ThemeCounts.manifest.options, of: "theme-counts"),
      context: context)
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    #expect(try analysis.finish(tally).measure("answered") == 2)
  }

  @Test func theRulesAloneTakeNoNoticeOfPeople() throws {
    #expect(
      try section([:]).table("themes")
        == ThemeCase(questions: [ThemeCase.questions[0]]).section().table("themes"))
  }

  @Test func theLawsHoldForPeoplesCodesToo() throws {
    let test = try ThemeCase(by: .session, codes: HumanCodesTests.codes)
    for source in ["human", "human-first"] {
      #expect(try AnalysisLaws.failures(of: test.analysis(["codes": source]), over: test.batch) == [])
    }
  }
}
