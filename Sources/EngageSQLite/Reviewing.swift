public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  @discardableResult
  public func save(_ reviews: [TextReview], on occasion: Occasion) throws -> Int {
    try write { db in
      let tables = try reviews.map { try checked($0.place, $0.fingerprint, db) }
      let records = ReviewRecords(db)
      var changed = 0
      for (review, table) in zip(reviews, tables)
      where try records.review(of: review.place)?.saysTheSame(as: review) != true {
        try records.keep(review, survey: table.id)
        try note(.reviewed, review.place, table, occasion, db)
        changed += 1
      }
      return changed
    }
  }

  @discardableResult
  public func removeReviews(of texts: [TextPlace], on occasion: Occasion) throws -> Int {
    try write { db in
      let records = ReviewRecords(db)
      var removed = 0
      for place in texts where try records.review(of: place) != nil {
        try records.erase(response: place.response, question: place.question)
        guard let table = try table(ofResponse: place.response, db) else { continue }
        try note(.reviewed, place, table, occasion, db)
        removed += 1
      }
      return removed
    }
  }

  public func reviews(survey: Survey.ID, event: Event.ID?) throws -> [TextReview] {
    try read { db in
      guard let table = try SurveyTable.load(survey, db) else { return [] }
      return try String.fetchAll(
        db,
        sql: """
          SELECT v.content FROM text_reviews v JOIN \(table.coded.quoted) r ON r.id = v.response
            JOIN events e ON e.id = r.event
            WHERE v.survey = ?1 AND r.withdrawn = 0 AND (?2 IS NULL OR e.name = ?2)
            ORDER BY v.response, v.question
          """, arguments: [table.id, event?.rawValue]
      ).map { try StoredJSON.decode(TextReview.self, from: $0) }
    }
  }

  public func queue(_ texts: [QueuedText]) throws -> [QueuedText] {
    try write { db in
      let tables = try texts.map { try checked($0.place, $0.fingerprint, db) }
      let records = ReviewRecords(db)
      var added: [QueuedText] = []
      for (text, table) in zip(texts, tables) {
        let known = try records.queued(text.place)
        if known?.fingerprint == text.fingerprint { continue }
        let kept = try records.queue(text, survey: table.id)
        let occasion = Occasion(at: text.at, by: text.by, why: text.codebook)
        try note(.queued, text.place, table, occasion, db)
        added.append(kept)
      }
      return added
    }
  }

  public func queuedTexts(survey: Survey.ID?, event: Event.ID?) throws -> [QueuedText] {
    try read { db in
      var found: [QueuedText] = []
      for table in try SurveyTable.all(db) where survey == nil || table.survey == survey {
        found += try Row.fetchAll(
          db,
          sql: """
            SELECT q.number, q.content FROM queued_texts q JOIN \(table.coded.quoted) r ON r.id = q.response
              JOIN events e ON e.id = r.event
              WHERE q.survey = ?1 AND r.withdrawn = 0 AND (?2 IS NULL OR e.name = ?2)
            """, arguments: [table.id, event?.rawValue]
        ).map { try ReviewRecords.queued($0) }
      }
      return found.sorted { $0.number < $1.number }
    }
  }

  public func decide(_ number: Int64, _ verdict: QueuedText.Verdict) throws {
    try write { db in
      let records = ReviewRecords(db)
      guard var text = try records.queued(number: number) else { throw StoreError.noSuchQueuedText(number) }
      text.verdict = verdict
      try records.update(text)
      let occasion = Occasion(at: verdict.at, by: verdict.by, why: verdict.why)
      try note(.decided, text.place, table(ofResponse: text.response, db), occasion, db)
    }
  }

  public func noteReading(ofQueued number: Int64, on occasion: Occasion) throws {
    try write { db in
      guard let text = try ReviewRecords(db).queued(number: number) else {
        throw StoreError.noSuchQueuedText(number)
      }
      try note(.looked, text.place, table(ofResponse: text.response, db), occasion, db)
    }
  }

  private func note(
    _ action: Change.Action, _ place: TextPlace, _ table: SurveyTable?, _ occasion: Occasion, _ db: Database
  ) throws {
    try AuditTrail(db: db).note(
      action, occasion, batch: nil, survey: table?.id, response: place.response, question: place.question)
  }

  /// Refuses a decision on what is no text, or another text than was read.
  private func checked(_ place: TextPlace, _ fingerprint: UInt64, _ db: Database) throws -> SurveyTable {
    guard let table = try table(ofResponse: place.response, db) else {
      throw StoreError.noSuchResponse(place.response)
    }
    let withdrawn = try Int.fetchOne(
      db, sql: "SELECT withdrawn FROM \(table.coded.quoted) WHERE id = ?", arguments: [place.response])
    guard withdrawn == 0 else { throw StoreError.withdrawn(place.response) }
    guard let column = table.column(of: place.question), column.kind == .text else {
      throw StoreError.noText(place.response, place.question)
    }
    let name = column.name.quoted
    let text = try String.fetchOne(
      db,
      sql: """
        SELECT t.\(name) FROM \(table.coded.quoted) c JOIN \(table.texts.quoted) t ON t.response = c.id
          WHERE c.id = ? AND c.\(name) = 0 AND t.\(name) IS NOT NULL
        """, arguments: [place.response])
    guard let text else { throw StoreError.noText(place.response, place.question) }
    guard CodedText.fingerprint(of: text.utf8) == fingerprint else {
      throw StoreError.changedMeanwhile(place.response)
    }
    return table
  }
}

