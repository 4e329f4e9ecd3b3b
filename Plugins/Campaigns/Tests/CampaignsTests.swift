import Campaigns
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

@Suite struct CampaignsTests {
  private static let letter =
    "Please do not close our library because children and older people in this town need a warm and quiet place to read"
  private static let questions = """
    questions:
      - {type: text, name: concerns, label: "What concerns you?"}
      - {type: text, name: ideas, label: "What would help?"}
      - {type: select_multiple, name: topics, label: "Topics", choices: {a: "A", b: "B"}}
      - {type: select_one, name: role, label: "Role", choices: {parent: "Parent", other: "Other"}}
    """
  /// Three copies of a letter in different dress, one reworded; a phrase of five words three times; others alone.
  private static let responses = """
    | session | unit | role | topics | concerns | ideas |
    | rugby | person | parent | a; b | \(letter). | |
    | rugby | person | other | a | \(letter.uppercased())!!! | More buses |
    | rugby | person | parent | | | \(letter.replacing(" our ", with: "  our, ")) |
    | leam | table | | | Dear council. \(letter.replacing("this town", with: "Leamington")) today | |
    | leam | person | parent | b | Don’t close the youth club. | The same |
    | leam | person | other | b | don't close the youth club | !not_asked |
    | leam | person | other | | Don't close the youth club | |
    | leam | person | other | | Nothing | |
    | leam | person | other | | | |
    | leam | person | other | | !not_asked | !not_asked |
    """

  private func test(_ responses: String = responses) throws -> AnalysisCase {
    try AnalysisCase(CampaignsTests.questions, responses: responses)
  }

