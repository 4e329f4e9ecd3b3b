/// How the bytes of a text file stand for characters.
public enum TextEncoding: String, Sendable, Equatable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// UTF-16, low byte first (what Excel calls “Unicode text”).
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// Western European Windows; never guessed, only used when asked for.
  case windows1252 = "Windows-1252"

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

  /// The text in UTF-8, without a byte order mark.
  /// - Throws: ``TextDecodingError`` at the first byte that does not fit the encoding.
  public func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(TextDecodingError) -> [UInt8] {
    switch self {
    case .utf8:
      let body = UnsafeBufferPointer(rebasing: bytes.dropFirst(Self.markLength(bytes)))
      if let problem = UTF8Validation.firstProblem(in: body) {
        throw TextDecodingError(encoding: self, byteOffset: problem.byteOffset + bytes.count - body.count)
      }
      return Array(body)
    case .utf16LittleEndian: return try decodeUTF16(bytes, high: 1, low: 0)
    case .utf16BigEndian: return try decodeUTF16(bytes, high: 0, low: 1)
    case .windows1252: return try decodeWindows1252(bytes)
    }
  }

  private func decodeUTF16(
    _ bytes: UnsafeBufferPointer<UInt8>, high: Int, low: Int
  ) throws(TextDecodingError) -> [UInt8] {
    func unit(_ at: Int) -> UInt32 { UInt32(bytes[at + high]) << 8 | UInt32(bytes[at + low]) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = Self.byMark(bytes) == self ? 2 : 0
    while at < bytes.count {
      guard at + 1 < bytes.count else { throw TextDecodingError(encoding: self, byteOffset: at) }
      var value = unit(at)
      var width = 2
      if value & 0xFC00 == 0xD800, at + 3 < bytes.count, unit(at + 2) & 0xFC00 == 0xDC00 {
        value = 0x10000 + ((value & 0x3FF) << 10) + (unit(at + 2) & 0x3FF)
        width = 4
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw TextDecodingError(encoding: self, byteOffset: at)
      }
      out.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
      at += width
    }
    return out
  }

  private func decodeWindows1252(_ bytes: UnsafeBufferPointer<UInt8>) throws(TextDecodingError) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 8)
    for (offset, byte) in bytes.enumerated() {
      if byte < 0x80 {
        out.append(byte)
        continue
      }
      let value = byte < 0xA0 ? Self.windowsSpecials[Int(byte) - 0x80] : UInt32(byte)
      guard value != 0, let scalar = Unicode.Scalar(value) else {
        throw TextDecodingError(encoding: self, byteOffset: offset)
      }
      out.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
    }
    return out
  }

  /// Windows-1252 0x80…0x9F (the WHATWG table without its C1 fall-backs); 0 has no character.
  private static let windowsSpecials: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D,
    0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
    0x017E, 0x0178,
  ]
}

/// A byte that has no meaning in the encoding.
public struct TextDecodingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The encoding that was tried.
  public let encoding: TextEncoding
  /// Where the first such byte is, counted from 0.
  public let byteOffset: Int

  /// An error at a byte, counted from 0.
  public init(encoding: TextEncoding, byteOffset: Int) {
    self.encoding = encoding
    self.byteOffset = byteOffset
  }

  /// One plain sentence.
  public var description: String {
    "The file is not \(encoding.rawValue) text: byte \(byteOffset) does not fit. "
      + "Export it again as “CSV UTF-8”."
  }
}
