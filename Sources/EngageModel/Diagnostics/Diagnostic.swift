/// Something to tell the person who can act on it: what is wrong, where, and what to do.
///
/// The free text of an answer never appears in one.
public struct Diagnostic: Error, Sendable, Hashable, Codable {
  public enum Severity: String, Sendable, Codable, Comparable {
    case note, warning, error

    public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  public var severity: Severity
  /// A short stable name of the rule that was broken: `unknown-key`, `duplicate-name`.
  public var rule: String
  public var message: String
  /// Path as the person gave it, or relative to the workspace.
  public var file: String?
  /// From 1.
  public var line: Int?
  /// From 1, in characters.
  public var column: Int?
  /// How many characters to underline, where known.
  public var length: Int?
  public var sheet: String?
  /// A spreadsheet's way to name a cell: `C12`.
  public var cell: String?
  public var hint: String?

  public init(
    _ severity: Severity = .error, rule: String, message: String, file: String? = nil, line: Int? = nil,
    column: Int? = nil, length: Int? = nil, sheet: String? = nil, cell: String? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.message = message
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.sheet = sheet
    self.cell = cell
    self.hint = hint
  }
}

/// All problems of one piece of work, in the order of their places.
public struct DiagnosticsError: Error, Sendable, Hashable {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  public init(_ diagnostic: Diagnostic) {
    self.diagnostics = [diagnostic]
  }
}

extension [Diagnostic] {
  /// Whether any of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// Throws all of them together if any is an error.
  public func throwIfErrors() throws(DiagnosticsError) {
    if hasErrors { throw DiagnosticsError(self) }
  }
}
