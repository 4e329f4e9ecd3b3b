import EngageModel
import EngageStore
import Foundation
import GRDB
import Testing

@testable import EngageSQLite

/// What is on disk at a moment is what a kill or a power cut would leave: the file and its log are copied then, and
/// the copy is opened.
@Suite struct CrashTests {
  let folder = ScratchFolder()
  private let name = "engage.sqlite"

  private func image(_ number: Int) throws -> SQLiteStore {
    let target = folder.path("image-\(number)")
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    for end in ["", "-wal", "-journal"] where FileManager.default.fileExists(atPath: folder.path(name + end))
    {
      try FileManager.default.copyItem(atPath: folder.path(name + end), toPath: "\(target)/\(name)\(end)")
    }
    return try SQLiteStore(path: "\(target)/\(name)")
  }

  private func stored(_ store: SQLiteStore) throws -> Int {
    try store.responses(ResponseQuery(survey: "we-stand-together")).count
  }

  @Test func anImportIsAllThereOrNotAtAll() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path(name))
    try SmallSurvey.fill(store, 100)
    // So little memory that pages of the open transaction go to disk early.
    try store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA cache_size = 5") }
    _ = try store.write(SmallSurvey.draft, answering: SmallSurvey.survey, onExistingKey: .report) { writer in
      for part in 0..<5 {
        _ = try writer.append(SmallSurvey.forms(4000, from: 100 + part * 4000))
        let left = try image(part)
        #expect(try stored(left) == 100)
        #expect(try left.batches().count == 1)
        #expect(try left.doctor() == [])
      }
      return .keep
    }
    let left = try image(5)
    #expect(try stored(left) == 20_100)
    #expect(try left.doctor() == [])
  }

  @Test func theFirstImportIsAllThereOrNotAtAll() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path(name))
    _ = try store.write(SmallSurvey.draft, answering: SmallSurvey.survey, onExistingKey: .report) { writer in
      _ = try writer.append(SmallSurvey.forms(4000))
      let left = try image(0)
      #expect(try left.batches() == [])
      #expect(try left.versions(of: "we-stand-together") == [])
      return .keep
    }
    #expect(try stored(image(1)) == 4000)
  }

  @Test func aSavedDraftIsOnDisk() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path(name))
    var sitting = SmallSurvey.draft
    sitting.kind = .entry
    let batch = try store.openSitting(sitting, answering: SmallSurvey.survey)
    var draft = EntryDraft(
      id: "a", batch: batch.number, survey: "we-stand-together", enteredBy: "Ada",
      startedAt: "2026-03-01T10:00:00Z",
      response: SmallSurvey.form("1"))
    for (number, answer) in [Answer.number(4), .missing(.preferNotToSay), .number(5)].enumerated() {
      draft.response.answers["age"] = answer
      try store.save(draft)
      #expect(try image(number).drafts(event: "autumn", session: nil) == [draft])
    }
    try store.complete(draft)
    let left = try image(9)
    #expect(try stored(left) == 1)
    #expect(try left.drafts(event: "autumn", session: nil) == [])
  }
}
