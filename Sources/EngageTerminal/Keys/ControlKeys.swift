import EngageEntry

/// The keys that are one control byte.
enum ControlKeys {
  static func key(_ byte: UInt8) -> EntryKey {
    switch byte {
    case 0x01: .home
    case 0x05: .end
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    case 0x0A: .newLine
    case 0x0B: .deleteToEnd
    case 0x0D: .enter
    case 0x15: .deleteToStart
    case 0x17: .deleteWordBack
    case 0x1B: .escape
    case 0x00: .control(" ")
    default: .control(Character(Unicode.Scalar(byte + (byte < 0x1B ? 0x60 : 0x40))))
    }
  }

  /// A character typed with modifiers, as terminals tell it that send every key as a number.
  static func key(_ code: Int, _ modifiers: Modifiers) -> EntryKey? {
    switch code {
    case 9: return modifiers.contains(.shift) ? .backTab : .tab
    case 13, 57414: return modifiers.isEmpty ? .enter : .newLine
    case 27: return .escape
    case 8, 127: return modifiers.isDisjoint(with: [.control, .alt]) ? .backspace : .deleteWordBack
    case 57358...: return nil  // Lock keys, media keys and the like.
    default: break
    }
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), code >= 0x20,
      !(0x7F..<0xA0 ~= code)
    else { return nil }
    let lower = String(scalar).lowercased()
    if modifiers.contains(.control) {
      guard let byte = lower.utf8.first, lower.utf8.count == 1 else { return nil }
      return 0x40..<0x7F ~= byte ? key(byte & 0x1F) : .control(Character(scalar))
    }
    if modifiers.contains(.alt) { return .alt(Character(scalar)) }
    return .text(modifiers.contains(.shift) ? String(scalar).uppercased() : String(scalar))
  }
}

/// The keys held down with another, as xterm counts them.
struct Modifiers: OptionSet {
  let rawValue: Int
  static let shift = Modifiers(rawValue: 1)
  static let alt = Modifiers(rawValue: 2)
  static let control = Modifiers(rawValue: 4)

  init(rawValue: Int) { self.rawValue = rawValue }

  /// The parameter of a sequence: one more than the sum.
  init(parameter: Int?) { rawValue = max((parameter ?? 1) - 1, 0) & 0b111 }
}
