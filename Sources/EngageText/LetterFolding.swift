/// What counts as a letter, and which letters count as the same.
///
/// Texts are UTF-8 and need not be valid: a byte that is no UTF-8 reads as U+FFFD, a character like any other.
enum LetterFolding {
  /// The character that starts at a byte, and its length.
  static func scalar(in text: UnsafeBufferPointer<UInt8>, at position: Int) -> (
    scalar: Unicode.Scalar, length: Int
  ) {
    let first = text[position]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
    guard length > 0, position + length <= text.count else { return ("\u{fffd}", 1) }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length {
      let byte = text[position + offset]
      guard byte & 0xc0 == 0x80 else { return ("\u{fffd}", 1) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return Unicode.Scalar(value).map { ($0, length) } ?? ("\u{fffd}", 1)
  }

  /// Whether it is a letter or a digit, of any script. An apostrophe of any kind is not.
  static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let folded = scalar.value | 0x20
      return (0x61...0x7a).contains(folded) || (0x30...0x39).contains(scalar.value)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      return scalar != "\u{02bc}"
    default: return false
    }
  }

  /// Whether it goes with the letter before it: an accent, a vowel sign. Alone it makes no word.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Whether it is an accent that `accents: fold` takes away. Vowel signs of other scripts are none: without them
  /// words would mean something else.
  static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    (0x300...0x36f).contains(scalar.value) || (0x1ab0...0x1aff).contains(scalar.value)
      || (0x1dc0...0x1dff).contains(scalar.value)
  }

  /// White space, that of other scripts and the no-break space among it.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " || (0x09...0x0d).contains(scalar.value) }
    return scalar.properties.isWhitespace
  }

  /// The character for which it stands where it is no part of a word: the plain apostrophe for a typographic one.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{02bc}": "'"
    default: scalar
    }
  }

  /// Adds the word that starts at a place, case-folded.
  ///
  /// Letters and digits make a word, and the marks that go with them. An underscore between two of them joins them,
  /// as in a file name and as everywhere where `\w` finds words; one at the edge, as in _emphasis_, does not.
  /// - Returns: where it ends.
  static func appendWord(in text: UnsafeBufferPointer<UInt8>, at start: Int, to bytes: inout [UInt8]) -> Int {
    var end = start
    while end < text.count {
      let (scalar, length) = LetterFolding.scalar(in: text, at: end)
      if isWordCharacter(scalar) || isMark(scalar) {
        appendFolded(scalar, to: &bytes)
        end += length
      } else if scalar == "_", let next = afterUnderscores(in: text, at: end) {
        bytes.append(contentsOf: text[end..<next])
        end = next
      } else {
        break
      }
    }
    return end
  }

  /// Where a run of underscores ends, if a word goes on there.
  static func afterUnderscores(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var end = start
    while end < text.count, text[end] == 0x5f { end += 1 }
    return end < text.count && isWordCharacter(scalar(in: text, at: end).scalar) ? end : nil
  }

  /// Adds a character of a word in lower case (simple case folding, Unicode 15, `CaseFolding.txt` status C and S),
  /// its accents after its letter.
  static func appendFolded(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII {
      let value = UInt8(scalar.value)
      bytes.append((0x41...0x5a).contains(value) ? value | 0x20 : value)
      return
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter:
      for lower in scalar.properties.lowercaseMapping.unicodeScalars { appendDecomposed(lower, to: &bytes) }
    default:
      appendDecomposed(scalar, to: &bytes)
    }
  }

  private static func appendDecomposed(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar {
    case "ς": appendDecomposed("σ", to: &bytes)
    case "ſ": appendDecomposed("s", to: &bytes)
    case "µ": appendDecomposed("μ", to: &bytes)
    default:
      if scalar.value >= 0xe0, let parts = Accents.parts(of: scalar) {
        appendDecomposed(parts.letter, to: &bytes)
        appendDecomposed(parts.accent, to: &bytes)
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// A folded word without its accents.
  static func withoutAccents(_ word: [UInt8]) -> [UInt8] {
    guard word.contains(where: { $0 >= 0x80 }) else { return word }
    return word.withUnsafeBufferPointer { text in
      var kept: [UInt8] = []
      kept.reserveCapacity(text.count)
      var position = 0
      while position < text.count {
        let (scalar, length) = LetterFolding.scalar(in: text, at: position)
        if !isAccent(scalar) { kept.append(contentsOf: text[position..<position + length]) }
        position += length
      }
      return kept
    }
  }
}
