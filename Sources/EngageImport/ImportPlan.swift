public import EngageModel
import EngageSheets

/// A file that is ready to be read.
public final class ImportPlan {
  /// How the file is written.
  public var dialect: ImportedDialect { headed.dialect }
  /// Warnings and notes about the headings.
  public let diagnostics: [Diagnostic]
  /// Tells the same content from another (32 hexadecimal digits).
  public var fingerprint: String { source.fingerprint }
  /// What the batches hold: all questions of the survey, and the sessions of the event.
  public let schema: BatchSchema
  /// The headings and what each column holds, for people: `C: safe_day`.
  public var columns: [(heading: String, holds: String)] {
    headed.layout.columns.map { column in
      (column.heading, column.roles.map { HeadingMatcher.name(of: $0) }.joined(separator: ", "))
    }
  }

  private let options: ImportOptions
  private let source: SourceText
  let headed: HeadedFile

  init(options: ImportOptions, source: SourceText, headed: HeadedFile, diagnostics: [Diagnostic]) {
    self.options = options
    self.source = source
    self.headed = headed
    self.diagnostics = diagnostics
    schema = BatchSchema(
      questions: options.survey.questions,
      sessions: options.sessions.map { SessionReference(event: options.event, session: $0.id) },
      untold: headed.layout.untold(of: options.survey))
  }

  /// Reads all rows. Memory does not grow with their number.
  ///
  /// Unless rows with errors are to be skipped, no further batch is handed out after the first error in the file;
  /// what was handed out before must then be dropped: see ``ImportSummary/isStorable``.
  /// - Parameters:
  ///   - rejects: where rows with errors go.
  ///   - earlier: what the batches are recognised by whose rows must not come again: see ``ImportSummary/repeats``.
  ///   - body: takes each batch of up to 4,096 responses; batch and places are only lent.
  /// - Returns: what was found; problems are in its `diagnostics`, not thrown.
  /// - Throws: what `body` throws, and `SheetFileError` if the rejects can't be written.
  public func read(
    rejects: RejectsWriter? = nil, earlier: [RowsDigest] = [],
    _ body: (borrowing ResponseBatch, RowPlaces) throws -> Void
  ) throws -> ImportSummary {
    try source.withBytes { bytes in
      let session = ImportSession(
        bytes: bytes, source: source, headed: headed, options: options, schema: schema, known: diagnostics,
        rejects: rejects, earlier: earlier)
      return try session.run(body)
    }
  }
}
