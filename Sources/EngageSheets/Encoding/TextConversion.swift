internal import Glibc

/// Converts text of any ``TextEncoding`` to UTF-8 in pieces, strictly: nothing is guessed or left out.
struct TextConversion: ~Copyable {
  private let encoding: TextEncoding
  private let converter: iconv_t
  private static let pieceSize = 1 << 16

  /// A converter from this encoding.
  /// - Throws: when the C library does not know it.
  init(from encoding: TextEncoding) throws(TextDecodingError) {
    self.encoding = encoding
    guard let opened = iconv_open("UTF-8", encoding.converterName), Int(bitPattern: opened) != -1 else {
      throw TextDecodingError(encoding: encoding, byteOffset: nil)
    }
    converter = opened
  }

  deinit { iconv_close(converter) }

  /// Converts all of `bytes` (a byte order mark is left out) and hands the text on piece by piece.
  ///
  /// `body` gets a piece and the offset up to which the bytes are converted, and answers false to end early.
  /// - Throws: at the first byte that does not fit.
  func convert(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Int) -> Bool
  ) throws(TextDecodingError) {
    guard let base = bytes.baseAddress else { return }
    let mark = TextEncoding.byMark(bytes) == encoding ? TextEncoding.markLength(bytes) : 0
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base + mark)
      .assumingMemoryBound(to: CChar.self)
    var left = bytes.count - mark
    let piece = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.pieceSize)
    defer { piece.deallocate() }
    while left > 0 {
      var output: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(piece)
        .assumingMemoryBound(to: CChar.self)
      var room = Self.pieceSize
      // (size_t)-1 with E2BIG says that the piece is full; anything else, that a byte does not fit.
      let isStuck = iconv(converter, &input, &left, &output, &room) == -1 && errno != E2BIG
      if room < Self.pieceSize {
        guard body(UnsafeBufferPointer(start: piece, count: Self.pieceSize - room), bytes.count - left) else {
          return
        }
      }
      if isStuck { throw TextDecodingError(encoding: encoding, byteOffset: bytes.count - left) }
    }
  }
}

extension TextEncoding {
  /// The text in UTF-8, without a byte order mark.
  /// - Throws: ``TextDecodingError`` at the first byte that does not fit the encoding.
  public func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(TextDecodingError) -> [UInt8] {
    if self == .utf8 {
      let body = UnsafeBufferPointer(rebasing: bytes.dropFirst(Self.byMark(bytes) == .utf8 ? 3 : 0))
      if let bad = UTF8Validation.firstInvalid(in: body) {
        throw TextDecodingError(encoding: self, byteOffset: bad + bytes.count - body.count)
      }
      return Array(body)
    }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    try TextConversion(from: self).convert(bytes) { piece, _ in
      out.append(contentsOf: piece)
      return true
    }
    return out
  }

  /// What each byte from 0x80 on stands for in an encoding of single bytes; 0 for none.
  func upperHalf() throws(TextDecodingError) -> [UInt32] {
    var table: [UInt32] = []
    for byte in UInt8(0x80)...0xFF {
      let text: [UInt8]?
      do throws(TextDecodingError) {
        text = try [byte].withUnsafeBufferPointer { (one) throws(TextDecodingError) in try decode(one) }
      } catch {
        if error.byteOffset == nil { throw error }
        text = nil
      }
      table.append(text.flatMap { String(decoding: $0, as: UTF8.self).unicodeScalars.first?.value } ?? 0)
    }
    return table
  }
}
