public import EngageModel
import EngageStore
import GRDB
import Glibc

extension SQLiteStore {
  /// Looks for damage.
  /// - Returns: what is wrong and what to do about it; empty for a sound store.
  /// - Throws: `StoreError.unusable` if the file can't be read at all.
  public func doctor() throws -> [Diagnostic] {
    try read { db in
      var checkup = Checkup(db: db, path: path)
      try checkup.checkFile()
      if checkup.found.hasErrors { return checkup.found }
      try checkup.checkRecords()
      for table in try SurveyTable.all(db) { try checkup.check(table) }
      return checkup.found
    }
  }
}

/// Collects what is wrong with a store.
struct Checkup {
  let db: Database
  let path: String
  var found: [Diagnostic] = []

  private static let restore =
    "restore a backup: engage restore FILE; keep this file, it may help to repair it"

  mutating func add(
    _ rule: String, _ message: String, _ severity: Diagnostic.Severity = .error, hint: String = Self.restore
  ) {
    found.append(Diagnostic(severity, rule: rule, message: message, file: path, hint: hint))
  }

  mutating func checkFile() throws {
    let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
    if integrity != ["ok"] {
      add("damaged-file", "SQLite finds damage: \(integrity.prefix(3).joined(separator: "; "))")
    }
    let schema = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if schema != StoreSchema.version {
      add("schema-version", "the store has form \(schema); this Engage writes form \(StoreSchema.version)")
    }
    if try Int32.fetchOne(db, sql: "PRAGMA application_id") != StoreSchema.applicationID {
      add("application-id", "the file does not say that it is an Engage store")
    }
    if let warning = StoreFile.storageWarning(path) { found.append(warning) }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      add(
        "open-to-others", "other people on this machine can read the store", .warning,
        hint: "close it to them: chmod 600 \(path)")
    }
  }

  mutating func checkRecords() throws {
    let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
    for (table, rows) in Dictionary(grouping: references, by: { ($0[0] as String?) ?? "" }).sorted(by: {
      $0.key < $1.key
    }) {
      add("broken-reference", "\(rows.count) rows of \(table) refer to something that is not there")
    }
    let drafts =
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM drafts WHERE batch NOT IN
            (SELECT number FROM batches WHERE undone_at IS NULL AND kind = 'entry')
          """) ?? 0
    if drafts > 0 {
      add(
        "dangling-draft", "\(drafts) unfinished forms belong to no sitting that stands", .warning,
        hint: "finish or discard them: engage enter")
    }
    let texts =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM texts_before WHERE change NOT IN (SELECT number FROM changes)") ?? 0
    let codes =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM code_changes WHERE change NOT IN (SELECT number FROM changes)") ?? 0
    if codes > 0 { add("orphaned-codes", "\(codes) earlier codes belong to no entry of the audit trail") }
    try checkBesideAnswers()
    try checkReleases()
    if try Wiping(db).isMarked() {
      add(
        "not-wiped", "something was erased, and its traces are not wiped yet from the store's files",
        .warning,
        hint: "close every other Engage, and run: engage doctor")
    }
    if texts > 0 { add("orphaned-text", "\(texts) earlier texts belong to no entry of the audit trail") }
  }

  private mutating func checkBesideAnswers() throws {
    let responses =
      ["SELECT NULL WHERE 0"] + (try SurveyTable.all(db)).map { "SELECT id FROM \($0.coded.quoted)" }
    for (place, what) in [
      ("response_details", "details"), ("second_keyings", "second keyings"),
      ("restricted_texts", "texts held back"), ("coded_texts", "codes"),
    ] {
      let count =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM \(place) WHERE response IS NOT NULL
              AND response NOT IN (\(responses.joined(separator: " UNION ALL ")))
            """) ?? 0
      if count > 0 { add("orphaned-details", "\(count) \(what) belong to no response") }
    }
  }

  mutating func check(_ table: SurveyTable) throws {
    let present = Set(try db.columns(in: table.coded).map(\.name))
    let absent = table.columns.flatMap(\.names).filter { !present.contains($0) }
    guard absent.isEmpty, !present.isEmpty, try db.tableExists(table.texts) else {
      add("missing-column", "the tables of the survey \(table.survey) are not complete")
      return
    }
    try checkDefinitions(table)
    try checkCounts(table)
    try checkOrphans(table)
    for column in table.columns { try check(column, table) }
  }

  private mutating func checkDefinitions(_ table: SurveyTable) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT version, fingerprint, definition FROM versions WHERE survey = ?", arguments: [table.id]
    )
    for row in rows {
      let survey = try? StoredJSON.decode(Survey.self, from: row["definition"])
      if (try? survey?.fingerprint()) != row["fingerprint"] as String {
        let version: Int = row["version"]
        add(
          "changed-definition",
          "version \(version) of the survey \(table.survey) is not as it was when it was frozen")
      }
    }
  }

  private mutating func checkCounts(_ table: SurveyTable) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        WITH erased AS (SELECT batch, count(*) AS n FROM erasures WHERE was_here GROUP BY batch),
          counted AS (SELECT batch, count(*) AS n, sum(withdrawn = \(Withdrawal.undone)) AS undone
          FROM \(table.coded.quoted) GROUP BY batch)
        SELECT b.number, b.stored, coalesce(c.n, 0) AS n, coalesce(e.n, 0) AS erased, b.undone_at IS NOT NULL AS is_undone,
          coalesce(c.undone, 0) AS undone
          FROM batches b LEFT JOIN counted c ON c.batch = b.number LEFT JOIN erased e ON e.batch = b.number WHERE b.survey = ?
        """, arguments: [table.id])
    for row in rows {
      let (number, stored, counted): (Int, Int, Int) = (row["number"], row["stored"], row["n"])
      if stored != counted + (row["erased"] as Int) {
        add(
          "batch-count", "batch \(number) stored \(stored) responses and the store holds \(counted) of them")
      }
      let undone: Int = row["undone"]
      if undone != (row["is_undone"] ? counted : 0) {
        add("batch-state", "batch \(number) is taken back in part only: \(undone) of \(counted) responses")
      }
    }
    let last = try Int64.fetchOne(db, sql: "SELECT value FROM counters WHERE name = 'response'") ?? 0
    if let highest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table.coded.quoted)"), highest > last
    {
      add("response-number", "response \(highest) has a number that was never given out")
    }
  }

  private mutating func checkOrphans(_ table: SurveyTable) throws {
    let checks = [
      ("orphaned-response", "responses belong to no batch", "batch NOT IN (SELECT number FROM batches)"),
      (
        "orphaned-response", "responses belong to no session of their event",
        "NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = c.session AND s.event = c.event)"
      ),
      (
        "orphaned-response", "responses lack their place or state",
        "batch IS NULL OR event IS NULL OR session IS NULL OR unit IS NULL OR withdrawn IS NULL"
      ),
      (
        "unknown-version", "responses answer a version that is not kept",
        "version IS NULL OR version NOT IN (SELECT version FROM versions WHERE survey = \(table.id))"
      ),
    ]
    for (rule, message, condition) in checks {
      let count =
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.coded.quoted) c WHERE \(condition)") ?? 0
      if count > 0 { add(rule, "\(count) \(message) (survey \(table.survey))") }
    }
    let texts =
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM \(table.texts.quoted) WHERE response NOT IN (SELECT id FROM \(table.coded.quoted))
          """) ?? 0
    if texts > 0 { add("orphaned-text", "\(texts) texts belong to no response (survey \(table.survey))") }
  }

  private mutating func check(_ column: QuestionColumn, _ table: SurveyTable) throws {
    let name = column.name.quoted
    let least = MissingReason.allCases.map(\.rawValue).min() ?? 0
    let reasons = MissingReason.allCases.map(\.name.literal).joined(separator: ", ")
    let bits = min(column.choices.count, QuestionColumn.bitsPerColumn)
    let condition =
      switch column.kind {
      case .codes: "\(name) IS NULL OR \(name) NOT BETWEEN \(least) AND \(column.choices.count - 1)"
      case .masks: "\(name) IS NULL OR \(name) < \(least) OR \(name) >= \(1 << bits)"
      case .ranks: "\(name) IS NULL OR \(name) NOT BETWEEN \(least) AND 0"
      case .numbers: "typeof(\(name)) = 'blob' OR (typeof(\(name)) = 'text' AND \(name) NOT IN (\(reasons)))"
      case .text:
        """
        \(name) IS NULL OR \(name) NOT BETWEEN \(least) AND 0 OR (\(name) = 0 AND NOT EXISTS (
          SELECT 1 FROM \(table.texts.quoted) t WHERE t.response = c.id AND t.\(name) IS NOT NULL))
        """
      }
    let count =
      try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.coded.quoted) c WHERE \(condition)") ?? 0
    if count > 0 {
      add("bad-code", "\(count) answers to \(column.question) of the survey \(table.survey) can't be read")
    }
  }
}
