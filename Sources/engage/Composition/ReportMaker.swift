import EngageAnalysis
import EngageDisclosure
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

  /// A report as its audience may see it, whatever left earlier.
  /// - Parameters:
  ///   - filter: the condition that the responses of the report as a whole meet.
  ///   - today: the day that conditions mean by it; this one if `nil`.
  /// - Throws: `DiagnosticsError` with everything in the sections that does not fit; `DisclosureRefusal`.
  func report(
    title: String, sections: [SectionRequest], audience: Audience, filter: String? = nil,
    weights request: WeightRequest? = nil, today: CalendarDate? = nil
  ) async throws -> Report {
    let counted = try await wholeReport(
      title: title, sections: sections, audience: audience, filter: filter, weights: request, today: today)
    return try DisclosureControl(profile: try workplace.profile(named: nil), survey: counted.survey)
      .protect(counted.report).report
  }

  /// The report with all that was counted, to be made safe for its audience once it is complete.
  func wholeReport(
    title: String, sections: [SectionRequest], audience: Audience, filter: String? = nil,
    weights request: WeightRequest? = nil, today: CalendarDate? = nil
  ) async throws -> CountedReport {
    let moved = try workplace.existingStore()?.lastChange()
    var context = try context(for: sections, audience: audience, filter: filter, today: today)
    let source = try source(for: audience)
    let scope = try RowFilter(sessions: [], condition: filter, context: context)
    let weights = try request.map { try self.weights($0, of: source, scope: scope) }
    context.weighting = weights?.weighting
    let plan = try plan(sections, audience: audience, filter: filter)
    let prepared = try prepare(plan.requests, context: context)
    let merged = try merged(prepared)
    let runner = AnalysisRunner(
      prepared, sessions: subject.sessions, survey: subject.survey?.id,
      scope: scope, parallelism: sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let outcome = try await runner.run(
      over: weights.map { WeightedSource(base: source, rule: $0.rule) } ?? source)
    let shown = shownEvents(for: audience)
    let report = Report(
      title: title,
      made: Made(
        at: Clock.minute, by: Clock.user, engine: "Engage \(EngageCommand.version)",
        organisation: workplace.organisation),
      sources: try sources(
        codebooks: usedCodebooks(in: outcome.sections, among: context.codebooks), events: shown,
        lastChange: moved, weights: request),
      survey: subject.survey?.id.rawValue, versions: subject.versions.map(\.version),
      events: subject.events.map(\.id.rawValue), audience: audience,
      scope: Scope(
        responses: outcome.forms + outcome.tables, forms: outcome.forms, tables: outcome.tables,
        people: people(outcome), filter: filter, weighting: weights?.scope),
      sections: plan.sections(
        outcome.sections.map { section in
          let told = limitsTold(section, filter: filter)
          return weights.map { noted(told, $0) } ?? told
        }),
      merged: merged)
    let surveys = subject.survey.map { [$0.id] } ?? Set(subject.events.compactMap(\.survey)).sorted()
    return CountedReport(
      report: withoutVenues(report.quotingOnly(context.quotable)), responses: outcome.responses,
      surveys: surveys, survey: subject.survey,
      events: subject.events)
  }

  /// What a report counts: for others than internal readers without the texts that are held from them.
  private func source(for audience: Audience) throws -> any ResponseSource {
    let source = try workplace.source(for: subject)
    let held = try held(from: audience)
    return held.isEmpty ? source : HeldTextsSource(base: source, held: held)
  }

  /// Texts that only internal readers may see, or count.
  private func held(from audience: Audience) throws -> Set<TextPlace> {
    guard audience != .internal, let survey = subject.survey else { return [] }
    return try workplace.existingStore()?.heldPlaces(survey: survey.id) ?? []
  }

  /// What the analyses of some sections may know.
  /// - Parameter today: the day of the report; this one if `nil`.
  func context(
    for sections: [SectionRequest], audience: Audience, filter: String?, today: CalendarDate? = nil
  ) throws -> AnalysisContext {
    AnalysisContext(
      survey: subject.survey, events: subject.events, sessions: subject.sessions,
      codebooks: readsTexts(sections) ? try codebooks() : [], audience: audience, filter: filter,
      today: today ?? Clock.today, entered: subject.entered,
      codes: try codes(for: sections, audience: audience),
      quotable: audience == .internal || filter != nil || !readsTexts(sections)
        ? [] : try QuotableTexts(subject, in: workplace).texts(),
      populations: try populations(for: sections),
      smallestBase: workplace.smallestBase,
      themes: try workplace.themes(for: sections.map(\.filter) + [filter], of: subject))
  }

  /// A section that sees fewer responses than the report as a whole says so.
  private func limitsTold(_ section: Section, filter: String?) -> Section {
    var section = section
    if let own = section.asked?.filter, own != filter {
      section.notes.append("Only responses that meet this: \(own).")
    }
    if let names = section.asked?.sessions, !names.isEmpty {
      let sessions = subject.events.flatMap(\.sessions).filter { names.contains($0.id.rawValue) }
      section.notes.append("Only responses from \(Wording.list(sessions.map(\.displayName))).")
    }
    return section
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
  private func codes(for sections: [SectionRequest], audience: Audience) throws -> [CodedText] {
    let names = Set(sections.map(\.analysis))
    guard registry.manifests.contains(where: { names.contains($0.name) && $0.readsCodes }),
      let survey = subject.survey, let store = try workplace.existingStore()
    else { return [] }
    let events = Set(subject.events.map(\.id))
    let held = try held(from: audience)
    return try store.codes(CodeQuery(survey: survey.id, event: events.count == 1 ? events.first : nil))
      .filter { !held.contains(TextPlace(response: $0.response, question: $0.question)) }
  }

  func prepare(_ sections: [SectionRequest], context: AnalysisContext) throws -> [PreparedAnalysis] {
    var problems: [Diagnostic] = []
    var prepared: [PreparedAnalysis] = []
    for section in sections {
      do {
        prepared.append(try registry.prepare(section, context: context))
      } catch let error as DiagnosticsError {
        problems += error.diagnostics.filter { !problems.contains($0) }
      }
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
  func codebooks() throws -> [Codebook] {
    let own = try workplace.codebooks(of: subject)
    return extraCodebooks + own.filter { book in !extraCodebooks.contains { $0.id == book.id } }
  }

  /// The codebooks that sections on themes and codes were told to use, or else those of the survey's questions.
  private func usedCodebooks(in sections: [Section], among codebooks: [Codebook]) -> [Codebook] {
    let options = Dictionary(
      registry.manifests.map { ($0.name, $0.options.filter { $0.kind == .codebook }.map(\.name)) },
      uniquingKeysWith: { first, _ in first })
    let themes = sections.filter { $0.provides == "themes" || options[$0.analysis]?.isEmpty == false }
    let asked = Set(
      themes.flatMap { section in
        (options[section.analysis] ?? ["codebook"]).compactMap { section.options[$0] }
      })
    let isImplied = themes.contains { $0.options["codebook"] == nil }
    let implied = isImplied ? subject.survey?.questions.compactMap(\.codebook) ?? [] : []
    return codebooks.filter { asked.contains($0.id.rawValue) || implied.contains($0.id) }
  }

  private func sources(
    codebooks: [Codebook], events: [Event], lastChange: Int64?, weights: WeightRequest?
  ) throws -> Sources {
    var fingerprints: [String: String] = [:]
    for survey in subject.versions {
      fingerprints["\(survey.id) v\(survey.version)"] = try survey.fingerprint()
    }
    for book in codebooks { fingerprints["\(book.id) v\(book.version)"] = try book.fingerprint() }
    return Sources(
      surveys: subject.versions.map { "\($0.id) v\($0.version)" },
      codebooks: codebooks.map { "\($0.id) v\($0.version)" },
      batches: try workplace.liveBatches(of: subject).map(\.number), events: events.map(eventSource),
      invented: events.flatMap(inventedParts), fingerprints: fingerprints,
      sessions: subject.namedSessions, lastChange: lastChange, weights: weights?.written)
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
