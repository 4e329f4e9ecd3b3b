/// How much a character speaks for an encoding, by what it is and what stands beside it.
///
/// The weights are judgements, not measurements: about the logarithm of how much likelier a character is in
/// answers that people write than in bytes read with the wrong table. Tests hold them to real and made-up files.
struct LetterPlausibility {
  /// Alphabets between which a word never changes.
  enum Script { case none, latin, cyrillic, greek, hebrew, arabic }

  static func script(_ scalar: UInt32) -> Script {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x17F, 0x192, 0x218...0x21B: .latin
    case 0x400...0x45F, 0x490, 0x491: .cyrillic
    case 0x386, 0x388...0x3CE: .greek
    case 0x5D0...0x5F2: .hebrew
    case 0x621...0x6D3: .arabic
    default: .none
    }
  }

  /// The weight of a character above 127 between two others; line ends stand for the edges of the sample.
  static func weight(_ scalar: UInt32, after previous: UInt32, before next: UInt32, _ following: UInt32)
    -> Double
  {
    let kind = script(scalar)
    if kind != .none { return letter(scalar, kind, previous, next) }
    switch scalar {
    case 0x80...0x9F: return -8
    case 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0xAB, 0xBB, 0x2039, 0x203A:
      return quotation(scalar, previous, next, following)
    case 0x2013, 0x2014: return isWord(previous) == isWord(next) ? 2 : 0.5
    case 0x2026: return isWord(previous) && !isWord(next) ? 3 : isWord(next) && isWord(previous) ? 0 : 1
    case 0xA0: return isLetter(previous) && isLetter(next) ? -0.5 : 1.5
    case 0xA3, 0x20AC:
      return isDigit(next) || isDigit(previous) ? 3 : isLetter(previous) && isLetter(next) ? -5 : 0
    case 0xB0, 0xBD, 0xBC, 0xBE, 0xB2, 0xB3:
      return isLetter(previous) && isLetter(next) ? -5 : isDigit(previous) ? 2 : -0.5
    case 0x2022, 0xB7: return isWord(previous) ? -2 : 1
    case 0xA9, 0xAE, 0x2122: return isLetter(next) ? -2 : 0.5
    case 0xBF, 0xA1: return isLetter(previous) ? -5 : isLetter(next) ? 1 : -1
    default: return isLetter(previous) && isLetter(next) ? -5 : -2
    }
  }

  private static func letter(
    _ scalar: UInt32, _ kind: Script, _ previous: UInt32, _ next: UInt32
  ) -> Double {
    var weight = commonness[scalar] ?? (kind == .latin ? -1 : isCapital(scalar) ? 0 : 1)
    let before = script(previous)
    let after = script(next)
    if before == kind || after == kind {
      weight += 1
    } else {
      weight -= standsAlone.contains(scalar) ? 0 : 1.5
    }
    for other in [before, after] where other != .none && other != kind { weight -= 4 }
    // Words of the Latin alphabet are mostly plain letters.
    if kind == .latin, before == .latin, after == .latin, previous >= 0x80, next >= 0x80 { weight -= 4 }
    if isDigit(previous) || isDigit(next) { weight -= 1 }
    if isCapital(scalar), before == kind, !isCapital(previous) { weight -= 2.5 }
    if !isCapital(scalar), before == kind, after == kind, isCapital(previous), isCapital(next) {
      weight -= 1.5
    }
    return weight
  }

  private static func quotation(
    _ scalar: UInt32, _ previous: UInt32, _ next: UInt32, _ following: UInt32
  ) -> Double {
    if scalar == 0x2019, isLetter(previous), isLetter(next) {
      // don’t, it’s, we’ll, they’re, I’ve, I’d, I’m
      let ends = [0x73, 0x74, 0x64, 0x6D].contains(next) && !isLetter(following)
      let pair = [[0x6C, 0x6C], [0x72, 0x65], [0x76, 0x65]].contains([next, following])
      return ends || pair ? 6 : 3
    }
    if isLetter(previous), isLetter(next) { return -5 }
    let opens = [0x2018, 0x201C, 0x201E, 0x201A, 0xAB, 0x2039].contains(scalar)
    let faces = opens ? (previous, next) : (next, previous)
    if !isWord(faces.0), faces.1 > 0x20 { return 3 }
    return isWord(faces.0) ? -2 : 0
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
  private static func isLetter(_ scalar: UInt32) -> Bool { script(scalar) != .none }
  private static func isWord(_ scalar: UInt32) -> Bool { isLetter(scalar) || isDigit(scalar) }
  private static func isCapital(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x41...0x5A).contains(scalar) }
    return Unicode.Scalar(scalar)?.properties.isUppercase ?? false
  }

  /// Letters that are words of their own, or stand for one.
  private static let standsAlone = Set("àéèóíåöúÉÀÖìùêô".unicodeScalars.map(\.value))

  /// Weights of letters that are met often or hardly ever; the others are in between.
  private static let commonness: [UInt32: Double] = {
    var weights: [UInt32: Double] = [:]
    for (letters, weight) in [
      ("éèàäöüßçñóíáåøłęążśćńőğşıčšžřěůãê", 2.0), ("ëâîïôõòùûìúæœýðþďťňźđűţășț", 1.0),
      ("ÉÖÜÅØÄÇÑÓŁŻŚŠČŽİÁ", 0.0), ("ŒŸÿƒŔŕĹĺ", -5.0),
      ("оеаинтсрвл", 2.0), ("ЂЃѓЉЊЌЋЏђљњќћџЅѕЈј", -1.0), ("αοιετσνηυρ", 2.0), ("יוהלאתמרבש", 2.0),
      ("ايلومنرهتب", 2.0),
    ] {
      for scalar in letters.unicodeScalars { weights[scalar.value] = weight }
    }
    return weights
  }()
}
