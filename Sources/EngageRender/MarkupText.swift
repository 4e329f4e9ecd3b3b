/// Text made safe for HTML and SVG.
public enum MarkupText {
  /// Text for element content and quoted attributes; characters XML forbids become U+FFFD, and those that turn the
  /// direction of what follows are left out.
  public static func escape(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n", "\r": escaped += " "
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The inside of a quoted CSS string: everything but plain letters, digits and blanks is written by number.
  static func cssString(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      if turns { return "" }
      let isPlain = scalar.value >= 0x80 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      let isSafe = scalar == " " || scalar == "," || scalar == "."
      return isPlain && scalar.value != 0x2028 && scalar.value != 0x2029 || isSafe
        ? String(scalar) : "\\\(String(scalar.value, radix: 16, uppercase: true)) "
    }.joined()
  }

  /// A name for `id`: letters, digits and hyphens, beginning with a letter.
  static func identifier(_ parts: String...) -> String {
    let text = parts.joined(separator: "-").unicodeScalars.map { scalar -> Character in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        ? Character(scalar) : "-"
    }
    return String(text)
  }
}
