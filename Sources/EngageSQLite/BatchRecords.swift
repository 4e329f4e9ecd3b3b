import EngageModel
public import EngageStore
import GRDB

/// The records of batches.
struct BatchRecords {
  let db: Database

  init(_ db: Database) { self.db = db }

  func open(_ draft: BatchDraft, _ table: SurveyTable, version: Int, event: Int64) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO batches (kind, survey, version, event, entered_by, at, source, fingerprint)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.kind.rawValue, table.id, version, event, draft.enteredBy, draft.at, draft.sourceName,
        draft.fingerprint,
      ])
    return db.lastInsertedRowID
  }

  /// The number that the next response of the store gets.
  func nextResponse() throws -> Int64 {
    (try Int64.fetchOne(db, sql: "SELECT value FROM counters WHERE name = 'response'") ?? 0) + 1
  }

  /// Adds the responses from `first` until before `next` to a batch.
  func close(_ number: Int64, first: Int64, next: Int64, updated: Int) throws {
    try db.execute(sql: "UPDATE counters SET value = ? WHERE name = 'response'", arguments: [next - 1])
    try db.execute(
      sql: "UPDATE batches SET stored = stored + ?, updated = updated + ? WHERE number = ?",
      arguments: [next - first, updated, number])
    guard next > first else { return }
    try db.execute(
      sql: """
        UPDATE batches SET first_response = coalesce(first_response, ?), last_response = ? WHERE number = ?
        """, arguments: [first, next - 1, number])
  }

  /// Moves the counter of responses past a number that was given before.
  func skipNumbers(upTo response: Int64) throws {
    try db.execute(
      sql: "UPDATE counters SET value = max(value, ?) WHERE name = 'response'", arguments: [response])
  }

  func nextSecondKeying() throws -> Int64 {
    try db.execute(sql: "UPDATE counters SET value = value + 1 WHERE name = 'second keying'")
    return try Int64.fetchOne(db, sql: "SELECT value FROM counters WHERE name = 'second keying'") ?? 1
  }

  /// Adds to the responses that a batch changed.
  func count(updated: Int, _ number: Int64) throws {
    try db.execute(
      sql: "UPDATE batches SET updated = updated + ? WHERE number = ?", arguments: [updated, number])
  }

  /// Keeps what a batch's rows without a key are recognised by; SQLite has no unsigned integers.
  func recognise(_ number: Int64, by rows: RowsDigest) throws {
    try db.execute(
      sql: "UPDATE batches SET rows = ?, rows_digest = ?, rows_sample = ? WHERE number = ?",
      arguments: [
        rows.count, Int64(bitPattern: rows.sum), try StoredJSON.encode(rows.sample), number,
      ])
  }

  /// Batches that a condition on `b` selects, oldest first.
  func batches(where condition: String, _ arguments: StatementArguments = []) throws -> [Batch] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT b.*, v.name AS "survey name", e.name AS "event name" FROM batches b
          JOIN surveys v ON v.id = b.survey JOIN events e ON e.id = b.event WHERE \(condition) ORDER BY b.number
        """, arguments: arguments
    ).map { row in
      let draft = BatchDraft(
        kind: BatchDraft.Kind(rawValue: row["kind"]) ?? .import,
        survey: Survey.ID(row["survey name"] as String),
        event: Event.ID(row["event name"] as String), enteredBy: row["entered_by"], at: row["at"],
        sourceName: row["source"], fingerprint: row["fingerprint"])
      let undone = (row["undone_at"] as String?).map {
        Batch.Undoing(at: $0, by: row["undone_by"], why: row["undone_why"])
      }
      return Batch(
        number: row["number"], draft: draft, stored: row["stored"], updated: row["updated"],
        rows: try digest(in: row), undone: undone)
    }
  }

  /// `nil` in a store of an older Engage, opened for reading, which has no such columns.
  private func digest(in row: Row) throws -> RowsDigest? {
    guard let count = row["rows"] as Int?, let sum = row["rows_digest"] as Int64?,
      let sample = row["rows_sample"] as String?
    else { return nil }
    return RowsDigest(
      count: count, sum: UInt64(bitPattern: sum), sample: try StoredJSON.decode([UInt64].self, from: sample))
  }

  func batch(_ number: Int) throws -> Batch {
    guard let batch = try batches(where: "b.number = ?", [number]).first else {
      throw StoreError.noSuchBatch(number)
    }
    return batch
  }

  /// The survey version that the responses of a batch answer.
  func version(of number: Int) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT version FROM batches WHERE number = ?", arguments: [number]) ?? 1
  }
}

extension SQLiteStore {
  public func batches() throws -> [Batch] {
    try read { db in try BatchRecords(db).batches(where: "1") }
  }
}
