import EngageModel
import Testing

@Suite struct DataProtectionGapTests {
  private let today = CalendarDate("2026-11-21")!
  private let complete = DataProtection(
    controller: "Our club", purpose: "To learn", lawfulBasis: "Consent", article9Condition: "Consent",
    noticeVersion: "1", retainUntil: CalendarDate("2026-11-21"))

  private func gaps(_ change: (inout DataProtection) -> Void, holdsResponses: Bool = true) -> [String] {
    var protection = complete
    change(&protection)
    return protection.gaps(on: today, holdsResponses: holdsResponses).map(\.line.rawValue)
  }

  @Test func aCompleteEntryHasNoGapsOnItsLastDay() {
    #expect(gaps { _ in } == [])
  }

  @Test func allGapsAreNamedAtOnce() {
    let event = Event(id: "evening", title: "Evening", sessions: [])
    let all = [
      "controller", "purpose", "lawful_basis", "article_9_condition", "notice_version", "retain_until",
    ]
    #expect(event.dataProtectionGaps(on: today, holdsResponses: true).map(\.line.rawValue) == all)
    #expect(gaps { $0 = DataProtection() } == all)
  }

  @Test(
    "what is only a note to fill it in later says nothing",
    arguments: ["", " ", "?", "tbc", "TODO", "– to be filled in –"])
  func notes(_ text: String) {
    #expect(gaps { $0.lawfulBasis = text } == ["lawful_basis"])
  }

  @Test func aDayThatIsOverIsAGapThatNamesIt() {
    var protection = complete
    protection.retainUntil = CalendarDate("2026-11-20")
    let found = protection.gaps(on: today, holdsResponses: true)
    #expect(found == [DataProtectionGap(.retainUntil, past: CalendarDate("2026-11-20"))])
    #expect(found.first?.words == "was to keep its data until 2026-11-20, which is over")
    #expect(found.first?.example(on: today) == "retain_until: 2032-12-31")
  }

  @Test func whereOnlyTotalsAreKnownNoConditionOfArticle9IsNeeded() {
    #expect(gaps({ $0.article9Condition = nil }, holdsResponses: false) == [])
    #expect(gaps { $0.article9Condition = nil } == ["article_9_condition"])
    #expect(gaps({ $0 = DataProtection() }, holdsResponses: false).count == 5)
  }
}
