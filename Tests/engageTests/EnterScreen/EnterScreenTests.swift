import EngageModel
import EngageStore
import EngageTesting
import Foundation
import Glibc
import Testing

/// Forms typed into the program itself, on a screen of its own.
@Suite(.serialized, .timeLimit(.minutes(3))) struct EnterScreenTests {
  @Test func `a form typed by keys is stored as it was typed`() throws {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage)
      run.typeForm(number: "R-017")
      run.type("\r", "Stored as response 1.")
      run.shows("R-018")
      run.leave()
      run.expectLeftInOrder()
      let expected: [Question.ID: Answer] = [
        "role": .choice("professional"), "safe_day": .choice("4"), "safe_night": .choice("2"),
        "trust_police": .choice("4"), "trust_council": .choice("3"), "aware": .choice("yes"),
        "report_how": .choice("website"), "aware_extremism": .choice("no"),
        "topics": .choices(["hate_crime", "reporting"]), "concerns": .text("Nobody listens"),
        "suggestions": .text("More buses"), "happy_to_quote": .choice("yes"),
      ]
      let stored = try #require(try engage.storedResponses().first)
      #expect(stored.key == "R-017" && stored.answers.filter { $0.value.missingReason == nil } == expected)
      let shown = try #require(try engage.responses().first?["answers"] as? [String: String])
      #expect(shown["role"] == "Professional" && shown["topics"] == "Hate crime; Reporting and support")
      #expect(shown["concerns"] == "Nobody listens" && shown.count == expected.count)
      #expect(try engage.drafts().isEmpty)
    }
  }

  @Test func `killed in mid-form, the same command goes on at that very question`() throws {
    try withWorkspace { engage throws in
      let first = try EnterRun(engage)
      first.shows("Form number")
      first.type("17\r", "Which best describes you?")
      first.type("1", "How safe do you feel by day?")
      first.type("4", "How safe do you feel after dark?")
      let place = try #require(first.place)
      first.kill()
      let second = try EnterRun(engage)
      second.shows("One form was left unfinished")
      second.shows("form 17, 2 answers")
      second.type("\r", "How safe do you feel after dark?")
      #expect(second.place == place)
      second.type("2", "The police")
      second.leave()
      #expect(try engage.drafts().first?.response.answers["safe_night"] == .choice("2"))
    }
  }

  enum Leaving: CaseIterable { case terminated, hungUp, interrupted }

  @Test(arguments: Leaving.allCases)
  func `however it is ended, what was half typed is there the next time`(how: Leaving) throws {
    try withWorkspace { engage throws in
      let first = try EnterRun(engage)
      first.shows("Form number")
      first.type("17\r", "Which best describes you?")
      first.type("\u{7}", "Go to question number")
      first.type("9\r", "What concerns you most?")
      first.type("half a sent", "half a sent")
      switch how {
      case .terminated: first.terminal.signal(SIGTERM)
      case .hungUp: first.terminal.hangUp()
      case .interrupted:
        first.type("\u{3}", "Leave?")
        first.terminal.send("\r")
      }
      #expect(first.terminal.end() == .code(0))
      if how != .hungUp { first.expectLeftInOrder() }
      if how == .interrupted { #expect(first.said("The unfinished form 17 is kept")) }
      if how == .terminated { #expect(first.said("What was typed is kept")) }
      let second = try EnterRun(engage)
      second.shows("form 17, 1 answer")
      second.type("\r", "What concerns you most?")
      second.shows("half a sent")
    }
  }

  @Test func `a paste of 10 MB and bytes that are no UTF-8 are refused in words, and nothing is lost`() throws
  {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("17\r", "Which best describes you?")
      run.type("\u{7}", "Go to question number")
      run.type("9\r", "What concerns you most?")
      run.type("kept", "kept")
      run.type(
        "\u{1B}[200~" + String(repeating: "All work and no play\r", count: 500_000) + "\u{1B}[201~",
        "too much to paste")
      run.terminal.send([0xFF, 0xFE, 0x80])
      run.shows("not UTF-8")
      run.type(" on", "kept on")
      run.type("\r", "What would help?")
      run.leave()
      #expect(try engage.drafts().first?.response.answers["concerns"] == .text("kept on"))
    }
  }

  @Test func `a window of any size keeps what was typed`() throws {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage, columns: 20, rows: 5)
      run.type("17", "17")
      run.type("\r", "describes")
      run.terminal.resize(columns: 1, rows: 1)
      run.terminal.send("2")
      for (columns, rows) in [(3, 2), (200, 60), (20, 5), (1, 40), (80, 1)] {
        run.terminal.resize(columns: columns, rows: rows)
        run.terminal.send("\u{C}")
      }
      run.terminal.resize(columns: 80, rows: 24)
      run.shows("How safe do you feel by day?")
      run.leave()
      #expect(try engage.drafts().first?.response.answers["role"] == .choice("young_person"))
    }
  }

  @Test func `a dumb terminal and a pipe are asked in lines`() throws {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage, rows: 60, environment: ["TERM": "dumb"])
      run.shows("Form number:")
      run.type("17\n", "Which best describes you?")
      run.type("2\n", "How safe do you feel by day?")
      #expect(!run.terminal.received.contains(0x1B))
      run.type("/q\n", "is kept")
      #expect(run.terminal.end() == .code(0))
      let piped = try engage.run(
        "enter", "--event", EngageProgram.event, "--session", "rugby", "--unit", "person", "--entered-by",
        "Asha",
        input: "1\n4\n")
      #expect(piped.output.contains("How safe do you feel after dark?") && !piped.output.contains("\u{1B}"))
      #expect(try engage.drafts().first?.response.answers["safe_day"] == .choice("4"))
    }
  }
}
