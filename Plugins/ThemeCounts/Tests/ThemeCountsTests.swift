import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing
import ThemeCounts

@Suite struct ThemeCountsTests {
  private let all = ["theme", "responses", "forms", "tables", "share"]

  @Test func aResponseCountsOnceForAThemeOverAllQuestions() throws {
    let table = try #require(ThemeCase().section().table("themes"))
    #expect(
      table.lines("theme", "responses", "forms", "tables", "share", "priority", "parent") == [
        "reporting | 2 | 1 | 1 | 2 of 4 | Support | -",
        "schools | 2 | 2 | 0 | 2 of 4 | Safe education | -",
        "police | 1 | 0 | 1 | 1 of 4 | Support | Hate crime and its reporting",
        "buses | 0 | 0 | 0 | 0 of 4 | - | -",
      ])
    #expect(table.base?.figures == [4, 1])
  }

  @Test func theMeasuresAreWhoWroteAndWhoseTextHasNoTheme() throws {
    let section = try ThemeCase().section()
    #expect(section.measure("answered") == 4)
    #expect(section.measure("forms_answered", table: "themes") == 3)
    #expect(section.measure("tables_answered", table: "themes") == 1)
    #expect(section.measure("uncoded") == 1)
    #expect(section.measure("uncoded_share") == 0.25)
  }

  @Test func whatWasSaidInFrontOfAllIsNoTable() throws {
    let plenary = ThemeCase.responses + "\n| rugby | table | 0 | | | Report it | |"
    let section = try ThemeCase(responses: plenary).section()
    #expect(
      try section.table("themes")?.lines("theme", "responses")
        == ThemeCase().section().table("themes")?.lines("theme", "responses"))
    #expect(section.notes.contains { $0.hasPrefix("What was said in front of all is not counted") })
    #expect(try !ThemeCase().section().notes.contains { $0.hasPrefix("What was said in front of all") })
  }

  @Test func onlyTheNamedQuestionIsRead() throws {
    let section = try ThemeCase(questions: [ThemeCase.questions[0]]).section(["sort": "codebook"])
    #expect(
      section.table("themes")?.lines("theme", "responses", "share") == [
        "reporting | 2 | 2 of 3", "police | 1 | 1 of 3", "schools | 1 | 1 of 3", "buses | 0 | 0 of 3",
      ])
  }

  @Test func bySessionEachSessionHasItsOwnBase() throws {
    let table = try #require(ThemeCase(by: .session).section().table("themes-by-session"))
    #expect(
      table.lines("theme", "group", "label", "responses", "share").prefix(4) == [
        "reporting | rugby | Rugby | 2 | 2 of 3", "reporting | leam | Leamington Spa | 0 | 0 of 1",
        "schools | rugby | Rugby | 2 | 2 of 3", "schools | leam | Leamington Spa | 0 | 0 of 1",
      ])
  }

  @Test func byAQuestionThoseWithoutAnAnswerAreInNoGroup() throws {
    let role = Breakdown.question(ThemeCase.questions[3])
    let table = try #require(ThemeCase(by: role).section().table("themes-by-role"))
    #expect(
      table.lines("theme", "group", "label", "responses", "share").prefix(4) == [
        "reporting | parent | Parent | 1 | 1 of 2",
        "reporting | faith | Member of a faith community | 0 | 0 of 1",
        "schools | parent | Parent | 1 | 1 of 2",
        "schools | faith | Member of a faith community | 1 | 1 of 1",
      ])
  }

  @Test func byASelectMultipleAResponseIsInEachGroupItTicked() throws {
    let topics = Breakdown.question(ThemeCase.questions[4])
    let table = try #require(ThemeCase(by: topics).section().table("themes-by-topics"))
    #expect(
      table.lines("theme", "group", "responses", "share").prefix(2) == [
        "reporting | a | 1 | 1 of 2", "reporting | b | 1 | 1 of 2",
      ])
  }

  @Test func twoThemesOfOneResponseOccurTogetherButAPartNotWithItsWhole() throws {
    let table = try #require(ThemeCase().section().table("co-occurrence"))
    #expect(table.lines("theme", "with", "responses") == ["reporting | schools | 1"])
  }

  @Test func aResponseCountsOnceForAPriority() throws {
    let table = try #require(ThemeCase().section().table("priorities"))
    #expect(
      table.lines("priority", "title", "responses", "share") == [
        "support | Support | 2 | 2 of 4", "schools | Safe education | 2 | 2 of 4",
      ])
  }

  @Test func findingsSayOnHowManyFormsAndAtHowManyTables() throws {
    let section = try ThemeCase().section()
    #expect(
      section.statements.map(\.text) == [
        "Hate crime and its reporting came up on one of three forms and at the only table.",
        "Schools came up on two of three forms.",
        "The codebook found no theme in 1 of 4 responses with a text.",
      ])
    #expect(section.statements[0].role == .finding)
    #expect(
      section.statements[0].values["tables"]
        == CellReference(table: "themes", row: "reporting", column: "tables"))
  }

  @Test func largeFiguresAreNumerals() throws {
    let rows =
      (0..<61).map { "| rugby | person | \($0 < 23 ? "reported" : "nothing") |" }
      + (0..<19).map { "| rugby | table | \($0 < 11 ? "the police" : "nothing") |" }
    let table = (["| session | unit | concerns |", "|---|---|---|"] + rows).joined(separator: "\n")
    let section = try ThemeCase(responses: table).section()
    #expect(
      section.statements.first?.text
        == "Hate crime and its reporting came up on 23 of 61 forms and at 11 of 19 tables.")
    #expect(section.charts.first?.title == "Hate crime and its reporting was raised most often")
    #expect(section.charts.first?.series == ["forms", "tables"])
    #expect(section.charts.first?.subtitle.contains("61 forms and 19 tables") == true)
  }

  @Test func aTieHasANeutralTitle() throws {
    #expect(try ThemeCase().section().charts.first?.title == "What people raised")
  }

  @Test func themesBelowTheMinimumAreLeftOutAndANoteSaysHowMany() throws {
    let section = try ThemeCase(by: .session).section(["minimum": "2"])
    // Reporting has one form and one table.
    #expect(section.table("themes")?.lines("theme") == ["schools"])
    #expect(section.table("co-occurrence")?.rows.isEmpty == true)
    #expect(section.table("themes-by-session")?.lines("theme", "group") == ["schools | rugby"])
    #expect(
      section.notes.contains("Three themes raised by fewer than two responses, forms or tables are left out.")
    )
    #expect(section.statements.count { $0.role == .finding } == 1)
  }

  @Test func aThemeSmallInOneGroupIsNotListedByGroup() throws {
    let role = Breakdown.question(ThemeCase.questions[3])
    let section = try ThemeCase(by: role).section(["minimum": "2"])
    #expect(section.table("themes-by-role")?.rows.isEmpty == true)
    #expect(section.table("priorities")?.lines("priority") == ["support", "schools"])
  }

  @Test(arguments: [(Audience.internal, true), (.partner, false), (.public, false)])
  func examplesAreForInternalReaders(audience: Audience, areThere: Bool) throws {
    let analysisCase = try ThemeCase(audience: audience)
    let table = try analysisCase.section().table("quotes")
    #expect((table != nil) == areThere)
    #expect(try analysisCase.section(["quotes": "0"]).table("quotes") == nil)
    #expect(table?.columns.contains { $0.kind == .quote } != false)
    #expect(table?.lines("theme", "text").contains("police | The POLICE did not come") != false)
    let tally = try analysisCase.analysis()
    var read = tally.start()
    tally.add(analysisCase.batch, to: &read)
    #expect(String(describing: read).contains("POLICE") == areThere)
  }

  @Test func readersOutsideSeeWhatWasReleasedAloneAndOfThemesThatFiveRaised() throws {
    let rows = (1...6).map { "| rugby | person | the bus is late \($0) | more police |" }
    let written = ["| session | unit | concerns | suggestions |", "|---|---|---|---|"] + rows
    var batch = try ReadableCase.batch(written.joined(separator: "\n"), questions: ThemeCase.questions)
    batch.ids = (1...6).map(Int64.init)
    var context = try ThemeCase(audience: .partner).context
    context.codebooks = [
      Codebook(
        id: "hate-crime", version: 2,
        themes: [
          Theme(id: "buses", title: "Buses", match: [.phrase("bus")]),
          Theme(id: "first", title: "First", match: [.phrase("late 1")]),
        ])
    ]
    func quotes() throws -> Table? {
      let manifest = ThemeCounts.manifest
      let analysis = try ThemeCounts(
        options: Options([:], specifications: manifest.options, of: manifest.name), context: context)
      var tally = analysis.start()
      analysis.add(batch, to: &tally)
      return try analysis.finish(tally).table("quotes")
    }
    #expect(try quotes() == nil)
    context.quotable = [
      QuotableText(response: 1, question: "concerns", wording: "the [bus] is late"),
      QuotableText(response: 7, question: "concerns", wording: "of nobody"),
    ]
    let table = try #require(try quotes())
    #expect(table.lines("theme", "text") == ["buses | the [bus] is late"])
    #expect(table.columns.map(\.kind) == [.key, .text, .releasedQuote] && table.notes.count == 1)
    context.audience = .internal
    #expect(try quotes()?.columns.last?.kind == .quote, "internal readers see the texts as they stand")
  }

  @Test func noMoreExamplesThanAskedForAreGiven() throws {
    let section = try ThemeCase().section(["quotes": "1"])
    #expect(section.table("quotes")?.lines("theme") == ["reporting", "schools", "police"])
  }

  @Test func theLawsOfAnalysesHold() throws {
    for by in [nil, Breakdown.session, .question(ThemeCase.questions[3]), .question(ThemeCase.questions[4])] {
      let analysisCase = try ThemeCase(by: by)
      #expect(try AnalysisLaws.failures(of: analysisCase.analysis(), over: analysisCase.batch) == [])
      #expect(try AnalysisLaws.failures(of: analysisCase.analysis(["quotes": "1"]), over: many()) == [])
    }
  }

  @Test func figuresCountWhomTheySayTheyCount() throws {
    for by in [nil, Breakdown.session, .question(ThemeCase.questions[3]), .question(ThemeCase.questions[4])] {
      for questions in [[], [ThemeCase.questions[0]]] {
        var analysisCase = try ThemeCase(questions: questions, by: by)
        #expect(try analysisCase.recounted(analysisCase.section()) == [])
        #expect(try analysisCase.section().untoldColumns == [])
        analysisCase.batch = try many()
        #expect(try analysisCase.recounted(analysisCase.section()) == [])
      }
    }
  }

  private func many() throws -> ResponseBatch {
    var generator = SeededGenerator(seed: 5)
    let words = ["report", "school", "bus", "police", "weather", "hello", "the"]
    let rows = (0..<200).map { _ -> String in
      let text = (0..<3).map { _ in words[Int.random(in: 0..<words.count, using: &generator)] }.joined(
        separator: " ")
      return Bool.random(using: &generator) ? "| rugby | person | \(text) |" : "| leam | table | \(text) |"
    }
    let table = (["| session | unit | concerns |", "|---|---|---|", "| rugby | person | x |"] + rows).joined(
      separator: "\n")
    return try ReadableCase.batch(table, questions: ThemeCase.questions)
  }

  @Test func aQuestionThatTheBatchDoesNotHoldIsPassedOver() throws {
    let only = [ThemeCase.questions[0]]
    let batch = try ReadableCase.batch(
      "| session | concerns |\n|---|---|\n| rugby | a school |", questions: only)
    let analysis = try ThemeCase().analysis()
    var tally = analysis.start()
    analysis.add(batch, to: &tally)
    #expect(try analysis.finish(tally).table("themes")?.lines("theme", "responses").first == "schools | 1")
  }

  @Test(arguments: [
    ("hate-crim", "unknown-codebook", "did you mean hate-crime?"),
    ("other", "unknown-codebook", "there are: hate-crime"),
  ])
  func anUnknownCodebookIsRefused(name: String, rule: String, hint: String) throws {
    let error = #expect(throws: DiagnosticsError.self) { try ThemeCase().section(["codebook": name]) }
    #expect(error?.diagnostics.first?.rule == rule)
    #expect(error?.diagnostics.first?.hint == hint)
  }

  @Test func questionsWithDifferentCodebooksAreRefused() throws {
    var survey = ThemeCase.questions
    survey[1].codebook = "other"
    let error = #expect(throws: DiagnosticsError.self) { try ThemeCase(survey: survey).section() }
    #expect(error?.diagnostics.first?.rule == "several-codebooks")
    #expect(try ThemeCase(survey: survey).section(["codebook": "hate-crime"]).measure("answered") == 4)
  }

  @Test func aCodebookThatCannotBeMatchedIsRefused() throws {
    let broken = Codebook(id: "hate-crime", themes: [Theme(id: "x", title: "X", match: [.pattern("(")])])
    #expect(throws: DiagnosticsError.self) { try ThemeCase(codebooks: [broken]).section() }
  }
}
