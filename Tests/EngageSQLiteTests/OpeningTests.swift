import EngageModel
import EngageSQLite
import Foundation
import GRDB
import Synchronization
import Testing

/// Several programs that open one store at the same moment.
@Suite struct OpeningTests {
  @Test func `a store that several make at once is made once, and all of them can use it`() throws {
    for _ in 1...10 {
      let folder = ScratchFolder()
      defer { folder.remove() }
      let path = folder.path("engage.sqlite")
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 6) { _ in
        do {
          _ = try SQLiteStore(path: path).batches()
          _ = try SQLiteStore.forReading(path: path).batches()
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      #expect(failures.withLock { $0 } == [])
    }
  }

  @Test func `a store whose maker was killed before the first table is made anew`() throws {
    let folder = ScratchFolder()
    defer { folder.remove() }
    try FileManager.default.createDirectory(atPath: folder.root, withIntermediateDirectories: true)
    let path = folder.path("engage.sqlite")
    try DatabaseQueue(path: path).write { db in
      try db.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    }
    #expect(try SQLiteStore.forReading(path: path).batches().isEmpty)
  }
}
