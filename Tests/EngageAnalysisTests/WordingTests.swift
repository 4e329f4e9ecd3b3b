import EngageAnalysis
import EngageModel
import EngageReport
import Testing

@Suite struct WordingTests {
  @Test(arguments: [
    (0, "no"), (1, "one"), (9, "nine"), (10, "10"), (999, "999"), (1300, "1,300"), (1_234_567, "1,234,567"),
  ])
  func wordsToNineAndCommasInThousands(count: Int, words: String) {
    #expect(Wording.number(count) == words)
  }

  @Test func comparedNumbersAreOfOneKind() {
    #expect(Wording.compared(9, 12) == ["9", "12"])
    #expect(Wording.compared(4, 5) == ["four", "five"])
    #expect(Wording.compared(4, 1200) == ["4", "1,200"])
  }

  @Test(
    arguments: [
      ([], ""), (["Rugby"], "Rugby"), (["Nuneaton", "Rugby"], "Nuneaton and Rugby"),
      (["Nuneaton", "Rugby", "Leamington Spa"], "Nuneaton, Rugby and Leamington Spa"),
      (["Nuneaton and Bedworth", "Rugby", "Warwick"], "Nuneaton and Bedworth, Rugby, and Warwick"),
      (["Nuneaton and Bedworth", "Rugby"], "Nuneaton and Bedworth, and Rugby"),
    ] as [([String], String)])
  func namesInAList(names: [String], words: String) {
    #expect(Wording.list(names) == words)
  }

  @Test(arguments: [
    (22, 23, "22 of 23"), (24, 49, "24 of 49"), (25, 50, "25 of 50 (50%)"),
    (1, 1000, "1 of 1,000 (under 1%)"),
    (999, 1000, "999 of 1,000 (over 99%)"), (0, 80, "0 of 80 (0%)"), (80, 80, "80 of 80 (100%)"),
  ])
  func noPercentageOfFewerThanFifty(part: Int, whole: Int, words: String) {
    #expect(Wording.part(part, of: whole) == words)
  }

  @Test(arguments: [
    ("52", "52 people"), ("over 1300", "over 1,300 people"), ("almost 500", "almost 500 people"),
    ("about 40", "about 40 people"), ("9", "nine people"), ("1", "one person"), ("0", "nobody"),
    ("unknown", "an unknown number of people"),
  ])
  func quantitiesKeepTheirQualifier(written: String, words: String) throws {
    #expect(Wording.people(try #require(Quantity(written))) == words)
  }

  @Test func peopleAreCalledWhatTheyAre() {
    #expect(Wording.people(Quantity(1300, .over), called: "staff") == "over 1,300 staff")
    #expect(Wording.people(Quantity(1), called: "staff") == "one person")
  }

  @Test(arguments: [
    (["2019-09-24"], "on 24 September 2019", "24 September 2019"),
    (["2019-09-24", "2019-09-30"], "in September 2019", "September 2019"),
    (["2019-09"], "in September 2019", "September 2019"),
    (["2019-10-08", "2019-09"], "in September and October 2019", "September and October 2019"),
    (["2019-12-08", "2020-01"], "in December 2019 and January 2020", "December 2019 and January 2020"),
    (["2020-01-14", "2020-03-18"], "between January and March 2020", "January to March 2020"),
    (["2019-09..2020-03"], "between September 2019 and March 2020", "September 2019 to March 2020"),
    (["2017-01..2017-12"], "in 2017", "2017"),
    (["2017-01-01", "2017-12-31"], "between January and December 2017", "January to December 2017"),
  ])
  func periodsInSentencesAndHeadings(written: [String], sentence: String, heading: String) throws {
    let dates = try written.map { try #require(EventDate($0)) }
    #expect(Wording.period(dates) == sentence)
    #expect(Wording.heading(dates) == heading)
  }

  @Test func withoutDatesThereIsNoPeriod() {
    #expect(Wording.period([EventDate]()) == nil)
    #expect(Wording.heading([]) == nil)
  }

  @Test(arguments: [
    ("2020-03-18", 2020, "on 18 March"), ("2020-03-18", 2019, "on 18 March 2020"),
    ("2020-03", 2020, "in March"),
    ("2019-12..2020-01", 2020, "in December 2019 and January 2020"),
    ("2020-01..2020-03", 2020, "between January and March"),
    ("2020-01..2020-12", 2020, "in 2020"),
  ])
  func aYearIsToldOnce(written: String, year: Int, words: String) throws {
    #expect(Wording.period(try #require(EventDate(written)), in: year) == words)
  }

  @Test func placesStandInFileOrderOnceEach() {
    func sessions(_ places: [String]) -> [Session] {
      places.enumerated().map { Session(id: Session.ID("s\($0)"), place: $1) }
    }
    #expect(Wording.places(sessions(["Rugby", "Alcester", "Rugby"])) == "Rugby and Alcester")
    #expect(Wording.places(sessions(["A", "B", "C", "D", "E"])) == "A, B, C, D and E")
    #expect(Wording.places(sessions(["A", "B", "C", "D", "E", "F"])) == "six places")
    #expect(Wording.places([Session(id: "online")]) == nil)
  }

  @Test func aChartsSubtitleTellsQuestionBasePlaceAndPeriod() throws {
    let event = Event(
      id: "e", title: "E",
      sessions: [
        Session(id: "a", place: "Rugby", date: EventDate("2019-10-08")),
        Session(id: "b", place: "Alcester", date: EventDate("2019-12-08"), status: .cancelled),
      ])
    let context = AnalysisContext(
      survey: nil, events: [event],
      sessions: event.sessions.map { SessionReference(event: "e", session: $0.id) })
    #expect(
      context.chartSubtitle("How safe do you feel?", base: "58 answered")
        == "How safe do you feel? 58 answered. Rugby. 8 October 2019.")
    #expect(
      AnalysisContext(survey: nil).chartSubtitle("Topics", base: "six answered") == "Topics. Six answered.")
  }
}
