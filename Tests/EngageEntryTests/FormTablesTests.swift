import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// Notes of tables, figures of the session, second keyings and stored responses at the screen.
@Suite struct FormTablesTests {
  @Test func aTablesNotesArePointsWithWhoLedAndWhoWrote() throws {
    var sitting = try FormCase(unit: .table)
    try sitting.type("1blue⏎8⏎Ben⏎Asha⏎")
    #expect(sitting.asked == "What concerns you most?")
    try sitting.type("Nobody listens {5, quote}⏎Too dark⏎⏎")
    try sitting.type("⏎")
    let stored = try #require(try sitting.responses.first)
    #expect(stored.people == 8 && stored.key == "blue")
    #expect(stored["concerns"] == .text("Nobody listens; Too dark"))
    let notes = try #require(stored.details?.table)
    #expect(notes.facilitator == "Ben" && notes.noteTaker == "Asha" && notes.kind == .table)
    #expect(notes.points["concerns"]?.map(\.agreed) == [5, nil])
    // Who led and who wrote is proposed for the next table.
    try sitting.type("1red⏎⏎")
    #expect(sitting.screen.field?.placeholder == "Ben")
  }

  @Test func eachPointIsOnDiskBeforeTheNextIsTyped() throws {
    var sitting = try FormCase(unit: .table)
    try sitting.type("1blue⏎8⏎⏎⏎Nobody listens⏎")
    #expect(try sitting.drafts[0].response.answers["concerns"] == .text("Nobody listens"))
    try sitting.type("half")
    sitting.form.tick()
    #expect(try sitting.drafts[0].response.answers["concerns"] == .text("Nobody listens; half"))
    try sitting.type("⌦^z^z^z")
    #expect(try sitting.drafts[0].response.answers["concerns"] == nil)
    try sitting.type("^y")
    #expect(try sitting.drafts[0].response.answers["concerns"] == .text("Nobody listens"))
  }

  @Test func thePlenaryHasNoHeadCount() throws {
    var sitting = try FormCase(unit: .table)
    try sitting.type("2⏎")
    #expect(sitting.asked == "Who led the discussion?")
    try sitting.type("⏎⏎All agreed⏎⏎⏎")
    let stored = try #require(try sitting.responses.first)
    #expect(stored.people == nil && stored.details?.table?.kind == .plenary)
  }

  @Test func aFurtherPageGoesToItsTable() throws {
    var sitting = try FormCase(unit: .table)
    try sitting.type("1blue⏎8⏎⏎⏎First⏎⏎⏎")
    try sitting.type("3")
    #expect(sitting.screen.options.map(\.label) == ["table blue, 8 people, 1 point"])
    try sitting.type("⏎Second⏎⏎⏎⏎")
    let stored = try sitting.responses
    #expect(stored.count == 1 && stored[0]["concerns"] == .text("First; Second"))
    #expect(stored[0].details?.table?.pages == 2)
  }

  @Test func aWorryInAPointHoldsThatPointBack() throws {
    var sitting = try FormCase(unit: .table)
    try sitting.type("1blue⏎8⏎⏎⏎Too dark⏎He hits her~s⏎")
    #expect(try sitting.store.restrictedTexts(event: nil).map(\.point) == [1])
    try sitting.type("⏎⏎")
    let stored = try #require(try sitting.responses.first)
    #expect(stored["concerns"] == .text("Too dark"))
    #expect(stored.details?.table?.points["concerns"]?.map(\.isRestricted) == [false, true])
  }

  @Test func whoCameIsEnteredHereToo() throws {
    let event = Event(
      id: "evening-2019", survey: "evening", title: "Evening",
      sessions: [Session(id: "rugby", attended: Quantity("52"))])
    let companions = EntryCompanions(figures: {
      FiguresForm(EntryCase.place, of: event, entered: [], by: "Asha")
    })
    var sitting = try FormCase(unit: nil, companions: companions)
    try sitting.type("3")
    #expect(sitting.asked == "How many came?")
    try sitting.type("54⏎1⏎⏎⏎counted again⏎⏎")
    let figures = try sitting.store.figures(event: "evening-2019")
    #expect(figures.map(\.attended) == [Quantity("54")] && figures[0].at == "2019-10-09T09:00:00Z")
    #expect(sitting.asked == "What is it?")
  }

  @Test func aSecondKeyingIsBlindAndCountedNowhere() throws {
    let store = InMemoryStore()
    var asha = try FormCase(store: store, identities: "asha")
    try asha.type("7⏎~k13~e⏎")
    let companions = EntryCompanions(stillToKey: { ["7"] })
    var ben = try FormCase(
      by: "Ben", store: store, identities: "ben", purpose: .second, companions: companions)
    #expect(ben.screen.details == ["Still to be typed in again: 7"])
    try ben.type("9⏎")
    #expect(ben.told?.hasPrefix("No form of this number is stored") == true)
    try ben.type("⌦7⏎")
    #expect(ben.asked == "Which best describes you?" && ben.screen.earlier.map(\.answer) == [""])
    try ben.type("12~e⏎")
    let keyings = try store.secondKeyings(survey: "evening", event: "evening-2019")
    #expect(keyings.map { $0.response["safe"] } == [.choice("2")] && keyings[0].enteredBy == "Ben")
    #expect(try ben.stored().count == 1)
    try ben.type("7⏎")
    #expect(ben.told?.contains("a second time already") == true)
  }

