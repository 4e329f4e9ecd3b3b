import EngageModel
import EngageStore
import Glibc
import Testing

@testable import EngageSQLite

/// What other programs see of a store that this one has open.
struct OpenedTwiceTests {
  let folder = ScratchFolder()
  /// `F_OFD_GETLK` of Linux, which Glibc's module leaves out.
  private static let getOpenFileLock: Int32 = 36

  /// Whether others would find that somebody has a file open as SQLite does.
  private func isHeld(_ path: String) throws -> Bool {
    let file = open(path, O_RDWR | O_CLOEXEC)
    try #require(file >= 0)
    defer { close(file) }
    // Of another open file, even in the same program, locks of this kind are met by SQLite's.
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    try #require(fcntl(file, OpenedTwiceTests.getOpenFileLock, &lock) == 0)
    return lock.l_type != Int16(F_UNLCK)
  }

  @Test(arguments: [true, false])
  func `a store that is opened once more and closed is still held for those who have it open`(readOnly: Bool)
    throws
  {
    defer { folder.remove() }
    let path = folder.path("store.sqlite")
    let first = try SQLiteStore(path: path)
    for _ in 1...2 {
      _ = try SQLiteStore(path: path, readOnly: readOnly).responses(ResponseQuery(survey: "none"))
    }
    #expect(try isHeld(path))
    #expect(try first.responses(ResponseQuery(survey: "none")).isEmpty)
  }

  @Test func `what is no store is refused again and again`() throws {
    defer { folder.remove() }
    let path = folder.path("store.sqlite")
    for _ in 1...3 {
      _ = try SQLiteStore(path: path)
      for end in ["", "-wal", "-shm"] { unlink(path + end) }
      let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
      try #require(write(file, "shopping list", 13) == 13)
      close(file)
      #expect(throws: StoreError.notAStore(path: path)) { _ = try SQLiteStore(path: path) }
      unlink(path)
    }
  }
}
