/// Workbooks write characters that XML cannot hold, or that a line end would lose, as `_x000D_`.
enum EscapedText {
  /// Decodes the escapes from `from` to the end of the buffer, in place.
  static func decode(_ buffer: inout ByteBuffer, from: Int) {
    let bytes = buffer.start
    var read = from
    var write = from
    while read < buffer.count {
      guard bytes[read] == 0x5F, let unit = unit(bytes, read, buffer.count) else {
        bytes[write] = bytes[read]
        read += 1
        write += 1
        continue
      }
      read += 7
      var value = UInt32(unit)
      if unit & 0xFC00 == 0xD800, let low = self.unit(bytes, read, buffer.count), low & 0xFC00 == 0xDC00 {
        value = 0x10000 + ((value & 0x3FF) << 10) + UInt32(low & 0x3FF)
        read += 7
      }
      // NUL and half a pair of surrogates are no text.
      let scalar = (value == 0 ? nil : Unicode.Scalar(value)) ?? "\u{FFFD}"
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        bytes[write] = byte
        write += 1
      }
    }
    buffer.count = write
  }

  /// Whether decoding could change anything: an underscore with `x` after it.
  static func mayHoldEscapes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var at = 0
    while at &+ 6 < count {
      if bytes[at] == 0x5F, bytes[at &+ 1] == 0x78 { return true }
      at &+= 1
    }
    return false
  }

  /// The UTF-16 unit that `_xHHHH_` at `at` stands for.
  private static func unit(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> UInt16? {
    guard at + 7 <= end, bytes[at] == 0x5F, bytes[at + 1] == 0x78, bytes[at + 6] == 0x5F else { return nil }
    var value: UInt16 = 0
    for index in 2..<6 {
      guard let digit = Character(Unicode.Scalar(bytes[at + index])).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
