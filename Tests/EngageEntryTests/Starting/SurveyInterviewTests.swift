import EngageFiles
import EngageModel
import Testing

@testable import EngageEntry

/// Scripts of lines give exactly these questions.
@Suite struct SurveyInterviewTests {
  static let kinds: [(script: String, questions: [String])] = [
    ("Who are you?|1|Parent|Young person|⏎|⏎", ["who_are_you select_one [parent young_person]"]),
    (
      "Who are you?|1|Parent|Other (please say)|⏎|y|⏎",
      [
        "who_are_you select_one [parent other]",
        "who_are_you_other text if selected(${who_are_you}, 'other')",
      ]
    ),
    ("Who are you?|1|Parent|Other|⏎|n|⏎", ["who_are_you select_one [parent other_2]"]),
    ("Came before?|2|⏎", ["came_before select_one [yes no]"]),
    ("Came before?|3|⏎", ["came_before select_one [yes no not_sure]"]),
    (
      "Which of these?|4|Tea|Coffee|None of these|⏎|⏎|⏎",
      [
        "which_of_these select_multiple [tea coffee none_these] where not(selected(., 'none_these') and count-selected(.) > 1)"
      ]
    ),
    ("Which of these?|4|Tea|None|⏎|n|⏎", ["which_of_these select_multiple [tea none]"]),
    ("How safe are you?|5|3|⏎|⏎", ["safe scale [1 2 3 4 5]"]),
    ("How safe are you?|5|3|Don't know|⏎", ["safe scale [1 2 3 4 5 9]"]),
    ("How was it?|5|⏎|Bad|Fair|Good|⏎|⏎|⏎", ["how_was_it scale [1 2 3]"]),
    (
      "I trust|6|The police|The council|⏎|1|Don't know|⏎",
      ["trust_police scale [1 2 3 4 5 9]", "trust_council scale [1 2 3 4 5 9]"]
    ),
    ("What concerns you?|7|1|⏎", ["concerns text themes worries"]),
    ("What concerns you?|7|⏎|⏎", ["concerns text"]),
    ("How many came?|8|y|0 to 10|⏎", ["many_came integer where . >= 0 and . <= 10"]),
    ("How many hours?|8|n|⏎|⏎", ["many_hours decimal"]),
    ("When was it?|9|⏎", ["when_was_it date"]),
    ("Put these in order|10|Tea|Coffee|⏎|⏎", ["put_order rank [tea coffee]"]),
    ("Thank you for coming.|11", ["note note"]),
    ("What is your religion?|7|⏎|⏎|⏎", ["religion_2 text sensitive identifies"]),
    ("How old are you?|8|y|⏎|⏎|⏎", ["old integer identifies"]),
    ("Is it for your health condition?|2|3|⏎", ["health_condition select_one [yes no]"]),
    ("Came before?|2|m|n|before|p|1|⏎", ["before select_one [yes no] required sensitive identifies"]),
  ]

  @Test(arguments: kinds.indices)
  func aQuestionIsWhatWasTyped(_ index: Int) throws {
    let (script, questions) = SurveyInterviewTests.kinds[index]
    let typed = try InterviewCase(InterviewCase.start + script)
    #expect(typed.refusals.isEmpty, "\(script)")
    #expect(typed.survey.questions.map(brief) == questions, "\(script)")
    let read = InterviewCase.reread(typed.survey)
    #expect(read.reading.value == typed.survey && !read.reading.diagnostics.hasErrors, "\(read.text)")
  }

