public import EngageModel
public import EngageStore
import GRDB

extension SQLiteStore {
  @discardableResult
  public func save(_ codes: [CodedText], on occasion: Occasion) throws -> Int {
    try write { db in try save(try checked(codes, db), occasion, batch: nil, db) }
  }

  public func importCodes(_ codes: [CodedText], as draft: BatchDraft) throws -> Batch? {
    try write { db in
      let found = try checked(codes, db)
      guard let first = found.first else { return nil }
      let event = try SessionNumbers(db).number(of: draft.event)
      try refuseSameContent(draft, first.table, db)
      var draft = draft
      draft.kind = .coding
      let number = try BatchRecords(db).open(draft, first.table, version: first.version, event: event)
      let occasion = Occasion(at: draft.at, by: draft.enteredBy, why: draft.sourceName ?? "coding")
      let changed = try save(found, occasion, batch: Int(number), db)
      guard changed > 0 else {
        try db.execute(sql: "DELETE FROM batches WHERE number = ?", arguments: [number])
        return nil
      }
      try BatchRecords(db).count(updated: changed, number)
      return try BatchRecords(db).batch(Int(number))
    }
  }

  private func refuseSameContent(_ draft: BatchDraft, _ table: SurveyTable, _ db: Database) throws {
    guard let fingerprint = draft.fingerprint else { return }
    let same = try Int.fetchOne(
      db,
      sql: """
        SELECT number FROM batches
          WHERE kind = 'coding' AND survey = ? AND fingerprint = ? AND undone_at IS NULL
        """, arguments: [table.id, fingerprint])
    if let same { throw StoreError.sameContent(batch: same) }
  }

  /// Codes with the tables of their responses.
  private typealias Placed = (code: CodedText, table: SurveyTable, version: Int)

  /// Refuses codes of what is no text, before anything is changed.
  private func checked(_ codes: [CodedText], _ db: Database) throws -> [Placed] {
    let tables = try SurveyTable.all(db)
    return try codes.map { code in
      for table in tables {
        guard
          let row = try Row.fetchOne(
            db, sql: "SELECT withdrawn, version FROM \(table.coded.quoted) WHERE id = ?",
            arguments: [code.response])
        else { continue }
        if row["withdrawn"] as Int != 0 { throw StoreError.withdrawn(code.response) }
        guard try hasText(code, table, db) else { throw StoreError.noText(code.response, code.question) }
        return (code, table, row["version"])
      }
      throw StoreError.noSuchResponse(code.response)
    }
  }

  private func hasText(_ code: CodedText, _ table: SurveyTable, _ db: Database) throws -> Bool {
    guard let column = table.column(of: code.question), column.kind == .text else { return false }
    let name = column.name.quoted
    return try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM \(table.coded.quoted) c JOIN \(table.texts.quoted) t ON t.response = c.id
          WHERE c.id = ? AND c.\(name) = 0 AND t.\(name) IS NOT NULL)
        """, arguments: [code.response]) ?? false
  }

  private func save(_ codes: [Placed], _ occasion: Occasion, batch: Int?, _ db: Database) throws -> Int {
    let records = CodeRecords(db)
    var changed = 0
    for (code, table, _) in codes {
      let before = try records.code(code.key)
      if before?.saysTheSame(as: code) == true { continue }
      try records.set(
        code, of: code.key, before: before, .coded, survey: table.id, batch: batch, occasion)
      changed += 1
    }
    return changed
  }

  @discardableResult
  public func remove(_ codes: [CodedText.Key], on occasion: Occasion) throws -> Int {
    try write { db in
      let records = CodeRecords(db)
      var removed = 0
      for key in codes {
        guard let before = try records.code(key), let table = try table(ofResponse: key.response, db) else {
          continue
        }
        try records.set(
          nil, of: key, before: before, .coded, survey: table.id, batch: nil, occasion)
        removed += 1
      }
      return removed
    }
  }
}

extension SQLiteStore {
  public func codes(_ query: CodeQuery) throws -> [CodedText] {
    try read { db in
      guard let table = try SurveyTable.load(query.survey, db) else { return [] }
      return try Row.fetchAll(
        db,
        sql: """
          SELECT k.* FROM coded_texts k JOIN \(table.coded.quoted) r ON r.id = k.response
            JOIN events e ON e.id = r.event
            WHERE k.survey = ?1 AND r.withdrawn = 0 AND (?2 IS NULL OR e.name = ?2)
              AND (?3 IS NULL OR k.question = ?3) AND (?4 IS NULL OR k.codebook = ?4)
              AND (?5 IS NULL OR k.coder = ?5) AND (?6 IS NULL OR k.response = ?6)
            ORDER BY k.response, k.question, k.codebook, k.coder
          """,
        arguments: [
          table.id, query.event?.rawValue, query.question?.rawValue, query.codebook?.rawValue, query.coder,
          query.response,
        ]
      ).map { try CodeRecords(db).code($0) }
    }
  }

  public func codingProgress(survey: Survey.ID, event: Event.ID?) throws -> [CodingProgress] {
    try read { db in
      guard let table = try SurveyTable.load(survey, db) else { return [] }
      return try Row.fetchAll(
        db,
        sql: """
          SELECT k.codebook, k.question, k.coder, count(*) AS coded, max(k.at) AS last FROM coded_texts k
            JOIN \(table.coded.quoted) r ON r.id = k.response JOIN events e ON e.id = r.event
            WHERE k.survey = ?1 AND r.withdrawn = 0 AND (?2 IS NULL OR e.name = ?2)
            GROUP BY k.codebook, k.question, k.coder ORDER BY k.codebook, k.question, k.coder
          """, arguments: [table.id, event?.rawValue]
      ).map { row in
        CodingProgress(
          codebook: Codebook.ID(row["codebook"] as String), question: Question.ID(row["question"] as String),
          coder: row["coder"], coded: row["coded"], last: row["last"])
      }
    }
  }

  public func keep(_ draw: CodingDraw) throws {
    try write { db in
      for (number, kept) in try draws(survey: draw.survey, db) where kept.isSame(as: draw) {
        try db.execute(sql: "DELETE FROM coding_draws WHERE number = ?", arguments: [number])
      }
      try db.execute(
        sql: "INSERT INTO coding_draws (survey, content) VALUES (?, ?)",
        arguments: [draw.survey.rawValue, try StoredJSON.encode(draw)])
    }
  }

  public func codingDraws(survey: Survey.ID) throws -> [CodingDraw] {
    try read { db in try draws(survey: survey, db).map(\.draw) }
  }

  private func draws(survey: Survey.ID, _ db: Database) throws -> [(number: Int64, draw: CodingDraw)] {
    try Row.fetchAll(
      db, sql: "SELECT number, content FROM coding_draws WHERE survey = ? ORDER BY number",
      arguments: [survey.rawValue]
    ).map { (number: $0["number"], draw: try StoredJSON.decode(CodingDraw.self, from: $0["content"])) }
  }

  public func lastChange() throws -> Int64 {
    let unseen = Change.Action.unseenInReports.map(\.rawValue.literal).sorted().joined(separator: ", ")
    return try read { db in
      try Int64.fetchOne(
        db,
        sql: "SELECT number FROM changes WHERE action NOT IN (\(unseen)) ORDER BY number DESC LIMIT 1") ?? 0
    }
  }
}
