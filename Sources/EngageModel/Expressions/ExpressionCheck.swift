extension Expression {
  /// What is wrong with the expression where it stands, in order of places.
  /// - Parameter expected: `.boolean` for a condition; what a calculation must give; `nil` if anything will do.
  public func problems(
    in scope: ExpressionScope, expecting expected: ExpressionType? = nil
  ) -> [ExpressionProblem] {
    var check = ExpressionCheck(scope: scope, source: Array(source))
    let type = check.type(of: root)
    if let expected { check.check(root, of: type, against: expected) }
    return check.problems.sorted { ($0.offset, $0.length) < ($1.offset, $1.length) }
  }
}

/// Walks an expression, finds the type of every part and gathers what is wrong.
struct ExpressionCheck {
  let scope: ExpressionScope
  let source: [Character]
  var problems: [ExpressionProblem] = []

  mutating func type(of node: ExpressionNode) -> ExpressionType {
    switch node {
    case .number: return .number
    case .string: return .text
    case .reference(let name, _): return reference(name, node)
    case .current:
      if let current = scope.current { return ExpressionType(of: current) }
      report(
        .error, "misplaced-dot", "“.” stands for the answer being given, and there is none here", at: node,
        hint: "it works in a constraint; elsewhere write ${name}")
      return .any
    case .attribute(let name, _): return attribute(name, node)
    case .negated(let inner, _):
      number(inner, of: type(of: inner), for: "-")
      return .number
    case .call(let name, let arguments, _): return call(name, arguments)
    case .operation(let sign, let left, let right, _): return operation(sign, left, right, node)
    }
  }

  mutating func report(
    _ severity: Diagnostic.Severity = .error, _ rule: String, _ message: String, at node: ExpressionNode,
    hint: String? = nil
  ) {
    var length = node.length
    if case .number = node {
      length = source[min(node.offset, source.count)...].prefix { $0.isNumber || $0 == "." }.count
    }
    problems.append(
      ExpressionProblem(
        severity, rule: rule, message: message, offset: node.offset, length: length, hint: hint))
  }

  // MARK: - Names

  private mutating func reference(_ name: String, _ node: ExpressionNode) -> ExpressionType {
    guard let question = scope.questions[Question.ID(name)] else {
      unknownQuestion(name, at: node)
      return .any
    }
    if question.type == .note {
      report(.warning, "type-mismatch", "\(name) is a note: it has no answer", at: node)
    }
    return ExpressionType(of: question)
  }

  private mutating func unknownQuestion(_ name: String, at node: ExpressionNode) {
    var hint = nearestName(to: name, among: scope.questions.keys.map(\.rawValue).sorted()).map {
      "did you mean ${\($0)}?"
    }
    if scope.groups.contains(name) {
      let items = scope.questions.keys.map(\.rawValue).filter { $0.hasPrefix(name + "_") }.sorted()
      hint = "\(name) is a group\(items.first.map { ": name one of its questions, ${\($0)}" } ?? "")"
    }
    report("unknown-question", "there is no question “\(name)”", at: node, hint: hint)
  }

  private mutating func report(_ rule: String, _ message: String, at node: ExpressionNode, hint: String?) {
    report(.error, rule, message, at: node, hint: hint)
  }

  private mutating func attribute(_ name: String, _ node: ExpressionNode) -> ExpressionType {
    if let fact = scope.facts[name] { return ExpressionType(of: fact) }
    if scope.attributes.contains(name) { return .any }
    let known = scope.attributes.union(scope.facts.keys).sorted()
    var hint = nearestName(to: name, among: known).map { "did you mean \($0)?" }
    if scope.questions[Question.ID(name)] != nil {
      hint = "for the answer write ${\(name)}"
    } else if let function = ExpressionFunction.named(name.lowercased()) {
      hint = "write \(function.usage)"
    } else if hint == nil {
      let near = nearestName(to: name, among: scope.questions.keys.map(\.rawValue).sorted())
      hint = near.map { "did you mean ${\($0)}?" } ?? "for an answer write ${name}, for a text '\(name)'"
    }
    report("unknown-attribute", "“\(name)” is not known here", at: node, hint: hint)
    return .any
  }

