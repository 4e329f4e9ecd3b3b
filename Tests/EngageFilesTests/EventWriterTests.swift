import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("An event is written as the file that reads as the same event")
struct EventWriterTests {
  @Test("every event of the repository")
  func shippedEvents() throws {
    let root = try #require(Repository.root) + "/Surveys"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter {
      $0.contains("/events/") && $0.hasSuffix(".yaml")
    }
    #expect(paths.count >= 8)
    for path in paths {
      let event = try EventFile.read(path: "\(root)/\(path)").get()
      let text = EventWriter(event).text
      #expect(try EventFile.read(text: text, path: "event.yaml").get() == event, "\(text)")
    }
  }

  @Test("a drafted event says what is known and nothing else")
  func drafted() throws {
    let event = Event(
      id: "club-2026", survey: "club", title: "Club: 2026",
      sessions: [
        Session(id: "evening", place: "Rugby", date: EventDate("2026-01"), attended: Quantity("over 40"))
      ])
    #expect(
      EventWriter(event, header: ["Drafted from club.csv"]).text == """
        # Drafted from club.csv
        event: club-2026
        survey: club
        title: "Club: 2026"
        sessions:
          - {session: evening, place: "Rugby", date: 2026-01, attended: over 40}

        """)
  }

  @Test("awkward words in every field", arguments: RandomSurvey.texts)
  func awkwardWords(_ words: String) throws {
    let event = Event(
      id: "club-2026", programme: words, survey: "club", title: words, source: words, overlap: .some,
      sessions: [
        Session(
          id: "evening", title: words, place: words, district: words, venue: words,
          date: EventDate("2019-09-24..2019-10"), attended: .unknown, booked: Quantity(60, .almost),
          basis: .headCount, status: .held, count: 3, invented: ["date", "booked"], people: words, note: words
        ),
        Session(id: "later", status: .postponed),
      ],
      dataProtection: DataProtection(
        controller: words, purpose: words, lawfulBasis: words, article9Condition: words, noticeVersion: words,
        retainUntil: CalendarDate("2029-12-31"), quotingQuestion: "may_quote", contact: words),
      notes: [words, "2"])
    let text = EventWriter(event, header: [words]).text
    let reading = EventFile.read(text: text, path: "event.yaml")
    #expect(reading.value == event && !reading.diagnostics.hasErrors, "\(text)")
  }

  @Test func whatMustBeSaidAboutDataIsWrittenAsToBeFilledInAndReadsAsNothing() throws {
    let event = Event(
      id: "club-2026", title: "Club", sessions: [Session(id: "evening")],
      dataProtection: DataProtection(purpose: "To learn"))
    let text = EventWriter(event).text
    #expect(
      text.hasSuffix(
        """
        data_protection:
          controller: "TO BE FILLED IN"
          purpose: "To learn"
          lawful_basis: "TO BE FILLED IN"
          article_9_condition: "TO BE FILLED IN"
          notice_version: "TO BE FILLED IN"
          retain_until: "TO BE FILLED IN"

        """))
    let reading = EventFile.read(text: text, path: "event.yaml")
    #expect(reading.value == event && reading.diagnostics.isEmpty, "\(text)")
  }
}
