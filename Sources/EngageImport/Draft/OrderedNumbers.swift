/// The place of answers that are numbers or ranges of numbers: “$25,000 to $49,999”, “Less than 10”, “> 60”, “3+”,
/// “6 months - 1 year ago”.
enum OrderedNumbers {
  private static let below = [
    "less than", "fewer than", "under", "below", "up to", "younger than", "at most", "no more than",
    "not more than",
    "<=", "≤", "<",
  ]
  private static let above = [
    "more than", "over", "above", "greater than", "older than", "at least", "from", "between", "about",
    "around",
    "approximately", "age", "aged", "ages", ">=", "≥", ">", "~",
  ]
  private static let beyond: Set<String> = ["more than", "over", "above", "greater than", "older than", ">"]
  private static let words = [
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8),
    ("nine", 9),
    ("ten", 10), ("twelve", 12), ("twenty", 20), ("once", 1), ("twice", 2), ("a", 1),
  ]
  /// In months; kinds of units that are never mixed have the same measure.
  private static let units: [(String, Double)] = [
    ("second", 1 / 2_592_000), ("minute", 1 / 43_200), ("hour", 1 / 720), ("day", 1 / 30), ("week", 0.25),
    ("month", 1), ("year", 12), ("yr", 12), ("decade", 120),
  ]

  /// The place of a label; `nil` if it does not begin with a number or bound.
  static func place(_ label: String) -> Double? {
    var rest = Substring(foldedWord(label))
    if ["none", "never", "zero", "not at all"].contains(String(rest)) { return 0 }
    var offset = 0.0
    if let word = below.first(where: { rest.hasPrefix($0) }) {
      rest = rest.dropFirst(word.count)
      offset = -0.001
    } else if let word = above.first(where: { rest.hasPrefix($0) }) {
      rest = rest.dropFirst(word.count)
      if beyond.contains(word) { offset = 0.001 }
    }
    rest = rest.drop { " $£€#".contains($0) }
    if let word = words.first(where: { rest.hasPrefix($0.0 + " ") || (rest == $0.0 && $0.0 != "a") }) {
      rest = "\(word.1)" + rest.dropFirst(word.0.count)
    }
    guard let (number, after) = number(rest) else { return nil }
    if rest.hasSuffix("or more") || rest.hasSuffix("and over") || rest.hasSuffix("and above")
      || rest.hasSuffix("and up")
    {
      offset = 0.001
    }
    if let open = after.first, open.isLetter, !isUnitOrOrdinal(after) { return nil }
    if after.first == "+" { offset = 0.001 }
    let place = number * unit(after) + inches(after)
    return place + (offset == 0 ? 0 : offset * max(1, abs(place)))
  }

  /// The number at the start of a text: digits with thousands' commas, a sign, a fraction, `k` for thousand.
  private static func number(_ text: Substring) -> (Double, Substring)? {
    var digits = ""
    var rest = text
    if rest.first == "-", rest.dropFirst().first?.isASCIIDigit == true { digits.append(rest.removeFirst()) }
    while let character = rest.first {
      if character.isASCIIDigit || (character == "." && rest.dropFirst().first?.isASCIIDigit == true) {
        digits.append(character)
      } else if character != "," || rest.dropFirst().prefix(3).count(where: \.isASCIIDigit) < 3 {
        break
      }
      rest.removeFirst()
    }
    guard var value = Double(digits) else { return nil }
    if rest.first == "k", rest.dropFirst().first?.isLetter != true {
      value *= 1000
      rest.removeFirst()
    } else if rest.hasPrefix("million") || (rest.first == "m" && rest.dropFirst().first?.isLetter != true) {
      value *= 1_000_000
      rest = rest.drop { $0.isLetter }
    }
    return (value, rest)
  }

  /// The inches of 5'10" in feet.
  private static func inches(_ text: Substring) -> Double {
    guard text.first == "'" else { return 0 }
    let digits = text.dropFirst().drop { $0 == " " }.prefix { $0.isASCIIDigit }
    return (Double(digits) ?? 0) / 12
  }

  private static func isUnitOrOrdinal(_ text: Substring) -> Bool {
    ["st", "nd", "rd", "th"].contains { text.hasPrefix($0) } || units.contains { text.hasPrefix($0.0) }
      || text.hasPrefix("x") || text.hasPrefix("times") || text.hasPrefix("hrs") || text.hasPrefix("mins")
  }

  /// The unit that a number has: the next one in the text, unless another number with a unit of its own follows.
  private static func unit(_ text: Substring) -> Double {
    let words = text.split { !$0.isLetter }
    guard let first = words.first(where: { word in units.contains { word.hasPrefix($0.0) } }) else {
      return 1
    }
    return units.first { first.hasPrefix($0.0) }?.1 ?? 1
  }

  /// The labels in the order of their numbers: those that are no numbers behind them, evasive ones last.
  /// - Returns: `nil` if fewer than two of them, or too few answers, are numbers.
  static func order(_ values: [AnswerValues.Value]) -> [String]? {
    let evasive = values.filter { EvasiveWords.include($0.text) }
    let rest = values.filter { !EvasiveWords.include($0.text) }
    let placed = rest.map { (value: $0, place: place($0.text)) }
    let known = placed.filter { $0.place != nil }
    let total = rest.reduce(0) { $0 + $1.count }
    let counted = known.reduce(0) { $0 + $1.value.count }
    guard known.count >= 2, Double(counted) >= 0.9 * Double(total) else { return nil }
    let sorted = known.enumerated().sorted {
      ($0.element.place ?? 0, $0.offset) < ($1.element.place ?? 0, $1.offset)
    }
    return sorted.map(\.element.value.text) + placed.filter { $0.place == nil }.map(\.value.text)
      + evasive.map(\.text)
  }
}

extension Character {
  /// Whether it is one of 0 to 9.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
