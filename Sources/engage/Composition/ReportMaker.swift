import EngageAnalysis
import EngageModel
import EngageReport
import EngageStore
import Glibc

/// Runs the sections of a report over the store and puts together what came out.
struct ReportMaker {
  let workplace: Workplace
  let subject: Subject
  var extraCodebooks: [Codebook] = []
  var registry = Analyses.registry

  /// - Throws: `DiagnosticsError` with everything in the sections that does not fit; `TooFewToShare`.
  func report(
    title: String, sections: [SectionRequest], audience: Audience, filter: String? = nil
  ) async throws -> Report {
    let context = AnalysisContext(
      survey: subject.survey, events: subject.events, sessions: subject.sessions,
      codebooks: readsTexts(sections) ? try codebooks() : [], audience: audience, filter: filter,
      today: Clock.today, entered: subject.entered, codes: try codes(for: sections))
    let prepared = try prepare(sections, context: context)
    let runner = AnalysisRunner(
      prepared, sessions: subject.sessions, survey: subject.survey?.id,
      scope: try RowFilter(sessions: [], condition: filter, context: context),
      parallelism: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let outcome = try await runner.run(over: try workplace.source(for: subject))
    let report = Report(
      title: title,
      made: Made(
        at: Clock.minute, by: Clock.user, engine: "Engage \(EngageCommand.version)",
        organisation: workplace.organisation),
      sources: try sources(codebooks: usedCodebooks(in: outcome.sections, among: context.codebooks)),
      survey: subject.survey?.id.rawValue, versions: subject.versions.map(\.version),
      events: subject.events.map(\.id.rawValue), audience: audience,
      scope: Scope(
        responses: outcome.forms + outcome.tables, forms: outcome.forms, tables: outcome.tables,
        people: people(outcome), filter: filter),
      sections: outcome.sections)
    return try report.withheldForItsAudience()
  }

  /// Whether a section can use a codebook: only then are they read.
  private func readsTexts(_ sections: [SectionRequest]) -> Bool {
    let names = Set(sections.map(\.analysis))
    return registry.manifests.contains { manifest in
      names.contains(manifest.name)
        && (manifest.readsFreeText || manifest.options.contains { $0.kind == .codebook })
    }
  }

  /// What people coded, if a section asks for it.
  private func codes(for sections: [SectionRequest]) throws -> [CodedText] {
    let names = Set(sections.map(\.analysis))
    guard registry.manifests.contains(where: { names.contains($0.name) && $0.readsCodes }),
      let survey = subject.survey, let store = try workplace.existingStore()
    else { return [] }
    let events = Set(subject.events.map(\.id))
    return try store.codes(CodeQuery(survey: survey.id, event: events.count == 1 ? events.first : nil))
  }

  private func prepare(_ sections: [SectionRequest], context: AnalysisContext) throws -> [PreparedAnalysis] {
    var problems: [Diagnostic] = []
    var prepared: [PreparedAnalysis] = []
    for section in sections {
      do {
        prepared.append(try registry.prepare(section, context: context))
      } catch let error as DiagnosticsError { problems += error.diagnostics }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    return prepared
  }

  /// Forms and people at tables may be added only where they do not overlap.
  private func people(_ outcome: AnalysisRunner.Outcome) -> Int? {
    guard !subject.events.isEmpty, subject.events.allSatisfy({ $0.overlap == .none }) else { return nil }
    return outcome.peopleAtTables.map { outcome.forms + $0 }
  }

  /// Those given as files stand in for the survey's own of the same name.
  private func codebooks() throws -> [Codebook] {
    let own = try workplace.codebooks(of: subject)
    return extraCodebooks + own.filter { book in !extraCodebooks.contains { $0.id == book.id } }
  }

  /// The codebooks that sections on themes and codes were told to use, or else those of the survey's questions.
  private func usedCodebooks(in sections: [Section], among codebooks: [Codebook]) -> [Codebook] {
    let themes = sections.filter { ["themes", "coding"].contains($0.provides) }
    let asked = Set(themes.compactMap { $0.options["codebook"] })
    let implied =
      !themes.isEmpty && asked.isEmpty ? subject.survey?.questions.compactMap(\.codebook) ?? [] : []
    return codebooks.filter { asked.contains($0.id.rawValue) || implied.contains($0.id) }
  }

  private func sources(codebooks: [Codebook]) throws -> Sources {
    Sources(
      surveys: subject.versions.map { "\($0.id) v\($0.version)" },
      codebooks: codebooks.map { "\($0.id) v\($0.version)" },
      batches: try workplace.liveBatches(of: subject).map(\.number), events: subject.events.map(eventSource),
      invented: subject.events.flatMap(inventedParts))
  }

  private func eventSource(_ event: Event) -> EventSource {
    let held = event.sessions.filter { $0.status == .held }
    return EventSource(
      name: event.id.rawValue, title: event.title, source: event.source, places: Wording.places(held),
      period: Wording.heading(held.compactMap(\.date)),
      contact: event.dataProtection?.contact ?? workplace.contact)
  }

  /// What of an event is invented, in words.
  private func inventedParts(of event: Event) -> [String] {
    if let invented = event.invented { return ["\(event.title): \(invented)"] }
    let sessions = event.sessions.filter { !$0.invented.isEmpty }
    guard !sessions.isEmpty else { return [] }
    var fields: [String] = []
    for field in sessions.flatMap(\.invented) where !fields.contains(field) { fields.append(field) }
    return [
      "\(event.title): invented for \(Wording.list(sessions.map(\.displayName))): \(Wording.list(fields))."
    ]
  }
}
