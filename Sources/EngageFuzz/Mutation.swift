/// The same numbers in every run of the same seed (SplitMix64, Steele, Lea and Flood 2014).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Small damages to bytes, as a broken download, a careless program or an enemy would do them.
enum Mutation {
  /// Pieces that readers treat in a special way.
  static let morsels: [[UInt8]] =
    [
      "\"", "\"\"", ",", ";", "\r", "\n", "\r\n", "\u{FEFF}", "\0", "=", "<", "</", "/>", "&", "&#0;",
      "&#xD800;",
      "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<![CDATA[", "]]>", "<!--", "_x000D_", "_xD83D_", "_x0000_", "<c",
      "<row",
      " r=\"XFE1\"", " r=\"A0\"", " r=\"ZZZZ9\"", " t=\"s\"", " t=\"inlineStr\"", " t=\"d\"", " s=\"99999\"",
      "<v>99999999999999999999</v>", "<v>1e309</v>", "<v>-1</v>", "<v></v>", "<f>A1</f>", "<is><t>x</t></is>",
      "</sheetData>", "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>", "9", "1048577", "../", "xmlns:x=\"y\"", "x:",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x8C, 0xE6], [0xFF, 0xFE],
    ]

  /// One to six damages.
  static func damaged(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &numbers) { damage(&bytes, &numbers) }
    return bytes
  }

  private static func damage(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    guard !bytes.isEmpty else {
      bytes = morsels.randomElement(using: &numbers) ?? []
      return
    }
    let at = Int.random(in: 0..<bytes.count, using: &numbers)
    let length = min(bytes.count - at, Int.random(in: 1...40, using: &numbers))
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1: bytes[at] = UInt8.random(in: 0...255, using: &numbers)
    case 2: bytes.removeSubrange(at..<(at + length))
    case 3:
      bytes.insert(
        contentsOf: bytes[at..<(at + length)], at: Int.random(in: 0...bytes.count, using: &numbers))
    case 4: bytes.removeSubrange(at...)
    case 5, 6: bytes.insert(contentsOf: morsels.randomElement(using: &numbers) ?? [], at: at)
    default:
      let morsel = morsels.randomElement(using: &numbers) ?? []
      bytes.replaceSubrange(at..<min(bytes.count, at + morsel.count), with: morsel)
    }
  }
}
