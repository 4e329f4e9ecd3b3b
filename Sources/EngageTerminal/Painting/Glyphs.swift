import EngageColumns

/// A character as it is shown, and how many columns it takes.
struct Glyph: Sendable, Hashable {
  var character: Character
  var columns: Int
  /// Of several scalars, or a picture: terminals differ.
  var isUncertain: Bool

  var isBlank: Bool { character == " " }
  var isLineEnd: Bool { character == "\n" }

  static func plain(_ character: Character) -> Glyph {
    Glyph(character: character, columns: 1, isUncertain: false)
  }
}

/// How characters are shown: all of them, or ASCII where the locale knows no others. What is stored stays as it is.
struct Glyphs: Sendable {
  let isUnicode: Bool

  var ellipsis: String { isUnicode ? "…" : "..." }
  var rule: Character { isUnicode ? "─" : "-" }
  var bar: Character { isUnicode ? "│" : "|" }

  /// A text's characters, one for one; line ends stay, other control characters show as a dot, and marks that would
  /// turn the direction of what follows take no column and are not sent.
  func of(_ text: String) -> [Glyph] { text.map { glyph($0) } }

  /// The same on one line.
  func line(_ text: String) -> [Glyph] {
    text.map { character in
      let glyph = glyph(character)
      return glyph.isLineEnd ? .plain(" ") : glyph
    }
  }

  private func glyph(_ character: Character) -> Glyph {
    if let ascii = character.asciiValue {
      if 0x20..<0x7F ~= ascii { return .plain(character) }
      // CR LF is one character and has the value of LF.
      return ascii == 0x0A ? .plain("\n") : ascii == 0x09 ? .plain(" ") : hidden
    }
    let width = DisplayWidth.of(character)
    let first = character.unicodeScalars.first
    if width == 0 {
      let isFormat = first?.properties.generalCategory == .format
      return isFormat ? Glyph(character: character, columns: 0, isUncertain: false) : hidden
    }
    guard isUnicode else { return .plain(Self.ascii[character] ?? "?") }
    let isUncertain = character.unicodeScalars.count > 1 || first.map(Self.isUncertain) == true
    return Glyph(character: character, columns: width, isUncertain: isUncertain)
  }

  /// Pictures, and letters from Hebrew to Myanmar, which change with their neighbours.
  private static func isUncertain(_ scalar: Unicode.Scalar) -> Bool {
    0x590..<0x1100 ~= scalar.value
      || ((scalar.value >= 0x2000 || scalar.value < 0x100) && scalar.properties.isEmoji)
  }

  private var hidden: Glyph { .plain(isUnicode ? "·" : "?") }

  private static let ascii: [Character: Character] = [
    "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "·": "-", "…": ".", "•": "*",
    "\u{A0}": " ", "\u{202F}": " ", "→": ">", "←": "<", "×": "x",
  ]
}
