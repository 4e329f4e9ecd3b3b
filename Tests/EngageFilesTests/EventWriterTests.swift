import EngageFiles
import EngageModel
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
}
