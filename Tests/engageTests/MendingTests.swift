import Foundation
import Testing

/// Responses put right and withdrawn, and both taken back.
@Suite struct MendingTests {
  private func answers(_ engage: EngageProgram, _ number: Int) throws -> [String: Any] {
    try engage.run("responses", "show", "\(number)", "--format", "json").json()["answers"] as? [String: Any]
      ?? [:]
  }

  @Test func anAnswerIsPutRightAndTheChangeUndone() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let edit = try engage.run(
        "responses", "edit", "1", "--set", "safe_day=4", "--set", "role=member", "--key", "N900",
        "--note", "page 2 torn", "--why", "misread", "--entered-by", "Asha")
      #expect(edit.status == 0, "\(edit.errors)")
      #expect(edit.output.contains("safe_day: Very safe → Safe"))
      #expect(edit.output.contains("role: Parent → Member of a faith community"))
      #expect(edit.output.contains("form number: N001 → N900"))
      #expect(edit.output.contains("engage batches undo 2"))
      #expect(try answers(engage, 1)["safe_day"] as? String == "Safe")
      let history = try engage.run("responses", "history", "1").output
      #expect(history.contains("Asha  updated (batch 2): safe_day: Very safe → Safe  [misread]"))
      #expect(history.contains("form number: N001 → N900"))
      #expect(!history.contains("page 2 torn"))
      #expect(try engage.run("responses", "show", "1").output.contains("note: page 2 torn"))
      #expect(try engage.run("batches", "show", "2").output.contains("one response put right"))
      let refused = try engage.run("batches", "undo", "1")
      #expect(refused.status == 2 && refused.errors.contains("undo batch 2 first"))
      let undone = try engage.run("batches", "undo", "2")
      #expect(undone.output.contains("says what it said before"))
      #expect(try answers(engage, 1)["safe_day"] as? String == "Very safe")
      #expect(try engage.run("responses", "show", "1").output.contains("key N001"))
      #expect(try engage.run("doctor").status == 0)
    }
  }

  @Test func everyProblemIsToldAtOnceAndNothingChanged() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let edit = try engage.run(
        "responses", "edit", "1", "--set", "safe_day=7", "--set", "safe_dya=4", "--set", "role", "--set",
        "concerns=between two", "--people", "8", "--why", "misread")
      #expect(edit.status == 1)
      for words in ["none of the choices", "did you mean safe_day?", "--set needs", "one box", "only tables"]
      {
        #expect(edit.errors.contains(words), "\(words) in \(edit.errors)")
      }
      #expect(try engage.run("batches", "list").output.contains("correction") == false)
      #expect(try engage.run("responses", "edit", "1", "--set", "safe_day=4").status == 64)
      #expect(try engage.run("responses", "edit", "999", "--set", "safe_day=4", "--why", "x").status == 1)
    }
  }

  @Test func reasonsForNoAnswerAreWords() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let edit = try engage.run(
        "responses", "edit", "1", "--set", "safe_day=between two", "--set", "safe_night=/u", "--set",
        "role=Prefer not to say", "--set", "concerns=", "--why", "misread", "--format", "json")
      #expect(edit.status == 0, "\(edit.errors)")
      let changed = try edit.json()["changed"] as? [[String: String]] ?? []
      let after = Dictionary(changed.map { ($0["what"] ?? "", $0["after"] ?? "") }, uniquingKeysWith: { $1 })
      #expect(after["safe_day"] == "(between two)")
      #expect(after["safe_night"] == "(unreadable)")
      #expect(after["role"] == "(prefer not to say)")
      #expect(after["concerns"] == "(not answered)")
    }
  }

  @Test func whatSkipLogicLeavesOutIsKeptHiddenAndComesBack() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      // The second form knows how to report, and says how.
      let no = try engage.run("responses", "edit", "2", "--set", "aware=no", "--why", "misread")
      #expect(no.status == 0 && no.errors.contains("report_how is not asked"), "\(no.errors)")
      #expect(try answers(engage, 2)["report_how"] == nil)
      #expect(
        try engage.run("responses", "show", "2").output.contains("not asked, but on the paper: report_how"))
      let yes = try engage.run("responses", "edit", "2", "--set", "aware=yes", "--why", "misread again")
      #expect(yes.errors.contains("counts again"))
      #expect(try answers(engage, 2)["report_how"] as? String != nil)
    }
  }

  @Test func aTryChangesNothing() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let tried = try engage.run("responses", "edit", "1", "--set", "safe_day=4", "--dry-run")
      #expect(tried.output.contains("would be changed"))
      #expect(try answers(engage, 1)["safe_day"] as? String == "Very safe")
    }
  }

  @Test func withdrawnResponsesCountNoMoreAndAreNotImportedAgain() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let withdrawn = try engage.run(
        "responses", "withdraw", "1", "2", "--why", "asked to", "--format", "json")
      #expect(try withdrawn.json()["batch"] as? Int == 2)
      func count() throws -> Int {
        try engage.run("responses", "list", "--event", EngageProgram.event).output
          .split(separator: "\n").count - 1
      }
      #expect(try count() == 78)
      // The same rows in a file that is not byte for byte the same.
      try engage.write(try engage.read(EngageProgram.sample) + "\n", to: "later.csv")
      let again = try engage.run("import", "later.csv", "--event", EngageProgram.event)
      #expect(again.errors.contains("two rows belong to responses that were withdrawn"), "\(again.errors)")
      #expect(again.output.contains("80 already there"))
      #expect(try engage.run("responses", "withdraw", "1", "--why", "again").status == 1)
      #expect(try engage.run("batches", "show", "2").output.contains("two responses withdrawn"))
      #expect(try engage.run("batches", "undo", "2").output.contains("counts again"))
      #expect(try count() == 80)
    }
  }

  @Test func twoWhoMendAtOnceBothGetThrough() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let processes = try (1...8).map { number in
        let process = engage.process([
          "responses", "edit", "\(number)", "--set", "safe_night=1", "--why", "misread",
        ])
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
      }
      for process in processes { process.waitUntilExit() }
      #expect(processes.map(\.terminationStatus) == Array(repeating: 0, count: 8))
      #expect(try engage.run("doctor").status == 0)
    }
  }
}
