import EngageModel
import Foundation
import Testing

@Suite("Dates")
struct CalendarDateTests {
  @Test("Every day from 1900 to 2100 goes to its number and back, one after the other, as Foundation counts")
  func everyDay() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let first = try #require(CalendarDate(year: 1900, month: 1, day: 1)).daysSince1970
    let last = try #require(CalendarDate(year: 2100, month: 12, day: 31)).daysSince1970
    #expect(first == -25_567)
    #expect(last - first + 1 == 201 * 365 + 49)
    var before: CalendarDate?
    for days in first...last {
      let date = CalendarDate(daysSince1970: days)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      let agrees =
        date.daysSince1970 == days && CalendarDate(date.description) == date
        && before.map { $0 < date } ?? true
        && parts.year == date.year && parts.month == date.month && parts.day == date.day
      if !agrees { Issue.record("\(date) is not day \(days)") }
      before = date
    }
  }

  @Test(
    "Days that do not exist are refused",
    arguments: [
      "2019-02-29", "1900-02-29", "2019-13-01", "2019-00-01", "2019-04-31", "2019-9-24", "24-09-2019", "",
      "2019-09-24T", "٢٠١٩-٠٩-٢٤", "-019-09-24", "0000-01-01",
    ])
  func refused(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test("Leap days exist", arguments: ["2020-02-29", "2000-02-29"])
  func leap(_ text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(
    "An event is on a day, in a month, or from one to the other",
    arguments: [
      ("2019-09-24", "2019-09-24", "2019-09-24", EventDate.Precision.day),
      ("2020-02", "2020-02-01", "2020-02-29", .month),
      ("2019-09..2020-03", "2019-09-01", "2020-03-31", .range),
      ("2019-09-24..2019-09-24", "2019-09-24", "2019-09-24", .range),
      ("2019-09-24..2019-09", "2019-09-24", "2019-09-30", .range),
    ])
  func eventDates(_ text: String, _ first: String, _ last: String, _ precision: EventDate.Precision) throws {
    let date = try #require(EventDate(text))
    #expect(date.first.description == first)
    #expect(date.last.description == last)
    #expect(date.precision == precision)
    #expect(date.description == text)
    #expect(try JSONDecoder().decode(EventDate.self, from: JSONEncoder().encode(date)) == date)
  }

  @Test(
    "What is no date of an event",
    arguments: [
      "2019", "2020-03..2019-09", "2019-09..", "..2019-09", "2019-09..2019-10..2019-11", "2019-13", "soon",
      "",
    ])
  func noEventDates(_ text: String) {
    #expect(EventDate(text) == nil)
  }
}
