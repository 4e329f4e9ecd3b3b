public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func write(
    _ draft: BatchDraft, answering survey: Survey, onExistingKey policy: ExistingKeyPolicy,
    _ body: (any BatchWriter) throws -> BatchOutcome
  ) throws -> Batch? {
    try Self.guarded(path) {
      try importing {
        try database.writeWithoutTransaction { db in
          var batch: Batch?
          try db.inTransaction(.immediate) {
            let writer = try ImportWriter(draft, survey, policy, db)
            guard case .keep = try body(writer), let kept = try writer.finish() else { return .rollback }
            batch = kept
            return .commit
          }
          return batch
        }
      }
    }
  }
}

/// Writes the batches of one import within one transaction.
final class ImportWriter: BatchWriter {
  private let db: Database
  private let table: SurveyTable
  private let survey: Survey
  private let policy: ExistingKeyPolicy
  private let draft: BatchDraft
  private let number: Int64
  private let event: Int64
  private var sessions: SessionNumbers
  private var rows: RowWriter?
  private var schema: BatchSchema?
  private var sessionNumbers: [Int64] = []
  private var firstID: Int64
  private var nextID: Int64
  private var updated = 0
  private var digest: RowsDigest?
  private var existing: ExistingResponses?
  private let erased: ErasedKeys

  init(_ draft: BatchDraft, _ survey: Survey, _ policy: ExistingKeyPolicy, _ db: Database) throws {
    self.db = db
    self.draft = draft
    self.survey = survey
    self.policy = policy
    if let fingerprint = draft.fingerprint,
      let same = try Int.fetchOne(
        db,
        sql: """
          SELECT number FROM batches WHERE fingerprint = ? AND undone_at IS NULL
            AND survey = (SELECT id FROM surveys WHERE name = ?)
          """, arguments: [fingerprint, draft.survey.rawValue])
    {
      throw StoreError.sameContent(batch: same)
    }
    table = try SurveyTable.register(survey, db)
    sessions = SessionNumbers(db)
    event = try sessions.number(of: draft.event)
    number = try BatchRecords(db).open(draft, table, version: survey.version, event: event)
    erased = try ErasedKeys(survey: draft.survey, event: draft.event, db)
    nextID = try BatchRecords(db).nextResponse()
    firstID = nextID
  }

  func append(_ batch: borrowing ResponseBatch) throws -> AppendResult {
    if schema !== batch.schema || rows == nil {
      schema = batch.schema
      sessionNumbers = try batch.schema.sessions.map { try sessions.number(of: $0) }
      rows = try RowWriter(
        table, schema: batch.schema, survey: survey, batch: number, event: event, db)
    }
    var taken: [Int] = []
    let before = nextID
    let gone = erased.isEmpty ? [] : try rowsOfErased(batch)
    try rows?.write(batch, nextID: &nextID, sessions: sessionNumbers, leavingOut: gone) { taken.append($0) }
    var result = AppendResult(stored: Int(nextID - before), skipped: gone.count, erased: gone.count)
    for row in taken { try meet(batch.response(at: row), row, &result) }
    updated += result.updated
    return result
  }

  /// Rows that belong to erased responses. Keys that are stored belong to others.
  private func rowsOfErased(_ batch: borrowing ResponseBatch) throws -> Set<Int> {
    let isStored = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM \(table.coded.quoted)
          WHERE event = ? AND key = ? AND \(Withdrawal.takesKey))
        """)
    var gone: Set<Int> = []
    for row in 0..<batch.count {
      guard !batch.keys.codes.isEmpty, let key = batch.keys.text(at: row),
        try Bool.fetchOne(isStored, arguments: [event, key]) == false, erased.contains(key)
      else { continue }
      gone.insert(row)
    }
    return gone
  }

  func earlierBatches() throws -> [Batch] {
    try BatchRecords(db).batches(
      where: "b.event = ? AND b.number <> ? AND b.undone_at IS NULL", [event, number])
  }

  func recognise(by rows: RowsDigest) { digest = rows }

  /// Compares a response with the one stored under its key.
  private func meet(_ arrived: Response, _ row: Int, _ result: inout AppendResult) throws {
    if existing == nil { existing = try ExistingResponses(table, db) }
    guard var existing, let schema, let key = arrived.key else { return }
    var response = arrived
    response.version = survey.version
    let stored = try existing.response(key: key, event: event)
    if stored.withdrawn {
      result.skipped += 1
      result.withdrawn += 1
      return
    }
    let difference = Difference(stored, response, questions: schema.told)
    if difference.isNone {
      result.skipped += 1
    } else if case .update = policy {
      let trail = ChangeWriter(rows: existing.rows, sessions: sessions)
      try trail.apply(
        difference, to: stored.id, batch: Int(number), .updated,
        Occasion(at: draft.at, by: draft.enteredBy, why: draft.sourceName ?? "import"))
      result.updated += 1
    } else {
      result.conflicts.append(
        KeyConflict(row: row, response: stored.id, questions: difference.answers.map(\.question)))
    }
    self.existing = existing
  }

  /// Closes the batch.
  /// - Returns: `nil` if there is nothing in it.
  func finish() throws -> Batch? {
    let stored = Int(nextID - firstID)
    guard stored + updated > 0 else { return nil }
    let records = BatchRecords(db)
    try records.close(number, first: firstID, next: nextID, updated: updated)
    if let digest { try records.recognise(number, by: digest) }
    try AuditTrail(db: db).note(
      .stored, Occasion(at: draft.at, by: draft.enteredBy, why: draft.sourceName ?? "import"),
      batch: Int(number),
      survey: table.id)
    return Batch(number: Int(number), draft: draft, stored: stored, updated: updated, rows: digest)
  }
}

/// Finds stored responses by key.
struct ExistingResponses {
  let rows: ResponseRows

  init(_ table: SurveyTable, _ db: Database) throws { rows = try ResponseRows(table, db) }

  /// The response of an event, live or withdrawn, with a key that is known to be taken.
  mutating func response(key: String, event: Int64) throws -> Response {
    let found = try rows.responses(
      where: "r.event = ? AND r.key = ? AND r.\(Withdrawal.takesKey)", [event, key])
    guard let response = found.first else {
      throw DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: "a row of the batch could not be stored")
    }
    return response
  }
}

/// The store's numbers of events and sessions; new ones are entered.
struct SessionNumbers {
  private let db: Database

  init(_ db: Database) { self.db = db }

  func number(of event: Event.ID) throws -> Int64 {
    let sql = "SELECT id FROM events WHERE name = ?"
    if let id = try Int64.fetchOne(db, sql: sql, arguments: [event.rawValue]) { return id }
    try db.execute(sql: "INSERT INTO events (name) VALUES (?)", arguments: [event.rawValue])
    return db.lastInsertedRowID
  }

  func number(of session: SessionReference) throws -> Int64 {
    let event = try number(of: session.event)
    let sql = "SELECT id FROM sessions WHERE event = ? AND name = ?"
    if let id = try Int64.fetchOne(db, sql: sql, arguments: [event, session.session.rawValue]) { return id }
    try db.execute(
      sql: "INSERT INTO sessions (event, name) VALUES (?, ?)", arguments: [event, session.session.rawValue])
    return db.lastInsertedRowID
  }
}