  // MARK: - Calls

  private mutating func call(_ name: String, _ arguments: [ExpressionNode]) -> ExpressionType {
    guard let function = ExpressionFunction.named(name) else { return .any }
    for (position, argument) in arguments.enumerated() {
      guard let parameter = function.parameter(at: position) else { continue }
      switch parameter.kind {
      case .question: questionName(argument)
      case .choice:
        _ = type(of: argument)
        choice(argument, of: scope.question(of: arguments[0]))
      case .selection:
        _ = type(of: argument)
        selection(argument, for: name)
      case .number: number(argument, of: type(of: argument), for: "\(name)()")
      case .date: date(argument, of: type(of: argument), for: name)
      case .any, .text, .boolean: _ = type(of: argument)
      }
    }
    return function.result
  }

  private mutating func questionName(_ node: ExpressionNode) {
    guard let name = node.quotedReference else {
      report(
        "wrong-arguments", "jr:choice-name() needs the question in quotation marks", at: node,
        hint: "write jr:choice-name(${name}, '${name}')")
      return
    }
    guard let question = scope.questions[Question.ID(name)] else {
      unknownQuestion(name, at: node)
      return
    }
    if question.choices.isEmpty {
      report("type-mismatch", "\(name) has no choices", at: node, hint: nil)
    }
  }

  private mutating func selection(_ node: ExpressionNode, for function: String) {
    let problem: String
    switch node {
    case .number, .string: problem = "\(function)() needs the answer to a question with choices"
    default:
      guard let question = scope.question(of: node), question.choices.isEmpty,
        ![.calculate, .hidden].contains(question.type)
      else { return }
      problem =
        "\(function)() needs a question with choices, and \(question.id) is of type \(question.type.rawValue)"
    }
    report("type-mismatch", problem, at: node, hint: "write \(function)(${name}, …) with a select question")
  }

  /// Complains if a literal is not the name of a choice of a question.
  mutating func choice(_ node: ExpressionNode, of question: Question?) {
    guard let question, !question.choices.isEmpty else { return }
    let written: String
    switch node {
    case .string(let text, _): written = text
    case .number(let number, _): written = ExpressionValue.number(number).text
    default: return
    }
    let names = question.choices.map(\.id.rawValue)
    guard !written.isEmpty, !names.contains(written) else { return }
    // Of numbers each is near to each.
    let near =
      Int(written) == nil ? nearestName(to: written, among: names).map { "did you mean '\($0)'?" } : nil
    let byLabel = question.choices.first { $0.label.text == written }.map { "write its name, '\($0.id)'" }
    let isFact = scope.isFact(question)
    let all = names.joined(separator: ", ")
    let list = names.count > 12 ? nil : isFact ? "there are: \(all)" : "its choices are \(all)"
    report(
      .error, "unknown-choice",
      isFact ? "there is no \(question.id) “\(written)”" : "\(question.id) has no choice “\(written)”",
      at: node, hint: byLabel ?? near ?? list)
  }

  /// Complains about what cannot be the value that is expected.
  mutating func check(_ node: ExpressionNode, of type: ExpressionType, against expected: ExpressionType) {
    let definite: Set<ExpressionType> = [.number, .boolean, .date, .time]
    switch expected {
    case .boolean:
      let isLiteral = if case .string = node { true } else { false }
      guard isLiteral || (type != .boolean && definite.contains(type)) else { return }
      report(
        .warning, "type-mismatch", "a condition is expected, and this is a \(type.rawValue)", at: node,
        hint: "compare it: = 'yes', > 0")
    case .number: number(node, of: type, for: "a number")
    case .date, .time:
      guard definite.contains(type), type != expected else { return }
      report(
        .error, "type-mismatch", "a \(expected.rawValue) is expected, and this is a \(type.rawValue)",
        at: node)
    case .any, .text, .multiple: return
    }
  }
}
