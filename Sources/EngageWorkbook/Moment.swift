/// A moment written in ISO 8601, such as `2019-11-21T09:05Z`.
struct Moment {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  private let written: String
  private let date: (year: Int, month: Int, day: Int)?
  private let minutes: Int

  init(_ written: String) {
    self.written = written
    let parts = written.split(separator: "T", maxSplits: 1)
    let day = (parts.first ?? "").split(separator: "-").compactMap { Int($0) }
    let isDate =
      day.count == 3 && (1900...9999).contains(day[0]) && (1...12).contains(day[1])
      && (1...31).contains(day[2])
    date = isDate ? (day[0], day[1], day[2]) : nil
    let time = parts.count == 2 ? parts[1].prefix(5).split(separator: ":").compactMap { Int($0) } : []
    minutes = time.count == 2 ? time[0] * 60 + time[1] : 0
  }

  /// "21 November 2019"; as it was written where it is no date.
  var day: String {
    guard let date else { return written }
    return "\(date.day) \(Moment.months[date.month - 1]) \(date.year)"
  }

  /// Seconds since 1970 with the clock as it is written; a fixed day where it is no date.
  var seconds: Int {
    guard let date else { return 1_262_304_000 }  // 2010-01-01
    return Moment.days(date.year, date.month, date.day) * 86_400 + minutes * 60
  }

  /// Days since 1970-01-01. Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
