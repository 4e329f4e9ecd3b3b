import BeforeAfter
import EngageAnalysis
import EngageFiles
import EngageModel

/// The report that every survey can have without a recipe of its own: made of its questions.
struct StandardRecipe {
  /// The recipes that need no file, with what each is for.
  static let names = ["partner", "summary"]

  /// The survey with its versions pooled; `nil` for an event without one.
  let survey: Survey?
  let codebooks: [Codebook]
  /// The questions that permit quoting: they say nothing about the subject.
  let quoting: Set<Question.ID>

  /// - Parameters:
  ///   - name: one of `names`; partners get nothing sensitive, nothing that tells who somebody is, and no theme
  ///     that fewer than five raised.
  ///   - title: of the survey or the event.
  func recipe(named name: String, title: String) -> Recipe {
    let isForPartners = name == "partner"
    let questions = (survey?.questions ?? []).filter { question in
      !question.sensitive && !quoting.contains(question.id) && !(isForPartners && question.identifies)
    }
    let scales = questions.filter { $0.type == .scale }.map(\.id)
    let counted = questions.filter { StandardRecipe.counted.contains($0.type) }.map(\.id)
    var sections = [SectionRequest(analysis: "attendance", title: "Who took part")]
    let changes = questions.filter { after in
      questions.contains { $0.id == after.pair && BeforeAfter.compares($0, with: after) }
    }
    if !changes.isEmpty {
      sections.append(
        SectionRequest(analysis: "before-after", title: "What changed", questions: changes.map(\.id)))
    }
    if !scales.isEmpty {
      sections.append(
        SectionRequest(analysis: "scales", title: "How people see it", questions: scales))
    }
    for codebook in codebooks where !(isForPartners && StandardRecipe.isForOurselves(codebook)) {
      let texts = questions.filter { $0.type == .text && $0.codebook == codebook.id }.map(\.id)
      guard !texts.isEmpty else { continue }
      var themes = SectionRequest(analysis: "theme-counts", title: "What people said", questions: texts)
      if isForPartners { themes.options["minimum"] = "5" }
      sections.append(themes)
    }
    if !counted.isEmpty {
      sections.append(
        SectionRequest(analysis: "frequencies", title: "What people answered", questions: counted))
    }
    return Recipe(
      name: name, title: title, audience: isForPartners ? "partner" : "internal", sections: sections)
  }

  /// Answers to be counted one by one; scales are in a section of their own.
  private static let counted: Set<QuestionType> = [
    .selectOne, .selectMultiple, .rank, .integer, .decimal, .range, .acknowledge,
  ]

  /// Neither what was said about somebody's safety nor how often it was said leaves the house.
  static func isForOurselves(_ codebook: Codebook) -> Bool {
    if codebook.safeguarding { return true }
    let words = [codebook.id.rawValue, codebook.title ?? ""] + codebook.flattened.map(\.theme.id.rawValue)
    return words.contains { $0.lowercased().contains("safeguard") }
  }
}

extension Workplace {
  /// A recipe of the survey's own, or the standard one of that name.
  /// - Parameter analyses: those that its sections may name.
  /// - Returns: the recipe, and whether it is the standard one.
  /// - Throws: `FileProblems` for a recipe with errors; `Diagnostic` where there is none of that name.
  func recipe(
    _ name: String, for subject: Subject, analyses: AnalysisRegistry = Analyses.registry
  ) throws -> (recipe: Recipe, isStandard: Bool) {
    let events = Set(subject.events.map(\.id.rawValue))
    let folder =
      subject.survey?.id.rawValue ?? workspace.events().first { events.contains($0.name) }?.folder ?? ""
    let own = workspace.recipes(of: Survey.ID(folder)).map(\.name)
    if own.contains(name) {
      let read = workspace.readRecipe(
        name, of: Survey.ID(folder), analyses: analyses.manifests.map(\.name), pooled: subject.survey
      )
      return (try read.required(), false)
    }
    guard StandardRecipe.names.contains(name) else {
      let known = own + StandardRecipe.names.filter { !own.contains($0) } + [AnnualSummary.name]
      throw Diagnostic(
        rule: "unknown-recipe", message: "survey “\(folder)” has no recipe “\(name)”",
        hint: nearestName(to: name, among: known).map { "did you mean “\($0)”?" }
          ?? "there is: \(known.joined(separator: ", "))")
    }
    let standard = StandardRecipe(
      survey: subject.survey, codebooks: try codebooks(of: subject),
      quoting: Set(subject.events.compactMap { $0.dataProtection?.quotingQuestion }))
    return (standard.recipe(named: name, title: subject.title), true)
  }

  /// Where a survey's own recipe of that name would lie.
  func placeOfRecipe(_ name: String, for subject: Subject) -> String {
    workspace.shown(
      "\(workspace.surveysFolder)/\(subject.survey?.id.rawValue ?? "SURVEY")/reports/\(name).yaml")
  }
}
