import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// The five sentences that the summary of attendance is to write, word for word.
@Suite struct ExampleSentencesTests {
  @Test func peoplePlacesAndMonths() throws {
    let sentences = try AttendanceCase(
      """
      event: we-stand-together-2019
      title: "We Stand Together 2019"
      sessions:
        - {session: nuneaton, place: "Nuneaton", date: 2019-09-24, attended: 52, booked: about 60}
        - {session: rugby, place: "Rugby", date: 2019-10-08, attended: 46}
        - {session: leamington-spa, place: "Leamington Spa", date: 2019-09, attended: 49}
      """
    ).sentences()
    #expect(
      sentences == [
        "In all, 147 people took part across three sessions, in Nuneaton, Rugby and Leamington Spa, in September and "
          + "October 2019."
      ])
  }

  @Test func deliveredManyTimesWithApproximateFigures() throws {
    let sentences = try AttendanceCase(
      """
      event: prevent-training-2019-20
      title: "Prevent Update 2019-20"
      sessions:
        - {session: update, title: "Prevent Update", count: 44, date: 2019-09..2020-03, attended: over 1300, people: "staff"}
        - {session: online, title: "online events", count: 41, attended: almost 500, people: "staff"}
      """
    ).sentences()
    #expect(
      sentences == [
        "Prevent Update was delivered 44 times between September 2019 and March 2020, reaching over 1,300 staff. "
          + "A further 41 online events reached almost 500: about 1,800 in all. Figures are approximate; repeat "
          + "attenders may be counted twice."
      ])
  }

  @Test func bookingsAreNotPeople() throws {
    let sentences = try AttendanceCase(
      """
      event: annual-event-2019
      title: "Annual Prevent event 2019"
      sessions:
        - {session: annual, title: "Annual Prevent event", date: 2019-10, booked: 100, attended: unknown, people: "partners"}
      """
    ).sentences()
    #expect(
      sentences == [
        "For the annual Prevent event in October 2019, 100 partners booked. Attendance was not recorded, so the event "
          + "is not in the total."
      ])
  }

  @Test func cancelledIsNotNobodyCame() throws {
    let sentences = try AttendanceCase(
      """
      event: spring-2020
      title: "Spring 2020"
      sessions:
        - {session: nuneaton, place: "Nuneaton", date: 2020-01-14, attended: 20}
        - {session: rugby, place: "Rugby", date: 2020-01-28, attended: 15}
        - {session: bedworth, place: "Bedworth", date: 2020-02-11, attended: 11}
        - {session: alcester, place: "Alcester", date: 2020-03-04, attended: 0}
        - {session: atherstone, place: "Atherstone", date: 2020-03-18, status: cancelled}
      """
    ).sentences()
    #expect(
      sentences == [
        "Of five sessions planned between January and March 2020, four went ahead and 46 people attended; nobody came "
          + "to Alcester on 4 March. The Atherstone session on 18 March was cancelled."
      ])
  }

  static let events2019And2018 = [
    """
    event: we-stand-together-2019
    programme: "We Stand Together"
    title: "We Stand Together 2019"
    sessions:
      - {session: nuneaton, place: "Nuneaton", date: 2019-09-24, attended: 52}
      - {session: rugby, place: "Rugby", date: 2019-10-08, attended: 46}
      - {session: leamington-spa, place: "Leamington Spa", date: 2019-09, attended: 49}
    """,
    """
    event: we-stand-together-2018
    programme: "We Stand Together"
    title: "We Stand Together 2018"
    sessions:
      - {session: nuneaton, place: "Nuneaton", date: 2018-09-18, attended: 31}
      - {session: bedworth, place: "Bedworth", date: 2018-09-25, attended: 24}
      - {session: rugby, place: "Rugby", date: 2018-10-02, attended: 30}
      - {session: stratford, place: "Stratford-upon-Avon", date: 2018-10-09, attended: 27}
    """,
  ]

  @Test(arguments: [[0, 1], [1, 0]]) func twoEventsOfOneProgrammeAreCompared(order: [Int]) throws {
    let files = ExampleSentencesTests.events2019And2018
    let sentences = try AttendanceCase(files[order[0]], files[order[1]]).sentences()
    #expect(
      sentences.first
        == "We Stand Together heard from 147 people in three sessions in 2019 and 112 in four in 2018: 35 more (31%), "
        + "from one session fewer. The towns differed: not like for like.")
    #expect(sentences.count == 3)
    let without = try AttendanceCase(files[0], files[1], options: ["comparison": "no"]).sentences()
    #expect(without.first == "Together, two events reached 259 people in seven sessions.")
  }

  @Test(arguments: [
    (
      "we-stand-together", "we-stand-together-2019",
      "In all, 147 people took part across three sessions, in Nuneaton, Rugby and Leamington Spa, in September and "
        + "October 2019."
    ),
    (
      "prevent-training", "prevent-training-2019-20",
      "Prevent Update was delivered 44 times between September 2019 and March 2020, reaching over 1,300 staff. A "
        + "further 41 online events reached almost 500: about 1,800 in all. Figures are approximate; repeat attenders "
        + "may be counted twice."
    ),
    (
      "prevent-training", "annual-event-2019",
      "For the annual Prevent event in October 2019, 100 partners booked. Attendance was not recorded, so the event is "
        + "not in the total."
    ),
    (
      "prevent-training", "wrap-training-2019-20",
      "WRAP training was delivered five times between September 2019 and March 2020, reaching 60 people."
    ),
    (
      "prevent-training", "online-grooming",
      "Online Grooming: Keeping Your Family Safe was delivered eight times, reaching 240 people."
    ),
    (
      "prevent-training", "commissioning-staff-2020-08",
      "In all, 39 commissioning staff took part in the Prevent training for commissioning staff, in August 2020."
    ),
    (
      "game-on", "game-on-2020",
      "In all, over 220 Year 9 pupils took part in Game On, at Nicolas Chamberlaine School, in January 2020. The figure "
        + "is approximate."
    ),
    (
      "our-families-our-future", "our-families-our-future-2017",
      "In all, over 400 people took part in Our Families, Our Future, in Warwickshire, in 2017. The figure is "
        + "approximate."
    ),
  ])
  func shippedEventsSayWhatWasPublished(survey: String, event: String, sentence: String) throws {
    let root = try #require(RepositoryFolder.root())
    let path = "\(root)/Surveys/\(survey)/events/\(event).yaml"
    let sentences = try AttendanceCase(events: [EventFile.read(path: path).get()]).sentences()
    #expect(sentences == [sentence])
  }

  @Test func aPublishedTotalThatCannotBeDerivedIsQuoted() throws {
    let root = try #require(RepositoryFolder.root())
    let path = "\(root)/Surveys/prevent-training/events/prevent-training-2019-20.yaml"
    let section = try AttendanceCase(events: [EventFile.read(path: path).get()]).section()
    #expect(section.notes.contains { $0.contains("“just under over 1,800”") && $0.contains("Annual Report") })
    #expect(section.table("sessions")?.cell(row: "total", column: "attended") == .text("about 1,800"))
    #expect(section.measure("attended") == nil)
    #expect(section.measure("sessions") == 85)
  }
}
