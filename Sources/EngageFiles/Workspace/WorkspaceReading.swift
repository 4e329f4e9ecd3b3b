public import EngageModel

/// Reads the files of a workspace; diagnostics show paths relative to it.
extension Workspace {
  /// Reads a survey, its newest version unless told.
  public func readSurvey(_ survey: Survey.ID, version: Int? = nil) -> Reading<Survey> {
    guard let version = version ?? surveyVersions(of: survey).last else {
      return missing(
        "unknown-survey", "there is no survey “\(survey)”", survey.rawValue, among: surveys().map(\.rawValue))
    }
    return readSurvey(at: surveyPath(survey, version: version))
  }

  /// Reads the survey at a path, with the blocks of this workspace.
  public func readSurvey(at path: String) -> Reading<Survey> {
    SurveyFile.read(path: path, blocksFolder: blocksFolder, shownAs: shown(path))
  }

  /// All versions of a survey as one, for looking things up; `nil` if any has errors or there is none.
  public func pooledSurvey(_ survey: Survey.ID) -> Survey? {
    let versions = surveyVersions(of: survey).map { readSurvey(survey, version: $0).value }
    return versions.contains { $0 == nil } ? nil : Survey.pooled(versions.compactMap { $0 })
  }

  /// Reads an event, and checks what it says about its survey.
  /// - Parameter survey: the pooled survey, if it is at hand: it is not read again then.
  public func readEvent(_ event: Event.ID, survey: Survey? = nil) -> Reading<Event> {
    guard let file = events().first(where: { $0.name == event.rawValue }) else {
      return missing(
        "unknown-event", "there is no event “\(event)”", event.rawValue, among: events().map(\.name))
    }
    return readEvent(at: file.path, survey: survey)
  }

  /// Reads the event at a path, and checks what it says about its survey.
  /// - Parameter survey: the pooled survey, if it is at hand: it is not read again then.
  public func readEvent(at path: String, survey: Survey? = nil) -> Reading<Event> {
    EventFile.read(
      path: path, shownAs: shown(path), surveyNames: surveys().map(\.rawValue),
      surveys: { $0 == survey?.id ? survey : pooledSurvey($0) })
  }

  /// Reads a codebook of a survey.
  public func readCodebook(_ codebook: Codebook.ID, of survey: Survey.ID) -> Reading<Codebook> {
    let files = codebooks(of: survey)
    guard let file = files.first(where: { $0.name == codebook.rawValue }) else {
      return missing(
        "unknown-codebook", "survey “\(survey)” has no codebook “\(codebook)”", codebook.rawValue,
        among: files.map(\.name))
    }
    return CodebookFile.read(path: file.path, shownAs: shown(file.path))
  }

  /// Reads a population.
  public func readPopulation(_ population: Population.ID) -> Reading<Population> {
    let files = populations()
    guard let file = files.first(where: { $0.name == population.rawValue }) else {
      return missing(
        "unknown-population", "there is no population “\(population)”", population.rawValue,
        among: files.map(\.name))
    }
    return PopulationFile.read(path: file.path, shownAs: shown(file.path))
  }

  /// A profile of the workspace's, or one that comes with Engage.
  public func readProfile(_ profile: String) -> Reading<DisclosureProfile> {
    if let known = DisclosureProfile.builtIn.first(where: { $0.name == profile }) {
      return Reading(value: known)
    }
    let files = profiles()
    guard let file = files.first(where: { $0.name == profile }) else {
      return missing(
        "unknown-profile", "there is no profile “\(profile)”", profile,
        among: DisclosureProfile.builtIn.map(\.name) + files.map(\.name))
    }
    return ProfileFile.read(path: file.path, shownAs: shown(file.path))
  }

  /// Reads a recipe of a survey, and checks what it says about the survey.
  /// - Parameters:
  ///   - analyses: the names of all analyses there are; not checked if `nil`.
  ///   - pooled: the pooled survey, if it is at hand: it is not read again then.
  public func readRecipe(
    _ recipe: String, of survey: Survey.ID, analyses: [String]? = nil, pooled: Survey? = nil
  ) -> Reading<Recipe> {
    let files = recipes(of: survey)
    guard let file = files.first(where: { $0.name == recipe }) else {
      return missing(
        "unknown-recipe", "survey “\(survey)” has no recipe “\(recipe)”", recipe, among: files.map(\.name))
    }
    let sessions = events().filter { $0.folder == survey.rawValue }.flatMap { event in
      EventFile.read(path: event.path).value?.sessions.map(\.id.rawValue) ?? []
    }
    return RecipeFile.read(
      path: file.path, shownAs: shown(file.path), survey: pooled ?? pooledSurvey(survey), sessions: sessions,
      analyses: analyses, profiles: DisclosureProfile.builtIn.map(\.name) + profiles().map(\.name))
  }

  private func missing<Value>(
    _ rule: String, _ message: String, _ name: String, among names: [String]
  ) -> Reading<Value> {
    let listed = "\(names.count == 1 ? "there is" : "there are"): \(names.joined(separator: ", "))"
    let hint =
      nearestName(to: name, among: names).map { "did you mean “\($0)”?" }
      ?? (names.isEmpty ? "there is none in \(root)/Surveys" : listed)
    return Reading(value: nil, diagnostics: [Diagnostic(rule: rule, message: message, hint: hint)])
  }

  /// Reads every survey, block, event, codebook and recipe of the workspace.
  /// - Returns: as value how many files were read.
  public func readAll(analyses: [String]? = nil) -> Reading<Int> {
    var all = Reading<Int>(value: 0)
    func add<Value>(_ reading: Reading<Value>) {
      all.value = (all.value ?? 0) + 1
      all.diagnostics += reading.diagnostics.filter { !all.diagnostics.contains($0) }
      all.sources.merge(reading.sources) { first, _ in first }
    }
    add(settings())
    if Folder.kind(of: placesPath) != nil { add(places()) }
    for block in blocks() { add(SurveyFile.readBlock(path: block.path, shownAs: shown(block.path))) }
    for file in profiles() { add(ProfileFile.read(path: file.path, shownAs: shown(file.path))) }
    for file in populations() { add(readPopulation(Population.ID(file.name))) }
    for folder in folders().map({ Survey.ID($0) }) {
      for version in surveyVersions(of: folder) { add(readSurvey(folder, version: version)) }
      for file in codebooks(of: folder) { add(CodebookFile.read(path: file.path, shownAs: shown(file.path))) }
      for file in recipes(of: folder) { add(readRecipe(file.name, of: folder, analyses: analyses)) }
    }
    for event in events() { add(readEvent(at: event.path)) }
    return all
  }
}
