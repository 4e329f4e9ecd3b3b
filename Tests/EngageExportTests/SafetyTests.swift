import EngageExport
import EngageModel
import EngageSheets
import Foundation
import Testing

@Suite("What must not get out, and what must not be lost") struct SafetyTests {
  private static let survey = Survey(
    id: "private", title: "Private",
    questions: [
      Question(id: "plain", type: .integer, label: "Plain"),
      Question(
        id: "faith", type: .selectOne, label: "Faith",
        choices: [Choice(id: "a", label: "A"), Choice(id: "other", label: "Other")], sensitive: true),
      Question(id: "faith_other", type: .text, label: "Other", otherOf: "faith"),
      Question(
        id: "derived", type: .calculate, label: "Derived", calculation: try? Expression(parsing: "${faith}")),
      Question(
        id: "twice", type: .calculate, label: "Twice", calculation: try? Expression(parsing: "${derived}")),
      Question(
        id: "harmless", type: .calculate, label: "Harmless", calculation: try? Expression(parsing: "${plain}")
      ),
    ])
  private static let answers = [
    form(
      "1",
      [
        "plain": .number(4), "faith": .choice("other"), "faith_other": .text("secret"),
        "derived": .text("other"),
      ])
  ]

  private func headings(_ records: RecordCase, _ name: String) throws -> [String] {
    try String(contentsOfFile: records.path(name), encoding: .utf8).prefix { $0 != "\n" }
      .split(separator: ",").map(String.init)
  }

