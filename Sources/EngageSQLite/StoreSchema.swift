import GRDB

/// The tables that every store has. Each survey adds three of its own: see `SurveyTable`.
enum StoreSchema {
  /// "ENGA", in the header of the file.
  static let applicationID: Int32 = 0x454E_4741
  /// The form of the tables that this Engage writes.
  static let version = 5

  /// Names that no table or view of a survey may have.
  static let reservedNames = Set([
    "counters", "surveys", "versions", "questions", "choices", "events", "sessions", "batches", "changes",
    "texts_before", "drafts", "grdb_migrations",
  ]).union(thirdVersionNames).union(fourthVersionNames).union(fifthVersionNames)

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: responses, batches, changes, drafts") { db in
      try db.execute(sql: firstVersion)
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    migrator.registerMigration("2: what rows without a key are recognised by") { db in
      try db.execute(
        sql: """
          ALTER TABLE batches ADD COLUMN rows INTEGER;
          ALTER TABLE batches ADD COLUMN rows_digest INTEGER;
          ALTER TABLE batches ADD COLUMN rows_sample TEXT;
          PRAGMA user_version = 2
          """)
    }
    migrator.registerMigration("3: details, texts held back, second keyings, erasures") { db in
      try giveWay(to: thirdVersionNames, db)
      try db.execute(sql: thirdVersion)
      for table in try SurveyTable.all(db) {
        try db.execute(sql: "DROP INDEX \(table.keys.quoted)")
        try table.indexKeys(db)
      }
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    migrator.registerMigration("4: codes") { db in
      try giveWay(to: fourthVersionNames, db)
      try db.execute(sql: fourthVersion)
      try db.execute(sql: "PRAGMA user_version = 4")
    }
    migrator.registerMigration("5: releases, reviews of texts") { db in
      try giveWay(to: fifthVersionNames, db)
      try db.execute(sql: releaseTables)
      try db.execute(sql: reviewTables)
      try db.execute(sql: "PRAGMA user_version = 5")
    }
    return migrator
  }

  /// Renames views of surveys that are called as a new table is.
  private static func giveWay(to names: Set<String>, _ db: Database) throws {
    for table in try SurveyTable.all(db) where names.contains(table.labels.lowercased()) {
      try db.execute(sql: "DROP VIEW \(table.labels.quoted)")
      try db.execute(
        sql: "UPDATE surveys SET labels = ? WHERE id = ?",
        arguments: ["survey_\(table.survey)_\(table.id)", table.id])
      guard let renamed = try SurveyTable.load(table.survey, db) else { continue }
      try renamed.writeView(db, versions: renamed.versions(db))
    }
  }

  private static let thirdVersionNames: Set<String> = [
    "response_details", "restricted_texts", "session_figures", "second_keyings", "keying_samples", "erasures",
    "erased_drafts",
  ]

  private static let fourthVersionNames: Set<String> = ["coded_texts", "code_changes", "coding_draws"]

  private static let fifthVersionNames: Set<String> = [
    "releases", "release_documents", "release_words", "release_records", "record_recipients", "text_reviews",
    "queued_texts",
  ]