  @Test func keyingOnesOwnFormAgainIsWarnedOf() throws {
    var sitting = try FormCase()
    try sitting.type("7⏎13~e⏎")
    var again = try FormCase(store: sitting.store, identities: "again", purpose: .second)
    try again.type("7⏎")
    #expect(again.told?.hasPrefix("You keyed this form yourself") == true)
    try again.type("⏎")
    #expect(again.asked == "Which best describes you?")
  }

  @Test func aStoredResponseIsPutRightWithBeforeAfterAndWhy() throws {
    var sitting = try FormCase()
    try sitting.type("7⏎4Imam⏎3~e⏎")
    let response = try #require(try sitting.responses.first)
    var form = try EntryForm(
      editing: response, survey: .evening, enteredBy: "Ben", store: sitting.store,
      surroundings: .fixed("mend"))
    #expect(
      form.screen.details.prefix(3) == [
        "Number: 7", "1  Which best describes you? Other", "1  Other: what? Imam",
      ])
    #expect(form.screen.details.contains("4  What concerns you most? not answered"))
    for key in FormCase.keys("2⏎1~e") { try form.handle(key) }
    #expect(form.screen.details.contains("2  How safe do you feel? Safe → Unsafe"))
    for key in FormCase.keys("⏎") { try form.handle(key) }
    #expect(form.screen.details == ["2  How safe do you feel? Safe → Unsafe"])
    for key in FormCase.keys("misread⏎") { try form.handle(key) }
    #expect(!form.unfinished.isThere, "it is stored, and nothing is to be gone on with")
    #expect(form.screen.isFinished && form.lastWords.first?.hasPrefix("Response 1 is changed") == true)
    let after = try #require(try sitting.responses.first)
    #expect(after["safe"] == .choice("1") && after["role_other"] == .text("Imam"))
    #expect(try sitting.store.history(ofResponse: 1).last?.why == "misread")
    #expect(try sitting.drafts.isEmpty)
  }

  @Test func aStoredResponseThatIsLeftAsItIsNeedsNoReason() throws {
    var sitting = try FormCase()
    try sitting.type("7⏎13~e⏎")
    let response = try #require(try sitting.responses.first)
    sitting.form = try EntryForm(
      editing: response, survey: .evening, enteredBy: "Ben", store: sitting.store,
      surroundings: .fixed("mend"))
    #expect(sitting.screen.foot.first == EntryScreen.Hint("Enter", "leave as it is"))
    try sitting.type("⏎")
    #expect(sitting.screen.isFinished && sitting.form.lastWords == ["Nothing was changed."])
    #expect(!sitting.form.unfinished.isThere)
    #expect(try sitting.responses == [response] && sitting.drafts.isEmpty)
  }

  @Test func thePlenarysNotesAreNotTakenForATables() throws {
    var sitting = try FormCase(unit: .table)
    try sitting.type("1T1⏎8⏎Ben⏎Asha⏎⏎⏎~e⏎store⏎2")
    #expect(sitting.asked == "Number, if the notes have one:")
    try sitting.type("⏎")
    #expect(sitting.asked == "Who led the discussion?" && sitting.screen.field?.placeholder == "")
    try sitting.type("Maryam⏎⏎~e⏎store⏎1T2⏎8⏎")
    #expect(sitting.screen.field?.placeholder == "Ben", "the next table may be led as the one before")
    #expect(try sitting.responses.map { $0.details?.table?.facilitator } == ["Ben", "Maryam"])
  }

  @Test func theMenuOffersNothingOfAFormWhereNoneIsOpen() throws {
    var sitting = try FormCase(unit: nil)
    try sitting.type("⎋")
    #expect(sitting.asked == "What shall be done?")
    #expect(sitting.screen.options.map(\.key) == ["s", "l", "a", "q", "h"])
    try sitting.type("⎋2⎋")
    #expect(sitting.screen.options.map(\.key) == ["b", "s", "l", "a", "q", "h"])
  }

  @Test func escapeStandsOnceAtTheFootOfAPoint() throws {
    var sitting = try FormCase(unit: .table)
    try sitting.type("1T1⏎8⏎⏎⏎Too dark⏎")
    for keys in ["", "⇥", "⎋↑"] {
      try sitting.type(keys)
      #expect(sitting.screen.foot.count { $0.key == "Esc" } == 1, "after \(keys)")
    }
  }

  @Test func aSecondKeyingSaysWhenNothingIsLeft() throws {
    let companions = EntryCompanions(stillToKey: { [] }, greeting: "rugby: drawn 1 of 5 forms")
    let sitting = try FormCase(purpose: .second, companions: companions)
    #expect(sitting.told == "rugby: drawn 1 of 5 forms")
    #expect(sitting.screen.details == ["Nothing is left to be typed in again here. Ctrl-C leaves."])
  }

  @Test func aMendingThatWasCutOffGoesOn() throws {
    var sitting = try FormCase()
    try sitting.type("7⏎13~e⏎")
    let response = try #require(try sitting.responses.first)
    for name in ["one", "two"] {
      var form = try EntryForm(
        editing: response, survey: .evening, enteredBy: "Ben", store: sitting.store,
        surroundings: .fixed(name))
      if name == "one" { for key in FormCase.keys("1⏎2") { try form.handle(key) } }
      if name == "two" { #expect(form.asked == "How safe do you feel?") }
    }
    #expect(try sitting.stored() == ["person #7 role=faith role_other=!not_asked safe=3"])
  }
}

extension EntryForm {
  fileprivate var asked: String { screen.text }
}
