import EngageModel
import EngageSQLite
import EngageStore
import Foundation
import Testing

@testable import EngageEntry

/// Worries, names and numbers, and disks that refuse.
@Suite struct FormSafetyTests {
  private static let companions = EntryCompanions(
    safeguarding: ["Ring Maryam on 01926 000000"],
    personalData: { $0.contains("@") ? ["looks like an e-mail address"] : [] })

  @Test func aWorryShowsWhomToRingAndTakesTheTextOutOfTheForm() throws {
    var sitting = try FormCase(companions: FormSafetyTests.companions)
    try sitting.type("7⏎11⏎He hits her.~s")
    #expect(sitting.screen.message?.kind == .safeguarding)
    #expect(sitting.screen.message?.lines.first == "Ring Maryam on 01926 000000")
    let held = try sitting.store.restrictedTexts(event: nil)
    #expect(held.map(\.text) == ["He hits her."] && held[0].question == "concerns")
    #expect(try sitting.drafts[0].response.answers["concerns"] == nil)
    try sitting.type("⏎")
    #expect(sitting.asked == "What concerns you most?" && sitting.screen.field?.placeholder == "held back")
    try sitting.type("⏎⏎")
    #expect(sitting.screen.details.contains("4  What concerns you most? held back"))
    try sitting.type("⏎")
    let stored = try #require(try sitting.responses.first)
    #expect(stored.details?.restricted == ["concerns"] && stored["concerns"] == .missing(.notAnswered))
    #expect(try sitting.store.restrictedTexts(event: nil)[0].response == stored.id)
  }

  @Test func undoNeverBringsATextBackThatIsHeldBack() throws {
    var sitting = try FormCase(companions: FormSafetyTests.companions)
    try sitting.type("7⏎11⏎He hits her.⏎⇤~s⏎")
    for _ in 0..<12 {
      try sitting.type("^z")
      #expect(try sitting.drafts.allSatisfy { $0.response.answers["concerns"] == nil })
      #expect(sitting.screen.field?.text != "He hits her.")
    }
  }

  @Test func aTextThatTellsWhoSomebodyIsPromptsBeforeItIsTaken() throws {
    var sitting = try FormCase(companions: FormSafetyTests.companions)
    try sitting.type("7⏎11⏎write to a@b.org⏎")
    #expect(sitting.asked == "Something in this text looks like an e-mail address.")
    #expect(try sitting.drafts[0].response.answers["concerns"] == nil)
    try sitting.type("2⌫⌫⌫⌫⌫⌫⌫us⏎")
    #expect(sitting.asked == "May we quote you?")
    try sitting.type("⇤ at c@d.org⏎1⏎⏎")
    #expect(try sitting.stored()[0].contains("concerns=“write to us at c@d.org”"))
  }

  @Test func aTextKeptByGoingBackPromptsBeforeTheFormIsStored() throws {
    var sitting = try FormCase(companions: FormSafetyTests.companions)
    try sitting.type("7⏎11⏎a@b.org⇤~e⏎")
    #expect(sitting.asked == "Something in this text looks like an e-mail address.")
    #expect(try sitting.stored().isEmpty)
    try sitting.type("1")
    #expect(try sitting.stored().count == 1)
  }

  @Test func whatIsHalfTypedIsOnDiskAfterAPause() throws {
    var sitting = try FormCase()
    try sitting.type("7⏎11⏎half a sen")
    #expect(try sitting.drafts[0].response.answers["concerns"] == nil)
    sitting.form.tick()
    var later = try FormCase(store: sitting.store, identities: "later")
    try later.type("⏎")
    #expect(later.asked == "What concerns you most?" && later.screen.field?.text == "half a sen")
    try sitting.type("⌦other⏎")
    #expect(try sitting.drafts[0].response.answers["concerns"] == .text("other"))
  }

  @Test func aDiskThatRefusesIsToldAndLosesNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engage-form-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("engage.sqlite").path
    var writer = try FormCase(store: SQLiteStore(path: path))
    try writer.type("7⏎1")
    var reader = try FormCase(store: SQLiteStore(path: path, readOnly: true), identities: "reader")
    try reader.type("⏎3")
    #expect(reader.asked == "How safe do you feel?")
    #expect(reader.screen.message?.kind == .warning)
    #expect(reader.told?.contains("Nothing is lost: it is still here. The same key tries again.") == true)
    try reader.type("3~s⏎")
    #expect(reader.asked == "How safe do you feel?")
  }

  @Test func aNewVersionOfTheSurveyIsAskedFromTheNextForm() throws {
    var newer = Survey.evening
    newer.version = 2
    newer.questions.removeAll { $0.id == "safe" }
    let found = newer
    var sitting = try FormCase(companions: EntryCompanions(newestSurvey: { found }))
    #expect(sitting.told == nil, "a sitting begins with the survey it was given")
    try sitting.type("1⏎1~e⏎")
    #expect(
      sitting.told?.hasSuffix("The survey has a new version, 2. It is asked from this form on.") == true)
    try sitting.type("2⏎1")
    #expect(sitting.asked == "What did you talk about?")
    #expect(try sitting.drafts[0].response.version == 2)
  }

  @Test func keysThatAreNoTextAreTold() throws {
    var sitting = try FormCase()
    try sitting.form.handle(.unreadable)
    #expect(sitting.told?.hasPrefix("Those bytes are no text") == true)
  }
}
