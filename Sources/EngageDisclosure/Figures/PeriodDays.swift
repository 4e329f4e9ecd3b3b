import EngageModel

/// Weeks and months as their days, so that what one table counts by week and another by month is held together.
enum PeriodDays {
  /// Of all that is counted by when it was given.
  static let dimension = "date:days"

  enum Unit: String {
    case day = "date:day"
    case week = "date:week"
    case month = "date:month"
  }

  static func unit(of dimension: String) -> Unit? { Unit(rawValue: dimension) }

  /// The days of some periods, `2026-03` or the first day of a week; `nil` where it is no dimension of periods, or they
  /// can't be read.
  static func days(of dimension: String, _ periods: Set<String>) -> Set<String>? {
    guard let unit = unit(of: dimension) else { return nil }
    var days: Set<String> = []
    for period in periods {
      guard let first = CalendarDate(unit == .month ? "\(period)-01" : period) else { return nil }
      let count =
        switch unit {
        case .day: 1
        case .week: 7
        case .month: CalendarDate.days(inMonth: first.month, of: first.year)
        }
      for day in 0..<count {
        days.insert(CalendarDate(daysSince1970: first.daysSince1970 + day).description)
      }
    }
    return days
  }
}
