import Foundation
import Testing

/// `survey new` and `event new`, lines piped in.
@Suite struct NewSurveyTests {
  private static let survey = [
    "Club evening", "", "", "1", "Came before?", "2", "m", "", "Why not?", "7", "i", "1", "2", "", "",
  ]
  private static let event = [
    "Club 2026", "", "1", "", "Rugby", "24/9/2026", "", "", "", "", "", "", "", "", "", "", "", "", "y",
  ]

  private func lines(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  @Test func aSurveyAndAnEventFromPaperCanBeUsedAtOnce() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      let made = try engage.run("survey", "new", input: lines(NewSurveyTests.survey + ["1", "y"]))
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.output.contains("Written: Surveys/club-evening/survey.v1.yaml"))
      #expect(made.output.contains("engage event new"))
      #expect(try engage.run("survey", "check", "club-evening").status == 0)
      // The block that comes with Engage is put into the workspace with the first survey that takes it.
      #expect(engage.exists("Surveys/blocks/equality-monitoring.yaml"))
      #expect(
        try engage.read("Surveys/club-evening/survey.v1.yaml").contains("- {include: equality-monitoring}"))
      let held = try engage.run("event", "new", input: lines(NewSurveyTests.event))
      #expect(held.status == 0 && held.output.contains("Still to be said"), "\(held.errors)")
      #expect(try engage.run("event", "check", "club-2026").status == 0)
      let entered = try engage.run("enter", input: "1\n1\n/e\n\n/q\n")
      #expect(
        entered.status == 0 && entered.output.contains("1 form stored"), "\(entered.errors)\(entered.output)")
      let hidden = try FileManager.default.contentsOfDirectory(atPath: engage.path("Surveys")).filter {
        $0.hasPrefix(".new-")
      }
      #expect(hidden.isEmpty, "what was finished leaves no draft")
    }
  }

  @Test func anInterruptedInterviewGoesOnAtTheVeryStep() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      let all = NewSurveyTests.survey + ["", "y"]
      var typed = 0
      for part in [3, 4, 2, 5] {
        let input = lines((typed == 0 ? [] : [""]) + Array(all[typed..<(typed + part)]))
        let told = try engage.run("survey", "new", input: input)
        #expect(told.status == 0 && told.errors.contains("What you typed is kept"), "\(told.errors)")
        typed += part
      }
      let draft = engage.path("Surveys/.new-survey-1.json")
      let access = try FileManager.default.attributesOfItem(atPath: draft)[.posixPermissions] as? Int
      #expect(access == 0o600)
      let done = try engage.run("survey", "new", input: lines([""] + Array(all[typed...])))
      #expect(
        done.output.contains("“Club evening”, 2 questions") && done.output.contains("Written:"),
        "\(done.errors)")
      let written = try engage.read("Surveys/club-evening/survey.v1.yaml")
      #expect(written.contains("relevant: \"${came_before} = 'no'\"") && written.contains("required: yes"))
    }
  }

  @Test func aFormIsChangedUntilTheFirstAnswers() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      try engage.run("survey", "new", input: lines(NewSurveyTests.survey + ["", "y"]))
      let file = "Surveys/club-evening/survey.v1.yaml"
      let changed = try engage.run(
        "survey", "new", "club-evening", input: lines(["c 1", "w", "Attended earlier?", "", "y"]))
      #expect(changed.status == 0 && changed.output.contains("can still be changed"), "\(changed.errors)")
      #expect(try engage.read(file).contains("name: attended_earlier"))
      #expect(!engage.exists("Surveys/.new-survey-1.json"))
      let text = try engage.read(file)
      try engage.write(text.replacingOccurrences(of: "Attended earlier?", with: "Attended once?"), to: file)
      let byHand = try engage.run("survey", "new", "club-evening", input: "y\n")
      #expect(byHand.status == 1 && byHand.errors.contains("change it in the file"))
      try engage.write(text, to: file)
      try engage.run("event", "new", input: lines(NewSurveyTests.event))
      try engage.run("enter", input: "1\n1\n/e\n\n/q\n")
      let answered = try engage.run("survey", "new", "club-evening", input: "y\n")
      #expect(answered.status == 1 && answered.errors.contains("survey.v2.yaml"))
      #expect(try engage.read(file) == text)
    }
  }

  @Test func whatIsThereAlreadyIsLeftAsItIs() throws {
    try withWorkspace { engage throws in
      let file = "Surveys/we-stand-together/survey.v1.yaml"
      let before = try engage.read(file)
      let told = try engage.run("survey", "new", "we-stand-together", input: "x\n")
      #expect(told.status == 1 && told.errors.contains("survey.v2.yaml"))
      #expect(try engage.read(file) == before)
      let event = try engage.run("event", "new", EngageProgram.event, input: "x\n")
      #expect(event.status == 1 && event.errors.contains("already"))
      let unknown = try engage.run("event", "new", "--survey", "we-stand-togther", input: "x\n")
      #expect(unknown.status == 1 && unknown.errors.contains("did you mean “we-stand-together”?"))
      let unfit = try engage.run("survey", "new", "We Stand", input: "x\n")
      #expect(unfit.status == 1 && unfit.errors.contains("lower case"))
    }
  }

  @Test func hostileLinesAreToldAndNothingIsLost() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      let file = engage.path("hostile")
      var bytes = Data("Club\nclub\n\n1\n".utf8)
      bytes += [0xff, 0xfe, 0x0a] + Data(repeating: UInt8(ascii: "x"), count: 10_000_000) + [0x0a]
      bytes +=
        Data(repeating: UInt8(ascii: "y"), count: 50_000) + Data("\n\u{1b}[2JWho?\u{0}\n7\n\n\n\ny\n".utf8)
      try bytes.write(to: URL(filePath: file))
      let process = engage.process(["survey", "new"])
      process.standardInput = try FileHandle(forReadingFrom: URL(filePath: file))
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let written = try engage.read("Surveys/club/survey.v1.yaml")
      #expect(written.contains("label: \"[2JWho?\"") && written.contains("name:"))
    }
  }

  @Test func aDraftThatIsWorkedOnElsewhereIsNotWrittenOver() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      let pipe = Pipe()
      let first = engage.process(["survey", "new"])
      first.standardInput = pipe
      first.standardOutput = FileHandle.nullDevice
      first.standardError = FileHandle.nullDevice
      try first.run()
      try pipe.fileHandleForWriting.write(contentsOf: Data("Club\nclub\n".utf8))
      let draft = "Surveys/.new-survey-1.json"
      for _ in 0..<500 where !engage.exists(draft) { usleep(10_000) }
      let other = try engage.run("survey", "new", input: "\n\n1\nWho?\n7\n\n")
      #expect(other.errors.contains("kept"))
      let kept = try engage.read(draft)
      try pipe.fileHandleForWriting.write(contentsOf: Data("\n1\nAnother\n".utf8))
      try pipe.fileHandleForWriting.close()
      first.waitUntilExit()
      #expect(first.terminationStatus == 1)
      #expect(try engage.read(draft) == kept)
    }
  }

  @Test func whatIsUnfinishedCanWaitBesideAnotherOrBeThrownAway() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      try engage.run("survey", "new", input: "First\n/q\n")
      try engage.run("survey", "new", input: "n\nSecond\n/q\n")
      let offered = try engage.run("survey", "new", input: "/q\n").output
      #expect(offered.contains("1  “First”, 0 questions") && offered.contains("2  “Second”, 0 questions"))
      let thrown = try engage.run("survey", "new", input: "7\nx 1\n1\n/l\n/q\n").output
      #expect(thrown.contains("Type a number from the list") && thrown.contains("There is no question yet."))
      #expect(!engage.exists("Surveys/.new-survey-1.json") && engage.exists("Surveys/.new-survey-2.json"))
      // A survey's draft is none of an event's.
      #expect(try engage.run("event", "new", input: "/q\n").output.contains("Nothing was typed yet"))
    }
  }
}
