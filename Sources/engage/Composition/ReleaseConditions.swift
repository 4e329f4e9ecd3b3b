import EngageFiles
import EngageModel
import EngageReport
import EngageStore

/// What must be said about people's data before a report on them may leave the organisation.
struct ReleaseConditions {
  let workplace: Workplace

  /// Checks the events of a report that is made for others; one for internal eyes needs nothing.
  ///
  /// An event of which no responses are stored, only totals, needs no condition under Article 9.
  /// - Throws: `ReleaseRefused` with every gap of every event.
  func check(_ events: [Event], for audience: Audience) throws {
    guard audience != .internal else { return }
    let found = try gaps(in: events)
    if !found.diagnostics.isEmpty {
      throw ReleaseRefused(diagnostics: found.diagnostics, sources: found.sources)
    }
  }

  /// Says on standard error what would stop a release: for a look at a report that stays inside.
  func tell(_ events: [Event], for audience: Audience) throws {
    guard audience != .internal else { return }
    let found = try gaps(in: events, severity: .warning)
    guard !found.diagnostics.isEmpty else { return }
    Terminal.tellError(
      DiagnosticFormatter(colour: Terminal.standardError.colour).format(
        found.diagnostics, sources: found.sources))
  }

  private func gaps(in events: [Event], severity: Diagnostic.Severity = .error) throws -> Reading<[Event]> {
    let held = Set(
      try workplace.existingStore()?.batches().filter { $0.undone == nil }.map(\.draft.event) ?? [])
    var found = Reading<[Event]>(value: events)
    for event in events {
      let file = workplace.workspace.events().first { $0.name == event.id.rawValue }
      let told = DataProtectionCheck(
        event: event, path: file?.path, shown: file.map { workplace.workspace.shown($0.path) },
        holdsResponses: held.contains(event.id)
      ).found(severity)
      found.diagnostics += told.diagnostics
      found.sources.merge(told.sources) { first, _ in first }
    }
    return found
  }
}

/// What an event's file leaves open about people's data, as something to tell.
struct DataProtectionCheck {
  let event: Event
  /// Of its file; `nil` where it has none.
  let path: String?
  let shown: String?
  let holdsResponses: Bool

  func found(_ severity: Diagnostic.Severity) -> Reading<Event> {
    let gaps = event.dataProtectionGaps(on: Clock.today, holdsResponses: holdsResponses)
    guard !gaps.isEmpty else { return Reading(value: event) }
    let places = path.map { DataProtectionPlaces(path: $0, shownAs: shown ?? $0) }
    guard event.dataProtection != nil else {
      return Reading(value: event, diagnostics: [nothingSaid(gaps, severity)])
    }
    let diagnostics = gaps.map { gap in
      Diagnostic(
        severity, rule: "data-protection-gap", message: "\(event.id) \(gap.words)", file: shown,
        line: places?.line(of: gap),
        hint: "write under data_protection, if it is true: \(gap.example(on: Clock.today))")
    }
    return Reading(value: event, diagnostics: diagnostics, sources: places?.sources ?? [:])
  }

  private func nothingSaid(_ gaps: [DataProtectionGap], _ severity: Diagnostic.Severity) -> Diagnostic {
    let lines = gaps.map { $0.example(on: Clock.today) }.joined(separator: ", ")
    return Diagnostic(
      severity, rule: "data-protection-gap",
      message: "\(event.id) says nothing about people's data, not even who is responsible for them",
      file: shown, hint: "write what is true, as in data_protection: {\(lines)}")
  }
}

/// A report for others is not made, because events leave open what must be said about people's data.
struct ReleaseRefused: Error {
  var diagnostics: [Diagnostic]
  var sources: [String: String]
}
