/// How often something happens in a year: “Daily”, “Several times per month”, “Once every two weeks”,
/// “Less than once per year”.
enum CalendarFrequency {
  private static let fixed: [String: Double] = [
    "never": 0, "not at all": 0, "less often": 0.05, "less frequently": 0.05, "rarely": 0.1,
    "hardly ever": 0.08,
    "almost never": 0.06, "very rarely": 0.07, "occasionally": 0.3, "hourly": 8760, "daily": 365,
    "weekly": 52,
    "fortnightly": 26, "monthly": 12, "quarterly": 4, "yearly": 1, "annually": 1, "constantly": 20_000,
    "almost constantly": 15_000, "every day": 365, "most days": 250, "almost every day": 300,
    "nearly every day": 300,
    "every day or almost every day": 320, "every weekday": 260, "weekends only": 100, "only once": 0.02,
    "once": 0.02,
    "one off": 0.02, "twice a year": 2, "every semester": 2, "every term": 3, "termly": 3,
    "every two years": 0.5,
    "every other year": 0.5, "every other week": 26, "every other month": 6, "every other day": 180,
    "multiple times a day": 1300, "several times daily": 1300,
  ]
  private static let periods: [(String, Double)] = [
    ("hour", 8760), ("day", 365), ("week", 52), ("fortnight", 26), ("month", 12), ("quarter", 4), ("year", 1),
    ("daily", 365), ("weekly", 52), ("monthly", 12), ("yearly", 1), ("annually", 1), ("semester", 2),
    ("term", 3),
  ]
  private static let numbers: [String: Double] = [
    "once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "several": 3.5,
    "few": 3,
    "couple": 2, "multiple": 3.5, "many": 6,
  ]

  private static let modifiers: Set<String> = [
    "a", "an", "per", "each", "every", "in", "the", "times", "time", "of", "at", "least", "more", "less",
    "fewer", "than",
    "often", "or", "about", "almost", "most", "nearly", "roughly", "to", "and", "over", "only", "other",
    "frequently",
    "approximately", "around", "on", "average", "occasions", "but", "not", "up", "during", "within", "single",
  ]

  /// Times a year; `nil` if the label says nothing of the kind.
  static func timesAYear(_ label: LabelWords) -> Double? {
    if let known = fixed[label.plain] { return known }
    let words = label.words.map(String.init)
    guard let last = words.last(where: { word in period(word) != nil }), let perYear = period(last) else {
      return nil
    }
    // “More than 1 year ago” is no frequency, nor “Daily Mail”.
    let isKnown = words.allSatisfy {
      modifiers.contains($0) || numbers[$0] != nil || period($0) != nil
        || $0.allSatisfy { $0.isNumber || $0 == "+" }
    }
    guard isKnown else { return nil }
    let amounts = words.compactMap { numbers[$0] ?? Double($0) }
    var rate: Double
    if words.contains("every") {
      rate = perYear / (amounts.last ?? 1)
    } else if words.contains(where: {
      ["a", "per", "each", "an", "in", "times", "once", "twice"].contains($0)
    }) || words.count == 1 {
      guard !amounts.isEmpty || words.count == 1 || words.contains("times") else { return nil }
      rate = perYear * (amounts.isEmpty ? 1 : amounts.reduce(0, +) / Double(amounts.count))
    } else if ["daily", "weekly", "monthly", "yearly", "annually"].contains(last) {
      rate = perYear
    } else {
      return nil
    }
    if label.has("less than") || label.has("fewer than") || label.has("less often than") { rate *= 0.8 }
    if label.has("more than") || label.has("more often than") || label.has("over") { rate *= 1.2 }
    if label.has("at least") || label.has("or more") { rate *= 1.1 }
    return rate
  }

  private static func period(_ word: String) -> Double? {
    periods.first { word == $0.0 || word == $0.0 + "s" }?.1
  }
}
