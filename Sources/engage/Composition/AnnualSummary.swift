import EngageAnalysis
import EngageModel
import EngageReport

/// Every event of a period in one report, whatever its survey: who was reached, what people raised, and what is not
/// in it.
struct AnnualSummary {
  /// The word on the command line.
  static let name = "annual-summary"

  let workplace: Workplace
  let period: ReportingPeriod
  /// Only the events of this survey, if one was named.
  let survey: String?

  /// - Throws: `Diagnostic` where no event falls into the period.
  func report(for audience: Audience) async throws -> CountedReport {
    let (selected, absent) = try workplace.selection(in: period, survey: survey)
    let events = selected.sorted { ($0.firstDay, $0.id) < ($1.firstDay, $1.id) }
    let whole = try workplace.subject(of: nil, events: events)
    var counted = try await ReportMaker(workplace: workplace, subject: whole).wholeReport(
      title: title(of: whole.events),
      sections: [SectionRequest(analysis: "attendance", title: "Who was reached")], audience: audience)
    var surveys: [Survey.ID] = []
    for case let survey? in events.map(\.survey) where !surveys.contains(survey) { surveys.append(survey) }
    for survey in surveys {
      let part = try await themes(of: survey, events: events, audience: audience)
      counted.report.sections += part.report.sections
      counted.report.sources.add(part.report.sources)
      counted.responses.formUnion(part.responses)
    }
    counted.report.sections.append(LeftOut(absent: absent, events: whole.events, period: period).section)
    if audience != .internal, let venues = IdentifyingVenues(events + absent.map(\.event)) {
      counted.report = venues.hiding(counted.report)
    }
    // What several codebooks say of one priority is added up of what is shown: it tells nothing more.
    counted.finish = { report in
      var report = report
      if let actions = ThemesTogether(report.sections).section {
        report.sections.insert(actions, at: report.sections.count - 1)
      }
      return report
    }
    return counted
  }

  /// What was raised at the events of one survey: a section for each of its codebooks. Empty where nobody wrote
  /// anything.
  private func themes(of id: Survey.ID, events: [Event], audience: Audience) async throws -> CountedReport {
    let subject = try workplace.subject(of: id, events: events.filter { $0.survey == id })
    var sections: [SectionRequest] = []
    for codebook in try workplace.codebooks(of: subject) where !StandardRecipe.isForOurselves(codebook) {
      let texts = (subject.survey?.questions ?? []).filter {
        $0.type == .text && $0.codebook == codebook.id && !$0.sensitive
      }
      guard !texts.isEmpty else { continue }
      sections.append(
        SectionRequest(
          analysis: "theme-counts",
          title: "What people raised: \(subject.title)", questions: texts.map(\.id),
          options: [
            "quotes": "0", "minimum": audience == .internal ? "0" : "\(Report.smallestShownCount)",
          ]))
    }
    var counted = try await ReportMaker(workplace: workplace, subject: subject).wholeReport(
      title: subject.title, sections: sections, audience: audience)
    counted.report.sections.removeAll { $0.measure("answered") == 0 }
    for index in counted.report.sections.indices {
      counted.report.sections[index].asked?.survey = id.rawValue
    }
    return counted
  }

  private func title(of events: [Event]) -> String {
    let words = Wording.heading(
      [period.eventDate].compactMap { $0 } + (period.eventDate == nil ? events.compactMap(\.dates) : []))
    return "Annual summary" + (words.map { ", \($0)" } ?? "")
  }
}

extension Event {
  /// The first day that is known; the last there is where none is.
  fileprivate var firstDay: CalendarDate {
    let dates = sessions.compactMap(\.date) + [reportedFor].compactMap { $0 }
    return dates.map(\.first).min() ?? CalendarDate(daysSince1970: 2_900_000)
  }

  fileprivate var dates: EventDate? { sessions.compactMap(\.date).first ?? reportedFor }
}

extension ReportingPeriod {
  /// The period as a date, where it has both ends.
  fileprivate var eventDate: EventDate? {
    guard let first, let last else { return nil }
    return EventDate("\(first)..\(last)")
  }
}

extension Sources {
  /// Adds what another report was made from.
  fileprivate mutating func add(_ other: Sources) {
    surveys += other.surveys.filter { !surveys.contains($0) }
    codebooks += other.codebooks.filter { !codebooks.contains($0) }
    batches = Set(batches).union(other.batches).sorted()
    invented += other.invented.filter { !invented.contains($0) }
  }
}
