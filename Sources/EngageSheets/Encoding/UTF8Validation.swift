/// The first place where bytes are no UTF-8.
public struct UTF8Problem: Equatable, Sendable {
  /// The offset of the first wrong byte (the first byte of its sequence), from 0.
  public let byteOffset: Int
  /// The physical line, from 1.
  public let line: Int
  /// The character in its line, from 1.
  public let column: Int

  /// Puts a problem at a byte; line and column count from 1.
  public init(byteOffset: Int, line: Int, column: Int) {
    self.byteOffset = byteOffset
    self.line = line
    self.column = column
  }
}

/// Checks text against the well-formed sequences of the Unicode Standard, table 3-7.
public enum UTF8Validation {
  /// The first bytes that are no UTF-8, with their place; `nil` for good text.
  public static func firstProblem(in bytes: UnsafeBufferPointer<UInt8>) -> UTF8Problem? {
    firstInvalid(in: bytes).map { problem(at: $0, in: bytes) }
  }

  static func problem(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UTF8Problem {
    var lines = LineCounter()
    let place = lines.place(of: offset, in: bytes)
    return UTF8Problem(byteOffset: offset, line: place.line, column: place.column)
  }

  /// The offset of the first bytes that are no UTF-8; runs of ASCII are passed 32 bytes at a time.
  public static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(start)
    let end = bytes.count
    var at = 0
    while at < end {
      if start[at] < 0x80 {
        at += 1
        while at &+ 32 <= end {
          let block = raw.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self) & 0x8080_8080_8080_8080
          if (block[0] | block[1]) | (block[2] | block[3]) != 0 { break }
          at &+= 32
        }
        while at < end, start[at] < 0x80 { at &+= 1 }
        continue
      }
      let width = sequenceLength(start, at, end)
      if width == 0 { return at }
      at &+= width
    }
    return nil
  }

  /// The offset of the first byte above 127 at or after `from`.
  static func firstHigh(_ start: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
    let raw = UnsafeRawPointer(start)
    var at = from
    while at &+ 32 <= end {
      let block = raw.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self) & 0x8080_8080_8080_8080
      if (block[0] | block[1]) | (block[2] | block[3]) != 0 { break }
      at &+= 32
    }
    while at < end {
      if start[at] >= 0x80 { return at }
      at &+= 1
    }
    return nil
  }

  /// The length of the well-formed sequence of several bytes at `at`.
  static func sequenceWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard let start = bytes.baseAddress, at < bytes.count, start[at] >= 0x80 else { return nil }
    let width = sequenceLength(start, at, bytes.count)
    return width == 0 ? nil : width
  }

  /// The length of the well-formed sequence at `at`, 0 if there is none.
  @inline(__always)
  private static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    func follows(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
      at &+ offset < end && bytes[at &+ offset] >= low && bytes[at &+ offset] <= high
    }
    switch bytes[at] {
    case 0xC2...0xDF: return follows(1) ? 2 : 0
    case 0xE0: return follows(1, 0xA0) && follows(2) ? 3 : 0
    case 0xED: return follows(1, 0x80, 0x9F) && follows(2) ? 3 : 0
    case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
    case 0xF0: return follows(1, 0x90) && follows(2) && follows(3) ? 4 : 0
    case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
    case 0xF4: return follows(1, 0x80, 0x8F) && follows(2) && follows(3) ? 4 : 0
    default: return 0
    }
  }
}

/// Counts physical lines (LF, CRLF, lone CR) up to a byte, going on from where it last stopped.
struct LineCounter {
  private var offset = 0
  private var line = 1
  private var lineStart = 0

  /// Line and column, both from 1; the column counts characters (UTF-8 sequences), not bytes.
  mutating func place(of target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
    if target < offset { self = LineCounter() }
    let stop = min(target, bytes.count)
    while offset < stop {
      let byte = bytes[offset]
      offset += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      // The two bytes of a CRLF belong to the line they end.
      if byte == 0x0D, offset < bytes.count, bytes[offset] == 0x0A {
        if offset == stop { break }
        offset += 1
      }
      line += 1
      lineStart = offset
    }
    var column = 1
    for at in lineStart..<max(stop, lineStart) where bytes[at] & 0xC0 != 0x80 { column += 1 }
    // A byte order mark is no character of the first line.
    if lineStart == 0, stop >= 3, TextEncoding.byMark(bytes) == .utf8 { column -= 1 }
    return (line, column)
  }
}
