import EngageModel

/// Collects what is wrong with a file and with those it includes.
final class Problems {
  private(set) var all: [Diagnostic] = []
  private(set) var sources: [String: String] = [:]
  /// In the order they were read.
  private var files: [String] = []

  /// Notes a file that was read.
  func addSource(_ source: SourceFile) {
    if sources.updateValue(source.text, forKey: source.path) == nil { files.append(source.path) }
  }

  /// Adds a problem as it is.
  func add(_ diagnostic: Diagnostic) {
    all.append(diagnostic)
  }

  /// Adds a problem at a node.
  func add(
    _ rule: String, _ message: String, at node: YAMLNode, hint: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    add(rule, message, in: node.source, at: node.place, hint: hint, severity: severity)
  }

  /// Adds a problem at a part of a scalar's text.
  func add(
    _ rule: String, _ message: String, inside node: YAMLNode, offset: Int, length: Int, hint: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    add(
      rule, message, in: node.source, at: node.place(at: offset, length: length), hint: hint,
      severity: severity)
  }

  /// Adds a problem at a place.
  func add(
    _ rule: String, _ message: String, in source: SourceFile, at place: Place, hint: String? = nil,
    severity: Diagnostic.Severity = .error
  ) {
    all.append(
      Diagnostic(
        severity, rule: rule, message: message, file: source.path, line: place.line, column: place.column,
        length: place.length, hint: hint))
  }

  /// Whether there is an error yet.
  var hasErrors: Bool { all.hasErrors }

  /// The result of the reading: problems by file and place, a value only where there is no error.
  func reading<Value>(_ value: Value?) -> Reading<Value> {
    var order: [String: Int] = [:]
    for (index, file) in files.enumerated() { order[file] = index }
    let keyed = all.enumerated().map { index, problem in
      (
        key: (order[problem.file ?? ""] ?? -1, problem.line ?? 0, problem.column ?? 0, index),
        problem: problem
      )
    }
    var told: Set<Diagnostic> = []
    let sorted = keyed.sorted { $0.key < $1.key }.map(\.problem).filter { told.insert($0).inserted }
    return Reading(value: sorted.hasErrors ? nil : value, diagnostics: sorted, sources: sources)
  }
}
