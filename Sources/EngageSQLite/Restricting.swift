public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func restrict(_ text: RestrictedText, savingDraft draft: EntryDraft) throws {
    try write { db in
      try save(draft, db)
      var kept = text
      kept.response = text.response ?? draft.secondOf
      try keep(kept, db)
    }
  }

  public func restrict(_ text: RestrictedText, ofResponse id: Int64) throws {
    try write { db in
      guard let table = try table(ofResponse: id, db) else { throw StoreError.noSuchResponse(id) }
      let rows = try ResponseRows(table, db)
      guard var response = try rows.response(id) else { throw StoreError.noSuchResponse(id) }
      var kept = text
      kept.response = id
      try keep(kept, db)
      response.withhold(text.question, point: text.point, text: text.text)
      try rows.set(response[text.question], to: text.question, response: id)
      try rows.set(response.details, response: id)
      try withholdInTrail(text, id, db)
      // Themes and memos tell what the text was about.
      try CodeRecords(db).erase(response: id, question: text.question)
      try ReviewRecords(db).erase(response: id, question: text.question)
      try withholdInKeyings(text, id, db)
      try ReleaseRecords(db).forgetWords(ofReleasesWith: id, at: text.flagged.at)
      try AuditTrail(db: db).note(
        .restricted, text.flagged, batch: nil, survey: table.id, response: id, question: text.question)
      try Wiping(db).mark()
    }
    wipeIfPossible()
  }

  public func restrictedTexts(event: Event.ID?) throws -> [RestrictedText] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT content, response FROM restricted_texts WHERE ?1 IS NULL OR event = ?1 ORDER BY number
          """, arguments: [event?.rawValue]
      ).map { row in
        var text = try StoredJSON.decode(RestrictedText.self, from: row["content"])
        text.response = row["response"]
        return text
      }
    }
  }

  public func read(restrictedText id: String, on occasion: Occasion) throws -> RestrictedText {
    guard let text = try restrictedTexts(event: nil).first(where: { $0.id == id }) else {
      throw StoreError.noSuchRestrictedText
    }
    try write { db in
      try AuditTrail(db: db).note(
        .looked, occasion, batch: nil, survey: SurveyTable.load(text.survey, db)?.id, response: text.response,
        question: text.question)
    }
    return text
  }

  private func keep(_ text: RestrictedText, _ db: Database) throws {
    try db.execute(
      sql:
        "INSERT OR REPLACE INTO restricted_texts (id, event, draft, response, content) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        text.id, text.session.event.rawValue, text.draft, text.response, try StoredJSON.encode(text),
      ])
  }

  /// Takes the texts of the question out of the audit trail; that they changed stays.
  private func withholdInTrail(_ text: RestrictedText, _ response: Int64, _ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM texts_before WHERE change IN (SELECT number FROM changes WHERE response = ? AND question = ?)
        """, arguments: [response, text.question.rawValue])
    let details = try Row.fetchAll(
      db,
      sql: """
        SELECT t.change, t.before, t.after FROM texts_before t JOIN changes c ON c.number = t.change
          WHERE c.response = ? AND c.question IS NULL
        """, arguments: [response])
    for row in details {
      let cleaned = try ["before", "after"].map { side in
        try (row[side] as String?).map { kept in
          var details = try StoredJSON.decode(ResponseDetails.self, from: kept)
          details.withhold(text.question, point: text.point, text: text.text)
          return try StoredJSON.encode(details)
        }
      }
      try db.execute(
        sql: "UPDATE texts_before SET before = ?, after = ? WHERE change = ?",
        arguments: [cleaned[0], cleaned[1], row["change"] as Int64])
    }
  }

  /// Takes the text out of what others read on the same form.
  private func withholdInKeyings(_ text: RestrictedText, _ response: Int64, _ db: Database) throws {
    let isPoint = text.point != nil
    for var keying in try keyings("WHERE k.response = ?", [response], db) {
      keying.withhold(text)
      try keep(keying, db)
    }
    let drafts = try records(
      EntryDraft.self, "SELECT content FROM drafts WHERE json_extract(content, '$.secondOf') = ?", [response],
      db)
    for var draft in drafts {
      draft.response.withholdCopy(text.question, isPoint: isPoint, text: text.text)
      try save(draft, db)
    }
  }
}
