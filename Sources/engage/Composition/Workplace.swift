import EngageAnalysis
import EngageFiles
import EngageModel
import EngageSQLite
import EngageStore
import Glibc

/// The workspace a command works in, and its store.
struct Workplace {
  let workspace: Workspace

  init(_ option: WorkspaceOption) throws {
    workspace = try option.workspace.map { try Workspace(at: $0) } ?? Workspace.find(from: Folder.current)
  }

  init(workspace: Workspace) {
    self.workspace = workspace
  }

  /// Who to write to about reports, as engage.yaml says.
  var contact: String? { settings.contact }

  private var settings: WorkspaceSettings { workspace.settings.value ?? WorkspaceSettings() }

  /// The store, made if it is not there yet.
  /// - Throws: `StoreError`.
  func store() throws -> SQLiteStore {
    if let warning = SQLiteStore.storageWarning(workspace.databasePath) {
      Terminal.tellError(DiagnosticFormatter().format(warning))
    }
    return try SQLiteStore(path: workspace.databasePath)
  }

  /// The store if there is one: reading makes none.
  func existingStore() throws -> SQLiteStore? {
    access(workspace.databasePath, F_OK) == 0 ? try store() : nil
  }

  /// The store for commands that have nothing to do without one.
  /// - Throws: `Diagnostic` that says how to begin.
  func requiredStore() throws -> SQLiteStore {
    guard let store = try existingStore() else {
      throw Diagnostic(
        rule: "no-store", message: "nothing has been stored in this workspace yet", file: workspace.databasePath,
        hint: "bring in responses first: engage import FILE --event EVENT, or engage enter")
    }
    return store
  }

  /// What to read responses from: the store, or nothing where there is none.
  func source(for subject: Subject) throws -> any ResponseSource {
    guard subject.survey != nil, let store = try existingStore() else { return EmptySource() }
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
    let paths = workspace.surveyFiles(of: id)
    guard !paths.isEmpty || !stored.isEmpty else { throw unknown("survey", id.rawValue, among: surveyNames) }
    var versions = Dictionary(uniqueKeysWithValues: stored.map { ($0.version, $0) })
    for path in paths {
      let survey = try workspace.readSurvey(path).required()
      if versions[survey.version] == nil { versions[survey.version] = survey }
    }
    return versions.values.sorted { $0.version < $1.version }
  }

  /// The newest version of a survey as its file says: what new responses answer.
  func newestSurvey(_ id: Survey.ID) throws -> Survey {
    guard let path = workspace.surveyFiles(of: id).last else {
      throw unknown("survey", id.rawValue, among: surveyNames)
    }
    return try workspace.readSurvey(path).required()
  }

  /// The event of that name.
  /// - Throws: `FileProblems`; `Diagnostic` if there is no such event.
  func event(_ id: String) throws -> Event {
    guard let file = workspace.eventFiles.first(where: { $0.event.rawValue == id }) else {
      throw unknown("event", id, among: workspace.eventFiles.map(\.event.rawValue))
    }
    return try workspace.readEvent(file.path).required()
  }

  /// All events whose files can be read and that belong to a survey.
  func events(of survey: Survey.ID) throws -> [Event] {
    try workspace.eventFiles.filter { $0.folder == survey.rawValue }.map { try workspace.readEvent($0.path).required() }
  }

  var surveyNames: [String] { workspace.surveyIDs.map(\.rawValue) }

  /// What a command's options speak of.
  /// - Throws: `Diagnostic` where a name is unknown, or left out although there are several.
  func subject(_ scope: ScopeOptions, recipe: String? = nil) throws -> Subject {
    let events = try scope.event.map { try event($0) }
    let id = try surveyID(named: scope.survey, of: events)
    guard let id else { return try Subject(survey: nil, versions: [], events: events, sessions: scope.session) }
    let versions = workspace.surveyFiles(of: id).isEmpty && events.allSatisfy { $0.survey == nil }
      ? [] : try versions(of: id)
    let all = events.isEmpty ? try self.events(of: id).filter { $0.survey == id || scope.survey == nil } : events
    return try Subject(survey: Survey.pooled(versions), versions: versions, events: all, sessions: scope.session)
  }

  private func surveyID(named name: String?, of events: [Event]) throws -> Survey.ID? {
    if let name {
      let id = Survey.ID(name)
      for event in events where event.survey != id {
        throw Diagnostic(
          rule: "other-survey",
          message: "the event \(event.id) belongs to \(event.survey.map { "the survey \($0)" } ?? "no survey")",
          hint: "leave out --survey, or name an event of \(name)")
      }
      return id
    }
    if let first = events.first {
      if let other = events.first(where: { $0.survey != first.survey }) {
        throw Diagnostic(
          rule: "other-survey", message: "\(first.id) and \(other.id) have different surveys",
          hint: "name events of one survey")
      }
      return first.survey
    }
    if workspace.surveyIDs.count == 1 { return workspace.surveyIDs[0] }
    throw Diagnostic(
      rule: "which-survey", message: "there are several surveys: say which",
      hint: "--survey NAME or --event NAME; there are: \(surveyNames.joined(separator: ", "))")
  }

  /// The codebooks that a subject's survey comes with.
  func codebooks(of subject: Subject) throws -> [Codebook] {
    guard let survey = subject.survey else { return [] }
    return try workspace.codebookFiles(of: survey.id).map { try workspace.readCodebook($0).required() }
  }

  /// Codebooks given as files: for values of `codebook` options that are no names of the survey's own.
  func codebookFiles(named values: [String]) throws -> [Codebook] {
    try values.filter { $0.contains("/") || $0.contains(".") }.map { try CodebookFile.read($0).required() }
  }

  /// The recipe of that name, beside the subject's survey or event.
  func recipe(_ name: String, for subject: Subject) throws -> Recipe {
    let folders = subject.survey.map { [$0.id.rawValue] }
      ?? workspace.eventFiles.filter { file in subject.events.contains { $0.id == file.event } }.map(\.folder)
    let files = folders.flatMap { workspace.recipeFiles(of: Survey.ID($0)) }
    guard let file = files.first(where: { $0.name == name }) else {
      throw unknown("recipe", name, among: files.map(\.name))
    }
    return try workspace.readRecipe(file.path, knownAnalyses: Analyses.registry.manifests.map(\.name)).required()
  }

  private func unknown(_ kind: String, _ name: String, among names: [String]) -> Diagnostic {
    let known = names.isEmpty ? "there are none yet" : "there are: \(names.joined(separator: ", "))"
    return Diagnostic(
      rule: "unknown-\(kind)", message: "there is no \(kind) \"\(name)\"",
      hint: nearestName(to: name, among: names).map { "did you mean \($0)?" } ?? known)
  }
}

/// A source without responses.
struct EmptySource: ResponseSource {
  func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] { [BatchPartition { _ in }] }
}
