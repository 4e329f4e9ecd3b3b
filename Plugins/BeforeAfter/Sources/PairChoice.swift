import EngageAnalysis
import EngageModel

/// Which questions are compared.
struct PairChoice {
  let survey: Survey
  /// Empty for all that the survey pairs.
  let asked: [Question]
  /// The question before, where it is named apart.
  let before: Question?
  /// Whether choices under `groups` are one level.
  let joins: Bool

  /// The pairs asked for: those of the survey that hold one of the questions, or two questions that are named.
  /// - Throws: `DiagnosticsError` with everything that makes no pair.
  func pairs() throws(DiagnosticsError) -> [QuestionPair] {
    if let before {
      guard asked.count == 1 else {
        throw problem(
          "no-pair", "option before takes one question asked after, and \(asked.count) are named",
          "name one with --question")
      }
      return [try pair(before, asked[0])]
    }
    let known = survey.questions.compactMap { after in
      after.pair.flatMap(survey.question).map { ($0, after) }
    }
    guard !asked.isEmpty else { return try all(known) }
    if asked.count == 2, !known.contains(where: { holds($0, asked[0]) || holds($0, asked[1]) }) {
      return [try pair(asked[0], asked[1])]
    }
    let lonely = asked.filter { question in !known.contains { holds($0, question) } }
    guard lonely.isEmpty else {
      throw DiagnosticsError(
        lonely.map { question in
          Diagnostic(
            rule: "no-pair", message: "“\(question.id)” is half of no pair",
            hint: "name both with --question, or write pair: into the survey at the question asked after")
        })
    }
    let wanted = known.filter { pair in asked.contains { holds(pair, $0) } }
    return try made(wanted)
  }

  /// Every pair of the survey that can be counted.
  private func all(_ known: [(Question, Question)]) throws(DiagnosticsError) -> [QuestionPair] {
    let countable = known.filter { BeforeAfter.manifest.questionTypes.contains($0.1.type) }
    guard !countable.isEmpty else {
      throw problem(
        "no-pair", "\(survey.id) has no question of before and after",
        "write pair: into the survey at the question asked after, or name two with --question")
    }
    return try made(countable)
  }

  /// The questions asked for, each compared with itself.
  /// - Parameter aside: questions that tell when or where, which are not compared.
  func askedTwice(except aside: [Question.ID]) throws(DiagnosticsError) -> [QuestionPair] {
    if before != nil {
      throw problem(
        "bad-option", "before-after: where forms tell when they were filled in, no question is asked before",
        "leave out before")
    }
    let questions =
      asked.isEmpty
      ? survey.questions.filter { question in
        BeforeAfter.manifest.questionTypes.contains(question.type) && !aside.contains(question.id)
          && (question.type != .selectOne || question.levels.count == 2)
      } : asked
    return try made(questions.map { ($0, $0) })
  }

  private func holds(_ pair: (Question, Question), _ question: Question) -> Bool {
    pair.0.id == question.id || pair.1.id == question.id
  }

  private func made(_ pairs: [(Question, Question)]) throws(DiagnosticsError) -> [QuestionPair] {
    var made: [QuestionPair] = []
    var problems: [Diagnostic] = []
    for (before, after) in pairs {
      do { made.append(try pair(before, after)) } catch { problems += error.diagnostics }
    }
    if !problems.isEmpty { throw DiagnosticsError(problems) }
    return made
  }

  private func pair(_ before: Question, _ after: Question) throws(DiagnosticsError) -> QuestionPair {
    if let pair = QuestionPair(before: before, after: after, joins: joins) { return pair }
    throw DiagnosticsError(
      Diagnostic(
        rule: "bad-pair",
        message: "“\(after.id)” can't be compared with “\(before.id)”: \(mismatch(before, after))",
        hint: before.type.isSingleChoice && after.type.isSingleChoice
          ? "give choices that mean the same one name, or join them under groups in both questions" : nil))
  }

  private func mismatch(_ before: Question, _ after: Question) -> String {
    guard before.type.isSingleChoice, after.type.isSingleChoice else {
      return "one is \(after.type.rawValue), the other \(before.type.rawValue)"
    }
    func names(_ question: Question) -> [String] {
      (joins ? question.levels : question.levelsUnjoined).filter { $0.score != nil }.map(\.id.rawValue)
    }
    let (first, second) = (names(before), names(after))
    let onlyBefore = first.filter { !second.contains($0) }
    let onlyAfter = second.filter { !first.contains($0) }
    let parts = [("before", onlyBefore), ("after", onlyAfter)].compactMap { half, names in
      names.isEmpty
        ? nil : "only \(half) there is \(names.prefix(4).map { "“\($0)”" }.joined(separator: ", "))"
    }
    return parts.isEmpty ? "their choices stand in another order" : parts.joined(separator: ", ")
  }

  private func problem(_ rule: String, _ message: String, _ hint: String) -> DiagnosticsError {
    DiagnosticsError(Diagnostic(rule: rule, message: message, hint: hint))
  }
}
