/// The end of what a plugin wrote to standard error: never kept anywhere else.
struct LogTail: Sendable {
  private var bytes: [UInt8] = []
  private var isCut = false
  private static let longest = 8192

  mutating func append(_ more: some Sequence<UInt8>) {
    bytes += more
    guard bytes.count > 2 * LogTail.longest else { return }
    bytes.removeFirst(bytes.count - LogTail.longest)
    isCut = true
  }

  /// Without signs that a terminal would act on.
  var text: String {
    let tail = bytes.suffix(LogTail.longest)
    let scalars = String(decoding: tail, as: UTF8.self).unicodeScalars.map { scalar in
      scalar == "\n" || LogTail.isPrintable(scalar) ? Character(scalar) : " "
    }
    return (isCut || bytes.count > LogTail.longest ? "…" : "") + String(scalars)
  }

  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: false
    // What turns the direction of writing around can make a line say something else.
    case .format: !("\u{202A}"..."\u{202E}").contains(scalar) && !("\u{2066}"..."\u{2069}").contains(scalar)
    default: true
    }
  }
}
