/// A part of an expression, with its place in the source (offset in characters from 0).
public indirect enum ExpressionNode: Sendable, Hashable {
  case number(Double, at: Int)
  case string(String, at: Int)
  /// `${name}`
  case reference(String, at: Int)
  /// `.`: the answer being given.
  case current(at: Int)
  /// A bare name: a further column of the choice list, in a `choice_filter`.
  case attribute(String, at: Int)
  /// A known function with as many arguments as it takes.
  case call(String, [ExpressionNode], at: Int)
  case negated(ExpressionNode, at: Int)
  /// The place is that of the operator.
  case operation(ExpressionOperator, ExpressionNode, ExpressionNode, at: Int)

  /// Where it stands: in characters of the source, from 0.
  public var offset: Int {
    switch self {
    case .number(_, let offset), .string(_, let offset), .reference(_, let offset), .current(let offset),
      .attribute(_, let offset), .call(_, _, let offset), .negated(_, let offset),
      .operation(_, _, _, let offset):
      offset
    }
  }

  /// The parts it is made of, in order.
  public var children: [ExpressionNode] {
    switch self {
    case .number, .string, .reference, .current, .attribute: []
    case .call(_, let arguments, _): arguments
    case .negated(let node, _): [node]
    case .operation(_, let left, let right, _): [left, right]
    }
  }

  /// How many characters name it: of an operation its operator, of a call its function.
  var length: Int {
    switch self {
    case .number(let number, _): ExpressionValue.number(number).text.count
    case .string(let text, _): text.count + 2
    case .reference(let name, _): name.count + 3
    case .current, .negated: 1
    case .attribute(let name, _), .call(let name, _, _): name.count
    case .operation(let sign, _, _, _): sign.rawValue.count
    }
  }
}

/// An operator between two expressions.
public enum ExpressionOperator: String, Sendable, Hashable {
  case or, and
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divided = "div"
  case remainder = "mod"

  /// The higher, the tighter it binds.
  var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual: 3
    case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
    case .plus, .minus: 5
    case .times, .divided, .remainder: 6
    }
  }
}
