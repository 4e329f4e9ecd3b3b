internal import Glibc

/// Bytes that grow at their end, outside of Swift's arrays so that hot loops pay for no checks of uniqueness.
struct ByteBuffer {
  private(set) var start: UnsafeMutablePointer<UInt8>
  var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(16, capacity)
    start = .allocate(capacity: self.capacity)
  }

  /// Frees the bytes; the owner calls it once.
  func deallocate() { start.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Makes sure that `more` bytes can be written at the end.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count &+ more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ from: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    memcpy(start + count, from, length)
    count &+= length
  }

  @inline(__always)
  mutating func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  mutating func append(_ text: some Collection<UInt8>) {
    for byte in text { append(byte) }
  }

  @inline(__always)
  mutating func append(repeating byte: UInt8, _ times: Int) {
    guard times > 0 else { return }
    reserve(times)
    memset(start + count, Int32(byte), times)
    count &+= times
  }

  /// Drops blanks at both ends.
  mutating func trimBlanks() {
    while count > 0, start[count - 1] <= 0x20 { count -= 1 }
    guard let first = (0..<count).first(where: { start[$0] > 0x20 }), first > 0 else { return }
    memmove(start, start + first, count - first)
    count -= first
  }

  /// Appends a text as a CSV field (comma, RFC 4180), in quotation marks where it needs them.
  @inline(__always)
  mutating func appendField(_ from: UnsafePointer<UInt8>, _ length: Int) {
    var needsQuotes = false
    // Without an early exit the compiler looks at many bytes at a time.
    for at in 0..<length {
      let byte = from[at]
      needsQuotes = needsQuotes || byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }
    if needsQuotes { appendQuoted(from, length) } else { append(from, length) }
  }

  private mutating func appendQuoted(_ from: UnsafePointer<UInt8>, _ length: Int) {
    reserve(2 * length + 2)
    var at = count
    start[at] = 0x22
    at &+= 1
    for index in 0..<length {
      let byte = from[index]
      start[at] = byte
      at &+= 1
      if byte == 0x22 {
        start[at] = 0x22
        at &+= 1
      }
    }
    start[at] = 0x22
    count = at &+ 1
  }
}
