/// How many columns of a terminal text takes: wide and full-width characters two (Unicode Standard Annex 11), marks
/// none, as in the C library's `wcwidth`, by which terminals reckon; an emoji of several parts takes two.
public enum DisplayWidth {
  /// The columns of a text.
  public static func of(_ text: String) -> Int {
    // Most text is ASCII, a column a byte.
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of a character. Letters of several scalars (Indic conjuncts, say) take the sum of their parts, the
  /// most that a terminal gives them.
  public static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    var width = 0
    for scalar in scalars {
      // No picture and no selector comes before these.
      if scalar.value >= 0x2000, isEmoji(scalar, first: scalars.first) { return 2 }
      width += of(scalar)
    }
    return width
  }

  /// Shown as a picture, or asked to be (variation selector 16).
  private static func isEmoji(_ scalar: Unicode.Scalar, first: Unicode.Scalar?) -> Bool {
    scalar.value == 0xFE0F ? first?.properties.isEmoji == true : scalar.properties.isEmojiPresentation
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || 0x7F..<0xA0 ~= scalar.value ? 0 : 1 }
    switch scalar.value {
    // Vowels and finals of Hangul stand on the consonant before.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF,
      0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// One line without control characters or marks that turn the direction of what follows: what came from a
  /// file can't steer the terminal.
  public static func plain(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF: continue
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: clean.append(" ")
      default: clean.append(scalar)
      }
    }
    return String(clean)
  }
}
