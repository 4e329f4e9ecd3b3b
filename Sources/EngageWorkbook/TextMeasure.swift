/// How wide text is in Calibri, in widths of its digits: the unit of Excel's column widths.
enum TextMeasure {
  /// Advance widths of Calibri for U+0020 to U+007E, in 1/2048 em.
  private static let advances: [UInt16] = [
    463, 667, 821, 1020, 1038, 1464, 1397, 452, 621, 621, 1020, 1020, 511, 627, 517, 791, 1038, 1038, 1038,
    1038, 1038, 1038, 1038, 1038, 1038, 1038, 548, 548, 1020, 1020, 1020, 949, 1831, 1185, 1114, 1092, 1260,
    1000, 941, 1292, 1276, 516, 653, 1064, 861, 1751, 1322, 1356, 1058, 1378, 1112, 941, 998, 1314, 1162,
    1822,
    1063, 998, 959, 628, 791, 628, 1020, 1020, 596, 981, 1076, 866, 1076, 1019, 625, 964, 1076, 470, 490, 931,
    470, 1636, 1076, 1080, 1076, 1076, 714, 801, 686, 1076, 925, 1464, 887, 927, 809, 644, 943, 644, 1020,
  ]
  private static let digit = 1038.0

  /// The width of a text on one line at 11 points, or at the size given.
  static func width(_ text: some StringProtocol, size: Double = 11, bold: Bool = false) -> Double {
    var sum = 0
    var isPlain = true
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F else {
        isPlain = false
        break
      }
      sum += Int(advances[Int(byte) - 0x20])
    }
    if !isPlain { sum = text.unicodeScalars.reduce(0) { $0 + advance(of: $1) } }
    return Double(sum) / digit * size / 11 * (bold ? 1.05 : 1)
  }

  private static func advance(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: Int(advances[Int(scalar.value) - 0x20])
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x11FF, 0x2E80...0xD7FF, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x1F000...: 2048
    default: 1100
    }
  }

  /// The width of the widest word.
  static func widestWord(in text: String, bold: Bool = false) -> Double {
    text.utf8.split(separator: blank).map { width(Substring($0), bold: bold) }.max() ?? 0
  }

  /// The width of the start of a text, in at most `bytes` bytes of UTF-8: enough to see that it is wide.
  static func width(ofStart text: String, bytes: Int = 100) -> Double {
    text.utf8.count <= bytes ? width(text) : width(text.unicodeScalars.prefix(bytes))
  }

  private static func width(_ scalars: Substring.UnicodeScalarView) -> Double { width(Substring(scalars)) }

  private static let blank = UInt8(ascii: " ")

  /// The text in lines no wider than `limit`, broken between words; a wider word stands alone.
  static func lines(of text: String, within limit: Double, size: Double = 11, bold: Bool = false) -> [String]
  {
    let hasBreaks = text.utf8.contains { $0 < 0x20 }
    if !hasBreaks, width(text, size: size, bold: bold) <= limit { return [text] }
    let gap = width(" ", size: size, bold: bold)
    var lines: [String] = []
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      var line = ""
      var used = 0.0
      for part in paragraph.utf8.split(separator: blank) {
        let word = Substring(part)
        let needed = width(word, size: size, bold: bold)
        if !line.isEmpty, used + gap + needed > limit {
          lines.append(line)
          (line, used) = (String(word), needed)
        } else {
          used += needed + (line.isEmpty ? 0 : gap)
          if !line.isEmpty { line += " " }
          line += word
        }
      }
      lines.append(line)
    }
    return lines
  }

  /// How many lines a cell of that width shows, a word wider than the cell broken.
  static func lineCount(of text: String, within limit: Double, size: Double = 11, bold: Bool = false) -> Int {
    // A little less than the width: programs break lines a little differently.
    let room = max(1, limit * 0.96)
    return lines(of: text, within: room, size: size, bold: bold)
      .map { max(1, Int((width($0, size: size, bold: bold) / room).rounded(.up))) }.reduce(0, +)
  }
}
