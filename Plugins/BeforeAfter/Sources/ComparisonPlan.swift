import EngageAnalysis
import EngageModel

/// What is compared with what, made out from questions and options.
struct ComparisonPlan: Sendable {
  let matching: Matching
  let pairs: [QuestionPair]
  /// What tells before from after where one question is asked twice.
  let phase: Phase?
  /// What results are split by.
  let groups: BreakdownGroups?
  /// Holds the codes, and within what they are looked for.
  let code: Question?
  let within: Within

  /// What sets pairs apart from those that the survey makes, for the names of dimensions; empty where nothing does.
  let manner: String

  enum Within: String, Sendable { case session, event }

  /// - Throws: `DiagnosticsError` with what does not fit.
  init(options: Options, context: AnalysisContext) throws {
    guard let survey = context.survey else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "before-after compares answers, and this event has no survey",
          hint: "use attendance"))
    }
    let matching = options.text("matching").flatMap(Matching.init) ?? .paired
    self.matching = matching
    within = options.text("within") == "event" ? .event : .session
    let finder = QuestionFinder(survey: survey, options: options)
    let phaseQuestion = try finder.question("phase")
    code = try finder.question("code")
    manner = ["before", "levels"].compactMap { name in options.text(name) }
      .filter { $0 != "grouped" }.map { ":" + $0 }.joined()
    try ComparisonPlan.check(matching, code: code, phase: phaseQuestion)
    var split = context.breakdown
    var told = phaseQuestion.map(Breakdown.question)
    if matching == .groups, told == nil, split != nil {
      told = split
      split = nil
    }
    phase = try told.map { breakdown throws(DiagnosticsError) in try Phase(breakdown, context: context) }
    groups = split.map { BreakdownGroups($0, context: context) }
    let choice = PairChoice(
      survey: survey, asked: context.questions, before: try finder.question("before"),
      joins: options.text("levels") != "choices")
    let aside = (phase?.needs ?? []) + (groups?.needs ?? [])
    pairs = phase == nil ? try choice.pairs() : try choice.askedTwice(except: aside.map(\.id))
  }

  private static func check(_ matching: Matching, code: Question?, phase: Question?) throws(DiagnosticsError)
  {
    if matching == .code {
      guard let code else {
        throw problem("matching by code needs to be told which question holds the code", "add code=QUESTION")
      }
      guard code.type.isTextual || code.type == .integer else {
        throw problem(
          "“\(code.id)” is \(code.type.rawValue), and a code is a text or an integer", "name another question"
        )
      }
    } else if code != nil {
      throw problem("a code is of use only with matching=code", "add matching=code, or leave out code")
    }
    if matching == .paired, phase != nil {
      throw problem(
        "with both halves on one form there is no phase", "add matching=groups or matching=code")
    }
  }

  private static func problem(_ message: String, _ hint: String) -> DiagnosticsError {
    DiagnosticsError(Diagnostic(rule: "bad-option", message: "before-after: \(message)", hint: hint))
  }
}

/// Looks up questions that options name.
private struct QuestionFinder {
  let survey: Survey
  let options: Options

  func question(_ option: String) throws(DiagnosticsError) -> Question? {
    guard let name = options.text(option) else { return nil }
    if let question = survey.question(Question.ID(name)) { return question }
    throw DiagnosticsError(
      Diagnostic(
        rule: "unknown-question", message: "option \(option): \(survey.id) has no question “\(name)”",
        hint: nearestName(to: name, among: survey.questions.map(\.id.rawValue)).map { "did you mean \($0)?" }
          ?? "see: engage survey show \(survey.id)"))
  }
}
