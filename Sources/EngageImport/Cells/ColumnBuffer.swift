import EngageModel

/// The answers to one question in the making: room for a batch, filled by place, so that a row that turns out bad
/// is simply written over.
///
/// It is a reference to memory of its own; whoever makes one calls ``deallocate()``.
struct ColumnBuffer {
  let kind: BatchColumn.Kind
  let choiceCount: Int
  let wordsPerRow: Int
  /// A choice, 0 for other answers, below zero a reason.
  let codes: UnsafeMutablePointer<Int32>
  let numbers: UnsafeMutablePointer<Double>
  let masks: UnsafeMutablePointer<UInt64>
  let ranks: UnsafeMutablePointer<Int32>
  let ends: UnsafeMutablePointer<Int>
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var byteCapacity: Int

  init(for question: Question) {
    self.init(question.type.columnKind ?? .text, choices: question.choices.count)
  }

  /// Room for a batch; all places say "not asked".
  init(_ kind: BatchColumn.Kind, choices: Int = 0) {
    let capacity = ResponseBatch.capacity
    self.kind = kind
    choiceCount = choices
    wordsPerRow = BatchColumn.words(for: choices)
    func room<T>(_ count: Int, of zero: T) -> UnsafeMutablePointer<T> {
      let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
      pointer.initialize(repeating: zero, count: max(1, count))
      return pointer
    }
    codes = room(capacity, of: MissingReason.notAsked.rawValue)
    numbers = room(kind == .numbers ? capacity : 0, of: 0)
    masks = room(kind == .masks ? capacity * wordsPerRow : 0, of: 0)
    ranks = room(kind == .ranks ? capacity * choiceCount : 0, of: 0)
    ends = room(kind == .text ? capacity : 0, of: 0)
    byteCapacity = kind == .text ? 65_536 : 1
    bytes = .allocate(capacity: byteCapacity)
  }

  func deallocate() {
    codes.deallocate()
    numbers.deallocate()
    masks.deallocate()
    ranks.deallocate()
    ends.deallocate()
    bytes.deallocate()
  }

  /// Empties a place: not answered yet.
  @inline(__always)
  func clear(_ slot: Int) {
    codes[slot] = MissingReason.notAnswered.rawValue
    switch kind {
    case .masks: (masks + slot &* wordsPerRow).update(repeating: 0, count: wordsPerRow)
    case .ranks: (ranks + slot &* choiceCount).update(repeating: 0, count: choiceCount)
    case .numbers: numbers[slot] = 0
    case .text: ends[slot] = textStart(slot)
    case .codes: break
    }
  }

  @inline(__always)
  func textStart(_ slot: Int) -> Int { slot == 0 ? 0 : ends[slot &- 1] }

  /// The text at a place.
  func text(_ slot: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + textStart(slot), count: ends[slot] - textStart(slot))
  }

  @inline(__always)
  mutating func setText(_ slot: Int, _ text: UnsafeBufferPointer<UInt8>) {
    let start = textStart(slot)
    let end = start &+ text.count
    if end > byteCapacity { grow(keeping: start, to: end) }
    if let source = text.baseAddress { (bytes + start).update(from: source, count: text.count) }
    codes[slot] = 0
    ends[slot] = end
  }

  private mutating func grow(keeping count: Int, to needed: Int) {
    byteCapacity = max(byteCapacity * 2, needed)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }

  @inline(__always)
  func tick(_ slot: Int, choice: Int32) {
    let index = Int(choice)
    masks[slot &* wordsPerRow &+ index &>> 6] |= 1 << UInt64(truncatingIfNeeded: index & 63)
    codes[slot] = 0
  }

  /// Moves the first `count` places into a column.
  func fill(_ column: inout BatchColumn, count: Int) {
    column.removeAll()
    column.codes.append(contentsOf: UnsafeBufferPointer(start: codes, count: count))
    switch kind {
    case .codes: break
    case .masks:
      column.words.append(contentsOf: UnsafeBufferPointer(start: masks, count: count * wordsPerRow))
    case .ranks:
      column.ranks.append(contentsOf: UnsafeBufferPointer(start: ranks, count: count * choiceCount))
    case .numbers: column.numbers.append(contentsOf: UnsafeBufferPointer(start: numbers, count: count))
    case .text:
      column.ends.append(contentsOf: UnsafeBufferPointer(start: ends, count: count))
      column.bytes.append(
        contentsOf: UnsafeBufferPointer(start: bytes, count: count == 0 ? 0 : ends[count - 1]))
    }
  }
}
