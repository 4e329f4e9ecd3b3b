/// A day of the Gregorian calendar.
public struct CalendarDate: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int

  /// - Returns: `nil` if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `2019-09-24`.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Days from 1970-01-01 to a day, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013),
  /// `civil_from_days`.
  public init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01 (Hinnant's `days_from_civil`).
  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// How many days a month has.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2019-09-24`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  public static func < (one: CalendarDate, other: CalendarDate) -> Bool {
    (one.year, one.month, one.day) < (other.year, other.month, other.day)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let date = CalendarDate(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date")
    }
    self = date
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// When something was: a day, a month, or from one to the other.
public struct EventDate: Sendable, Hashable, Codable, CustomStringConvertible {
  /// How exactly it is known.
  public enum Precision: String, Sendable, Codable {
    case day, month, range
  }

  public var first: CalendarDate
  public var last: CalendarDate
  public var precision: Precision
  /// As written.
  public var description: String

  /// Reads `2019-09-24`, `2019-09`, or two of them joined by `..`.
  /// - Returns: `nil` if it is none of these, or ends before it starts.
  public init?(_ text: String) {
    if let dots = text.firstRange(of: "..") {
      guard let from = EventDate(String(text[..<dots.lowerBound])), from.precision != .range,
        let to = EventDate(String(text[dots.upperBound...])), to.precision != .range, from.first <= to.last
      else { return nil }
      self.init(first: from.first, last: to.last, precision: .range, description: text)
    } else if let day = CalendarDate(text) {
      self.init(first: day, last: day, precision: .day, description: text)
    } else if let first = CalendarDate(text + "-01"),
      let last = CalendarDate(
        year: first.year, month: first.month, day: CalendarDate.days(inMonth: first.month, of: first.year))
    {
      self.init(first: first, last: last, precision: .month, description: text)
    } else {
      return nil
    }
  }

  private init(first: CalendarDate, last: CalendarDate, precision: Precision, description: String) {
    self.first = first
    self.last = last
    self.precision = precision
    self.description = description
  }
}
