/// The plan of a double-byte encoding: which pairs of bytes are everyday characters.
struct MultibyteTable {
  private let encoding: TextEncoding
  /// Frequent characters, as pairs of bytes.
  private let frequent: Set<UInt16>

  /// `nil` for encodings of single bytes.
  init?(_ encoding: TextEncoding) {
    self.encoding = encoding
    switch encoding {
    case .big5:
      frequent = [
        0xAABA, 0xAC4F, 0xA4A3, 0xA440, 0xA662, 0xA448, 0xA6B3, 0xA7DA, 0xA446, 0xB36F, 0xADD3, 0xA4A4,
      ]
    case .gb18030:
      frequent = [
        0xB5C4, 0xCAC7, 0xB2BB, 0xD2BB, 0xC1CB, 0xD4DA, 0xC8CB, 0xD3D0, 0xCED2, 0xD5E2, 0xB8F6, 0xD6D0,
      ]
    case .eucKR:
      frequent = [
        0xC0CC, 0xB4D9, 0xB4C2, 0xC0C7, 0xC0BB, 0xB0A1, 0xBFA1, 0xB0ED, 0xC7CF, 0xC1F6, 0xC7D1, 0xC0BA,
        0xB8A6,
      ]
    case .shiftJIS, .eucJP: frequent = []
    default: return nil
    }
  }

  /// The weight of all characters of a sample in which `encoding` is known to be valid; `nil` where pairs do not
  /// come out even.
  func weight(of bytes: [UInt8]) -> Double? {
    var sum = 0.0
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead < 0x80 {
        at += 1
        continue
      }
      let width = width(lead, at + 1 < bytes.count ? bytes[at + 1] : 0)
      guard at + width <= bytes.count else { return nil }
      if width == 2 {
        sum += 2 * pair(lead, bytes[at + 1]) + 2 * neighbours(at, bytes)
      } else {
        // Half-width katakana, or characters of three and four bytes: rare.
        sum -= 1
      }
      at += width
    }
    return sum
  }

  private func width(_ lead: UInt8, _ trail: UInt8) -> Int {
    switch encoding {
    case .shiftJIS: lead == 0x80 || (0xA0...0xDF).contains(lead) ? 1 : 2
    case .eucJP: lead == 0x8F ? 3 : 2
    case .gb18030: (0x30...0x39).contains(trail) ? 4 : 2
    default: 2
    }
  }

  /// A character that stands alone, or amid letters of the ASCII alphabet, was hardly meant.
  private func neighbours(_ at: Int, _ bytes: [UInt8]) -> Double {
    let before = at > 0 ? bytes[at - 1] : 0x0A
    let after = at + 2 < bytes.count ? bytes[at + 2] : 0x0A
    let trailIsLetter = Self.isLetter(bytes[at + 1])
    if trailIsLetter, Self.isLetter(after) { return -4 }
    if before < 0x80, after < 0x80 { return Self.isLetter(before) || Self.isLetter(after) ? -5 : -3 }
    return 0
  }

  private func pair(_ lead: UInt8, _ trail: UInt8) -> Double {
    let code = UInt16(lead) << 8 | UInt16(trail)
    if frequent.contains(code) { return 5 }
    switch encoding {
    case .big5: return lead < 0xA4 ? 0 : lead <= 0xC6 ? 3 : -1
    case .gb18030:
      if trail < 0xA1 || lead < 0xA1 { return -2 }
      return lead == 0xA3 || lead == 0xA1 ? 1 : (0xB0...0xD7).contains(lead) ? 3 : -1
    case .eucKR:
      if trail < 0xA1 || lead < 0xA1 { return -2 }
      return (0xB0...0xC8).contains(lead) ? 3 : -1
    case .shiftJIS:
      if code >= 0x829F, code <= 0x8396 { return 4 }
      return lead == 0x81 ? 1 : (0x88...0x97).contains(lead) ? 2 : -1
    default: return lead == 0xA4 || lead == 0xA5 ? 4 : (0xB0...0xCF).contains(lead) ? 2 : -1
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
