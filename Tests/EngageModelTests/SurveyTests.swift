import EngageModel
import Testing

@Suite("Surveys, options and names")
struct SurveyTests {
  static func scale(_ names: [String], notScored: [String] = []) -> Question {
    Question(
      id: "q", type: .scale, label: "Q",
      choices: names.map { Choice(id: Choice.ID($0), label: "C", scored: !notScored.contains($0)) })
  }

  @Test("Scores are the names if all scored names are integers, else positions from 1")
  func scores() {
    #expect(Self.scale(["1", "2", "5"]).scores == [1, 2, 5])
    #expect(Self.scale(["-1", "0", "9"], notScored: ["9"]).scores == [-1, 0, nil])
    #expect(Self.scale(["low", "high", "9"], notScored: ["9"]).scores == [1, 2, nil])
    #expect(Self.scale(["1", "2", "dont_know"], notScored: ["dont_know"]).scores == [1, 2, nil])
    #expect(Self.scale(["1", "two", "3"]).scores == [1, 2, 3])
    #expect(Self.scale(["dk"], notScored: ["dk"]).scores == [nil])
  }

  @Test("Versions pool by name: the newest first, what only older ones had after it")
  func pooled() throws {
    func survey(_ version: Int, _ questions: [(String, [String])]) -> Survey {
      Survey(
        id: "s", version: version, title: LocalizedText("v\(version)"),
        questions: questions.map { name, choices in
          Question(
            id: Question.ID(name), type: .selectOne, label: LocalizedText("v\(version)"),
            choices: choices.map { Choice(id: Choice.ID($0), label: "C") })
        })
    }
    let pooled = try #require(
      Survey.pooled([
        survey(1, [("old", ["x"]), ("both", ["a", "b", "c"])]),
        survey(3, [("new", []), ("both", ["c", "d"])]), survey(2, [("old", ["y"])]),
      ]))
    #expect(pooled.version == 3)
    #expect(pooled.questions.map(\.id) == ["new", "both", "old"])
    #expect(pooled.question("both")?.choices.map(\.id) == ["c", "d", "a", "b"])
    #expect(pooled.question("old")?.choices.map(\.id) == ["y", "x"])
    #expect(pooled.question("old")?.label.text == "v2")
    #expect(Survey.pooled([]) == nil)
  }

  @Test("A question is asked under its own conditions and those of all groups around it, outer first")
  func relevance() throws {
    let condition = { (source: String) in try Expression(parsing: source) }
    let question = Question(
      id: "q", type: .text, label: "Q", relevant: try condition("3 = 3"), group: "inner")
    let survey = Survey(
      id: "s", title: "S",
      groups: [
        QuestionGroup(name: "outer", relevant: try condition("1 = 1")),
        QuestionGroup(name: "middle", parent: "outer"),
        QuestionGroup(name: "inner", relevant: try condition("2 = 2"), parent: "middle"),
      ], questions: [question])
    #expect(survey.relevance(of: question).map(\.source) == ["1 = 1", "2 = 2", "3 = 3"])
  }

  @Test("A fingerprint is the same each time and tells a changed survey")
  func fingerprint() throws {
    var survey = sampleSurvey
    let before = try survey.fingerprint()
    #expect(before.count == 16)
    for _ in 0..<20 { #expect(try survey.fingerprint() == before) }
    survey.questions[0].label.text = "Other"
    #expect(try survey.fingerprint() != before)
  }

  @Test(
    "The nearest name is one edit away, two for longer ones",
    arguments: [
      ("sfae_day", "safe_day"), ("SAFE_DAY", "safe_day"), ("safe_dy", "safe_day"), ("rol", "role"),
      ("rl", nil), ("xyz", nil),
      ("", nil), ("role", "role"), ("safedays", "safe_day"), ("saf_dya", "safe_day"), ("s_dy", nil),
    ] as [(String, String?)])
  func nearest(_ written: String, _ expected: String?) {
    #expect(nearestName(to: written, among: ["role", "safe_day", "aware"]) == expected)
  }

  static let specifications = [
    OptionSpecification("minimum", .integer(0...100), default: "5", summary: "S", example: "5"),
    OptionSpecification("share", .decimal(0...1), default: nil, summary: "S", example: "0.5"),
    OptionSpecification("sorted", .boolean, default: "no", summary: "S", example: "yes"),
    OptionSpecification(
      "order", .oneOf(["survey", "size"]), default: "survey", summary: "S", example: "size"),
    OptionSpecification("codebook", .codebook, default: nil, summary: "S", example: "hate-crime"),
  ]

  @Test("Options are checked and defaults filled in")
  func options() throws {
    let options = try Options(
      ["share": "0.25", "sorted": "YES"], specifications: Self.specifications, of: "themes")
    #expect(options.integer("minimum") == 5)
    #expect(options.decimal("share") == 0.25)
    #expect(options.isOn("sorted"))
    #expect(options.text("order") == "survey")
    #expect(options.text("codebook") == nil)
    #expect(!options.isOn("no such"))
  }

  @Test(
    "A bad option says what it takes",
    arguments: [
      ("minimum", "101", "whole number from 0 to 100"), ("minimum", "x", "whole number"),
      ("share", "nan", "number from"), ("share", "2", "number from"),
      ("sorted", "maybe", "yes or no"), ("order", "siez", "did you mean size"), ("codebook", "", "is empty"),
      ("minimun", "4", "no option"),
    ])
  func badOptions(_ name: String, _ value: String, _ message: String) {
    #expect {
      try Options([name: value], specifications: Self.specifications, of: "themes")
    } throws: { error in
      let diagnostics = (error as? DiagnosticsError)?.diagnostics ?? []
      return diagnostics.count == 1 && diagnostics[0].message.contains(message) && diagnostics[0].hint != nil
    }
  }

  @Test("All bad options are told at once, by name")
  func allBadOptions() {
    #expect {
      try Options(
        ["sorted": "?", "minimum": "?", "zzz": "?"], specifications: Self.specifications, of: "themes")
    } throws: { error in
      (error as? DiagnosticsError)?.diagnostics.map(\.rule) == ["bad-option", "bad-option", "unknown-option"]
    }
  }

  @Test("A reason for a missing answer has one word, and the word one reason")
  func reasons() {
    for reason in MissingReason.allCases { #expect(MissingReason(name: reason.name) == reason) }
    #expect(MissingReason(name: "forgotten") == nil)
    #expect(Set(MissingReason.allCases.map(\.label)).count == MissingReason.allCases.count)
  }

  @Test("A codebook lies flat with parents before their sub-themes")
  func codebook() {
    let codebook = Codebook(
      id: "c",
      themes: [
        Theme(
          id: "a", title: "A", themes: [Theme(id: "b", title: "B", themes: [Theme(id: "c", title: "C")])]),
        Theme(id: "d", title: "D"),
      ])
    #expect(codebook.flattened.map(\.theme.id) == ["a", "b", "c", "d"])
    #expect(codebook.flattened.map(\.parent) == [nil, 0, 1, nil])
  }
}
