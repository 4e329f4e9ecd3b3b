/// Writes scalars so that every YAML reader takes them for the text they are.
enum YAMLQuoting {
  /// A name or a key: plain where no reader could take it for something else than text (or, as a choice of a scale,
  /// for a whole number), else in quotes.
  static func word(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// Words in double quotes; line breaks and what can't be seen are escaped.
  /// - Parameter bracketsToo: escapes brackets and signs with a meaning in YAML as well. Quoted they mean nothing,
  ///   but `YAMLStructure` counts them without looking at quotes.
  static func quoted(_ text: String, bracketsToo: Bool = false) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\r": written += "\\r"
      case "\t": written += "\\t"
      case "[", "{", "]", "}", "*", "&":
        if bracketsToo { written += escape(scalar) } else { written.unicodeScalars.append(scalar) }
      default:
        if isPrintable(scalar) { written.unicodeScalars.append(scalar) } else { written += escape(scalar) }
      }
    }
    return written + "\""
  }

  /// Words as the lines of a comment, each with its `#`.
  /// - Parameter bracketless: leaves out what `quoted` escapes: a comment knows no escapes.
  static func comment(_ text: String, bracketless: Bool = false) -> [String] {
    SourceFile.lines(of: text).map { line in
      var words = String.UnicodeScalarView()
      words.append(
        contentsOf: line.unicodeScalars.filter {
          isPrintable($0) && !(bracketless && "[{]}*&".unicodeScalars.contains($0))
        })
      return words.isEmpty ? "#" : "# \(String(words))"
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.allSatisfy(isWordByte) else { return false }
    if bytes.allSatisfy(isDigit) { return bytes.count < 10 && (first != 0x30 || bytes.count == 1) }
    // What starts like a number may be one to some reader: 1.0, 1e3, 0x1F, 2019-09-24, 12_000.
    return !isDigit(first) && isLetterOrUnderscore(first) && last != 0x2E
      && !reserved.contains(text.lowercased())
  }

  /// YAML 1.1's words for truth and nothing.
  private static let reserved: Set<String> = ["yes", "no", "y", "n", "on", "off", "true", "false", "null"]

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetterOrUnderscore(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetterOrUnderscore(byte) || byte == 0x2D || byte == 0x2E
  }

  /// YAML 1.2, production 1 (`c-printable`), without tabs, line breaks and the byte order mark.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...0x10_FFFF:
      true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (sign, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x1_0000 ? ("u", 4) : ("U", 8)
    return "\\" + sign + String(repeating: "0", count: width - digits.count) + digits
  }
}
