import EngageFiles
import EngageModel
import Testing

@Suite("Every rule of events, codebooks, recipes, column maps and settings names its place")
struct OtherRuleTests {
  private static let club = Survey(
    id: "club", title: "Club",
    questions: [
      Question(id: "role", type: .selectOne, label: "Role", choices: [Choice(id: "parent", label: "Parent")]),
      Question(
        id: "topics", type: .selectMultiple, label: "Topics", choices: [Choice(id: "hate", label: "Hate")]),
      Question(
        id: "happy_to_quote", type: .selectOne, label: "Quote?", choices: [Choice(id: "yes", label: "Yes")]),
    ])

  @Test(arguments: [
    BrokenFile("missing-key", "missing-key", "missing-key", in: "1️⃣2️⃣3️⃣source: \"A report\""),
    BrokenFile("bad-name", in: "event: 1️⃣Open_Day\ntitle: T\nsessions: [{session: a}]"),
    BrokenFile("no-sessions", in: "event: e\ntitle: T\nsessions: 1️⃣[]"),
    BrokenFile(
      "unknown-survey", in: "event: e\nsurvey: 1️⃣clbu\ntitle: T\nsessions: [{session: a}]", says: "“club”"),
    BrokenFile(
      "unknown-word", in: "event: e\ntitle: T\noverlap: 1️⃣som\nsessions: [{session: a}]", says: "“some”"),
    BrokenFile(
      "unknown-key", in: "event: e\ntitle: T\n1️⃣date: 2019-01-01\nsessions: [{session: a}]", says: "session"),
    BrokenFile(
      "unknown-key", in: "event: e\ntitle: T\nsessions: [{session: a, 1️⃣venu: \"Hall\"}]", says: "“venue”"),
    BrokenFile("duplicate-name", in: "event: e\ntitle: T\nsessions: [{session: a}, {session: 1️⃣a}]"),
    BrokenFile("bad-name", in: "event: e\ntitle: T\nsessions: [{session: 1️⃣Rugby}]", says: "“rugby”"),
    BrokenFile("bad-date", in: "event: e\ntitle: T\nsessions: [{session: a, date: 1️⃣2019-02-30}]"),
    BrokenFile("bad-date", in: "event: e\ntitle: T\nsessions: [{session: a, date: 1️⃣2020-03..2019-09}]"),
    BrokenFile(
      "bad-quantity", in: "event: e\ntitle: T\nsessions: [{session: a, attended: 1️⃣many}]", says: "over 1300"),
    BrokenFile("out-of-range", in: "event: e\ntitle: T\nsessions: [{session: a, attended: 1️⃣-3}]"),
    BrokenFile("out-of-range", in: "event: e\ntitle: T\nsessions: [{session: a, count: 1️⃣0}]"),
    BrokenFile(
      "unknown-word", in: "event: e\ntitle: T\nsessions: [{session: a, status: 1️⃣canceled}]",
      says: "“cancelled”"),
    BrokenFile(
      "unknown-word", in: "event: e\ntitle: T\nsessions: [{session: a, basis: 1️⃣registr}]", says: "“register”"),
    BrokenFile(
      "unknown-word", in: "event: e\ntitle: T\nsessions: [{session: a, invented: [1️⃣atended]}]",
      says: "“attended”"),
    BrokenFile("invented-but-absent", in: "event: e\ntitle: T\nsessions: [{session: a, invented: [1️⃣date]}]"),
    BrokenFile(
      "attended-but-not-held",
      in: "event: e\ntitle: T\nsessions: [{session: a, status: cancelled, attended: 1️⃣5}]"),
    BrokenFile(
      "bad-date", "unknown-question",
      in: """
        event: e
        survey: club
        title: T
        sessions: [{session: a}]
        data_protection: {retain_until: 1️⃣2029, quoting_question: 2️⃣happy_to_qoute}
        """, says: "“happy_to_quote”"),
  ])
  func events(_ file: BrokenFile) {
    file.expectProblems {
      EventFile.read(
        text: $0, path: "draft.yaml", surveyNames: ["club"],
        surveys: { $0 == "club" ? OtherRuleTests.club : nil })
    }
  }

