/// The words of a text as numbers.
///
/// A word is a run of letters and digits of ASCII, underscores, and bytes beyond ASCII; upper case of ASCII counts
/// as lower. No word is looked up anywhere, so that any language will do.
struct WordHashes {
  /// One for each word, in order.
  private(set) var hashes: [UInt64] = []
  /// Of all letters and digits in order, wherever words end: the same with a typographic apostrophe, a plain one or
  /// none, and however the lines are broken.
  private(set) var letters: UInt64 = 0

  /// What a byte is as part of a word: itself in lower case, 0 where it is none.
  private static let folded: [UInt8] = (0...255).map { byte in
    switch byte {
    case 0x41...0x5a: UInt8(byte | 0x20)
    case 0x30...0x39, 0x61...0x7a, 0x5f, 0x80...0xff: UInt8(byte)
    default: 0
    }
  }

  /// Reads a text in place of the one before.
  mutating func read(_ text: Span<UInt8>) {
    hashes.removeAll(keepingCapacity: true)
    var letters: UInt64 = 0xcbf2_9ce4_8422_2325
    text.withUnsafeBufferPointer { text in
      WordHashes.folded.withUnsafeBufferPointer { folded in
        var position = 0
        while position < text.count {
          var byte = folded[Int(text[position])]
          if byte == 0 {
            position += 1
            continue
          }
          var hash: UInt64 = 0xcbf2_9ce4_8422_2325
          repeat {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            if byte == 0xe2, WordHashes.isPunctuation(text, at: position) {
              for offset in 1...2 {
                hash = (hash ^ UInt64(text[position + offset])) &* 0x0000_0100_0000_01b3
              }
              position += 3
            } else {
              letters = (letters ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
              position += 1
            }
            byte = position < text.count ? folded[Int(text[position])] : 0
          } while byte != 0
          hashes.append(hash)
        }
      }
    }
    self.letters = letters
  }

  /// Whether a character of the block General Punctuation stands there (U+2000 to U+206F): dashes, typographic
  /// quotation marks.
  private static func isPunctuation(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
    guard position + 2 < text.count, text[position + 2] & 0xc0 == 0x80 else { return false }
    return text[position + 1] == 0x80 || text[position + 1] == 0x81 && text[position + 2] <= 0xaf
  }

  /// A number for all words in order.
  var digest: UInt64 {
    hashes.reduce(0x9e37_79b9_7f4a_7c15) { WordHashes.mixed($0 &* 3 ^ $1) }
  }

  /// Adds a number for each three words that follow each other.
  func appendShingles(to shingles: inout [UInt32]) {
    for index in 0..<max(0, hashes.count - 2) {
      let one = hashes[index]
      let two = hashes[index + 1]
      let three = hashes[index + 2]
      let sum = one &+ (two << 21 | two >> 43) &* 3 &+ (three << 42 | three >> 22) &* 7
      shingles.append(UInt32(truncatingIfNeeded: WordHashes.mixed(sum) >> 32))
    }
  }

  /// The finishing step of SplitMix64 (Steele, Lea and Flood, 2014).
  @inline(__always)
  static func mixed(_ number: UInt64) -> UInt64 {
    var mixed = number
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
