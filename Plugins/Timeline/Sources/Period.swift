import EngageAnalysis
import EngageModel
import EngageReport

/// A day, week or month as a number: the next one follows.
enum PeriodUnit: String, CaseIterable {
  case day, week, month

  /// What its keys are values of, for figures that tell whom they count.
  var dimension: String { "date:\(rawValue)" }

  /// Days up to a month are told one by one, up to half a year by week, else by month.
  static func fitting(_ span: Int) -> PeriodUnit {
    switch span {
    case ...31: .day
    case ...182: .week
    default: .month
    }
  }

  /// The period of a day since 1970-01-01. Weeks start on Monday; that day was a Thursday.
  func period(of day: Int) -> Int {
    switch self {
    case .day: day
    case .week: (day + 3 - ((day + 3) % 7 + 7) % 7) / 7
    case .month: CalendarDate(daysSince1970: day).monthNumber
    }
  }

  /// Its first day.
  func start(of period: Int) -> CalendarDate {
    switch self {
    case .day: CalendarDate(daysSince1970: period)
    case .week: CalendarDate(daysSince1970: period * 7 - 3)
    case .month:
      CalendarDate(year: period / 12, month: period % 12 + 1, day: 1) ?? CalendarDate(daysSince1970: 0)
    }
  }

  /// `2019-09-24`; of a month `2019-09`.
  func key(of period: Int) -> String {
    let start = start(of: period).description
    return self == .month ? String(start.dropLast(3)) : start
  }

  /// "24 September 2019", "Week from 23 September 2019", "September 2019".
  func label(of period: Int) -> String {
    let start = start(of: period)
    switch self {
    case .day: return Wording.date(start)
    case .week: return "Week from \(Wording.date(start))"
    case .month: return Wording.month(start)
    }
  }

  /// "on any other day", "in any other week", "in any other month".
  var phraseOfOthers: String { (self == .day ? "on" : "in") + " any other \(rawValue)" }

  /// "on 24 September 2019", "in the week from 23 September 2019", "in September 2019".
  func phrase(of period: Int) -> String {
    switch self {
    case .day: "on \(label(of: period))"
    case .week: "in the week from \(Wording.date(start(of: period)))"
    case .month: "in \(label(of: period))"
    }
  }
}

extension CalendarDate {
  /// Months since the year 0.
  var monthNumber: Int { year * 12 + month - 1 }
}
