import Foundation
import Testing

/// Responses out of the store, and into another one.
@Suite struct ExportTests {
  private static let survey = """
    survey: private
    version: 1
    title: "Private"
    units: [person, table]
    questions:
      - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
      - {type: select_multiple, name: topics, label: "Topics", choices: {a: "A", b: "B"}}
      - type: select_one
        name: faith
        label: "Faith"
        or_other: true
        sensitive: yes
        choices: {one: "One", two: "Two"}
      - {type: text, name: concerns, label: "Concerns", relevant: "${aware} = 'yes'"}
    """
  private static let event = """
    event: evening
    survey: private
    title: "Evening"
    sessions:
      - {session: rugby, place: "Rugby", date: 2019-09-24}
      - {session: nuneaton, place: "Nuneaton", date: 2019-10-01}
    """
  private static let answers = """
    key,session,unit,people,aware,topics/a,topics/b,faith,concerns
    01,rugby,person,,yes,1,0,one,=cmd|' /C calc'!A0
    02,rugby,person,,no,0,0,Pastafarian,
    ,nuneaton,table,8,prefer_not_to_say,,,,Said at a table
    """

  private func withResponses(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write(Self.survey, to: "Surveys/private/survey.v1.yaml")
      try engage.write(Self.event, to: "Surveys/private/events/evening.yaml")
      try engage.write(Self.answers, to: "answers.csv")
      let imported = try engage.run("import", "answers.csv", "--event", "evening")
      try #require(imported.status == 0, "\(imported.errors)")
      try body(engage)
    }
  }

  @Test func whatIsExportedImportsAgainToTheSameRecords() throws {
    try withResponses { engage throws in
      let include = ["--include", "faith", "--lossless"]
      let first = try engage.run(["export", "--survey", "private", "-o", "first.csv"] + include)
      #expect(first.status == 0, "\(first.errors)")
      try FileManager.default.removeItem(atPath: engage.path("engage.sqlite"))
      for rest in ["-wal", "-shm"] where engage.exists("engage.sqlite\(rest)") {
        try FileManager.default.removeItem(atPath: engage.path("engage.sqlite\(rest)"))
      }
      let imported = try engage.run("import", "first.csv", "--event", "evening", "--format", "json")
      #expect(try imported.json()["stored"] as? Int == 3, "\(imported.output)")
      for form in ["second.csv", "package"] {
        let made = try engage.run(["export", "--survey", "private", "-o", form] + include)
        #expect(made.status == 0, "\(made.errors)")
      }
      let written = try engage.read("first.csv")
      #expect(try engage.read("second.csv") == written)
      #expect(try engage.read("package/responses.csv") == written)
      #expect(
        written.split(separator: "\n").map(String.init) == [
          "key,event,session,unit,people,submitted_at,version,aware,topics,faith,faith_other,concerns",
          "01,evening,rugby,person,,,1,yes,a,one,not_asked,=cmd|' /C calc'!A0",
          "02,evening,rugby,person,,,1,no,;,other,Pastafarian,not_asked",
          ",evening,nuneaton,table,8,,1,prefer_not_to_say,,,not_asked,Said at a table",
        ])
    }
  }

  @Test func sensitiveQuestionsAreLeftOutAndThatIsSaid() throws {
    try withResponses { engage throws in
      for name in ["a.csv", "a.xlsx", "a.sav", "a"] {
        let made = try engage.run("export", "--survey", "private", "-o", name)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output == "")
        #expect(made.errors.contains("two forms and one table"))
        #expect(made.errors.contains("Left out, as sensitive: faith, faith_other."))
        #expect(!made.errors.contains("Pastafarian") && !made.errors.contains("calc"))
      }
      let safe = try engage.read("a.csv")
      #expect(!safe.contains("faith") && !safe.contains("Pastafarian"))
      #expect(safe.contains(",'=cmd|' /C calc'!A0"), "no spreadsheet takes it for a formula")
      let taken = try engage.run("export", "--survey", "private", "--include", "faith", "-o", "b.csv")
      #expect(!taken.errors.contains("Left out"))
      #expect(taken.errors.contains("who somebody is (faith"))
      #expect(try engage.read("b.csv").contains("Pastafarian"))
    }
  }

  @Test func sessionsAndConditionsSayWhichRecords() throws {
    try withResponses { engage throws in
      func keys(_ arguments: String...) throws -> [String] {
        let made = try engage.run(["export", "--survey", "private", "-o", "some.csv"] + arguments)
        #expect(made.status == 0, "\(made.errors)")
        return try engage.read("some.csv").split(separator: "\n").dropFirst().map {
          String($0.prefix { $0 != "," })
        }
      }
      #expect(try keys() == ["01", "02", ""])
      #expect(try keys("--session", "nuneaton") == [""])
      #expect(try keys("--where", "${aware} = 'yes'") == ["01"])
      #expect(try keys("--where", "${faith} = 'other'") == ["02"], "a condition may ask what is left out")
      #expect(try keys("--where", "unit = 'table'", "--session", "rugby") == [])
      try engage.run("batches", "undo", "1")
      #expect(try keys() == [], "what was taken back is not written")
    }
  }

  @Test(
    arguments: [
      (["-o", "a.ods"], "a.ods"), (["-o", "a.csv", "--include", "fait"], "did you mean faith?"),
      (["-o", "missing/a.csv"], "folder does not exist"),
      (["-o", "a.csv", "--where", "${awar} = 1"], "awar"),
      (["-o", "a.csv", "--session", "rugbi"], "did you mean rugby?"),
    ])
  func whatCannotBeDoneIsToldAndNothingWritten(_ arguments: [String], _ words: String) throws {
    try withResponses { engage throws in
      let told = try engage.run(["export", "--survey", "private"] + arguments)
      #expect(told.status == 1)
      #expect(told.errors.contains(words), "\(told.errors)")
      #expect(!engage.exists("a.csv"))
    }
  }

  @Test func withoutAStoreThereIsNothingToExport() throws {
    try withWorkspace { engage throws in
      let told = try engage.run("export", "--survey", "we-stand-together", "-o", "a.csv")
      #expect(told.status == 1 && told.errors.contains("nothing has been stored"))
      #expect(!engage.exists("a.csv") && !engage.exists("engage.sqlite"))
    }
  }
}
