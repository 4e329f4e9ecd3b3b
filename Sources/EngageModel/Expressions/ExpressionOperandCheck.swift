extension ExpressionCheck {
  mutating func operation(
    _ sign: ExpressionOperator, _ left: ExpressionNode, _ right: ExpressionNode, _ node: ExpressionNode
  ) -> ExpressionType {
    let one = type(of: left)
    let other = type(of: right)
    switch sign {
    case .or, .and:
      condition(left, for: sign)
      condition(right, for: sign)
      return .boolean
    case .equal, .notEqual:
      compare(left, one, right, other, sign, node)
      return .boolean
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard !order(left, one, right, other, sign, node) else { return .boolean }
      compare(left, one, right, other, sign, node)
      return .boolean
    case .plus, .minus, .times, .divided, .remainder:
      number(left, of: one, for: sign.rawValue)
      number(right, of: other, for: sign.rawValue)
      // A date and some days make a day again.
      return (one == .date) != (other == .date) ? .any : .number
    }
  }

  /// `${q} = 'a' or 'b'` is always true: a literal is no condition.
  private mutating func condition(_ node: ExpressionNode, for sign: ExpressionOperator) {
    switch node {
    case .string(let text, _):
      report(
        .error, "type-mismatch", "the text '\(text)' is not a condition", at: node,
        hint: "repeat the comparison: ${name} = 'a' \(sign.rawValue) ${name} = 'b'")
    case .number:
      report(
        .error, "type-mismatch", "a number is not a condition", at: node,
        hint: "repeat the comparison: ${name} = 1 \(sign.rawValue) ${name} = 2")
    default: return
    }
  }

  /// Complains about what is never a number.
  mutating func number(_ node: ExpressionNode, of type: ExpressionType, for use: String) {
    if case .string(let text, _) = node {
      guard ExpressionValue.text(text).number == nil else { return }
      report(.error, "type-mismatch", "'\(text)' is not a number, and \(use) needs one", at: node)
    } else if type == .multiple {
      report(
        .error, "type-mismatch", "\(use) needs a number, and these are several choices", at: node,
        hint: "count-selected(…) tells how many were chosen")
    } else if let question = scope.question(of: node), question.type != .acknowledge,
      !question.choices.isEmpty,
      question.choices.allSatisfy({ ExpressionValue.text($0.id.rawValue).number == nil })
    {
      report(
        .error, "type-mismatch", "\(use) needs a number, and no choice of \(question.id) is one", at: node)
    }
  }

  /// Complains about what is never a date.
  mutating func date(_ node: ExpressionNode, of type: ExpressionType, for function: String) {
    if case .string(let text, _) = node {
      guard !text.isEmpty, ExpressionValue.text(text).date == nil else { return }
      report(
        .error, "type-mismatch", "'\(text)' is not a date", at: node, hint: "dates are written '2019-09-24'")
    } else if [.multiple, .boolean, .time].contains(type) {
      report(.error, "type-mismatch", "\(function)() needs a date", at: node)
    }
  }

  /// Complains about what has no order.
  /// - Returns: whether it complained.
  private mutating func order(
    _ left: ExpressionNode, _ one: ExpressionType, _ right: ExpressionNode, _ other: ExpressionType,
    _ sign: ExpressionOperator, _ node: ExpressionNode
  ) -> Bool {
    if one == .boolean || other == .boolean {
      report(
        .error, "type-mismatch", "\(sign.rawValue) compares a condition", at: node,
        hint: "write 1 < ${name} and ${name} < 5 in place of 1 < ${name} < 5")
      return true
    }
    let before = problems.count
    for (side, type, against) in [(left, one, other), (right, other, one)] {
      if case .string(let text, _) = side {
        // What dates and times are compared with is looked at below.
        guard against != .date, against != .time, !text.isEmpty, ExpressionValue.text(text).ordinal == nil
        else { continue }
        report(.error, "type-mismatch", "'\(text)' has no order: it is neither number nor date", at: side)
      } else {
        number(side, of: type, for: sign.rawValue)
      }
    }
    return problems.count > before
  }

  private mutating func compare(
    _ left: ExpressionNode, _ one: ExpressionType, _ right: ExpressionNode, _ other: ExpressionType,
    _ sign: ExpressionOperator, _ node: ExpressionNode
  ) {
    let isEquality = sign == .equal || sign == .notEqual
    for (side, type, literal, literalType) in [(left, one, right, other), (right, other, left, one)] {
      if isEquality, let question = scope.question(of: side) {
        choice(literal, of: question)
        // Of a bare name that has several values, equality tells whether one of them is that.
        if type == .multiple, !scope.isFact(question) { several(question, literal, node) }
      }
      compare(side, type, literal, literalType, node)
    }
  }

  private mutating func several(_ question: Question, _ literal: ExpressionNode, _ node: ExpressionNode) {
    guard case .string(let text, _) = literal, !text.isEmpty else { return }
    report(
      .warning, "type-mismatch",
      "several choices of \(question.id) may be taken; this holds if only \(text) is",
      at: node, hint: "write selected(${\(question.id)}, '\(text)')")
  }

  /// Complains if a value of a type is compared with a literal that it can never be.
  private mutating func compare(
    _ side: ExpressionNode, _ type: ExpressionType, _ literal: ExpressionNode, _ literalType: ExpressionType,
    _ node: ExpressionNode
  ) {
    switch (type, literal) {
    case (.date, .string(let text, _)) where !text.isEmpty && CalendarDate(text.prefix(10)) == nil:
      report(
        .error, "type-mismatch", "'\(text)' is not a date", at: literal,
        hint: "dates are written '2019-09-24'")
    case (.date, _) where literalType == .number:
      report(
        .error, "type-mismatch", "a date is compared with a number", at: node,
        hint: "dates are written '2019-09-24'")
    case (.time, .string(let text, _)) where !text.isEmpty && ExpressionValue.text(text).ordinal == nil:
      report(
        .error, "type-mismatch", "'\(text)' is not a time", at: literal, hint: "times are written '09:30'")
    case (.number, .string(let text, _)) where !text.isEmpty && ExpressionValue.text(text).number == nil:
      report(.error, "type-mismatch", "a number is never '\(text)'", at: literal)
    default: return
    }
  }
}
