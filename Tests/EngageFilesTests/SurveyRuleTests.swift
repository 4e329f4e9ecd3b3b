import EngageFiles
import EngageModel
import Testing

@Suite("Every rule of a survey names its place")
struct SurveyRuleTests {
  private static let colours = "choices: {red: \"Red\", blue: \"Blue\"}"

  @Test(arguments: [
    BrokenFile(
      "unknown-key", in: "  - {type: text, name: a, 1️⃣lable: \"A\", label: \"A\"}",
      says: "did you mean “label”?"),
    BrokenFile(
      "ignored-key", in: "  - {type: text, name: a, label: \"A\", 1️⃣appearance: multiline}", says: "XLSForm"),
    BrokenFile(
      "unknown-key", in: "  - {type: text, name: a, label: \"A\", 1️⃣relevance: \"1 = 1\"}", says: "“relevant”"),
    BrokenFile(
      "unknown-key", in: "  - {type: range, name: a, label: \"A\", 1️⃣parameters: \"start=0\"}",
      says: "start: 0"),
    BrokenFile("missing-key", in: "  - 1️⃣{type: text, label: \"A\"}"),
    BrokenFile("missing-key", "missing-key", in: "  - 1️⃣2️⃣name: a"),
    BrokenFile("missing-value", in: "  - {type: text, name: a, 1️⃣label: }"),
    BrokenFile("wrong-kind", in: "  - 1️⃣just text"),
    BrokenFile("wrong-kind", in: "  - {type: text, name: a, label: 1️⃣[\"A\"]}"),
    BrokenFile(
      "bad-name", in: "  - {type: text, name: 1️⃣\"safe by day\", label: \"A\"}", says: "“safe_by_day”"),
    BrokenFile("bad-name", in: "  - {type: text, name: 1️⃣2nd, label: \"A\"}"),
    BrokenFile(
      "duplicate-name",
      in: "  - {type: text, name: a, label: \"A\"}\n  - {type: text, name: 1️⃣a, label: \"B\"}"),
    BrokenFile(
      "duplicate-name",
      in: "  - {type: text, name: a, label: \"A\"}\n  - {type: text, name: 1️⃣A, label: \"B\"}",
      says: "upper and lower case"),
    BrokenFile("unknown-type", in: "  - {type: 1️⃣txt, name: a, label: \"A\"}", says: "did you mean “text”?"),
    BrokenFile(
      "unknown-type", in: "  - {type: 1️⃣select_one colours, name: a, label: \"A\"}", says: "choices: colours"),
    BrokenFile("unknown-type", in: "  - {type: 1️⃣begin_repeat, name: a, label: \"A\"}", says: "no repeats"),
    BrokenFile("not-yes-or-no", in: "  - {type: text, name: a, label: \"A\", sensitive: 1️⃣maybe}"),
    BrokenFile("reserved-name", in: "  - {type: text, name: 1️⃣people, label: \"A\"}"),
    BrokenFile("not-a-number", in: "  - {type: integer, name: a, label: \"A\", default: 1️⃣1.5}"),
    BrokenFile("bad-range", in: "  - {type: range, name: a, label: \"A\", start: 5, end: 1️⃣1}"),
    BrokenFile("bad-range", in: "  - {type: range, name: a, label: \"A\", step: 1️⃣0}"),
    BrokenFile("not-a-number", in: "  - {type: range, name: a, label: \"A\", end: 1️⃣ten}"),
    BrokenFile(
      "key-not-for-type", in: "  - {type: text, name: a, label: \"A\", 1️⃣choices: {b: \"B\"}}",
      says: "select_one"),
    BrokenFile("missing-key", in: "  - 1️⃣{type: calculate, name: a}", says: "calculation"),
    BrokenFile("unknown-block", in: "  - {include: 1️⃣adress}", says: "did you mean “address”?"),
    BrokenFile("duplicate-include", in: "  - {include: address}\n  - {include: 1️⃣address}"),
    BrokenFile(
      "unknown-codebook", in: "  - {type: text, name: a, label: \"A\", codebook: 1️⃣fear}", says: "“fears”"),
    BrokenFile(
      "unknown-language", in: "  - {type: text, name: a, label: {en: \"A\", 1️⃣fr: \"A\"}}", says: "languages"),
    BrokenFile("missing-translation", in: "  - {type: text, name: a, label: 1️⃣{pl: \"A\"}}"),
  ])
  func questions(_ file: BrokenFile) {
    file.expectIn(more: "languages: {default: en, others: [pl]}")
  }

