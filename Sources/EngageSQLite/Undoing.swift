import EngageModel
import EngageStore
import GRDB

extension SQLiteStore {
  public func undo(batch number: Int, by: String, why: String) throws {
    let occasion = Occasion(at: UTCTime.now(), by: by, why: why)
    try write { db in
      let batch = try BatchRecords(db).batch(number)
      if batch.undone != nil { throw StoreError.alreadyUndone(number) }
      guard let table = try SurveyTable.load(batch.draft.survey, db) else { return }
      try refuseIfChangedSince(number, table, db)
      try restoreWhatItChanged(number, table, occasion, db)
      try db.execute(
        sql: "UPDATE \(table.coded.quoted) SET withdrawn = \(Withdrawal.undone) WHERE batch = ?",
        arguments: [number])
      try db.execute(sql: "DELETE FROM drafts WHERE batch = ?", arguments: [number])
      try db.execute(
        sql: "UPDATE batches SET undone_at = ?, undone_by = ?, undone_why = ? WHERE number = ?",
        arguments: [occasion.at, by, why, number])
      try AuditTrail(db: db).note(.undone, occasion, batch: number, survey: table.id)
    }
  }

  private func refuseIfChangedSince(_ number: Int, _ table: SurveyTable, _ db: Database) throws {
    let later = try Int.fetchOne(
      db,
      sql: """
        SELECT max(c.batch) FROM changes c JOIN batches b ON b.number = c.batch
          WHERE c.batch > ? AND c.action = 'updated' AND b.undone_at IS NULL AND c.survey = ? AND (
            c.response IN (SELECT response FROM changes WHERE batch = ? AND action = 'updated')
            OR EXISTS (SELECT 1 FROM \(table.coded.quoted) r WHERE r.id = c.response AND r.batch = ?))
        """, arguments: [number, table.id, number, number])
    if let later { throw StoreError.changedSince(batch: number, by: later) }
  }

  private func restoreWhatItChanged(
    _ number: Int, _ table: SurveyTable, _ occasion: Occasion, _ db: Database
  ) throws {
    let rows = try ResponseRows(table, db)
    let changes = ChangeWriter(rows: rows, sessions: SessionNumbers(db))
    let updates = try AuditTrail(db: db).changes(where: "c.batch = ? AND c.action = 'updated'", [number])
    for update in updates.reversed() {
      guard let response = update.response, let stored = try rows.response(response) else { continue }
      var difference = Difference(stored, stored, questions: [])
      if let question = update.question, let before = update.before, let after = update.after {
        difference.answers = [(question, after, before)]
      } else {
        difference.placement = try placement(beforeChange: update.number, db)
      }
      try changes.apply(difference, to: response, batch: number, .restored, occasion)
    }
  }

  private func placement(beforeChange number: Int64, _ db: Database) throws -> (Placement, Placement)? {
    let row = try Row.fetchOne(
      db, sql: "SELECT before, after FROM changes WHERE number = ?", arguments: [number])
    guard let before = row?["before"] as String?, let after = row?["after"] as String? else { return nil }
    return (
      try StoredJSON.decode(Placement.self, from: after), try StoredJSON.decode(Placement.self, from: before)
    )
  }
}

/// What `withdrawn` holds for responses that do not count; 0 for live ones.
enum Withdrawal {
  /// Taken back by itself.
  static let withdrawn = 1
  /// Its batch was undone.
  static let undone = 2
}
