import EngageModel
import EngageStore
import GRDB
import Testing

@testable import EngageSQLite

@Suite struct OlderStoreTests {
  let folder = ScratchFolder()

  /// A store as the first Engage left it, with a batch of three.
  private func olderStore(_ path: String) throws {
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 3)
    try store.database.writeWithoutTransaction { db in
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

  @Test func isReadWithoutBeingChanged() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try olderStore(path)
    let store = try SQLiteStore(path: path, readOnly: true)
    #expect(try store.batches().map(\.rows) == [nil])
    #expect(try store.batches().map(\.stored) == [3])
  }
}
