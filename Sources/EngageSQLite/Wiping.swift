import EngageModel
import EngageStore
import FoundationEssentials
import GRDB
import Glibc

/// Whether something is left to be wiped: kept in the store, so that whoever comes next can finish it.
struct Wiping {
  private let db: Database
  private static let name = "to be wiped"

  init(_ db: Database) { self.db = db }

  func mark() throws {
    try db.execute(sql: "INSERT OR REPLACE INTO counters VALUES (?, 1)", arguments: [Self.name])
  }

  func isMarked() throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM counters WHERE name = ?)", arguments: [Self.name])
      ?? false
  }

  func unmark() throws {
    try db.execute(sql: "DELETE FROM counters WHERE name = ?", arguments: [Self.name])
  }
}

extension SQLiteStore {
  public func wipe() throws {
    guard try isToBeWiped() else { return }
    try wipe(patience: Self.patience)
  }

  /// Whether traces of something erased are left in the files.
  public func isToBeWiped() throws -> Bool {
    // Through the writer: a second connection would cost every start of Engage something.
    try Self.guarded(path) { try database.writeWithoutTransaction { try Wiping($0).isMarked() } }
  }

  /// Wipes if nobody is in the way. Otherwise the mark stays, and the next to come tries again.
  func wipeIfPossible() {
    try? wipe(patience: Self.wipingPatience)
  }

  /// How long an erasure waits for other programs, in milliseconds; asked for by itself, `wipe` waits longer.
  private static let wipingPatience = 1000

  /// Writes the file anew without what was deleted, empties its log, and keeps the erasures beside it.
  private func wipe(patience: Int) throws {
    try ErasuresFile.write(try erasures(), beside: path)
    try Self.guarded(path) {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA busy_timeout = \(patience)")
        defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Self.patience)") }
        try rewriteFile(db)
        try emptyLog(db)
        try Wiping(db).unmark()
        try emptyLog(db)
      }
    }
  }

  /// Copies all that is kept into new pages, through memory.
  func rewriteFile(_ db: Database) throws { try db.execute(sql: "VACUUM") }

  /// Moves the log into the file and cuts it to nothing; without a log there is nothing to do.
  func emptyLog(_ db: Database) throws {
    let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    guard row?[0] as Int? == 0 else {
      throw StoreError.unusable(
        path: path, reason: "another program has it open, so what was erased may still stand in its log",
        hint: "close every other Engage, and every program that looks at the file; then run: engage doctor")
    }
  }
}

/// The erasures of a store in a small file beside it, for the day when a backup is restored without the store.
enum ErasuresFile {
  static func path(beside store: String) -> String { store + ".erasures.json" }

  static func write(_ erasures: [Erasure], beside store: String) throws {
    let path = path(beside: store)
    let draft = "\(path).part-\(getpid())"
    defer { unlink(draft) }
    try StoreFile.makeFile(draft)
    let text = try StoredJSON.encode(erasures) + "\n"
    do {
      try Data(text.utf8).write(to: URL(filePath: draft))
    } catch {
      throw StoreError.unusable(
        path: path, reason: "the list of erasures can't be written",
        hint: "check that the disk has space and that you may write there, and try again")
    }
    try StoreFile.putInPlace(draft, at: path)
  }

  /// - Returns: nothing where there is no such file.
  /// - Throws: `StoreError.unusable` if it can't be read: a restored store would hold what was erased.
  static func read(_ path: String) throws -> [Erasure] {
    guard access(path, F_OK) == 0 else { return [] }
    do {
      let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      return try StoredJSON.decode([Erasure].self, from: text)
    } catch {
      throw StoreError.unusable(
        path: path, reason: "the list of erasures can't be read",
        hint: "it says what must not come back; get a whole copy of it, or move it away to go on without it")
    }
  }
}
