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
    let source = try SourceText(path: path, encoding: options.encoding)
    let headed = try source.withBytes { (bytes) throws(DiagnosticsError) in
      try HeadedFile(bytes, source: source, options: options)
    }
    var diagnostics = headed.layout.diagnostics
    for index in diagnostics.indices { diagnostics[index].file = path }
    try diagnostics.throwIfErrors()
    return ImportPlan(options: options, source: source, headed: headed, diagnostics: diagnostics)
  }
}