  @Test(arguments: [
    BrokenFile("missing-key", in: "  - 1️⃣{type: select_one, name: a, label: \"A\"}", says: "“choices”"),
    BrokenFile(
      "unknown-list", in: "  - {type: select_one, name: a, label: \"A\", choices: 1️⃣agre5}", says: "“agree5”"),
    BrokenFile(
      "bad-name", in: "  - {type: select_multiple, name: a, label: \"A\", choices: {1️⃣\"Not sure\": \"N\"}}"),
    BrokenFile(
      "duplicate-choice",
      in: "  - {type: scale, name: a, label: \"A\", choices: agree5, not_scored: {1️⃣2: \"Don't know\"}}"),
    BrokenFile(
      "duplicate-choice",
      in:
        "  - {type: select_one, name: a, label: \"A\", choices: [{name: x, label: X}, {name: 1️⃣x, label: Y}]}"),
    BrokenFile(
      "key-not-for-type",
      in: "  - {type: select_one, name: a, label: \"A\", \(colours), 1️⃣not_scored: {9: \"N\"}}",
      says: "type: scale"),
    BrokenFile(
      "other-with-filter",
      in:
        "  - {type: select_one, name: a, label: \"A\", \(colours), or_other: yes, 1️⃣choice_filter: \"name = 'red'\"}"
    ),
    BrokenFile(
      "duplicate-name",
      in: """
          - {type: select_one, name: 1️⃣a, label: "A", \(colours), or_other: yes}
          - {type: text, name: 2️⃣a_other, label: "B"}
        """.replacing("1️⃣", with: "").replacing("2️⃣", with: "1️⃣")),
    BrokenFile(
      "unknown-choice", in: "  - {type: select_one, name: a, label: \"A\", \(colours), default: 1️⃣rde}",
      says: "“red”"),
    BrokenFile(
      "bad-target", in: "  - {type: scale, name: a, label: \"A\", choices: agree5, target: 1️⃣\"95% agree\"}"),
    BrokenFile(
      "unknown-choice",
      in: "  - {type: scale, name: a, label: \"A\", choices: agree5, target: \"at least 95% of 1, 1️⃣7\"}"),
    BrokenFile(
      "unknown-choice",
      in:
        "  - {type: scale, name: a, label: \"A\", choices: agree5, groups: {low: {label: \"Low\", choices: [1, 1️⃣6]}}}"
    ),
    BrokenFile(
      "duplicate-choice",
      in:
        "  - {type: scale, name: a, label: \"A\", choices: agree5, groups: {low: {label: L, choices: [1]}, hi: {label: H, choices: [1️⃣1]}}}"
    ),
    BrokenFile(
      "unknown-question", in: "  - {type: scale, name: a, label: \"A\", choices: agree5, pair: 1️⃣bfore}",
      says: "“before”"),
    BrokenFile(
      "bad-pair", in: "  - {type: select_one, name: a, label: \"A\", \(colours), pair: 1️⃣before}",
      says: "choices differ"),
    BrokenFile(
      "duplicate-name",
      in: """
          - {type: text, name: trust_police, label: "A"}
          - {type: grid, name: trust, label: "Trust", items: {1️⃣police: "Police"}, choices: agree5}
        """),
    BrokenFile(
      "missing-key", in: "  - 1️⃣{type: grid, name: trust, label: \"Trust\", choices: agree5}", says: "“items”"),
  ])
  func choices(_ file: BrokenFile) {
    file.expectIn(
      before: "  - {type: scale, name: before, label: \"Before\", choices: agree5}",
      more: "choice_lists: {agree5: {1: \"No\", 2: \"Yes\"}}")
  }

