import EngageModel
import EngageSQLite
import EngageStore
import Foundation
import Testing

/// What a person's words leave beside their response: in second keyings, discarded forms, other copies, backups.
@Suite struct ErasedElsewhereTests {
  private static let place = ["--event", EngageProgram.event, "--session", "rugby"]

  /// Answers up to “What concerns you most?”, for a person's form.
  private static let untilConcerns = "1\n4\n4\n4\n4\nno\nno\n1\n"

  private func files(with word: String, _ engage: EngageProgram) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: engage.folder).filter { name in
      FileManager.default.contents(atPath: engage.path(name))?.range(of: Data(word.utf8)) != nil
    }
  }

  private func enter(_ lines: String, _ options: String..., in engage: EngageProgram) throws {
    let entered = try engage.run(["enter", "--lines"] + options + Self.place, input: lines)
    try #require(entered.status == 0, "\(entered.errors)")
  }

  private func number(of key: String, _ engage: EngageProgram) throws -> String {
    let store = try SQLiteStore(path: engage.path("engage.sqlite"))
    return String(try #require(try store.find(key: key).responses.first?.response.id))
  }

  @Test func aWorryOfTheSecondKeyingGoesWithTheResponse() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try enter(
        "R004\n\(Self.untilConcerns)zyzzyva\n/b\n/s\n/e\n\n", "--second", "--entered-by", "Ben", in: engage)
      let shown = try engage.run("responses", "show", try number(of: "R004", engage)).output
      #expect(shown.contains("held back"), "the first keying has the same words")
      let erase = ["responses", "erase", try number(of: "R004", engage), "--why", "asked to", "--yes"]
      #expect(try engage.run(erase).status == 2)
      #expect(try engage.run(erase + ["--including-safeguarding"]).status == 0)
      #expect(try files(with: "zyzzyva", engage) == [])
      #expect(try engage.run("safeguarding", "list").output.contains("No text is held back."))
    }
  }

  @Test func whatIsHeldBackOfADiscardedFormIsRemovedWhenItsTimeIsPast() throws {
    try withWorkspace { engage throws in
      let file = "Surveys/we-stand-together/events/\(EngageProgram.event).yaml"
      try engage.write(
        try engage.read(file).replacing("retain_until: 2029-12-31", with: "retain_until: 2020-12-31"),
        to: file)
      try enter(
        "Q1\n\(Self.untilConcerns)zyzzyva\n/b\n/s\n/e\ndiscard\n", "--unit", "person", in: engage)
      #expect(try engage.run("retention", "--event", EngageProgram.event).output.contains("past its date"))
      let remove = ["retention", "--remove", "--event", EngageProgram.event, "--why", "old", "--yes"]
      let refused = try engage.run(remove)
      #expect(refused.status == 2 && refused.errors.contains("one text is held back"), "\(refused.errors)")
      #expect(try engage.run(remove + ["--including-safeguarding"]).status == 0)
      #expect(try files(with: "zyzzyva", engage) == [])
    }
  }

  @Test func anotherCopyOfTheFormIsTold() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try engage.run("batches", "undo", "1")
      try engage.importSample()
      let erased = try engage.run("responses", "erase", "81", "--why", "asked to", "--yes")
      #expect(erased.status == 0)
      #expect(
        erased.errors.contains("the form number of response 81 stands on response 1 too"),
        "\(erased.errors)")
      #expect(!erased.output.contains("Nothing of what was said is left"))
      let other = try engage.run("responses", "erase", "1", "--why", "asked to", "--yes")
      #expect(other.output.contains("Nothing of what was said is left"), "\(other.errors)")
    }
  }

  @Test func anUnfinishedFormThatWasErasedIsNotRestored() throws {
    try withWorkspace { engage throws in
      try enter("Q1\n\(Self.untilConcerns)zyzzyva\n", "--unit", "person", in: engage)
      #expect(try engage.run("backup", "copy.sqlite").status == 0)
      let store = try SQLiteStore(path: engage.path("engage.sqlite"))
      let draft = try #require(
        try store.drafts(event: Event.ID(EngageProgram.event), session: nil).first?.id)
      #expect(
        try engage.run("responses", "erase", "--draft", draft, "--why", "asked to", "--yes").status == 0)
      #expect(try engage.run("restore", "copy.sqlite").status == 0)
      #expect(try files(with: "zyzzyva", engage) == ["copy.sqlite"])
    }
  }

  @Test func aReasonIsNeverEmpty() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      for command in [["responses", "erase", "1", "--yes"], ["responses", "withdraw", "1"]] {
        let refused = try engage.run(command + ["--why", " "])
        #expect(refused.status == 64 && refused.errors.contains("Say why after --why"))
      }
      #expect(try engage.run("responses", "show", "1").status == 0)
    }
  }
}