  @Test func aQuestionMayHangOnEarlierBoxes() throws {
    let typed = try InterviewCase(
      InterviewCase.start + "Came before?|3|⏎|I trust|6|Police|Council|⏎|1|⏎|⏎|Which of these?|4|Tea|Milk|⏎|⏎"
        + "|What then?|7|⏎|i|1|1, 3|⏎|Why?|7|⏎|i|2b|5|⏎|Sugar?|2|i|3|1|⏎|And?|2|i|3|2|i|⏎|⏎")
    #expect(typed.refusals.isEmpty)
    #expect(
      typed.survey.questions.suffix(4).map(brief) == [
        "what_then text if ${came_before} = 'yes' or ${came_before} = 'not_sure'",
        "why text if ${trust_council} = '5'",
        "sugar select_one [yes no] if selected(${which_of_these}, 'tea')",
        "and select_one [yes no]",
      ])
    #expect(!InterviewCase.reread(typed.survey).reading.diagnostics.hasErrors)
  }

  @Test func whatAConditionHangsOnIsFollowedOrTheConditionGoes() throws {
    var typed = try InterviewCase(
      InterviewCase.start + "Came before?|2|⏎|Why not?|7|⏎|i|1|2|⏎|/c 1|n|been|⏎")
    #expect(typed.survey.questions.map(brief).last == "why_not text if ${been} = 'no'")
    typed.type("/m 2 1")
    #expect(typed.survey.questions.map(brief) == ["why_not text", "been select_one [yes no]"])
    typed.type("/b|/x 1")
    #expect(typed.survey.questions.map(brief) == ["why_not text"])
    typed.type("/b|/c 1|k|1|Once|Twice|⏎|⏎")
    #expect(typed.survey.questions.map(brief) == ["been select_one [once twice]", "why_not text"])
    #expect(typed.refusals.isEmpty)
  }

  @Test func namesAreUniqueAndNeverThoseOfReadyMadeQuestions() throws {
    let typed = try InterviewCase(
      InterviewCase.start
        + "Religion|1|A|a!|⏎|⏎|⏎|Why?|7|⏎|⏎|Why?|7|⏎|⏎|Visit|1|A|Other|⏎|⏎|⏎|Visit other|2|⏎|Key|2|⏎|⏎|1|y")
    #expect(typed.refusals.isEmpty)
    let names = typed.survey.questions.map(\.id.rawValue)
    #expect(
      names.prefix(7) == ["religion_2", "why", "why_2", "visit", "visit_other", "visit_other_2", "q_key"])
    #expect(names.contains("religion") && typed.survey.blocks == ["equality-monitoring v1"])
    #expect(typed.survey.questions[0].choices.map(\.id) == ["a", "a_2"])
    let (text, reading) = InterviewCase.reread(typed.survey)
    #expect(text.contains("- {include: equality-monitoring}") && reading.value == typed.survey)
  }

  @Test func titleNameLanguagesAndReadersAreAsked() throws {
    let typed = try InterviewCase(
      "Żółć: an evening|⏎|English, Polish, pa|Wieczór|⏎|3|Came before?|2|Był Pan?|Tak|Nie|⏎|⏎|Again?|2|Znów?|⏎|⏎"
    )
    #expect(typed.refusals.isEmpty)
    let survey = typed.survey
    #expect(survey.id == "zolc-an-evening" && survey.title.translations == ["pl": "Wieczór"])
    #expect(survey.languages == Languages(default: "en", others: ["pl", "pa"]))
    #expect(survey.units == [.person, .table])
    // What “Yes” is in Polish was said once; Punjabi was left for later.
    #expect(survey.questions[1].label.translations == ["pl": "Znów?"])
    #expect(survey.questions[1].choices.map { $0.label.text(in: "pl") } == ["Tak", "Nie"])
    #expect(InterviewCase.reread(survey).reading.value == survey)
  }

  static let refused: [(script: String, words: String)] = [
    ("⏎", "Nothing can be read"), ("Club|our-evening", "already"), ("Club|Our Club", "lower case"),
    ("Club|blocks", "ready-made"), ("Club|club|Klingon", "no language known"),
    ("Club|club|out-after-dark", "no language known"),
    ("Club|club|Polsh", "Did you mean Polish?"), ("Club|club|English, en", "twice"),
    ("Club|club|English|4", "from 1 to 3"), ("Club|club|⏎|1|⏎", "no question yet"),
    ("Club|club|⏎|1|Why?|12", "from 1 to 11"), ("Club|club|⏎|1|Why?|1|⏎", "two boxes"),
    ("Club|club|⏎|1|Why?|1|A|a", "there already"), ("Club|club|⏎|1|Why?|1|as 4", "no boxes"),
    ("Club|club|⏎|1|Why?|8|y|5 to 1", "smallest"), ("Club|club|⏎|1|Why?|2|i", "could decide"),
    ("Club|club|⏎|1|Why?|2|n|9x", "letter first"), ("Club|club|⏎|1|Why?|2|n|religion", "Another question"),
    ("Club|club|⏎|1|Why?|2|⏎|/c 2", "from 1 to 1"), ("Club|club|⏎|1|Why?|/x 1", "First finish"),
    ("/zzz", "no such command"), ("/b", "nothing to go back to"),
  ]

  @Test(arguments: refused.indices)
  func whatCantBeTakenIsExplained(_ index: Int) throws {
    let (script, words) = SurveyInterviewTests.refused[index]
    let typed = try InterviewCase(script)
    #expect(typed.refusals.count == 1 && typed.refusals[0].contains(words), "\(script): \(typed.refusals)")
  }

  @Test func backTakesBackTheLastLineAtEveryStep() throws {
    let script =
      InterviewCase.start + "Who are you?|1|Parent|Other|⏎|y|m|i|⏎|I trust|6|Police|⏎|1|Don't know|⏎|⏎|1|x 1"
    var typed = try InterviewCase()
    for line in script.split(separator: "|") {
      let before = typed.interview.draft
      typed.type(line: line == "⏎" ? "" : String(line))
      let after = typed.interview.draft
      guard after != before else { continue }
      typed.type("/b")
      #expect(typed.interview.draft == before, "\(line)")
      typed.type(line: line == "⏎" ? "" : String(line))
      #expect(typed.interview.draft == after, "\(line)")
    }
  }

  @Test func theListAndTheFormAreShown() throws {
    var typed = try InterviewCase(InterviewCase.start + "Came before?|2|⏎|I trust|6|Police|⏎|1|⏎|⏎")
    #expect(
      typed.interview.accept("/l").words
        == "1  Came before? – 2 boxes, tick one\n2  I trust – a table of 1 line, 5 boxes each")
    let form = typed.interview.accept("/s").words ?? ""
    #expect(form.hasPrefix("Club evening\n1. Came before?\n   [ ] Yes\n   [ ] No\n2a. I trust: Police\n"))
    #expect(typed.interview.accept("/?").words?.contains("/c 3") == true)
  }
}
