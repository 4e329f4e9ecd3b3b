import EngageText
import Foundation
import Testing

/// A second set, written when the shapes above were finished and never used to change them: other identifiers, other
/// sentences, two disguises at a time.
struct HeldOutVariants {
  private var made: IdentifierVariants

  init(seed: UInt64) { made = IdentifierVariants(seed: seed) }

  mutating func cases(_ count: Int) -> [IdentifierVariants.Case] {
    (0..<count).map { number in
      let kind = IdentifierVariants.kinds[number % IdentifierVariants.kinds.count]
      let identifier = disguised(identifier(kind), kind)
      let before = made.pick(openings(kind))
      let after = made.pick([
        "", " 😀", "; cheers", "\r\n\r\nJo", "/", " >", "…", " (please don't share)", "?!", "\t|",
      ])
      return IdentifierVariants.Case(kind: kind, identifier: identifier, text: before + identifier + after)
    }
  }

  private func openings(_ kind: PersonalDataHint.Kind) -> [String] {
    switch kind {
    case .birthDate:
      [
        "(DOB) ", "dob=", "born: ", "he was born on the ", "my son’s birthday, ", "D O B ",
        "Date of birth:\n",
      ]
    case .carRegistration:
      ["Car: ", "his BMW ", "registration=", "vehicle reg. ", "parks his lorry, ", "drives a Corsa "]
    case .bankAccount: ["Sort code: ", "s/c ", "bank details ", "Pay Anna "]
    default:
      [
        "→ ", "|", "Re: ", "…", "Hi all,\n", "😀 ", "“", "x; ", "1) ", "i.e. ", "ABOUT ", "is it ", "{", "*",
        "text/call: ",
      ]
    }
  }

  private mutating func identifier(_ kind: PersonalDataHint.Kind) -> String {
    switch kind {
    case .postcode:
      made.pick([
        "CB2", "OX14", "G12", "EH1", "BT9", "SY23", "W1G", "EC4V", "NW10", "ZE1", "HS2", "TQ12", "JE2", "L1",
      ])
        + made.pick([" ", "", "-", "  "]) + made.digits(1) + made.letters("ABDEFGHJLNPQRSTUWXYZ", 2)
    case .nhsNumber:
      made.pick(["401 023 2137", "4857773457", "943-476-5919", "450 557 7104", "987 654 4322", "6541003238"])
    case .nationalInsurance:
      made.pick(["JG", "SH", "PX", "LR", "WM", "YZ", "CE"]) + made.pick(["", " "])
        + [made.digits(2), made.digits(2), made.digits(2)].joined(separator: made.pick(["", " ", "."]))
        + made.pick(["", " "]) + made.letters("ABCD", 1)
    case .telephone: telephone()
    case .email:
      made.pick(["Priya.Sharma", "t", "x_y-z", "imam+office", "n0vak", "O'Neill"])
        + made.pick(["@", "@", "@", " (at) ", " [at] ", "[@]", "(AT)"])
        + made.pick([
          "btinternet.com", "rugby.gov.uk", "a.b.example.co.uk", "student.warwick.ac.uk", "posteo.de",
        ])
    case .webAddress:
      made.pick(["https://", "www.", "http://www.", ""])
        + made.pick(["facebook.com", "annasmith.co.uk", "my.blog.example.org"])
        + made.pick(["/priya.sharma", "/profile?id=10009", "", "/~anna/", "#top"])
    case .socialHandle:
      "@" + made.pick(["Priya", "the.imam", "rugby_lad", "xX_zed", "n0vak"])
        + made.pick(["_", "2", "88", ""]) + "z"
    case .carRegistration:
      made.pick(["WV", "KX", "BD", "OE", "FN"]) + made.pick(["03", "18", "55", "70", "21"])
        + made.pick([" ", "", "-"]) + made.letters("BCDFGHJKLMNPRSTVWXYZ", 3)
    case .birthDate:
      made.pick([
        "1/2/90", "21st June 1979", "June 21st 1979", "21.06.1979", "1979/06/21", "21 JUN 79", "21-Jun-1979",
        "3rd of August 2004",
      ])
    case .bankCard:
      made.pick([
        "5555 5555 5555 4444", "4012888888881881", "3782 822463 10005", "6011-1111-1111-1117",
        "4000 0000 0000 0002",
      ])
    default:
      made.pick(["30-96-34", "60.83.71", "09 01 28"]) + made.pick([" ", ", ", " acc "]) + made.digits(8)
    }
  }

  private mutating func telephone() -> String {
    switch made.pick([0, 1, 2, 3, 4, 5, 6, 7]) {
    case 0: "07" + made.digits(3) + "-" + made.digits(6)
    case 1: "(+44) 7" + made.digits(3) + " " + made.digits(6)
    case 2: "+44(0)1926" + made.digits(6)
    case 3: "0121 496 0" + made.digits(3)
    case 4: "447" + made.digits(9)
    case 5: "01926 " + made.digits(2) + " " + made.digits(2) + " " + made.digits(2)
    case 6: "+353 1 496 0" + made.digits(3)
    default: "07 " + made.digits(3) + " " + made.digits(3) + " " + made.digits(3)
    }
  }

  // MARK: Disguises, up to two at a time

  private mutating func disguised(_ text: String, _ kind: PersonalDataHint.Kind) -> String {
    var written = text
    for _ in 0..<made.pick([0, 1, 2]) {
      switch made.pick([0, 1, 2, 3, 4]) {
      case 0:
        written = changed(
          written, " ", made.pick(["\u{2007}", "\u{205f}", "\u{a0}\u{a0}", "\u{2002}", "\u{b}"]))
      case 1: written = changed(written, "-", made.pick(["\u{2043}", "\u{fe63}", "\u{2015}", " - "]))
      case 2:
        written = scattered(
          written, made.pick(["\u{200e}", "\u{180e}", "\u{2063}", "\u{fe0f}", "\u{ad}\u{200b}"]))
      case 3: written = digits(written, from: made.pick([0x1d7d8, 0x1d7f6, 0xe50, 0xbe6, 0x7c0, 0x1fbf0]))
      default: written = kind == .birthDate || kind == .carRegistration ? written : written.lowercased()
      }
    }
    return written
  }

  private func changed(_ text: String, _ sign: Character, _ other: String) -> String {
    text.map { $0 == sign ? other : String($0) }.joined()
  }

  /// Never before the first character: that would be outside.
  private mutating func scattered(_ text: String, _ sign: String) -> String {
    text.enumerated().map { place, character in
      place > 0 && made.chance(25) ? sign + String(character) : String(character)
    }
    .joined()
  }

  private func digits(_ text: String, from zero: UInt32) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          (48...57).contains($0.value) ? Unicode.Scalar(zero + $0.value - 48) ?? $0 : $0
        }))
  }
}

@Suite struct HeldOutFigureTests {
  /// Measured when first run, with nothing in the code changed for it.
  @Test func whatWasHeldOutIsFound() {
    var variants = HeldOutVariants(seed: 77)
    let figures = IdentifierFigureTests.Figures(variants.cases(2_200), [])
    #expect(figures.recall >= 0.995, "\(figures.recall): \(figures.missed.prefix(25))")
    #expect(figures.precision >= 0.98, "\(figures.precision): \(figures.wrong.prefix(25))")
  }
}
