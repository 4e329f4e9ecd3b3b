/// Builds the tree of an expression by precedence climbing. Nesting is bounded, so that no source can exhaust the
/// stack, here or in anything that walks the tree later.
struct ExpressionParser {
  /// A node and how deep its tree is.
  private typealias Part = (node: ExpressionNode, height: Int)

  private static let deepestNesting = 100
  private static let highestTree = 400

  private let tokens: [ExpressionToken]
  private var position = 0
  private var nesting = 0

  /// The tree of a whole source.
  static func parse(_ source: String) throws(ExpressionProblem) -> ExpressionNode {
    var lexer = ExpressionLexer(source)
    var parser = ExpressionParser(tokens: try lexer.tokens())
    if parser.token.kind == .end {
      throw .syntax("the expression is empty", at: 0, length: source.count)
    }
    let part = try parser.expression(above: 0)
    if parser.token.kind != .end { throw parser.unexpectedAfterOperand() }
    return part.node
  }

  private init(tokens: [ExpressionToken]) {
    self.tokens = tokens
  }

  private var token: ExpressionToken { tokens[position] }

  private mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  private var nextOperator: ExpressionOperator? {
    switch token.kind {
    case .sign(let sign): sign
    case .name(let name):
      ["and", "or", "div", "mod"].contains(name) ? ExpressionOperator(rawValue: name) : nil
    default: nil
    }
  }

  private mutating func expression(above precedence: Int) throws(ExpressionProblem) -> Part {
    var left = try operand()
    while let sign = nextOperator, sign.precedence > precedence {
      let offset = token.offset
      advance()
      let right = try expression(above: sign.precedence)
      left = (.operation(sign, left.node, right.node, at: offset), max(left.height, right.height) + 1)
      if left.height > ExpressionParser.highestTree {
        throw .syntax(
          "the expression is too long", at: offset, hint: "split it into several calculate questions")
      }
    }
    return left
  }

  private mutating func operand() throws(ExpressionProblem) -> Part {
    nesting += 1
    defer { nesting -= 1 }
    let token = token
    guard nesting <= ExpressionParser.deepestNesting else {
      throw .syntax(
        "the expression is nested too deeply", at: token.offset,
        hint: "split it into several calculate questions")
    }
    switch token.kind {
    case .number(let number):
      advance()
      return (.number(number, at: token.offset), 1)
    case .string(let text):
      advance()
      return (.string(text, at: token.offset), 1)
    case .reference(let name):
      advance()
      return (.reference(name, at: token.offset), 1)
    case .dot:
      advance()
      return (.current(at: token.offset), 1)
    case .name(let name): return try named(name, token)
    case .sign(.minus):
      advance()
      let part = try operand()
      return (.negated(part.node, at: token.offset), part.height + 1)
    case .open:
      advance()
      let part = try expression(above: 0)
      try close(openedAt: token)
      return part
    case .sign(let sign):
      throw .syntax(
        "“\(sign.rawValue)” has nothing to its left", at: token.offset, length: token.length)
    case .close, .comma, .end: throw missingOperand()
    }
  }

  private mutating func named(_ name: String, _ token: ExpressionToken) throws(ExpressionProblem) -> Part {
    advance()
    guard self.token.kind == .open else {
      if ["and", "or"].contains(name) {
        throw .syntax("“\(name)” has nothing to its left", at: token.offset, length: token.length)
      }
      return (.attribute(name, at: token.offset), 1)
    }
    guard let function = ExpressionFunction.named(name) else {
      if ExpressionOperator(rawValue: name) != nil {
        throw .syntax("“\(name)” has nothing to its left", at: token.offset, length: token.length)
      }
      let near = nearestName(to: name, among: ExpressionFunction.names)
      throw ExpressionProblem(
        rule: "unknown-function", message: "there is no function “\(name)”", offset: token.offset,
        length: token.length,
        hint: near.map { "did you mean \($0)()?" }
          ?? "the functions are \(ExpressionFunction.names.joined(separator: ", "))")
    }
    let arguments = try arguments()
    guard function.allows(arguments.nodes.count) else {
      throw ExpressionProblem(
        rule: "wrong-arguments", message: "\(name)() has \(arguments.nodes.count) of its arguments",
        offset: token.offset, length: token.length, hint: "write \(function.usage)")
    }
    if name == "regex", case .string(let pattern, let offset) = arguments.nodes[1] {
      try checkPattern(pattern, at: offset)
    }
    return (.call(name, arguments.nodes, at: token.offset), arguments.height + 1)
  }

  private mutating func arguments() throws(ExpressionProblem) -> (nodes: [ExpressionNode], height: Int) {
    let open = token
    advance()
    if token.kind == .close {
      advance()
      return ([], 0)
    }
    var nodes: [ExpressionNode] = []
    var height = 0
    while true {
      let part = try expression(above: 0)
      nodes.append(part.node)
      height = max(height, part.height)
      guard token.kind == .comma else { break }
      advance()
    }
    try close(openedAt: open)
    return (nodes, height)
  }

  private mutating func close(openedAt open: ExpressionToken) throws(ExpressionProblem) {
    switch token.kind {
    case .close: advance()
    case .end:
      throw .syntax("this parenthesis is not closed", at: open.offset, hint: "add a )")
    default: throw unexpectedAfterOperand()
    }
  }

  private func checkPattern(_ pattern: String, at offset: Int) throws(ExpressionProblem) {
    do {
      _ = try LinearPattern(pattern)
    } catch {
      throw ExpressionProblem(
        rule: "bad-pattern", message: error.message, offset: offset + 1 + error.offset, length: 1,
        hint: error.hint)
    }
  }

  private func missingOperand() -> ExpressionProblem {
    if position > 0, case .sign(let sign) = tokens[position - 1].kind {
      return .syntax(
        "“\(sign.rawValue)” has nothing to its right", at: tokens[position - 1].offset,
        length: sign.rawValue.count)
    }
    if position > 0, case .name(let name) = tokens[position - 1].kind {
      return .syntax(
        "“\(name)” has nothing to its right", at: tokens[position - 1].offset, length: name.count)
    }
    return .syntax("a value is missing here", at: token.offset, length: token.length)
  }

  /// A value has been read and neither an operator nor an end follows.
  private func unexpectedAfterOperand() -> ExpressionProblem {
    switch token.kind {
    case .close: return .syntax("this ) has no ( before it", at: token.offset)
    case .comma:
      return .syntax(
        "a comma separates arguments of a function only", at: token.offset, hint: "decimals have a point: 1.5"
      )
    case .name(let name):
      if ["and", "or", "div", "mod"].contains(name.lowercased()) {
        return .syntax(
          "“\(name)” is written in small letters", at: token.offset, length: token.length,
          hint: "write \(name.lowercased())")
      }
    default: break
    }
    if position > 0, case .name(let name) = tokens[position - 1].kind, ExpressionFunction.named(name) != nil {
      return .syntax(
        "\(name) takes its arguments in parentheses", at: tokens[position - 1].offset, length: name.count,
        hint: "write \(name)(…)")
    }
    return .syntax(
      "an operator is missing before this", at: token.offset, length: token.length,
      hint: "join two conditions by and, or by or; compare by =, !=, <, <=, > or >=")
  }
}
