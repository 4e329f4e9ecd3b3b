extension Expression {
  /// What the expression comes to, with ODK's rules: a missing answer is the empty text; what cannot be computed is
  /// the empty text too.
  public func value(in context: some ExpressionContext) -> ExpressionValue {
    root.value(in: context)
  }

  /// Whether the condition is met.
  public func isTrue(in context: some ExpressionContext) -> Bool {
    root.value(in: context).isTrue
  }
}

extension ExpressionNode {
  /// Whether this part of an expression, taken as a condition of its own, is met.
  public func isTrue(in context: some ExpressionContext) -> Bool { value(in: context).isTrue }

  func value(in context: some ExpressionContext) -> ExpressionValue {
    switch self {
    case .number(let number, _): .number(number)
    case .string(let text, _): .text(text)
    case .reference(let name, _): ExpressionValue(context.answer(to: Question.ID(name)))
    case .current: ExpressionValue(context.current)
    case .attribute(let name, _): .text(context.attribute(name) ?? "")
    case .negated(let node, _): .finite(node.value(in: context).number.map { -$0 })
    case .call(let name, let arguments, _): call(name, arguments, in: context)
    case .operation(let sign, let left, let right, _): sign.value(left, right, in: context)
    }
  }

  private func call(
    _ name: String, _ arguments: [ExpressionNode], in context: some ExpressionContext
  ) -> ExpressionValue {
    guard let function = ExpressionFunction.named(name), function.allows(arguments.count) else {
      return .empty
    }
    return function.apply(
      ExpressionCall(nodes: arguments, values: arguments.map { $0.value(in: context) }, context: context))
  }
}

extension ExpressionOperator {
  fileprivate func value(
    _ left: ExpressionNode, _ right: ExpressionNode, in context: some ExpressionContext
  ) -> ExpressionValue {
    let one = left.value(in: context)
    switch self {
    case .or: return .boolean(one.isTrue || right.value(in: context).isTrue)
    case .and: return .boolean(one.isTrue && right.value(in: context).isTrue)
    default: break
    }
    let other = right.value(in: context)
    switch self {
    case .equal: return .boolean(one.equals(other))
    case .notEqual: return .boolean(!one.equals(other))
    case .less: return .boolean(compare(one, other, <))
    case .lessOrEqual: return .boolean(compare(one, other, <=))
    case .greater: return .boolean(compare(one, other, >))
    case .greaterOrEqual: return .boolean(compare(one, other, >=))
    case .plus: return arithmetic(one, other, +)
    case .minus: return arithmetic(one, other, -)
    case .times: return arithmetic(one, other, *)
    case .divided: return arithmetic(one, other, /)
    case .remainder: return arithmetic(one, other) { $0.truncatingRemainder(dividingBy: $1) }
    case .or, .and: return .empty
    }
  }

  /// False where either side is empty or cannot be ordered.
  private func compare(
    _ one: ExpressionValue, _ other: ExpressionValue, _ holds: (Double, Double) -> Bool
  ) -> Bool {
    guard let one = one.ordinal, let other = other.ordinal else { return false }
    return holds(one, other)
  }

  private func arithmetic(
    _ one: ExpressionValue, _ other: ExpressionValue, _ operate: (Double, Double) -> Double
  ) -> ExpressionValue {
    guard let one = one.number, let other = other.number else { return .empty }
    return .finite(operate(one, other))
  }
}