  /// `content` is JSON: to whom, when, by whom, what; `responses` are the numbers of those counted, as
  /// `ResponseNumbers.bytes`; `counted` is the digest of the report before it was made safe, `released` as it left.
  /// What people said in their own words stands in `release_words` alone.
  ///
  /// `release_records` has what left as records: `told` is JSON, `members` which record was whose, as JSON. A
  /// recipient's name is kept in small letters; the secret makes the keys of their records.
  private static let releaseTables = """
    CREATE TABLE release_documents (digest TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT;
    CREATE TABLE releases (
      number INTEGER PRIMARY KEY, recipient TEXT NOT NULL, content TEXT NOT NULL, responses BLOB NOT NULL,
      counted TEXT NOT NULL REFERENCES release_documents (digest),
      released TEXT NOT NULL REFERENCES release_documents (digest)) STRICT;
    CREATE TABLE release_words (
      release INTEGER PRIMARY KEY REFERENCES releases (number), content TEXT NOT NULL) STRICT;
    CREATE TABLE release_records (
      release INTEGER PRIMARY KEY REFERENCES releases (number), told TEXT NOT NULL, members TEXT NOT NULL) STRICT;
    CREATE TABLE record_recipients (name TEXT PRIMARY KEY, secret BLOB NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// Texts in the safeguarding queue are told by where they stand alone; a number is never given twice.
  ///
  /// A decision on a text as it stood: `fingerprint` tells when it was changed since. `content` is JSON and may hold
  /// the text as it may leave: somebody's own words.
  private static let reviewTables = """
    CREATE TABLE text_reviews (
      response INTEGER NOT NULL, question TEXT NOT NULL, survey INTEGER NOT NULL REFERENCES surveys (id),
      fingerprint INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (response, question)) STRICT, WITHOUT ROWID;
    CREATE TABLE queued_texts (
      number INTEGER PRIMARY KEY AUTOINCREMENT, response INTEGER NOT NULL, question TEXT NOT NULL,
      survey INTEGER NOT NULL REFERENCES surveys (id), content TEXT NOT NULL, UNIQUE (response, question)) STRICT;
    """

  /// Memos are somebody's own words: they stand in these tables alone.
  private static let fourthVersion = """
    CREATE TABLE coded_texts (
      response INTEGER NOT NULL, question TEXT NOT NULL, codebook TEXT NOT NULL, coder TEXT NOT NULL,
      survey INTEGER NOT NULL REFERENCES surveys (id), version INTEGER NOT NULL, themes TEXT NOT NULL, memo TEXT,
      fingerprint INTEGER NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (response, question, codebook, coder)) STRICT, WITHOUT ROWID;
    CREATE INDEX coded_texts_by_survey ON coded_texts (survey, codebook, question);
    CREATE TABLE code_changes (
      change INTEGER PRIMARY KEY REFERENCES changes (number), codebook TEXT NOT NULL, coder TEXT NOT NULL,
      before TEXT, after TEXT) STRICT;
    CREATE TABLE coding_draws (
      number INTEGER PRIMARY KEY, survey TEXT NOT NULL, content TEXT NOT NULL) STRICT;
    """

  /// What they hold is JSON but for what is looked for.
  private static let thirdVersion = """
    CREATE TABLE response_details (response INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT;
    CREATE TABLE restricted_texts (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT NOT NULL, draft TEXT, response INTEGER,
      content TEXT NOT NULL) STRICT;
    CREATE TABLE session_figures (
      number INTEGER PRIMARY KEY, event TEXT NOT NULL, content TEXT NOT NULL) STRICT;
    CREATE TABLE second_keyings (
      number INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batches (number), response INTEGER NOT NULL,
      content TEXT NOT NULL, settlement TEXT) STRICT;
    CREATE INDEX second_keyings_by_response ON second_keyings (response);
    CREATE TABLE keying_samples (
      number INTEGER PRIMARY KEY, event TEXT NOT NULL, content TEXT NOT NULL) STRICT;
    CREATE TABLE erasures (
      number INTEGER PRIMARY KEY, response INTEGER NOT NULL, survey TEXT NOT NULL, event TEXT NOT NULL,
      batch INTEGER NOT NULL, was_here INTEGER NOT NULL, content TEXT NOT NULL) STRICT;
    CREATE TABLE erased_drafts (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO counters VALUES ('second keying', 0);
    """

  private static let firstVersion = """
    CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO counters VALUES ('response', 0);

    CREATE TABLE surveys (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, coded TEXT NOT NULL UNIQUE, texts TEXT NOT NULL UNIQUE,
      labels TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE versions (
      survey INTEGER NOT NULL REFERENCES surveys (id), version INTEGER NOT NULL, fingerprint TEXT NOT NULL,
      definition TEXT NOT NULL, PRIMARY KEY (survey, version)) STRICT;
    CREATE TABLE questions (
      survey INTEGER NOT NULL REFERENCES surveys (id), name TEXT NOT NULL, type TEXT NOT NULL, col TEXT NOT NULL,
      PRIMARY KEY (survey, name)) STRICT;
    CREATE TABLE choices (
      survey INTEGER NOT NULL, question TEXT NOT NULL, code INTEGER NOT NULL, name TEXT NOT NULL,
      PRIMARY KEY (survey, question, code), UNIQUE (survey, question, name)) STRICT;

    CREATE TABLE events (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE sessions (
      id INTEGER PRIMARY KEY, event INTEGER NOT NULL REFERENCES events (id), name TEXT NOT NULL,
      UNIQUE (event, name)) STRICT;

    CREATE TABLE batches (
      number INTEGER PRIMARY KEY, kind TEXT NOT NULL, survey INTEGER NOT NULL REFERENCES surveys (id),
      version INTEGER NOT NULL, event INTEGER NOT NULL REFERENCES events (id), entered_by TEXT NOT NULL,
      at TEXT NOT NULL, source TEXT, fingerprint TEXT, stored INTEGER NOT NULL DEFAULT 0,
      updated INTEGER NOT NULL DEFAULT 0, first_response INTEGER, last_response INTEGER,
      undone_at TEXT, undone_by TEXT, undone_why TEXT) STRICT;

    CREATE TABLE changes (
      number INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, why TEXT NOT NULL, action TEXT NOT NULL,
      batch INTEGER REFERENCES batches (number), survey INTEGER REFERENCES surveys (id), response INTEGER,
      question TEXT, before TEXT, after TEXT) STRICT;
    CREATE INDEX changes_by_response ON changes (response) WHERE response IS NOT NULL;
    CREATE INDEX changes_by_batch ON changes (batch);
    CREATE TABLE texts_before (
      change INTEGER PRIMARY KEY REFERENCES changes (number), before TEXT, after TEXT) STRICT;

    CREATE TABLE drafts (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, batch INTEGER NOT NULL REFERENCES batches (number),
      event TEXT NOT NULL, session TEXT NOT NULL, content TEXT NOT NULL) STRICT;
    """
}

extension String {
  /// As a name in SQL.
  var quoted: String { "\"" + replacing("\"", with: "\"\"") + "\"" }
  /// As a text in SQL.
  var literal: String { "'" + replacing("'", with: "''") + "'" }
}
