internal import Glibc

/// Excel's count of days as a date in ISO form.
enum SerialDate {
  /// 31 December 9999, the last day that a sheet can show.
  static let last = 2_958_465.0

  /// Appends the value as its style shows it; false for values that are no date.
  ///
  /// In the 1900 system day 60 is 29 February 1900, which never was: Excel shows it, and so it is written.
  static func append(
    _ serial: Double, _ style: CellStyle, from1904: Bool, to out: inout ByteBuffer
  ) -> Bool {
    guard serial >= 0, serial < last + 1 else { return false }
    if style == .elapsed {
      time(Int((serial * 86_400).rounded()), to: &out)
      return true
    }
    if style == .date {
      return date(Int(serial), from1904: from1904, to: &out)
    }
    let seconds = Int((serial * 86_400).rounded())
    // Day 0 of the 1900 system is no day: such a value is a time.
    if style == .dateTime, from1904 || seconds >= 86_400 {
      guard date(seconds / 86_400, from1904: from1904, to: &out) else { return false }
      out.append(0x20)
    }
    time(seconds % 86_400, to: &out)
    return true
  }

  private static func date(_ day: Int, from1904: Bool, to out: inout ByteBuffer) -> Bool {
    if !from1904, day == 60 {
      out.append("1900-02-29")
      return true
    }
    guard from1904 || day >= 1 else { return false }
    // Days since 1970-01-01; 1904-01-01 is day 0 of its system.
    let days = from1904 ? day - 24_107 : day < 60 ? day - 25_568 : day - 25_569
    let (year, month, dayOfMonth) = civil(days)
    guard year <= 9999 else { return false }
    digits(year, 4, to: &out)
    out.append(0x2D)
    digits(month, 2, to: &out)
    out.append(0x2D)
    digits(dayOfMonth, 2, to: &out)
    return true
  }

  private static func time(_ seconds: Int, to out: inout ByteBuffer) {
    let hours = seconds / 3600
    digits(hours, hours < 100 ? 2 : String(hours).utf8.count, to: &out)
    out.append(0x3A)
    digits(seconds / 60 % 60, 2, to: &out)
    out.append(0x3A)
    digits(seconds % 60, 2, to: &out)
  }

  private static func digits(_ value: Int, _ width: Int, to out: inout ByteBuffer) {
    out.append(repeating: 0x30, width)
    var rest = value
    var at = out.count
    while rest > 0, at > out.count - width {
      at -= 1
      out.start[at] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
  }

  /// Year, month, day of a count of days from 1970-01-01 in the Gregorian calendar (Howard Hinnant, “chrono-compatible
  /// low-level date algorithms”, civil_from_days; here for days after 0000-03-01).
  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
