import EngageModel

/// All that is wrong with a file; beyond a limit, problems are only counted.
final class ProblemLog {
  private let source: SourceText
  private let limit: Int
  private(set) var kept: [Diagnostic]
  private(set) var errors = 0
  private(set) var further = 0
  /// Set by an error that concerns the file, not a single row.
  private(set) var isBroken = false

  init(source: SourceText, limit: Int, kept: [Diagnostic] = []) {
    self.source = source
    self.limit = max(1, limit)
    self.kept = kept
    errors = kept.count { $0.severity == .error }
    isBroken = errors > 0
  }

  /// Whether the next problem would be kept.
  var hasRoom: Bool { kept.count < limit }

  func add(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { errors += 1 }
    guard hasRoom else {
      further += 1
      return
    }
    kept.append(source.placed(diagnostic))
  }

  /// Counts an error that there is no room for.
  func countError() {
    errors += 1
    further += 1
  }

  /// An error after which nothing of the file may be stored; kept even beyond the limit.
  func addBreaking(_ diagnostic: Diagnostic) {
    kept.append(source.placed(diagnostic))
    errors += 1
    isBroken = true
  }

  /// A remark about the file as a whole, kept even beyond the limit.
  func remark(_ diagnostic: Diagnostic) {
    kept.append(source.placed(diagnostic))
  }
}
