/// Text as a workbook can hold it.
enum SheetText {
  /// The most UTF-16 units in a cell.
  static let cellLimit = 32_767

  /// Text for a cell: characters that XML forbids become U+FFFD, and `_x0041_`, which Excel would read as an
  /// escape for "A", is escaped itself. `escapesControls` for places where the library does not do it.
  static func cell(_ text: String, escapesControls: Bool = false) -> String {
    guard needsCare(text, controls: escapesControls) else { return text }
    let units = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    for (index, scalar) in units.enumerated() {
      switch scalar.value {
      case 0, 0xFFFE, 0xFFFF: out.append("\u{FFFD}")
      case 1...8 where escapesControls, 0xB...0x1F where escapesControls:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let escape = "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
        out.append(contentsOf: escape.unicodeScalars)
      case 0x5F where isEscape(units, index): out.append(contentsOf: "_x005F_".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Text for titles, names and properties: control characters become blanks.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xA: out.append("\n")
      case 0..<0x20: out.append(" ")
      case 0xFFFE, 0xFFFF: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  private static func needsCare(_ text: String, controls: Bool) -> Bool {
    for byte in text.utf8 where byte == 0x5F || byte == 0xEF || byte == 0 || (controls && byte < 0x20) {
      return true
    }
    return false
  }

  /// Whether `_xHHHH_` starts here.
  private static func isEscape(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    guard at + 6 < scalars.count, scalars[at + 1] == "x", scalars[at + 6] == "_" else { return false }
    return scalars[(at + 2)...(at + 5)].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
