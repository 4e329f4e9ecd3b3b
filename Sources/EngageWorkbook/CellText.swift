/// Text made fit for cells, headers and names.
enum CellText {
  /// The most UTF-16 units in a cell of a workbook.
  static let limit = 32_767

  /// The text, cut with "…" where a cell can't hold it, control characters but line ends become blanks: charts
  /// repeat the words of cells, and there the library writes such characters as they are.
  static func cell(_ text: String) -> String {
    let text = cut(text, units: limit)
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0xA }) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      clean.append(scalar.value < 0x20 && scalar.value != 0xA ? " " : scalar)
    }
    return String(clean)
  }

  /// The text on one line, no longer than `units` UTF-16 units, for headers, titles and properties.
  static func line(_ text: String, units: Int = 200) -> String {
    if isLine(text) { return cut(text, units: units) }
    var line = ""
    for character in text {
      let isBlank = character.isNewline || character.unicodeScalars.contains { $0.value < 0x20 }
      line.append(isBlank ? " " : character)
    }
    return cut(line.split(separator: " ").joined(separator: " "), units: units)
  }

  /// Whether a text has no control characters and no blanks to spare.
  private static func isLine(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      if byte < 0x20 || (byte == 0x20 && last == 0x20) { return false }
      last = byte
    }
    return last != 0x20 && !text.utf8.contains(0xE2)
  }

  /// The text cut between words so that it has no more than `units` UTF-16 units.
  static func words(_ text: String, units: Int) -> String {
    guard text.utf16.count > units else { return text }
    var out = ""
    for word in text.split(separator: " ") {
      let longer = out.isEmpty ? String(word) : out + " " + word
      if longer.utf16.count > units { break }
      out = longer
    }
    return out.isEmpty ? String(cut(text, units: units)) : out
  }

  /// The text with a capital and, unless told otherwise, a full stop.
  static func sentence(_ words: String, stopped: Bool = true) -> String {
    let start = words.prefix(1).uppercased() + words.dropFirst()
    return !stopped || words.hasSuffix(".") ? start : start + "."
  }

  private static func cut(_ text: String, units: Int) -> String {
    guard text.utf8.count > units, text.utf16.count > units else { return text }
    var out = ""
    var room = units - 1
    for character in text {
      room -= String(character).utf16.count
      if room < 0 { break }
      out.append(character)
    }
    return out + "…"
  }
}

/// Names that must differ in any case, made different by a number.
struct UniqueNames {
  private var taken: Set<String> = []

  /// The name, or the name with the first free number, joined by `separator` and closed by `ending`.
  mutating func add(_ name: String, separator: String = " (", ending: String = ")") -> String {
    var candidate = name
    var number = 2
    while !taken.insert(candidate.lowercased()).inserted {
      candidate = "\(name)\(separator)\(number)\(ending)"
      number += 1
    }
    return candidate
  }
}
