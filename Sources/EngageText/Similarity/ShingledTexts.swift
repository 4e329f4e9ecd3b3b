/// Texts as numbers that tell which are alike: for each a number for its letters and one for each three words that
/// follow each other (its shingles). No words are kept.
///
/// ```swift
/// var texts = ShingledTexts(shortest: 15, shortestCopy: 5)
/// texts.add(text)
/// let groups = texts.groups(atLeast: 0.5)
/// ```
public struct ShingledTexts: Sendable, Codable {
  /// Texts with fewer words are compared with nothing but their own copies.
  public let shortest: Int
  /// Texts with fewer words are not taken up.
  public let shortestCopy: Int
  /// For each text, of its letters: equal where two are copies.
  public private(set) var letters: [UInt64] = []
  /// For each text, of its words.
  public private(set) var digests: [UInt64] = []
  /// How many words each text has.
  public private(set) var words: [Int32] = []
  /// All shingles of all texts, as they come; those of text i end at `ends[i]`.
  private(set) var shingles: [UInt32] = []
  private(set) var ends: [Int] = []
  private var reader = WordHashes()

  private enum CodingKeys: CodingKey { case shortest, shortestCopy, letters, digests, words, shingles, ends }

  /// No texts.
  /// - Parameters:
  ///   - shortest: from how many words on likeness is looked for; at least 3.
  ///   - shortestCopy: from how many words on copies are looked for.
  public init(shortest: Int, shortestCopy: Int) {
    self.shortest = max(3, shortest)
    self.shortestCopy = shortestCopy
  }

  /// How many texts were taken up.
  public var count: Int { letters.count }

  /// Takes up a text, given as UTF-8.
  /// - Returns: whether it is long enough.
  @discardableResult
  public mutating func add(_ text: Span<UInt8>) -> Bool {
    reader.read(text)
    let count = reader.hashes.count
    guard count >= min(shortest, shortestCopy) else { return false }
    letters.append(WordHashes.mixed(reader.letters))
    digests.append(reader.digest)
    words.append(Int32(clamping: count))
    if count >= shortest { reader.appendShingles(to: &shingles) }
    ends.append(shingles.count)
    return true
  }

  /// Takes up the texts of another, after its own.
  public mutating func append(_ other: ShingledTexts) {
    let start = shingles.count
    letters += other.letters
    digests += other.digests
    words += other.words
    shingles += other.shingles
    ends += other.ends.map { $0 + start }
  }

  func range(_ text: Int) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  /// The different shingles of a text, in order; empty for one that is too short for likeness.
  func set(_ text: Int) -> [UInt32] {
    var set = shingles[range(text)].sorted()
    var kept = 0
    for index in set.indices where index == 0 || set[index] != set[kept - 1] {
      set[kept] = set[index]
      kept += 1
    }
    set.removeSubrange(kept...)
    return set
  }

  /// How alike one text is to others: Jaccard's index of their shingles, those in both ÷ those in either; 1 for
  /// copies, whatever their length.
  public func similarities(of text: Int, to others: [Int]) -> [Double] {
    let own = set(text)
    return others.map { other in
      if letters[other] == letters[text] { return 1 }
      let set = set(other)
      guard !own.isEmpty, !set.isEmpty else { return 0 }
      var (one, two, both) = (0, 0, 0)
      while one < own.count, two < set.count {
        if own[one] == set[two] { both += 1 }
        let isOne = own[one] <= set[two]
        if set[two] <= own[one] { two += 1 }
        if isOne { one += 1 }
      }
      return Double(both) / Double(own.count + set.count - both)
    }
  }
}
