import EngageModel

/// The day on which a response was given, as far as it is known before all responses are read.
enum SubmissionDay: Hashable, Sendable, Codable {
  /// Days since 1970-01-01.
  case day(Int)
  /// The same, from a text that can only be read with the day before the month: "22/4/2016".
  case dayFirst(Int)
  /// The same, from a text that can only be read with the month before the day: "4/22/2016".
  case monthFirst(Int)
  /// Two numbers of which either may be the month: "4/5/2016".
  case either(first: Int, second: Int, year: Int)
  /// A month, counted from the year 0.
  case month(Int)
  /// Nothing says when.
  case unknown
  /// A time of submission that can't be read.
  case unreadable

  /// Reads the time at which a program says that a response was submitted; the time of day is left aside.
  ///
  /// Read are `2019-09-24T10:00:00Z`, `2019/09/24 10:00`, `20190924`, `24.09.2019`, `4/22/2016 19:57:50`, `24-09-19`,
  /// `24 Sep 2019` and `September 24, 2019`.
  init(submitted text: String) {
    let tokens = Token.all(in: text)
    self = SubmissionDay.numbered(tokens) ?? SubmissionDay.named(tokens) ?? .unreadable
  }

  private static func numbered(_ tokens: [Token]) -> SubmissionDay? {
    guard let first = tokens.first, let one = first.number else { return nil }
    if first.digits == 8 {
      return day(year: one / 10_000, month: one / 100 % 100, day: one % 100).map(SubmissionDay.day)
    }
    guard tokens.count > 2, let two = tokens[1].number, let three = tokens[2].number, tokens[1].digits <= 2,
      "-/.".contains(first.after), tokens[1].after == first.after
    else { return nil }
    if first.digits == 4 {
      return tokens[2].digits <= 2 ? day(year: one, month: two, day: three).map(SubmissionDay.day) : nil
    }
    guard first.digits <= 2, let year = fullYear(tokens[2]) else { return nil }
    let dayFirst = day(year: year, month: two, day: one)
    if first.after == "." { return dayFirst.map(SubmissionDay.day) }
    switch (dayFirst, day(year: year, month: one, day: two)) {
    case (let day?, nil): return .dayFirst(day)
    case (nil, let day?): return .monthFirst(day)
    case (let day?, let other?):
      return day == other ? .day(day) : .either(first: one, second: two, year: year)
    case (nil, nil): return nil
    }
  }

  private static func named(_ tokens: [Token]) -> SubmissionDay? {
    guard let place = tokens.firstIndex(where: { $0.month != nil }), let month = tokens[place].month else {
      return nil
    }
    let numbers = tokens.indices.filter { tokens[$0].number != nil }
    guard let first = numbers.first, let one = tokens[first].number, numbers.count > 1 else { return nil }
    let second = tokens[numbers[1]]
    // "24 Sep 2019" and "Sep 24, 2019"; "2019 Sep 24".
    if tokens[first].digits == 4, let two = second.number, second.digits <= 2 {
      return day(year: one, month: month, day: two).map(SubmissionDay.day)
    }
    guard tokens[first].digits <= 2, let year = fullYear(second) else { return nil }
    return day(year: year, month: month, day: one).map(SubmissionDay.day)
  }

  private static func day(year: Int, month: Int, day: Int) -> Int? {
    CalendarDate(year: year, month: month, day: day)?.daysSince1970
  }

  /// Two digits from 70 are of the last century.
  private static func fullYear(_ token: Token) -> Int? {
    guard let number = token.number else { return nil }
    switch token.digits {
    case 4: return number
    case 2: return number < 70 ? 2000 + number : 1900 + number
    default: return nil
    }
  }
}

/// A run of digits or of letters.
private struct Token {
  let text: Substring
  /// The number, for digits.
  let number: Int?
  /// The character right after it; a blank at the end.
  let after: Character

  /// How many digits it has; 0 for a word.
  var digits: Int { number == nil ? 0 : text.utf8.count }

  /// For the English name of a month, whole or its first three letters ("Sept" too): 1 to 12.
  var month: Int? {
    guard number == nil, text.utf8.count >= 3 else { return nil }
    let word = text.lowercased()
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november", "december",
    ]
    return names.firstIndex { $0.hasPrefix(word) }.map { $0 + 1 }
  }

  static func all(in text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let character = rest.first {
      let isDigit = character.isASCII && character.isNumber
      guard isDigit || character.isLetter else {
        rest.removeFirst()
        continue
      }
      let run = rest.prefix { isDigit ? $0.isASCII && $0.isNumber : $0.isLetter }
      rest = rest[run.endIndex...]
      // Numbers longer than a date in digits are none of one.
      tokens.append(
        Token(text: run, number: isDigit ? Int(run.prefix(9)) : nil, after: rest.first ?? " "))
    }
    return tokens
  }
}
