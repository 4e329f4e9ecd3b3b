import EngageAnalysis
import EngageModel
import EngageReport
import EngageStore
import EngageTesting
import Testing

@Suite struct RunnerTests {
  let role = Question(
    id: "role", type: .selectOne, label: "Role",
    choices: [Choice(id: "faith", label: "Faith"), Choice(id: "parent", label: "Parent")])
  let sessions = ["rugby", "warwick"].map { SessionReference(event: "e", session: Session.ID($0)) }
  let registry = AnalysisRegistry([Counting.self])

  var context: AnalysisContext {
    AnalysisContext(
      survey: Survey(
        id: "survey", title: "Survey",
        questions: [role, Question(id: "concerns", type: .text, label: "Concerns")]), sessions: sessions)
  }

  var responses: [Response] {
    get throws {
      try ReadableCase.responses(
        """
        | session | unit   | role   |
        |---------|--------|--------|
        | rugby   | person | faith  |
        | rugby   | person | parent |
        | rugby   | table  |        |
        | warwick | person | faith  |
        | warwick | person |        |
        """, questions: [role], event: "e")
    }
  }

  func run(_ requests: [SectionRequest], parts: Int = 1, parallelism: Int = 2) async throws
    -> AnalysisRunner.Outcome
  {
    let prepared = try requests.map { try registry.prepare($0, context: context) }
    return try await AnalysisRunner(prepared, sessions: sessions, parallelism: parallelism)
      .run(over: PartedSource(responses: responses, parts: parts))
  }

  @Test(arguments: [1, 2, 5], [1, 2, 5])
  func thePartsOfASourceNeverShow(parts: Int, parallelism: Int) async throws {
    let outcome = try await run(
      [SectionRequest(analysis: "counting")], parts: parts, parallelism: parallelism)
    #expect(outcome.forms == 4)
    #expect(outcome.tables == 1)
    #expect(outcome.sections.map { $0.measures.map(\.value) } == [[3, 2]])
  }

  @Test func theScopeCountsOnlyResponsesThatMeetTheFilter() async throws {
    let request = SectionRequest(analysis: "counting", filter: "${role} = 'faith'")
    let prepared = try registry.prepare(request, context: context)
    let scope = try RowFilter(sessions: [], condition: request.filter, context: context)
    let outcome = try await AnalysisRunner([prepared], sessions: sessions, scope: scope)
      .run(over: PartedSource(responses: responses, parts: 2))
    #expect(outcome.forms == 2 && outcome.tables == 0)
  }

  @Test func twoSurveysOfOneEventDoNotMix() async throws {
    let store = InMemoryStore()
    for (id, times) in [("evening", 1), ("follow-up", 2)] {
      let survey = Survey(id: Survey.ID(id), title: LocalizedText(id), questions: [role])
      for _ in 1...times { try add(responses, to: store, answering: survey) }
    }
    for (survey, forms, counts) in [("evening", 4, [3.0, 2]), ("follow-up", 8, [6, 4]), (nil, 12, [9, 6])] {
      let prepared = try registry.prepare(SectionRequest(analysis: "counting"), context: context)
      let outcome = try await AnalysisRunner(
        [prepared], sessions: sessions, survey: survey.map { Survey.ID($0) }
      ).run(over: store)
      #expect(outcome.forms == forms)
      #expect(outcome.sections.map { $0.measures.map(\.value) } == [counts])
    }
  }

  private func add(_ responses: [Response], to store: InMemoryStore, answering survey: Survey) throws {
    var batch = ResponseBatch(schema: BatchSchema(questions: survey.questions, sessions: sessions))
    for response in responses { batch.append(response) }
    let draft = BatchDraft(
      kind: .import, survey: survey.id, event: "e", enteredBy: "Ada", at: "2026-03-01T10:00:00Z")
    _ = try store.write(draft, answering: survey, onExistingKey: .report) { writer in
      _ = try writer.append(batch)
      return .keep
    }
  }

  @Test func aSectionOfSomeSessionsKnowsOnlyThose() async throws {
    let outcome = try await run([SectionRequest(analysis: "counting", sessions: ["warwick"])])
    #expect(outcome.sections.map { $0.measures.map(\.value) } == [[2]])
  }

  @Test func sectionsSayWhatMadeThem() async throws {
    let section = try #require(
      await run([SectionRequest(analysis: "counting", title: "Own title", options: ["minimum": "7"])])
        .sections.first)
    #expect(section.analysis == "counting")
    #expect(section.provides == "counts")
    #expect(section.version == "1.2.0")
    #expect(section.options == ["minimum": "7"])
    #expect(section.title == "Own title")
  }

  @Test func everySectionHasItsOwnFilter() async throws {
    let outcome = try await run([
      SectionRequest(analysis: "counting", filter: "${role} = 'faith'"),
      SectionRequest(analysis: "counting", sessions: ["warwick"]), SectionRequest(analysis: "counting"),
    ])
    #expect(outcome.sections.map { $0.measures.map(\.value) } == [[1, 1], [2], [3, 2]])
  }

  @Test(arguments: [
    (SectionRequest(analysis: "countin"), "unknown-analysis", "did you mean counting?"),
    (SectionRequest(analysis: "counting", questions: ["rol"]), "unknown-question", "did you mean role?"),
    (
      SectionRequest(analysis: "counting", questions: ["concerns"]), "wrong-type",
      "it counts questions of the types select_one"
    ),
    (SectionRequest(analysis: "counting", by: "rolle"), "unknown-question", "did you mean role?"),
    (
      SectionRequest(analysis: "counting", options: ["minimun": "5"]), "unknown-option",
      "did you mean minimum?"
    ),
    (SectionRequest(analysis: "counting", options: ["minimum": "0"]), "bad-option", "for example minimum=5"),
    (SectionRequest(analysis: "counting", sessions: ["rugbi"]), "unknown-session", "did you mean rugby?"),
  ])
  func whatDoesNotFitIsSaidWithARemedy(request: SectionRequest, rule: String, hint: String) throws {
    let error = #expect(throws: DiagnosticsError.self) { try registry.prepare(request, context: context) }
    #expect(error?.diagnostics.map(\.rule) == [rule])
    #expect(error?.diagnostics.first?.hint == hint)
  }

  @Test func allThatDoesNotFitIsSaidAtOnce() {
    let request = SectionRequest(
      analysis: "counting", questions: ["no_such", "concerns"], by: "concerns", options: ["minimum": "many"])
    let error = #expect(throws: DiagnosticsError.self) { try registry.prepare(request, context: context) }
    #expect(error?.diagnostics.map(\.rule) == ["unknown-question", "wrong-type", "wrong-type", "bad-option"])
  }

  @Test func aConditionThatCannotBeReadIsRefused() {
    let request = SectionRequest(analysis: "counting", filter: "${role} = ")
    #expect(throws: DiagnosticsError.self) { try registry.prepare(request, context: context) }
  }

  @Test func aManifestThatDoesNotHoldIsFoundOut() {
    var manifest = Counting.manifest
    #expect(manifest.problems(among: [manifest]) == [])
    manifest.name = "Counting Things"
    manifest.version = "1"
    manifest.options[0].example = "minimum=200"
    #expect(manifest.problems(among: [manifest]).count == 4)
    #expect(Counting.manifest.problems(among: [Counting.manifest, Counting.manifest]).count == 1)
  }
}
