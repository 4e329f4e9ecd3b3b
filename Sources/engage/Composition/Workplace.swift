import EngageAnalysis
import EngageFiles
import EngageModel
import EngageSQLite
import EngageStore
import Glibc

/// The workspace a command works in, and its store.
struct Workplace {
  let workspace: Workspace
  /// A store elsewhere than the workspace's own.
  private let scratchStore: String?
  /// What engage.yaml says.
  let settings: Settings
  /// Whether the command writes, so that even what it reads is read from a store open for writing.
  private let writes: Bool
  private let opened = Opened()

  /// - Parameter writes: whether the command changes the store.
  /// - Throws: `Diagnostic` where there is no workspace; `FileProblems` where engage.yaml has errors.
  init(_ option: WorkspaceOption, writes: Bool = false) throws {
    if let root = option.workspace {
      try self.init(workspace: Workspace(at: root), writes: writes)
    } else if let found = Workspace.find(from: Folder.current) {
      try self.init(workspace: found, writes: writes)
    } else {
      throw Diagnostic(
        rule: "no-workspace",
        message: "there is no workspace here: no folder upwards holds engage.yaml or Surveys/",
        hint: "make one with engage init, or name one with --workspace")
    }
  }

  /// - Parameters:
  ///   - scratchStore: a store to use instead of the workspace's.
  ///   - writes: whether the command changes the store.
  /// - Throws: `FileProblems` where engage.yaml has errors.
  init(workspace: Workspace, scratchStore: String? = nil, writes: Bool = false) throws {
    self.workspace = workspace
    self.scratchStore = scratchStore
    self.writes = writes
    settings = try workspace.settings().required()
  }

  /// Who to write to about reports, as engage.yaml says.
  var contact: String? { settings.contact }

  /// Who reports, as engage.yaml says.
  var organisation: String? { settings.organisation }

  /// Below how many answers a result is "too few to say".
  var smallestBase: Int { settings.smallestBase ?? AnalysisContext.standardSmallestBase }

  /// The profile by which small counts are protected.
  /// - Parameter name: of a profile, or a file; the workspace's, or the standard one, if `nil`.
  /// - Throws: `FileProblems` for one with errors, or where there is none of that name.
  func profile(named name: String?) throws -> DisclosureProfile {
    guard let name = name ?? settings.profile else { return .standard }
    if Workplace.isFile(name) { return try ProfileFile.read(path: name).required() }
    return try workspace.readProfile(name).required()
  }

  /// What engage.yaml says is to be taken where a flag is left out.
  func standard(_ flag: String) -> String? { settings.defaults[flag] }

  /// Where the store lies.
  var databasePath: String { scratchStore ?? workspace.databasePath(settings: settings) }

  /// The store to write to, made if it is not there yet.
  /// - Throws: `StoreError`.
  func store() throws -> any ResponseStore { try storeFile() }

  private func storeFile() throws -> SQLiteStore {
    if let store = opened.writable { return store }
    warnOfStorage()
    let store = try SQLiteStore(path: databasePath)
    opened.writable = store
    return store
  }

  /// The store to read from, if there is one: reading makes none, writes nothing and waits for no disk.
  /// - Throws: `StoreError`.
  func existingStore() throws -> (any ResponseStore)? {
    guard storeExists else { return nil }
    if writes { return try storeFile() }
    if let store = opened.writable ?? opened.readable { return store }
    warnOfStorage()
    let store = try SQLiteStore.forReading(path: databasePath)
    opened.readable = store
    return store
  }

  private func warnOfStorage() {
    guard let warning = SQLiteStore.storageWarning(databasePath) else { return }
    Terminal.tellError(DiagnosticFormatter().format(warning))
  }

  private var storeExists: Bool { access(databasePath, F_OK) == 0 }

  /// The store to read from, and to change if the command writes, for commands that have nothing to do without one.
  /// - Throws: `Diagnostic` that says how to begin.
  func requiredStore() throws -> any ResponseStore {
    guard let store = try existingStore() else { throw noStore }
    return store
  }

  /// The store as the file it is, for commands that look after it.
  /// - Throws: `Diagnostic` that says how to begin.
  func requiredStoreFile() throws -> SQLiteStore {
    guard storeExists else { throw noStore }
    return try storeFile()
  }

  private var noStore: Diagnostic {
    Diagnostic(
      rule: "no-store", message: "nothing has been stored in this workspace yet", file: databasePath,
      hint: "bring in responses first: engage import FILE --event EVENT, or engage enter")
  }

