import EngageReport
import Testing

/// The rules behind the sentences, one by one.
@Suite struct WordingRulesTests {
  /// The sentences of an event called "Talks" with these sessions.
  func sentence(_ sessions: String...) throws -> String {
    let lines = sessions.map { "  - {\($0)}" }.joined(separator: "\n")
    return try AttendanceCase("event: talks\ntitle: \"Talks\"\nsessions:\n\(lines)").sentences().joined(
      separator: " | ")
  }

  @Test func oneDayIsOn() throws {
    #expect(
      try sentence("session: a, place: Rugby, date: 2019-10-08, attended: 46")
        == "In all, 46 people took part in one session, in Rugby, on 8 October 2019.")
  }

  @Test func twoMonthsOverNewYearNameBothYears() throws {
    #expect(
      try sentence(
        "session: a, place: Rugby, date: 2019-12-08, attended: 46",
        "session: b, place: Bedworth, date: 2020-01-08, attended: 5")
        == "In all, 51 people took part across two sessions, in Rugby and Bedworth, in December 2019 and January 2020."
    )
  }

  @Test func aNameWithAndTakesACommaBeforeTheLast() throws {
    #expect(
      try sentence(
        "session: a, place: Nuneaton and Bedworth, attended: 4", "session: b, place: Rugby, attended: 3",
        "session: c, place: Warwick, attended: 2")
        == "In all, nine people took part across three sessions, in Nuneaton and Bedworth, Rugby, and Warwick."
    )
  }

  @Test func moreThanFivePlacesAreCounted() throws {
    let places = ["Rugby", "Bedworth", "Warwick", "Alcester", "Kenilworth", "Southam"]
    let sessions = places.map { "  - {session: \($0.lowercased()), place: \($0), attended: 2}" }
    let text = try AttendanceCase(
      "event: talks\ntitle: Talks\nsessions:\n" + sessions.joined(separator: "\n")
    ).sentences()
    #expect(text == ["In all, 12 people took part across six sessions, in six places."])
  }

  @Test(arguments: [
    ("over 50", "46", "over 96"), ("almost 50", "46", "almost 96"), ("over 50", "almost 46", "about 96"),
    ("about 50", "over 46", "about 96"), ("over 50", "over 46", "over 96"),
  ])
  func qualifiersAreKept(one: String, other: String, sum: String) throws {
    #expect(
      try sentence(
        "session: a, place: Rugby, attended: \(one)", "session: b, place: Alcester, attended: \(other)")
        == "In all, \(sum) people took part across two sessions, in Rugby and Alcester. Figures are approximate; repeat "
        + "attenders may be counted twice.")
  }

  @Test func anEstimateIsNeverExact() throws {
    let section = try AttendanceCase(
      """
      event: talks
      title: Talks
      sessions:
        - {session: a, place: Rugby, attended: 52, basis: estimate}
      """
    ).section()
    #expect(section.table("sessions")?.cell(row: "a", column: "attended") == .text("about 52"))
    #expect(section.measure("attended") == nil)
    #expect(section.notes.contains("Attendance estimated."))
  }

  @Test func unknownIsLeftOutOfTheSumAndSaid() throws {
    #expect(
      try sentence(
        "session: a, place: Rugby, date: 2019-10-08, attended: 46",
        "session: b, place: Alcester, date: 2019-10-09, booked: about 20, attended: unknown",
        "session: c, place: Southam, date: 2019-10-10")
        == "In all, 46 people took part in one session, in Rugby, on 8 October 2019. For the Alcester session on 9 "
        + "October, about 20 people booked. Attendance was not recorded, so the session is not in the total. Attendance "
        + "was not recorded for the Southam session on 10 October, so it is not in the total.")
  }

  @Test func nobodyCameIsAFigure() throws {
    #expect(
      try sentence("session: a, place: Rugby, date: 2019-10-08, attended: 0")
        == "Nobody came to the Rugby session on 8 October 2019.")
    #expect(
      try sentence(
        "session: a, place: Rugby, date: 2019-10-08, attended: 7",
        "session: b, place: Alcester, date: 2019-10-09, attended: 0")
        == "In all, seven people took part across two sessions, in Rugby and Alcester, in October 2019; nobody came to "
        + "Alcester on 9 October.")
  }

  @Test func oneSessionCancelledAndNothingElse() throws {
    #expect(
      try sentence("session: a, place: Rugby, date: 2019-10-08, status: cancelled")
        == "The Rugby session on 8 October 2019 was cancelled.")
  }

  @Test func noneWentAhead() throws {
    #expect(
      try sentence(
        "session: a, place: Rugby, date: 2020-03-18, status: cancelled",
        "session: b, place: Alcester, date: 2020-03-20, status: cancelled",
        "session: c, place: Southam, date: 2020-03-25, status: postponed")
        == "Of three sessions planned in March 2020, none went ahead. The Rugby session on 18 March and the Alcester "
        + "session on 20 March were cancelled. The Southam session on 25 March was postponed.")
  }

  @Test func comparedNumbersAreBothNumeralsAndFollowNoYear() throws {
    #expect(
      try sentence(
        "session: a, title: Drop-in, count: 11, date: 2020-01..2020-03, status: cancelled",
        "session: b, place: Rugby, date: 2020-02-20, attended: 1")
        == "Of 12 sessions planned, 1 went ahead between January and March 2020 and one person attended. The 11 "
        + "sessions of Drop-in between January and March were cancelled.")
  }

  @Test func noNumeralOpensASentence() throws {
    #expect(
      try sentence("session: a, title: drop-in sessions, count: 12, date: 2020-01, attended: 40")
        == "In all, 12 drop-in sessions reached 40 people in January 2020.")
  }

  @Test func noPercentageOfFewerThanFifty() throws {
    let event = { (people: Int, year: Int) in
      "event: t-\(year)\nprogramme: Talks\ntitle: T\(year)\nsessions: [{session: a, place: Rugby, date: \(year)-02-01, attended: \(people)}]"
    }
    let sentences = try AttendanceCase(event(60, 2020), event(40, 2019)).sentences()
    #expect(
      sentences.first
        == "Talks heard from 60 people in one session in 2020 and 40 in one in 2019: 20 more, from one session each."
    )
  }

  @Test func approximationsAreNotSubtracted() throws {
    let event = { (people: String, year: Int) in
      "event: t-\(year)\nprogramme: Talks\ntitle: T\(year)\nsessions: [{session: a, place: Rugby, date: \(year)-02-01, attended: \(people)}]"
    }
    let sentences = try AttendanceCase(event("over 400", 2020), event("147", 2019)).sentences()
    #expect(
      sentences.first
        == "Talks heard from over 400 people in one session in 2020 and 147 in one in 2019. Figures are approximate; "
        + "repeat attenders may be counted twice.")
  }

  @Test func severalEventsAreNamedAndSummed() throws {
    let sentences = try AttendanceCase(
      "event: a\ntitle: \"Talks\"\nsessions: [{session: x, place: Rugby, date: 2019-02-01, attended: 60}]",
      "event: b\ntitle: \"Walks\"\nsessions: [{session: x, title: \"Walks\", count: 9, attended: over 90}]",
      "event: c\ntitle: \"Games\"\nsessions: [{session: x, title: \"Games\", booked: 5, attended: unknown}]"
    ).sentences()
    #expect(
      sentences == [
        "Together, two events reached over 150 people in 10 sessions. Attendance at one other is not known. Figures are "
          + "approximate; repeat attenders may be counted twice.",
        "Talks: in all, 60 people took part in one session, in Rugby, on 1 February 2019.",
        "Walks was delivered nine times, reaching over 90 people. Figures are approximate; repeat attenders may be "
          + "counted twice.",
        "For Games, five people booked. Attendance was not recorded, so the event is not in the total.",
      ])
  }
}
