extension ExpressionValue {
  /// A date in the format of `format-date()`: `%Y` year, `%y` its last two digits, `%m %n` month with and without
  /// a leading zero, `%b` its short English name, `%d %e` day with and without a leading zero, `%a` short English
  /// name of the weekday.
  static func format(_ date: CalendarDate, as format: String) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    // 1970-01-01 was a Thursday.
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    var written = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      guard character == "%", let code = rest.popFirst() else {
        written.append(character)
        continue
      }
      switch code {
      case "Y": written += date.description.prefix(4)
      case "y": written += two(date.year % 100)
      case "m": written += two(date.month)
      case "n": written += String(date.month)
      case "b": written += months[date.month - 1]
      case "d": written += two(date.day)
      case "e": written += String(date.day)
      case "a": written += weekdays[((date.daysSince1970 % 7) + 7) % 7]
      case "%": written += "%"
      default: written += "%\(code)"
      }
    }
    return written
  }
}