  @Test func copiesAndNearCopiesAreOneGroupAndTheirCountsAreToldApart() throws {
    let table = try #require(test().section(of: Campaigns.self).table("campaigns"))
    #expect(
      table.lines("label", "responses", "forms", "tables", "share", "exact", "near", "texts", "words") == [
        "Group 1 | 4 | 3 | 1 | 4 of 8 | 3 | 1 | 2 | 22", "Group 2 | 3 | 3 | 0 | 3 of 8 | 3 | 0 | 1 | 6",
      ])
    // The reworded letter has 22 runs of three words, the letter 20; 16 are in both: 16 ÷ 26.
    let similarities = table.cells(of: "similarity_min").compactMap(\.amount)
    #expect(similarities == [16.0 / 26, 1])
    #expect(table.base?.figures == [8, 1])
  }

  @Test func responsesAreCountedBothWays() throws {
    let section = try test().section(of: Campaigns.self)
    #expect(
      section.table("totals")?.lines("label", "responses", "forms", "tables") == [
        "Every response | 8 | 7 | 1", "Of these, in a group | 7 | 6 | 1",
        "Each group counted once | 3 | 3 | 0",
      ])
    #expect(section.measure("answered") == 8)
    #expect(section.measure("in_groups") == 7)
    #expect(section.measure("groups") == 2)
    #expect(section.measure("each_once") == 3)
  }

  @Test func aLetterIsFoundWhicheverQuestionItAnswers() throws {
    let section = try test().section(of: Campaigns.self)
    #expect(
      section.table("campaigns-per-question")?.lines("campaign", "question", "responses", "share") == [
        "1 | concerns | 3 | 3 of 7", "1 | ideas | 1 | 1 of 3", "2 | concerns | 3 | 3 of 7",
        "2 | ideas | 0 | 0 of 3",
      ])
    #expect(
      section.table("totals-per-question")?.lines("question", "responses", "in_groups", "each_once") == [
        "concerns | 7 | 6 | 3", "ideas | 3 | 1 | 3",
      ])
    let only = try test().section(of: Campaigns.self, questions: ["concerns"])
    #expect(only.table("campaigns-per-question") == nil)
    #expect(only.table("campaigns")?.lines("responses").count == 2)
  }

  @Test func oneWhoAnswersTwiceInTheSameWordsIsOneResponse() throws {
    let table = """
      | session | concerns | ideas |
      | rugby | \(CampaignsTests.letter) | \(CampaignsTests.letter) |
      | rugby | \(CampaignsTests.letter) | |
      """
    #expect(try test(table).section(of: Campaigns.self).table("campaigns")?.rows.isEmpty == true)
    let pairs = try test(table).section(of: Campaigns.self, options: ["smallest_group": "2"])
    #expect(pairs.table("campaigns")?.lines("responses", "exact") == ["2 | 2"])
  }

  @Test func byAQuestionOrSessionEachGroupHasItsOwnBase() throws {
    let bySession = try test().section(of: Campaigns.self, by: "session")
    #expect(
      bySession.table("campaigns-by-session")?.lines("campaign", "group", "responses", "share") == [
        "1 | rugby | 3 | 3 of 3", "1 | leam | 1 | 1 of 5", "2 | rugby | 0 | 0 of 3", "2 | leam | 3 | 3 of 5",
      ])
    #expect(
      bySession.table("totals-by-session")?.lines("group", "responses", "in_groups", "each_once") == [
        "rugby | 3 | 3 | 1", "leam | 5 | 4 | 3",
      ])
    let byTopics = try test().section(of: Campaigns.self, by: "topics")
    #expect(
      byTopics.table("campaigns-by-topics")?.lines("campaign", "group", "responses", "share") == [
        "1 | a | 2 | 2 of 2", "1 | b | 1 | 1 of 3", "2 | a | 0 | 0 of 2", "2 | b | 2 | 2 of 3",
      ])
  }

  @Test func whatIsAlikeEnoughIsSaidByTheOptions() throws {
    let strict = try test().section(of: Campaigns.self, options: ["similarity": "0.7"])
    #expect(strict.table("campaigns")?.lines("responses") == ["3", "3"])
    let long = try test().section(of: Campaigns.self, options: ["shortest": "23"])
    #expect(long.table("campaigns")?.lines("responses") == ["3", "3"])
    let copies = try test().section(of: Campaigns.self, options: ["shortest_copy": "7"])
    #expect(copies.table("campaigns")?.lines("responses") == ["4"])
    let large = try test().section(of: Campaigns.self, options: ["smallest_group": "4"])
    #expect(large.table("campaigns")?.lines("responses") == ["4"])
  }

  @Test func whatPeopleWroteIsForInternalReaders() throws {
    let internalSection = try test().section(of: Campaigns.self, options: ["members": "yes"])
    let texts = internalSection.table("campaigns")?.cells(of: "text").compactMap(\.words)
    #expect(texts?.count == 2)
    #expect(texts?.last == "Don't close the youth club")
    #expect(internalSection.table("members")?.lines("campaign", "copy").count == 7)
    var context = AnalysisContext(
      survey: try test().survey, sessions: try test().batch.schema.sessions, audience: .partner)
    context.smallestBase = 5
    let options = try Options(
      ["members": "yes"], specifications: Campaigns.manifest.options, of: "campaigns")
    let analysis = try Campaigns(options: options, context: context)
    var tally = analysis.start()
    analysis.add(try test().batch, to: &tally)
    let section = try analysis.finish(tally)
    #expect(section.table("members") == nil)
    #expect(section.table("campaigns")?.index(of: "text") == nil)
    #expect(section.tables.allSatisfy { table in !table.columns.contains { $0.kind == .quote } })
  }

  @Test func aLongTextIsShownByItsOpening() throws {
    let long = String(repeating: "é word ", count: 100)
    let table = "| session | concerns |\n" + String(repeating: "| rugby | \(long) |\n", count: 3)
    let text = try test(table).section(of: Campaigns.self).table("campaigns")?.cells(of: "text").first?.words
    #expect(text?.hasSuffix(" …") == true)
    #expect(text?.contains("\u{fffd}") == false)
    #expect((text?.utf8.count ?? 0) < 250)
  }

  @Test func findingsSayOfHowManyAndNeverThatItIsACampaign() throws {
    #expect(
      try test().section(of: Campaigns.self, options: ["smallest_base": "5"]).statements.map(\.text) == [
        "Of eight responses with a text, seven belong to two groups in the same or nearly the same words; with each "
          + "group counted once, three remain.",
        "The largest group has four responses, of which three are word for word the same.",
      ])
    let few = try test().section(of: Campaigns.self)
    #expect(
      few.statements.map(\.text) == [
        "Too few to say whether texts came more than once: eight responses have one."
      ])
    let alone = try test("| session | concerns |\n| rugby | Nobody listens to us at all |")
    #expect(
      try alone.section(of: Campaigns.self, options: ["smallest_base": "1"]).statements.map(\.text) == [
        "Too few to say whether texts came more than once: one response has one."
      ])
    let silent = try test("| session | concerns |\n| rugby | |").section(of: Campaigns.self)
    #expect(silent.statements.map(\.text) == ["Nobody wrote a text."])
    #expect(silent.table("totals")?.lines("responses") == ["0", "0", "0"])
  }

  @Test func whatWasSaidInFrontOfAllIsNoTable() throws {
    let plenary =
      CampaignsTests.responses.replacing("| session | unit |", with: "| session | people | unit |")
      .replacing("| person |", with: "| | person |").replacing("| table |", with: "| 9 | table |")
      + "\n| leam | 0 | table | | | \(CampaignsTests.letter) | |"
    let section = try test(plenary).section(of: Campaigns.self)
    #expect(section.table("campaigns")?.lines("responses", "tables") == ["4 | 1", "3 | 0"])
    #expect(section.notes.contains { $0.hasPrefix("What was said in front of all is not counted") })
  }

  @Test func nothingIsLeftOutAndTheNotesSaySo() throws {
    let notes = try test().section(of: Campaigns.self).notes
    #expect(notes.contains { $0.hasPrefix("Nothing is left out") })
    #expect(notes.contains { $0.contains("for those to judge who read it") })
  }

  @Test func aSurveyWithoutTextQuestionsIsRefused() throws {
    let none = try AnalysisCase(
      "questions:\n  - {type: integer, name: age, label: \"Age\"}", responses: "| session |\n| rugby |")
    let error = #expect(throws: DiagnosticsError.self) { try none.section(of: Campaigns.self) }
    #expect(error?.diagnostics.first?.rule == "no-text-question")
  }

  @Test(arguments: [nil, "session", "topics", "role", "event"])
  func theLawsOfAnalysesHold(by: String?) throws {
    #expect(try test().brokenLaws(of: Campaigns.self, by: by, options: ["members": "yes"]) == [])
    #expect(try test(many()).brokenLaws(of: Campaigns.self, by: by) == [])
  }

  /// Who is in a group is taken from the list of members.
  @Test(arguments: [[], ["concerns"]] as [[Question.ID]])
  func groupsAreWhoIsInAnyOfThemAndWroteSomething(questions: [Question.ID]) throws {
    var test = try test(many())
    test.batch.ids = test.batch.sessions.indices.map { Int64($0 + 1) }
    let section = try test.section(
      of: Campaigns.self, questions: questions, by: "role", options: ["members": "yes"])
    let members = try #require(section.table("members"))
    var copies: [String: [Int64: String]] = [:]
    for row in members.rows {
      guard let group = row[0].words, let id = row[2].words.flatMap({ Int64($0) }) else { continue }
      copies[group, default: [:]][id] = row[3].words
    }
    let found = copies
    let union = try #require(section.table("campaigns")?.unions.last)
    let groups = try #require(union.whole.keys.first)
    var others: [String: (Response) -> String?] = [
      groups: { response in found.values.contains { $0[response.id] != nil } ? "yes" : "no" }
    ]
    for group in found.keys { others["\(groups)/\(group)"] = { found[group]?[$0.id] ?? "no" } }
    others[groups + "#group"] = { response in found.first { $0.value[response.id] != nil }?.key }
    #expect(found.count > 1 && union.parts.count == found.count)
    #expect(union.isApart == (questions.count == 1))
    let totals = try #require(section.table("totals"))
    let row = try #require(totals.rows.indices.first { totals.key(ofRow: $0) == "in_groups" })
    let column = try #require(totals.index(of: "responses"))
    #expect(
      totals.counted(row: row, column: column)?.alike.map(\.conditions)
        == (questions.isEmpty ? [] : [[groups + "#group": found.keys.sorted()]]))
    #expect(test.recounted(section, others: others) == [])
    for name in ["totals", "campaigns-by-role", "totals-by-role"] {
      #expect(section.table(name)?.unions == section.table("campaigns")?.unions)
    }
  }

  /// Letters in many versions, in both questions.
  private func many() -> String {
    var generator = SeededGenerator(seed: 3)
    let letters = (0..<5).map { letter in
      (0..<24).map { "word\($0 * 7 % 24)\(letter)" }
    }
    let rows = (0..<200).map { row -> String in
      var words = letters.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        words[Int.random(in: 0..<24, using: &generator)] = "other\(row)"
      }
      let text = words.joined(separator: " ")
      let unit = Bool.random(using: &generator) ? "person" : "table"
      return Bool.random(using: &generator)
        ? "| rugby | \(unit) | parent | a; b | \(text) | |"
        : "| leam | \(unit) | other | b | \(text) | Short |"
    }
    return (["| session | unit | role | topics | concerns | ideas |"] + rows).joined(separator: "\n")
  }

  @Test func theManifestAndTheDocumentationAgree() {
    #expect(Campaigns.manifest.problems(among: [Campaigns.manifest]).isEmpty)
    #expect(PluginDocumentation.failures(manifest: Campaigns.manifest) == [])
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
