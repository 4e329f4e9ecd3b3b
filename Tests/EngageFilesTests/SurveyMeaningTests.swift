import EngageFiles
import EngageModel
import Testing

@Suite("What a survey's YAML means")
struct SurveyMeaningTests {
  private func read(_ questions: String, more: String = "", blocks: [String: String] = [:]) throws -> Survey {
    let reading = SurveyFile.read(text: survey(questions, more: more), path: "draft.yaml", blocks: blocks)
    #expect(reading.diagnostics.filter { $0.severity != .note } == [])
    return try #require(reading.value)
  }

  @Test("a grid makes a scale of each item, named after both")
  func grid() throws {
    let survey = try read(
      """
        - type: grid
          name: trust
          label: {en: "How far do you trust", pl: "Zaufanie"}
          relevant: "1 = 1"
          items: {police: {en: "the police", pl: "policja"}, council: "the council"}
          choices: {1: "Not at all", 2: "Fully"}
          not_scored: {9: "Don't know"}
      """, more: "languages: {default: en, others: [pl]}")
    #expect(survey.questions.map(\.id) == ["trust_police", "trust_council"])
    #expect(survey.questions[0].label.text == "How far do you trust: the police")
    #expect(survey.questions[0].label.translations == ["pl": "Zaufanie: policja"])
    #expect(survey.questions[1].type == .scale)
    #expect(survey.questions[1].scores == [1, 2, nil])
    #expect(survey.group("trust")?.kind == .grid)
    #expect(survey.relevance(of: survey.questions[1]).map(\.source) == ["1 = 1"])
  }

  @Test("or_other adds the choice and the question for its words")
  func orOther() throws {
    let survey = try read(
      "  - {type: select_multiple, name: role, label: Role, or_other: yes, sensitive: yes, choices: {a: A}}")
    #expect(survey.questions.map(\.id) == ["role", "role_other"])
    #expect(survey.questions[0].choices.map(\.id) == ["a", "other"])
    #expect(survey.questions[1].otherOf == "role")
    #expect(survey.questions[1].relevant?.source == "selected(${role}, 'other')")
    #expect(survey.questions[1].sensitive)
  }

  @Test("a block brings its questions and its own lists of choices")
  func block() throws {
    let survey = try read(
      """
        - {type: group, name: g, label: G, questions: [{include: address}]}
        - {type: select_one, name: b, label: B, choices: size}
      """, more: "choice_lists: {size: {s: Small}}",
      blocks: [
        "address": """
        block: address
        version: 3
        questions: [{type: select_one, name: a, label: {en: A, fr: B}, choices: size}]
        choice_lists: {size: {l: Large}}
        """
      ])
    #expect(survey.blocks == ["address v3"])
    #expect(survey.questions.map(\.choices.first?.id) == ["l", "s"])
    #expect(survey.questions.map(\.group) == ["g", nil])
  }

  @Test("the example of the documentation reads without a problem")
  func example() throws {
    let text = """
      survey: we-stand-together
      version: 1
      title: "We Stand Together"
      languages: {default: en, others: [pl, pa]}
      units: [person, table]
      questions:
        - type: select_one
          name: role
          label: "Which best describes you?"
          or_other: true
          choices: {faith: "Member of a faith community", young_person: "Young person", parent: "Parent"}
        - type: scale
          name: safe_day
          label: {en: "How safe do you feel by day?", pl: "Jak bezpiecznie czujesz się w dzień?"}
          choices: {1: "Very unsafe", 2: "Unsafe", 3: "Neither", 4: "Safe", 5: "Very safe"}
          not_scored: {9: "Don't know"}
        - {type: grid, name: trust, label: "How far do you trust", items: {police: "the police", council: "the council"}, choices: agree5}
        - {type: select_one, name: aware, label: "Do you know how to report a hate crime?", choices: {"yes": "Yes", "no": "No"}}
        - {type: text, name: concerns, label: "What concerns you most?", codebook: hate-crime, relevant: "${aware} = 'yes'"}
        - {include: equality-monitoring}
      choice_lists: {agree5: {1: "Strongly disagree", 2: "Disagree", 3: "Neither", 4: "Agree", 5: "Strongly agree"}}
      """
    let reading = SurveyFile.read(
      text: text, path: "Surveys/we-stand-together/survey.v1.yaml",
      blocks: [
        "equality-monitoring": "block: equality-monitoring\nquestions: [{type: text, name: t, label: T}]"
      ],
      codebooks: ["hate-crime"])
    #expect(reading.diagnostics.filter { $0.severity != .note } == [])
    let survey = try #require(reading.value)
    #expect(
      survey.questions.map(\.id) == [
        "role", "role_other", "safe_day", "trust_police", "trust_council", "aware", "concerns", "t",
      ])
    #expect(survey.units == [.person, .table])
    #expect(survey.question("aware")?.choices.map(\.id) == ["yes", "no"])
  }

  @Test("required is yes, no or a condition; targets, groups and further columns are kept")
  func details() throws {
    let survey = try read(
      """
        - {type: text, name: a, label: A, required: true()}
        - {type: text, name: b, label: B, required: no}
        - {type: text, name: c, label: C, required: "${a} = 'x'"}
        - type: scale
          name: d
          label: D
          choices: [{name: low, label: Low, place: x}, {name: high, label: High, place: y}]
          target: "at least 87.5% of high"
          groups: {all: {label: All, choices: [low, high]}}
        - {type: range, name: e, label: E, start: -1, end: 1, step: 0.5}
      """)
    #expect(survey.questions[0].required == .yes)
    #expect(survey.questions[1].required == .no)
    #expect(survey.questions[2].required == .when(try Expression(parsing: "${a} = 'x'")))
    #expect(survey.questions[3].target == Target(share: 0.875, choices: ["high"]))
    #expect(survey.questions[3].choiceGroups.first?.choices == ["low", "high"])
    #expect(survey.questions[3].choices.map(\.attributes) == [["place": "x"], ["place": "y"]])
    #expect(survey.questions[4].range == NumberRange(start: -1, end: 1, step: 0.5))
  }
}
