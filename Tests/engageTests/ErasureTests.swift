import EngageModel
import EngageSQLite
import EngageStore
import Foundation
import Testing

/// A participant's request: found, erased, and not brought back.
@Suite struct ErasureTests {
  private let words = "A word that nobody else says: zyzzyva"

  /// The sample, and a later form whose words are looked for.
  private func withForm(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try engage.write(
        "key,session,unit,role,concerns\nZ17,rugby,person,parent,\(words)\nZ18,rugby,person,faith,\n",
        to: "late.csv")
      try #require(try engage.run("import", "late.csv", "--event", EngageProgram.event).status == 0)
      try body(engage)
    }
  }

  /// The files of the workspace, but those a person brought, that hold a word.
  private func files(with word: String, _ engage: EngageProgram) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: engage.folder).filter { name in
      let content = FileManager.default.contents(atPath: engage.path(name))
      return name != "late.csv" && content?.range(of: Data(word.utf8)) != nil
    }
  }

  @Test func aRequestIsAnsweredAndNothingIsLeft() throws {
    try withForm { engage throws in
      let found = try engage.run("responses", "find", "Z17")
      #expect(found.output.contains("response") && found.output.contains("81"), "\(found.output)")
      #expect(!found.output.contains("zyzzyva"))
      try engage.run(
        "responses", "edit", "81", "--set", "safe_day=2", "--note", "zyzzyva too", "--why", "misread")
      #expect(try files(with: "zyzzyva", engage) != [])
      let erased = try engage.run("responses", "erase", "81", "--why", "asked to", "--yes")
      #expect(erased.status == 0, "\(erased.errors)")
      #expect(erased.output.contains("Nothing of what was said is left in the store."))
      #expect(try files(with: "zyzzyva", engage) == [])
      #expect(try files(with: "Z17", engage) == [])
      #expect(try engage.run("responses", "show", "81").status == 1)
      let history = try engage.run("responses", "history", "81").output
      #expect(history.contains("erased") && history.contains("[asked to]"))
      #expect(try engage.run("responses", "find", "Z17").output.contains("erased"))
      #expect(try engage.run("doctor").status == 0)
      try engage.write(try engage.read("late.csv") + "Z19,rugby,person,faith,\n", to: "late.csv")
      let again = try engage.run("import", "late.csv", "--event", EngageProgram.event)
      #expect(again.errors.contains("one row belongs to a response that was erased"), "\(again.errors)")
      #expect(again.output.contains("1 stored, 2 already there"))
      #expect(try files(with: "zyzzyva", engage) == [])
    }
  }

  @Test func erasingAsksFirst() throws {
    try withForm { engage throws in
      let asked = try engage.run(["responses", "erase", "81", "82", "--why", "asked to"], input: "81\n")
      #expect(asked.status == 2 && asked.errors.contains("nothing was erased"))
      #expect(try engage.run("responses", "show", "81").status == 0)
      let meant = try engage.run(["responses", "erase", "81", "82", "--why", "asked to"], input: "81 82\n")
      #expect(meant.status == 0, "\(meant.errors)")
      #expect(try engage.run("responses", "show", "82").status == 1)
    }
  }

  @Test func filesOutOfReachAreListed() throws {
    try withForm { engage throws in
      try engage.write("Reports land here.", to: "Exports/README.md")
      try engage.run("report", "partner", "--event", EngageProgram.event, "-o", "Exports/heard.md")
      let erased = try engage.run(
        "responses", "erase", "81", "--why", "asked to", "--yes", "--format", "json")
      let elsewhere = try erased.json()["elsewhere"] as? [String] ?? []
      #expect(elsewhere.contains { $0.hasSuffix("Exports/heard.md") }, "\(elsewhere)")
    }
  }

  @Test func aBackupThatIsRestoredDoesNotBringItBack() throws {
    try withForm { engage throws in
      #expect(try engage.run("backup", "old.sqlite").status == 0)
      try engage.run("responses", "erase", "81", "--why", "asked to", "--yes")
      let restored = try engage.run("restore", "old.sqlite")
      #expect(restored.output.contains("One response that was erased"), "\(restored.output)")
      #expect(try engage.run("responses", "show", "81").status == 1)
      #expect(try engage.run("responses", "show", "82").status == 0)
      #expect(try files(with: "zyzzyva", engage).filter { $0 != "old.sqlite" } == [])
    }
  }

  @Test func aKillWhileErasingLeavesItWholeOrGone() throws {
    try withForm { engage throws in
      try #require(try engage.run("backup", "whole.sqlite").status == 0)
      var outcomes: Set<Bool> = []
      for delay in [0.0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.3, 2] {
        let process = engage.process(["responses", "erase", "81", "--why", "asked to", "--yes"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: delay)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try engage.run("doctor").status == 0)
        let isThere = try engage.run("responses", "show", "81").status == 0
        outcomes.insert(isThere)
        #expect(try files(with: "zyzzyva", engage).filter { $0 != "whole.sqlite" }.isEmpty != isThere)
        guard !isThere else { continue }
        for name in try FileManager.default.contentsOfDirectory(atPath: engage.folder)
        where name.hasPrefix("engage.sqlite") {
          try FileManager.default.removeItem(atPath: engage.path(name))
        }
        try #require(try engage.run("restore", "whole.sqlite").status == 0)
      }
      #expect(outcomes == [true, false])
    }
  }

  @Test func anotherProgramInTheWayIsTold() throws {
    try withForm { engage throws in
      // So many that a reader is still at it when it hands over its first batch.
      let rows = (0..<9000).map { "M\($0),rugby,person,parent,\n" }.joined()
      try engage.write("key,session,unit,role,concerns\n" + rows, to: "many.csv")
      try #require(try engage.run("import", "many.csv", "--event", EngageProgram.event).status == 0)
      let other = try SQLiteStore(path: engage.path("engage.sqlite"))
      let seen = try other.partitions(
        BatchSchema(
          questions: [], sessions: [SessionReference(event: Event.ID(EngageProgram.event), session: "rugby")]),
        atMost: 1)
      var isTold = false
      for part in seen {
        try part.visit { _ in
          if isTold { return }
          isTold = true
          let erased = try engage.run("responses", "erase", "81", "--why", "asked to", "--yes")
          #expect(erased.status == 0)
          #expect(erased.errors.contains("close every other Engage"), "\(erased.errors)")
          #expect(!erased.output.contains("Nothing of what was said"))
        }
      }
      #expect(isTold)
      #expect(try engage.run("doctor").status == 0)
      #expect(try files(with: "zyzzyva", engage) == [])
    }
  }

  @Test func textsHeldBackAreListedAndReadOnRecord() throws {
    try withForm { engage throws in
      let store = try SQLiteStore(path: engage.path("engage.sqlite"))
      let occasion = Occasion(at: "2026-03-05T10:00:00Z", by: "Ola", why: "a worry")
      try store.restrict(
        RestrictedText(
          id: "3F2A", survey: "we-stand-together",
          session: SessionReference(event: Event.ID(EngageProgram.event), session: "rugby"),
          question: "concerns",
          text: words, flagged: occasion), ofResponse: 81)
      let list = try engage.run("safeguarding", "list")
      #expect(list.output.contains("3F2A") && list.output.contains("Ola"))
      #expect(!list.output.contains("zyzzyva"))
      #expect(!(try engage.run("responses", "show", "81").output.contains("zyzzyva")))
      #expect(try engage.run("safeguarding", "show", "3F").status == 64)
      let shown = try engage.run("safeguarding", "show", "3F", "--why", "the lead", "--entered-by", "Asha")
      #expect(shown.output.contains("zyzzyva"))
      #expect(
        try engage.run("responses", "history", "81").output.contains("Asha  looked: concerns  [the lead]"))
      let refused = try engage.run("responses", "erase", "81", "--why", "asked to", "--yes")
      #expect(refused.status == 2 && refused.errors.contains("safeguarding"))
      let erased = try engage.run(
        "responses", "erase", "81", "--why", "asked to", "--yes", "--including-safeguarding")
      #expect(erased.status == 0)
      #expect(try engage.run("safeguarding", "list").output.contains("No text is held back."))
    }
  }

  @Test func retentionListsAndRemovesWhatIsPastItsDate() throws {
    try withForm { engage throws in
      let file = "Surveys/we-stand-together/events/\(EngageProgram.event).yaml"
      let early = try engage.run(
        "retention", "--remove", "--event", EngageProgram.event, "--why", "six years", "--yes")
      #expect(early.status == 2 && early.errors.contains("kept until 2029-12-31"), "\(early.errors)")
      try engage.write(
        try engage.read(file).replacing("retain_until: 2029-12-31", with: "retain_until: 2020-12-31"),
        to: file)
      let list = try engage.run("retention")
      #expect(list.output.contains("past its date"), "\(list.output)")
      #expect(list.output.contains("82"))
      let removed = try engage.run(
        "retention", "--remove", "--event", EngageProgram.event, "--why", "six years", "--yes")
      #expect(removed.status == 0 && removed.output.contains("82 responses"), "\(removed.errors)")
      #expect(try files(with: "zyzzyva", engage) == [])
      #expect(try engage.run("doctor").status == 0)
    }
  }
}
