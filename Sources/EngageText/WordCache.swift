/// What is known about the words met so far: which phrases begin with them, and which words of phrases they are.
///
/// An open-addressing table by the word's case-folded bytes. ASCII words of up to eight bytes are their own key; all
/// others are compared byte by byte.
struct WordCache: ~Copyable {
  /// What a word is to the codebook; -1 where it is nothing.
  struct Word {
    var exact: Int32
    var word: Int32
    var stem: Int32
    /// Where in `starts` the terms that begin with it stand: their number first. 0 where none do.
    var starts: Int32
    /// Place in `letters` of the case-folded word and of the form that phrases are compared with.
    var offset: Int
    var length: Int
    var comparedOffset: Int
    var comparedLength: Int
  }

  private struct Slot {
    /// 0 where it is free.
    var key: UInt64
    var word: Int32
    var starts: Int32
  }

  private static let largestCount = 1 << 16
  private var slots: UnsafeMutableBufferPointer<Slot>
  private var shift: UInt64
  private(set) var words: [Word] = []
  private(set) var starts: [Int32] = [0]
  private(set) var letters: [UInt8] = []

  init() {
    slots = .allocate(capacity: 1 << 12)
    slots.initialize(repeating: Slot(key: 0, word: 0, starts: 0))
    shift = 64 - 12
  }

  deinit { slots.deallocate() }

  /// Forgets all words if they have become many. Not to be called while a text is read.
  mutating func shrinkIfLarge() {
    guard words.count > WordCache.largestCount else { return }
    slots.update(repeating: Slot(key: 0, word: 0, starts: 0))
    words.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    starts = [0]
  }

  /// The key of an ASCII word of up to eight bytes, which are the key themselves.
  @inline(__always)
  static func shortKey(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> UInt64 {
    let length = end - start
    if start + 8 <= text.count, let base = text.baseAddress {
      let bytes = UInt64(littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
      return (bytes | 0x2020_2020_2020_2020) & (~0 >> UInt64(64 - 8 * length))
    }
    var key: UInt64 = 0
    for index in 0..<length { key |= UInt64(text[start + index] | 0x20) << UInt64(8 * index) }
    return key
  }

  /// How many of eight bytes, the lowest first, are ASCII letters or digits before the first that is none. All eight
  /// are compared at once: where a sum reaches the highest bit of its byte, the byte is at least the bound.
  @inline(__always)
  static func asciiWordLength(of bytes: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let plain = bytes & (0x7f &* ones)
    let lower = plain | (0x20 &* ones)
    let letters = (lower &+ (0x1f &* ones)) & ~(lower &+ (0x05 &* ones))
    let digits = (plain &+ (0x50 &* ones)) & ~(plain &+ (0x46 &* ones))
    let others = ~((letters | digits) & ~bytes) & (0x80 &* ones)
    return others.trailingZeroBitCount / 8
  }

  /// The key of any other word, given case-folded: a hash with the highest bit set, so that it is no short key.
  /// `fold` is 0x20 to fold ASCII letters on the way, else 0.
  @inline(__always)
  static func longKey(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, fold: UInt8) -> UInt64
  {
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    for index in start..<end {
      hash = (hash ^ UInt64(text[index] | fold)) &* 0x0000_0100_0000_01b3
    }
    return (hash ^ hash >> 29) | 1 << 63
  }

  /// The number of an ASCII word of up to eight bytes and the place of the terms that begin with it.
  @inline(__always)
  func find(short key: UInt64) -> (word: Int32, starts: Int32)? {
    var index = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> shift)
    while true {
      let slot = slots[index]
      if slot.key == key { return (slot.word, slot.starts) }
      if slot.key == 0 { return nil }
      index = (index + 1) & (slots.count - 1)
    }
  }

  /// The same for any other word.
  @inline(__always)
  func find(
    long key: UInt64, _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, fold: UInt8
  ) -> (word: Int32, starts: Int32)? {
    var index = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> shift)
    while true {
      let slot = slots[index]
      if slot.key == key, isWord(slot.word, text, from: start, to: end, fold: fold) {
        return (slot.word, slot.starts)
      }
      if slot.key == 0 { return nil }
      index = (index + 1) & (slots.count - 1)
    }
  }

  private func isWord(
    _ number: Int32, _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, fold: UInt8
  ) -> Bool {
    let word = words[Int(number)]
    guard word.length == end - start else { return false }
    return letters.withUnsafeBufferPointer { letters in
      for index in 0..<word.length where letters[word.offset + index] != text[start + index] | fold {
        return false
      }
      return true
    }
  }

  /// Works out what a new word is to the codebook, and keeps it.
  mutating func add(
    _ letters: [UInt8], key: UInt64, terms: CompiledTerms, stemmer: EnglishStemmer?
  ) -> (word: Int32, starts: Int32) {
    let compared = terms.folded(letters)
    let exact = terms.exactWords[letters]
    let word = terms.words[compared]
    let stem = stemmer.flatMap { terms.stems[$0.stem(of: compared)] }
    var begun = exact.flatMap { terms.startsByExact[$0] } ?? []
    begun += word.flatMap { terms.startsByWord[$0] } ?? []
    begun += stem.flatMap { terms.startsByStem[$0] } ?? []
    for (prefix, term) in compared.first.flatMap({ terms.startsByPrefix[$0] }) ?? []
    where terms.begins(compared[...], with: prefix) {
      begun.append(term)
    }
    let place = begun.isEmpty ? 0 : Int32(starts.count)
    if !begun.isEmpty { starts += [Int32(begun.count)] + begun }
    let offset = self.letters.count
    self.letters += letters
    let comparedOffset = compared == letters ? offset : self.letters.count
    if compared != letters { self.letters += compared }
    words.append(
      Word(
        exact: exact ?? -1, word: word ?? -1, stem: stem ?? -1, starts: place, offset: offset,
        length: letters.count,
        comparedOffset: comparedOffset, comparedLength: compared.count))
    if words.count * 2 > slots.count { grow() }
    insert(Slot(key: key, word: Int32(words.count - 1), starts: place))
    return (Int32(words.count - 1), place)
  }

  private func insert(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: (slot.key &* 0x9e37_79b9_7f4a_7c15) >> shift)
    while slots[index].key != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = .allocate(capacity: old.count * 2)
    slots.initialize(repeating: Slot(key: 0, word: 0, starts: 0))
    shift -= 1
    for slot in old where slot.key != 0 { insert(slot) }
    old.deallocate()
  }
}
