public import EngageModel
import EngageStore
import GRDB
import Glibc

/// The file that a store is, before and beside SQLite: who may read it, on what drive it lies.
enum StoreFile {
  /// Makes the folder and the file, for the owner alone, or finds out why that can't be.
  /// - Returns: what must live as long as it is open.
  static func prepare(_ path: String, readOnly: Bool) throws -> OpenFile {
    try OpenFile(
      path, make: { try make(path, readOnly: readOnly) }, check: { try checkHeader(path) })
  }

  private static func make(_ path: String, readOnly: Bool) throws {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT != S_IFDIR else {
        throw StoreError.unusable(
          path: path, reason: "it is a folder", hint: "give the path of a file, such as engage.sqlite")
      }
      return
    }
    if readOnly {
      throw StoreError.unusable(
        path: path, reason: "there is no such file", hint: "check the path, or import something first")
    }
    try makeFolder(folder(of: path))
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    // Another program may have made it just now.
    guard file >= 0 || errno == EEXIST else { throw unusable(path, errno) }
    if file >= 0 { close(file) }
  }

  /// Opens a store while no other program opens one in that folder: of two that make one at once, each would find it
  /// half made.
  static func alone<Value>(with path: String, _ body: () throws -> Value) rethrows -> Value {
    // The folder is locked, not the file: closing the file once more would take SQLite's own locks away.
    let folder = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return try body() }
    defer { close(folder) }
    // A drive that knows no such locks, or a program that hangs with it, must keep nobody out.
    let end = ContinuousClock.now + .milliseconds(SQLiteStore.patience)
    while flock(folder, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
      ContinuousClock.now < end
    {
      usleep(2_000)
    }
    return try body()
  }

  /// The folder that a path lies in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func makeFolder(_ path: String) throws {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw StoreError.unusable(
          path: path, reason: "it is a file, not a folder", hint: "give another path for the store")
      }
      return
    }
    if path != ".", path != "/" { try makeFolder(folder(of: path)) }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw unusable(path, errno) }
  }

  /// What the system says about a file, in plain words.
  static func unusable(_ path: String, _ code: Int32) -> StoreError {
    switch code {
    case EACCES, EPERM, EROFS:
      .unusable(
        path: path, reason: "you may not write there",
        hint: "choose another folder, or ask whoever owns this one for permission")
    case ENOSPC, EDQUOT:
      .unusable(
        path: path, reason: "the disk is full", hint: "free some space and try again; nothing was lost")
    default:
      .unusable(
        path: path, reason: String(cString: strerror(code)), hint: "check that the drive is there and works")
    }
  }

  /// Refuses what is no SQLite file, before SQLite touches it. An empty file counts as new.
  private static func checkHeader(_ path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unusable(path, errno) }
    defer { close(file) }
    var header = [UInt8](repeating: 0, count: 16)
    let count = read(file, &header, 16)
    guard count >= 0 else { throw unusable(path, errno) }
    let isSQLite = header == Array("SQLite format 3".utf8) + [0]
    if count != 0, !isSQLite { throw StoreError.notAStore(path: path) }
  }

  /// Refuses what belongs to another program or to a newer Engage.
  static func check(_ db: Database, path: String) throws {
    // All of it at one moment: another program may be making the tables.
    try db.inTransaction(.deferred) {
      try checkTables(db, path: path)
      return .commit
    }
  }

  private static func checkTables(_ db: Database, path: String) throws {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let schema = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    // A program that was killed while it made the tables leaves the migrator's own behind.
    let others = "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'"
    if application == 0, schema == 0, try Int.fetchOne(db, sql: others) == 0 { return }
    guard application == StoreSchema.applicationID else { throw StoreError.notAStore(path: path) }
    guard schema <= StoreSchema.version else {
      throw StoreError.newer(path: path, schema: schema, known: StoreSchema.version)
    }
  }
}

extension SQLiteStore {
  /// Whether a path lies on a network drive or in a folder that is kept in step with other machines, where SQLite
  /// can lose data.
  /// - Returns: a warning with what to do; `nil` for a drive of this machine.
  public static func storageWarning(_ path: String) -> Diagnostic? { StoreFile.storageWarning(path) }
}

extension StoreFile {
  private static let synchronised = [
    "dropbox", "onedrive", "google drive", "googledrive", "my drive", "icloud", "icloud drive",
    "mobile documents",
    "nextcloud", "owncloud", "box sync", "pcloud", "seafile", "syncthing",
  ]

  /// Kinds of file systems as `/proc/self/mounts` names them, or the beginning of the name.
  private static let network = [
    "nfs", "smb", "cifs", "fuse.", "afs", "ceph", "9p", "coda", "ncpfs", "glusterfs", "lustre", "virtiofs",
    "davfs",
  ]

  static func storageWarning(_ path: String) -> Diagnostic? {
    let folder = folder(of: path)
    let whole = realpath(folder, nil).map { resolved in
      defer { free(resolved) }
      return String(cString: resolved)
    }
    let hint = "keep the store on this machine's own disk and copy it with: engage backup FILE"
    for name in (whole ?? folder).split(separator: "/") {
      let plain = name.lowercased()
      guard
        synchronised.contains(where: { plain == $0 || plain.hasPrefix($0 + " ") || plain.hasPrefix($0 + "-") }
        )
      else { continue }
      return Diagnostic(
        .warning, rule: "synchronised-folder",
        message: "the store lies in \(name), which copies files to other machines and can damage it",
        file: path, hint: hint)
    }
    guard let kind = fileSystem(of: whole ?? folder), network.contains(where: kind.hasPrefix) else {
      return nil
    }
    return Diagnostic(
      .warning, rule: "network-drive",
      message: "the store lies on a network drive (\(kind)), where two people writing at once can damage it",
      file: path, hint: hint)
  }

  /// The kind of file system that a folder lies on; `nil` if the system does not say.
  private static func fileSystem(of folder: String) -> String? {
    guard let mounts = fopen("/proc/self/mounts", "re") else { return nil }
    defer { fclose(mounts) }
    var found: (point: String, kind: String)?
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    while getline(&line, &room, mounts) > 0, let text = line.map({ String(cString: $0) }) {
      let fields = text.split(separator: " ")
      guard fields.count > 2 else { continue }
      let point = fields[1].replacing("\\040", with: " ")
      let isAbove = point == "/" || folder == point || folder.hasPrefix(point + "/")
      if isAbove, point.utf8.count >= found?.point.utf8.count ?? 0 {
        found = (String(point), String(fields[2]))
      }
    }
    return found?.kind
  }
}

extension StoreError {
  /// What SQLite reports, in plain words; values never appear in it.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode.primaryResultCode {
    case .SQLITE_FULL:
      self = .unusable(
        path: path, reason: "the disk is full", hint: "free some space and try again; nothing was stored")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self = .unusable(
        path: path, reason: "the file or its folder is read-only",
        hint: "ask whoever owns it for permission to write, or copy it to a folder of your own")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .unusable(
        path: path, reason: "another program is writing to it", hint: "wait until it is done and try again")
    case .SQLITE_CANTOPEN:
      self = .unusable(
        path: path, reason: "the file can't be opened",
        hint: "check the path and that you may read and write there")
    case .SQLITE_IOERR:
      self = .unusable(
        path: path, reason: "the drive reports an error",
        hint: "check that the disk is there, works and has space")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .notAStore(path: path)
    default:
      self = .unusable(
        path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)",
        hint: "run: engage doctor")
    }
  }
}