/// The records of decisions on texts.
struct ReviewRecords {
  let db: Database

  init(_ db: Database) { self.db = db }

  func review(of place: TextPlace) throws -> TextReview? {
    try String.fetchOne(
      db, sql: "SELECT content FROM text_reviews WHERE response = ? AND question = ?",
      arguments: [place.response, place.question.rawValue]
    ).map { try StoredJSON.decode(TextReview.self, from: $0) }
  }

  func keep(_ review: TextReview, survey: Int64) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO text_reviews (response, question, survey, fingerprint, content)
          VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        // SQLite has no unsigned integers.
        review.response, review.question.rawValue, survey, Int64(bitPattern: review.fingerprint),
        try StoredJSON.encode(review),
      ])
  }

  /// Removes what was decided on the texts of a response, or on one of them.
  func erase(response: Int64, question: Question.ID? = nil) throws {
    try db.execute(
      sql: "DELETE FROM text_reviews WHERE response = ?1 AND (?2 IS NULL OR question = ?2)",
      arguments: [response, question?.rawValue])
  }

  func queued(_ place: TextPlace) throws -> QueuedText? {
    try Row.fetchOne(
      db, sql: "SELECT number, content FROM queued_texts WHERE response = ? AND question = ?",
      arguments: [place.response, place.question.rawValue]
    ).map(ReviewRecords.queued)
  }

  func queued(number: Int64) throws -> QueuedText? {
    try Row.fetchOne(
      db, sql: "SELECT number, content FROM queued_texts WHERE number = ?", arguments: [number]
    ).map(ReviewRecords.queued)
  }

  static func queued(_ row: Row) throws -> QueuedText {
    var text = try StoredJSON.decode(QueuedText.self, from: row["content"])
    text.number = row["number"]
    return text
  }

  /// Puts a text into the queue, in place of an earlier one of the same place.
  func queue(_ text: QueuedText, survey: Int64) throws -> QueuedText {
    try db.execute(
      sql: "INSERT OR REPLACE INTO queued_texts (response, question, survey, content) VALUES (?, ?, ?, ?)",
      arguments: [text.response, text.question.rawValue, survey, try StoredJSON.encode(text)])
    var kept = text
    kept.number = db.lastInsertedRowID
    return kept
  }

  func update(_ text: QueuedText) throws {
    try db.execute(
      sql: "UPDATE queued_texts SET content = ? WHERE number = ?",
      arguments: [try StoredJSON.encode(text), text.number])
  }

  /// Takes the texts of a response out of the queue.
  func dequeue(response: Int64) throws {
    try db.execute(sql: "DELETE FROM queued_texts WHERE response = ?", arguments: [response])
  }
}
