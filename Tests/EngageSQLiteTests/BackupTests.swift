import EngageModel
import EngageStore
import Foundation
import Testing

@testable import EngageSQLite

@Suite struct BackupTests {
  let folder = ScratchFolder()

  private func count(_ path: String) throws -> Int {
    try SQLiteStore(path: path).responses(ResponseQuery(survey: "we-stand-together")).count
  }

  @Test func aBackupHoldsAllAndIsForItsOwnerAlone() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try SmallSurvey.fill(store, 500)
    let copy = folder.path("copy.sqlite")
    try store.backup(to: copy)
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
    #expect(try count(copy) == 500)
    #expect(try SQLiteStore(path: copy).doctor() == [])
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.root).filter {
      $0.contains(".part-")
    }
    #expect(left == [])
  }

  @Test func aFolderThatIsNotThereIsNamedAsWhatIsWrong() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    let target = folder.path("stick/copy.sqlite")
    let error = try #require(throws: StoreError.self) { try store.backup(to: target) }
    #expect(error.diagnostic.file == target)
    #expect(error.diagnostic.message.contains("the folder of the backup does not exist"))
  }

  @Test func doesNotReplaceAFileUnlessTold() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try SmallSurvey.fill(store, 5)
    let copy = folder.path("copy.sqlite")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: copy))
    #expect(throws: StoreError.self) { try store.backup(to: copy) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data("mine".utf8))
    #expect(throws: StoreError.self) { try store.backup(to: folder.root, overwrite: true) }
    try store.backup(to: copy, overwrite: true)
    #expect(try count(copy) == 5)
  }

  @Test func restoringKeepsTheOldStoreAside() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let copy = folder.path("copy.sqlite")
    do {
      let store = try SQLiteStore(path: path)
      try SmallSurvey.fill(store, 5)
      try store.backup(to: copy)
      try SmallSurvey.fill(store, 5, from: 5)
    }
    let aside = try #require(try SQLiteStore.restore(from: copy, to: path).aside)
    #expect(try count(path) == 5)
    #expect(aside.hasPrefix(path + ".before-restore-"))
    #expect(try count(aside) == 10)
    #expect(try SQLiteStore(path: path).doctor() == [])
    let again = try #require(try SQLiteStore.restore(from: copy, to: path).aside)
    #expect(again != aside)
  }

  @Test func anEmptyFileIsNoBackup() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let copy = folder.path("copy.sqlite")
    try SmallSurvey.fill(try SQLiteStore(path: path), 5)
    try Data().write(to: URL(fileURLWithPath: copy))
    #expect(throws: StoreError.notAStore(path: copy)) { try SQLiteStore.restore(from: copy, to: path) }
    #expect(try count(path) == 5)
  }

  @Test func restoresWhereThereIsNoStore() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try SmallSurvey.fill(store, 5)
    try store.backup(to: folder.path("copy.sqlite"))
    #expect(
      try SQLiteStore.restore(from: folder.path("copy.sqlite"), to: folder.path("new.sqlite")).aside == nil)
    #expect(try count(folder.path("new.sqlite")) == 5)
  }

  @Test func refusesABackupThatIsNotSound() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let copy = folder.path("copy.sqlite")
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 2000)
    try store.backup(to: copy)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: copy))
    try file.seek(toOffset: 8192 * 24)
    try file.write(contentsOf: Data(repeating: 0xAB, count: 8192 * 4))
    try file.close()
    #expect(throws: StoreError.notAStore(path: copy)) { try SQLiteStore.restore(from: copy, to: path) }
    #expect(try store.responses(ResponseQuery(survey: "we-stand-together")).count == 2000)
    #expect(throws: StoreError.self) { try SQLiteStore.restore(from: folder.path("none"), to: path) }
  }
}
