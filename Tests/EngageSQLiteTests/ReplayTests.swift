import EngageModel
import EngageStore
import Foundation
import GRDB
import Testing

@testable import EngageSQLite

@Suite struct ReplayTests {
  let folder = ScratchFolder()
  private let occasion = Occasion(at: "2026-03-05T10:00:00Z", by: "Dee", why: "asked to")
  private var path: String { folder.path("engage.sqlite") }
  private var copy: String { folder.path("copy.sqlite") }

  /// A store of ten, a backup of it, and then two responses erased and two more stored.
  private func fill() throws {
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 10)
    try store.backup(to: copy)
    _ = try store.erase([4, 7], on: occasion)
    try SmallSurvey.fill(store, 2, from: 20)
    try store.database.close()
  }

  private func numbers(_ path: String) throws -> [Int64] {
    try SQLiteStore(path: path).responses(ResponseQuery(survey: SmallSurvey.survey.id)).map(\.id)
  }

  @Test func whatWasErasedSinceTheBackupIsErasedFromItAgain() throws {
    defer { folder.remove() }
    try fill()
    let restored = try SQLiteStore.restore(from: copy, to: path)
    #expect(restored.erasedAgain == 2)
    #expect(try numbers(path) == [1, 2, 3, 5, 6, 8, 9, 10])
    let store = try SQLiteStore(path: path)
    #expect(try store.erasures().map(\.response) == [4, 7])
    #expect(try store.doctor() == [])
    let content = FileManager.default.contents(atPath: path)
    #expect(content?.range(of: Data("said 3".utf8)) == nil)
    // 11 and 12 were given after the backup, to others.
    try SmallSurvey.fill(store, 1, from: 30)
    let last = try numbers(path).last
    #expect(last == 13)
    #expect(try SQLiteStore.restore(from: copy, to: path).erasedAgain == 2)
  }

  @Test func theListAloneIsEnoughOnANewMachine() throws {
    defer { folder.remove() }
    try fill()
    let other = ScratchFolder()
    defer { other.remove() }
    try FileManager.default.createDirectory(atPath: other.root, withIntermediateDirectories: true)
    let list = "engage.sqlite.erasures.json"
    for name in ["copy.sqlite", list] {
      try FileManager.default.copyItem(atPath: folder.path(name), toPath: other.path(name))
    }
    let restored = try SQLiteStore.restore(
      from: other.path("copy.sqlite"), to: other.path("in/engage.sqlite"))
    #expect(restored == SQLiteStore.Restored(aside: nil, erasedAgain: 2))
    #expect(try numbers(other.path("in/engage.sqlite")) == [1, 2, 3, 5, 6, 8, 9, 10])
    #expect(FileManager.default.fileExists(atPath: other.path("in/" + list)))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: other.path("in")).allSatisfy {
        !$0.contains(".part-")
      })
  }

  @Test func theListStandsInForAStoreThatIsDamaged() throws {
    defer { folder.remove() }
    try fill()
    try Data("SQLite format 3\u{0} and then nothing of use".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try SQLiteStore.restore(from: copy, to: path).erasedAgain == 2)
    #expect(try numbers(path).count == 8)
  }

  @Test func aListThatCannotBeReadKeepsTheBackupOut() throws {
    defer { folder.remove() }
    try fill()
    try Data("[{".utf8).write(to: URL(fileURLWithPath: path + ".erasures.json"))
    #expect(throws: StoreError.self) { try SQLiteStore.restore(from: copy, to: path) }
    #expect(try numbers(path).count == 10)
  }

  @Test func aBackupTakesErasuresAlong() throws {
    defer { folder.remove() }
    try fill()
    let later = folder.path("later.sqlite")
    do { try SQLiteStore(path: path).backup(to: later) }
    let restored = try SQLiteStore.restore(from: later, to: folder.path("new/engage.sqlite"))
    #expect(restored.erasedAgain == 0)
    let store = try SQLiteStore(path: folder.path("new/engage.sqlite"))
    #expect(try store.erasures().map(\.response) == [4, 7])
    var result = AppendResult()
    _ = try store.write(SmallSurvey.draft, answering: SmallSurvey.survey, onExistingKey: .report) { writer in
      result = try writer.append(SmallSurvey.forms(10))
      return .keep
    }
    #expect(result == AppendResult(skipped: 10, erased: 2))
  }

  @Test func aFullDiskErasesNothingInPart() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 50)
    let seen = try #require(try store.response(1))
    var wanted = seen
    wanted.answers["age"] = .number(99)
    wanted.details = ResponseDetails(note: String(repeating: "long ", count: 100_000))
    func limit(_ pages: Int) throws {
      try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
    let pages = try store.database.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0
    }
    try limit(pages)
    #expect {
      _ = try store.correct(wanted, seen: seen, on: occasion)
    } throws: { error in
      guard case .unusable(path, "the disk is full", _)? = error as? StoreError else { return false }
      return true
    }
    #expect(try store.response(1) == seen)
    #expect(try store.batches().count == 1)
    try limit(1_000_000)
    #expect(try store.correct(wanted, seen: seen, on: occasion)?.number == 2)
    #expect(try store.response(1)?.details == wanted.details)
  }
}
