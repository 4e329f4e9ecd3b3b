import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Testing

@testable import engage

/// Every figure of every analysis that tells whom it counts, counted again over the shipped samples.
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

  /// Counts that can't be told: of texts, codes or coders, of other people's words, and what is reckoned and not counted.
  private static func isUntold(_ name: String, of analysis: String) -> Bool {
    analysis == "coding" || name.hasSuffix("/outliers")
      || analysis == "campaigns" && (name.hasSuffix("/each_once") || name.contains("-per-question/"))
  }

  @Test(arguments: samples) func `figures count whom they say they count`(_ sample: Sample) async throws {
    let engage = try EngageProgram()
    defer { engage.remove() }
    let imported = try engage.run(
      "import", "Surveys/\(sample.survey)/samples/\(sample.event).csv", "--survey", "\(sample.survey)",
      "--event",
      sample.event)
    try #require(imported.status == 0, "\(imported.errors)")

    let workplace = try Workplace(workspace: Workspace(at: engage.folder))
    let event = try workplace.event(Event.ID(sample.event))
    let survey = try workplace.newestSurvey(sample.survey)
    let subject = try Subject(survey: survey, versions: [survey], events: [event], sessions: [])
    let recount = Recount(
      survey: survey, events: subject.events, responses: try responses(of: subject, in: workplace),
      codebooks: try workplace.codebooks(of: subject))

    var told = 0
    for request in requests(sample, survey) {
      // What does not fit this survey is another test's.
      guard
        let report = try? await ReportMaker(workplace: workplace, subject: subject)
          .wholeReport(title: "", sections: [request], audience: .internal)
      else { continue }
      for section in report.sections {
        let name = "\(request.analysis) by \(request.by ?? "nothing") with \(request.options)"
        #expect(recount.differences(in: section) == [], "\(name)")
        #expect(
          section.untoldColumns.filter { !Self.isUntold($0, of: section.analysis) } == [], "\(name)")
        told += section.tables.reduce(0) { $0 + $1.rows.count }
      }
    }
    #expect(told > 100)
  }

  /// Every analysis, with and without what splits it, and with each value of its options.
  private func requests(_ sample: Sample, _ survey: Survey) -> [SectionRequest] {
    Analyses.registry.manifests.flatMap { manifest -> [SectionRequest] in
      let splits: [String?] = manifest.by == .unused ? [nil] : [nil, "session"] + sample.by
      let choices = manifest.options.flatMap { option -> [[String: String]] in
        if case .oneOf(let words) = option.kind { return words.map { [option.name: $0] } }
        return option.kind == .boolean ? [[option.name: "yes"]] : []
      }
      let countable = survey.questions.filter { manifest.questionTypes.contains($0.type) }.map(\.id)
      return splits.flatMap { by in
        ([[:]] + choices).map { options in
          var request = SectionRequest(analysis: manifest.name, by: by, options: options)
          if manifest.questions == .required {
            request.questions = countable.filter { $0.rawValue != by }
          }
          return request
        }
      }
    }
  }

  private func responses(of subject: Subject, in workplace: Workplace) throws -> [Response] {
    let schema = BatchSchema(
      questions: subject.survey?.questions ?? [], sessions: subject.sessions, survey: subject.survey?.id,
      identities: true)
    let read = Responses()
    for partition in try workplace.source(for: subject).partitions(schema, atMost: 1) {
      try partition.visit { batch in
        for row in 0..<batch.count { read.all.append(batch.response(at: row)) }
      }
    }
    return read.all
  }

  private final class Responses {
    var all: [Response] = []
  }
}