  @Test(arguments: [
    BrokenFile("missing-key", "missing-key", in: "1️⃣2️⃣version: 1"),
    BrokenFile("no-themes", in: "codebook: c\nthemes: 1️⃣[]"),
    BrokenFile("no-match", in: "codebook: c\nthemes: [{theme: 1️⃣a, title: A}]"),
    BrokenFile("no-match", in: "codebook: c\nthemes: [{theme: a, title: A, 1️⃣match: }]", says: "match: []"),
    BrokenFile(
      "theme-under-itself",
      in: "codebook: c\nthemes: [{theme: a, title: A, themes: [{theme: 1️⃣a, title: B, match: [b]}]}]"),
    BrokenFile(
      "bad-pattern",
      in: "codebook: c\nthemes: [{theme: a, title: A, match: [{pattern: \"1️⃣(a{900}){900}\"}]}]",
      says: "“(a{900}){900}” is too large"),
    BrokenFile(
      "bad-pattern",
      in: "codebook: c\nthemes: [{theme: a, title: A, match: [{pattern: \"1️⃣.{1,600}\"}]}]",
      says: "“.{1,600}” is too large"),
    BrokenFile(
      "history-version",
      in:
        "codebook: c\nthemes: [{theme: a, title: A, match: [a]}]\nhistory: [{version: 1️⃣2, what: add, themes: [a]}]",
      says: "version: 2"),
    BrokenFile(
      "history-order",
      in: """
        codebook: c
        version: 3
        themes: [{theme: a, title: A, match: [a]}]
        history:
          - {version: 3, what: add, themes: [a]}
          - 1️⃣{version: 2, what: add, themes: [a]}
        """),
    BrokenFile(
      "bad-history",
      in: """
        codebook: c
        version: 2
        themes: [{theme: a, title: A, match: [a]}]
        history:
          - 1️⃣{version: 2, what: merge, themes: [b], into: [a, c]}
        """),
    BrokenFile(
      "unknown-theme",
      in: """
        codebook: c
        version: 2
        themes: [{theme: police, title: A, match: [a]}]
        history:
          - 1️⃣{version: 2, what: merge, themes: [b], into: [polise]}
        """, says: "did you mean “police”?"),
    BrokenFile(
      "merge-cycle", "merge-cycle",
      in: """
        codebook: c
        version: 2
        themes: [{theme: a, title: A, match: [a]}, {theme: b, title: B, match: [b]}]
        history:
          - 1️⃣{version: 2, what: merge, themes: [a], into: [b]}
          - 2️⃣{version: 2, what: merge, themes: [b], into: [a]}
        """),
    BrokenFile(
      "duplicate-name",
      in: "codebook: c\nthemes: [{theme: a, title: A, match: [a]}, {theme: 1️⃣a, title: B, match: [b]}]"),
    BrokenFile(
      "bad-name", in: "codebook: c\nthemes: [{theme: 1️⃣Big Theme, title: A, match: [a]}]", says: "“big-theme”"),
    BrokenFile(
      "unknown-priority",
      in:
        "codebook: c\npriorities: {support: S}\nthemes: [{theme: a, title: A, priority: 1️⃣suport, match: [a]}]"
    ),
    BrokenFile(
      "unknown-word",
      in: "codebook: c\nmatching: {stems: 1️⃣english}\nthemes: [{theme: a, title: A, match: [a]}]"),
    BrokenFile(
      "bad-pattern", in: "codebook: c\nthemes: [{theme: a, title: A, match: [{pattern: \"a1️⃣(b\"}]}]"),
    BrokenFile("bad-term", in: "codebook: c\nthemes: [{theme: a, title: A, match: [\"1️⃣*port\"]}]"),
    BrokenFile("bad-term", in: "codebook: c\nthemes: [{theme: a, title: A, match: [\"re1️⃣*port\"]}]"),
    BrokenFile("bad-term", in: "codebook: c\nthemes: [{theme: a, title: A, match: [1️⃣\" \"]}]"),
    BrokenFile(
      "unknown-key", "bad-term",
      in: "codebook: c\nthemes: [{theme: a, title: A, match: [1️⃣{2️⃣exakt: \"b\"}]}]".marksSwapped),
    BrokenFile("duplicate-term", in: "codebook: c\nthemes: [{theme: a, title: A, match: [b, 1️⃣b]}]"),
  ])
  func codebooks(_ file: BrokenFile) {
    file.expectProblems { CodebookFile.read(text: $0, path: "draft.yaml") }
  }

  @Test("the name of an event, codebook or report is that of its file")
  func fileNames() {
    let event = BrokenFile("name-not-of-file", in: "event: 1️⃣e\ntitle: T\nsessions: [{session: a}]")
    event.expectProblems { EventFile.read(text: $0, path: "Surveys/club/events/f.yaml") }
    let codebook = BrokenFile(
      "name-not-of-file", in: "codebook: 1️⃣c\nthemes: [{theme: a, title: A, match: [a]}]")
    codebook.expectProblems { CodebookFile.read(text: $0, path: "Surveys/club/codebook.d.yaml") }
    let recipe = BrokenFile("name-not-of-file", in: "report: 1️⃣r\ntitle: T\nsections: [{analysis: a}]")
    recipe.expectProblems { RecipeFile.read(text: $0, path: "Surveys/club/reports/s.yaml") }
  }

