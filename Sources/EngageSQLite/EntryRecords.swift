public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  public func record(_ figures: EnteredFigures) throws {
    try write { db in
      try db.execute(
        sql: "INSERT INTO session_figures (event, content) VALUES (?, ?)",
        arguments: [figures.session.event.rawValue, try StoredJSON.encode(figures)])
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

  public func settle(_ keying: Int64, _ settlement: Settlement, seen: Response) throws -> Batch? {
    try write { db in
      guard let kept = try keyings("WHERE k.number = ?", [keying], db).first else {
        throw StoreError.noSuchSecondKeying(keying)
      }
      if kept.settlement != nil { throw StoreError.alreadySettled(keying) }
      var right = seen
      for (question, answer) in settlement.answers { right.answers[question] = answer }
      if settlement.settlesPeople { right.people = settlement.people }
      let batch = try correct(right, seen: seen, settlement.occasion, db)
      try db.execute(
        sql: "UPDATE second_keyings SET settlement = ? WHERE number = ?",
        arguments: [try StoredJSON.encode(settlement), keying])
      return batch
    }
  }

  private func keyings(
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
