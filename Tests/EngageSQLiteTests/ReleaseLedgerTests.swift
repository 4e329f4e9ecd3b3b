import EngageModel
import EngageStore
import Foundation
import GRDB
import Synchronization
import Testing

@testable import EngageSQLite

/// The ledger through backups, concurrent programs and years of use.
@Suite struct ReleaseLedgerTests {
  let folder = ScratchFolder()
  private let documents = SmallSurvey.documents

  private func filled(_ name: String = "engage.sqlite") throws -> SQLiteStore {
    let store = try SQLiteStore(path: folder.path(name))
    try SmallSurvey.fill(store, 10)
    return store
  }

  @Test func `a restored backup keeps its ledger, and what was released since`() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    do {
      let store = try filled()
      try store.record(SmallSurvey.release(1), documents)
      try store.backup(to: folder.path("copy.sqlite"))
      try store.record(SmallSurvey.release(2, of: [4]), documents)
      try store.add(
        [Release.File(name: "again.html", digest: "cd", at: "2026-03-05T10:00:00Z", by: "Bea")], toRelease: 1)
      let occasion = Occasion(at: "2026-03-06T10:00:00Z", by: "Bea", why: "wrong event")
      try store.withdraw(release: 1, isUnread: false, on: occasion)
      _ = try store.erase([4], on: occasion)
    }
    let restored = try SQLiteStore.restore(from: folder.path("copy.sqlite"), to: path)
    #expect(restored.releasesKept == 1)
    let store = try SQLiteStore(path: path)
    let releases = try store.releases()
    #expect(releases.map(\.number) == [1, 2])
    #expect(releases[0].files.map(\.name) == ["again.html"])
    #expect(releases[0].withdrawn?.occasion.why == "wrong event")
    #expect(try store.documents(ofRelease: 1).words != nil)
    #expect(releases[1].responses.contains(4))
    #expect(try store.documents(ofRelease: 2).words == nil)
    #expect(try store.doctor() == [])
    #expect(try SQLiteStore.restore(from: folder.path("copy.sqlite"), to: path).releasesKept == 1)
    #expect(try SQLiteStore(path: path).releases() == releases)
  }

  @Test func `what left as records, and the secrets of recipients, go into a backup and come back`() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let records = ReleaseDocuments(
      counted: "{}", released: "{}",
      records: ReleasedRecords(told: "{\"t\":1}", records: [1, 2, 4], classes: [0, 0, 0]))
    let (first, second): ([UInt8], [UInt8]) = (Array(0..<32), Array(32..<64))
    do {
      let store = try filled()
      _ = try store.secret(ofRecipient: "partners", orElse: first)
      try store.record(SmallSurvey.release(1, of: [1, 2, 4], saying: records), records)
      try store.backup(to: folder.path("copy.sqlite"))
      _ = try store.secret(ofRecipient: "Police", orElse: second)
      _ = try store.erase([4], on: Occasion(at: "2026-03-06T10:00:00Z", by: "Bea", why: "asked to"))
    }
    try SQLiteStore.restore(from: folder.path("copy.sqlite"), to: folder.path("elsewhere.sqlite"))
    let elsewhere = try SQLiteStore(path: folder.path("elsewhere.sqlite"))
    #expect(try elsewhere.documents(ofRelease: 1).records == records.records)
    #expect(try elsewhere.secret(ofRecipient: "partners", orElse: second) == first)
    #expect(try elsewhere.doctor() == [])

    try SQLiteStore.restore(from: folder.path("copy.sqlite"), to: path)
    let store = try SQLiteStore(path: path)
    #expect(try store.documents(ofRelease: 1).records?.records == [1, 2, ReleasedRecords.erased])
    #expect(try store.secret(ofRecipient: "police", orElse: first) == second, "made since the backup")
    #expect(try store.doctor() == [])
  }

  @Test func `what another release took the number of gets the next one`() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    do {
      let store = try filled()
      try store.backup(to: folder.path("copy.sqlite"))
      try store.record(SmallSurvey.release(1, at: "2026-03-07T10:00:00Z"), documents)
    }
    do {
      let copy = try SQLiteStore(path: folder.path("copy.sqlite"))
      try copy.record(SmallSurvey.release(1), documents)
    }
    #expect(try SQLiteStore.restore(from: folder.path("copy.sqlite"), to: path).releasesKept == 1)
    let releases = try SQLiteStore(path: path).releases()
    #expect(releases.map(\.number) == [1, 2])
    #expect(releases.map(\.at) == ["2026-03-04T10:00:00Z", "2026-03-07T10:00:00Z"])
  }

  @Test func `no trace of words is left in the files once their release lost them`() throws {
    defer { folder.remove() }
    let store = try filled()
    try store.record(SmallSurvey.release(1), documents)
    #expect(try isAnywhere("zyzzyva"))
    _ = try store.erase([2], on: Occasion(at: "2026-03-06T10:00:00Z", by: "Bea", why: "asked to"))
    #expect(try !isAnywhere("zyzzyva"))
    #expect(try store.releases(including: [2]).map(\.number) == [1])
  }

  private func isAnywhere(_ word: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: folder.root).contains { name in
      FileManager.default.contents(atPath: folder.path(name))?.range(of: Data(word.utf8)) != nil
    }
  }

  @Test func `of releases recorded at the same moment one is kept for each number`() throws {
    defer { folder.remove() }
    let path = try filled().path
    let kept = Mutex(0)
    let refused = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 8) { index in
      do {
        try SQLiteStore(path: path).record(SmallSurvey.release(1, of: [Int64(index + 1)]), documents)
        kept.withLock { $0 += 1 }
      } catch StoreError.releasedMeanwhile {
        refused.withLock { $0 += 1 }
      } catch {
        Issue.record(error)
      }
    }
    #expect(kept.withLock { $0 } == 1)
    #expect(refused.withLock { $0 } == 7)
    #expect(try SQLiteStore(path: path).releases().count == 1)
  }

  @Test func `the same report to many is kept once`() throws {
    defer { folder.remove() }
    let store = try filled()
    for number in 1...20 { try store.record(SmallSurvey.release(number), documents) }
    let kept = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM release_documents") }
    #expect(kept == 2)
    #expect(try store.doctor() == [])
  }
}
