import EngageModel
import EngageStore
import EngageTesting
import Testing

@Suite struct InMemoryStoreTests {
  @Test("The store in memory", arguments: ResponseStoreContract.checks)
  func keepsTheContract(_ check: ResponseStoreContract.Check) throws {
    try check.run(StoreUnderTest(make: { InMemoryStore() }, reopen: { $0 }))
  }

  @Test func takesTheTimeOfUndoingFromItsClock() throws {
    let store = InMemoryStore(clock: { "2026-03-01T12:00:00Z" })
    let survey = Survey(id: "s", title: "S", questions: [Question(id: "q", type: .text, label: "Q")])
    let draft = BatchDraft(
      kind: .entry, survey: "s", event: "e", enteredBy: "Ada", at: "2026-03-01T11:00:00Z")
    let batch = try store.openSitting(draft, answering: survey)
    try store.undo(batch: batch.number, by: "Ada", why: "a test")
    #expect(try store.batches().map(\.undone?.at) == ["2026-03-01T12:00:00Z"])
  }
}
