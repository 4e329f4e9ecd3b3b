import EngageFiles
import EngageModel
import Testing

@testable import EngageEntry

/// Going back, going on another day, and changing what is there.
@Suite struct SurveyChangesTests {
  private static let two = InterviewCase.start + "Came before?|2|⏎|Why not?|7|⏎|⏎|"

  @Test func theFormIsWrittenOnlyOnAWord() throws {
    var typed = try InterviewCase(SurveyChangesTests.two + "⏎|⏎|⏎|⏎")
    #expect(!typed.interview.isToBeWritten && typed.refusals.count == 2)
    #expect(typed.refusals.allSatisfy { $0.hasPrefix("Type y to write the form") })
    typed.type("y")
    #expect(typed.interview.isToBeWritten)
  }

  @Test func whatWasTypedAnotherDayCanStillBeTakenBack() throws {
    let typed = try InterviewCase(SurveyChangesTests.two + "Who are you?|1|Parent")
    var again = typed
    again.interview = SurveyInterview(
      surroundings: InterviewCase.surroundings, goingOnWith: typed.interview.draft)
    for _ in 0..<10 { again.type("/b") }
    #expect(
      again.refusals.isEmpty && again.interview.draft.step == .wording && again.survey.questions.isEmpty)
    again.type("Only tea?|2|⏎")
    #expect(again.survey.questions.map(brief) == ["only_tea select_one [yes no]"])
  }

  @Test func aWrittenFormIsChangedUnderItsOwnName() throws {
    let typed = try InterviewCase(SurveyChangesTests.two + "⏎|⏎")
    var surroundings = InterviewCase.surroundings
    surroundings.surveys.insert("club")
    var changed = InterviewCase(changing: typed.interview.draft, in: surroundings)
    changed.type("n|x 2")
    #expect(changed.interview.isWritten && changed.refusals.count == 1)
    #expect(changed.refusals[0].contains("short name"))
    changed.type("/b|y")
    #expect(changed.interview.isToBeWritten && changed.interview.isWritten)
    #expect(changed.survey == typed.survey)
  }

  @Test func questionsAreCountedAsPrinted() throws {
    var typed = try InterviewCase(
      InterviewCase.start
        + "Welcome!|11|I trust|6|Police|Council|⏎|1|⏎|⏎|Who?|1|Parent|Other|⏎|y|⏎|Came before?|2|⏎")
    #expect(typed.interview.prompt.text.hasPrefix("Question 4,"))
    #expect(
      typed.interview.accept("/l").words == """
        t1  Welcome! – only to be read
         1  I trust – a table of 2 lines, 5 boxes each
         2  Who? – 2 boxes, tick one
         3  Came before? – 2 boxes, tick one
        """)
    #expect(typed.interview.accept("/s").words?.contains("\n3. Came before?") == true)
    #expect(typed.survey.printedCount == 3 && typed.interview.draft.summary.contains("3 questions"))
    typed.type("/x t1|/m 3 1")
    #expect(typed.refusals.isEmpty && typed.survey.questions[0].id == "came_before")
    typed.type("⏎|1")
    let ready = typed.survey.printedCount
    #expect(typed.interview.prompt.details.last?.contains("(\(ready - 3) questions)") == true)
    typed.type("x \(ready)")
    #expect(typed.refusals.isEmpty && typed.survey.printedCount == 3)
  }

  @Test func languagesCanBeChangedAtTheEnd() throws {
    var typed = try InterviewCase(
      "Club|club|English, Polish|Klub|1|Came?|2|Był Pan?|Tak|Nie|⏎|⏎|⏎|i|English, Welsh")
    #expect(typed.refusals.isEmpty && typed.survey.languages == Languages(default: "en", others: ["cy"]))
    #expect(typed.survey.title.translations.isEmpty)
    #expect(InterviewCase.reread(typed.survey).reading.value == typed.survey)
    typed.type("i|⏎")
    #expect(typed.survey.languages.others == ["cy"])
  }

  @Test func aLetterOrANumberIsAskedAboutBeforeItIsAWording() throws {
    var typed = try InterviewCase(InterviewCase.start + "3|⏎")
    #expect(typed.survey.questions.isEmpty && typed.interview.draft.step == .wording)
    typed.type("3|y|2|⏎")
    #expect(typed.survey.questions.map(brief) == ["q_3 select_one [yes no]"])
  }

  @Test func theShortNameFollowsTheWordingUntilItIsChosen() throws {
    var typed = try InterviewCase(
      InterviewCase.start + "Came before?|2|⏎|Why?|7|⏎|i|1|1|⏎|/c 1|w|Attended earlier?|⏎")
    #expect(
      typed.survey.questions.map(brief) == [
        "attended_earlier select_one [yes no]", "why text if ${attended_earlier} = 'yes'",
      ])
    typed.type("/c 1|n|visited|w|Were you here?|⏎")
    #expect(typed.survey.questions[0].id == "visited")
  }

  @Test func scalesKeepTheirNumbers() throws {
    var typed = try InterviewCase(InterviewCase.start + "How was it?|5")
    let before = typed.interview.prompt.options.map(\.label)
    typed.type("7|⏎|⏎|And then?|5|⏎|Bad|Fair|Good|⏎|⏎|⏎|At last?|5")
    #expect(typed.interview.prompt.options.map(\.label) == before + ["Bad – Fair – Good"])
  }

  @Test func whatBecomesOfAnOwnOtherIsSaid() throws {
    var typed = try InterviewCase(InterviewCase.start + "Who are you?|1|Parent|Other (please say where)|⏎")
    #expect(typed.interview.accept("y").words?.contains("“Other, please say: ____”") == true)
  }

  @Test func limitsAreShownBack() throws {
    let typed = try InterviewCase(InterviewCase.start + "How many came?|8|y|0 to 90")
    #expect(typed.interview.prompt.text.contains("a whole number, 0 to 90"))
  }

  static let languages = [
    ("pl", true), ("pt-BR", true), ("zh-Hans", true), ("rom", true), ("out-after-dark", false),
    ("qq", false), ("en-after", false),
  ]

  @Test(arguments: languages) func onlyCodesOfLanguagesAreKnown(_ code: String, _ isKnown: Bool) {
    #expect(LanguageNames.isKnown(code) == isKnown)
  }
}
