import EngageModel
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Testing

/// Notes of tables, who came, and texts that are held back, typed into the program itself.
@Suite(.serialized, .timeLimit(.minutes(3))) struct EnterTableTests {
  /// From the kind of notes to the first question.
  private func beginTable(_ run: EnterRun, _ number: String, people: String) {
    run.type("1", "Number or name of the table")
    run.type("\(number)\r", "How many people sat at the table?")
    run.type("\(people)\r", "Who led the discussion?")
    run.type("\r", "Who took the notes?")
    run.type("\r", "What concerns you most?")
  }

  @Test func `points with how many agreed, a further page and the plenary's notes are stored`() throws {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage, ["--unit", "table"])
      run.shows("Whose notes are they?")
      beginTable(run, "T1", people: "20")
      run.type("Nobody listens {12 agreed, concern}\r", "12 agreed · concern")
      run.type("More than sat there {30 agreed}\r", "only 20 sat at the table")
      run.type("\u{15}A second point\r", "2 A second point")
      run.type("\r", "What would help?")
      run.type("\r", "Is this right?")
      run.type("\r", "Stored as response 1.")
      run.shows("at tables 20 · not heard 26")
      run.type("3", "Which table does this page belong to?")
      run.type("1", "2 A second point")
      run.type("On page two\r", "3 On page two")
      run.type("\u{1B}e", "Is this right now?")
      run.type("\r", "Why is it changed?")
      run.type("\r", "Response 1 is changed")
      run.type("2", "Number, if the notes have one")
      run.type("\r", "Who led the discussion?")
      run.type("\r\r", "What concerns you most?")
      run.type("Said to all\r", "1 Said to all")
      run.type("\u{1B}e", "Is this right?")
      run.type("\r", "Stored as response 2.")
      run.leave()
      let stored = try engage.storedResponses()
      let table = try #require(stored.first?.details?.table)
      #expect(
        table.points["concerns"]?.map(\.text) == ["Nobody listens", "A second point", "On page two"])
      #expect(table.points["concerns"]?.first?.agreed == 12 && table.pages == 2)
      #expect(stored.map(\.people) == [20, Response.peopleOfPlenary])
      #expect(stored.last?.details?.table?.kind == .plenary)
    }
  }

  @Test func `who came is entered on the same screen and counts at once`() throws {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("\u{1B}a", "How many came?")
      run.type("61\r", "How is that known?")
      run.type("1\r", "How many names stand on the sign-in sheets?")
      run.type("58\r", "How many had booked?")
      run.type("\r", "Why")
      run.type("counted again\r", "Is this right?")
      run.type("\r", "Stored: attended 61")
      run.shows("Attended 61")
      run.leave()
      let shown = try engage.run("event", "show", EngageProgram.event).output
      #expect(shown.contains("rugby: attended 61 (register), signed in 58, entered by Asha"))
    }
  }

  @Test func `a form typed in a second time shows nothing of the first, and differences are listed`() throws {
    try withWorkspace { engage throws in
      let first = try EnterRun(engage)
      first.typeForm(number: "17", role: "4")
      first.type("\r", "Stored as response 1.")
      first.leave()
      let second = try EnterRun(engage, ["--second"], by: "Ben")
      second.shows("Still to be typed in again: 17")
      let before = second.terminal.received.count
      second.typeForm(asking: "Number of the form to check", number: "17", role: "3")
      second.type("\r", "Kept as a second keying.")
      second.leave()
      let shown = String(decoding: second.terminal.received[before...], as: UTF8.self)
      #expect(!shown.contains("So far"))
      #expect(try engage.storedResponses().count == 1)
      let list = try engage.run("keying", "list", "--event", EngageProgram.event).output
      #expect(list.contains("17") && list.contains("differ"), "\(list)")
    }
  }

  @Test func `a text that is held back is nowhere but where the safeguarding lead reads it`() throws {
    try withWorkspace { engage throws in
      let secret = "zebra crossing on fire"
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("17\r", "Which best describes you?")
      run.type("\u{7}", "Go to question number")
      run.type("9\r", "What concerns you most?")
      run.type(secret, secret)
      // So long that what is half typed is on disk too.
      _ = run.terminal.shows(within: .milliseconds(3_300)) { _ in false }
      #expect(try engage.drafts().first?.response.answers["concerns"] == .text(secret))
      run.type("\u{1B}s", "Somebody may be in danger")
      run.shows("held back")
      #expect(try engage.drafts().first?.response.answers["concerns"] == nil)
      run.type("\r", "Held back: the text that stood here")
      run.type("Something else\u{1A}\u{19}\u{1A}", "Question 9")
      #expect(!run.text.contains(secret))
      run.type("\u{1B}e", "Is this right?")
      run.type("\r", "Stored as response 1.")
      run.leave()
      try expectNowhere(secret, engage)
    }
  }

  private func expectNowhere(_ secret: String, _ engage: EngageProgram) throws {
    let event = EngageProgram.event
    let looks = [
      ["responses", "show", "1"], ["responses", "show", "1", "--format", "json"],
      ["responses", "history", "1"],
      ["texts", "--event", event, "--question", "concerns"], ["safeguarding", "list"],
      ["export", "--event", event, "-o", "out.csv"], ["export", "--event", event, "-o", "out/"],
      ["responses", "list", "--event", event],
    ]
    for arguments in looks {
      let result = try engage.run(arguments)
      #expect(result.status == 0, "\(arguments): \(result.errors)")
      #expect(!(result.output + result.errors).contains(secret), "\(arguments)")
    }
    for file in try FileManager.default.subpathsOfDirectory(atPath: engage.folder)
    where file.contains("out") {
      let data = FileManager.default.contents(atPath: engage.path(file)) ?? Data()
      #expect(!data.contains(secret.utf8), "\(file)")
    }
    let store = try SQLiteStore.forReading(path: engage.path("engage.sqlite"))
    let held = try #require(try store.restrictedTexts(event: nil).first)
    let shown = try engage.run(
      "safeguarding", "show", held.id, "--entered-by", "Lead", "--why", "I am the safeguarding lead")
    #expect(shown.output.contains(secret))
  }
}