  @Test(arguments: [
    BrokenFile("missing-key", "missing-key", "missing-key", in: "1️⃣2️⃣3️⃣audience: public"),
    BrokenFile(
      "unknown-word", in: "report: r\ntitle: T\naudience: 1️⃣partners\nsections: [{analysis: scales}]",
      says: "“partner”"),
    BrokenFile("no-sections", in: "report: r\ntitle: T\nsections: 1️⃣[]"),
    BrokenFile(
      "unknown-analysis", in: "report: r\ntitle: T\nsections: [{analysis: 1️⃣scale}]", says: "“scales”"),
    BrokenFile(
      "unknown-question", in: "report: r\ntitle: T\nsections: [{analysis: scales, questions: [role, 1️⃣rol]}]"),
    BrokenFile(
      "unknown-question", in: "report: r\ntitle: T\nsections: [{analysis: scales, by: 1️⃣sesion}]",
      says: "“session”"),
    BrokenFile(
      "unknown-session", in: "report: r\ntitle: T\nsections: [{analysis: scales, sessions: [1️⃣ruby]}]",
      says: "“rugby”"),
    BrokenFile(
      "unknown-key", in: "report: r\ntitle: T\nsections: [{analysis: scales, 1️⃣question: role}]",
      says: "questions:"),
    BrokenFile(
      "unknown-choice",
      in: "report: r\ntitle: T\nsections: [{analysis: scales, where: \"${role} = 1️⃣'parnet'\"}]"),
    BrokenFile(
      "wrong-kind", in: "report: r\ntitle: T\nsections: [{analysis: scales, options: {a: 1️⃣{b: c}}}]"),
  ])
  func recipes(_ file: BrokenFile) {
    file.expectProblems {
      RecipeFile.read(
        text: $0, path: "draft.yaml", survey: OtherRuleTests.club, sessions: ["rugby"],
        analyses: ["scales", "crosstab"])
    }
  }

  @Test(arguments: [
    BrokenFile("missing-key", in: "1️⃣header_rows: 2"),
    BrokenFile("unknown-question", in: "columns: {\"Q1\": 1️⃣rol}"),
    BrokenFile("unknown-choice", in: "columns: {\"Q1\": {question: topics, choice: 1️⃣hat}}"),
    BrokenFile("wrong-kind", in: "columns: {\"Q1\": {question: role, place: 1️⃣1}}"),
    BrokenFile("wrong-kind", in: "columns: {\"Q1\": role}\nconstants: {1️⃣key: A}"),
    BrokenFile("unknown-question", in: "columns: {\"Q1\": role}\nconstants: {1️⃣rool: parent}"),
    BrokenFile("duplicate-column", in: "columns: {\"Q1\": role, \"Q2\": 1️⃣role}"),
    BrokenFile("missing-value", in: "columns: {\"Q1\": 1️⃣}"),
    BrokenFile("unknown-choice", in: "columns: {\"Q1\": role}\nvalues: {role: {\"Mum\": 1️⃣parnt}}"),
    BrokenFile("unknown-question", in: "columns: {\"Q1\": role}\nvalues: {1️⃣roles: {\"Mum\": parent}}"),
    BrokenFile("out-of-range", in: "columns: {\"Q1\": role}\nheader_rows: 1️⃣0"),
  ])
  func columnMaps(_ file: BrokenFile) {
    file.expectProblems { ColumnMapFile.read(text: $0, path: "map.yaml", survey: OtherRuleTests.club) }
  }

  @Test("a column map gives roles, choices, words and cells for nothing")
  func columnMap() {
    let right = ColumnMapFile.read(
      text: """
        columns: {"ID": key, "Who?": {question: role}, "Who?#2": {question: topics, choice: hate}, "When": submitted_at}
        values: {role: {"Mum": parent, "Dad": parent}}
        missing: ["-", NA]
        separator: ";"
        header_rows: 2
        """, path: "map.yaml", survey: OtherRuleTests.club)
    #expect(right.diagnostics.isEmpty)
    #expect(
      right.value
        == ColumnMap(
          columns: [
            "ID": .key, "Who?": .question("role"), "Who?#2": .choice("topics", "hate"), "When": .submittedAt,
          ], values: ["role": ["Mum": "parent", "Dad": "parent"]], missing: ["-", "NA"], separator: ";",
          headerRows: 2))
  }

  @Test("settings are read, and unknown ones told")
  func settings() {
    let right = SettingsFile.read(
      text: "organisation: EQuIP\ndefaults: {audience: partner}\nplugins: [Mine]\n", path: "engage.yaml")
    #expect(
      right.value == Settings(organisation: "EQuIP", defaults: ["audience": "partner"], plugins: ["Mine"]))
    BrokenFile("unknown-default", in: "defaults: {1️⃣evnt: e}", says: "“event”").expectProblems {
      SettingsFile.read(text: $0, path: "engage.yaml")
    }
    BrokenFile("unknown-word", in: "defaults: {audience: 1️⃣partnr}", says: "“partner”").expectProblems {
      SettingsFile.read(text: $0, path: "engage.yaml")
    }
    BrokenFile("unknown-key", in: "1️⃣organization: EQuIP", says: "“organisation”").expectProblems {
      SettingsFile.read(text: $0, path: "engage.yaml")
    }
  }
}

extension String {
  /// The same with the first two marks exchanged.
  fileprivate var marksSwapped: String {
    replacing("1️⃣", with: "0️⃣").replacing("2️⃣", with: "1️⃣").replacing("0️⃣", with: "2️⃣")
  }
}
