/// What may become part of an answer, of what was typed or pasted.
enum TypedCharacters {
  /// The text without control characters and without marks that turn the direction of everything behind them;
  /// line ends of all kinds become `\n`, or a blank where a text is short. Linear in its length.
  static func cleaned(_ typed: String, isLong: Bool) -> String {
    if typed.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return typed }
    var clean = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in typed.unicodeScalars {
      defer { last = scalar }
      switch scalar.value {
      case 0x0A where last == "\r": continue
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: clean.append(isLong ? "\n" : " ")
      case 0x09: clean.append(" ")
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }

  /// What is pasted into a short text often ends with the line end of a cell; that is no blank.
  static func withoutLastLineEnds(_ typed: String) -> Substring {
    let end = typed.unicodeScalars.lastIndex { $0 != "\n" && $0 != "\r" }
    guard let end else { return "" }
    return typed[..<typed.unicodeScalars.index(after: end)]
  }
}
