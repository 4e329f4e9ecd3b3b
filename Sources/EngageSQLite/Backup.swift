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
    let draft = "\(target).part-\(getpid())"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(draft + end) } }
    try StoreFile.makeFile(draft)
    try Self.guarded(target) {
      let copy = try DatabaseQueue(path: draft)
      try database.backup(to: copy)
      try Self.checkSound(copy, path: path)
      try copy.close()
    }
    try StoreFile.putInPlace(draft, at: target)
  }

  /// Puts a backup in the place of a store. What was there is kept beside it.
  /// - Parameters:
  ///   - source: path of the backup.
  ///   - path: of the store; nobody may have it open.
  /// - Returns: where the old store was put; `nil` if there was none.
  /// - Throws: `StoreError.notAStore`, `.newer` or `.unusable` for a backup that is not sound; nothing is changed
  ///   then.
  @discardableResult
  public static func restore(from source: String, to path: String) throws -> String? {
    let draft = "\(path).part-\(getpid())"
    defer { for end in ["", "-wal", "-shm", "-journal"] { unlink(draft + end) } }
    let backup = try SQLiteStore(path: source, readOnly: true)
    try StoreFile.makeFile(draft)
    try guarded(source) {
      let copy = try DatabaseQueue(path: draft)
      try backup.database.backup(to: copy)
      try checkSound(copy, path: source)
      try copy.close()
    }
    let aside = try keepAside(path)
    try StoreFile.putInPlace(draft, at: path)
    return aside
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
