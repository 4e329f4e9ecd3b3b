/// What was done to a text, so that it can be undone and done again. A word typed is one step.
struct EditHistory: Sendable, Hashable {
  enum Kind: Sendable, Hashable { case typing, rubbing, other }

  struct Step: Sendable, Hashable {
    /// Bytes before the change.
    var offset: Int
    var removed: String
    var inserted: String
    /// Where the cursor was, in bytes.
    var cursor: Int
    var kind: Kind

    var size: Int { removed.utf8.count + inserted.utf8.count }
  }

  /// As much as is remembered: steps, and bytes of their texts.
  static let longest = 1_000
  static let largest = 16_000_000

  private var done: [Step] = []
  private var undone: [Step] = []
  private var size = 0
  /// Whether what is typed next may go on with the last step.
  private var isOpen = false

  /// The cursor was moved: what comes next is a step of its own.
  mutating func close() { isOpen = false }

  mutating func add(_ step: Step) {
    undone = []
    if isOpen, let last = done.last, let joined = Self.join(last, step) {
      size += joined.size - last.size
      done[done.count - 1] = joined
    } else {
      done.append(step)
      size += step.size
    }
    isOpen = true
    while done.count > Self.longest || size > Self.largest, done.count > 1 {
      size -= done.removeFirst().size
    }
  }

  mutating func undo() -> Step? {
    guard let step = done.popLast() else { return nil }
    size -= step.size
    undone.append(step)
    isOpen = false
    return step
  }

  mutating func redo() -> Step? {
    guard let step = undone.popLast() else { return nil }
    size += step.size
    done.append(step)
    isOpen = false
    return step
  }

  /// One step of two, where the second goes on with the first.
  private static func join(_ first: Step, _ second: Step) -> Step? {
    guard first.kind == second.kind else { return nil }
    var joined = first
    switch first.kind {
    case .typing:
      let isNewWord =
        first.inserted.last?.isWhitespace == true && second.inserted.first?.isWhitespace == false
      guard !isNewWord, second.removed.isEmpty, second.offset == first.offset + first.inserted.utf8.count
      else { return nil }
      joined.inserted += second.inserted
    case .rubbing:
      guard second.offset + second.removed.utf8.count == first.offset else { return nil }
      joined.offset = second.offset
      joined.removed = second.removed + first.removed
    case .other: return nil
    }
    return joined
  }
}
