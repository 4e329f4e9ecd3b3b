import EngageDisclosure
import EngageModel
public import EngageReport

extension AnalysisCase {
  /// A section as partners see it, of a report that holds nothing else.
  /// - Throws: `DisclosureRefusal` where nothing of it can be shown.
  public func protected(_ section: Section) throws -> Section {
    let report = Report(
      title: "R", made: Made(at: "2026-03-01T10:00Z", by: "", engine: "Engage"), survey: "survey",
      events: ["event"], audience: .partner,
      scope: Scope(responses: batch.count, forms: batch.count, tables: 0, people: nil), sections: [section])
    return try DisclosureControl(survey: survey).protect(report).report.sections[0]
  }
}
