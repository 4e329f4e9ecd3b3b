public import EngageModel
public import EngageReport

extension Wording {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// "24 September 2019".
  public static func date(_ date: CalendarDate) -> String {
    "\(date.day) \(months[date.month - 1]) \(date.year)"
  }

  /// "September 2019".
  public static func month(_ date: CalendarDate) -> String { "\(months[date.month - 1]) \(date.year)" }

  /// When things were: "on 24 September 2019", "in September and October 2019", "between September 2019 and March
  /// 2020"; `nil` without dates.
  public static func period(_ dates: [EventDate]) -> String? {
    guard let first = dates.map(\.first).min(), let last = dates.map(\.last).max() else { return nil }
    if first == last { return "on \(date(first))" }
    let span = (last.year - first.year) * 12 + last.month - first.month
    switch (span, first.year == last.year) {
    case (0, _): return "in \(month(first))"
    case (1, true): return "in \(months[first.month - 1]) and \(month(last))"
    case (1, false): return "in \(month(first)) and \(month(last))"
    default:
      let from = first.year == last.year ? months[first.month - 1] : month(first)
      return "between \(from) and \(month(last))"
    }
  }

  /// Where things were, in file order: up to five places by name, else how many; `nil` without places.
  public static func places(_ sessions: [Session]) -> String? {
    var places: [String] = []
    for place in sessions.compactMap(\.place) where !places.contains(place) { places.append(place) }
    if places.isEmpty { return nil }
    return places.count <= 5 ? list(places) : "\(number(places.count)) places"
  }
}

extension AnalysisContext {
  /// A chart's subtitle: the question, the base, places and period.
  /// - Parameters:
  ///   - subject: the question's label, or what is counted.
  ///   - base: "58 answered".
  public func chartSubtitle(_ subject: String, base: String) -> String {
    let held = sessions.indices.compactMap { session(at: $0)?.session }.filter { $0.status == .held }
    let place = Wording.places(held)
    let period = Wording.period(held.compactMap(\.date)).map { period in
      for word in ["on ", "in ", "between "] where period.hasPrefix(word) && word != "between " {
        return String(period.dropFirst(word.count))
      }
      return period
    }
    let ended = subject.last.map { ".?!:".contains($0) } == true
    return ([subject + (ended ? "" : "."), base + "."] + [place, period].compactMap { $0 }.map { $0 + "." })
      .joined(separator: " ")
  }
}
