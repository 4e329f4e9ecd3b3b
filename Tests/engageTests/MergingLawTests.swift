import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

@testable import engage

/// Responses with their choices and sessions as they are stored, and the same ones merged by hand.
private struct Twins {
  var stored = ""
  var merged = ""

  /// - Parameter seed: of the dice that fill in the forms.
  init(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    let head =
      "| session | unit | people | role | topics | safe | age | stays | concerns |\n|-|-|-|-|-|-|-|-|-|\n"
    stored = head
    merged = head
    for _ in 0..<160 {
      let session = ["rugby", "leamington", "nuneaton"].randomElement(using: &dice) ?? ""
      let isTable = Int.random(in: 0..<8, using: &dice) == 0
      let unit = isTable ? "table | 8" : "person | "
      let role =
        ["faith", "parent", "professional", "young", "", "!not_asked"].randomElement(using: &dice) ?? ""
      let topics = ["hate", "knives", "online", "drugs"].filter { _ in Bool.random(using: &dice) }
      let safe = Int.random(in: 0...5, using: &dice)
      let rest =
        "\(Int.random(in: 16...80, using: &dice)) | \(Int.random(in: 0...10, using: &dice)) | "
        + "\(["They never listen.", "The police do come.", ""].randomElement(using: &dice) ?? "") |\n"
      func row(_ session: String, _ role: String, _ topics: [String], _ safe: String) -> String {
        "| \(session) | \(unit) | \(role) | \(topics.joined(separator: "; ")) | \(safe) | " + rest
      }
      stored += row(session, role, topics, safe == 0 ? "" : "\(safe)")
      var ticks: [String] = []
      for topic in topics.map({ ["knives", "drugs"].contains($0) ? "street" : $0 })
      where !ticks.contains(topic) {
        ticks.append(topic)
      }
      merged += row(
        session == "nuneaton" ? session : "south",
        ["parent", "professional"].contains(role) ? "adults" : role,
        ticks, ["", "low", "low", "3", "high", "high"][safe])
    }
  }

  static let groups = [
    "role:adults[Adults]=parent,professional", "topics:street[Street crime]=knives,drugs",
    "safe:low[Low]=1,2;high[High]=4,5", "session:south[South]=rugby,leamington",
  ]

  private static let rest = """
      - {type: integer, name: age, label: "Age"}
      - {type: range, name: stays, label: "Would you come again?", start: 0, end: 10, step: 1}
      - {type: text, name: concerns, label: "Concerns", codebook: book}
    """

  static let storedSurvey = """
    questions:
      - {type: select_one, name: role, label: "Role", choices: {faith: "Faith", parent: "Parent", professional: "Professional", young: "Young"}, target: "at least 20% of parent, professional"}
      - {type: select_multiple, name: topics, label: "Topics", choices: {hate: "Hate", knives: "Knives", online: "Online", drugs: "Drugs"}}
      - {type: scale, name: safe, label: "Safe?", choices: {1: "1", 2: "2", 3: "3", 4: "4", 5: "5"}}

    """ + rest

  static let mergedSurvey = """
    questions:
      - {type: select_one, name: role, label: "Role", choices: {faith: "Faith", adults: "Adults", young: "Young"}, target: "at least 20% of adults"}
      - {type: select_multiple, name: topics, label: "Topics", choices: {hate: "Hate", street: "Street crime", online: "Online"}}
      - {type: select_one, name: safe, label: "Safe?", choices: {low: "Low", 3: "3", high: "High"}}

    """ + rest
}

@Suite("To count what is merged is to merge before counting")
struct MergingLawTests {
  private func session(_ name: String, _ place: String, _ date: String, _ attended: String, count: Int = 1)
    -> Session
  {
    Session(
      id: Session.ID(name), place: place, date: EventDate(date), attended: Quantity(attended), count: count)
  }

  private func event(_ sessions: [Session]) -> Event {
    Event(id: "event", survey: "survey", title: "Event", sessions: sessions)
  }

  private func population(_ cells: [(Choice.ID, Double)]) -> Population {
    Population(
      id: "here", title: "Here",
      margins: [.init(questions: ["role"], cells: cells.map { .init(choices: [$0.0], people: $0.1) })])
  }

