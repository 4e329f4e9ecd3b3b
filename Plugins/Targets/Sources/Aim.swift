import EngageAnalysis
import EngageModel

/// A question and the share of its answers that is to be reached.
struct Aim: Sendable {
  let question: Question
  let target: Target
  /// By choice: whether it is one of those to be reached.
  let reaches: [Bool]
  /// By choice: whether it is in the base. "Don't know" beside a scale is not, unless the target itself names it.
  let counts: [Bool]

  init(_ question: Question, _ target: Target) {
    self.question = question
    self.target = target
    let named = Set(target.choices)
    reaches = question.choices.map { named.contains($0.id) }
    let namesUnscored = question.choices.contains { !$0.scored && named.contains($0.id) }
    counts = question.choices.map { $0.scored || namesUnscored }
  }

  var hasUnscored: Bool { counts.contains(false) }

  /// "at least 95% of “Agree” or “Strongly agree”".
  var words: String { "at least \(Aim.percent(target.share)) of \(choiceWords)" }

  /// "“Agree” or “Strongly agree”", in the order of the survey.
  var choiceWords: String {
    let labels = zip(question.choices, reaches).filter(\.1).map { "“\($0.0.label.text)”" }
    guard labels.count > 2, let last = labels.last else { return labels.joined(separator: " or ") }
    return labels.dropLast().joined(separator: ", ") + " or " + last
  }

  /// "95%", "62.5%".
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }

  /// The targets of the questions asked for, or of all that have one.
  /// - Parameter written: a target for the questions named that have none.
  /// - Throws: `DiagnosticsError` with every question that has none, and all that is wrong with the one written.
  static func all(written: String?, context: AnalysisContext) throws(DiagnosticsError) -> [Aim] {
    guard context.survey != nil else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-survey", message: "targets counts answers, and this event has no survey",
          hint: "use attendance"))
    }
    if let written { return try aims(written, context: context) }
    let questions = context.questions(ofTypes: Targets.manifest.questionTypes)
    let aims = questions.compactMap { question in question.target.map { Aim(question, $0) } }
    if context.questions.isEmpty {
      guard aims.isEmpty else { return aims }
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-target", message: "targets needs a target, and the survey sets none",
          hint:
            "write target: \"at least 80% of yes\" at a question of the next version, or name a question and give "
            + "it one with --option target=\"at least 80% of yes\""))
    }
    let without = questions.filter { $0.target == nil }
    guard without.isEmpty else { throw DiagnosticsError(without.map(noTarget)) }
    return aims
  }

  private static func noTarget(_ question: Question) -> Diagnostic {
    let example = question.choices.first?.id.rawValue ?? "yes"
    return Diagnostic(
      rule: "no-target", message: "the survey sets no target for \(question.id)",
      hint: "give it one with --option target=\"at least 80% of \(example)\"")
  }

  private static func aims(_ written: String, context: AnalysisContext) throws(DiagnosticsError) -> [Aim] {
    guard !context.questions.isEmpty else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "question-missing", message: "targets: option target is for questions that are named",
          hint: "add --question"))
    }
    guard let text = TargetText(written), (0...100).contains(text.percent) else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "bad-option",
          message: "targets: option target is not of the form “at least 80% of yes”, with 0% to 100%",
          hint: "for example target=at least 95% of agree, strongly_agree"))
    }
    var problems: [Diagnostic] = []
    for question in context.questions {
      if let own = question.target {
        problems.append(
          Diagnostic(
            rule: "bad-option", message: "targets: the survey sets a target for \(question.id): \(own)",
            hint: "leave out option target, or that question"))
      }
      let names = question.choices.map(\.id.rawValue)
      for (name, _) in text.choices where !names.contains(name) {
        problems.append(
          Diagnostic(
            rule: "bad-option", message: "targets: \(question.id) has no choice “\(name)”",
            hint: nearestName(to: name, among: names).map { "did you mean \($0)?" }
              ?? "there are: \(names.joined(separator: ", "))"))
      }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    let target = Target(share: text.percent / 100, choices: text.choices.map { Choice.ID($0.name) })
    return context.questions.map { Aim($0, target) }
  }
}
