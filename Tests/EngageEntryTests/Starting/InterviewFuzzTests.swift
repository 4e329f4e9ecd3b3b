import EngageFiles
import EngageModel
import EngageTesting
import Foundation
import Testing

@testable import EngageEntry

/// Whatever is typed, what comes of it is a survey or an event that `check` has nothing against, and a kill loses
/// nothing.
@Suite struct InterviewFuzzTests {
  static let words = [
    "", "", "", "", "i", "i", "1", "1", "2", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "1, 2",
    "0 to 10", "-5 to 5",
    "0.1 to 7",
    "y", "y", "y", "n", "a", "i", "h", "m", "p", "k", "w", "t", "c 1", "x 1", "m 2 1", "1a", "2b", "as 1",
    "as 2",
    "What is your religion?", "How safe do you feel by day?", "Who are you?", "Other", "Other, please say",
    "None of these", "Yes", "No", "no", "null", "~", "key", "session", "Don't know", "Prefer not to say",
    "religion", "age_band", "who_are_you", "who_are_you_other", "trust", "trust_police", "other", "ź", "שלום",
    "ਹਾਂ",
    "🎈", "${who} = 'yes'", "'", "\"quoted\": {x", "- dash", "# comment", "%", "@at", "//slash", "\t",
    "\u{7}bell",
    "a\u{0}b", "\u{2028}", "\u{FEFF}", "e\u{301}", "\u{202E}backwards", "&a *a", "!!str 5", "|", "> folded",
    "---",
    "English, Polish", "cy, fr, de", "/b", "/b", "/c 1", "/c 2", "/x 1", "/x 2", "/m 2 1", "/m 1 3", "/e",
    "/e", "/l",
    "/s", "/?", "/", "/zzz", "Nuneaton", "24/9/2019", "September 2019", "1/2/2020 to 3/2020", "52",
    "about 40",
    "cancelled", "postponed", "unknown", "-", "999999999999", "31/12/2029",
    String(repeating: "long ", count: 60),
    String(repeating: "x", count: 3000),
  ]

  @Test func nothingTypedMakesASurveyThatCheckRefuses() throws {
    var (kills, questions, conditions, written) = (0, 0, 0, 0)
    for seed in 0..<500 {
      var random = SeededGenerator(seed: UInt64(seed))
      var typed = try InterviewCase(InterviewCase.start)
      for _ in 0..<150 where typed.interview.prompt.kind != .finished {
        if Int.random(in: 0..<40, using: &random) == 0 {
          kills += 1
          try kill(&typed)
        } else {
          typed.type(line: InterviewFuzzTests.words.randomElement(using: &random) ?? "")
        }
        let prompt = typed.interview.prompt
        #expect(prompt.kind == .finished || !prompt.text.isEmpty)
      }
      let survey = typed.survey
      guard !survey.questions.isEmpty else { continue }
      questions += survey.questions.count
      conditions += survey.questions.count { $0.relevant != nil && $0.otherOf == nil }
      written += typed.interview.isToBeWritten ? 1 : 0
      let (text, reading) = InterviewCase.reread(survey)
      #expect(reading.value == survey, "seed \(seed):\n\(text)")
      let serious = reading.diagnostics.filter { $0.severity != .note }
      #expect(serious.isEmpty, "seed \(seed): \(serious.map(\.message)) in\n\(text)")
    }
    // The scripts must get as far as that for the test to mean anything.
    #expect(
      kills > 1000 && questions > 1000 && conditions > 20 && written > 20,
      "\(kills) \(questions) \(conditions) \(written)")
  }

  /// Goes on from what was kept, in another process as it were.
  private func kill(_ typed: inout InterviewCase) throws {
    let kept = try JSONEncoder().encode(typed.interview.draft)
    let draft = try JSONDecoder().decode(SurveyInterviewDraft.self, from: kept)
    let before = typed.interview
    typed.interview = SurveyInterview(surroundings: InterviewCase.surroundings, goingOnWith: draft)
    #expect(typed.interview.draft == before.draft && typed.interview.prompt == before.prompt)
  }

  @Test func nothingTypedMakesAnEventThatCheckRefuses() throws {
    let club = try InterviewCase("Club|club|⏎|3|May we quote?|2|⏎|⏎|⏎|⏎").survey
    let surroundings = EventInterview.Surroundings(
      events: ["club-2019"], surveys: [club], organisation: "Our club", contact: "desk@example.org")
    var (sessions, written) = (0, 0)
    for seed in 0..<500 {
      var random = SeededGenerator(seed: UInt64(seed))
      var interview = try EventInterview(surroundings: surroundings)
      for line in ["Club evening", "", ""] { _ = interview.accept(line) }
      for _ in 0..<80 where interview.prompt.kind != .finished {
        if Int.random(in: 0..<12, using: &random) == 0 {
          let kept = try JSONEncoder().encode(interview.draft)
          let again = EventInterview(
            surroundings: surroundings,
            goingOnWith: try JSONDecoder().decode(EventInterviewDraft.self, from: kept))
          #expect(again.prompt == interview.prompt)
          interview = again
        } else {
          _ = interview.accept(InterviewFuzzTests.words.randomElement(using: &random) ?? "")
        }
      }
      guard !interview.event.sessions.isEmpty else { continue }
      sessions += interview.event.sessions.count
      written += interview.isToBeWritten ? 1 : 0
      let text = EventWriter(interview.event).text
      let reading = EventFile.read(
        text: text, path: "\(interview.event.id).yaml", surveyNames: ["club"],
        surveys: { $0 == "club" ? club : nil })
      #expect(reading.value == interview.event, "seed \(seed):\n\(text)")
      #expect(reading.diagnostics.isEmpty, "seed \(seed): \(reading.diagnostics.map(\.message)) in\n\(text)")
    }
    #expect(sessions > 500 && written > 20, "\(sessions) \(written)")
  }
}
