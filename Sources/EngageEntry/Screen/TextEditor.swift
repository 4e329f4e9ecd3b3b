/// A text while it is written: what a face's field holds.
///
///     var editor = TextEditor("Warm welcome")
///     _ = editor.handle(.text("!"))  // "Warm welcome!"
///
/// A character is what a reader takes for one: a letter with its marks, an emoji, a flag.
public struct TextEditor: Sendable, Hashable {
  /// The most characters a text may come to have by typing and pasting.
  public static let longest = 100_000
  /// The same in bytes of UTF-8, as one character may carry any number of marks.
  public static let largest = 1_000_000

  public let isLong: Bool
  /// Why the last key changed nothing, in words for whoever typed it.
  public private(set) var lastRefusal: String?
  private var edited: EditedText
  private var history = EditHistory()
  /// The column that up and down keep to, in characters.
  private var column: Int?

  /// An editor with the cursor behind the text. A long text may have line ends.
  public init(_ text: String = "", isLong: Bool = false) {
    self.isLong = isLong
    edited = EditedText(text)
  }

  public var text: String { edited.text }

  /// Where the next character goes: characters from the start.
  public var cursor: Int {
    get { edited.cursor }
    set {
      history.close()
      column = nil
      edited.move(to: newValue)
    }
  }

  public var isEmpty: Bool { edited.text.isEmpty }

  public var field: EntryScreen.Field {
    EntryScreen.Field(text: text, cursor: cursor, isLong: isLong)
  }

  /// Does what a key says; `false` if it is no key of an editor, so that its owner may take it: also up from the
  /// start of a text, down from its end, and undo or redo when there is nothing left to undo or redo.
  public mutating func handle(_ key: EntryKey) -> Bool {
    lastRefusal = nil
    switch key {
    case .text(let typed): insert(typed, .typing)
    case .paste(let pasted):
      insert(isLong ? pasted[...] : TypedCharacters.withoutLastLineEnds(pasted), .other)
    case .newLine where isLong: insert("\n", .typing)
    case .control("z"): return undo()
    case .control("y"): return redo()
    default: return remove(key) || move(key)
    }
    return true
  }

  private mutating func insert(_ typed: some StringProtocol, _ kind: EditHistory.Kind) {
    // Before anything that takes as long as the paste is.
    let room = Self.largest - edited.text.utf8.count
    guard typed.utf8.count <= max(room, 0) else { return refuse(pasted: kind == .other) }
    let clean = TypedCharacters.cleaned(String(typed), isLong: isLong)
    guard !clean.isEmpty else { return }
    guard edited.length + clean.count <= Self.longest else {
      return refuse(pasted: kind == .other)
    }
    change(edited.offset..<edited.offset, to: clean, kind)
  }

  private mutating func refuse(pasted: Bool) {
    lastRefusal =
      pasted
      ? "That is too much to paste here: an answer holds at most 100,000 characters. Nothing was changed."
      : "There is no room for more: an answer holds at most 100,000 characters."
  }

  private mutating func change(_ bytes: Range<Int>, to inserted: String, _ kind: EditHistory.Kind) {
    guard !bytes.isEmpty || !inserted.isEmpty else { return }
    let removed = edited.text[edited.index(at: bytes.lowerBound)..<edited.index(at: bytes.upperBound)]
    history.add(
      EditHistory.Step(
        offset: bytes.lowerBound, removed: String(removed), inserted: inserted, cursor: edited.offset,
        kind: kind
      ))
    column = nil
    edited.replace(bytes, with: inserted)
  }

  private mutating func undo() -> Bool {
    guard let step = history.undo() else { return false }
    column = nil
    edited.replace(step.offset..<step.offset + step.inserted.utf8.count, with: step.removed)
    edited.move(to: edited.index(at: step.cursor))
    return true
  }

  private mutating func redo() -> Bool {
    guard let step = history.redo() else { return false }
    column = nil
    edited.replace(step.offset..<step.offset + step.removed.utf8.count, with: step.inserted)
    return true
  }

  private mutating func remove(_ key: EntryKey) -> Bool {
    let text = edited.text
    let here = edited.index
    let other: String.Index
    switch key {
    case .backspace: other = here > text.startIndex ? text.index(before: here) : here
    case .delete: other = here < text.endIndex ? text.index(after: here) : here
    case .deleteWordBack: other = text.wordStart(before: here)
    case .deleteToStart: other = text.lineStart(of: here)
    case .deleteToEnd:
      let end = text.lineEnd(of: here)
      // At the end of a line its end goes, so that the key always does something.
      other = end == here && end < text.endIndex ? text.index(after: end) : end
    default: return false
    }
    let bytes = [edited.offset, edited.offset(of: other)].sorted()
    change(bytes[0]..<bytes[1], to: "", key == .backspace ? .rubbing : .other)
    return true
  }

  private mutating func move(_ key: EntryKey) -> Bool {
    if key == .up || key == .down { return moveByLine(key) }
    let text = edited.text
    let here = edited.index
    let target: String.Index
    switch key {
    case .left: target = here > text.startIndex ? text.index(before: here) : here
    case .right: target = here < text.endIndex ? text.index(after: here) : here
    case .wordLeft: target = text.wordStart(before: here)
    case .wordRight: target = text.wordEnd(after: here)
    case .home: target = text.lineStart(of: here)
    case .end: target = text.lineEnd(of: here)
    case .textStart: target = text.startIndex
    case .textEnd: target = text.endIndex
    default: return false
    }
    move(to: target)
    column = nil
    return true
  }

  private mutating func move(to target: String.Index) {
    history.close()
    if target == edited.text.startIndex {
      edited.move(to: 0)
    } else if target == edited.text.endIndex {
      edited.move(to: edited.length)
    } else {
      edited.move(to: target)
    }
  }

  /// To the line above or below, or from the first to the start of the text and from the last to its end.
  private mutating func moveByLine(_ key: EntryKey) -> Bool {
    let text = edited.text
    let here = edited.index
    guard isLong, key == .up ? here > text.startIndex : here < text.endIndex else { return false }
    let start = text.lineStart(of: here)
    let end = text.lineEnd(of: here)
    let wanted = column ?? text.distance(from: start, to: here)
    let target: String.Index
    switch key {
    case .up where start > text.startIndex:
      let above = text.index(before: start)
      target = text.index(text.lineStart(of: above), offsetBy: wanted, limitedBy: above) ?? above
    case .down where end < text.endIndex:
      let below = text.index(after: end)
      let last = text.lineEnd(of: below)
      target = text.index(below, offsetBy: wanted, limitedBy: last) ?? last
    default: target = key == .up ? text.startIndex : text.endIndex
    }
    move(to: target)
    column = wanted
    return true
  }
}
