import EngageModel
import EngageStore
import Foundation
import GRDB
import Testing

@testable import EngageSQLite

@Suite struct OlderStoreTests {
  let folder = ScratchFolder()

  /// Puts away what the fifth form of the store brought.
  private func takeBackFifthForm(_ db: Database) throws {
    let names = [
      "release_words", "release_records", "record_recipients", "releases", "release_documents",
      "text_reviews",
      "queued_texts",
    ]
    for table in names { try db.execute(sql: "DROP TABLE \(table)") }
    try db.execute(
      sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '5:%'; PRAGMA user_version = 4")
  }

  /// Puts away what the fourth form of the store brought.
  private func takeBackFourthForm(_ db: Database) throws {
    try takeBackFifthForm(db)
    for table in ["coded_texts", "code_changes", "coding_draws"] {
      try db.execute(sql: "DROP TABLE \(table)")
    }
    try db.execute(
      sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '4:%'; PRAGMA user_version = 3")
  }

  /// Puts away what the third form of the store brought.
  private func takeBackThirdForm(_ db: Database) throws {
    try takeBackFourthForm(db)
    for table in [
      "response_details", "restricted_texts", "session_figures", "second_keyings", "keying_samples",
      "erasures", "erased_drafts",
    ] {
      try db.execute(sql: "DROP TABLE \(table)")
    }
    for table in try SurveyTable.all(db) {
      try db.execute(
        sql: """
          DROP INDEX \(table.keys.quoted);
          CREATE UNIQUE INDEX \(table.keys.quoted) ON \(table.coded.quoted) (event, key)
            WHERE key IS NOT NULL AND withdrawn = 0
          """)
    }
    try db.execute(
      sql: """
        DELETE FROM counters WHERE name = 'second keying';
        DELETE FROM grdb_migrations WHERE identifier LIKE '3:%'; PRAGMA user_version = 2
        """)
  }

  /// A store as an older Engage left it, with a batch of three.
  private func olderStore(_ path: String, form: Int = 1) throws {
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 3)
    try store.database.writeWithoutTransaction { db in
      try takeBackThirdForm(db)
      guard form == 1 else { return }
      for column in ["rows", "rows_digest", "rows_sample"] {
        try db.execute(sql: "ALTER TABLE batches DROP COLUMN \(column)")
      }
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier LIKE '2:%'; PRAGMA user_version = 1")
    }
    try store.database.close()
  }

  @Test func keepsItsBatchesAndTakesNewOnes() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try olderStore(path)
    let store = try SQLiteStore(path: path)
    #expect(try store.batches().map(\.rows) == [nil])
    let rows = RowsDigest(count: 3, sum: 9, sample: [1])
    _ = try store.write(SmallSurvey.draft, answering: SmallSurvey.survey, onExistingKey: .report) { writer in
      #expect(try writer.earlierBatches().map(\.rows) == [nil])
      _ = try writer.append(SmallSurvey.forms(3, from: 3))
      writer.recognise(by: rows)
      return .keep
    }
    #expect(try store.batches().map(\.rows) == [nil, rows])
    #expect(try store.doctor() == [])
  }

