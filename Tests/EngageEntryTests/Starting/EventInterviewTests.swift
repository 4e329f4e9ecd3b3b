import EngageFiles
import EngageModel
import Testing

@testable import EngageEntry

/// Scripts of lines give exactly this event.
@Suite struct EventInterviewTests {
  static func surroundings() throws -> EventInterview.Surroundings {
    let club = try InterviewCase("Club|club|⏎|3|May we quote?|2|⏎|Who?|7|⏎|⏎|⏎|y").survey
    let forms = try InterviewCase("Forms|forms|⏎|1|Who?|7|⏎|⏎|⏎|y").survey
    return EventInterview.Surroundings(
      events: ["club-2019"], surveys: [club, forms], organisation: "Our club")
  }

  /// The interview after a script, and what was said to lines that were not taken.
  private func typed(_ script: String) throws -> (interview: EventInterview, refusals: [String]) {
    var interview = try EventInterview(surroundings: EventInterviewTests.surroundings())
    var refusals: [String] = []
    for line in script.split(separator: "|", omittingEmptySubsequences: false) {
      if case .refused(let words) = interview.accept(line == "⏎" ? "" : String(line)) {
        refusals.append(words)
      }
    }
    return (interview, refusals)
  }

  @Test func aWholeEventIsWhatWasTyped() throws {
    let (interview, refusals) = try typed(
      """
      Club 2020|⏎|1|Safer together|Nuneaton|24/9/2019|Town Hall|52|around 60|1|Leamington Spa|September 2019|⏎|\
      more than 1,300|⏎|2|Rugby|24/9/2019 to 8/10/2019|⏎|unknown|⏎|Rugby|⏎|⏎|cancelled|⏎|2|⏎|To learn|1|Ours|2|\
      31/12/2029|desk@example.org|1|y
      """)
    #expect(refusals.isEmpty && interview.isToBeWritten && interview.missing.isEmpty)
    #expect(
      EventWriter(interview.event).text == """
        event: club-2020
        programme: "Safer together"
        survey: club
        title: "Club 2020"
        overlap: some
        sessions:
          - {session: nuneaton, place: "Nuneaton", venue: "Town Hall", date: 2019-09-24, attended: 52, booked: about 60, basis: register}
          - {session: leamington-spa, place: "Leamington Spa", date: 2019-09, attended: over 1300, basis: head count}
          - {session: rugby, place: "Rugby", date: 2019-09-24..2019-10-08, attended: unknown}
          - {session: rugby-2, place: "Rugby", status: cancelled}
        data_protection:
          controller: "Our club"
          purpose: "To learn"
          lawful_basis: "Legitimate interests, UK GDPR Article 6(1)(f)"
          article_9_condition: "Ours"
          notice_version: "2"
          retain_until: 2029-12-31
          quoting_question: may_quote
          contact: "desk@example.org"

        """)
  }

  @Test func whatIsSkippedIsLeftOutAndNamedAtTheEnd() throws {
    let (interview, refusals) = try typed("Evening|⏎|⏎|⏎|Rugby|⏎|⏎|⏎|⏎|⏎|-|⏎|⏎|⏎|⏎|⏎|⏎|y")
    #expect(refusals.isEmpty && interview.isToBeWritten)
    #expect(
      interview.event
        == Event(
          id: "evening", title: "Evening", sessions: [Session(id: "rugby", place: "Rugby")],
          dataProtection: DataProtection()))
    #expect(interview.missing.count == 7 && interview.missing[0] == "who is responsible for the data")
  }

  @Test func overlapIsAskedWhereThereAreFormsAndTablesOnly() throws {
    let start = "Evening|⏎|%|⏎|Rugby|⏎|⏎|⏎|⏎|⏎"
    for (survey, step) in [("1", "overlap"), ("2", "controller"), ("⏎", "controller")] {
      let interview = try typed(start.split(separator: "%").joined(separator: survey)).interview
      #expect(interview.draft.step.rawValue == step)
    }
  }

  @Test func everythingCanBeChangedAtTheEnd() throws {
    let start = "Evening|⏎|1|⏎|Rugby|⏎|⏎|52|⏎|1|⏎|2|⏎|⏎|⏎|⏎|⏎|⏎|⏎|⏎|"
    let (interview, refusals) = try typed(
      start + "1|Night|2|night|3|-|4|Ours|5|Warwick|1/2/2020|Hall|-|⏎|a|Rugby|⏎|⏎|⏎|⏎|/x 1|7|Me|y")
    #expect(refusals.isEmpty && interview.isToBeWritten, "\(refusals)")
    let expected = Event(
      id: "night", programme: "Ours", title: "Night", sessions: [Session(id: "rugby-2", place: "Rugby")],
      dataProtection: DataProtection(controller: "Our club", purpose: "Me"))
    #expect(interview.event == expected)
  }

  @Test func theNewestFormIsTakenUnlessAnotherIsNamed() throws {
    var surroundings = try EventInterviewTests.surroundings()
    surroundings.newest = "forms"
    for (line, survey) in [("", "forms"), ("1", "club"), ("-", nil)] as [(String, Survey.ID?)] {
      var interview = try EventInterview(surroundings: surroundings)
      for typed in ["Evening", ""] { _ = interview.accept(typed) }
      #expect(interview.prompt.defaultAnswer == "2, Forms")
      _ = interview.accept(line)
      #expect(interview.event.survey == survey)
    }
  }

  @Test func answersAreNotKeptUntilADayBeforeTheSession() throws {
    let (interview, refusals) = try typed(
      "Evening|⏎|⏎|⏎|Rugby|24/9/2026|⏎|⏎|⏎|⏎|⏎|⏎|⏎|⏎|⏎|1/9/2026|31/12/2029|⏎|5|⏎|1/2/2030|⏎|⏎|⏎|y")
    #expect(refusals.count == 2 && !interview.isToBeWritten)
    #expect(refusals.allSatisfy { $0.contains("the last session is on") })
  }

  @Test func whatWasTypedAnotherDayCanStillBeTakenBack() throws {
    let before = try typed("Evening|⏎|1|⏎|Rugby").interview
    var again = EventInterview(
      surroundings: try EventInterviewTests.surroundings(), goingOnWith: before.draft)
    for _ in 0..<3 { _ = again.accept("/b") }
    #expect(again.draft.step == .survey && again.event.survey == nil)
  }

  static let refused: [(script: String, words: String)] = [
    ("Evening|club-2019", "already"), ("Evening|A B", "lower case"), ("Evening|⏎|3", "from 1 to 2"),
    ("Evening|⏎|⏎|⏎|⏎", "one session at least"), ("Evening|⏎|⏎|⏎|Rugby|31/2/2020", "a day such as"),
    ("Evening|⏎|⏎|⏎|Rugby|8/10/2019 to 24/9/2019", "ends before"),
    ("Evening|⏎|⏎|⏎|Rugby|⏎|⏎|many", "Type a number"), ("Evening|⏎|⏎|⏎|Rugby|⏎|⏎|-5", "Type a number"),
    ("Evening|⏎|⏎|⏎|/x 1", "no session yet"), ("Evening|⏎|⏎|⏎|/m 1 2", "order"),
  ]

  @Test(arguments: refused.indices)
  func whatCantBeTakenIsExplained(_ index: Int) throws {
    let (script, words) = EventInterviewTests.refused[index]
    let refusals = try typed(script).refusals
    #expect(refusals.count == 1 && refusals[0].contains(words), "\(script): \(refusals)")
  }

  static let numbers = [
    ("52", "52"), ("1,300", "1300"), ("about 40", "about 40"), ("~40", "about 40"),
    ("roughly 40 people", "about 40"),
    ("Over 1300", "over 1300"), ("more than 12", "over 12"), ("nearly 500", "almost 500"), ("?", "unknown"),
    ("Don’t know", "unknown"),
  ]

  @Test(arguments: numbers) func numbersOfPeopleAreReadAsPeopleSayThem(_ typed: String, _ read: String) throws
  {
    #expect(try PeopleReader.read(typed).description == read)
  }

  static let dates = [
    ("24/9/2019", "2019-09-24"), ("24 September 2019", "2019-09-24"), ("September 2019", "2019-09"),
    ("9/2019", "2019-09"), ("2019-09", "2019-09"), ("24/9/2019 to 8/10/2019", "2019-09-24..2019-10-08"),
    ("Sept 2019 – March 2020", "2019-09..2020-03"), ("2019-09..2020-03", "2019-09..2020-03"),
  ]

  @Test(arguments: dates) func datesAreReadAsPeopleWriteThem(_ typed: String, _ read: String) throws {
    #expect(try EventDateReader.read(typed).description == read)
  }
}
