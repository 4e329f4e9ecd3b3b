import EngageModel
import EngageStore
import FoundationEssentials
import GRDB

extension Checkup {
  /// Looks whether the ledger of releases can be read, and says what it said.
  mutating func checkReleases() throws {
    guard
      try ["releases", "release_documents", "release_records", "record_recipients"].allSatisfy({
        try db.tableExists($0)
      })
    else {
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
    try checkReleasedRecords()
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

  /// Looks whether it is known whose records left, and how their recipients' keys were made.
  private mutating func checkReleasedRecords() throws {
    let secrets = try RecipientSecrets(db).all()
    let known = Set(secrets.filter { $0.secret.count >= 16 }.map(\.name))
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT r.number, r.recipient FROM release_records l JOIN releases r ON r.number = l.release ORDER BY 1
        """)
    {
      let number: Int = row["number"]
      if (try? ReleaseRecords(db).documents(ofRelease: number)) == nil {
        add("bad-release", "the records of release \(number) can't be read")
      }
      if !known.contains((row["recipient"] as String).lowercased()) {
        add("missing-secret", "the recipient of release \(number) would get other keys than then")
      }
    }
  }
}
