import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Stance
import Testing

@Suite struct StanceTests {
  private static let questions = """
    questions:
      - {type: text, name: concerns, label: "What concerns you?", codebook: hate-crime}
      - {type: text, name: ideas, label: "What would help?", codebook: hate-crime}
      - {type: select_multiple, name: topics, label: "Topics", choices: {a: "A", b: "B"}}
    """
  static let codebook = Codebook(
    id: "hate-crime", version: 2,
    themes: [
      Theme(
        id: "safety", title: "Safety", match: [.phrase("safe"), .phrase("safety")],
        themes: [Theme(id: "police", title: "The police", match: [.phrase("police")])]),
      Theme(id: "buses", title: "Buses, trains", match: [.phrase("bus"), .phrase("buses")]),
    ])
  private static let responses = """
    | session | unit | topics | concerns | ideas |
    | rugby | person | a; b | The police were rude. The buses are good | More police |
    | rugby | person | a | I am not worried about the police | |
    | rugby | table | | Police should be friendly; buses are late, unreliable | |
    | leam | person | b | The police came on Tuesday | !not_asked |
    | leam | person | b | Nothing to say | |
    | leam | person | | | |
    """

  private func section(
    _ responses: String = responses, codebooks: [Codebook] = [codebook], options: [String: String] = [:],
    by: String? = nil, audience: Audience = .internal
  ) throws -> Section {
    let analysis = try analysis(responses, codebooks: codebooks, options: options, by: by, audience: audience)
    var tally = analysis.analysis.start()
    analysis.analysis.add(analysis.batch, to: &tally)
    return try analysis.analysis.finish(tally)
  }

  private func analysis(
    _ responses: String = responses, codebooks: [Codebook] = [codebook], options: [String: String] = [:],
    by: String? = nil, audience: Audience = .internal
  ) throws -> (analysis: Stance, batch: ResponseBatch) {
    let test = try AnalysisCase(StanceTests.questions, responses: responses)
    let context = AnalysisContext(
      survey: test.survey, sessions: test.batch.schema.sessions, codebooks: codebooks, audience: audience,
      breakdown: by.flatMap { by in
        by == "session" ? .session : test.survey.question(Question.ID(by)).map(Breakdown.question)
      }, smallestBase: 3)
    let options = try Options(options, specifications: Stance.manifest.options, of: "stance")
    return (try Stance(options: options, context: context), test.batch)
  }

  /// The stances that a text takes on the theme "police".
  private func stances(_ text: String) throws -> String {
    let table = "| session | concerns |\n| rugby | \(text) |"
    let rows = try #require(section(table).table("stance")).lines("theme", "stance", "responses")
    return rows.filter { $0.hasPrefix("police") && $0.hasSuffix("1") }
      .map { $0.split(separator: " ").dropFirst(2).first.map(String.init) ?? "" }.joined(separator: " ")
  }

