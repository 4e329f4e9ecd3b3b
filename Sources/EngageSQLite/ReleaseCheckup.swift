import EngageModel
import EngageStore
import FoundationEssentials
import GRDB

extension Checkup {
  /// Looks whether the ledger of releases can be read, and says what it said.
  mutating func checkReleases() throws {
    guard try db.tableExists("releases"), try db.tableExists("release_documents") else {
      return add("missing-release", "the ledger of releases is gone")
    }
    for row in try Row.fetchAll(db, sql: "SELECT * FROM releases ORDER BY number") {
      let number: Int = row["number"]
      let release = try? StoredJSON.decode(Release.self, from: row["content"])
      let digests = [row["counted"] as String, row["released"]]
      if release?.number != number || release.map({ [$0.counted, $0.released] }) != digests
        || ResponseNumbers(bytes: row["responses"] as Data) == nil
      {
        add("bad-release", "release \(number) can't be read")
      }
    }
    var changed = 0
    for row in try Row.fetchAll(db, sql: "SELECT digest, content FROM release_documents") {
      let content: String = row["content"]
      if ContentDigest.of(content) != row["digest"] as String { changed += 1 }
    }
    if changed > 0 { add("changed-release", "\(changed) reports are not kept as they were released") }
    let last = try ReleaseRecords(db).last()
    if try Int.fetchOne(db, sql: "SELECT count(*) FROM releases") != last {
      add("missing-release", "of \(last) releases some are not kept")
    }
  }
}
