import EngageModel
import EngageStore
import Foundation
import GRDB
import Testing

@testable import EngageSQLite

@Suite struct StoreFileTests {
  let folder = ScratchFolder()

  private func permissions(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// A setting of the connection that writes.
  private func pragma(_ name: String, _ store: SQLiteStore) throws -> String? {
    try store.database.writeWithoutTransaction { db in try String.fetchOne(db, sql: "PRAGMA \(name)") }
  }

  @Test func writesSoThatAPowerCutLosesNothing() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    for imports in 0...2 {
      if imports > 0 { try SmallSurvey.fill(store, 3, from: 3 * imports) }
      #expect(try pragma("synchronous", store) == "2")
      #expect(try pragma("journal_mode", store) == "wal")
    }
    #expect(try pragma("foreign_keys", store) == "1")
  }

  @Test func isForItsOwnersEyesAlone() throws {
    defer { folder.remove() }
    let path = folder.path("deep/er/engage.sqlite")
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 3)
    try SmallSurvey.fill(store, 3, from: 3)
    #expect(try permissions(path) == 0o600)
    #expect(try permissions(path + "-wal") == 0o600)
    #expect(try permissions(folder.path("deep/er")) == 0o700)
    #expect(try permissions(folder.path("deep")) == 0o700)
  }

  @Test func importsIntoAnEmptyStoreThatAnotherHasOpen() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let (store, other) = (try SQLiteStore(path: path), try SQLiteStore(path: path))
    #expect(try other.batches() == [])
    try SmallSurvey.fill(store, 3)
    #expect(try other.batches().count == 1)
    try SmallSurvey.fill(other, 3, from: 3)
    #expect(try store.responses(ResponseQuery(survey: "we-stand-together")).count == 6)
    #expect(try pragma("synchronous", store) == "2")
  }

  @Test func refusesAStoreOfANewerEngageAndLeavesItAsItIs() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    do {
      let store = try SQLiteStore(path: path)
      try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
      try store.database.close()
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: StoreError.newer(path: path, schema: 99, known: StoreSchema.version)) {
      try SQLiteStore(path: path)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func refusesTheDatabaseOfAnotherProgram() throws {
    defer { folder.remove() }
    try FileManager.default.createDirectory(atPath: folder.root, withIntermediateDirectories: true)
    let path = folder.path("other.sqlite")
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE mine (a)") }
    #expect(throws: StoreError.notAStore(path: path)) { try SQLiteStore(path: path) }
  }

  @Test func refusesWhatIsNoDatabase() throws {
    defer { folder.remove() }
    try FileManager.default.createDirectory(atPath: folder.root, withIntermediateDirectories: true)
    let path = folder.path("forms.csv")
    try Data("role,age\nparent,4\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.notAStore(path: path)) { try SQLiteStore(path: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 18)
  }

  @Test func saysThatADamagedFileIsDamaged() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    do {
      let store = try SQLiteStore(path: path)
      try SmallSurvey.fill(store, 500)
      try store.database.close()
    }
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: 100)
    try file.write(contentsOf: Data(repeating: 0xAB, count: 30_000))
    try file.close()
    #expect(throws: StoreError.notAStore(path: path)) {
      try SQLiteStore(path: path).responses(ResponseQuery(survey: "we-stand-together"))
    }
  }

  @Test func refusesAFolderAndAFileThatIsNotThere() throws {
    defer { folder.remove() }
    try FileManager.default.createDirectory(atPath: folder.root, withIntermediateDirectories: true)
    let isAFolder = StoreError.unusable(
      path: folder.root, reason: "it is a folder", hint: "give the path of a file, such as engage.sqlite")
    #expect(throws: isAFolder) { try SQLiteStore(path: folder.root) }
    #expect(throws: StoreError.self) { try SQLiteStore(path: folder.path("none.sqlite"), readOnly: true) }
    #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
  }

  @Test func readsButRefusesToWriteWhereOpenedForReading() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try SmallSurvey.fill(try SQLiteStore(path: path), 3)
    let store = try SQLiteStore(path: path, readOnly: true)
    #expect(try store.responses(ResponseQuery(survey: "we-stand-together")).count == 3)
    #expect(throws: StoreError.self) { try SmallSurvey.fill(store, 1, from: 10) }
    #expect(try store.batches().count == 1)
  }

  @Test func readingLeavesTheFileAsItWasAndNothingBesideIt() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    do { try SmallSurvey.fill(try SQLiteStore(path: path), 3) }
    let before = try (
      Data(contentsOf: URL(filePath: path)), FileManager.default.attributesOfItem(atPath: path)
    )
    for _ in 1...2 {
      let store = try SQLiteStore.forReading(path: path)
      #expect(try store.responses(ResponseQuery(survey: "we-stand-together")).count == 3)
      for _ in 1...2 {
        #expect(throws: StoreError.self) { try SmallSurvey.fill(store, 1, from: 10) }
        #expect(throws: StoreError.self) { try store.undo(batch: 1, by: "Ada", why: "a test") }
      }
    }
    let after = try FileManager.default.attributesOfItem(atPath: path)
    #expect(try Data(contentsOf: URL(filePath: path)) == before.0)
    #expect(after[.modificationDate] as? Date == before.1[.modificationDate] as? Date)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root) == ["engage.sqlite"])
  }

  @Test func readingSeesWhatAnotherWritesMeanwhile() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let writer = try SQLiteStore(path: path)
    try SmallSurvey.fill(writer, 3)
    let reader = try SQLiteStore.forReading(path: path)
    #expect(try reader.batches().count == 1)
    try SmallSurvey.fill(writer, 3, from: 3)
    #expect(try reader.batches().count == 2)
  }

  @Test func anEmptyFileIsMadeAStoreBeforeItIsRead() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try FileManager.default.createDirectory(atPath: folder.root, withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: path))
    #expect(try SQLiteStore.forReading(path: path).batches() == [])
  }

  @Test(.enabled(if: mayBeRefused)) func saysThatAReadOnlyFileIsReadOnly() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try SmallSurvey.fill(try SQLiteStore(path: path), 3)
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    #expect(throws: StoreError.self) { try SmallSurvey.fill(try SQLiteStore(path: path), 1, from: 10) }
  }

  static let mayBeRefused: Bool = {
    if geteuid() == 0 {
      print("SKIPPED: the superuser may write everywhere, so a read-only file can't be tested")
    }
    return geteuid() != 0
  }()

  @Test func storesNothingWhereTheDiskIsFull() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 10)
    try store.database.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
    }
    #expect {
      try SmallSurvey.fill(store, 4000, from: 10)
    } throws: { error in
      guard case .unusable(path, "the disk is full", _)? = error as? StoreError else { return false }
      return true
    }
    #expect(try store.responses(ResponseQuery(survey: "we-stand-together")).count == 10)
    #expect(try store.doctor() == [])
  }

  @Test(arguments: [
    (ResultCode.SQLITE_FULL, "the disk is full"),
    (.SQLITE_READONLY_DIRECTORY, "the file or its folder is read-only"),
    (.SQLITE_BUSY, "another program is writing to it"), (.SQLITE_IOERR_WRITE, "the drive reports an error"),
    (.SQLITE_CANTOPEN, "the file can't be opened"),
  ])
  func putsErrorsIntoPlainWords(_ code: ResultCode, _ words: String) {
    guard case .unusable(_, let reason, let hint) = StoreError(DatabaseError(resultCode: code), path: "x")
    else {
      Issue.record("not unusable")
      return
    }
    #expect(reason == words)
    #expect(!hint.isEmpty)
  }

  @Test(arguments: [
    "Dropbox/engage.sqlite", "OneDrive - Council/a/engage.sqlite", "Google Drive/engage.sqlite",
  ])
  func warnsOfFoldersKeptInStepWithOtherMachines(_ name: String) throws {
    defer { folder.remove() }
    let path = folder.path(name)
    #expect(SQLiteStore.storageWarning(path)?.rule == "synchronised-folder")
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 3)
    #expect(try pragma("journal_mode", store) == "delete")
    #expect(try pragma("synchronous", store) == "3")
    #expect(try store.responses(ResponseQuery(survey: "we-stand-together")).count == 3)
    #expect(try store.doctor().map(\.rule) == ["synchronised-folder"])
  }

  @Test func doesNotWarnOfAPlainFolder() {
    #expect(SQLiteStore.storageWarning(folder.path("engage.sqlite")) == nil)
    #expect(SQLiteStore.storageWarning(folder.path("boxes/dropboxes/engage.sqlite")) == nil)
  }
}
