public import EngageModel
import EngageReport

/// Which questions an analysis of themes reads, and with which codebook.
public enum CodebookChoice {
  /// - Parameters:
  ///   - name: of the codebook, as an option gives it.
  ///   - context: its questions, or else those that the survey gives a codebook, or else all text questions.
  ///   - analysis: its name, for messages.
  ///   - flag: how a codebook is named, for messages.
  /// - Throws: `DiagnosticsError` where there is no text question, no such codebook, more than one to choose from, or
  ///   one for safeguarding for others than the organisation itself.
  public static func choose(
    _ name: String?, context: AnalysisContext, for analysis: String,
    flag: String = "--option codebook="
  ) throws(DiagnosticsError) -> (questions: [Question], codebook: Codebook) {
    let chosen = try chosen(name, context, analysis, flag)
    guard context.audience == .internal || !chosen.codebook.safeguarding else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "safeguarding-codebook",
          message:
            "\(analysis) with the codebook “\(chosen.codebook.id)” is for yourselves: neither what was said of somebody's safety nor how often leaves the organisation",
          hint: "leave the section out for others, or name another codebook with \(flag)NAME"))
    }
    return chosen
  }

  private static func chosen(
    _ name: String?, _ context: AnalysisContext, _ analysis: String, _ flag: String
  ) throws(DiagnosticsError) -> (questions: [Question], codebook: Codebook) {
    var questions = context.questions(ofTypes: [.text])
    if context.questions.isEmpty {
      let coded = questions.filter { $0.codebook != nil }
      if !coded.isEmpty { questions = coded }
    }
    guard !questions.isEmpty else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-text-question",
          message: "\(analysis) reads what people wrote, and the survey has no text question",
          hint: "use frequencies for questions with choices"))
    }
    if let name { return (questions, try codebook(named: name, context)) }
    var names: [Codebook.ID] = []
    for case let name? in questions.map(\.codebook) where !names.contains(name) { names.append(name) }
    if names.isEmpty, context.codebooks.count == 1 { return (questions, context.codebooks[0]) }
    guard let first = names.first else {
      throw DiagnosticsError(
        Diagnostic(
          rule: "no-codebook",
          message:
            "\(analysis) needs a list of themes (a codebook), and the survey names none for \(list(questions))",
          hint: "leave out \(analysis), or \(remedy(context, flag))"))
    }
    guard names.count == 1 else {
      let written = names.map(\.rawValue).joined(separator: ", ")
      throw DiagnosticsError(
        Diagnostic(
          rule: "several-codebooks",
          message: "the questions \(list(questions)) have different codebooks: \(written)",
          hint:
            "choose questions of one codebook with --question, or one codebook with \(flag)NAME"))
    }
    return (questions, try codebook(named: first.rawValue, context))
  }

  /// How to give the questions a codebook.
  private static func remedy(_ context: AnalysisContext, _ flag: String) -> String {
    let names = context.codebooks.map(\.id.rawValue)
    guard names.isEmpty else {
      return "choose one with \(flag)NAME; there are: \(names.joined(separator: ", "))"
    }
    return "put one beside the survey as codebook.NAME.yaml and write codebook: NAME at the question, "
      + "or name a file with \(flag)FILE"
  }

  private static func codebook(named name: String, _ context: AnalysisContext) throws(DiagnosticsError)
    -> Codebook
  {
    if let found = context.codebooks.first(where: { $0.id.rawValue == name }) { return found }
    let names = context.codebooks.map(\.id.rawValue)
    let known = names.isEmpty ? "the survey has none" : "there are: \(names.joined(separator: ", "))"
    throw DiagnosticsError(
      Diagnostic(
        rule: "unknown-codebook", message: "there is no codebook “\(name)”",
        hint: nearestName(to: name, among: names).map { "did you mean \($0)?" } ?? known))
  }

  private static func list(_ questions: [Question]) -> String {
    questions.map(\.id.rawValue).joined(separator: ", ")
  }
}
