import EngageModel
import EngageReport

/// What the numbers of a question stand for: numbers, days since 1970-01-01, seconds since midnight.
enum NumberKind: CaseIterable {
  case number, date, time

  init(_ type: QuestionType) {
    switch type {
    case .date: self = .date
    case .time: self = .time
    default: self = .number
    }
  }

  /// The table that has a row for each question of the kind.
  var table: String {
    switch self {
    case .number: "numeric"
    case .date: "dates"
    case .time: "times"
    }
  }

  var title: String {
    switch self {
    case .number: "Numbers"
    case .date: "Days"
    case .time: "Times of day"
    }
  }

  /// The kind of a column of such values: days and times are told in words.
  var column: Column.Kind { self == .number ? .number : .text }

  /// What a distance is told in.
  var spread: String {
    switch self {
    case .number: "Standard deviation"
    case .date: "Standard deviation (days)"
    case .time: "Standard deviation (minutes)"
    }
  }

  /// How many units of the kind a class of width 1 holds: a time is told to the second, and cut by the minute.
  var unit: Double { self == .time ? 60 : 1 }

  /// Widths of classes that people can read, from the narrowest; none where powers of ten do.
  var widths: [Double] {
    switch self {
    case .number: []
    case .date: [1, 2, 7, 14, 28, 91, 182, 364]
    case .time: [60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600]
    }
  }

  /// Where a class begins: weeks on a Monday, which 5 January 1970 was.
  var origin: Double { self == .date ? 4 : 0 }

  func cell(_ value: Double?) -> Cell {
    guard let value, value.isFinite else { return .missing }
    return self == .number ? .number(value) : .text(words(value))
  }

  /// "20", "20.5", "2019-09-24", "14:30"; days and times without what is left over.
  func words(_ value: Double) -> String {
    switch self {
    case .number: NumberKind.plain(value)
    case .date: day(value).description
    case .time: NumberKind.clock(value)
    }
  }

  /// The day of a number of days.
  func day(_ value: Double) -> CalendarDate { CalendarDate(daysSince1970: Int(value.rounded(.down))) }

  /// To four digits behind the point at most.
  static func plain(_ value: Double) -> String {
    let rounded = abs(value) < 1e11 ? (value * 10_000).rounded() / 10_000 : value
    if abs(rounded) < 1e15, let whole = Int(exactly: rounded) { return Wording.numeral(whole) }
    return String(rounded)
  }

  private static func clock(_ value: Double) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let minutes = Int(value.rounded(.down)) / 60
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
