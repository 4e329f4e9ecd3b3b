import EngageModel
public import EngageStore
import FoundationEssentials
import GRDB

/// The records of releases.
///
/// Documents are kept by their digest, each once: the same report often goes to many. People's own words stand in
/// `release_words` alone.
struct ReleaseRecords {
  let db: Database

  init(_ db: Database) { self.db = db }

  func last() throws -> Int { try Int.fetchOne(db, sql: "SELECT max(number) FROM releases") ?? 0 }

  func all() throws -> [Release] {
    try Row.fetchAll(db, sql: "SELECT content, responses FROM releases ORDER BY number").map(release)
  }

  /// - Throws: `StoreError.noSuchRelease`.
  func release(_ number: Int) throws -> Release {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT content, responses FROM releases WHERE number = ?", arguments: [number])
    else { throw StoreError.noSuchRelease(number) }
    return try release(row)
  }

  private func release(_ row: Row) throws -> Release {
    var release = try StoredJSON.decode(Release.self, from: row["content"])
    guard let responses = ResponseNumbers(bytes: row["responses"] as Data) else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "release \(release.number) does not say whom it counted")
    }
    release.responses = responses
    return release
  }

  func documents(ofRelease number: Int) throws -> ReleaseDocuments {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT c.content AS counted, r.content AS released, w.content AS words FROM releases l
            JOIN release_documents c ON c.digest = l.counted JOIN release_documents r ON r.digest = l.released
            LEFT JOIN release_words w ON w.release = l.number WHERE l.number = ?
          """, arguments: [number])
    else { throw StoreError.noSuchRelease(number) }
    return ReleaseDocuments(
      counted: row["counted"], released: row["released"], words: row["words"],
      records: try records(ofRelease: number))
  }

  /// Which record was whose.
  private struct Members: Codable {
    var records: [Int64]
    var classes: [Int]
  }

  private func records(ofRelease number: Int) throws -> ReleasedRecords? {
    try Row.fetchOne(
      db, sql: "SELECT told, members FROM release_records WHERE release = ?", arguments: [number]
    ).map { row in
      let members = try StoredJSON.decode(Members.self, from: row["members"])
      guard members.records.count == members.classes.count else {
        throw DatabaseError(
          resultCode: .SQLITE_CORRUPT, message: "release \(number) does not say whose records left")
      }
      return ReleasedRecords(told: row["told"], records: members.records, classes: members.classes)
    }
  }

  private func keep(_ records: ReleasedRecords, ofRelease number: Int) throws {
    let members = Members(records: records.records, classes: records.classes)
    try db.execute(
      sql: "INSERT OR REPLACE INTO release_records VALUES (?, ?, ?)",
      arguments: [number, records.told, try StoredJSON.encode(members)])
  }

  /// Forgets which of the records that left was a response's.
  func forgetRecord(of response: Int64) throws {
    for number in try Int.fetchAll(db, sql: "SELECT release FROM release_records ORDER BY release") {
      guard try release(number).responses.contains(response), var records = try records(ofRelease: number)
      else { continue }
      records.forget(response)
      try keep(records, ofRelease: number)
    }
  }

  func insert(_ release: Release, _ documents: ReleaseDocuments) throws {
    for (digest, content) in [
      (release.counted, documents.counted), (release.released, documents.released),
    ] {
      try db.execute(
        sql: "INSERT OR IGNORE INTO release_documents VALUES (?, ?)", arguments: [digest, content])
    }
    try db.execute(
      sql: "INSERT INTO releases VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        release.number, release.recipient, try content(of: release), Data(release.responses.bytes),
        release.counted, release.released,
      ])
    if let words = documents.words {
      try db.execute(
        sql: "INSERT INTO release_words VALUES (?, ?)", arguments: [release.number, words])
    }
    if let records = documents.records { try keep(records, ofRelease: release.number) }
  }

  func update(_ release: Release) throws {
    try db.execute(
      sql: "UPDATE releases SET content = ? WHERE number = ?",
      arguments: [try content(of: release), release.number])
  }

  /// Whose responses it counts stands in a column of its own, which takes less room.
  private func content(of release: Release) throws -> String {
    var release = release
    release.responses = ResponseNumbers()
    return try StoredJSON.encode(release)
  }

  /// Takes people's own words out of all releases that counted a response: one of them may be its own.
  func forgetWords(ofReleasesWith response: Int64, at: String) throws {
    for number in try Int.fetchAll(db, sql: "SELECT release FROM release_words ORDER BY release") {
      var release = try release(number)
      guard release.responses.contains(response) else { continue }
      try forgetWords(ofRelease: number)
      release.wordsErasedAt = at
      try update(release)
    }
  }

  func forgetWords(ofRelease number: Int) throws {
    try db.execute(sql: "DELETE FROM release_words WHERE release = ?", arguments: [number])
  }

  /// Whether a response of these was erased from this store.
  func wasErased(oneOf responses: ResponseNumbers) throws -> Bool {
    try Int64.fetchAll(db, sql: "SELECT response FROM erasures WHERE was_here").contains {
      responses.contains($0)
    }
  }
}

/// The secrets that recipients' keys are made by. They are in no message.
struct RecipientSecrets {
  let db: Database

  init(_ db: Database) { self.db = db }

  func secret(of name: String, orElse new: [UInt8]) throws -> [UInt8] {
    // Parameters are bound, never written into a statement: a statement can stand in a message.
    try db.execute(
      sql: "INSERT OR IGNORE INTO record_recipients VALUES (?, ?)",
      arguments: [name.lowercased(), Data(new)])
    let kept = try Data.fetchOne(
      db, sql: "SELECT secret FROM record_recipients WHERE name = ?", arguments: [name.lowercased()])
    return kept.map { Array($0) } ?? new
  }

  func all() throws -> [(name: String, secret: Data)] {
    try Row.fetchAll(db, sql: "SELECT name, secret FROM record_recipients ORDER BY name").map {
      ($0["name"], $0["secret"])
    }
  }

  /// Adds those of recipients who have none.
  func add(_ secrets: [(name: String, secret: Data)]) throws {
    for (name, secret) in secrets {
      try db.execute(
        sql: "INSERT OR IGNORE INTO record_recipients VALUES (?, ?)", arguments: [name, secret])
    }
  }
}

extension SQLiteStore {
  public func record(_ release: Release, _ documents: ReleaseDocuments) throws {
    try write { db in
      let records = ReleaseRecords(db)
      let last = try records.last()
      guard release.number == last + 1 else { throw StoreError.releasedMeanwhile(last) }
      if try records.wasErased(oneOf: release.responses) { throw StoreError.erasedSinceCounted }
      try records.insert(release, documents)
    }
  }

  public func add(_ files: [Release.File], toRelease number: Int) throws {
    try write { db in
      var release = try ReleaseRecords(db).release(number)
      try release.add(files)
      try ReleaseRecords(db).update(release)
    }
  }

  public func releases() throws -> [Release] { try read { db in try ReleaseRecords(db).all() } }

  public func documents(ofRelease number: Int) throws -> ReleaseDocuments {
    try read { db in try ReleaseRecords(db).documents(ofRelease: number) }
  }

  @discardableResult
  public func withdraw(release number: Int, isUnread: Bool, on occasion: Occasion) throws -> Release {
    try write { db in
      var release = try ReleaseRecords(db).release(number)
      try release.withdraw(Release.Withdrawal(occasion: occasion, isUnread: isUnread))
      try ReleaseRecords(db).update(release)
      return release
    }
  }

  public func secret(ofRecipient name: String, orElse new: [UInt8]) throws -> [UInt8] {
    try write { db in try RecipientSecrets(db).secret(of: name, orElse: new) }
  }
}
