/// Something wrong with an expression, and where.
public struct ExpressionProblem: Error, Sendable, Hashable {
  /// An error cannot be meant; a warning may be.
  public var severity: Diagnostic.Severity
  /// A short stable name: `expression-syntax`, `unknown-question`, `unknown-choice`, `unknown-function`,
  /// `wrong-arguments`, `type-mismatch`, `misplaced-dot`, `unknown-attribute`, `bad-pattern`.
  public var rule: String
  /// What is wrong.
  public var message: String
  /// In characters of the source, from 0.
  public var offset: Int
  /// How many characters to underline; 0 at the end of the source.
  public var length: Int
  /// What to do.
  public var hint: String?

  /// A problem of an expression.
  public init(
    _ severity: Diagnostic.Severity = .error, rule: String, message: String, offset: Int, length: Int,
    hint: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.message = message
    self.offset = offset
    self.length = length
    self.hint = hint
  }

  /// The problem as a diagnostic of a file.
  /// - Parameters:
  ///   - line: the expression's line, from 1.
  ///   - column: that of the expression's first character, from 1.
  public func diagnostic(file: String?, line: Int?, column: Int?) -> Diagnostic {
    Diagnostic(
      severity, rule: rule, message: message, file: file, line: line, column: column.map { $0 + offset },
      length: max(1, length), hint: hint)
  }

  static func syntax(_ message: String, at offset: Int, length: Int = 1, hint: String? = nil) -> Self {
    ExpressionProblem(
      rule: "expression-syntax", message: message, offset: offset, length: length, hint: hint)
  }
}
