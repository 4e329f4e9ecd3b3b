/// JSON as it is written, byte by byte into memory that is used again: a million responses pass through here.
struct JSONBuffer {
  private(set) var bytes: [UInt8] = []
  /// Whether the next value of the list or object comes after another.
  private var needsComma = false

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  mutating func open(_ bracket: Character) {
    separate()
    bytes.append(bracket.asciiValue ?? 0)
    needsComma = false
  }

  mutating func close(_ bracket: Character) {
    bytes.append(bracket.asciiValue ?? 0)
    needsComma = true
  }

  mutating func key(_ key: String) {
    separate()
    JSONBuffer.write(key.utf8, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func value(_ text: String) {
    separate()
    JSONBuffer.write(text.utf8, to: &bytes)
  }

  mutating func value(utf8 text: ArraySlice<UInt8>) {
    separate()
    text.withUnsafeBufferPointer { JSONBuffer.write($0, to: &bytes) }
  }

  mutating func value(_ number: Int) {
    separate()
    JSONBuffer.write(number, to: &bytes)
  }

  /// A finite number; `null` for any other.
  mutating func value(_ number: Double) {
    separate()
    if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
      JSONBuffer.write(whole, to: &bytes)
    } else if number.isFinite {
      bytes.append(contentsOf: number.description.utf8)
    } else {
      bytes.append(contentsOf: JSONBuffer.null)
    }
  }

  mutating func value(_ truth: Bool) { raw(truth ? JSONBuffer.yes : JSONBuffer.no) }

  mutating func null() { raw(JSONBuffer.null) }

  /// JSON that is ready.
  mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }

  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private static let null = Array("null".utf8)
  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)

  /// A text in quotes.
  static func quoted(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    write(text.utf8, to: &bytes)
    return bytes
  }

  private static func write(_ text: some Collection<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain: Void? = text.withContiguousStorageIfAvailable { write(run: $0, to: &bytes) }
    if isPlain == nil { for byte in text { write(escaped: byte, to: &bytes) } }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Stretches without anything to escape are copied as they are.
  private static func write(run text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var start = 0
    for index in text.indices where text[index] < 0x20 || text[index] == 0x22 || text[index] == 0x5C {
      if start < index { bytes.append(contentsOf: text[start..<index]) }
      write(escaped: text[index], to: &bytes)
      start = index + 1
    }
    if start < text.count { bytes.append(contentsOf: text[start...]) }
  }

  private static func write(escaped byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x22, 0x5C: bytes += [0x5C, byte]
    case 0x0A: bytes += [0x5C, UInt8(ascii: "n")]
    case 0x00..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    default: bytes.append(byte)
    }
  }

  private static func write(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    if magnitude < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude))
      return
    }
    let start = bytes.count
    var rest = magnitude
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }
}
