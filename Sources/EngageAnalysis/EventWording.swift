public import EngageModel
public import EngageReport

extension Wording {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  /// "24 September 2019".
  public static func date(_ date: CalendarDate) -> String { "\(day(date)) \(date.year)" }

  /// "24 September", where the year is plain from what stands before.
  public static func day(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1])" }

  /// "September 2019".
  public static func month(_ date: CalendarDate) -> String { "\(months[date.month - 1]) \(date.year)" }

  /// When things were: "on 24 September 2019", "in September and October 2019", "between September 2019 and March
  /// 2020", "in 2017" for a whole year; `nil` without dates.
  public static func period(_ dates: [EventDate]) -> String? {
    guard let first = dates.map(\.first).min(), let last = dates.map(\.last).max() else { return nil }
    if first == last { return "on \(date(first))" }
    let span = (last.year - first.year) * 12 + last.month - first.month
    switch (span, first.year == last.year) {
    case (0, _): return "in \(month(first))"
    case (1, true): return "in \(months[first.month - 1]) and \(month(last))"
    case (1, false): return "in \(month(first)) and \(month(last))"
    case (11, true) where dates.contains { $0.first == first && $0.last == last }: return "in \(first.year)"
    default:
      let from = first.year == last.year ? months[first.month - 1] : month(first)
      return "between \(from) and \(month(last))"
    }
  }

  /// A period for a heading or a table: "24 September 2019", "September and October 2019", "September 2019 to
  /// March 2020"; `nil` without dates.
  public static func heading(_ dates: [EventDate]) -> String? {
    guard let period = period(dates) else { return nil }
    let words = period.split(separator: " ", maxSplits: 1)
    guard words[0] == "between", let and = words[1].firstRange(of: " and ") else { return String(words[1]) }
    return words[1][..<and.lowerBound] + " to " + words[1][and.upperBound...]
  }

  /// When one session was, in a sentence that may have told the year: "on 4 March", "in October 2019".
  /// - Parameter year: the year that is plain already, if one is.
  public static func period(_ date: EventDate, in year: Int?) -> String {
    let period = Wording.period([date]) ?? ""
    guard let year, date.first.year == year, date.last.year == year, period != "in \(year)" else {
      return period
    }
    return String(period.dropLast(" \(year)".count))
  }

  /// Where things were, in file order: up to five places by name, else how many; `nil` without places.
  public static func places(_ sessions: [Session]) -> String? {
    var places: [String] = []
    for place in sessions.compactMap(\.place) where !places.contains(place) { places.append(place) }
    if places.isEmpty { return nil }
    return places.count <= 5 ? list(places) : "\(number(places.count)) places"
  }

  /// "52", "over 1,300", "almost 500", "about 40", "nine"; "an unknown number" if unknown.
  public static func quantity(_ quantity: Quantity) -> String {
    switch quantity.qualifier {
    case .exact: number(quantity.value)
    case .unknown: "an unknown number"
    case .over, .almost, .about: "\(quantity.qualifier.rawValue) \(number(quantity.value))"
    }
  }

  /// "147 people", "one person", "over 1,300 staff", "nobody".
  /// - Parameter people: what they are called where "people" is too general.
  public static func people(_ quantity: Quantity, called people: String? = nil) -> String {
    switch quantity.exactValue {
    case 0: "nobody"
    case 1: "one person"
    default: "\(Wording.quantity(quantity)) \(quantity.isKnown ? "" : "of ")\(people ?? "people")"
    }
  }
}

extension AnalysisContext {
  /// A chart's subtitle: the question, the base, places and period.
  /// - Parameters:
  ///   - subject: the question's label, or what is counted.
  ///   - base: "58 answered".
  public func chartSubtitle(_ subject: String, base: String) -> String {
    let held = sessions.indices.compactMap { session(at: $0)?.session }.filter { $0.status == .held }
    let ended = subject.last.map { ".?!:".contains($0) } == true
    let parts = [base, Wording.places(held), Wording.heading(held.compactMap(\.date))].compactMap { $0 }
    return ([subject + (ended ? "" : ".")] + parts.map { Wording.sentence($0) + "." }).joined(separator: " ")
  }
}
