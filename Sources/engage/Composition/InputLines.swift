import EngageModel
import Glibc

/// Lines from standard input, as bytes come.
struct InputLines {
  enum Line: Equatable {
    case line(String)
    /// Not UTF-8.
    case unreadable
    case tooLong
    case end
  }

  /// In bytes.
  static let longest = 1_000_000

  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// The next line without its end.
  /// - Throws: `Diagnostic` where standard input can't be read.
  mutating func next() throws -> Line {
    var bytes: [UInt8] = []
    var isTooLong = false
    while true {
      if position == buffer.count {
        if try !fill() {
          return bytes.isEmpty && !isTooLong ? .end : line(bytes, isTooLong)
        }
      }
      let rest = buffer[position...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      let part = rest[..<(end ?? rest.endIndex)]
      if bytes.count + part.count > InputLines.longest {
        isTooLong = true
        bytes = []
      } else if !isTooLong {
        bytes += part
      }
      position = end.map { $0 + 1 } ?? buffer.count
      if end != nil { return line(bytes, isTooLong) }
    }
  }

  private func line(_ bytes: [UInt8], _ isTooLong: Bool) -> Line {
    if isTooLong { return .tooLong }
    guard let text = String(validating: bytes, as: UTF8.self) else { return .unreadable }
    return .line(text)
  }

  /// - Returns: false at the end of the input.
  private mutating func fill() throws -> Bool {
    if isAtEnd { return false }
    buffer = [UInt8](repeating: 0, count: 65_536)
    position = 0
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        let reason = String(cString: strerror(errno))
        throw Diagnostic(rule: "input", message: "the input can't be read: \(reason)")
      }
      buffer.removeSubrange(count...)
      isAtEnd = count == 0
      return count > 0
    }
  }
}
