import EngageModel

/// Parses the expressions of a form when all names are known, and checks them as those of any survey.
extension FormReader {
  func resolveExpressions() {
    // Leaving a calculation out leaves out what is worked out from it: until nothing changes.
    var count = -1
    while leftOut.count != count {
      count = leftOut.count
      leaveOutCalculations()
    }
    for index in drafts.indices {
      for expression in drafts[index].expressions {
        let row = drafts[index].row
        guard let parsed = parse(expression, row: row, group: drafts[index].question.group) else { continue }
        set(parsed, expression.role, at: index)
      }
    }
    for index in groups.indices {
      guard let expression = groups[index].expression else { continue }
      groups[index].group.relevant = parse(
        expression, row: groups[index].row, group: groups[index].group.parent)
    }
    renameChoices()
    checkMeaning()
  }

  private func set(_ expression: Expression, _ role: FormExpression.Role, at index: Int) {
    switch role {
    case .relevant: drafts[index].question.relevant = expression
    case .constraint: drafts[index].question.constraint = expression
    case .required: drafts[index].question.required = .when(expression)
    case .calculation: drafts[index].question.calculation = expression
    case .choiceFilter: drafts[index].question.choiceFilter = expression
    }
  }

  /// Questions of type calculate whose calculation Engage can't do.
  private func leaveOutCalculations() {
    for draft in drafts where draft.question.type == .calculate {
      guard let expression = draft.expressions.first(where: { $0.role == .calculation }),
        let reason = unusable(expression.text)
      else { continue }
      drafts.removeAll { $0.question.id == draft.question.id }
      leaveOut(draft.row, "its calculation \(reason)", remedy: "work the value out by other means")
    }
  }

  // MARK: - Parsing

  /// Why Engage can't use an expression that other programs can; `nil` if there is no such reason.
  private func unusable(_ text: String) -> String? {
    let outside = FormReader.outsideQuotes(text)
    if outside.contains("..") || outside.contains("/") { return "names answers by their paths" }
    if let name = FormReader.foreignFunctions.first(where: {
      outside.replacing(" ", with: "").contains($0 + "(")
    }) {
      return "uses \(name)(), which Engage does not have"
    }
    let gone =
      FormReader.references(of: text).first { leftOut.contains($0) && names.name(for: $0, in: nil) == nil }
      ?? FormReader.references(of: text).first { name in
        leftOut.contains(name)
          && !drafts.contains { $0.question.id.rawValue == names.name(for: name, in: nil) }
      }
    return gone.map { "uses “\($0)”, which is left out" }
  }

  private func parse(_ expression: FormExpression, row: Int, group: String?) -> Expression? {
    let column = expression.role.rawValue
    if let reason = unusable(expression.text) {
      add(
        .warning, "left-out", "“\(column)” is left out: it \(reason)\(consequence(of: expression.role))",
        row: row,
        column: column, hint: "write the condition with ${name} of questions that Engage asks")
      return nil
    }
    do {
      return try Expression(parsing: renamed(expression.text, group: group))
    } catch {
      add(
        error.severity, error.rule, "“\(column)”: \(error.message)", row: row, column: column,
        hint: error.hint)
      return nil
    }
  }

  private func consequence(of role: FormExpression.Role) -> String {
    switch role {
    case .relevant: "; it is now asked of everybody"
    case .constraint: "; every answer is now allowed"
    case .required: "; it may now stay without an answer"
    case .choiceFilter: "; all its choices are now offered"
    case .calculation: ""
    }
  }

