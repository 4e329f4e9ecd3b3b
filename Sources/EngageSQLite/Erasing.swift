import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func erase(_ responses: [Int64], on occasion: Occasion) throws -> [Erasure] {
    let erasures = try eraseRows(responses, on: occasion)
    wipeIfPossible()
    return erasures
  }

  /// The first step of erasing: from here on nobody finds the responses, and what is left in the files is known to be
  /// left.
  func eraseRows(_ responses: [Int64], on occasion: Occasion) throws -> [Erasure] {
    try write { db in
      var seen: Set<Int64> = []
      let found = try responses.filter { seen.insert($0).inserted }.map { id in
        guard let table = try table(ofResponse: id, db) else { throw StoreError.noSuchResponse(id) }
        return (id: id, table: table)
      }
      return try found.map { id, table in
        let erasure = try erasure(of: id, table, occasion, db)
        try Eraser(db: db).erase(id, from: table, at: occasion.at)
        try ErasureRecords(db).keep(erasure, wasHere: true)
        try AuditTrail(db: db).note(.erased, occasion, batch: nil, survey: table.id, response: id)
        try Wiping(db).mark()
        return erasure
      }
    }
  }

  private func erasure(
    of id: Int64, _ table: SurveyTable, _ occasion: Occasion, _ db: Database
  ) throws -> Erasure {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT r.key, r.batch, b.at, e.name AS event FROM \(table.coded.quoted) r
            JOIN events e ON e.id = r.event LEFT JOIN batches b ON b.number = r.batch WHERE r.id = ?
          """, arguments: [id])
    else { throw StoreError.noSuchResponse(id) }
    let event = Event.ID(row["event"] as String)
    var erasure = Erasure(
      response: id, survey: table.survey, event: event, batch: row["batch"], batchAt: row["at"] ?? "",
      occasion: occasion)
    if let key = row["key"] as String? {
      let salt = try ErasureRecords(db).salt() ?? KeyDigest.newSalt()
      erasure.salt = salt
      erasure.keyDigest = KeyDigest.digest(of: key, survey: table.survey, event: event, salt: salt)
    }
    return erasure
  }

  public func erase(draft: EntryDraft.ID, on occasion: Occasion) throws {
    try write { db in
      if try ErasedDrafts(db).contains(draft) { throw StoreError.noSuchDraft }
      // What is held back outlives a form that was discarded.
      try db.execute(
        sql: "DELETE FROM restricted_texts WHERE draft = ? AND response IS NULL", arguments: [draft])
      if db.changesCount == 0 {
        try remove(draft, db)
      } else {
        try db.execute(sql: "DELETE FROM drafts WHERE id = ?", arguments: [draft])
      }
      try db.execute(sql: "DELETE FROM restricted_texts WHERE draft = ?", arguments: [draft])
      try ErasedDrafts(db).add(draft)
      try AuditTrail(db: db).note(.erased, occasion, batch: nil)
      try Wiping(db).mark()
    }
    wipeIfPossible()
  }

  public func find(key: String) throws -> KeyFinding {
    try read { db in
      var finding = KeyFinding()
      for table in try SurveyTable.all(db) {
        finding.responses += try ResponseRows(table, db).responses(where: "r.key = ?", [key])
          .map { KeyFinding.Found(survey: table.survey, response: $0) }
      }
      finding.responses.sort { $0.response.id < $1.response.id }
      finding.drafts = try records(
        EntryDraft.self,
        "SELECT content FROM drafts WHERE json_extract(content, '$.response.key') = ? ORDER BY number", [key],
        db)
      // A digest is slow to reckon, and the same for all erasures of an event.
      var digests: [[String]: String] = [:]
      finding.erasures = try ErasureRecords(db).erasures().filter { erasure in
        guard let salt = erasure.salt, let kept = erasure.keyDigest else { return false }
        let place = [erasure.survey.rawValue, erasure.event.rawValue, salt]
        let digest =
          digests[place]
          ?? KeyDigest.digest(of: key, survey: erasure.survey, event: erasure.event, salt: salt)
        digests[place] = digest
        return digest == kept
      }
      return finding
    }
  }

  public func isErased(draft: EntryDraft.ID) throws -> Bool {
    try read { db in try ErasedDrafts(db).contains(draft) }
  }

  public func erasures() throws -> [Erasure] { try read { db in try ErasureRecords(db).erasures() } }

  @discardableResult
  public func replay(_ erasures: [Erasure]) throws -> Int {
    let count = try write { db in
      let records = ErasureRecords(db)
      var kept = try records.erasures()
      var count = 0
      for erasure in erasures where !kept.contains(where: { $0.isSame(as: erasure) }) {
        let table = try table(of: erasure, db)
        if let table {
          try Eraser(db: db).erase(erasure.response, from: table, at: erasure.occasion.at)
          try AuditTrail(db: db).note(
            .erased, erasure.occasion, batch: nil, survey: table.id, response: erasure.response)
          count += 1
        }
        try records.keep(erasure, wasHere: table != nil)
        kept.append(erasure)
        try BatchRecords(db).skipNumbers(upTo: erasure.response)
      }
      if count > 0 { try Wiping(db).mark() }
      return count
    }
    if count > 0 { wipeIfPossible() }
    return count
  }

  /// Where the very response is that an erasure is about; `nil` if it is not here.
  private func table(of erasure: Erasure, _ db: Database) throws -> SurveyTable? {
    guard let table = try SurveyTable.load(erasure.survey, db) else { return nil }
    let isHere = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM \(table.coded.quoted) r JOIN batches b ON b.number = r.batch
          WHERE r.id = ? AND r.batch = ? AND b.at = ?)
        """, arguments: [erasure.response, erasure.batch, erasure.batchAt])
    return isHere == true ? table : nil
  }
}

