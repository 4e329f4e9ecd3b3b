public import EngageModel

/// Which responses an analysis sees: those of some sessions, those that meet a condition.
public struct RowFilter: Sendable {
  /// The sessions whose responses are seen.
  let sessions: [SessionReference]
  private let condition: Expression?
  private let answers: AnswersContext
  /// The questions that the condition reads.
  public let needs: [Question]

  /// - Parameters:
  ///   - sessions: all if empty.
  ///   - condition: in the survey's expression language, in which `session`, `event` and `unit` (`person` or
  ///     `table`) can be used too.
  ///   - context: its survey and sessions.
  /// - Returns: `nil` if all responses are seen.
  /// - Throws: `DiagnosticsError` for an unknown session or a condition that can't be read.
  public init?(sessions: [Session.ID], condition: String?, context: AnalysisContext) throws(DiagnosticsError)
  {
    if sessions.isEmpty && condition == nil { return nil }
    answers = AnswersContext([:], questions: context.survey?.questions ?? [], today: context.today)
    var problems: [Diagnostic] = []
    let known = context.sessions.map(\.session.rawValue)
    for session in sessions where !known.contains(session.rawValue) {
      problems.append(
        Diagnostic(
          rule: "unknown-session", message: "there is no session “\(session)”",
          hint: nearestName(to: session.rawValue, among: known).map { "did you mean \($0)?" }
            ?? "there are: \(known.joined(separator: ", "))"))
    }
    self.sessions =
      sessions.isEmpty ? context.sessions : context.sessions.filter { sessions.contains($0.session) }
    let reading = RowFilter.read(condition, of: context.survey)
    self.condition = reading.expression
    needs = reading.needs
    problems.append(contentsOf: reading.problems)
    if problems.hasErrors { throw DiagnosticsError(problems) }
  }

  private static func read(
    _ condition: String?, of survey: Survey?
  ) -> (expression: Expression?, needs: [Question], problems: [Diagnostic]) {
    guard let condition else { return (nil, [], []) }
    func diagnostic(_ problem: ExpressionProblem) -> Diagnostic {
      Diagnostic(
        problem.severity, rule: "condition", message: "condition: \(problem.message)",
        column: problem.offset + 1,
        hint: problem.hint)
    }
    do {
      let expression = try Expression(parsing: condition)
      let scope = ExpressionScope(
        questions: survey?.questions ?? [], attributes: ["session", "event", "unit"],
        groups: Set(survey?.groups.map(\.name) ?? []))
      let problems = expression.problems(in: scope, expecting: .boolean)
      let needs = expression.references.sorted().compactMap { survey?.question($0) }
      return (expression, needs, problems.map(diagnostic))
    } catch {
      return (nil, [], [diagnostic(error)])
    }
  }

  /// The responses of a batch that pass, in a batch whose sessions are only those that are seen.
  func selection(from batch: borrowing ResponseBatch) -> ResponseBatch {
    var selection = ResponseBatch(
      schema: BatchSchema(questions: batch.schema.questions, sessions: sessions))
    for row in 0..<batch.count {
      let response = batch.response(at: row)
      guard meetsCondition(response), selection.append(response) else { continue }
      if !batch.weights.isEmpty { selection.weights.append(batch.weights[row]) }
    }
    return selection
  }

  /// Whether a response is seen. It must hold the answers to the questions that the condition ``needs``.
  public func selects(_ response: Response) -> Bool {
    sessions.contains(response.session) && meetsCondition(response)
  }

  private func meetsCondition(_ response: Response) -> Bool {
    condition?.isTrue(in: meaning(of: response)) ?? true
  }

  private func meaning(of response: Response) -> AnswersContext {
    var context = answers
    context.answers = response.answers
    context.attributes = [
      "session": response.session.session.rawValue, "event": response.session.event.rawValue,
      "unit": response.unit.rawValue,
    ]
    return context
  }
}
