public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func openSitting(_ draft: BatchDraft, answering survey: Survey) throws -> Batch {
    try write { db in
      let table = try SurveyTable.register(survey, db)
      let event = try SessionNumbers(db).number(of: draft.event)
      let number = try BatchRecords(db).open(draft, table, version: survey.version, event: event)
      return try BatchRecords(db).batch(Int(number))
    }
  }

  public func save(_ draft: EntryDraft) throws {
    try write { db in try save(draft, db) }
  }

  func save(_ draft: EntryDraft, _ db: Database) throws {
    try checkSitting(of: draft, db)
    try checkNotErased(draft, db)
    let session = draft.response.session
    try db.execute(
      sql: """
        INSERT INTO drafts (id, batch, event, session, content) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET batch = excluded.batch, event = excluded.event,
            session = excluded.session, content = excluded.content
        """,
      arguments: [
        draft.id, draft.batch, session.event.rawValue, session.session.rawValue,
        try StoredJSON.encode(draft),
      ])
  }

  func checkSitting(of draft: EntryDraft, _ db: Database) throws {
    if try BatchRecords(db).batch(draft.batch).undone != nil { throw StoreError.alreadyUndone(draft.batch) }
  }

  public func drafts(event: Event.ID, session: Session.ID?) throws -> [EntryDraft] {
    try read { db in
      try String.fetchAll(
        db,
        sql: "SELECT content FROM drafts WHERE event = ? AND (?2 IS NULL OR session = ?2) ORDER BY number",
        arguments: [event.rawValue, session?.rawValue]
      ).map { try StoredJSON.decode(EntryDraft.self, from: $0) }
    }
  }

  @discardableResult
  public func complete(_ draft: EntryDraft) throws -> Int64 {
    try write { db in
      try checkSitting(of: draft, db)
      try remove(draft.id, db)
      let records = BatchRecords(db)
      let version = try records.version(of: draft.batch)
      guard let table = try SurveyTable.load(draft.survey, db),
        let survey = try table.versions(db).first(where: { $0.version == version })
      else { throw StoreError.noSuchDraft }
      let id = try insert(draft, survey, table, db)
      try ResponseRows(table, db).set(draft.response.details, response: id)
      try db.execute(
        sql: "UPDATE restricted_texts SET response = ? WHERE draft = ?", arguments: [id, draft.id])
      try AuditTrail(db: db).note(
        .stored, Occasion(at: UTCTime.now(), by: draft.enteredBy, why: "entry"), batch: draft.batch,
        survey: table.id, response: id)
      return id
    }
  }

  /// Adds the response of a draft to its sitting.
  /// - Returns: its number.
  private func insert(
    _ draft: EntryDraft, _ survey: Survey, _ table: SurveyTable, _ db: Database
  ) throws -> Int64 {
    let response = draft.response
    if let key = response.key,
      try ErasedKeys(survey: draft.survey, event: response.session.event, db).contains(key)
    {
      throw StoreError.keyTaken(key)
    }
    var batch = ResponseBatch(schema: BatchSchema(questions: survey.questions, sessions: [response.session]))
    batch.append(response)
    let sessions = SessionNumbers(db)
    let rows = try RowWriter(
      table, schema: batch.schema, survey: survey, batch: Int64(draft.batch),
      event: try sessions.number(of: response.session.event), db)
    let records = BatchRecords(db)
    let id = try records.nextResponse()
    var next = id
    try rows.write(batch, nextID: &next, sessions: [try sessions.number(of: response.session)]) { _ in
      throw StoreError.keyTaken(response.key ?? "")
    }
    try records.close(Int64(draft.batch), first: id, next: next, updated: 0)
    return id
  }

  public func discard(_ draft: EntryDraft.ID, by: String, why: String) throws {
    try write { db in
      let batch = try Int.fetchOne(db, sql: "SELECT batch FROM drafts WHERE id = ?", arguments: [draft])
      try remove(draft, db)
      try AuditTrail(db: db).note(.discarded, Occasion(at: UTCTime.now(), by: by, why: why), batch: batch)
    }
  }

  func remove(_ draft: EntryDraft.ID, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM drafts WHERE id = ?", arguments: [draft])
    guard db.changesCount == 0 else { return }
    throw try ErasedDrafts(db).contains(draft) ? StoreError.erasedMeanwhile : .noSuchDraft
  }

  /// Another program may have erased the form, or the response that it is about, while this one has it in hand.
  private func checkNotErased(_ draft: EntryDraft, _ db: Database) throws {
    if try ErasedDrafts(db).contains(draft.id) { throw StoreError.erasedMeanwhile }
    for response in draft.about where try table(ofResponse: response, db) == nil {
      throw StoreError.erasedMeanwhile
    }
  }
}
