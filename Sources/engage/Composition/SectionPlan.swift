import EngageAnalysis
import EngageModel
import EngageReport

/// What becomes of the sections asked for: those that may be shown to a report's readers are run, the others stand in
/// the report with the reason why they are not shown.
struct SectionPlan {
  enum Step {
    /// - Parameter remark: for the notes of the section.
    case run(SectionRequest, remark: String? = nil)
    case withheld(SectionRequest, reason: String, remedy: String)
  }

  private let steps: [Step]
  private let rule: EqualityBySession?
  private let venues: IdentifyingVenues?

  /// - Parameters:
  ///   - rule: nothing is kept back by session if `nil`.
  ///   - venues: those that tell who came; nothing is hidden if `nil`.
  init(_ sections: [SectionRequest], rule: EqualityBySession?, venues: IdentifyingVenues?) {
    self.rule = rule
    self.venues = venues
    steps = sections.map { section in
      venues?.step(section) ?? rule?.step(section) ?? .run(section)
    }
  }

  /// The sections to be run, in order.
  var requests: [SectionRequest] {
    steps.compactMap { step in
      if case .run(let request, _) = step { request } else { nil }
    }
  }

  /// All sections, in order: those that were run and those that are kept back.
  /// - Parameter finished: what became of ``requests``.
  func sections(_ finished: [Section]) -> [Section] {
    var rest = finished[...]
    return steps.map { step in
      switch step {
      case .withheld(let request, let reason, let remedy):
        return SectionPlan.withheld(request, as: nil, reason: reason, remedy: remedy, venues: venues)
      case .run(let request, let remark):
        var section = rest.removeFirst()
        if let rule, rule.crosses(section, request) {
          return SectionPlan.withheld(
            request, as: section, reason: EqualityBySession.reason, remedy: EqualityBySession.remedy,
            venues: venues)
        }
        if let remark { section.notes.append(remark) }
        return section
      }
    }
  }

  /// A section of which nothing is shown but why.
  private static func withheld(
    _ request: SectionRequest, as section: Section?, reason: String, remedy: String,
    venues: IdentifyingVenues?
  ) -> Section {
    var empty = Section(
      analysis: request.analysis, provides: section?.provides, version: section?.version ?? "",
      title: request.title ?? section?.title ?? request.analysis,
      tables: [
        Table(
          name: "withheld", title: request.title ?? section?.title ?? request.analysis,
          columns: [Column("withheld", "Not shown", .key)], withheld: reason)
      ],
      notes: [remedy])
    empty.asked = Asked(venues?.hidden(request) ?? request)
    return empty
  }
}
