extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Without control characters, which paste and terminals slip in; tabs and line ends stay.
  var withoutControls: String {
    guard unicodeScalars.contains(where: String.isControl) else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars where !String.isControl(scalar) { scalars.append(scalar) }
    return String(scalars)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\t" && scalar != "\n") || (0x7f...0x9f).contains(scalar.value)
  }

  /// On one line, cut off after so many characters.
  func brief(_ length: Int = 60) -> String {
    let line = split(whereSeparator: \.isNewline).joined(separator: " / ")
    return line.count > length ? line.prefix(length - 1) + "…" : line
  }

  /// Whether it is digits of ASCII only, one at least.
  var isDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}
