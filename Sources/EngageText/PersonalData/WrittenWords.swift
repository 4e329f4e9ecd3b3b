/// A text as words, with how they are written and what stands between them.
struct WrittenWords {
  struct Word {
    let range: Range<String.Index>
    let text: Substring
    /// With plain apostrophes.
    let lowercased: String
    /// Its first letter is a capital, the others are not all.
    let isCapitalised: Bool
    /// Two letters or more, all of them capitals.
    let isShouted: Bool
    let hasDigit: Bool
    /// Letters of a script without capitals.
    let isCaseless: Bool
    /// What stands before it.
    let gap: Gap
  }

  /// What stands between two words.
  enum Gap {
    case start
    /// Blanks only.
    case blank
    /// A full stop and blanks: the end of a sentence, or of an abbreviation.
    case stop
    /// The end of a sentence, a line, a bracket, a quotation mark.
    case sentence
    /// A comma, a dash and so on.
    case other
  }

  private(set) var words: [Word] = []

  init(_ text: String) {
    let scalars = text.unicodeScalars
    var position = scalars.startIndex
    var gap = Gap.start
    while position < scalars.endIndex {
      if WrittenWords.isLetterOrDigit(scalars[position]) {
        let end = WrittenWords.end(ofWordAt: position, in: scalars)
        words.append(WrittenWords.word(text[position..<end], gap: gap))
        position = end
        gap = .blank
      } else {
        gap = WrittenWords.gap(gap, and: scalars[position])
        position = scalars.index(after: position)
      }
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    LetterFolding.isWordCharacter(scalar) || LetterFolding.isMark(scalar)
  }

  /// Apostrophes and hyphens inside a word belong to it.
  private static func end(ofWordAt start: String.Index, in scalars: String.UnicodeScalarView) -> String.Index
  {
    var position = start
    while position < scalars.endIndex {
      if !isLetterOrDigit(scalars[position]) {
        guard ["'", "’", "-", "\u{2010}", "\u{2011}"].contains(scalars[position]) else { return position }
        let next = scalars.index(after: position)
        guard next < scalars.endIndex, isLetterOrDigit(scalars[next]) else { return position }
      }
      position = scalars.index(after: position)
    }
    return position
  }

  private static func gap(_ gap: Gap, and scalar: Unicode.Scalar) -> Gap {
    switch scalar {
    case " ", "\t", "\u{a0}", "\u{202f}": gap
    case ".": gap == .blank ? .stop : .sentence
    case "!", "?", "…", ":", ";", "\n", "\r", "\u{2028}", "\u{2029}", "\"", "“", "”", "‘", "«", "»", "(", ")",
      "[", "]", "•", "*", "·", "|", ">", "'":
      .sentence
    // A dash after a sentence's end, or at the start, is a bullet.
    default: gap == .blank || gap == .other ? .other : .sentence
    }
  }

  private static func word(_ text: Substring, gap: Gap) -> Word {
    var capitals = 0
    var letters = 0
    var cased = 0
    var digits = 0
    var startsWithCapital = false
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if scalar.isASCII {
        switch scalar.value {
        case 0x41...0x5a:
          (letters, cased, capitals) = (letters + 1, cased + 1, capitals + 1)
          if index == 0 { startsWithCapital = true }
        case 0x61...0x7a: (letters, cased) = (letters + 1, cased + 1)
        case 0x30...0x39: digits += 1
        default: break
        }
        continue
      }
      let properties = scalar.properties
      if properties.isUppercase || properties.generalCategory == .titlecaseLetter {
        (letters, cased, capitals) = (letters + 1, cased + 1, capitals + 1)
        if index == 0 { startsWithCapital = true }
      } else if properties.isLowercase {
        (letters, cased) = (letters + 1, cased + 1)
      } else if properties.isAlphabetic {
        letters += 1
      }
    }
    let isShouted = capitals > 1 && capitals == cased
    return Word(
      range: text.startIndex..<text.endIndex, text: text,
      lowercased: String(
        String.UnicodeScalarView(text.lowercased().unicodeScalars.map { $0 == "’" ? "'" : $0 })),
      isCapitalised: startsWithCapital && !isShouted, isShouted: isShouted, hasDigit: digits > 0,
      isCaseless: letters > 0 && cased == 0, gap: gap)
  }
}

extension WrittenWords.Word {
  /// Whether a sentence starts here, so that a capital says nothing.
  var startsSentence: Bool { gap == .start || gap == .stop || gap == .sentence }

  /// Whether only blanks part it from the word before.
  var follows: Bool { gap == .blank }

  /// In lower case, without a possessive 's.
  var stem: String {
    lowercased.hasSuffix("'s") ? String(lowercased.dropLast(2)) : lowercased
  }

  var isPossessive: Bool { stem != lowercased }
}
