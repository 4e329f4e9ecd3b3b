import EngageModel
import EngageReport
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Testing

/// What is entered later than the event's file counts everywhere.
@Suite struct EnteredFiguresTests {
  private let event = EngageProgram.event

  @Test func whatIsEnteredOverridesTheFileAndBothAreShown() throws {
    try withWorkspace { engage throws in
      let entered = try engage.run(
        "event", "attended", event, "--session", "rugby", "61", "--basis", "register", "--signed-in", "58",
        "--why", "counted again", "--entered-by", "Asha")
      #expect(entered.status == 0, "\(entered.errors)")
      #expect(entered.output.hasPrefix("Rugby: attended 61 (register), signed in 58, entered by Asha on "))
      #expect(entered.errors.contains("By the register 61 came, yet 58 names stand on the sign-in sheets."))
      let shown = try engage.run("event", "show", event).output
      #expect(shown.contains("Entered later than the file"))
      #expect(shown.contains("rugby: attended 61 (register), signed in 58, entered by Asha"))
      #expect(shown.contains(": counted again (the event's file: attended "))
      let json = try engage.run("event", "show", event, "--format", "json").json()
      #expect((json["entered"] as? [[String: Any]])?.first?["by"] as? String == "Asha")
      func attended(_ event: Any?) -> Int? {
        let sessions = (event as? [String: Any])?["sessions"] as? [[String: Any]]
        let rugby = sessions?.first { $0["id"] as? String == "rugby" }
        return (rugby?["attended"] as? [String: Any])?["value"] as? Int
      }
      #expect(attended(json) == 61)
      #expect(attended(json["file"]) != 61 && attended(json["file"]) != nil)
    }
  }

  @Test func reportsCountWhatWasEnteredAndSaySo() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      func attendance() throws -> Section {
        let result = try engage.run("analyse", "attendance", "--event", event, "--format", "json")
        return try #require(try result.report().sections.first)
      }
      let before = try attendance()
      #expect(!before.notes.contains { $0.contains("put right after") })
      try engage.run("event", "attended", event, "--session", "rugby", "61", "--why", "recounted")
      let after = try attendance()
      let table = try #require(after.tables.first { $0.name == "sessions" })
      let rugby = try #require(table.rows.first { $0[0] == .text("rugby") })
      let column = try #require(table.columns.firstIndex { $0.name == "attended" })
      #expect(rugby[column] == .number(61))
      #expect(after.notes.contains("Attendance at Rugby was put right after the event."))
      let list = try engage.run("event", "list").output
      #expect(list.contains(event))
    }
  }

  @Test func whatCannotBeAFigureStoresNothing() throws {
    try withWorkspace { engage throws in
      func errors(_ arguments: String...) throws -> String {
        let result = try engage.run(["event", "attended", event] + arguments)
        #expect(result.status == 1, "\(result.output)")
        return result.errors
      }
      #expect(try errors("many", "--session", "rugby").contains("Type a number of people"))
      #expect(try errors("61", "--session", "rugby").contains("say in a few words why"))
      #expect(try errors("--session", "rugby").contains("known already"))
      #expect(try errors("61", "--session", "rugbi", "--why", "x").contains("rugby"))
      #expect(try errors("61", "--why", "x").contains("--session"))
      #expect(try !engage.run("event", "show", event).output.contains("Entered later"))
    }
  }

  @Test func pointsOfATableAreReadOneByOne() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let store = try SQLiteStore(path: engage.path("engage.sqlite"))
      let found = try store.responses(ResponseQuery(survey: "we-stand-together")).first { $0.unit == .table }
      let seen = try #require(found)
      var right = seen
      let points = [
        TablePoint(text: "No buses", agreed: 3, stance: .concern), TablePoint(text: "", isRestricted: true),
        TablePoint(text: "Nobody reports it", dots: 7, isQuote: true),
      ]
      right.answers["concerns"] = TablePoint.answer(points)
      right.details = ResponseDetails(
        note: "Two pages", doubtful: ["suggestions"], hidden: ["role": .choice("parent")],
        origins: ["suggestions": TextOrigin(language: "pl", translatedBy: "Ewa")], restricted: ["concerns"],
        table: TableNotes(facilitator: "Jo", pages: 2, points: ["concerns": points]))
      _ = try store.correct(right, seen: seen, on: Occasion(at: "2019-10-09T09:00:00Z", by: "Asha", why: "x"))
      let texts = try engage.run("texts", "--survey", "we-stand-together", "--question", "concerns")
      #expect(
        texts.output.contains(
          "    - No buses — 3 agreed · concern\n    - held back\n    - Nobody reports it — 7 dots · quote"))
      let shown = try engage.run("responses", "show", "\(seen.id)").output
      for line in [
        "  facilitator Jo, 2 pages", "  note: Two pages", "    - Nobody reports it — 7 dots · quote",
        "[held back: see engage safeguarding list]", "[to be looked at again]",
        "    not asked, but on the paper: role: Parent", "    written in pl, translated by Ewa",
      ] {
        #expect(shown.contains(line), "\(line)\n\(shown)")
      }
      let json = try engage.run("responses", "show", "\(seen.id)", "--format", "json").json()
      #expect((json["details"] as? [String: Any])?["note"] as? String == "Two pages")
      // Themes are counted on the joined text.
      let reporting = try engage.run(
        "texts", "--survey", "we-stand-together", "--question", "concerns", "--theme", "reporting")
      #expect(reporting.output.contains("- No buses"))
    }
  }

  @Test func whomToRingIsShownAndWhatIsWrongWithTheFileIsTold() throws {
    try withWorkspace { engage throws in
      let none = try engage.run("safeguarding", "contacts")
      #expect(none.status == 0 && none.output.hasPrefix("Somebody is in danger now: ring 999.\n"))
      #expect(none.errors.contains("nobody is put down yet"))
      try engage.write(
        "contacts:\n  - {name: Jo, role: safeguarding lead, phone: \"01926 000000\"}\n",
        to: "safeguarding.yaml")
      let written = try engage.run("safeguarding", "contacts")
      #expect(written.errors.isEmpty && written.output.hasSuffix("Jo, safeguarding lead: 01926 000000\n"))
      try engage.write("contacts:\n  - {name: Jo}\n", to: "safeguarding.yaml")
      let broken = try engage.run("safeguarding", "contacts")
      #expect(broken.status == 1 && broken.errors.contains("safeguarding.yaml:2"))
    }
  }
}
