import EngageModel

/// Reads the expressions of questions; what they mean is checked when all questions are known.
extension SurveyReader {
  /// Parses the expression that a scalar holds; `nil` with the problem noted.
  func expression(_ node: YAMLNode) -> Expression? {
    guard let text = node.text else {
      problems.add("wrong-kind", "an expression must be text, this is \(node.kind)", at: node)
      return nil
    }
    do {
      return try Expression(parsing: text)
    } catch {
      problems.add(error, inside: node)
      unreadExpressions.append((node, error.offset..<(error.offset + max(1, error.length))))
      return nil
    }
  }

  /// Reads all expressions of a question into its draft.
  func readExpressions(_ fields: Fields, into draft: inout QuestionDraft) {
    for role in ExpressionRole.allCases {
      guard let node = fields[role.rawValue] else { continue }
      if role == .required, let flag = node.text.flatMap(Fields.flag) {
        draft.question.required = flag ? .yes : .no
        continue
      }
      guard let expression = expression(node) else { continue }
      draft.expressions[role] = node
      switch role {
      case .relevant: draft.question.relevant = expression
      case .constraint: draft.question.constraint = expression
      case .required: draft.question.required = .when(expression)
      case .calculation: draft.question.calculation = expression
      case .choiceFilter: draft.question.choiceFilter = expression
      }
    }
  }
}

extension Problems {
  /// Adds a problem of an expression that stands in a scalar.
  func add(_ problem: ExpressionProblem, inside node: YAMLNode) {
    add(
      problem.rule, problem.message, inside: node, offset: problem.offset, length: max(1, problem.length),
      hint: problem.hint, severity: problem.severity)
  }
}

/// Checks what expressions say, when all questions are known.
extension SurveyReader {
  func checkExpressions() {
    // Nothing can be said about the choices of a question whose choices can't be read.
    let questions = drafts.map { draft in
      var question = draft.question
      if !draft.choicesAreKnown { question.type = .hidden }
      return question
    }
    let all = ExpressionScope(questions: questions, groups: Set(groups.map(\.group.name)))
    for draft in drafts {
      for (role, node) in draft.expressions {
        guard let expression = draft.question.expression(for: role) else { continue }
        var scope = all
        if role == .constraint { scope.current = draft.question }
        if role == .choiceFilter {
          scope.attributes = draft.question.choices.reduce(into: ["name", "label"]) {
            $0.formUnion($1.attributes.keys)
          }
        }
        for problem in expression.problems(in: scope, expecting: role == .calculation ? nil : .boolean) {
          problems.add(problem, inside: node)
        }
      }
    }
    checkUnread(names: all.questions.keys.map(\.rawValue))
    for group in groups {
      guard let expression = group.group.relevant, let node = group.condition else { continue }
      for problem in expression.problems(in: all, expecting: .boolean) { problems.add(problem, inside: node) }
    }
  }
}

extension SurveyReader {
  /// Looks for unknown questions in expressions that could not be parsed, to tell all problems at once.
  private func checkUnread(names: [String]) {
    for (node, known) in unreadExpressions {
      let characters = Array(node.text ?? "")
      var index = 0
      while index + 2 < characters.count {
        guard characters[index] == "$", characters[index + 1] == "{",
          let end = characters[index...].firstIndex(of: "}")
        else {
          index += 1
          continue
        }
        let name = String(characters[(index + 2)..<end])
        if NameRules.isQuestionName(name), !names.contains(name), !known.overlaps(index..<(end + 1)) {
          problems.add(
            "unknown-question", "there is no question “\(name)”", inside: node, offset: index,
            length: end + 1 - index,
            hint: likelyName(for: name, among: names).map { "did you mean ${\($0)}?" })
        }
        index = end + 1
      }
    }
  }
}

extension Question {
  /// The expression it has for a purpose.
  func expression(for role: ExpressionRole) -> Expression? {
    switch role {
    case .relevant: relevant
    case .constraint: constraint
    case .calculation: calculation
    case .choiceFilter: choiceFilter
    case .required:
      if case .when(let condition) = required { condition } else { nil }
    }
  }
}
