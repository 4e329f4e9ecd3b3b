/// Finds the next delimiter, LF or CR eight bytes at a time, keeping the finds of a word for the fields that
/// follow in it.
struct WordScan {
  private let delimiters: UInt64
  private let delimiter: UInt8
  /// The high bit of every byte of the current word that is a find and has not been handed out.
  private var finds: UInt64 = 0
  private var wordStart = -1

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  @inline(__always)
  init(delimiter: UInt8) {
    self.delimiter = delimiter
    delimiters = UInt64(delimiter) &* Self.ones
  }

  /// Must be called when the position has moved by other means than ``next(_:_:_:)``.
  @inline(__always)
  mutating func forget() {
    wordStart = -1
    finds = 0
  }

  /// The offset of the first delimiter or line end at or after `from`, or `end`.
  @inline(__always)
  mutating func next(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int {
    if finds != 0 { return take() }
    var at = wordStart < 0 ? from : wordStart &+ 8
    let raw = UnsafeRawPointer(base)
    while at &+ 8 <= end {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      finds =
        Self.zeroBytes(word ^ delimiters) | Self.zeroBytes(word ^ (0x0A &* Self.ones))
        | Self.zeroBytes(word ^ (0x0D &* Self.ones))
      if finds != 0 {
        wordStart = at
        return take()
      }
      at &+= 8
    }
    forget()
    while at < end, base[at] != delimiter, base[at] != 0x0A, base[at] != 0x0D { at &+= 1 }
    return at
  }

  @inline(__always)
  private mutating func take() -> Int {
    let found = wordStart &+ finds.trailingZeroBitCount &>> 3
    finds &= finds &- 1
    return found
  }

  /// The high bit of exactly those bytes that are zero (no carry between bytes).
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    ~(((word & lows) &+ lows) | word | lows)
  }
}