/// Removes a response from wherever it is kept.
struct Eraser {
  let db: Database

  func erase(_ response: Int64, from table: SurveyTable, at: String) throws {
    for (place, column) in [
      (table.coded, "id"), (table.texts, "response"), ("response_details", "response"),
      ("restricted_texts", "response"), ("second_keyings", "response"),
    ] {
      try db.execute(sql: "DELETE FROM \(place.quoted) WHERE \(column) = ?", arguments: [response])
    }
    try CodeRecords(db).erase(response: response)
    try ReleaseRecords(db).forgetWords(ofReleasesWith: response, at: at)
    try ReleaseRecords(db).forgetRecord(of: response)
    try ReviewRecords(db).erase(response: response)
    try ReviewRecords(db).dequeue(response: response)
    // Forms that are being keyed a second time, or put right.
    try db.execute(
      sql: """
        DELETE FROM drafts
          WHERE json_extract(content, '$.secondOf') = ?1 OR json_extract(content, '$.response.id') = ?1
        """, arguments: [response])
    try db.execute(
      sql: "DELETE FROM texts_before WHERE change IN (SELECT number FROM changes WHERE response = ?)",
      arguments: [response])
    try db.execute(
      sql: "UPDATE changes SET before = NULL, after = NULL WHERE response = ?", arguments: [response])
  }
}

/// Forms that were erased before they were complete: whoever has one in hand must not save it again.
struct ErasedDrafts {
  let db: Database

  init(_ db: Database) { self.db = db }

  func contains(_ draft: EntryDraft.ID) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM erased_drafts WHERE id = ?)", arguments: [draft]) ?? false
  }

  func add(_ draft: EntryDraft.ID) throws {
    try db.execute(sql: "INSERT OR IGNORE INTO erased_drafts VALUES (?)", arguments: [draft])
  }

  func all() throws -> [EntryDraft.ID] { try String.fetchAll(db, sql: "SELECT id FROM erased_drafts") }

  /// Erases again those that an older copy of the store brought back.
  func replay(_ drafts: [EntryDraft.ID]) throws {
    for draft in drafts {
      try db.execute(sql: "DELETE FROM drafts WHERE id = ?", arguments: [draft])
      if db.changesCount > 0 { try Wiping(db).mark() }
      try db.execute(
        sql: "DELETE FROM restricted_texts WHERE draft = ? AND response IS NULL", arguments: [draft])
      try add(draft)
    }
  }
}

/// The records of erasures.
struct ErasureRecords {
  let db: Database

  init(_ db: Database) { self.db = db }

  func erasures(where condition: String = "1", _ arguments: StatementArguments = []) throws -> [Erasure] {
    try String.fetchAll(
      db, sql: "SELECT content FROM erasures WHERE \(condition) ORDER BY number", arguments: arguments
    ).map { try StoredJSON.decode(Erasure.self, from: $0) }
  }

  /// - Parameter wasHere: whether this store held the response.
  func keep(_ erasure: Erasure, wasHere: Bool) throws {
    try db.execute(
      sql: """
        INSERT INTO erasures (response, survey, event, batch, was_here, content) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        erasure.response, erasure.survey.rawValue, erasure.event.rawValue, erasure.batch, wasHere,
        try StoredJSON.encode(erasure),
      ])
  }

  /// The salt of this store's keys: one for all, so that a key is digested once to be looked for.
  func salt() throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT json_extract(content, '$.salt') FROM erasures WHERE json_extract(content, '$.salt') IS NOT NULL
          ORDER BY number LIMIT 1
        """)
  }
}
