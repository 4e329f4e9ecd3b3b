import Glibc

/// The clock, as the store writes it.
enum UTCTime {
  /// `2026-03-01T09:30:00Z`
  static func now() -> String { written("%Y-%m-%dT%H:%M:%SZ") }

  /// For the names of files: `20260301-093000`
  static func stamp() -> String { written("%Y%m%d-%H%M%S") }

  private static func written(_ format: String) -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, format, &parts)
    return String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
