/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Sendable, Equatable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// UTF-16, low byte first (what Excel calls “Unicode text”).
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// Western European Windows.
  case windows1252 = "Windows-1252"
  /// Western European Macintosh before Mac OS X; Excel's “CSV (Macintosh)”.
  case macRoman = "Mac OS Roman"
  /// Western European with the euro sign.
  case iso8859p15 = "ISO-8859-15"
  /// Western European DOS; Excel's “CSV (MS-DOS)”.
  case dos850 = "CP850"
  /// Central European Windows (Polish, Czech, Hungarian …).
  case windows1250 = "Windows-1250"
  /// Central European of the ISO.
  case iso8859p2 = "ISO-8859-2"
  /// Cyrillic Windows.
  case windows1251 = "Windows-1251"
  /// Cyrillic Unix.
  case koi8r = "KOI8-R"
  /// Greek Windows.
  case windows1253 = "Windows-1253"
  /// Turkish Windows.
  case windows1254 = "Windows-1254"
  /// Hebrew Windows.
  case windows1255 = "Windows-1255"
  /// Arabic Windows.
  case windows1256 = "Windows-1256"
  /// Traditional Chinese.
  case big5 = "Big5"
  /// Simplified Chinese; it contains GBK and GB 2312.
  case gb18030 = "GB18030"
  /// Japanese, as Windows writes it.
  case shiftJIS = "Shift-JIS"
  /// Japanese Unix.
  case eucJP = "EUC-JP"
  /// Korean, as Windows writes it.
  case eucKR = "EUC-KR"

  /// The encoding of a name that people write, such as `cp1252`, `latin1`, `mac`, `utf-16`, in any case.
  public init?(name: String) {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    let found = Self.allCases.first {
      $0.otherNames.contains(plain) || $0.rawValue.lowercased().filter { $0.isLetter || $0.isNumber } == plain
    }
    guard let found else { return nil }
    self = found
  }

  /// The encoding that a byte order mark announces; `nil` without a mark.
  public static func byMark(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return .utf8 }
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0xFF, bytes[1] == 0xFE { return .utf16LittleEndian }
    if bytes[0] == 0xFE, bytes[1] == 0xFF { return .utf16BigEndian }
    return nil
  }

  /// The number of bytes of the byte order mark at the start, 0 without one.
  public static func markLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    switch byMark(bytes) {
    case .utf8: 3
    case .utf16LittleEndian, .utf16BigEndian: 2
    default: 0
    }
  }

  /// What the C library's converter calls the encoding.
  var converterName: String {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .iso8859p15, .dos850, .iso8859p2, .koi8r, .big5,
      .gb18030,
      .eucJP:
      rawValue.uppercased()
    case .windows1250, .windows1251, .windows1252, .windows1253, .windows1254, .windows1255, .windows1256:
      "CP" + rawValue.suffix(4)
    case .macRoman: "MACINTOSH"
    case .shiftJIS: "CP932"
    case .eucKR: "UHC"
    }
  }

  private var otherNames: [String] {
    switch self {
    case .utf8: ["utf8bom", "utf8sig"]
    case .utf16LittleEndian: ["utf16", "unicode"]
    case .windows1252: ["cp1252", "latin1", "iso88591", "ansi", "western"]
    case .macRoman: ["mac", "macroman", "macintosh"]
    case .iso8859p15: ["latin9"]
    case .dos850: ["dos", "msdos", "ibm850"]
    case .iso8859p2: ["latin2"]
    case .windows1250, .windows1251, .windows1253, .windows1254, .windows1255, .windows1256:
      ["cp" + rawValue.suffix(4)]
    case .big5: ["cp950", "big5hkscs"]
    case .gb18030: ["gbk", "gb2312", "cp936"]
    case .shiftJIS: ["sjis", "cp932"]
    case .eucKR: ["uhc", "cp949"]
    case .utf16BigEndian, .koi8r, .eucJP: []
    }
  }
}

/// A byte that has no meaning in the encoding.
public struct TextDecodingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The encoding that was tried.
  public let encoding: TextEncoding
  /// Where the first such byte is, counted from 0; `nil` where this machine does not know the encoding.
  public let byteOffset: Int?

  /// An error at a byte, counted from 0.
  public init(encoding: TextEncoding, byteOffset: Int?) {
    self.encoding = encoding
    self.byteOffset = byteOffset
  }

  /// One plain sentence.
  public var description: String {
    guard let byteOffset else {
      return "This machine cannot read \(encoding.rawValue) text. Export the file again as “CSV UTF-8”."
    }
    return "The file is not \(encoding.rawValue) text: byte \(byteOffset) does not fit. "
      + "Export it again as “CSV UTF-8”."
  }
}
