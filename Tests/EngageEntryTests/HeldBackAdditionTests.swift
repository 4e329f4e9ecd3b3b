import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// What is added where a text is held back already.
@Suite struct HeldBackAdditionTests {
  private func held() throws -> FormCase {
    var sitting = try FormCase()
    try sitting.type("7⏎11⏎He hits her.~s⏎")
    return sitting
  }

  private func texts(_ sitting: FormCase) throws -> [String] {
    try sitting.store.restrictedTexts(event: nil).map(\.text)
  }

  /// Nothing of it stands openly on a form, stored or begun.
  private func isNowhereElse(_ sitting: FormCase) throws -> Bool {
    try (sitting.responses + sitting.drafts.map(\.response)).allSatisfy {
      $0.answers["concerns"]?.missingReason != nil || $0.answers["concerns"] == nil
    }
  }

  @Test func whatIsAddedIsHeldBackAsWellAndSaidSo() throws {
    var sitting = try held()
    try sitting.type("She is afraid.⏎")
    #expect(sitting.asked == "May we quote you?")
    #expect(sitting.told?.hasPrefix("Held back as well") == true)
    #expect(try texts(sitting) == ["He hits her.", "She is afraid."])
    try sitting.type("⇤^z^z^y~e⏎")
    #expect(try isNowhereElse(sitting))
    #expect(try sitting.store.restrictedTexts(event: nil).allSatisfy { $0.response == 1 })
  }

  @Test("Leaving the question in any way holds back what is typed", arguments: ["⇤", "~e", "^c⏎", "^g1⏎"])
  func leaving(_ way: String) throws {
    var sitting = try held()
    try sitting.type("She is afraid.")
    sitting.form.tick()
    #expect(try isNowhereElse(sitting), "nothing half typed is kept openly")
    try sitting.type(way)
    #expect(try texts(sitting) == ["He hits her.", "She is afraid."])
    #expect(try isNowhereElse(sitting))
  }

  @Test func afterResumingToo() throws {
    let before = try held()
    var sitting = try FormCase(store: before.store, identities: "later")
    try sitting.type("1She is afraid.⏎~e⏎")
    #expect(try texts(sitting) == ["He hits her.", "She is afraid."])
    #expect(try isNowhereElse(sitting))
  }

  @Test func whenAStoredResponseIsPutRightToo() throws {
    var sitting = try held()
    try sitting.type("~e⏎")
    let stored = try #require(try sitting.responses.first)
    sitting.form = try EntryForm(
      editing: stored, survey: sitting.survey, enteredBy: "Ben", store: sitting.store,
      surroundings: .fixed("ben"))
    try sitting.type("^g4⏎She is afraid.⏎")
    #expect(try texts(sitting) == ["He hits her.", "She is afraid."])
    #expect(try isNowhereElse(sitting))
    var correction = TypedCorrection(
      stored, survey: sitting.survey, today: CalendarDate(daysSince1970: 20_000), secondsSinceMidnight: 0)
    correction.set(["concerns=She is afraid."])
    #expect(correction.problems.map(\.rule) == ["held-back"])
  }

  @Test func inLinesToo() throws {
    var sitting = try EntryCase()
    try sitting.type("7|1|1|⏎|He hits her.|/b|/s")
    #expect(try sitting.type("She is\\").words == nil)
    #expect(try sitting.drafts[0].response.answers["concerns"] == nil)
    try sitting.type("afraid.")
    let reply = try sitting.type("⏎")
    #expect(reply.words?.hasPrefix("Held back as well") == true)
    #expect(
      try sitting.store.restrictedTexts(event: nil).map(\.text) == ["He hits her.", "She is\nafraid."])
    #expect(try sitting.drafts[0].response.answers["concerns"] == nil)
  }
}