  /// What to read responses from: the store, or nothing where there is none.
  func source(for subject: Subject) throws -> any ResponseSource {
    guard subject.survey != nil || subject.events.contains(where: { $0.survey != nil }),
      let store = try existingStore()
    else { return EmptySource() }
    return store
  }

  /// The batches of the events of a subject that were not undone.
  func liveBatches(of subject: Subject) throws -> [Batch] {
    guard let store = try existingStore() else { return [] }
    let events = Set(subject.events.map(\.id))
    return try store.batches().filter { $0.undone == nil && events.contains($0.draft.event) }
  }

  /// All versions of a survey, from files and store, oldest first.
  /// - Throws: `FileProblems`; `Diagnostic` if there is no such survey.
  func versions(of id: Survey.ID) throws -> [Survey] {
    let stored = try existingStore()?.versions(of: id) ?? []
    var versions = Dictionary(uniqueKeysWithValues: stored.map { ($0.version, $0) })
    for version in workspace.surveyVersions(of: id) where versions[version] == nil {
      versions[version] = try workspace.readSurvey(id, version: version).required()
    }
    if versions.isEmpty { _ = try newestSurvey(id) }
    return versions.values.sorted { $0.version < $1.version }
  }

  /// The newest version of a survey as its file says: what new responses answer.
  func newestSurvey(_ id: Survey.ID) throws -> Survey { try readNewest(id).required() }

  /// A survey is read once for a command: a long one takes as long to read as all the rest.
  private func readNewest(_ id: Survey.ID) -> Reading<Survey> {
    if let reading = opened.surveys[id] { return reading }
    let reading = workspace.readSurvey(id)
    opened.surveys[id] = reading
    return reading
  }

  /// The survey in whose folder an event lies, where it has one version only.
  private func soleVersion(for event: WorkspaceFile) -> Survey? {
    let id = Survey.ID(event.folder)
    return workspace.surveyVersions(of: id).count == 1 ? readNewest(id).value : nil
  }

  /// The event of that name.
  /// - Throws: `FileProblems`; `Diagnostic` if there is no such event.
  func event(_ id: String) throws -> Event {
    let file = workspace.events().first { $0.name == id }
    return try workspace.readEvent(Event.ID(id), survey: file.flatMap(soleVersion)).required()
  }

  /// The events in the folder of a survey that use it.
  func events(of survey: Survey.ID) throws -> [Event] {
    try workspace.events().filter { $0.folder == survey.rawValue }
      .map { try workspace.readEvent(at: $0.path).required() }.filter { $0.survey == survey }
  }

  /// The event that was named, or the only one there is.
  /// - Throws: `Diagnostic` that lists the events where there are several.
  func soleEvent(named name: String?, survey: String?) throws -> Event {
    if let name = name ?? (survey == nil ? standard("event") : nil) {
      let event = try event(name)
      if let survey, event.survey?.rawValue != survey { throw otherSurvey(event, than: survey) }
      return event
    }
    if let survey { _ = try newestSurvey(Survey.ID(survey)) }
    let events = workspace.events().filter { survey == nil || $0.folder == survey }
    guard let only = events.first, events.count == 1 else {
      throw Diagnostic(
        rule: "which-event",
        message: events.isEmpty ? "there is no event yet" : "there are several events: say which",
        hint: events.isEmpty
          ? "make one with engage event new"
          : "--event NAME; there are: \(names(events).joined(separator: ", "))")
    }
    return try workspace.readEvent(at: only.path, survey: soleVersion(for: only)).required()
  }

  private func names(_ files: [WorkspaceFile]) -> [String] { files.map(\.name) }

  private func otherSurvey(_ event: Event, than survey: String) -> Diagnostic {
    Diagnostic(
      rule: "other-survey",
      message: "the event \(event.id) belongs to \(event.survey.map { "the survey \($0)" } ?? "no survey")",
      hint: "leave out --survey, or name an event of \(survey)")
  }

  /// What a command's options speak of.
  /// - Throws: `Diagnostic` where a name is unknown, or left out although there are several.
  func subject(_ scope: ScopeOptions) throws -> Subject {
    var names = scope.event
    if names.isEmpty, scope.survey == nil, let name = standard("event") { names = [name] }
    let events = try names.map { try event($0) }
    guard let id = try surveyID(named: scope.survey, of: events) else {
      return try withFigures(
        Subject(survey: nil, versions: [], events: events, sessions: scope.session))
    }
    let versions = try versions(of: id)
    let all = events.isEmpty ? try self.events(of: id) : events
    return try withFigures(
      Subject(
        survey: Survey.pooled(versions), versions: versions, events: all, sessions: scope.session))
  }