  private func context(_ test: AnalysisCase, _ event: Event, _ population: Population) -> AnalysisContext {
    AnalysisContext(
      survey: test.survey, events: [event],
      sessions: event.sessions.map { SessionReference(event: event.id, session: $0.id) },
      codebooks: [
        Codebook(
          id: "book",
          themes: [Theme(id: "trust", title: "Trust", match: [.phrase("police"), .phrase("listen")])])
      ], populations: [population])
  }

  /// The section of a request; `nil` where the analysis can't do with it.
  private func section(
    _ request: SectionRequest, _ test: AnalysisCase, _ context: AnalysisContext
  ) async throws -> Section? {
    guard let prepared = try? Analyses.registry.prepare(request, context: context) else { return nil }
    let rows = test.batch
    let schema = BatchSchema(questions: test.survey.questions, sessions: context.sessions)
    let batch = ResponseBatch(Array(0..<rows.count), of: rows, schema: schema)
    let runner = AnalysisRunner([prepared], sessions: context.sessions, parallelism: 1)
    return try await runner.run(over: OneBatch(batch: batch)).sections[0]
  }

  private func requests() -> [SectionRequest] {
    Analyses.registry.manifests.flatMap { manifest -> [SectionRequest] in
      let questions: [[Question.ID]] =
        manifest.questions == .required ? [["role"], ["topics"], ["safe"], ["age"], ["stays"]] : [[]]
      let splits: [String?] =
        switch manifest.by {
        case .unused: [nil]
        case .optional: [nil, "role", "topics", "safe", "session"]
        case .required: ["role", "topics", "safe", "session"]
        }
      return questions.flatMap { asked in
        splits.map { SectionRequest(analysis: manifest.name, questions: asked, by: $0) }
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `every analysis finds the same`(seed: UInt64) async throws {
    let twins = Twins(seed: seed)
    let stored = try AnalysisCase(Twins.storedSurvey, responses: twins.stored)
    let merged = try AnalysisCase(Twins.mergedSurvey, responses: twins.merged)
    let nuneaton = session("nuneaton", "Nuneaton", "2019-09-24", "52")
    let before = context(
      stored,
      event([
        session("rugby", "Rugby", "2019-10-08", "46"),
        session("leamington", "Leamington", "2019-10-09", "over 49"),
        nuneaton,
      ]), population([("faith", 10), ("parent", 20), ("professional", 30), ("young", 40)]))
    let after = context(
      merged, event([session("south", "South", "2019-10-08..2019-10-09", "over 95", count: 2), nuneaton]),
      population([("faith", 10), ("adults", 50), ("young", 40)]))
    var analyses: Set<String> = []
    for var request in requests() {
      let wanted = try await section(request, merged, after)
      request.groups = try GroupsRequest(Twins.groups)
      let found = try await section(request, stored, before)
      let what = "\(request.analysis) \(request.questions) by \(request.by ?? "nothing")"
      #expect((found == nil) == (wanted == nil), "\(what)")
      guard let found, let wanted else { continue }
      #expect(found.tables == wanted.tables, "\(what)")
      #expect(found.measures == wanted.measures, "\(what)")
      #expect(found.statements == wanted.statements, "\(what)")
      #expect(found.asked?.groups == Twins.groups)
      analyses.insert(request.analysis)
    }
    #expect(
      analyses.isSuperset(of: [
        "attendance", "frequencies", "crosstab", "theme-counts", "numeric", "net-promoter", "targets",
        "equality-profile",
      ]), "\(analyses.sorted())")
  }

  @Test func `a merged scale is not scored, and the section says so`() async throws {
    let twins = Twins(seed: 1)
    let stored = try AnalysisCase(
      Twins.storedSurvey
        + "\n  - {type: scale, name: night, label: \"By night?\", choices: {1: a, 2: b, 3: c}}",
      responses: twins.stored)
    let context = context(stored, event([session("rugby", "Rugby", "2019", "4")]), population([("faith", 1)]))
    var request = SectionRequest(analysis: "scales", questions: ["safe"])
    request.groups = try GroupsRequest(["safe:low[Low]=1,2"])
    #expect {
      try Analyses.registry.prepare(request, context: context)
    } throws: { error in
      (error as? DiagnosticsError)?.diagnostics.map(\.rule) == ["merged-question"]
    }
  }
}

/// A source with one batch.
private struct OneBatch: ResponseSource {
  let batch: ResponseBatch

  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    let rows = ResponseBatch(Array(0..<batch.count), of: batch, schema: schema)
    return [BatchPartition { try $0(rows) }]
  }
}
