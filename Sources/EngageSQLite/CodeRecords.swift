import EngageModel
import EngageStore
import GRDB

/// The records of codes, and what the audit trail keeps of them.
struct CodeRecords {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// One coder's codes of a text.
  func code(_ key: CodedText.Key) throws -> CodedText? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM coded_texts WHERE response = ? AND question = ? AND codebook = ? AND coder = ?
        """,
      arguments: [key.response, key.question.rawValue, key.codebook.rawValue, key.coder]
    ).map { try code($0) }
  }

  func code(_ row: Row) throws -> CodedText {
    CodedText(
      response: row["response"], question: Question.ID(row["question"] as String),
      codebook: Codebook.ID(row["codebook"] as String), version: row["version"], coder: row["coder"],
      themes: try StoredJSON.decode([Theme.ID].self, from: row["themes"]), memo: row["memo"],
      // SQLite has no unsigned integers.
      fingerprint: UInt64(bitPattern: row["fingerprint"] as Int64), at: row["at"])
  }

  /// Puts codes in place of a coder's codes of a text, or takes them away, and notes what they were.
  func set(
    _ code: CodedText?, of key: CodedText.Key, before: CodedText?, _ action: Change.Action, survey: Int64,
    batch: Int?, _ occasion: Occasion
  ) throws {
    try AuditTrail(db: db).note(
      action, occasion, batch: batch, survey: survey, response: key.response, question: key.question)
    try db.execute(
      sql: "INSERT INTO code_changes (change, codebook, coder, before, after) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        db.lastInsertedRowID, key.codebook.rawValue, key.coder, try before.map { try StoredJSON.encode($0) },
        try code.map { try StoredJSON.encode($0) },
      ])
    guard let code else { return try delete(key) }
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO coded_texts
          (response, question, codebook, coder, survey, version, themes, memo, fingerprint, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        key.response, key.question.rawValue, key.codebook.rawValue, key.coder, survey, code.version,
        try StoredJSON.encode(code.themes), code.memo, Int64(bitPattern: code.fingerprint), code.at,
      ])
  }

  private func delete(_ key: CodedText.Key) throws {
    try db.execute(
      sql: "DELETE FROM coded_texts WHERE response = ? AND question = ? AND codebook = ? AND coder = ?",
      arguments: [key.response, key.question.rawValue, key.codebook.rawValue, key.coder])
  }

  /// Gives texts the codes back that they had before a batch; those coded again since keep what they have.
  func restore(batch: Int, survey: Int64, _ occasion: Occasion) throws {
    let changes = try AuditTrail(db: db).changes(where: "c.batch = ? AND c.action = 'coded'", [batch])
    for change in changes.reversed() {
      guard let codes = change.codes, let after = codes.after, try code(after.key) == after else { continue }
      try set(
        codes.before, of: after.key, before: after, .restored, survey: survey, batch: batch, occasion)
    }
  }

  /// The last batch that stands and gave other codes to a text that this one coded.
  func lastRecoding(ofBatch number: Int) throws -> Int? {
    try Int.fetchOne(
      db,
      sql: """
        SELECT max(c.batch) FROM changes c
          JOIN code_changes k ON k.change = c.number JOIN batches b ON b.number = c.batch
          JOIN changes o ON o.batch = ? AND o.action = 'coded' AND o.response = c.response
            AND o.question = c.question
          JOIN code_changes l ON l.change = o.number AND l.codebook = k.codebook AND l.coder = k.coder
          WHERE c.batch > ? AND c.action = 'coded' AND b.undone_at IS NULL
        """, arguments: [number, number])
  }

  /// Removes codes of a response, or of one of its texts, and what the audit trail says of them.
  func erase(response: Int64, question: Question.ID? = nil) throws {
    let arguments: StatementArguments = [response, question?.rawValue]
    try db.execute(
      sql: "DELETE FROM coded_texts WHERE response = ?1 AND (?2 IS NULL OR question = ?2)",
      arguments: arguments)
    try db.execute(
      sql: """
        DELETE FROM code_changes WHERE change IN
          (SELECT number FROM changes WHERE response = ?1 AND (?2 IS NULL OR question = ?2))
        """, arguments: arguments)
  }

  /// What a row of the audit trail says of codes.
  func change(in row: Row) throws -> CodesChange? {
    guard let codebook = row["code_book"] as String?, let coder = row["coder"] as String? else { return nil }
    func code(_ column: String) throws -> CodedText? {
      try (row[column] as String?).map { try StoredJSON.decode(CodedText.self, from: $0) }
    }
    return CodesChange(
      codebook: Codebook.ID(codebook), coder: coder, before: try code("code_before"),
      after: try code("code_after"))
  }
}
