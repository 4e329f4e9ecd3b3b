import EngageAnalysis
import EngageModel
import EngageReport
import Testing

/// Counts forms by role, the people at tables, the pairs of responses with the same key, and something that no
/// response decides; and how much work it was given.
private struct Roles: Analysis {
  static let manifest = AnalysisManifest(
    name: "roles", version: "1.0.0", provides: "roles", title: "Roles", summary: "Counts.",
    options: [
      OptionSpecification(
        "minimum", .integer(0...99), default: "0", summary: "Least.", example: "minimum=5")
    ],
    questionTypes: [.selectOne], readsIdentities: true, example: "engage analyse roles")

  struct Tally: Sendable, Codable {
    var roles = [0, 0]
    var people = 0
    var keys: [String: Int] = [:]
  }

  let needs: [Question]

  init(options: Options, context: AnalysisContext) throws { needs = context.questions(ofTypes: [.selectOne]) }

  func start() -> Tally { Tally() }

  func add(_ batch: borrowing ResponseBatch, to tally: inout Tally) {
    let codes = batch.column(of: "role").codes
    for row in 0..<batch.count {
      if codes[row] >= 0 { tally.roles[Int(codes[row])] += 1 }
      if batch.people[row] > 0 { tally.people += Int(batch.people[row]) }
      if let key = batch.keys.text(at: row) { tally.keys[key, default: 0] += 1 }
    }
  }

  func merge(_ other: Tally, into tally: inout Tally) {
    tally.roles = zip(tally.roles, other.roles).map(+)
    tally.people += other.people
    tally.keys.merge(other.keys, uniquingKeysWith: +)
  }

  func finish(_ tally: Tally) throws -> Section {
    let sum = tally.roles[0] + tally.roles[1]
    return Section(
      analysis: "", title: "Roles",
      tables: [
        Table(
          name: "role", title: "Role", base: Base(answered: sum, missing: nil),
          columns: [Column("choice", "Choice", .key), Column("responses", "Responses", .count)],
          rows: [[.text("faith"), .count(tally.roles[0])], [.text("parent"), .count(tally.roles[1])]])
      ],
      measures: [
        Measure("people", value: Double(tally.people), counts: true),
        Measure("pairs", value: Double(tally.keys.values.count { $0 == 2 }), counts: true),
        Measure("ratio", table: "role", value: sum == 0 ? nil : Double(tally.roles[0]) / Double(sum)),
        Measure("planned", value: 7, counts: true), Measure("population_share", value: 0.49),
      ])
  }
}

@Suite struct FigureSearchTests {
  private static let sessions = [SessionReference(event: "e", session: "rugby")]
  private static let role = Question(
    id: "role", type: .selectOne, label: "Role",
    choices: [Choice(id: "faith", label: "Faith"), Choice(id: "parent", label: "Parent")])

  /// 5,000 forms of whom every hundredth is `faith`, and two tables.
  private static let responses: [Response] =
    (1...5000).map { number in
      Response(
        id: Int64(number), session: sessions[0],
        answers: ["role": .choice(number % 100 == 0 ? "faith" : "parent")])
    } + [7, 9].map { Response(id: 6000 + Int64($0), session: sessions[0], unit: .table, people: $0) }

  private func find(
    _ place: FigureAddress.Place, in responses: [Response] = responses, filter: String? = nil,
    limit: Int = .max
  ) throws -> FigureSearch.Finding {
    let context = AnalysisContext(
      survey: Survey(id: "survey", title: "", questions: [FigureSearchTests.role]),
      sessions: FigureSearchTests.sessions)
    let prepared = try AnalysisRegistry([Roles.self]).prepare(
      SectionRequest(analysis: "roles", filter: filter), context: context)
    return try FigureSearch(prepared, place: place, limit: limit).run(
      over: PartedSource(responses: responses, parts: 1), sessions: FigureSearchTests.sessions, survey: nil)
  }

  @Test func aCountIsTheResponsesThatAreCounted() throws {
    let found = try find(.cell(table: "role", row: "faith", column: "responses"))
    #expect(found.basis == .counted && found.value == 50 && found.sum == 50 && !found.isCut)
    #expect(found.responses == (1...50).map { Int64($0 * 100) })
  }

  @Test func beyondTheLimitTheyAreCountedAndNotListed() throws {
    let found = try find(.cell(table: "role", row: "parent", column: "responses"), limit: 3)
    #expect(found.responses == [1, 2, 3] && found.isCut && found.sum == 4950)
    let all = try find(.cell(table: "role", row: "faith", column: "responses"), limit: 50)
    #expect(all.responses.count == 50 && !all.isCut)
  }

  @Test func onlyResponsesThatTheSectionSeesAreBehindIt() throws {
    let found = try find(.cell(table: "role", row: "faith", column: "responses"), filter: "unit = 'table'")
    #expect(found.value == 0 && found.responses.isEmpty)
  }

  @Test func headCountsAddUpToTheFigure() throws {
    let found = try find(.measure("people", table: nil))
    #expect(found.responses == [6007, 6009] && found.sum == 16 && found.value == 16)
  }

  @Test func whatIsWorkedOutRestsOnItsBase() throws {
    let found = try find(.measure("ratio", table: "role"), limit: 10)
    #expect(found.basis == .base && found.sum == 5000 && found.value == 0.01)
  }

  @Test func pairsAreTheResponsesWithoutWhichThereWouldBeFewer() throws {
    let keys = ["a", "b", "a", "c", "c", "c"]
    let responses = keys.enumerated().map {
      Response(id: Int64($0 + 1), session: FigureSearchTests.sessions[0], key: $1)
    }
    let found = try find(.measure("pairs", table: nil), in: responses)
    // Without one of the three "c" there would be another pair.
    #expect(found.basis == .needed && found.value == 1 && found.responses == [1, 3, 4, 5, 6])
  }

  @Test func whatNoResponseDecidesIsFromElsewhere() throws {
    #expect(try find(.measure("planned", table: nil)).basis == .outside)
    #expect(try find(.measure("population_share", table: nil)).basis == .outside)
    #expect(try find(.measure("people", table: nil), in: []).responses.isEmpty)
  }
}
