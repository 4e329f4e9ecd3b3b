import EngageImport
import EngageModel
import EngageReport
import EngageSheets
import EngageStore

/// One import: the file read, checked and stored in a single transaction.
struct ImportWork {
  /// The rule that a response breaks whose key is stored with other answers.
  static let changed = "changed-response"

  let file: String
  let options: ImportOptions
  let policy: ExistingKeyPolicy
  let isDryRun: Bool
  let by: String
  /// Further sheets of the same workbook, which belong to the same batch.
  var furtherSheets: [ImportOptions] = []
  /// What is known of the file before its rows are read.
  var known: [Diagnostic] = []
  /// Whether rows that can't be taken are written to a file of their own.
  var writesRejects = true

  /// - Throws: `StoreError`, or what is wrong with the file as a whole; nothing is stored then.
  func run(into store: any ResponseStore) throws -> ImportOutcome {
    let plans = try ([options] + furtherSheets).map { try Importer($0).open(file) }
    let draft = BatchDraft(
      kind: .import, survey: options.survey.id, event: options.event, enteredBy: by, at: Clock.timestamp,
      sourceName: file.split(separator: "/").last.map(String.init), fingerprint: plans[0].fingerprint)
    let progress = Progress("Importing")
    defer { progress.finish() }
    let rejects = options.skipsInvalid && !isDryRun && writesRejects ? RejectsWriter(for: file) : nil
    var counts = AppendResult()
    var summary: ImportSummary?
    var isRefused = false
    let batch = try store.write(draft, answering: options.survey, onExistingKey: policy) { writer in
      let earlier = try writer.earlierBatches().filter { $0.rows != nil }
      var read = try plans.map { plan in
        try plan.read(rejects: rejects, earlier: earlier.compactMap(\.rows)) { batch, places in
          let result = try writer.append(batch)
          counts.stored += result.stored
          counts.skipped += result.skipped
          counts.updated += result.updated
          counts.withdrawn += result.withdrawn
          counts.erased += result.erased
          for conflict in result.conflicts { try refuse(conflict, at: places) }
          progress.advance(to: places.fractionRead, "\(Wording.numeral(counts.stored)) stored")
        }
      }.joined(isAllOrNothing: !options.skipsInvalid)
      read.diagnostics = known + read.diagnostics
      if known.hasErrors { read.isStorable = false }
      let before = RowsStoredBefore(earlier, in: read, file: file).diagnostics
      if before.hasErrors {
        // What else is wrong with the file comes first: exit code 1.
        isRefused = read.isStorable
        read.isStorable = false
      }
      read.diagnostics += before + leftOut(counts)
      summary = read
      if let rows = read.rowsWithoutKey { writer.recognise(by: rows) }
      return read.isStorable && counts.stored + counts.updated > 0 && !isDryRun ? .keep : .discard
    }
    guard let summary else { preconditionFailure("a store runs the body of a write exactly once") }
    if !summary.isStorable {
      counts.stored = 0
      counts.updated = 0
    }
    if !isRefused { try rejects?.commit() }
    return ImportOutcome(
      batch: batch?.number, stored: counts.stored, skipped: counts.skipped, updated: counts.updated,
      isRefused: isRefused,
      rejectsFile: isRefused ? nil : rejects.flatMap { $0.count > 0 ? $0.path : nil }, summary: summary)
  }

  /// Rows that are not to come back.
  private func leftOut(_ counts: AppendResult) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if counts.withdrawn > 0 {
      let rows = Wording.count(
        counts.withdrawn, "row belongs to a response that was", "rows belong to responses that were")
      found.append(
        Diagnostic(
          .warning, rule: "withdrawn-response",
          message: "\(rows) withdrawn; nothing of it was taken", file: file,
          hint: "to bring it back, undo the batch that withdrew it: engage batches list"))
    }
    if counts.erased > 0 {
      let rows = Wording.count(
        counts.erased, "row belongs to a response that was", "rows belong to responses that were")
      found.append(
        Diagnostic(
          .warning, rule: "erased-response",
          message: "\(rows) erased at somebody's request; nothing of it was stored",
          file: file, hint: "take it out of the file as well, and out of wherever the file comes from"))
    }
    return found
  }

  private func refuse(_ conflict: KeyConflict, at places: RowPlaces) throws {
    let differing = conflict.questions.map(\.rawValue)
    let what =
      differing.isEmpty ? "its session, unit or head count" : differing.prefix(5).joined(separator: ", ")
    try places.refuse(
      row: conflict.row, rule: ImportWork.changed, question: conflict.questions.first,
      message: "this response is stored already (as \(conflict.response)) and differs in \(what)",
      hint: "is the number mistyped, so that it is another form's? If not, and the file is right: --update")
  }
}

