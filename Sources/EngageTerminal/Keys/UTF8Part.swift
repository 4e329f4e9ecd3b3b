/// What a byte makes of the bytes of a character before it (RFC 3629).
enum UTF8Part {
  /// More is to come.
  case part
  case whole(Unicode.Scalar)
  /// This byte can't follow those.
  case broken

  init(_ before: [UInt8], _ byte: UInt8) {
    guard let first = before.first else {
      self = 0xC2...0xF4 ~= byte ? .part : .broken
      return
    }
    guard Self.allowed(after: first, at: before.count).contains(byte) else {
      self = .broken
      return
    }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard before.count + 1 == length else {
      self = .part
      return
    }
    let leading = UInt32(first) & (0x7F >> UInt32(length))
    let value = (before.dropFirst() + [byte]).reduce(leading) { $0 << 6 | UInt32($1 & 0x3F) }
    self = Unicode.Scalar(value).map { .whole($0) } ?? .broken
  }

  /// Overlong forms, surrogates and what is behind the last plane are left out.
  private static func allowed(after first: UInt8, at position: Int) -> ClosedRange<UInt8> {
    guard position == 1 else { return 0x80...0xBF }
    return switch first {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
