import EngageEntry

/// What the sequences of bytes mean that keys send: xterm's control sequences (ESC [ …) as its document
/// "XTerm Control Sequences" lists them, and what the Linux console, rxvt and PuTTY do otherwise.
enum KeySequence {
  /// ESC [ parameters final.
  static func key(_ parameters: [Int?], final: UInt8, isAlt: Bool) -> EntryKey? {
    var modifiers = Modifiers(parameter: parameters.count > 1 ? parameters[1] : nil)
    if isAlt { modifiers.insert(.alt) }
    let first = parameters.first.flatMap { $0 }
    switch final {
    case UInt8(ascii: "~"):
      if first == 27, parameters.count > 2 {
        return parameters[2].flatMap { ControlKeys.key($0, modifiers) }
      }
      return first.flatMap { numbered($0, modifiers) }
    // rxvt: shift, control, both.
    case UInt8(ascii: "$"): return first.flatMap { numbered($0, .shift) }
    case UInt8(ascii: "^"), UInt8(ascii: "@"): return first.flatMap { numbered($0, .control) }
    case UInt8(ascii: "u"): return first.flatMap { ControlKeys.key($0, modifiers) }
    case UInt8(ascii: "Z"): return .backTab
    // Not F3 but where the cursor is, which is never in the first row when asked for.
    case UInt8(ascii: "R") where (first ?? 1) > 1: return nil
    case UInt8(ascii: "a")...UInt8(ascii: "d"): return lettered(final - 0x20, .shift)
    default: return lettered(final, modifiers)
    }
  }

  /// ESC O final, and ESC [ final where that is a letter.
  static func lettered(_ final: UInt8, _ modifiers: Modifiers) -> EntryKey? {
    let isFar = !modifiers.isDisjoint(with: [.control, .alt])
    return switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): isFar ? .wordRight : .right
    case UInt8(ascii: "D"): isFar ? .wordLeft : .left
    case UInt8(ascii: "H"): modifiers.contains(.control) ? .textStart : .home
    case UInt8(ascii: "F"): modifiers.contains(.control) ? .textEnd : .end
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 0x4F)
    default: nil
    }
  }

  /// The keypad, where it sends letters (ESC O …).
  static func keypad(_ final: UInt8) -> EntryKey? {
    switch final {
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    // rxvt's arrows with control.
    case UInt8(ascii: "a"): .up
    case UInt8(ascii: "b"): .down
    case UInt8(ascii: "c"): .wordRight
    case UInt8(ascii: "d"): .wordLeft
    case UInt8(ascii: "X"): .text("=")
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .text(String(Unicode.Scalar(final - 0x40)))
    default: nil
    }
  }

  /// ESC [ number ~.
  private static func numbered(_ number: Int, _ modifiers: Modifiers) -> EntryKey? {
    switch number {
    case 1, 7: modifiers.contains(.control) ? .textStart : .home
    case 3: .delete
    case 4, 8: modifiers.contains(.control) ? .textEnd : .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...24: .function(number - 12)
    default: nil
    }
  }
}
