public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func record(_ figures: EnteredFigures) throws {
    try write { db in
      try db.execute(
        sql: "INSERT INTO session_figures (event, content) VALUES (?, ?)",
        arguments: [figures.session.event.rawValue, try StoredJSON.encode(figures)])
      try AuditTrail(db: db).note(
        .counted, Occasion(at: figures.at, by: figures.by, why: figures.why), batch: nil)
    }
  }

  public func figures(event: Event.ID) throws -> [EnteredFigures] {
    try read { db in
      try records(
        EnteredFigures.self, "SELECT content FROM session_figures WHERE event = ? ORDER BY number",
        [event.rawValue], db)
    }
  }

  public func keep(_ sample: KeyingSample) throws {
    try write { db in
      try db.execute(
        sql: "INSERT INTO keying_samples (event, content) VALUES (?, ?)",
        arguments: [sample.session.event.rawValue, try StoredJSON.encode(sample)])
    }
  }

  public func samples(event: Event.ID) throws -> [KeyingSample] {
    try read { db in
      try records(
        KeyingSample.self, "SELECT content FROM keying_samples WHERE event = ? ORDER BY number",
        [event.rawValue], db)
    }
  }

  func records<Value: Decodable>(
    _ type: Value.Type, _ sql: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [Value] {
    try String.fetchAll(db, sql: sql, arguments: arguments).map { try StoredJSON.decode(type, from: $0) }
  }
}

extension SQLiteStore {
  public func completeSecond(_ draft: EntryDraft) throws -> Int64 {
    try write { db in
      guard let first = draft.secondOf else { throw StoreError.noSuchResponse(0) }
      let stored = try live(first, db).response
      try checkSitting(of: draft, db)
      try remove(draft.id, db)
      var response = draft.response
      response.id = first
      let number = try BatchRecords(db).nextSecondKeying()
      let keying = SecondKeying(
        number: number, enteredBy: draft.enteredBy, at: UTCTime.now(), response: response, first: stored)
      try db.execute(
        sql: "INSERT INTO second_keyings (number, batch, response, content) VALUES (?, ?, ?, ?)",
        arguments: [number, draft.batch, first, try StoredJSON.encode(keying)])
      return number
    }
  }

  public func secondKeyings(survey: Survey.ID, event: Event.ID) throws -> [SecondKeying] {
    try read { db in
      guard let table = try SurveyTable.load(survey, db) else { return [] }
      return try keyings(
        """
        JOIN \(table.coded.quoted) r ON r.id = k.response JOIN events e ON e.id = r.event
          WHERE r.withdrawn = 0 AND e.name = ?
        """, [event.rawValue], db)
    }
  }

  public func keepUnfinished(_ settlement: Settlement, ofKeying keying: Int64) throws {
    try write { db in
      var kept = try unsettled(keying, db)
      kept.unfinished = settlement
      try keep(kept, db)
    }
  }

  public func settle(_ keying: Int64, _ settlement: Settlement, seen: Response) throws -> Batch? {
    try write { db in
      var kept = try unsettled(keying, db)
      let batch = try correct(settlement.applied(to: seen), seen: seen, settlement.occasion, db)
      kept.settlement = settlement
      kept.unfinished = nil
      try keep(kept, db)
      return batch
    }
  }

  public func discard(secondKeying number: Int64, on occasion: Occasion) throws {
    try write { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT batch, response FROM second_keyings WHERE number = ?", arguments: [number])
      else { throw StoreError.noSuchSecondKeying(number) }
      try db.execute(sql: "DELETE FROM second_keyings WHERE number = ?", arguments: [number])
      let response: Int64 = row["response"]
      try AuditTrail(db: db).note(
        .discarded, occasion, batch: row["batch"], survey: try table(ofResponse: response, db)?.id,
        response: response)
    }
  }

  private func unsettled(_ number: Int64, _ db: Database) throws -> SecondKeying {
    guard let keying = try keyings("WHERE k.number = ?", [number], db).first else {
      throw StoreError.noSuchSecondKeying(number)
    }
    if keying.settlement != nil { throw StoreError.alreadySettled(number) }
    return keying
  }

  /// Puts a second keying in place of the one of its number.
  func keep(_ keying: SecondKeying, _ db: Database) throws {
    var content = keying
    content.settlement = nil
    try db.execute(
      sql: "UPDATE second_keyings SET content = ?, settlement = ? WHERE number = ?",
      arguments: [
        try StoredJSON.encode(content), try keying.settlement.map { try StoredJSON.encode($0) },
        keying.number,
      ])
  }

  func keyings(
    _ condition: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [SecondKeying] {
    try Row.fetchAll(
      db, sql: "SELECT k.content, k.settlement FROM second_keyings k \(condition) ORDER BY k.number",
      arguments: arguments
    ).map { row in
      var keying = try StoredJSON.decode(SecondKeying.self, from: row["content"])
      keying.settlement = try (row["settlement"] as String?).map {
        try StoredJSON.decode(Settlement.self, from: $0)
      }
      return keying
    }
  }
}
