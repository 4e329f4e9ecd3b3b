import EngageModel
import EngageStore
import GRDB
import Testing

@testable import EngageSQLite

@Suite struct DoctorTests {
  let folder = ScratchFolder()

  /// A harm done to a store, and what must be found.
  struct Harm: Sendable, CustomStringConvertible {
    let sql: String
    let found: Set<String>
    var description: String { sql }

    init(_ sql: String, _ found: String...) {
      self.sql = sql
      self.found = Set(found)
    }
  }

  private static let coded = "\"coded_we-stand-together\""
  private static let texts = "\"texts_we-stand-together\""

  static let harms = [
    Harm("DELETE FROM \(coded) WHERE id = 3", "batch-count", "orphaned-text"),
    Harm("UPDATE \(coded) SET batch = 77 WHERE id = 3", "batch-count", "orphaned-response"),
    Harm("UPDATE \(coded) SET session = 77 WHERE id = 3", "orphaned-response"),
    Harm("UPDATE \(coded) SET version = 77 WHERE id = 3", "unknown-version"),
    Harm("UPDATE \(coded) SET withdrawn = 2 WHERE id = 3", "batch-state"),
    Harm("UPDATE \(coded) SET role = 9 WHERE id = 3", "bad-code"),
    Harm("UPDATE \(coded) SET role = -9 WHERE id = 3", "bad-code"),
    Harm("UPDATE \(coded) SET role = NULL WHERE id = 3", "bad-code"),
    Harm("UPDATE \(coded) SET topics = 4 WHERE id = 3", "bad-code"),
    Harm("UPDATE \(coded) SET age = 'many' WHERE id = 3", "bad-code"),
    Harm("DELETE FROM \(texts) WHERE response = 3", "bad-code"),
    Harm("INSERT INTO \(texts) (response, concerns) VALUES (99, 'x')", "orphaned-text"),
    Harm("UPDATE versions SET definition = replace(definition, 'Role', 'Rule')", "changed-definition"),
    Harm("UPDATE counters SET value = 2", "response-number"),
    Harm("ALTER TABLE \(coded) DROP COLUMN age", "missing-column"),
    Harm("PRAGMA user_version = 0", "schema-version"),
    Harm("INSERT INTO drafts VALUES (1, 'a', 1, 'autumn', 'rugby', '{}')", "dangling-draft"),
    Harm("INSERT INTO response_details VALUES (99, '{}')", "orphaned-details"),
    Harm("INSERT INTO second_keyings VALUES (1, 1, 99, '{}', NULL)", "orphaned-details"),
    Harm(
      "INSERT INTO coded_texts VALUES (99, 'concerns', 'book', 'Ada', 1, 1, '[]', NULL, 0, '')",
      "orphaned-details"),
    Harm("INSERT INTO counters VALUES ('to be wiped', 1)", "not-wiped"),
    Harm("UPDATE release_documents SET content = '{}' WHERE content LIKE '%n%'", "changed-release"),
    Harm("UPDATE releases SET content = '{}'", "bad-release"),
    Harm("UPDATE releases SET responses = x'80'", "bad-release"),
    Harm("DELETE FROM release_words; UPDATE releases SET number = 2", "bad-release", "missing-release"),
    Harm("UPDATE releases SET released = counted", "bad-release"),
    Harm("INSERT INTO release_records VALUES (1, '{}', 'x')", "bad-release", "missing-secret"),
    Harm("DROP TABLE record_recipients", "missing-release"),
    Harm("PRAGMA foreign_keys = OFF; DELETE FROM release_documents", "broken-reference"),
    Harm("INSERT INTO choices VALUES (1, 'role', 2, 'x'); INSERT INTO events VALUES (9, 'e')"),
  ]

  @Test(arguments: harms) func finds(_ harm: Harm) throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try SmallSurvey.fill(store, 10)
    try store.record(SmallSurvey.release(1), SmallSurvey.documents)
    #expect(try store.doctor() == [])
    try store.database.writeWithoutTransaction { db in
      try db.execute(sql: "DROP VIEW \"we-stand-together\"")
      try db.execute(sql: harm.sql)
    }
    let found = try store.doctor()
    #expect(Set(found.map(\.rule)) == harm.found)
    #expect(found.allSatisfy { $0.hint?.isEmpty == false && !$0.message.contains("said") })
  }
}
