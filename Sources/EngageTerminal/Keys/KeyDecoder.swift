public import EngageEntry

/// Keys from the bytes a terminal sends: xterm, the Linux console, rxvt, PuTTY, tmux and screen, over SSH or not.
///
/// Bytes may come in any portions; the keys are the same. A character cut in two waits for its rest, and so does an
/// escape sequence; where the rest does not come within `patience` the caller tells with `settle()`, and what
/// began like a sequence is the Escape key. What no sequence is known for is left out, never typed into a text.
///
///     var decoder = KeyDecoder()
///     decoder.keys([0x1B, 0x5B, 0x41])  // [.up]
public struct KeyDecoder: Sendable {
  enum State: Sendable {
    case ground
    /// Bytes of a character of UTF-8 that is not whole yet.
    case character
    /// ESC came; whether another came before it (Alt with a key that sends a sequence itself).
    case escape(isAlt: Bool)
    /// ESC [ and what followed.
    case sequence(isAlt: Bool)
    /// ESC [ [, the Linux console's F1 to F5.
    case console
    /// ESC O.
    case shifted(isAlt: Bool)
    /// ESC and one of ] P _ ^ X: a report if more of its kind comes, else Alt.
    case opener(UInt8)
    /// A report of the terminal's, until its end.
    case report
    /// ESC within a report.
    case reportEscape
    /// Bytes of a mouse report that are to come.
    case mouse(Int)
    /// Between ESC [ 200 ~ and ESC [ 201 ~.
    case paste
  }

  var state = State.ground
  /// What of the sequence or character came so far.
  var pending: [UInt8] = []
  var pasted = PastedBytes()
  /// Alt was held with the character that is coming.
  var isAltCharacter = false
  /// The last byte was CR: LF after it is no key of its own.
  private var isAfterReturn = false
  /// The last byte was no text: more of that is no news.
  private var isAfterUnreadable = false
  private var found: [EntryKey] = []

  public init() {}

  /// How long to wait for the rest of what came, then `settle()`; `nil` if nothing is cut.
  public var patience: Duration? {
    switch state {
    case .ground: isAfterReturn ? Self.keyPatience : nil
    // The network may pause in the middle of a paste, and half of it must not be taken for keys.
    case .paste: .seconds(3)
    default: Self.keyPatience
    }
  }

  /// A terminal sends a key's bytes at once, a network may part them.
  private static let keyPatience = Duration.milliseconds(50)

  /// The keys that these bytes complete.
  public mutating func keys(_ bytes: [UInt8]) -> [EntryKey] {
    var rest = bytes[...]
    while let byte = rest.first {
      if case .paste = state {
        takePaste(&rest)
      } else {
        rest.removeFirst()
        // A byte may end one thing and begin another.
        while !take(byte) {}
      }
    }
    defer { found.removeAll(keepingCapacity: true) }
    return found
  }

  /// The keys that what came stands for if nothing follows.
  public mutating func settle() -> [EntryKey] {
    isAfterReturn = false
    switch state {
    case .ground: break
    case .character: unreadable()
    case .escape(let isAlt):
      if isAlt { tell(.escape) }
      tell(.escape)
    case .sequence where pending.isEmpty: tell(.alt("["))
    case .shifted where pending.isEmpty: tell(.alt("O"))
    case .opener(let byte): tell(.alt(Character(Unicode.Scalar(byte))))
    case .paste: endPaste()
    case .sequence, .console, .shifted, .report, .reportEscape, .mouse: break
    }
    reset()
    defer { found.removeAll(keepingCapacity: true) }
    return found
  }

  mutating func tell(_ key: EntryKey) {
    found.append(key)
    isAfterUnreadable = false
  }

  mutating func unreadable() {
    if !isAfterUnreadable { found.append(.unreadable) }
    isAfterUnreadable = true
  }

  mutating func reset() {
    state = .ground
    pending.removeAll(keepingCapacity: true)
    isAltCharacter = false
  }

  /// - Returns: whether the byte was used; if not it is to be taken again in the new state.
  private mutating func take(_ byte: UInt8) -> Bool {
    switch state {
    case .ground: takeGround(byte)
    case .character: return takeCharacter(byte)
    case .escape(let isAlt): return takeEscape(byte, isAlt: isAlt)
    case .sequence(let isAlt): return takeSequence(byte, isAlt: isAlt)
    case .console:
      guard byte >= 0x20 else { return abandon() }
      reset()
      if 0x41...0x45 ~= byte { tell(.function(Int(byte) - 0x40)) }
    case .shifted(let isAlt): return takeShifted(byte, isAlt: isAlt)
    case .opener(let opener): return takeOpener(opener, byte)
    case .report: return takeReport(byte)
    case .reportEscape:
      // ESC \ ends a report; any other ESC began something new.
      if byte == 0x5C {
        reset()
      } else {
        state = .escape(isAlt: false)
        return false
      }
    case .mouse(let count):
      guard byte >= 0x20 else { return abandon() }
      state = count > 1 ? .mouse(count - 1) : .ground
    case .paste: return true
    }
    return true
  }

  /// What came is no sequence after all.
  mutating func abandon() -> Bool {
    reset()
    return false
  }

  private mutating func takeGround(_ byte: UInt8) {
    let wasAfterReturn = isAfterReturn
    isAfterReturn = byte == 0x0D
    switch byte {
    case 0x0A where wasAfterReturn: break
    case 0x1B: state = .escape(isAlt: false)
    case 0x20..<0x7F: tell(.text(String(Unicode.Scalar(byte))))
    case 0x80...:
      state = .character
      _ = takeCharacter(byte)
    default: tell(ControlKeys.key(byte))
    }
  }

  /// A byte of a character of several.
  private mutating func takeCharacter(_ byte: UInt8) -> Bool {
    switch UTF8Part(pending, byte) {
    case .part: pending.append(byte)
    case .whole(let scalar):
      let isAlt = isAltCharacter
      reset()
      // The control characters of the other half of Latin-1 are no text.
      if scalar.value < 0xA0 {
        unreadable()
      } else {
        tell(isAlt ? .alt(Character(scalar)) : .text(String(scalar)))
      }
    case .broken:
      let isFirst = pending.isEmpty
      unreadable()
      reset()
      return isFirst
    }
    return true
  }
}
