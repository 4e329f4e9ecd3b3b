/// A text as somebody means it who types, pastes or scans it: look-alikes as plain characters, invisible ones gone, and
/// for each character its place in the text. Letters and digits that stand together are one piece.
struct PlainText {
  /// Letters and digits without anything between them.
  struct Piece {
    let start: Int
    let end: Int
    /// FNV-1a of its characters in lower case: what word it is.
    let word: UInt64
    let hasDigit: Bool
    let hasLetter: Bool

    var count: Int { end - start }
    var isNumber: Bool { hasDigit && !hasLetter }
  }

  /// ASCII, `LookAlikes.otherLetter` or `LookAlikes.otherSign`.
  private(set) var bytes: [UInt8] = []
  /// For each character its first byte in the text.
  private var starts: [Int] = []
  /// For each character the byte after it.
  private var ends: [Int] = []
  private(set) var pieces: [Piece] = []
  private let text: String

  init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    text.withUTF8 { read($0) }
    findPieces()
  }

  private mutating func read(_ utf8: UnsafeBufferPointer<UInt8>) {
    bytes.reserveCapacity(utf8.count)
    starts.reserveCapacity(utf8.count)
    ends.reserveCapacity(utf8.count)
    var position = 0
    while position < utf8.count {
      let (scalar, length) = LetterFolding.scalar(in: utf8, at: position)
      if let plain = LookAlikes.plain(scalar) {
        bytes.append(plain)
        starts.append(position)
        ends.append(position + length)
      }
      position += length
    }
  }

  private mutating func findPieces() {
    var position = 0
    while position < bytes.count {
      guard PlainText.isOfWord(bytes[position]) else {
        position += 1
        continue
      }
      let start = position
      var word: UInt64 = WordSet.seed
      var hasDigit = false
      var hasLetter = false
      while position < bytes.count, PlainText.isOfWord(bytes[position]) {
        let isDigit = PlainText.isDigit(bytes[position])
        hasDigit = hasDigit || isDigit
        hasLetter = hasLetter || !isDigit
        word = WordSet.adding(isDigit ? bytes[position] : bytes[position] | 0x20, to: word)
        position += 1
      }
      if hasDigit, hasLetter, correctDigits(from: start, to: position) { hasLetter = false }
      pieces.append(
        Piece(start: start, end: position, word: word, hasDigit: hasDigit, hasLetter: hasLetter))
    }
  }

  /// O typed for 0 and l for 1 in what else is a number of three digits or more.
  private mutating func correctDigits(from start: Int, to end: Int) -> Bool {
    var digits = 0
    for position in start..<end {
      switch bytes[position] {
      case 48...57: digits += 1
      case UInt8(ascii: "O"), UInt8(ascii: "o"), UInt8(ascii: "l"), UInt8(ascii: "I"): break
      default: return false
      }
    }
    guard digits >= 3 else { return false }
    for position in start..<end where !PlainText.isDigit(bytes[position]) {
      bytes[position] = bytes[position] | 0x20 == UInt8(ascii: "o") ? 48 : 49
    }
    return true
  }

  /// The part of the text that characters stand for, never less than whole graphemes.
  func range(_ characters: Range<Int>) -> Range<String.Index> {
    let utf8 = text.utf8
    let lower = utf8.index(utf8.startIndex, offsetBy: starts[characters.lowerBound])
    let upper = utf8.index(utf8.startIndex, offsetBy: ends[characters.upperBound - 1])
    return text.wholeCharacters(lower..<upper)
  }

  // MARK: - Characters; beyond the ends there is 0

  subscript(position: Int) -> UInt8 {
    position >= 0 && position < bytes.count ? bytes[position] : 0
  }

  func lower(_ position: Int) -> UInt8 {
    let byte = self[position]
    return (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  func isDigit(_ position: Int) -> Bool { PlainText.isDigit(self[position]) }
  func isOfWord(_ position: Int) -> Bool { PlainText.isOfWord(self[position]) }
  func isBlank(_ position: Int) -> Bool { self[position] == 0x20 || self[position] == 0x0a }
  func isUpper(_ position: Int) -> Bool { (0x41...0x5a).contains(self[position]) }
  func isLower(_ position: Int) -> Bool { (0x61...0x7a).contains(self[position]) }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
  static func isLatin(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) && byte < 0x80 }
  static func isOfWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLatin(byte) || byte == LookAlikes.otherLetter
  }

  /// After blanks, at most so many.
  func skippingBlanks(_ position: Int, atMost count: Int = 4) -> Int {
    var position = position
    let limit = position + count
    while position < limit, isBlank(position) { position += 1 }
    return position
  }

  /// Before blanks, at most so many: the position after the character that stands there.
  func skippingBlanksBack(_ position: Int, atMost count: Int = 4) -> Int {
    var position = position
    let limit = position - count
    while position > limit, isBlank(position - 1) { position -= 1 }
    return position
  }

  // MARK: - Pieces

  /// The characters of a piece, letters in lower case.
  func lowered(_ piece: Piece) -> [UInt8] { (piece.start..<piece.end).map(lower) }

  /// Letters of a piece, none of them a small one.
  func isShouted(_ piece: Piece) -> Bool {
    piece.hasLetter && !(piece.start..<piece.end).contains { isLower($0) }
  }

  /// Whether only the signs given stand between a piece and the next one, and at most so many.
  func joins(_ index: Int, _ signs: Signs, atMost count: Int = 8) -> Bool {
    guard index >= 0, index + 1 < pieces.count else { return false }
    let from = pieces[index].end
    let to = pieces[index + 1].start
    guard to - from <= count else { return false }
    return (from..<to).allSatisfy { signs.has(bytes[$0]) }
  }

  /// Whether one of the pieces before is one of the words.
  func isAfter(_ words: WordSet, _ index: Int, within count: Int) -> Bool {
    var before = index - 1
    while before >= 0, before >= index - count {
      if words.has(pieces[before].word) { return true }
      before -= 1
    }
    return false
  }
}

