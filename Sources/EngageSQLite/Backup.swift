import EngageStore
import GRDB
import Glibc

extension SQLiteStore {
  /// Copies the store into one file, as it is at this moment, while others may go on working.
  /// - Parameters:
  ///   - target: path of the copy, which only its owner may read.
  ///   - overwrite: whether a file of that name may be replaced.
  /// - Throws: `StoreError.unusable` if the file is there already or can't be written, `.notAStore` if this store
  ///   is damaged: no copy is left then.
  public func backup(to target: String, overwrite: Bool = false) throws {
    var status = stat()
    if stat(target, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR {
        throw StoreError.unusable(
          path: target, reason: "it is a folder", hint: "give the path of a file, such as backup.sqlite")
      }
      if !overwrite {
        throw StoreError.unusable(
          path: target, reason: "there is a file of that name already; it was left as it is",
          hint: "choose another name for the backup")
      }
    }
    if stat(StoreFile.folder(of: target), &status) != 0 {
      throw StoreError.unusable(
        path: target, reason: "the folder of the backup does not exist",
        hint: "make it first, or look whether the stick is plugged in")
    }
    let draft = "\(target).part-\(getpid())"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(draft + end) } }
    try StoreFile.makeFile(draft)
    try Self.guarded(target) {
      let copy = try DatabaseQueue(path: draft)
      try database.backup(to: copy)
      // Page by page, with whatever was erased and is not wiped yet because another program is in the way.
      try Self.wipeCopy(copy)
      try Self.checkSound(copy, path: path)
      try copy.close()
    }
    try StoreFile.putInPlace(draft, at: target)
  }

  /// What a restore did.
  public struct Restored: Sendable, Hashable {
    /// Where the old store was put; `nil` if there was none.
    public var aside: String?
    /// How many responses of the backup had been erased since, and are erased again.
    public var erasedAgain: Int
    /// How many releases were made since the backup, and are kept in the ledger all the same.
    public var releasesKept = 0
  }

  /// Puts a backup in the place of a store. What was there is kept beside it.
  ///
  /// What was erased from the store since the backup was made is erased from the restored one too; so is what the
  /// lists of erasures say that stand beside the store and beside the backup. Numbers that the store gave to
  /// responses are not given again.
  /// - Parameters:
  ///   - source: path of the backup.
  ///   - path: of the store; nobody may have it open.
  ///   - origin: where the backup came from, if `source` is a copy of it: the lists of erasures beside it are read.
  /// - Throws: `StoreError.notAStore`, `.newer` or `.unusable` for a backup that is not sound; nothing is changed
  ///   then.
  @discardableResult
  public static func restore(from source: String, to path: String, origin: String? = nil) throws -> Restored {
    let draft = "\(path).part-\(getpid())"
    defer { for end in ["", "-wal", "-shm", "-journal", ".erasures.json"] { unlink(draft + end) } }
    let backup = try SQLiteStore(path: source, readOnly: true)
    try StoreFile.makeFolder(StoreFile.folder(of: path))
    try StoreFile.makeFile(draft)
    try guarded(source) {
      let copy = try DatabaseQueue(path: draft)
      try backup.database.backup(to: copy)
      // An empty file would do for a new store; for a backup it is a copy that failed.
      guard
        try copy.read({ try Int32.fetchOne($0, sql: "PRAGMA application_id") }) == StoreSchema.applicationID
      else { throw StoreError.notAStore(path: source) }
      try checkSound(copy, path: source)
      try copy.close()
    }
    let (erasedAgain, releasesKept) = try replay(missedBy: origin ?? source, onto: draft, inPlaceOf: path)
    let aside = try keepAside(path)
    try StoreFile.putInPlace(draft, at: path)
    return Restored(aside: aside, erasedAgain: erasedAgain, releasesKept: releasesKept)
  }

  /// Erases from a copy of a backup what was erased since it was made, and adds to its ledger what was released.
  private static func replay(missedBy source: String, onto draft: String, inPlaceOf path: String) throws
    -> (erased: Int, released: Int)
  {
    var erasures: [Erasure] = []
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let beside = [path, source, StoreFile.folder(of: source) + "/" + name]
    for file in Set(beside.map(ErasuresFile.path)).sorted() { erasures += try ErasuresFile.read(file) }
    var last: Int64 = 0
    var drafts: [EntryDraft.ID] = []
    var releases = ReleasesCarriedOver()
    // A store that can't be read is often why a backup is restored.
    if access(path, F_OK) == 0, let old = try? SQLiteStore(path: path) {
      erasures += try old.erasures()
      last = try old.read { try BatchRecords($0).nextResponse() - 1 }
      drafts = try old.read { try ErasedDrafts($0).all() }
      releases = try ReleasesCarriedOver(of: old)
      try guarded(path) { try old.database.close() }
    }
    let restored = try SQLiteStore(path: draft)
    let count = try restored.replay(erasures)
    let released = try restored.write { db in
      try BatchRecords(db).skipNumbers(upTo: last)
      try ErasedDrafts(db).replay(drafts)
      return try releases.add(to: db)
    }
    try restored.wipe()
    let kept = try restored.erasures()
    // The draft is moved without its log.
    try guarded(draft) {
      try restored.database.writeWithoutTransaction { try restored.emptyLog($0) }
      try restored.database.close()
    }
    if !kept.isEmpty { try ErasuresFile.write(kept, beside: path) }
    return (count, released)
  }

  /// Moves a store away, after all that is in its log has been written into it.
  private static func keepAside(_ path: String) throws -> String? {
    guard access(path, F_OK) == 0 else { return nil }
    if let old = try? SQLiteStore(path: path) {
      try guarded(path) {
        try old.database.writeWithoutTransaction { db in
          _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try old.database.close()
      }
    }
    let stamp = "\(path).before-restore-\(UTCTime.stamp())"
    var aside = stamp
    var number = 2
    while access(aside, F_OK) == 0 {
      aside = "\(stamp)-\(number)"
      number += 1
    }
    for end in ["", "-wal", "-shm", "-journal"] where access(path + end, F_OK) == 0 {
      guard rename(path + end, aside + end) == 0 else { throw StoreFile.unusable(path, errno) }
    }
    return aside
  }

  private static func wipeCopy(_ copy: DatabaseQueue) throws {
    try copy.writeWithoutTransaction { db in
      guard try Wiping(db).isMarked() else { return }
      try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; VACUUM")
      try Wiping(db).unmark()
      _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  private static func checkSound(_ copy: DatabaseQueue, path: String) throws {
    try copy.writeWithoutTransaction { db in
      try StoreFile.check(db, path: path)
      guard try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"] else {
        throw StoreError.notAStore(path: path)
      }
    }
  }
}

extension StoreFile {
  /// Makes an empty file for its owner alone.
  static func makeFile(_ path: String) throws {
    unlink(path)
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw unusable(path, errno) }
    close(file)
  }

  /// Gives a finished file its name, when all of it is on disk.
  static func putInPlace(_ draft: String, at target: String) throws {
    try synchronise(draft)
    guard rename(draft, target) == 0 else { throw unusable(target, errno) }
    try synchronise(folder(of: target))
  }

  private static func synchronise(_ path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unusable(path, errno) }
    defer { close(file) }
    // Folders of some file systems can't be synchronised: EINVAL.
    guard fsync(file) == 0 || errno == EINVAL else { throw unusable(path, errno) }
  }
}