/// What came of an import.
struct ImportOutcome {
  /// `nil` where nothing was kept.
  var batch: Int?
  var stored: Int
  var skipped: Int
  var updated: Int
  /// To protect what is stored.
  var isRefused: Bool
  /// Where the rows that were not taken went.
  var rejectsFile: String?
  var summary: ImportSummary
  /// Where a copy of the file is whose wrong cells are marked.
  var markedCopy: String?

  /// What was read, why it was read so, and which columns were left out: a line each.
  var reading: String {
    let dialect = summary.dialect
    let signs = dialect.signs.prefix(3).joined(separator: "; ")
    let leftOut = summary.diagnostics.filter { $0.rule == ImportSummary.leftOut }.map(\.message)
    return (["Read as \(dialect.title)" + (signs.isEmpty ? "." : ": \(signs).")] + leftOut.map { $0 + "." })
      .joined(separator: "\n")
  }

  /// Whether answers that differ from those stored are all that is wrong.
  private var isOnlyChanges: Bool {
    summary.furtherProblems == 0
      && summary.diagnostics.allSatisfy { $0.severity != .error || $0.rule == ImportWork.changed }
  }

  /// What happened, in a sentence or two.
  func words(file: String, isDryRun: Bool) -> String {
    let rows = Wording.count(summary.rows, "row", "rows")
    var parts: [String] = []
    if stored > 0 { parts.append("\(Wording.numeral(stored)) \(isDryRun ? "would be stored" : "stored")") }
    if updated > 0 {
      parts.append("\(Wording.numeral(updated)) \(isDryRun ? "would be updated" : "updated")")
    }
    if skipped > 0 { parts.append("\(Wording.numeral(skipped)) already there") }
    if summary.rejected > 0 { parts.append("\(Wording.numeral(summary.rejected)) rejected") }
    let counts = parts.isEmpty ? "nothing stored" : parts.joined(separator: ", ")
    var words = "\(Wording.sentence(rows)) read from \(file): \(counts)."
    if let batch {
      words += " This is batch \(batch); to take it back: engage batches undo \(batch)"
    } else if isRefused {
      words += " Refused, to keep them from being counted twice."
    } else if !isDryRun, summary.diagnostics.hasErrors, isOnlyChanges {
      words +=
        " Nothing was stored. Look first whether a number is mistyped; to take the file's answers in place of those stored: --update"
    } else if !isDryRun, summary.diagnostics.hasErrors {
      if !parts.isEmpty { words += " Nothing was stored." }
      let hasGoodRows = summary.rejected > 0 && summary.accepted > 0
      words += " Mend the file" + (hasGoodRows ? ", or store the good rows with --skip-invalid." : ".")
    }
    if let markedCopy {
      words += " A copy with a note on each wrong cell, to be mended and imported: \(markedCopy)"
    }
    if let rejectsFile { words += " The rows not taken, with the reason: \(rejectsFile)" }
    return words
  }
}

/// The JSON that `engage import --format json` prints.
struct ImportResult: Encodable {
  var batch: Int?
  var rows: Int
  var stored: Int
  var rejected: Int
  var skipped: Int
  var updated: Int
  var dialect: ImportedDialect?
  var diagnostics: [Diagnostic]

  init(_ outcome: ImportOutcome) {
    batch = outcome.batch
    rows = outcome.summary.rows
    stored = outcome.stored
    rejected = outcome.summary.rejected
    skipped = outcome.skipped
    updated = outcome.updated
    dialect = outcome.summary.dialect
    diagnostics = outcome.summary.diagnostics
  }

  init(_ outcome: CodingSheetImport.Outcome) {
    batch = outcome.batch
    rows = outcome.rows
    stored = outcome.diagnostics.hasErrors ? 0 : outcome.stored
    updated = outcome.diagnostics.hasErrors ? 0 : outcome.updated
    (rejected, skipped) = (0, outcome.same)
    dialect = ImportedDialect(
      name: CodingSheet.dialect, encoding: "utf-8", delimiter: "", headerRows: CodingSheetLayout.namesRow,
      evidence: ["a hidden sheet says that it was made for coding"])
    diagnostics = outcome.diagnostics
  }

  init(_ failure: Failure) {
    (rows, stored, rejected, skipped, updated) = (0, 0, 0, 0, 0)
    diagnostics = failure.diagnostics
  }

  private enum CodingKeys: String, CodingKey {
    case batch, rows, stored, rejected, skipped, updated, dialect, diagnostics
  }

  func encode(to encoder: any Encoder) throws {
    var keyed = encoder.container(keyedBy: CodingKeys.self)
    try keyed.encode(batch, forKey: .batch)
    try keyed.encode(rows, forKey: .rows)
    try keyed.encode(stored, forKey: .stored)
    try keyed.encode(rejected, forKey: .rejected)
    try keyed.encode(skipped, forKey: .skipped)
    try keyed.encode(updated, forKey: .updated)
    try keyed.encode(dialect, forKey: .dialect)
    try keyed.encode(diagnostics, forKey: .diagnostics)
  }
}
