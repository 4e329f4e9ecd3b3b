import Foundation
import Glibc
import Testing

/// Files that would do harm, and what becomes of what is stored.
@Suite struct HostileFileTests {
  private static let survey = """
    survey: views
    version: 1
    title: "Views"
    units: [person]
    questions:
      - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
      - {type: text, name: why, label: "Why?", sensitive: yes}
    """

  /// A survey and its event with two responses, whose reasons are sensitive.
  private func withViews(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(Self.survey, to: "Surveys/views/survey.v1.yaml")
      try engage.write(
        "event: poll\nsurvey: views\ntitle: Poll\nsessions:\n  - {session: hall, title: Hall}\n",
        to: "Surveys/views/events/poll.yaml")
      try engage.write("key,aware,why\n1,yes,Buses\n2,no,Trains\n", to: "first.csv")
      let first = try engage.run("import", "first.csv")
      #expect(first.status == 0, "\(first.errors)")
      try body(engage)
    }
  }

  @Test func anExportWithoutSensitiveAnswersComesBackAsTheSame() throws {
    try withViews { engage throws in
      let made = try engage.run("export", "--survey", "views", "-o", "out.csv")
      #expect(made.status == 0, "\(made.errors)")
      #expect(try !engage.read("out.csv").contains("Buses"))
      let again = try engage.run("import", "out.csv", "--format", "json")
      #expect(again.status == 0, "\(again.output)")
      #expect(try again.json()["skipped"] as? Int == 2)
    }
  }

  @Test func anUpdateLeavesAloneWhatTheFileHasNoColumnFor() throws {
    try withViews { engage throws in
      try engage.write("key,aware\n1,no\n2,no\n", to: "second.csv")
      let refused = try engage.run("import", "second.csv")
      #expect(refused.status == 1 && refused.errors.contains("differs in aware\n"), "\(refused.errors)")
      let updated = try engage.run("import", "second.csv", "--update", "--format", "json")
      #expect(updated.status == 0, "\(updated.errors)")
      #expect(try updated.json()["updated"] as? Int == 1)
      let shown = try engage.run("responses", "show", "1").output
      #expect(shown.contains("Buses") && shown.contains("No"), "\(shown)")
    }
  }

  @Test func aDryRunSaysWhatTheImportWould() throws {
    try withViews { engage throws in
      try engage.write("key,aware\n3,yes\n4,perhaps\n", to: "bad.csv")
      #expect(try engage.run("import", "bad.csv", "--dry-run").status == 1)
      #expect(try engage.run("import", "bad.csv", "--dry-run", "--skip-invalid").status == 0)
      #expect(try engage.run("import", "bad.csv").status == 1)
    }
  }

  @Test func aSurveyThatIsNotThereIsNamed() throws {
    try withViews { engage throws in
      let told = try engage.run("import", "first.csv", "--survey", "veiws")
      #expect(told.status == 1 && told.errors.contains("veiws"), "\(told.errors)")
    }
  }

  /// The system tells of a file cut short while it is read by a signal. A pipe in place of the map makes Engage wait,
  /// so that the signal comes at a known moment.
  @Test func aFileCutShortWhileItIsReadIsToldInPlainWords() throws {
    try withViews { engage throws in
      let pipe = engage.path("map.yaml")
      #expect(mkfifo(pipe, 0o600) == 0)
      let process = engage.process(["import", "first.csv", "--map", "map.yaml"])
      let errors = Pipe()
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      // Returns when Engage has opened the other end.
      let opened = open(pipe, O_WRONLY)
      #expect(opened >= 0)
      kill(process.processIdentifier, SIGBUS)
      process.waitUntilExit()
      close(opened)
      let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(process.terminationReason == .exit && process.terminationStatus == 1, "\(told)")
      #expect(told.contains("error[lost-file]") && told.contains("nothing was stored"))
    }
  }

  @Test func aQuestionnaireIsNotDraftedAsResponses() throws {
    try withWorkspace { engage throws in
      try engage.write("Variable / Field Name,Form Name,Field Type\nage,about,text\n", to: "dictionary.csv")
      try engage.write("type,name,label::English (en)\ntext,age,Age\n", to: "form.csv")
      for file in ["dictionary.csv", "form.csv"] {
        let told = try engage.run("survey", "draft", file, "--survey", "club")
        #expect(told.status == 1)
        #expect(told.errors.contains("questions, not responses"), "\(told.errors)")
        #expect(told.errors.contains("engage survey import"))
      }
    }
  }

  @Test func oneFileIsNotTakenIntoTwoEventsOfASurvey() throws {
    try withWorkspace { engage throws in
      try engage.write("role,age\nparent,40\nparent,41\nteacher,50\n", to: "a.csv")
      #expect(try engage.run("survey", "draft", "a.csv", "--survey", "club").status == 0)
      try engage.write(
        "event: club-b\nsurvey: club\ntitle: B\nsessions: [{session: all, attended: unknown}]\n",
        to: "Surveys/club/events/club-b.yaml")
      #expect(try engage.run("import", "a.csv", "--survey", "club", "--event", "club").status == 0)
      let again = try engage.run("import", "a.csv", "--survey", "club", "--event", "club-b")
      #expect(again.status == 2)
      #expect(again.errors.contains("batch 1"))
    }
  }
}
