import EngageModel
import EngageStore
import Foundation
import Testing

@testable import EngageSQLite

@Suite struct PartitionTests {
  let folder = ScratchFolder()

  @Test func partsOfALargeStoreAgreeOnOneStateAndCoverItOnce() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    for part in 0..<6 { try SmallSurvey.fill(store, 4000, from: part * 4000) }
    let schema = BatchSchema(questions: SmallSurvey.survey.questions, sessions: [SmallSurvey.rugby])
    let parts = try store.partitions(schema, atMost: 3)
    #expect(parts.count == 3)
    try store.undo(batch: 2, by: "Ada", why: "a test")
    try SmallSurvey.fill(store, 500, from: 90_000)
    var ids: [Int64] = []
    var sum = 0.0
    for part in parts {
      try part.visit { batch in
        ids += batch.ids
        batch.withNumbers(of: "age") { numbers, _ in
          for row in numbers.indices { sum += numbers[row] }
        }
      }
    }
    #expect(ids == Array(1...24_000))
    #expect(sum == Double(24_000 * 23_999 / 2))
    var now = 0
    for part in try store.partitions(schema, atMost: 2) { try part.visit { now += $0.count } }
    #expect(now == 20_500)
  }

  @Test func aStoreOpenForReadingIsReadInPartsToo() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    do {
      let store = try SQLiteStore(path: path)
      for part in 0..<6 { try SmallSurvey.fill(store, 4000, from: part * 4000) }
    }
    do {
      let store = try SQLiteStore.forReading(path: path)
      let schema = BatchSchema(questions: SmallSurvey.survey.questions, sessions: [SmallSurvey.rugby])
      let parts = try store.partitions(schema, atMost: 2)
      #expect(parts.count == 2)
      var ids: [Int64] = []
      for part in parts { try part.visit { ids += $0.ids } }
      #expect(ids == Array(1...24_000))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root) == ["engage.sqlite"])
  }

  @Test func readsNothingForSessionsThatAreNotThere() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try SmallSurvey.fill(store, 10)
    for session in [
      SessionReference(event: "autumn", session: "x"), SessionReference(event: "x", session: "rugby"),
    ] {
      let schema = BatchSchema(questions: SmallSurvey.survey.questions, sessions: [session])
      for part in try store.partitions(schema, atMost: 2) { try part.visit { _ in Issue.record("a batch") } }
    }
    #expect(try store.partitions(BatchSchema(questions: [], sessions: []), atMost: 2).count == 1)
  }
}
