import EngageAnalysis
import EngageModel
import EngageReport

/// What is to be counted: fixed before the first response is read.
struct CampaignPlan: Sendable {
  let context: AnalysisContext
  /// What to split by; `nil` where nothing is split.
  let groups: BreakdownGroups?
  /// Text questions.
  let questions: [Question]
  let similarity: Double
  let shortest: Int
  let shortestCopy: Int
  let smallestGroup: Int
  let smallestBase: Int
  /// Whether readers may see what was written.
  let quotes: Bool
  let listsMembers: Bool

  /// - Throws: `DiagnosticsError` where there is no text question.
  init(options: Options, context: AnalysisContext) throws(DiagnosticsError) {
    self.context = context
    questions = context.questions(ofTypes: [.text])
    guard !questions.isEmpty else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-text-question",
          message: "campaigns reads what people wrote, and the survey has no text question",
          hint: "use frequencies for questions with choices"))
    }
    groups = context.breakdown.map { BreakdownGroups($0, context: context) }
    similarity = options.decimal("similarity") ?? 0.5
    shortest = options.integer("shortest") ?? 15
    shortestCopy = options.integer("shortest_copy") ?? 5
    smallestGroup = options.integer("smallest_group") ?? 3
    smallestBase = context.smallestBase(options)
    quotes = context.audience == .internal
    listsMembers = quotes && options.isOn("members")
  }
}
