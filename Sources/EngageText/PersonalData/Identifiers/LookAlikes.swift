/// Which plain character somebody means who types, pastes or scans another one that looks like it.
///
/// Source: the Unicode Character Database (decimal digits, compatibility forms, default-ignorable code points) and, for
/// letters of other scripts that look Latin, Unicode Technical Standard 39, “confusables”.
enum LookAlikes {
  /// A letter that is no Latin one without accents.
  static let otherLetter: UInt8 = 0x80
  /// Any other sign.
  static let otherSign: UInt8 = 0x81

  /// The ASCII character that a scalar stands for, `otherLetter` or `otherSign`; `nil` for what can't be seen.
  static func plain(_ scalar: Unicode.Scalar) -> UInt8? {
    let value = scalar.value
    if value < 0x80 {
      if value == 9 || value == 11 || value == 12 { return 0x20 }
      return value == 13 ? 0x0a : value < 0x20 && value != 10 || value == 0x7f ? nil : UInt8(value)
    }
    if let known = common(value) { return known }
    if let letter = confusables[value] { return letter }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return nil }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return nil
    case .decimalNumber, .otherNumber:
      guard properties.numericType == .decimal || properties.numericType == .digit,
        let number = properties.numericValue, (0...9).contains(number), number == number.rounded()
      else { return otherSign }
      return 48 + UInt8(number)
    case .spaceSeparator: return 0x20
    case .lineSeparator, .paragraphSeparator: return 0x0a
    case .dashPunctuation: return UInt8(ascii: "-")
    case .currencySymbol: return UInt8(ascii: "$")
    case .control, .format: return nil
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .spacingMark:
      return mathematical(value) ?? otherLetter
    default: return mathematical(value) ?? otherSign
    }
  }

  /// What is met most often, and full-width forms.
  private static func common(_ value: UInt32) -> UInt8? {
    switch value {
    case 0xff01...0xff5e: UInt8(value - 0xff01 + 0x21)
    case 0x2018, 0x2019, 0x201b, 0x2032, 0x02bc, 0x00b4: UInt8(ascii: "'")
    case 0x85: 0x0a
    case 0x2043, 0x2212, 0x02d7, 0x30fc: UInt8(ascii: "-")
    case 0x2024, 0x3002, 0xff61, 0xfe52, 0x00b7, 0x2022, 0x2027: UInt8(ascii: ".")
    case 0x2044, 0x2215: UInt8(ascii: "/")
    case 0xfe6b: UInt8(ascii: "@")
    case 0xfe59: UInt8(ascii: "(")
    case 0xfe5a: UInt8(ascii: ")")
    case 0xfe62, 0x207a: UInt8(ascii: "+")
    case 0xfe55, 0x2236, 0xa789: UInt8(ascii: ":")
    default: nil
    }
  }

  /// Letters of formulas and letters in circles: bold, script, sans-serif, each an alphabet of 52 or 26.
  private static func mathematical(_ value: UInt32) -> UInt8? {
    switch value {
    case 0x1d400...0x1d6a3:
      let place = (value - 0x1d400) % 52
      return UInt8(place < 26 ? 0x41 + place : 0x61 + place - 26)
    case 0x24b6...0x24cf: return UInt8(value - 0x24b6 + 0x41)
    case 0x24d0...0x24e9: return UInt8(value - 0x24d0 + 0x61)
    case 0x1f130...0x1f149: return UInt8(value - 0x1f130 + 0x41)
    case 0x1f150...0x1f169: return UInt8(value - 0x1f150 + 0x41)
    case 0x1f170...0x1f189: return UInt8(value - 0x1f170 + 0x41)
    default: return nil
    }
  }

  /// Cyrillic, Greek and a few Latin letters that look like plain ones.
  private static let confusables: [UInt32: UInt8] = {
    let pairs: [(String, String)] = [
      ("АВСЕНІЈКМОРЅТХУԚԜ", "ABCEHIJKMOPSTXYQW"), ("асеіјорѕхуһԁԛԝ", "aceijopsxyhdqw"),
      ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"), ("οια", "oia"), ("ıɑɡ", "iag"),
      ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ"),
    ]
    var table: [UInt32: UInt8] = [:]
    for (others, plain) in pairs {
      for (other, letter) in zip(others.unicodeScalars, plain.utf8) { table[other.value] = letter }
    }
    return table
  }()
}
