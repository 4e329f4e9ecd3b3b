import EngageModel
import EngageStore
import EngageTesting
import Foundation
import Glibc
import Testing

/// What goes wrong while somebody types: the words help, the same key tries again, nothing is lost.
@Suite(.serialized, .timeLimit(.minutes(3))) struct EnterTroubleTests {
  @Test func `a full disk is told, and the same key tries again once there is space`() throws {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("17\r", "Which best describes you?")
      try OtherProgram.run("prlimit", ["--pid", "\(run.terminal.process)", "--fsize=4096:unlimited"])
      run.type("2", "Not stored")
      run.shows("Nothing is lost")
      run.shows("Which best describes you?")
      run.type("2", "Not stored")
      try OtherProgram.run("prlimit", ["--pid", "\(run.terminal.process)", "--fsize=unlimited:unlimited"])
      run.type("2", "How safe do you feel by day?")
      run.kill()
      let draft = try #require(try engage.drafts().first)
      #expect(draft.response.key == "17" && draft.response.answers == ["role": .choice("young_person")])
    }
  }

  @Test func `a text that the full disk refused can be sent again, and leaving says what is not kept`() throws
  {
    try withWorkspace { engage throws in
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("17\r", "Which best describes you?")
      run.type("\u{7}", "Go to question number")
      run.type("9\r", "What concerns you most?")
      try OtherProgram.run("prlimit", ["--pid", "\(run.terminal.process)", "--fsize=4096:unlimited"])
      run.type("Nobody listens", "Nobody listens")
      run.type("\r", "Not stored")
      run.shows("Nobody listens")
      try OtherProgram.run("prlimit", ["--pid", "\(run.terminal.process)", "--fsize=unlimited:unlimited"])
      run.type("\r", "What would help?")
      run.leave()
      #expect(try engage.drafts().first?.response.answers["concerns"] == .text("Nobody listens"))
    }
  }

  @Test func `two facilitators on one session: a number typed by both is told, nothing lost or doubled`()
    throws
  {
    try withWorkspace { engage throws in
      let asha = try EnterRun(engage)
      let ben = try EnterRun(engage, by: "Ben")
      asha.shows("Form number")
      ben.shows("Form number")
      asha.type("17\r", "Which best describes you?")
      ben.type("17\r", "Asha began on")
      ben.type("\r", "Which best describes you?")
      asha.type("1", "How safe do you feel by day?")
      ben.type("2", "How safe do you feel by day?")
      asha.type("\u{1B}e", "Is this right?")
      asha.type("\r", "Stored as response 1.")
      ben.type("\u{1B}e", "Is this right?")
      ben.type("\r", "The number of this form is taken")
      ben.shows("by Asha")
      ben.type("18\r", "Is this right?")
      ben.type("\r", "Stored as response 2.")
      // Her list of numbers is older than that.
      asha.type("18\r", "stored already")
      asha.type("\u{15}19\r", "Which best describes you?")
      asha.leave()
      ben.leave()
      let keys = try engage.responses().map { $0["key"] as? String }
      #expect(keys == ["17", "18"])
    }
  }

  @Test func `two people on one form: nothing is written over, nothing stored twice`() throws {
    try withWorkspace { engage throws in
      let asha = try EnterRun(engage)
      asha.shows("Form number")
      asha.type("17\r", "Which best describes you?")
      asha.type("1", "How safe do you feel by day?")
      let ben = try EnterRun(engage, by: "Ben")
      ben.shows("by Asha")
      // The number of a form, typed unawares, takes nothing.
      ben.type("17", "none of the choices")
      ben.type("1\r", "How safe do you feel by day?")
      asha.type("4", "How safe do you feel after dark?")
      ben.type("5", "Somebody else is typing on the form 17")
      ben.shows("How safe do you feel after dark?")
      ben.type("2", "The police")
      ben.type("\u{1B}e", "Is this right?")
      ben.type("\r", "Stored as response 1.")
      asha.type("3", "Somebody else stored or dropped the form 17")
      asha.shows("Form number")
      asha.leave()
      ben.leave()
      let stored = try engage.storedResponses()
      #expect(stored.count == 1 && stored.first?.answers["safe_day"] == .choice("4"))
      #expect(stored.first?.answers["safe_night"] == .choice("2"))
      #expect(try engage.drafts().isEmpty)
    }
  }

  @Test func `a new version: the form in hand keeps its own, the next takes the new one and says so`() throws
  {
    try withWorkspace { engage throws in
      let folder = "Surveys/we-stand-together"
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("17\r", "Which best describes you?")
      let second = try engage.read("\(folder)/survey.v1.yaml")
        .replacing("version: 1", with: "version: 2")
        .replacing("How safe do you feel by day?", with: "How safe do you feel in daylight?")
      try engage.write(second, to: "\(folder)/survey.v2.yaml")
      run.type("2", "How safe do you feel by day?")
      run.type("\u{1B}e", "Is this right?")
      run.type("\r", "The survey has a new version, 2")
      run.type("18\r", "Which best describes you?")
      run.type("3", "How safe do you feel in daylight?")
      run.type("\u{1B}e", "Is this right?")
      run.type("\r", "Stored as response 2.")
      run.leave()
      #expect(try engage.responses().map { $0["version"] as? Int } == [1, 2])
    }
  }

  enum Damage: String, CaseIterable { case noYAML, questionGone, fileGone }

  @Test(arguments: Damage.allCases)
  func `a survey's file that is damaged meanwhile is told, and entry goes on`(_ damage: Damage) throws {
    try withWorkspace { engage throws in
      let file = "Surveys/we-stand-together/survey.v1.yaml"
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("17\r", "Which best describes you?")
      let text = try engage.read(file)
      switch damage {
      case .noYAML: try engage.write(text + "\n  - {{", to: file)
      case .questionGone:
        try engage.write(text.replacing("name: safe_day", with: "name: safe_by_day"), to: file)
      case .fileGone: try FileManager.default.removeItem(atPath: engage.path(file))
      }
      run.type("2", "How safe do you feel by day?")
      run.type("\u{1B}e", "Is this right?")
      run.type("\r", "the questions stay as they were")
      run.type("18\r", "Which best describes you?")
      run.type("3", "How safe do you feel by day?")
      run.type("4", "How safe do you feel after dark?")
      run.type("\u{1B}e", "Is this right?")
      run.type("\r", "Stored as response 2.")
      run.leave()
      try engage.write(text, to: file)
      let stored = try engage.storedResponses()
      #expect(stored.count == 2 && stored.last?.answers["safe_day"] == .choice("4"))
    }
  }

  @Test func `a store that another program holds for 12 seconds is told, and the same key tries again`()
    throws
  {
    guard OtherProgram.hasPython("sqlite3", otherwise: "a locked store was not tried") else { return }
    try withWorkspace { engage throws in
      let run = try EnterRun(engage)
      run.shows("Form number")
      run.type("17\r", "Which best describes you?")
      let holder = Process()
      holder.executableURL = URL(filePath: "/usr/bin/env")
      holder.arguments = [
        "python3", "-c",
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
          + "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); time.sleep(12); c.execute('ROLLBACK')",
        engage.path("engage.sqlite"),
      ]
      let said = Pipe()
      holder.standardOutput = said
      try holder.run()
      _ = said.fileHandleForReading.availableData
      run.terminal.send("2")
      let isTold = run.terminal.shows(within: .seconds(20)) {
        $0.unwrapped.contains("another program is writing")
      }
      #expect(isTold)
      run.shows("Which best describes you?")
      holder.waitUntilExit()
      run.type("2", "How safe do you feel by day?")
      run.leave()
      #expect(try engage.drafts().first?.response.answers == ["role": .choice("young_person")])
    }
  }

  @Test func `where nothing may be written it is said before anything is typed`() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let file = engage.path("engage.sqlite")
      let asOther = geteuid() == 0 ? "set -- setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"" : ":"
      for path in [file, engage.folder] { #expect(chmod(path, path == file ? 0o444 : 0o555) == 0) }
      defer { _ = chmod(engage.folder, 0o755) }
      let run = try EnterRun(engage, before: asOther)
      #expect(run.terminal.end() == .code(1))
      #expect(run.said("read-only"), "\(run.text)")
      #expect(!run.said("\u{1B}[?1049h"))
    }
  }
}
