public import EngageModel

/// Which responses an analysis sees: those of some sessions, those that meet a condition.
public struct RowFilter: Sendable {
  /// The sessions whose responses are seen.
  let sessions: [SessionReference]
  /// As written.
  let source: String?
  private let condition: BatchCondition?
  /// The questions that the condition reads.
  public let needs: [Question]
  /// Whether the condition reads when responses were submitted.
  public let needsIdentities: Bool

  /// - Parameters:
  ///   - sessions: all if empty.
  ///   - condition: in the survey's expression language, in which `session`, `event`, `unit` (`person` or `table`),
  ///     `date` (of the session; of submission where that was not on a single day) and `theme` (as the context's
  ///     ``AnalysisContext/themes`` finds them) can be used too.
  ///   - context: its survey, sessions and themes.
  /// - Returns: `nil` if all responses are seen.
  /// - Throws: `DiagnosticsError` for unknown sessions and all that is wrong with the condition, with its place.
  public init?(sessions: [Session.ID], condition: String?, context: AnalysisContext) throws(DiagnosticsError)
  {
    if sessions.isEmpty && condition == nil { return nil }
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
    source = condition
    let reading = RowFilter.read(condition, context)
    self.condition = reading.condition
    needs = reading.needs
    needsIdentities = reading.needsIdentities
    problems.append(contentsOf: reading.problems)
    if problems.hasErrors { throw DiagnosticsError(problems) }
  }

  /// Whether a condition speaks of themes, so that they have to be looked for.
  public static func readsThemes(_ condition: String?) -> Bool {
    guard let condition, let expression = try? Expression(parsing: condition) else { return false }
    return names(in: expression.root).contains("theme")
  }

  /// What a condition speaks of: questions, and bare names such as `session` and `date`. Nothing where it can't be read.
  public static func reach(of condition: String?) -> (questions: Set<Question.ID>, facts: Set<String>) {
    guard let condition, let expression = try? Expression(parsing: condition) else { return ([], []) }
    return (Set(expression.references), names(in: expression.root))
  }

  private struct Reading {
    var condition: BatchCondition?
    var needs: [Question] = []
    var needsIdentities = false
    var problems: [Diagnostic] = []
  }

  private static func read(_ condition: String?, _ context: AnalysisContext) -> Reading {
    guard let condition else { return Reading() }
    let survey = context.survey
    let facts = FilterFact.all(context)
    do {
      let expression = try Expression(parsing: condition)
      var scope = ExpressionScope(
        questions: survey?.questions ?? [], groups: Set(survey?.groups.map(\.name) ?? []))
      scope.facts = facts.mapValues(\.question)
      let problems = expression.problems(in: scope, expecting: .boolean)
      let used = names(in: expression.root).compactMap { facts[$0] }
      let asked = expression.references.sorted().compactMap { survey?.question($0) }
      return Reading(
        condition: BatchCondition(
          expression.root, questions: survey?.questions ?? [], facts: facts, today: context.today),
        needs: asked + used.flatMap(\.needs).filter { !asked.contains($0) },
        needsIdentities: used.contains(where: \.needsIdentities), problems: problems.map(diagnostic))
    } catch {
      return Reading(problems: [diagnostic(error)])
    }
  }

  private static func diagnostic(_ problem: ExpressionProblem) -> Diagnostic {
    Diagnostic(
      problem.severity, rule: "condition", message: "condition: \(problem.message)",
      column: problem.offset + 1, length: max(1, problem.length),
      hint: problem.message == "“theme” is not known here"
        ? "no text question of the survey has a codebook that could tell themes" : problem.hint)
  }

  /// The bare names of an expression.
  private static func names(in node: ExpressionNode) -> Set<String> {
    var found: Set<String> = []
    if case .attribute(let name, _) = node { found.insert(name) }
    return node.children.reduce(into: found) { $0.formUnion(names(in: $1)) }
  }

  /// The positions of the responses of a batch that are seen, ascending. The batch holds what the condition
  /// ``needs``.
  public func rows(of batch: borrowing ResponseBatch) -> [Int] {
    let rows = condition?.rows(of: batch) ?? Array(0..<batch.count)
    guard sessions != batch.schema.sessions else { return rows }
    let isSeen = batch.schema.sessions.map(Set(sessions).contains)
    return rows.filter { isSeen[Int(batch.sessions[$0])] }
  }

  /// The responses of a batch that are seen, in a batch whose sessions are only those that are seen; `nil` where
  /// that is the batch as it stands.
  func selection(from batch: borrowing ResponseBatch) -> ResponseBatch? {
    let rows = rows(of: batch)
    if rows.count == batch.count, sessions == batch.schema.sessions { return nil }
    let schema = BatchSchema(questions: batch.schema.questions, sessions: sessions)
    return ResponseBatch(rows, of: batch, schema: schema)
  }
}