  /// The expression with the survey's names in place of the form's.
  private func renamed(_ text: String, group: String?) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
      let written = rest[start.upperBound..<end].trimmed
      result += rest[..<start.upperBound] + (names.name(for: written, in: group) ?? written) + "}"
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// The names in `${…}`.
  static func references(of text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
      names.append(rest[start.upperBound..<end].trimmed)
      rest = rest[rest.index(after: end)...]
    }
    return names
  }

  private static func outsideQuotes(_ text: String) -> String {
    var quote: Character?
    var result = ""
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// Functions of ODK's that Engage does not have. Any other name is a slip.
  private static let foreignFunctions: [String] = [
    "pulldata", "indexed-repeat", "position", "instance", "count", "sum", "randomize", "uuid", "digest",
    "decimal-date-time", "decimal-time", "date-time", "format-date-time", "area", "distance", "geofence",
    "checklist",
    "weighted-checklist", "join", "current", "last-saved", "property", "version", "search", "translate",
    "string",
    "substring-before", "substring-after", "base64-decode", "extract-signed", "random", "exp", "exp10", "log",
    "log10", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sqrt", "pi", "normalize-date", "choose",
  ].filter { (try? Expression(parsing: "\($0)()")) == nil && !FormReader.isKnown($0) }

  private static func isKnown(_ function: String) -> Bool {
    do {
      _ = try Expression(parsing: "\(function)()")
      return true
    } catch {
      return error.rule != "unknown-function"
    }
  }

  // MARK: - Meaning

  private func renameChoices() {
    let renamed = Dictionary(
      drafts.filter { !$0.renamedChoices.isEmpty }.map { ($0.question.id, $0.renamedChoices) },
      uniquingKeysWith: { first, _ in first })
    if renamed.isEmpty { return }
    for index in drafts.indices {
      let question = drafts[index].question
      func rename(_ expression: Expression?) -> Expression? {
        expression.map { ChoiceRenaming(of: renamed, current: question.id).applied(to: $0) }
      }
      drafts[index].question.relevant = rename(question.relevant)
      drafts[index].question.constraint = rename(question.constraint)
      drafts[index].question.calculation = rename(question.calculation)
      drafts[index].question.choiceFilter = rename(question.choiceFilter)
      if case .when(let condition) = question.required, let condition = rename(condition) {
        drafts[index].question.required = .when(condition)
      }
    }
    for index in groups.indices {
      groups[index].group.relevant = groups[index].group.relevant.map {
        ChoiceRenaming(of: renamed, current: nil).applied(to: $0)
      }
    }
  }

  private func checkMeaning() {
    let all = ExpressionScope(questions: drafts.map(\.question), groups: Set(groups.map(\.group.name)))
    for index in drafts.indices {
      let (question, row) = (drafts[index].question, drafts[index].row)
      for role in drafts[index].expressions.map(\.role) {
        guard let expression = question.expression(for: role) else { continue }
        var scope = all
        if role == .constraint { scope.current = question }
        if role == .choiceFilter {
          scope.attributes = question.choices.reduce(into: ["name", "label"]) {
            $0.formUnion($1.attributes.keys)
          }
          if filtersByNothing(expression, row: row, in: scope) {
            drafts[index].question.choiceFilter = nil
            continue
          }
        }
        check(expression, role, row: row, in: scope)
      }
    }
    for group in groups {
      if let condition = group.group.relevant { check(condition, .relevant, row: group.row, in: all) }
    }
  }

  /// Whether a filter names a column that the list does not have, so that it never lets a choice through; tells so.
  private func filtersByNothing(_ expression: Expression, row: Int, in scope: ExpressionScope) -> Bool {
    guard let problem = expression.problems(in: scope).first(where: { $0.rule == "unknown-attribute" }) else {
      return false
    }
    add(
      .warning, "left-out",
      "“choice_filter” is left out: \(problem.message)\(consequence(of: .choiceFilter))", row: row,
      column: "choice_filter", hint: problem.hint)
    return true
  }

  private func check(
    _ expression: Expression, _ role: FormExpression.Role, row: Int, in scope: ExpressionScope
  ) {
    for problem in expression.problems(in: scope, expecting: role == .calculation ? nil : .boolean) {
      add(
        problem.severity, problem.rule, "“\(role.rawValue)”: \(problem.message)", row: row,
        column: role.rawValue,
        hint: problem.hint)
    }
  }
}

extension Question {
  /// The expression it has for a purpose.
  fileprivate func expression(for role: FormExpression.Role) -> Expression? {
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
