import EngageEntry

extension KeyDecoder {
  /// What follows ESC.
  mutating func takeEscape(_ byte: UInt8, isAlt: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "["): state = .sequence(isAlt: isAlt)
    case UInt8(ascii: "O"): state = .shifted(isAlt: isAlt)
    case 0x1B:
      // The first was a key of its own where a third comes.
      if isAlt { tell(.escape) }
      state = .escape(isAlt: true)
    default:
      if isAlt { tell(.escape) }
      return takeAlt(byte)
    }
    return true
  }

  /// What follows ESC and begins no sequence: Alt with it, mostly.
  private mutating func takeAlt(_ byte: UInt8) -> Bool {
    reset()
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      state = .opener(byte)
    case 0x0A, 0x0D: tell(.newLine)
    case 0x08, 0x7F: tell(.deleteWordBack)
    case 0x20..<0x7F: tell(.alt(Character(Unicode.Scalar(byte))))
    case 0x80...:
      state = .character
      isAltCharacter = true
      return false
    default:
      tell(.escape)
      return false
    }
    return true
  }

  /// A byte of ESC [ ….
  mutating func takeSequence(_ byte: UInt8, isAlt: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "[") where pending.isEmpty: state = .console
    case UInt8(ascii: "M") where pending.isEmpty: state = .mouse(3)
    // rxvt ends a key with shift so; in a report it stands before the end, after `?` or `;`.
    case UInt8(ascii: "$") where !pending.isEmpty && pending.allSatisfy { 0x30...0x39 ~= $0 }:
      endSequence(byte, isAlt: isAlt)
    case 0x20..<0x40:
      // Longer than any key, so no key; its end is still looked for.
      if pending.count < 64 { pending.append(byte) }
    case 0x40..<0x7F: endSequence(byte, isAlt: isAlt)
    default: return abandon()
    }
    return true
  }

  private mutating func endSequence(_ final: UInt8, isAlt: Bool) {
    let text = pending
    reset()
    guard text.count < 64, text.allSatisfy({ 0x30...0x3B ~= $0 }) else { return }
    if text == Array("200".utf8), final == UInt8(ascii: "~") {
      state = .paste
      return
    }
    let parameters = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      // What is behind a colon is detail of the same parameter.
      Int(String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self))
    }
    if let key = KeySequence.key(parameters, final: final, isAlt: isAlt) { tell(key) }
  }

  /// A byte of ESC O ….
  mutating func takeShifted(_ byte: UInt8, isAlt: Bool) -> Bool {
    switch byte {
    case 0x30...0x3B where pending.count < 8: pending.append(byte)
    case 0x40..<0x7F:
      let parameter = pending.split(separator: UInt8(ascii: ";")).last
      var modifiers = Modifiers(parameter: parameter.flatMap { Int(String(decoding: $0, as: UTF8.self)) })
      if isAlt { modifiers.insert(.alt) }
      reset()
      if let key = KeySequence.lettered(byte, modifiers) ?? KeySequence.keypad(byte) { tell(key) }
    default:
      if pending.isEmpty { tell(.alt("O")) }
      return abandon()
    }
    return true
  }

  /// What follows ESC ] and the like: a report begins with a digit or a sign, else it was Alt.
  mutating func takeOpener(_ opener: UInt8, _ byte: UInt8) -> Bool {
    let isReport =
      switch opener {
      case UInt8(ascii: "]"): 0x30...0x39 ~= byte
      case UInt8(ascii: "P"): 0x30...0x39 ~= byte || ">$+!|".utf8.contains(byte)
      default: byte == UInt8(ascii: "G")
      }
    if isReport {
      state = .report
      return true
    }
    tell(.alt(Character(Unicode.Scalar(opener))))
    return abandon()
  }

  /// A byte of a report: BEL or ESC \ end it, and so does any key that no report holds.
  mutating func takeReport(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x07: reset()
    case 0x1B: state = .reportEscape
    case ..<0x20, 0x7F: return abandon()
    default: break
    }
    return true
  }

  /// Takes what belongs to a paste.
  mutating func takePaste(_ rest: inout ArraySlice<UInt8>) {
    guard let used = pasted.take(rest) else {
      rest = []
      return
    }
    rest = rest.dropFirst(used)
    endPaste()
    reset()
  }

  mutating func endPaste() {
    let (text, isWhole) = pasted.end()
    if !text.isEmpty { tell(.paste(text)) }
    if !isWhole { unreadable() }
  }
}
