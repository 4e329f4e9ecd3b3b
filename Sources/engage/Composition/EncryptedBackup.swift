import EngageModel
import EngageSQLite
import EngageSealing
import EngageStore
import Glibc

/// A backup that only its passphrase opens.
///
/// On its way a plain copy lies beside the store, where the store itself lies too, for its owner alone; it is
/// overwritten and removed whatever happens. One that a killed program left is removed by the next.
struct EncryptedBackup {
  /// Of the encrypted file.
  let path: String
  /// Of the store, that of the workspace.
  let storePath: String

  /// Whether a file is one.
  /// - Throws: `EncryptionFailure` where the file can't be read.
  static func isOne(_ path: String) throws -> Bool {
    do { return try SealedFile.isSealed(path) } catch { throw EncryptionFailure(error, path) }
  }

  /// Writes it; what was written has been decrypted again and compared when this returns.
  /// - Throws: `StoreError`, `EncryptionFailure`; no file is left then.
  func write(_ store: SQLiteStore, with passphrase: Passphrase) throws {
    if access(path, F_OK) == 0 {
      throw StoreError.unusable(
        path: path, reason: "there is a file of that name already; it was left as it is",
        hint: "choose another name for the backup")
    }
    try withPlainCopy { plain in
      try store.backup(to: plain)
      do throws(SealingError) { try SealedFile.seal(plain, to: path, with: passphrase) } catch {
        throw EncryptionFailure(error, path)
      }
    }
  }

  /// Decrypts it, once all of it proved to be whole, into a file that is gone when `body` returns.
  /// - Throws: `EncryptionFailure`, and what `body` throws.
  func opened<Value>(with passphrase: Passphrase, _ body: (String) throws -> Value) throws -> Value {
    try withPlainCopy { plain in
      do throws(SealingError) { try SealedFile.open(path, to: plain, with: passphrase) } catch {
        throw EncryptionFailure(error, path)
      }
      return try body(plain)
    }
  }

  private func withPlainCopy<Value>(_ body: (String) throws -> Value) throws -> Value {
    try Folder.make(Folder.around(storePath), mode: 0o700)
    PlainCopies.removeLeft(beside: storePath)
    let plain = PlainCopies.path(beside: storePath)
    defer { PlainCopies.remove(plain) }
    return try body(plain)
  }
}

/// Plain copies of a store that exist while a backup is encrypted or decrypted.
enum PlainCopies {
  private static let mark = ".plain-"
  private static let ends = ["", "-wal", "-shm", "-journal"]

  static func path(beside store: String) -> String { "\(store)\(mark)\(getpid())" }

  static func remove(_ path: String) {
    for end in ends where access(path + end, F_OK) == 0 { Wiped.remove(path + end) }
  }

  /// A restore gathers the store under this name before it puts it in place.
  private static let marks = [mark, ".part-"]

  /// Those of programs that do not run any more.
  static func left(beside store: String) -> [String] {
    let folder = Folder.around(store)
    let name = store.split(separator: "/").last.map(String.init) ?? store
    let starts = marks.map { name + $0 }
    return Folder.names(in: folder).filter { name in
      // What SQLite leaves beside a copy has more after the number.
      guard let start = starts.first(where: name.hasPrefix),
        let program = Int32(name.dropFirst(start.count).prefix(while: \.isNumber))
      else { return false }
      return kill(program, 0) != 0 && errno == ESRCH
    }.map { "\(folder)/\($0)" }.sorted()
  }

  static func removeLeft(beside store: String) {
    for path in left(beside: store) { remove(path) }
  }
}

/// Why a backup can't be encrypted or decrypted, and in which file.
struct EncryptionFailure: Error {
  let error: SealingError
  let path: String

  init(_ error: SealingError, _ path: String) {
    self.error = error
    self.path = path
  }

  /// Whether it refuses to protect what is stored.
  var protects: Bool {
    switch error {
    case .wrongPassphrase, .changed, .notVerified: true
    default: false
    }
  }

  var diagnostic: Diagnostic {
    switch error {
    case .file(let file, let code):
      Diagnostic(
        rule: "file", message: error.description, file: file.hasPrefix(path) ? path : file,
        hint: code == ENOSPC ? "free some space" : "check the path, and that you may write there")
    case .wrongPassphrase:
      Diagnostic(
        rule: "passphrase", message: "\(error); nothing was written", file: path,
        hint: "type it again, blanks and capitals as they were; nobody can open it without")
    case .changed:
      Diagnostic(
        rule: "damaged-backup", message: "\(error); nothing was written", file: path,
        hint: "take another backup, or copy this one again from where it was kept")
    case .newer:
      Diagnostic(
        rule: "newer-backup", message: "\(error)", file: path, hint: "install the newer Engage")
    case .notSealed: Diagnostic(rule: "not-encrypted", message: "\(error)", file: path)
    case .notVerified:
      Diagnostic(
        rule: "not-verified", message: "\(error); the backup was not made", file: path,
        hint: "the disk or the stick may be failing: take another one")
    }
  }
}
