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
      if let later = try CodeRecords(db).lastRecoding(ofBatch: number) {
        throw StoreError.changedSince(batch: number, by: later)
      }
      try restoreWhatItChanged(batch, table, occasion, db)
      try CodeRecords(db).restore(batch: number, survey: table.id, occasion)
      try db.execute(
        sql: "UPDATE \(table.coded.quoted) SET withdrawn = \(Withdrawal.undone) WHERE batch = ?",
        arguments: [number])
      try bringBackWhatItWithdrew(number, occasion, db)
      try db.execute(sql: "DELETE FROM drafts WHERE batch = ?", arguments: [number])
      try db.execute(sql: "DELETE FROM second_keyings WHERE batch = ?", arguments: [number])
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
    _ batch: Batch, _ table: SurveyTable, _ occasion: Occasion, _ db: Database
  ) throws {
    let number = batch.number
    let rows = try ResponseRows(table, db)
    let changes = ChangeWriter(rows: rows, sessions: SessionNumbers(db))
    let updates = try AuditTrail(db: db).changes(where: "c.batch = ? AND c.action = 'updated'", [number])
    for update in updates.reversed() {
      guard let response = update.response, let stored = try rows.response(response) else { continue }
      var difference = Difference(stored, stored, questions: [])
      if let question = update.question {
        // What was held back since is not given back.
        guard let before = update.before, let after = update.after else { continue }
        difference.answers = [(question, after, before)]
      } else if var change = try AuditTrail(db: db).placement(ofChange: update.number) {
        if batch.draft.kind == .correction {
          try checkKey(change.before.key, of: stored, table, db)
        } else {
          (change.before.key, change.after.key) = (stored.key, stored.key)
        }
        difference.placement = (change.after, change.before)
        difference.details = change.details.map {
          DetailsChange(before: $0.after, after: .restored($0.before, over: stored.details))
        }
      } else {
        continue
      }
      try changes.apply(difference, to: response, batch: number, .restored, occasion)
    }
  }

  /// Refuses to give back a key that another response has by now.
  private func checkKey(
    _ key: String?, of stored: Response, _ table: SurveyTable, _ db: Database
  ) throws {
    guard let key, key != stored.key, try stands(stored, db) else { return }
    let event = try SessionNumbers(db).number(of: stored.session.event)
    try checkFree(key, of: stored, table, event, db)
  }

  /// Whether the batch that brought a response in is not undone.
  private func stands(_ response: Response, _ db: Database) throws -> Bool {
    try response.batch.map { try BatchRecords(db).batch($0).undone == nil } ?? false
  }

  private func bringBackWhatItWithdrew(_ number: Int, _ occasion: Occasion, _ db: Database) throws {
    let withdrawn = try Int64.fetchAll(
      db, sql: "SELECT response FROM changes WHERE batch = ? AND action = 'withdrawn' ORDER BY number",
      arguments: [number])
    for id in withdrawn {
      guard let table = try table(ofResponse: id, db) else { continue }
      try db.execute(
        sql: "UPDATE \(table.coded.quoted) SET withdrawn = 0 WHERE id = ? AND withdrawn = ?",
        arguments: [id, Withdrawal.withdrawn])
      guard db.changesCount == 1 else { continue }
      try AuditTrail(db: db).note(.restored, occasion, batch: number, survey: table.id, response: id)
    }
  }
}

/// What `withdrawn` holds for responses that do not count; 0 for live ones.
enum Withdrawal {
  /// Taken back by itself.
  static let withdrawn = 1
  /// Its batch was undone.
  static let undone = 2
  /// The condition under which a response's key belongs to it; asked for in these very words, it uses the index.
  static let takesKey = "withdrawn < 2"
}
