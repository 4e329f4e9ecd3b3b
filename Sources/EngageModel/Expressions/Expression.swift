/// A condition or calculation in XLSForm's language, parsed.
///
/// ```swift
/// let condition = try Expression(parsing: "${aware} = 'yes' and ${age} >= 18")
/// condition.isTrue(in: context)
/// ```
/// Every expression that exists can be evaluated: its functions are known and have as many arguments as they take.
public struct Expression: Sendable, Hashable, Codable, CustomStringConvertible {
  /// As written.
  public let source: String
  /// What it says.
  public let root: ExpressionNode

  /// Reads an expression as it stands in a survey.
  /// - Throws: the first thing that does not belong there.
  public init(parsing source: String) throws(ExpressionProblem) {
    self.source = source
    root = try ExpressionParser.parse(source)
  }

  /// As written.
  public var description: String { source }

  /// The questions whose answers it uses, `.` not among them.
  public var references: Set<Question.ID> {
    var found: Set<Question.ID> = []
    func visit(_ node: ExpressionNode) {
      if case .reference(let name, _) = node { found.insert(Question.ID(name)) }
      if case .call("jr:choice-name", let arguments, _) = node, let name = arguments[1].quotedReference {
        found.insert(Question.ID(name))
      }
      for child in node.children { visit(child) }
    }
    visit(root)
    return found
  }

  /// Reads the source and parses it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let source = try container.decode(String.self)
    do {
      try self.init(parsing: source)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
    }
  }

  /// Writes the source.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(source)
  }
}

extension ExpressionNode {
  /// The name in `'${name}'` or `${name}`: how `jr:choice-name()` is told its question.
  var quotedReference: String? {
    switch self {
    case .reference(let name, _): name
    case .string(let text, _) where text.hasPrefix("${") && text.hasSuffix("}"):
      String(text.dropFirst(2).dropLast())
    default: nil
    }
  }
}
