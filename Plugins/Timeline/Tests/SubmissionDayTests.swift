import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Testing
import Timeline

/// How times of submission are read, as programs write them.
@Suite struct SubmissionDayTests {
  static let readable = [
    "2019-09-24", "2019-09-24T10:00:00Z", "2019-09-24 10:00:00 UTC", "2019-09-24T10:00:00.000+01:00",
    "20190924",
    "2019/09/24 10:00:00 AM GMT+1", "24.09.2019 10:00", "24.9.19", "9/24/2019 19:57:50", "24/9/2019",
    "24-09-2019",
    "9/24/19 10:00", "24 Sep 2019", "24-Sep-2019", "September 24, 2019 10:00 AM",
    "Tue, 24 Sept 2019 10:00:00 +0000",
    "24th September 2019", "2019 Sep 24", "Tue Sep 24 2019 10:00",
  ]

  @Test(arguments: readable) func theDayIsRead(text: String) throws {
    #expect(try TimelineCase(submitted: [text]).section().counts == ["2019-09-24: 1"], "\(text)")
  }

  static let unreadable = [
    "yesterday", "2019-13-01", "2019-02-30", "31/31/2019", "24.13.2019", "1569315600", "43732.5", "2019",
    "09/2019",
    "10:00", "24/9", "24/9/201", "Sep 2019", "12345678901/1/2019",
  ]

  @Test(arguments: unreadable) func whatIsNoDayIsToldAndLeftOut(text: String) throws {
    let section = try TimelineCase(submitted: [text]).section()
    #expect(section.counts == [], "\(text)")
    #expect(section.notes.contains("One response is left out: the time of submission can't be read."))
  }

  @Test func otherDatesOfTheColumnDecideWhichNumberIsTheMonth() throws {
    let monthFirst = try TimelineCase(submitted: ["4/5/2016 19:00", "4/22/2016 19:57:50"]).section([
      "unit": "day"
    ])
    #expect(monthFirst.counts.first == "2016-04-05: 1")
    let dayFirst = try TimelineCase(submitted: ["4/5/2016", "22/5/2016"]).section(["unit": "day"])
    #expect(dayFirst.counts.first == "2016-05-04: 1")
  }

  @Test func whereNothingDecidesItTheDateIsLeftOutUnlessTheReaderDecides() throws {
    let undecided = try TimelineCase(submitted: ["4/5/2016", "6/6/2016"])
    let section = try undecided.section(["unit": "day"])
    #expect(section.counts == ["2016-06-06: 1"])
    #expect(section.notes.contains { $0.contains("order=day-first") })
    #expect(try undecided.section(["unit": "day", "order": "day-first"]).counts.first == "2016-05-04: 1")
    #expect(try undecided.section(["unit": "day", "order": "month-first"]).counts.first == "2016-04-05: 1")
    let contradiction = try TimelineCase(submitted: ["4/5/2016", "22/5/2016", "5/22/2016"]).section([
      "unit": "day"
    ])
    #expect(contradiction.counts == ["2016-05-22: 2"])
  }

  @Test func eventsMayComeFromDifferentPrograms() throws {
    let file = { (name: String) in "event: \(name)\ntitle: \"\(name)\"\nsessions:\n  - {session: online}" }
    let test = try TimelineCase(
      """
      | session   | submitted |
      | us/online | 4/5/2016  |
      | us/online | 4/22/2016 |
      | uk/online | 4/5/2016  |
      | uk/online | 22/5/2016 |
      """, events: [file("us"), file("uk")])
    #expect(
      try test.section(["unit": "month"]).counts == ["2016-04: 2", "2016-05: 2"])
  }

  /// Against Python's `csv` and `datetime` on the file: 125 responses from 22 April to 7 May 2016.
  @Test func theTimesOfAPublishedSurveyAreRead() throws {
    guard let folder = RepositoryFolder.shared("data/googleforms-jupyter-education-2016"),
      let bytes = try? Data(contentsOf: URL(filePath: folder + "/responses.csv"))
    else {
      print("SKIPPED: the answers of googleforms-jupyter-education-2016 can't be read")
      return
    }
    // Answers run over several lines; a line that begins with a date and a time is the first of a response.
    let stamps = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { $0.firstMatch(of: /^\d+\/\d+\/2016 \d+:\d+:\d+,/) != nil }
      .compactMap { $0.split(separator: ",").first.map(String.init) }
    let section = try TimelineCase(submitted: stamps).section(["unit": "month"])
    #expect(section.measure("responses") == 125 && section.measure("undated") == 0)
    #expect(section.counts == Self.published)
  }

  static let published = ["2016-04: 94", "2016-05: 31"]
}
