/// The answers of many responses to one question, side by side.
///
/// Every kind has `codes`, one for each response: for a single choice the position of the choice, for all other
/// kinds 0 where there is an answer; below zero the `MissingReason`.
public struct BatchColumn: Sendable {
  public enum Kind: Sendable, Hashable {
    /// One choice: `codes`.
    case codes
    /// Several choices: `words`, a bit for each choice, `wordsPerRow` words for each response.
    case masks
    /// The place of each choice, from 1, 0 where it has none: `ranks`, `choiceCount` for each response.
    case ranks
    /// `numbers`.
    case numbers
    /// UTF-8: `bytes`, where the text of response i ends at `ends[i]` and starts where the one before ended.
    case text
  }

  public let kind: Kind
  public let choiceCount: Int
  public var codes: [Int32] = []
  public var words: [UInt64] = []
  public var ranks: [Int32] = []
  public var numbers: [Double] = []
  public var bytes: [UInt8] = []
  public var ends: [Int] = []

  /// An empty column for the answers to a question.
  public init(for question: Question) {
    kind = question.type.columnKind ?? .text
    choiceCount = question.choices.count
  }

  /// An empty column of texts that answer no question: keys, times of submission.
  public static let texts = BatchColumn(kind: .text, choiceCount: 0)

  init(kind: Kind, choiceCount: Int) {
    self.kind = kind
    self.choiceCount = choiceCount
  }

  /// The text at a position of a column of texts; `nil` where there is none.
  public func text(at row: Int) -> String? {
    guard codes[row] >= 0 else { return nil }
    return String(decoding: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]], as: UTF8.self)
  }

  /// 64 choices to a word, at least one word.
  @inlinable public var wordsPerRow: Int { BatchColumn.words(for: choiceCount) }

  /// How many 64-bit words a mask over so many choices takes.
  @inlinable public static func words(for choices: Int) -> Int { max(1, (choices + 63) / 64) }

  /// The mask with the bits of some choices set.
  public static func mask(of chosen: [Int], choices: Int) -> [UInt64] {
    var mask = Array(repeating: UInt64(0), count: words(for: choices))
    for choice in chosen { mask[choice / 64] |= 1 << UInt64(choice % 64) }
    return mask
  }

  /// Adds a missing answer.
  public mutating func append(missing reason: MissingReason) {
    codes.append(reason.rawValue)
    pad()
  }

  /// Adds a choice by its position.
  @inlinable public mutating func append(code: Int32) { codes.append(code) }

  /// Adds a number.
  @inlinable public mutating func append(number: Double) {
    codes.append(0)
    numbers.append(number)
  }

  /// Adds a text, given as UTF-8.
  @inlinable public mutating func append(text: some Sequence<UInt8>) {
    codes.append(0)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Adds a text, or that there is none.
  public mutating func append(text: String?) {
    if let text { append(text: text.utf8) } else { append(missing: .notAnswered) }
  }

  /// Adds the choices at those positions.
  public mutating func append(choices: some Sequence<Int>) {
    codes.append(0)
    let start = words.count
    words.append(contentsOf: repeatElement(0, count: wordsPerRow))
    for choice in choices { words[start + choice / 64] |= 1 << UInt64(choice % 64) }
  }

  /// Adds a ranking: positions of choices, best first.
  public mutating func append(ranking: some Sequence<Int>) {
    codes.append(0)
    let start = ranks.count
    ranks.append(contentsOf: repeatElement(0, count: choiceCount))
    for (place, choice) in ranking.enumerated() { ranks[start + choice] = Int32(place + 1) }
  }

  private mutating func pad() {
    switch kind {
    case .codes: break
    case .masks: words.append(contentsOf: repeatElement(0, count: wordsPerRow))
    case .ranks: ranks.append(contentsOf: repeatElement(0, count: choiceCount))
    case .numbers: numbers.append(0)
    case .text: ends.append(bytes.count)
    }
  }

  /// Empties the column and keeps its memory.
  public mutating func removeAll() {
    codes.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}
