import EngageModel
import Glibc

/// The time, and who sits at the keyboard.
enum Clock {
  /// ISO 8601 in UTC, to the second: for the audit trail.
  static var timestamp: String {
    let (date, seconds) = utc
    return "\(date)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }

  /// ISO 8601 in UTC, to the minute: for reports.
  static var minute: String {
    let (date, seconds) = utc
    return "\(date)T\(two(seconds / 3600)):\(two(seconds / 60 % 60))Z"
  }

  /// A moment of the audit trail as people read it, by the clock here: "2019-10-09 17:40"; anything else as it is.
  static func words(_ moment: String) -> String {
    guard let parts = moment.firstMatch(of: #/^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d)?Z$/#),
      let date = CalendarDate(String(parts.1)), let hour = Int(parts.2), let minute = Int(parts.3)
    else { return moment }
    var seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60
    var local = tm()
    guard localtime_r(&seconds, &local) != nil,
      let day = CalendarDate(
        year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
    else { return moment }
    return "\(day) \(two(Int(local.tm_hour))):\(two(Int(local.tm_min)))"
  }

  /// The day here.
  static var today: CalendarDate {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return CalendarDate(
      year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
      ?? utc.date
  }

  /// Seconds that only ever grow.
  static var seconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// The login name.
  static var user: String {
    if let name = getenv("USER").map({ String(cString: $0) }), !name.isEmpty { return name }
    if let entry = getpwuid(getuid()) { return String(cString: entry.pointee.pw_name) }
    return "unknown"
  }

  private static var utc: (date: CalendarDate, seconds: Int) {
    let now = Int(time(nil))
    return (CalendarDate(daysSince1970: now / 86_400), now % 86_400)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
