import EngageAnalysis
import EngageModel
import EngageReport
import EngageText

/// What is to be counted: fixed before the first response is read.
struct StancePlan: Sendable {
  let context: AnalysisContext
  /// What to split by; `nil` where nothing is split.
  let groups: BreakdownGroups?
  /// Text questions.
  let questions: [Question]
  let codebook: Codebook
  /// Finds the themes; a parent before its sub-themes.
  let matcher: CodebookMatcher
  let rules: StanceRules
  /// What the rules are called.
  let rulesName: String
  let smallestBase: Int
  /// For each theme and stance; 0 where readers may see none.
  let quotes: Int

  var themes: [Theme] { matcher.themes }

  /// - Throws: `DiagnosticsError` where there is no text question, no codebook, or the rules are none.
  init(options: Options, context: AnalysisContext) throws(DiagnosticsError) {
    self.context = context
    let name = options.text("rules")
    rules = try StanceRules(StancePlan.rules(named: name, context))
    rulesName = name ?? "built-in"
    var others = context
    // Rules given as a file are no list of themes, even where they are the only codebook there is.
    if options.text("codebook") != name { others.codebooks.removeAll { $0.id.rawValue == name } }
    (questions, codebook) = try CodebookChoice.choose(
      options.text("codebook"), context: others, for: Stance.manifest.name)
    matcher = try CodebookMatcher(codebook)
    groups = context.breakdown.map { BreakdownGroups($0, context: context) }
    smallestBase = context.smallestBase(options)
    quotes = context.audience == .internal ? options.integer("quotes") ?? 0 : 0
  }

  private static func rules(
    named name: String?, _ context: AnalysisContext
  ) throws(DiagnosticsError) -> Codebook {
    guard let name else { return StanceRules.builtIn }
    if let found = context.codebooks.first(where: { $0.id.rawValue == name }) { return found }
    let names = context.codebooks.map(\.id.rawValue)
    throw DiagnosticsError(
      Diagnostic(
        rule: "unknown-codebook", message: "there is no codebook “\(name)”",
        hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
          ?? "leave out rules for the built-in ones, or name a codebook file with the themes concern, support and "
          + "suggestion"))
  }
}