  @Test(arguments: [
    BrokenFile(
      "unknown-question", in: "  - {type: text, name: a, label: \"A\", relevant: \"1️⃣${awar} = 'yes'\"}"),
    BrokenFile(
      "unknown-choice", in: "  - {type: text, name: a, label: \"A\", relevant: \"${aware} = 1️⃣'yse'\"}"),
    BrokenFile(
      "unknown-question",
      in: "  - {type: text, name: a, label: \"A\", relevant: '${aware} = ''yes'' and 1️⃣${b} = 1'}"),
    BrokenFile(
      "unknown-question", "unknown-function",
      in: "  - {type: text, name: a, label: \"A\", relevant: \"1️⃣${awar} = 'yes' and 2️⃣count-selectd(.) > 1\"}"),
    BrokenFile("expression-cycle", in: "  - {type: text, name: a, label: \"A\", relevant: 1️⃣\"${a} = 'x'\"}"),
    BrokenFile(
      "expression-cycle",
      in: """
          - {type: calculate, name: a, calculation: "${b} + 1"}
          - {type: calculate, name: b, calculation: 1️⃣"${a} + 1"}
        """),
    BrokenFile(
      "later-question",
      in: """
          - {type: text, name: a, label: "A", relevant: 1️⃣"${b} = 'x'"}
          - {type: text, name: b, label: "B"}
        """),
    BrokenFile(
      "expression-cycle",
      in: """
          - {type: group, name: g, relevant: 1️⃣"${a} = 'x'", questions: [{type: text, name: a, label: "A"}]}
        """),
    BrokenFile(
      "unknown-question",
      in: """
          - type: text
            name: a
            label: "A"
            relevant: >
              ${aware} = 'yes'
              and 1️⃣${nobody} = 'x'
        """),
  ])
  func expressions(_ file: BrokenFile) {
    file.expectIn(
      before:
        "  - {type: select_one, name: aware, label: \"Aware?\", choices: {\"yes\": \"Yes\", \"no\": \"No\"}}")
  }

  @Test(arguments: [
    BrokenFile("missing-key", "missing-key", "missing-key", in: "1️⃣2️⃣3️⃣version: 1"),
    BrokenFile(
      "bad-name", in: "survey: 1️⃣My Club\ntitle: T\nquestions: [{type: note, name: n, label: L}]",
      says: "“my-club”"),
    BrokenFile(
      "out-of-range", in: "survey: s\nversion: 1️⃣0\ntitle: T\nquestions: [{type: note, name: n, label: L}]"),
    BrokenFile(
      "not-a-number", in: "survey: s\nversion: 1️⃣1.0\ntitle: T\nquestions: [{type: note, name: n, label: L}]"),
    BrokenFile(
      "unknown-word",
      in: "survey: s\ntitle: T\nunits: [person, 1️⃣tabel]\nquestions: [{type: note, name: n, label: L}]"),
    BrokenFile(
      "bad-language",
      in: "survey: s\ntitle: T\nlanguages: {default: 1️⃣English}\nquestions: [{type: note, name: n, label: L}]"),
    BrokenFile(
      "unused-list",
      in: "survey: s\ntitle: T\nquestions: [{type: note, name: n, label: L}]\nchoice_lists: {1️⃣agree: {1: A}}"),
    BrokenFile("wrong-kind", in: "survey: s\ntitle: T\nquestions: 1️⃣{type: note}"),
    BrokenFile("wrong-kind", in: "1️⃣- survey"),
  ])
  func heads(_ file: BrokenFile) {
    file.expectProblems { SurveyFile.read(text: $0, path: "draft.yaml") }
  }

  @Test("the name of the file and folder must be that of the survey and version")
  func fileName() {
    let file = BrokenFile(
      "name-not-of-folder", "version-not-of-file",
      in: "survey: 1️⃣club\nversion: 2️⃣2\ntitle: T\nquestions: [{type: note, name: n, label: L}]")
    file.expectProblems { SurveyFile.read(text: $0, path: "Surveys/clubs/survey.v3.yaml") }
    let right = MarkedText(file.marked).text
    #expect(SurveyFile.read(text: right, path: "Surveys/club/survey.v2.yaml").diagnostics.isEmpty)
  }

  @Test("a block that includes itself, by way of another, is refused in the place of the second include")
  func recursion() {
    let reading = SurveyFile.read(
      text: survey("  - {include: one}"), path: "draft.yaml",
      blocks: [
        "one": "block: one\nquestions: [{include: two}]\n",
        "two": "block: two\nquestions:\n  - {include: one}\n",
      ])
    #expect(reading.diagnostics.map(\.rule) == ["recursive-include"])
    #expect(reading.diagnostics.first?.file == "two.yaml")
    #expect(reading.diagnostics.first?.line == 3)
    #expect(reading.diagnostics.first?.column == 15)
  }
}

extension BrokenFile {
  /// Expects the problems when these questions stand in a survey.
  func expectIn(before: String = "", more: String = "") {
    var file = self
    file.marked = survey(before.isEmpty ? marked : before + "\n" + marked, more: more)
    file.expectProblems {
      SurveyFile.read(
        text: $0, path: "draft.yaml",
        blocks: ["address": "block: address\nquestions: [{type: text, name: town, label: Town}]"],
        codebooks: ["fears"])
    }
  }
}
