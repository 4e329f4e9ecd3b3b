import EngageText

/// How an identifier may be written, and what may stand around it.
extension IdentifierVariants {
  private static let blanks = [
    "\u{a0}", "\u{2009}", "\u{202f}", "\t", "\u{2003}", "\u{3000}", "\u{200a}", " \u{a0}",
  ]
  private static let dashes = [
    "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{ff0d}",
  ]
  private static let invisible = ["\u{ad}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}"]
  /// Zeros of Arabic-Indic, Persian, Devanagari, Gurmukhi, Bengali, full-width and bold digits.
  private static let zeros: [UInt32] = [0x660, 0x6f0, 0x966, 0xa66, 0x9e6, 0xff10, 0x1d7ce]

  mutating func disguised(_ identifier: String, _ kind: PersonalDataHint.Kind) -> String {
    var written = identifier
    let keepsCase = kind == .carRegistration && written.contains(" ")
    if chance(30), !keepsCase { written = chance(60) ? written.lowercased() : written.uppercased() }
    switch Int.random(0..<9, &self) {
    case 0: written = replacing(" ", in: written, by: IdentifierVariants.blanks)
    case 1: written = replacing("-", in: written, by: IdentifierVariants.dashes)
    case 2: written = withInvisible(written)
    case 3: written = inOtherDigits(written, pick(IdentifierVariants.zeros))
    case 4: written = fullWidth(written)
    case 5: written = replacing(" ", in: written, by: ["\n", "\r\n", " \n"])
    default: break
    }
    return written
  }

  private mutating func replacing(_ sign: Character, in text: String, by others: [String]) -> String {
    let other = pick(others)
    return text.map { $0 == sign ? other : String($0) }.joined()
  }

  private mutating func withInvisible(_ text: String) -> String {
    let sign = pick(IdentifierVariants.invisible)
    let place = Int.random(1..<max(2, text.count), &self)
    return String(text.prefix(place)) + sign + String(text.dropFirst(place))
  }

  private func inOtherDigits(_ text: String, _ zero: UInt32) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          guard (48...57).contains(scalar.value) else { return scalar }
          return Unicode.Scalar(zero + scalar.value - 48) ?? scalar
        }))
  }

  private func fullWidth(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          guard (0x21...0x7e).contains(scalar.value) else { return scalar }
          return Unicode.Scalar(scalar.value - 0x21 + 0xff01) ?? scalar
        }))
  }

  mutating func surroundings(of kind: PersonalDataHint.Kind) -> (before: String, after: String) {
    let opening = pick(["", "", "", "(", "[", "“", "'", "*", "- ", "…"])
    let closing =
      ["(": ")", "[": "]", "“": "”", "'": "'", "*": "*"][opening] ?? pick(["", "", ".", ",", "!", "?", ";"])
    let after = closing + pick(["", " please", " and then nobody came", "\nThanks", " – that is all"])
    let before: [String]
    switch kind {
    case .birthDate:
      before = [
        "He was born on ", "DOB ", "DOB: ", "date of birth ", "Date of Birth - ", "d.o.b. ",
        "My birthday is ",
        "aged 14 on ", "born ", "She was born in Rugby on ", "D.O.B: ", "birth date ",
      ]
    case .bankAccount: before = ["sort code and account ", "pay me back: ", "my bank is "]
    case .carRegistration:
      before = ["the car ", "reg ", "I saw ", "It was ", "a van, ", "number plate ", "blocking us: "]
    default:
      before = [
        "", "Ring ", "It is ", "my details: ", "You can reach me: ", "I told them ",
        "Nobody at the council cares, ",
        "(see) ", "contact\t", "they have it\n", "it's ",
      ]
    }
    return (pick(before) + opening, after)
  }
}

extension Int {
  fileprivate static func random(_ range: Range<Int>, _ variants: inout IdentifierVariants) -> Int {
    variants.pick(Array(range))
  }
}
