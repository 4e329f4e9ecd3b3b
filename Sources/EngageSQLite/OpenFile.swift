import EngageStore
import Glibc
import Synchronization

/// A store's file while this program has it open, however often.
///
/// Whoever closes a file loses all the locks that the program has on it, through whatever else it was opened: SQLite's
/// own too. Another program would then think that nobody has the store open, and take away the log that is still
/// written to. So nothing but SQLite may open the file while a value of this type for it lives.
final class OpenFile: Sendable {
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  private static let open = Mutex<[Identity: Int]>([:])
  private let identity: Identity

  /// - Parameters:
  ///   - make: makes the file where there is none.
  ///   - check: looks into the file, where nothing of this program has it open.
  /// - Throws: what these throw; `StoreError.unusable` where there is no file.
  init(_ path: String, make: () throws -> Void, check: () throws -> Void) throws {
    identity = try OpenFile.open.withLock { open in
      try make()
      var status = stat()
      guard stat(path, &status) == 0 else { throw StoreFile.unusable(path, errno) }
      let identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
      if open[identity] == nil { try check() }
      open[identity, default: 0] += 1
      return identity
    }
  }

  deinit {
    OpenFile.open.withLock { open in
      let left = (open[identity] ?? 1) - 1
      open[identity] = left > 0 ? left : nil
    }
  }
}
