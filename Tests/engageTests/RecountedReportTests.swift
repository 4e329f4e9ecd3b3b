import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Testing

@testable import engage

/// Every figure of every analysis that tells whom it counts, counted again: over the shipped samples, and over responses
/// made up by chance.
@Suite struct RecountedReportTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var survey: Survey.ID
    var event: String
    /// What results are split by, beside sessions.
    var by: [String]
    var testDescription: String { event }
  }

  static let samples = [
    Sample(survey: "we-stand-together", event: "we-stand-together-2019", by: ["role", "aware"]),
    Sample(survey: "park-plans", event: "park-plans-2021", by: ["visits"]),
    Sample(survey: "game-on", event: "game-on-2020", by: []),
  ]

  @Test(arguments: samples) func `figures of samples count whom they say they count`(_ sample: Sample)
    async throws
  {
    let engage = try EngageProgram()
    defer { engage.remove() }
    let imported = try engage.run(
      "import", "Surveys/\(sample.survey)/samples/\(sample.event).csv", "--survey", "\(sample.survey)",
      "--event",
      sample.event)
    try #require(imported.status == 0, "\(imported.errors)")
    let analyses = try SampleAnalyses(sample, in: engage)
    let told = try await analyses.check(HeldResponses(analyses.stored()))
    #expect(told > 100)
  }

  @Test(arguments: samples) func `figures of responses by chance count whom they say they count`(
    _ sample: Sample
  ) async throws {
    let engage = try EngageProgram()
    defer { engage.remove() }
    let analyses = try SampleAnalyses(sample, in: engage)
    var held = try HeldResponses(
      150, to: #require(analyses.subject.survey), in: analyses.subject.sessions,
      words: [
        "police", "report", "reported", "school", "bus", "safe", "should", "not", "the", "bench", "youth",
        "light",
      ],
      seed: 11)
    #expect(try await analyses.check(held) > 100)
    held.isWeighted = true
    #expect(try await analyses.check(held) > 100)
  }
}

/// All analyses that a sample's survey allows, with each of their options.
private struct SampleAnalyses {
  let sample: RecountedReportTests.Sample
  let workplace: Workplace
  let subject: Subject

  init(_ sample: RecountedReportTests.Sample, in engage: EngageProgram) throws {
    self.sample = sample
    workplace = try Workplace(workspace: Workspace(at: engage.folder))
    let survey = try workplace.newestSurvey(sample.survey)
    let event = try workplace.event(sample.event)
    subject = try Subject(survey: survey, versions: [survey], events: [event], sessions: [])
  }

  /// Counts that can't be told: of texts, codes or coders, of a group's own outliers, and what is reckoned and not counted.
  private static func isUntold(_ name: String, of analysis: String) -> Bool {
    analysis == "coding" || name.hasSuffix("/outliers")
      || analysis == "campaigns" && (name.hasSuffix("/each_once") || name.contains("-per-question/"))
  }

  /// Makes every section and counts its figures again.
  /// - Returns: how many rows were seen.
  func check(_ held: HeldResponses) async throws -> Int {
    let maker = ReportMaker(workplace: workplace, subject: subject)
    let recount = Recount(
      survey: subject.survey, events: subject.events, responses: held.responses,
      codebooks: try workplace.codebooks(of: subject))
    var rows = 0
    for request in requests {
      let context = try maker.context(for: [request], audience: .internal, filter: nil)
      // What does not fit this survey is for other tests to tell.
      guard let prepared = try? Analyses.registry.prepare(request, context: context) else { continue }
      let runner = AnalysisRunner([prepared], sessions: subject.sessions, survey: subject.survey?.id)
      for section in try await runner.run(over: held).sections {
        let name = "\(request.analysis) by \(request.by ?? "nothing") with \(request.options)"
        #expect(recount.differences(in: section) == [], "\(name)")
        let untold = section.untoldColumns.filter { !Self.isUntold($0, of: section.analysis) }
        #expect(untold == [], "\(name)")
        rows += section.tables.reduce(0) { $0 + $1.rows.count }
      }
    }
    return rows
  }

  private var requests: [SectionRequest] {
    Analyses.registry.manifests.flatMap { manifest -> [SectionRequest] in
      let splits: [String?] = manifest.by == .unused ? [nil] : [nil, "session", "event"] + sample.by
      let choices = manifest.options.flatMap { option -> [[String: String]] in
        if case .oneOf(let words) = option.kind { return words.map { [option.name: $0] } }
        return option.kind == .boolean ? [[option.name: "yes"]] : []
      }
      let countable = (subject.survey?.questions ?? []).filter { manifest.questionTypes.contains($0.type) }
        .map(\.id)
      return splits.flatMap { by in
        // What options change, they change whatever splits the results.
        (by == nil ? [[:]] + choices : [[:]]).map { options in
          let questions = manifest.questions == .required ? countable.filter { $0.rawValue != by } : []
          return SectionRequest(analysis: manifest.name, questions: questions, by: by, options: options)
        }
      }
    }
  }

  /// The responses that were imported.
  func stored() throws -> [Response] {
    let schema = BatchSchema(
      questions: subject.survey?.questions ?? [], sessions: subject.sessions, survey: subject.survey?.id,
      identities: true)
    var responses: [Response] = []
    for partition in try workplace.source(for: subject).partitions(schema, atMost: 1) {
      try partition.visit { batch in
        for row in 0..<batch.count { responses.append(batch.response(at: row)) }
      }
    }
    return responses
  }
}