  @Test func sensitiveQuestionsAndWhatTellsOfThemAreLeftOut() throws {
    try withRecords(Self.answers, survey: Self.survey) { records in
      let export = try RecordExport(survey: Self.survey, sessions: RecordCase.sessions)
      #expect(export.leftOut == ["faith", "faith_other", "derived", "twice"])
      #expect(export.questions.map(\.id) == ["plain", "harmless"])
      for name in ["a.csv", "a.sav", "package"] {
        try records.write(name, including: [])
        let path = name == "package" ? records.path("package/responses.csv") : records.path(name)
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.range(of: Data("secret".utf8)) == nil)
        #expect(bytes.range(of: Data("faith".utf8)) == nil)
      }
      let description = try String(contentsOfFile: records.path("package/datapackage.json"), encoding: .utf8)
      #expect(!description.contains("faith"))
    }
  }

  @Test func aSensitiveQuestionThatIsNamedComesWithItsOther() throws {
    try withRecords(Self.answers, survey: Self.survey) { records in
      try records.write("a.csv", including: ["faith"])
      #expect(
        try headings(records, "a.csv").suffix(6) == [
          "plain", "faith", "faith_other", "derived", "twice", "harmless",
        ])
    }
  }

  @Test func aNameThatIsNoQuestionIsToldWithTheNearest() {
    #expect {
      _ = try RecordExport(survey: Self.survey, sessions: RecordCase.sessions, including: ["fait"])
    } throws: { error in
      (error as? DiagnosticsError)?.diagnostics.first?.hint == "did you mean faith?"
    }
  }

  @Test func textsThatLookLikeFormulasAreGuardedUnlessLossless() throws {
    let texts = ["=1+1", "+44 1234", "-5", "@me", "\tx", "＝1", "plain", "-"]
    let responses = texts.enumerated().map { form("=\($0)", ["concerns": .text($1), "change": .number(-2)]) }
    try withRecords(responses) { records in
      let summary = try records.write("safe.csv", safety: .spreadsheetSafe)
      let safe = try String(contentsOfFile: records.path("safe.csv"), encoding: .utf8)
      let lines = safe.split(separator: "\n").dropFirst()
      #expect(lines.count == 8 && lines.allSatisfy { $0.hasPrefix("'=") }, "keys are texts, too")
      #expect(lines.allSatisfy { $0.contains(",-2,") }, "numbers stay numbers")
      #expect(lines.count { $0.contains(",'") } == 7)
      #expect(summary.notes.map(\.rule) == ["guarded-text"])
      #expect(summary.notes.first?.message.hasPrefix("15 texts got") == true)
      try records.write("raw.csv")
      let raw = try String(contentsOfFile: records.path("raw.csv"), encoding: .utf8)
      #expect(!raw.contains("'"))
    }
  }

  @Test func filesAreForTheirOwnerAlone() throws {
    try withRecords(everyAnswer) { records in
      var files: [String] = []
      for name in ["a.csv", "a.xlsx", "a.sav", "package"] { files += try records.write(name).files }
      #expect(files.count == 6, "the SPSS file has a dictionary, the package two files")
      for file in files {
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600, "\(file)")
      }
      let folder = try FileManager.default.attributesOfItem(atPath: records.path("package"))
      #expect(folder[.posixPermissions] as? Int == 0o700)
    }
  }

  @Test func theDictionarySaysWhichVariableIsWhich() throws {
    try withRecords(everyAnswer) { records in
      let summary = try records.write("a.sav")
      #expect(summary.files == [records.path("a.sav"), records.path("a.dictionary.csv")])
      let lines = try String(contentsOfFile: records.path("a.dictionary.csv"), encoding: .utf8).split(
        separator: "\n")
      #expect(lines.contains("WITH_answer,WITH,,With whom?"))
      #expect(lines.contains("topics_other_2,topics,other,What did you talk about?: Other"))
      #expect(!lines.contains { $0.hasPrefix("role,") })
    }
  }

  @Test func aFileOfAnswersIsWrittenWholeOrNotAtAll() throws {
    let long = form("long", ["concerns": .text(String(repeating: "x", count: 40_000))])
    try withRecords([form("a"), long]) { records in
      try records.write("kept.xlsx", survey: Survey(id: "evening", title: "T", questions: []))
      let before = try Data(contentsOf: URL(filePath: records.path("kept.xlsx")))
      #expect {
        try records.write("kept.xlsx")
      } throws: { error in
        let told = error as? Diagnostic
        return told?.rule == "text-too-long" && told?.cell?.hasSuffix("3") == true
          && told?.message.contains("xxx") == false
      }
      #expect(try Data(contentsOf: URL(filePath: records.path("kept.xlsx"))) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: records.folder) == ["kept.xlsx"])
      #expect(try records.write("long.sav").records == 2, "SPSS files hold it in parts")
    }
  }

  @Test func aFolderWithSomebodyElsesTableIsNotWrittenOver() throws {
    try withRecords([form("a")]) { records in
      try FileManager.default.createDirectory(atPath: records.path("mine"), withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: URL(filePath: records.path("mine/responses.csv")))
      #expect {
        try records.write("mine")
      } throws: {
        ($0 as? Diagnostic)?.rule == "folder-in-use"
      }
      #expect(try String(contentsOfFile: records.path("mine/responses.csv"), encoding: .utf8) == "mine")
      try records.write("own")
      #expect(try records.write("own/datapackage.json").records == 1, "an older package gives way")
    }
  }

  @Test func aFullDiskIsTold() throws {
    let many = (0..<3_000).map { form("\($0)", ["concerns": .text("words that take room on a disk")]) }
    try withRecords(many) { records in
      let export = try RecordExport(survey: records.survey, sessions: RecordCase.sessions)
      for form in [RecordForm.csv, .spss] {
        #expect(throws: SheetFileError.diskFull(path: "/dev/full")) {
          try export.write(from: records.store, to: "/dev/full", as: form, made: 0)
        }
      }
    }
  }

  @Test func whatWouldBeReadBackOtherwiseIsTold() throws {
    var survey = Survey.everything
    let reason = MissingReason.preferNotToSay.name
    survey.questions[1].choices.append(Choice(id: Choice.ID(reason), label: "Rather not"))
    let responses = [
      form("a", ["role": .missing(.preferNotToSay), "concerns": .text("not_asked")]),
      form("b", ["role": .choice(Choice.ID(reason)), "concerns": .text("not asked")]),
    ]
    try withRecords(responses, survey: survey) { records in
      for name in ["a.csv", "a.xlsx"] {
        let rules = try records.write(name).notes.map { $0.rule }
        #expect(rules == ["text-like-reason", "choice-like-reason"])
      }
    }
  }

  @Test func withoutResponsesThereAreOnlyHeadings() throws {
    try withRecords([]) { records in
      for name in ["a.csv", "a.xlsx", "a.sav", "package"] { #expect(try records.write(name).records == 0) }
      let (bytes, summary) = try SavReader.csv(path: records.path("a.sav"))
      #expect(summary.rows == 0 && summary.headings.count == 23)
      #expect(
        String(decoding: bytes, as: UTF8.self).hasPrefix(
          "key,event,session,unit,people,submitted_at,version,role,"))
    }
  }

  @Test(
    arguments: [
      ("a.csv", .csv), ("A.XLSX", .workbook), ("b/c.sav", .spss), ("folder", .dataPackage),
      ("folder/", .dataPackage),
      ("x.y/folder", .dataPackage), ("x/datapackage.json", .dataPackage), ("a.json", nil), ("a.zip", nil),
      ("a.ods", nil),
    ] as [(String, RecordForm?)])
  func theEndingSaysTheForm(_ path: String, _ form: RecordForm?) {
    #expect(RecordForm(path: path) == form)
  }
}
