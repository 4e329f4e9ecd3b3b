/// Finds the values of a JSON object's own keys without taking them apart: a tally goes on as it came, to the last
/// digit.
struct LineScan {
  /// Where each key's value lies in the line; of a key that comes twice, the last.
  private(set) var values: [String: Range<Int>] = [:]
  private let bytes: [UInt8]
  private var position = 0

  /// As deep as lists and objects may lie in each other.
  private static let deepest = 200

  /// - Returns: `nil` if the line is no JSON object.
  init?(_ line: [UInt8]) {
    bytes = line
    guard scanObject() else { return nil }
  }

  private mutating func scanObject() -> Bool {
    guard skip(to: "{") else { return false }
    if skip(to: "}") { return isAtEnd() }
    repeat {
      skipBlanks()
      let start = position
      guard scanString(), let key = LineScan.key(bytes[(start + 1)..<(position - 1)]), skip(to: ":") else {
        return false
      }
      skipBlanks()
      let value = position
      guard scanValue() else { return false }
      values[key] = value..<position
    } while skip(to: ",")
    return skip(to: "}") && isAtEnd()
  }

  /// Keys of the protocol hold nothing to escape; one that does is none of them.
  private static func key(_ bytes: ArraySlice<UInt8>) -> String? {
    bytes.contains(UInt8(ascii: "\\")) ? "\\" : String(validating: bytes, as: UTF8.self)
  }

  private mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position == bytes.count
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[position]) { position += 1 }
  }

  private mutating func skip(to sign: Character) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == sign.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func scanString() -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return false }
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    return false
  }

  private mutating func scanValue() -> Bool {
    var depth = 0
    repeat {
      skipBlanks()
      guard position < bytes.count else { return false }
      switch bytes[position] {
      case UInt8(ascii: "\""): if !scanString() { return false }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
        if depth > LineScan.deepest { return false }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
        if depth < 0 { return false }
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if depth == 0 { return false }
        position += 1
      default: scanWord()
      }
    } while depth > 0
    return true
  }

  /// A number, `true`, `false`, `null`.
  private mutating func scanWord() {
    let ends = Array(",:]}[{\" \t\r\n".utf8)
    while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
  }
}