  @Test(arguments: [1, 2]) func takesCorrectionsWithdrawalsAndErasures(_ form: Int) throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try olderStore(path, form: form)
    let store = try SQLiteStore(path: path)
    #expect(
      try store.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == StoreSchema.version)
    let occasion = Occasion(at: "2026-03-02T10:00:00Z", by: "Bea", why: "asked to")
    let seen = try #require(try store.response(1))
    var wanted = seen
    wanted.details = ResponseDetails(note: "torn")
    _ = try store.correct(wanted, seen: seen, on: occasion)
    _ = try store.withdraw([2], on: occasion)
    _ = try store.erase([3], on: occasion)
    #expect(try store.response(1)?.details?.note == "torn")
    var result = AppendResult()
    let again = try store.write(SmallSurvey.draft, answering: SmallSurvey.survey, onExistingKey: .report) {
      result = try $0.append(SmallSurvey.forms(3))
      return .keep
    }
    #expect(result == AppendResult(skipped: 3, withdrawn: 1, erased: 1))
    #expect(again == nil)
    #expect(try store.doctor() == [])
  }

  /// An update that an older Engage noted said nothing of keys.
  @Test func undoesAnUpdateOfAnOlderEngage() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try olderStore(path, form: 2)
    let store = try SQLiteStore(path: path)
    let place = #"{"session":"SESSION","unit":"person","version":1}"#
    try store.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO sessions (event, name) VALUES (1, 'nuneaton');
          UPDATE "coded_we-stand-together" SET session = 2 WHERE id = 1;
          INSERT INTO batches (kind, survey, version, event, entered_by, at, updated)
            VALUES ('import', 1, 1, 1, 'Ada', '2026-03-02T10:00:00Z', 1);
          """)
      try db.execute(
        sql: """
          INSERT INTO changes (at, by, why, action, batch, survey, response, before, after)
            VALUES ('2026-03-02T10:00:00Z', 'Ada', 'forms.csv', 'updated', 2, 1, 1, ?, ?)
          """,
        arguments: [
          place.replacing("SESSION", with: "rugby"), place.replacing("SESSION", with: "nuneaton"),
        ])
    }
    #expect(try store.response(1)?.session.session == "nuneaton")
    try store.undo(batch: 2, by: "Ada", why: "again")
    let response = try #require(try store.response(1))
    #expect(response.session.session == "rugby")
    #expect(response.key == "0")
  }

  /// The form as the Engage before wrote it, word for word.
  @Test func goesOnWithAFormThatAnOlderEngageLeftUnfinished() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try olderStore(path, form: 2)
    let draft = """
      {"batch":2,"enteredBy":"Ada","id":"a","position":"age","response":{"answers":{\
      "age":{"number":{"_0":31}},"concerns":{"text":{"_0":"buses"}}},"id":0,"key":"77","session":{"event":"autumn",\
      "session":"rugby"},"unit":"person","version":1,"withdrawn":false},"startedAt":"2026-03-01T10:00:00Z",\
      "survey":"we-stand-together"}
      """
    let store = try SQLiteStore(path: path)
    try store.database.write { db in
      try db.execute(
        sql: """
          INSERT INTO batches (kind, survey, version, event, entered_by, at)
            VALUES ('entry', 1, 1, 1, 'Ada', '2026-03-01T10:00:00Z')
          """)
      try db.execute(
        sql: "INSERT INTO drafts (id, batch, event, session, content) VALUES ('a', 2, 'autumn', 'rugby', ?)",
        arguments: [draft])
    }
    let found = try #require(try store.drafts(event: "autumn", session: "rugby").first)
    #expect(found.position == "age")
    #expect(found.secondOf == nil)
    #expect(found.response.details == nil)
    let id = try store.complete(found)
    #expect(try store.response(id)?.answers == ["concerns": .text("buses"), "age": .number(31)])
  }

  @Test func makesRoomForItsTablesAmongTheViewsOfSurveys() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    do {
      let store = try SQLiteStore(path: path)
      var survey = SmallSurvey.survey
      survey.id = "erasures"
      try store.database.writeWithoutTransaction { db in
        try takeBackThirdForm(db)
        let table = try SurveyTable.register(survey, db)
        try db.execute(
          sql: """
            DROP VIEW \(table.labels.quoted); UPDATE surveys SET labels = 'Erasures';
            CREATE VIEW "Erasures" AS SELECT * FROM \(table.coded.quoted)
            """)
        try db.execute(
          sql: """
            DROP INDEX \(table.keys.quoted);
            CREATE INDEX \(table.keys.quoted) ON \(table.coded.quoted) (event, key)
            """)
      }
      try store.database.close()
    }
    let store = try SQLiteStore(path: path)
    #expect(try store.erasures() == [])
    let views = try store.database.read {
      try String.fetchAll($0, sql: "SELECT name FROM sqlite_master WHERE type = 'view'")
    }
    #expect(views == ["survey_erasures_1"])
  }

  @Test func isReadWithoutBeingChanged() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try olderStore(path)
    let store = try SQLiteStore(path: path, readOnly: true)
    #expect(try store.batches().map(\.rows) == [nil])
    #expect(try store.batches().map(\.stored) == [3])
  }

  @Test func takesCodesInAStoreThatTheThirdFormWrote() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try FileManager.default.createDirectory(atPath: folder.root, withIntermediateDirectories: true)
    let dump = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/form-3.sql")
    let sql = try String(contentsOf: dump, encoding: .utf8)
    do {
      // A dump is in the order of names, not of references.
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
      try queue.close()
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
    let before = try SQLiteStore(path: path, readOnly: true)
    #expect(try before.response(1)?.answers["concerns"] == .text("more buses, please"))
    try before.database.close()
    let store = try SQLiteStore.forReading(path: path)
    #expect(
      try store.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == StoreSchema.version)
    #expect(try store.lastChange() == 5)
    let code = CodedText(
      response: 1, question: "concerns", codebook: "book", version: 1, coder: "Ada", themes: ["buses"],
      fingerprint: .max, at: "2026-03-02T10:00:00Z")
    try store.save([code], on: Occasion(at: code.at, by: "Ada", why: "coding"))
    #expect(try store.codes(CodeQuery(survey: "evening")) == [code])
    #expect(try store.history(ofResponse: 1).map(\.action) == [.stored, .updated, .coded])
    try store.undo(batch: 3, by: "Bea", why: "not after all")
    #expect(try store.response(2)?.withdrawn == false)
    #expect(try store.erasures().map(\.response) == [3])
    #expect(try store.doctor() == [])
  }
}