/// Signs that may stand between the parts of an identifier.
struct Signs: OptionSet {
  let rawValue: Int

  static let blank = Signs(rawValue: 1)
  static let dash = Signs(rawValue: 2)
  static let dot = Signs(rawValue: 4)
  static let slash = Signs(rawValue: 8)
  static let bracket = Signs(rawValue: 16)
  static let comma = Signs(rawValue: 32)
  static let apostrophe = Signs(rawValue: 64)

  static let usual: Signs = [.blank, .dash, .dot, .slash]

  func has(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x0a: contains(.blank)
    case UInt8(ascii: "-"), UInt8(ascii: "_"): contains(.dash)
    case UInt8(ascii: "."): contains(.dot)
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): contains(.slash)
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): contains(.bracket)
    case UInt8(ascii: ","): contains(.comma)
    case UInt8(ascii: "'"): contains(.apostrophe)
    default: false
    }
  }
}

/// Words by their hashes (FNV-1a, 64 bits, in lower case).
struct WordSet: Sendable {
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  private let hashes: Set<UInt64>

  init(_ words: String) {
    hashes = Set(
      words.split(whereSeparator: \.isWhitespace).map {
        $0.utf8.reduce(WordSet.seed) { WordSet.adding($1, to: $0) }
      })
  }

  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  func has(_ word: UInt64) -> Bool { hashes.contains(word) }
}

extension String {
  /// A range that begins and ends between characters, inside the text, whatever it was.
  func wholeCharacters(_ range: Range<String.Index>) -> Range<String.Index> {
    let lower = Swift.min(Swift.max(range.lowerBound, startIndex), endIndex)
    let upper = Swift.min(Swift.max(range.upperBound, lower), endIndex)
    return roundedDown(lower)..<roundedUp(upper)
  }

  private func roundedDown(_ index: String.Index) -> String.Index {
    guard index < endIndex else { return endIndex }
    return self.index(before: self.index(after: index))
  }

  private func roundedUp(_ index: String.Index) -> String.Index {
    guard index < endIndex else { return endIndex }
    let down = roundedDown(index)
    return down == index ? index : self.index(after: down)
  }
}