  private func surveyID(named name: String?, of events: [Event]) throws -> Survey.ID? {
    if let name = name ?? (events.isEmpty ? standard("survey") : nil) {
      for event in events where event.survey?.rawValue != name { throw otherSurvey(event, than: name) }
      return Survey.ID(name)
    }
    if let first = events.first {
      if let other = events.first(where: { $0.survey != first.survey }) {
        throw Diagnostic(
          rule: "other-survey", message: "\(first.id) and \(other.id) have different surveys",
          hint: "name events of one survey")
      }
      return first.survey
    }
    let surveys = workspace.surveys()
    if surveys.count == 1 { return surveys[0] }
    throw Diagnostic(
      rule: "which-survey",
      message: surveys.isEmpty ? "there is no survey yet" : "there are several surveys: say which",
      hint: surveys.isEmpty
        ? "make one from a paper form with engage survey new"
        : "--survey NAME or --event NAME; there are: \(surveys.map(\.rawValue).joined(separator: ", "))")
  }

  /// Every event of a period, all of one survey or all without one.
  /// - Throws: `Diagnostic` where no event is left, or events of several surveys are.
  func subject(in period: ReportingPeriod, survey: String?) throws -> Subject {
    let (events, _) = try selection(in: period, survey: survey)
    let surveys = Set(events.map(\.survey))
    guard surveys.count == 1, let only = surveys.first else {
      throw Diagnostic(
        rule: "which-survey", message: "events of several surveys fall into that time",
        hint:
          "--survey NAME; there are: \(surveys.compactMap { $0?.rawValue }.sorted().joined(separator: ", ")); "
          + "or take all of them together: engage report annual-summary")
    }
    return try subject(of: only, events: events)
  }

  /// Some events of one survey, or without one, with what was entered about them later.
  func subject(of survey: Survey.ID?, events: [Event]) throws -> Subject {
    let versions = try survey.map { try self.versions(of: $0) } ?? []
    return try withFigures(
      Subject(survey: Survey.pooled(versions), versions: versions, events: events, sessions: []))
  }

  /// The events of a period whatever their survey, with those of their sessions that fall into it; and the sessions
  /// that do not.
  /// - Throws: `Diagnostic` where no event is left.
  func selection(in period: ReportingPeriod, survey: String?) throws -> (
    events: [Event], absent: [(event: Event, session: Session, why: ReportingPeriod.Absence)]
  ) {
    if let survey { _ = try workspace.readSurvey(Survey.ID(survey)).required() }
    let files = workspace.events().filter { survey == nil || $0.folder == survey }
    let selection = period.selection(from: try files.map { try workspace.readEvent(at: $0.path).required() })
    guard !selection.events.isEmpty else {
      let undated = selection.absent.contains { $0.why == .undated }
      throw Diagnostic(
        rule: "no-events", message: "no event of these has a date in that time",
        hint: undated
          ? "some events have no date: give their sessions one, or say reported_for: 2019-09..2020-08" : nil)
    }
    return selection
  }

  /// What was entered about an event after its file was written, oldest first.
  func figures(of event: Event) throws -> [EnteredFigures] {
    try existingStore()?.figures(event: event.id) ?? []
  }

  /// A subject whose events say what was entered about them later.
  private func withFigures(_ subject: Subject) throws -> Subject {
    var subject = subject
    for index in subject.events.indices {
      let entered = try figures(of: subject.events[index])
      subject.events[index] = subject.events[index].applying(entered)
      subject.entered += entered
    }
    return subject
  }

  /// The codebooks that a subject's survey comes with.
  func codebooks(of subject: Subject) throws -> [Codebook] {
    guard let survey = subject.survey else { return [] }
    return try workspace.codebooks(of: survey.id).map {
      try workspace.readCodebook(Codebook.ID($0.name), of: survey.id).required()
    }
  }

  /// Codebooks given as files: for values of `codebook` options that are no names of the survey's own.
  /// - Returns: by the value as written.
  func codebookFiles(named values: [String]) throws -> [String: Codebook] {
    var books: [String: Codebook] = [:]
    for value in values where Workplace.isFile(value) {
      books[value] = try CodebookFile.read(path: value).required()
    }
    return books
  }

  /// Whether a value of a `codebook` option is a file rather than a name.
  static func isFile(_ value: String) -> Bool { value.contains("/") || value.contains(".") }
}

/// What a command has opened and read already: the store, and surveys.
private final class Opened {
  var writable: SQLiteStore?
  var readable: SQLiteStore?
  var surveys: [Survey.ID: Reading<Survey>] = [:]
}

/// A source without responses.
struct EmptySource: ResponseSource {
  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    [BatchPartition { _ in }]
  }
}