  @Test func eachThemeIsSplitByStance() throws {
    let table = try #require(try section().table("stance"))
    #expect(
      table.lines("theme", "stance", "responses", "forms", "tables", "share") == [
        "safety | concern | 1 | 1 | 0 | 1 of 4", "safety | support | 1 | 1 | 0 | 1 of 4",
        "safety | suggestion | 2 | 1 | 1 | 2 of 4", "safety | not-clear | 1 | 1 | 0 | 1 of 4",
        "police | concern | 1 | 1 | 0 | 1 of 4", "police | support | 1 | 1 | 0 | 1 of 4",
        "police | suggestion | 2 | 1 | 1 | 2 of 4", "police | not-clear | 1 | 1 | 0 | 1 of 4",
        "buses | concern | 1 | 0 | 1 | 1 of 2", "buses | support | 1 | 1 | 0 | 1 of 2",
        "buses | suggestion | 0 | 0 | 0 | 0 of 2", "buses | not-clear | 0 | 0 | 0 | 0 of 2",
      ])
    #expect(table.base?.figures == [5, 1])
    #expect(try section().measure("answered") == 5)
  }

  @Test(arguments: [
    ("The police were rude", "concern"), ("The police were helpful", "support"),
    ("The police should come", "suggestion"), ("The police came", "not-clear"),
    ("The police were not helpful", "concern"), ("I’m not worried about the police", "support"),
    ("The police were never really very helpful", "concern"),
    ("I did not think that the police were helpful", "support"),
    ("Nobody knew, the police were helpful", "support"),
    ("The police should be helpful and kind", "suggestion"),
    ("More friendly police, thank you", "support suggestion"),
    ("The police were helpful but rude", "support"), ("Rude people. The police came", "not-clear"),
    ("The police were rude; I was scared; the police came", "concern"),
    ("The police were kind and awful", "concern support"), ("HELPFUL POLICE!", "support"),
    ("We pay 3.50 for the bus and the police are poor", "concern"), ("Police • scared", "not-clear"),
    ("Kind of police", "not-clear"), ("Hate crime and the police", "not-clear"),
    ("I cannot thank the police enough", "support"), ("Why not more police", "suggestion"),
  ])
  func theClauseOfATextDecides(text: String, expected: String) throws {
    #expect(try stances(text) == expected)
  }

  @Test func bySessionOrQuestionEachGroupHasItsOwnBase() throws {
    let table = try #require(try section(by: "session").table("stance-by-session"))
    #expect(
      table.lines("theme", "stance", "group", "responses", "share").filter { $0.hasPrefix("police") } == [
        "police | concern | rugby | 1 | 1 of 3", "police | concern | leam | 0 | 0 of 1",
        "police | support | rugby | 1 | 1 of 3", "police | support | leam | 0 | 0 of 1",
        "police | suggestion | rugby | 2 | 2 of 3", "police | suggestion | leam | 0 | 0 of 1",
        "police | not-clear | rugby | 0 | 0 of 3", "police | not-clear | leam | 1 | 1 of 1",
      ])
    let topics = try #require(try section(by: "topics").table("stance-by-topics"))
    #expect(
      topics.lines("theme", "stance", "group", "responses", "share").filter { $0.hasPrefix("police | c") }
        == ["police | concern | a | 1 | 1 of 2", "police | concern | b | 1 | 1 of 2"])
  }

  @Test func theRulesAreShown() throws {
    let rules = try #require(try section().table("rules"))
    #expect(rules.lines("stance", "kind", "cue").contains("concern | phrase | rude"))
    #expect(rules.lines("stance", "kind", "cue").contains("support | not phrase | kind of"))
    #expect(Set(rules.cells(of: "stance").compactMap(\.words)).count == 4)
    #expect(Set(rules.rows).count == rules.rows.count)
  }

  @Test func onesOwnRulesTakeTheirPlace() throws {
    let yaml = """
      codebook: our-cues
      version: 3
      themes:
        - {theme: concern, title: "Concern", match: ["came"]}
        - theme: support
          title: "Support"
          themes: [{theme: praise, title: "Praise", match: [{exact: "tuesday"}]}]
        - {theme: suggestion, title: "Suggestion", match: [{pattern: "more?"}]}
      """
    let rules = try CodebookFile.read(text: yaml, path: "codebook.yaml").get()
    let own = try section(codebooks: [StanceTests.codebook, rules], options: ["rules": "our-cues"])
    #expect(
      own.table("stance")?.lines("theme", "stance", "responses").filter { $0.hasPrefix("police") } == [
        "police | concern | 1", "police | support | 1", "police | suggestion | 1", "police | not-clear | 2",
      ])
    #expect(
      own.table("rules")?.lines("stance", "kind", "cue") == [
        "concern | phrase | came", "support | exact | tuesday", "suggestion | pattern | more?",
      ])
    #expect(own.notes.contains { $0.contains("our-cues, version 3") })
    #expect(!own.notes.contains { $0.hasPrefix("Behind a “not”") })
    #expect(try section().notes.contains { $0.hasPrefix("Behind a “not”") })
  }

  @Test func rulesThatAreNoneAreRefusedWithAllThatIsWrong() throws {
    let wrong = Codebook(
      id: "wrong", themes: [Theme(id: "concerns", title: "", match: [.phrase("a")])])
    let error = #expect(throws: DiagnosticsError.self) {
      try section(codebooks: [StanceTests.codebook, wrong], options: ["rules": "wrong"])
    }
    #expect(
      error?.diagnostics.map(\.rule) == [
        "unknown-stance", "stance-missing", "stance-missing", "stance-missing",
      ])
    #expect(error?.diagnostics.first?.hint == "did you mean concern?")
    let unknown = #expect(throws: DiagnosticsError.self) { try section(options: ["rules": "our-cues"]) }
    #expect(unknown?.diagnostics.first?.rule == "unknown-codebook")
  }

  @Test func examplesAreForInternalReaders() throws {
    let examples = try #require(try section().table("examples"))
    #expect(examples.lines("theme", "stance", "text").contains("police | concern | The police were rude"))
    #expect(try section(options: ["quotes": "0"]).table("examples") == nil)
    #expect(try section(audience: .partner).tables.allSatisfy { !$0.columns.contains { $0.kind == .quote } })
  }

  @Test func sentencesTellOfThemesThatEnoughRaised() throws {
    #expect(
      try section().statements.map(\.text) == [
        "Safety came up in four responses: words of concern stand beside it in one, of support in one, of suggestion in "
          + "two, none of these in one."
      ])
    #expect(
      try section(options: ["smallest_base": "10"]).statements.map(\.text) == [
        "Too few to say how themes were spoken of: none came up in 10 responses or more."
      ])
    #expect(
      try section("| session | concerns |\n| rugby | Hello |").statements.map(\.text) == [
        "No theme of the codebook was found."
      ])
    #expect(
      try section("| session | concerns |\n| rugby | |").statements.map(\.text) == ["Nobody wrote a text."])
  }

  @Test func theNotesSayWhatTheCountsAreNot() throws {
    let notes = try section().notes.joined(separator: " ")
    #expect(notes.contains("not what people meant"))
    #expect(notes.contains("Stances that a note-taker entered with a table's points are not used here."))
  }

  @Test(arguments: [nil, "session", "topics"]) func theLawsOfAnalysesHold(by: String?) throws {
    let few = try analysis(by: by)
    #expect(try AnalysisLaws.failures(of: few.analysis, over: few.batch) == [])
    var generator = SeededGenerator(seed: 5)
    let words = ["police", "bus", "rude", "not", "kind.", "should", "but", "safe", "good,", "the", "late"]
    let rows = (0..<200).map { _ -> String in
      let text = (0..<9).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
      return Bool.random(using: &generator)
        ? "| rugby | person | a; b | \(text) |" : "| leam | table | b | \(text) |"
    }
    let many = try analysis(
      (["| session | unit | topics | concerns |"] + rows).joined(separator: "\n"), by: by)
    #expect(try AnalysisLaws.failures(of: many.analysis, over: many.batch) == [])
    for test in [few, many] {
      var tally = test.analysis.start()
      test.analysis.add(test.batch, to: &tally)
      let section = try test.analysis.finish(tally)
      let recount = Recount(
        survey: Survey(id: "survey", title: "Survey", questions: test.batch.schema.questions),
        responses: (0..<test.batch.count).map(test.batch.response), codebooks: [Self.codebook])
      #expect(recount.differences(in: section) == [])
    }
  }

  @Test func theManifestAndTheDocumentationAgree() {
    #expect(Stance.manifest.problems(among: [Stance.manifest]).isEmpty)
    #expect(PluginDocumentation.failures(manifest: Stance.manifest) == [])
  }
}

extension Table {
  /// The table as lines: cells joined by blanks and bars, shares as "3 of 4".
  fileprivate func lines(_ names: String...) -> [String] {
    rows.map { row in
      names.compactMap { name in index(of: name).map { row[$0].line } }.joined(separator: " | ")
    }
  }
}

extension Cell {
  fileprivate var line: String {
    switch self {
    case .text(let words): words
    case .number(let number): String(Int(number))
    case .share(let part, let whole): "\(Int(part)) of \(Int(whole))"
    case .suppressed: "suppressed"
    case .missing: "-"
    }
  }
}
