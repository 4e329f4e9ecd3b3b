public import EngageModel

/// What came of reading a file: its value, and everything there is to say about it.
public struct Reading<Value: Sendable>: Sendable {
  /// `nil` if the file has errors.
  public var value: Value?
  /// In the order of their places.
  public var diagnostics: [Diagnostic]
  /// The text of each file that was read, by its path in the diagnostics: for underlining.
  public var sources: [String: String]

  /// The outcome of a reading.
  public init(value: Value?, diagnostics: [Diagnostic] = [], sources: [String: String] = [:]) {
    self.value = value
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// The value.
  /// - Throws: all diagnostics together if the file has errors.
  public func get() throws(DiagnosticsError) -> Value {
    guard let value else { throw DiagnosticsError(diagnostics) }
    return value
  }
}
