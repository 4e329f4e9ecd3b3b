/// What is pasted, until the mark of its end comes. Each byte is looked at once.
struct PastedBytes: Sendable {
  /// More than this is not kept: far beyond what a text may hold, so that it will be refused.
  static let largest = 16_000_000
  private static let mark = Array("\u{1B}[201~".utf8)

  private var bytes: [UInt8] = []
  /// How much of the mark came at the end of what came.
  private var matched = 0

  /// - Returns: how many bytes up to and with the mark, or `nil` if the mark is not among them.
  mutating func take(_ portion: ArraySlice<UInt8>) -> Int? {
    for position in portion.indices {
      let byte = portion[position]
      if byte == Self.mark[matched] {
        matched += 1
        guard matched == Self.mark.count else { continue }
        keep(portion[...position])
        return position - portion.startIndex + 1
      }
      // No part of the mark but its first byte begins like it.
      matched = byte == Self.mark[0] ? 1 : 0
    }
    keep(portion)
    return nil
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) {
    // The mark is cut off at the end, so room for it is left.
    let room = Self.largest + Self.mark.count - bytes.count
    bytes += part.prefix(max(room, 0))
  }

  /// The text, with `\n` for every kind of line end, and whether all of it was text; what was not shows as U+FFFD.
  mutating func end() -> (text: String, isWhole: Bool) {
    defer { self = PastedBytes() }
    let isMarked = bytes.suffix(matched).elementsEqual(Self.mark.prefix(matched))
    let text = Self.withPlainLineEnds(isMarked ? bytes.dropLast(matched) : bytes[...])
    if let whole = String(validating: text, as: UTF8.self) { return (whole, true) }
    return (String(decoding: text, as: UTF8.self), false)
  }

  private static func withPlainLineEnds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(0x0D) else { return Array(bytes) }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D { plain.append(0x0A) } else if byte != 0x0A || last != 0x0D { plain.append(byte) }
      last = byte
    }
    return plain
  }
}
