public import EngageModel
import EngageSheets

/// Turns files of other programs into responses.
///
/// ```swift
/// let plan = try Importer(options).open("responses.csv")
/// let summary = try plan.read { batch, rows in
///   for conflict in try writer.append(batch).conflicts { try rows.refuse(row: conflict.row, …) }
/// }
/// ```
public struct Importer: Sendable {
  /// What is to be imported.
  public var options: ImportOptions

  /// An importer of one kind of file.
  public init(_ options: ImportOptions) {
    self.options = options
  }

  /// Opens a file, finds out how it is written and what its columns hold.
  /// - Returns: what reading it will do; problems that do not hinder are in `diagnostics`.
  /// - Throws: all problems of the file as a whole and of its headings at once.
  public func open(_ path: String) throws(DiagnosticsError) -> ImportPlan {
    let (source, headed) = try head(of: path)
    let problems = headed.layout.diagnostics.map { source.placed($0) }
    let diagnostics = source.diagnostics + problems
    try diagnostics.throwIfErrors()
    return ImportPlan(options: options, source: source, headed: headed, diagnostics: diagnostics)
  }

  /// What the columns of a file are taken for, also where not all of them are understood.
  /// - Throws: what keeps the file from being read at all.
  public func map(of path: String) throws(DiagnosticsError) -> UsedMap {
    UsedMap(try head(of: path).headed, options: options)
  }

  private func head(of path: String) throws(DiagnosticsError) -> (source: SourceText, headed: HeadedFile) {
    let source = try SourceText(path: path, options: options)
    let headed = try source.withBytes { (bytes) throws(DiagnosticsError) in
      try HeadedFile(bytes, source: source, options: options)
    }
    return (source, headed)
  }
}
