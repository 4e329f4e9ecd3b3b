import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// What is erased or held back by one person while another has the paper in hand.
@Suite struct ErasedInHandTests {
  private static let erasure = Occasion(at: "2019-10-09T10:00:00Z", by: "Dee", why: "asked to")

  /// A stored form, and a sitting of somebody who keys it a second time.
  private func keyedAgain(_ lines: String) throws -> (first: EntryCase, second: EntrySession) {
    var first = try EntryCase()
    try first.type("7|1|3|⏎|She is hit|⏎|⏎")
    var second = try EntrySession(
      survey: .evening, session: EntryCase.place, enteredBy: "Ben", store: first.store,
      surroundings: .fixed("second"), purpose: .second)
    for line in lines.split(separator: "|", omittingEmptySubsequences: false) {
      _ = try second.accept(String(line))
    }
    return (first, second)
  }

  @Test func aFormErasedInHandIsLeftForTheNextOneAndNotSavedAgain() throws {
    var sitting = try EntryCase()
    try sitting.type("7|1|3|⏎|words")
    let draft = try #require(try sitting.drafts.first)
    try sitting.store.erase(draft: draft.id, on: Self.erasure)
    #expect(
      try sitting.type("yes")
        == .refused("Somebody erased this form while you had it in hand. Nothing of it is kept."))
    #expect(sitting.entry.prompt.kind == .formNumber)
    #expect(try sitting.drafts.isEmpty)
    try sitting.type("8|2|/e|⏎")
    #expect(try sitting.stored() == ["person #8 role=parent role_other=!not_asked"])
  }

  @Test func theSecondKeyingOfAnErasedFormIsNotSavedAgain() throws {
    var (first, second) = try keyedAgain("7|1|3")
    _ = try first.store.erase([1], on: Self.erasure)
    #expect(try first.drafts.isEmpty)
    guard case .refused(let words) = try second.accept("hate") else {
      Issue.record("the answer was taken")
      return
    }
    #expect(words.hasPrefix("Somebody erased this form"))
    #expect(try first.drafts.isEmpty)
    #expect(second.prompt.kind == .formNumber)
  }

  @Test func aWorryThatTheSecondPersonSeesHoldsTheFirstKeyingBackToo() throws {
    let (first, _) = try keyedAgain("7|1|3||He hits her|/b|/s")
    let held = try first.store.restrictedTexts(event: nil)
    #expect(Set(held.map(\.text)) == ["He hits her", "She is hit"])
    #expect(held.allSatisfy { $0.response == 1 })
    let stored = try #require(try first.store.response(1))
    #expect(stored["concerns"] == .missing(.notAnswered))
    #expect(stored.details?.restricted == ["concerns"])
  }

  @Test func theNumberOfAnErasedFormIsRefusedAtOnce() throws {
    var sitting = try EntryCase()
    try sitting.type("7|1|/e|⏎")
    _ = try sitting.store.erase([1], on: Self.erasure)
    guard case .refused(let words) = try sitting.type("7") else {
      Issue.record("the number was taken")
      return
    }
    #expect(words.hasPrefix("This number was on a form that was erased at somebody's request"))
    #expect(sitting.entry.prompt.kind == .formNumber)
  }

  @Test func aBackslashAtTheEndOfAFurtherLineIsNoPartOfTheText() throws {
    var sitting = try EntryCase()
    try sitting.type("7|1|3|⏎|one\\|two\\|three||/e|⏎")
    let stored = try sitting.store.responses(ResponseQuery(survey: "evening"))
    #expect(stored.first?["concerns"] == .text("one\ntwo\nthree"))
  }
}
