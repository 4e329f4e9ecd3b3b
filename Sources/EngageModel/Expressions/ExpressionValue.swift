/// What an expression comes to. A missing answer is the empty text; a number is never "not a number".
public enum ExpressionValue: Sendable, Hashable {
  case number(Double)
  /// Also the names of choices, joined by blanks.
  case text(String)
  case boolean(Bool)
  case date(CalendarDate)
  /// Seconds since midnight.
  case time(Int)

  /// A missing answer.
  public static let empty = ExpressionValue.text("")

  /// The value of an answer as expressions see it.
  public init(_ answer: Answer?) {
    switch answer {
    case .choice(let choice): self = .text(choice.rawValue)
    case .choices(let choices), .ranking(let choices):
      self = .text(choices.map(\.rawValue).joined(separator: " "))
    case .number(let number): self = ExpressionValue.finite(number)
    case .date(let date): self = .date(date)
    case .time(let seconds): self = .time(seconds)
    case .text(let text): self = .text(text)
    case .missing, nil: self = .empty
    }
  }

  /// A number, or the empty text in place of what is none.
  static func finite(_ number: Double?) -> ExpressionValue {
    guard let number, number.isFinite else { return .empty }
    return .number(number)
  }

  /// Whether it is the empty text, as of a missing answer.
  public var isEmpty: Bool { self == .empty }

  /// As text: `4`, `1.5`, `2019-09-24`, `09:30`, `true`.
  public var text: String {
    switch self {
    case .number(let number):
      guard number.isFinite else { return "" }
      return number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    case .text(let text): return text
    case .boolean(let truth): return truth ? "true" : "false"
    case .date(let date): return date.description
    case .time(let seconds): return ExpressionValue.clock(seconds)
    }
  }

  /// As a number: a date counts days since 1970-01-01, a time is a part of a day; `nil` for a text that is none.
  public var number: Double? {
    switch self {
    case .number(let number): number.isFinite ? number : nil
    case .text(let text): ExpressionValue.number(in: text)
    case .boolean(let truth): truth ? 1 : 0
    case .date(let date): Double(date.daysSince1970)
    case .time(let seconds): Double(seconds) / 86_400
    }
  }

  /// As a date; `nil` if it is none. Numbers are days since 1970-01-01.
  public var date: CalendarDate? {
    switch self {
    case .date(let date): return date
    case .text(let text): return CalendarDate(text.prefix(10))
    case .number(let number):
      let days = number.rounded(.down)
      // The years 1 to 9999.
      return (-719_162...2_932_896).contains(days) ? CalendarDate(daysSince1970: Int(days)) : nil
    case .boolean, .time: return nil
    }
  }

  /// Whether it counts as true: a number other than 0, a text that is neither empty nor "false".
  ///
  /// ODK takes the text "false" as true; but the answer to a `calculate` is text, and people mean what it says.
  public var isTrue: Bool {
    switch self {
    case .number(let number): number != 0 && !number.isNaN
    case .text(let text): !text.isEmpty && text != "false"
    case .boolean(let truth): truth
    case .date, .time: true
    }
  }

  /// The words of a text that blanks part: names of chosen choices.
  var names: [Substring] { text.split(whereSeparator: \.isWhitespace) }

  /// What decides an order: numbers, and texts that are numbers, dates or times.
  var ordinal: Double? {
    guard case .text(let text) = self else { return number }
    if let number = ExpressionValue.number(in: text) { return number }
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    if let date = parts.first.flatMap({ CalendarDate($0) }) {
      guard parts.count == 2 else { return Double(date.daysSince1970) }
      return ExpressionValue.partOfDay(parts[1]).map { Double(date.daysSince1970) + $0 }
    }
    return ExpressionValue.partOfDay(text[...])
  }

  /// XPath's `=`, with dates and times among the things that compare.
  func equals(_ other: ExpressionValue) -> Bool {
    switch (self, other) {
    case (.boolean, _), (_, .boolean): return isTrue == other.isTrue
    case (.text(let one), .text(let two)) where one == two: return true
    default: break
    }
    if let one = ordinal, let two = other.ordinal { return one == two }
    return text == other.text
  }

  private static func number(in text: String) -> Double? {
    var digits = text[...]
    while digits.first?.isWhitespace == true { digits.removeFirst() }
    while digits.last?.isWhitespace == true { digits.removeLast() }
    let unsigned = digits.hasPrefix("-") ? digits.dropFirst() : digits
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let whole = parts[0].isEmpty ? "0" : String(parts[0])
    let fraction = parts.count < 2 || parts[1].isEmpty ? "0" : String(parts[1])
    guard let number = Double("\(whole).\(fraction)"), number.isFinite else { return nil }
    return digits.hasPrefix("-") ? -number : number
  }

  /// Reads `09:30` or `09:30:15`.
  private static func partOfDay(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
    let numbers = parts.compactMap { UInt8($0) }.map(Int.init)
    guard numbers.count == parts.count, numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
      return nil
    }
    let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    return Double(seconds) / 86_400
  }

  /// `09:30`, or `09:30:15` where there are seconds.
  static func clock(_ seconds: Int, always: Bool = false) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let day = ((seconds % 86_400) + 86_400) % 86_400
    let minutes = "\(two(day / 3600)):\(two(day / 60 % 60))"
    return day % 60 == 0 && !always ? minutes : "\(minutes):\(two(day % 60))"
  }
}
