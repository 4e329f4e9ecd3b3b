/// Where a text falls into parts that say one thing each.
enum Clauses {
  /// Words at which something else, often the opposite, is said.
  private static let turns = ["but", "however", "although", "though", "except", "yet"].map { Array($0.utf8) }

  /// The clauses of a text: between full stops, question and exclamation marks, semicolons, bullets and line ends,
  /// and before "but", "however", "although", "though", "except", "yet". A full stop within a number or an
  /// abbreviation, with no blank behind it, ends none.
  static func ranges(of text: Span<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var position = 0
    func close(at end: Int, next: Int) {
      if start < end { ranges.append(start..<end) }
      start = next
    }
    while position < text.count {
      let byte = text[position]
      switch byte {
      case 0x0a, 0x0d, UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        close(at: position, next: position + 1)
      case UInt8(ascii: ".") where position + 1 == text.count || text[position + 1] <= 0x20:
        close(at: position, next: position + 1)
      case 0xe2 where isBullet(text, position):
        close(at: position, next: position)
      default:
        if isLetter(byte), position == 0 || !isLetter(text[position - 1]) {
          if turns.contains(where: { isWord($0, in: text, at: position) }) {
            close(at: position, next: position)
          }
        }
      }
      position += 1
    }
    close(at: text.count, next: text.count)
    return ranges
  }

  /// The parts of a clause between its commas.
  static func parts(of clause: Range<Int>, in text: Span<UInt8>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = clause.lowerBound
    for index in clause where text[index] == UInt8(ascii: ",") {
      parts.append(start..<index)
      start = index
    }
    return parts + [start..<clause.upperBound]
  }

  /// How many words there are in a part of a text: runs of letters and digits, apostrophes within.
  static func words(in text: Span<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    var isInside = false
    for index in range {
      let byte = text[index]
      let isWord = isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "'") && isInside
      if isWord, !isInside { count += 1 }
      isInside = isWord
    }
    return count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (0x61...0x7a).contains(byte | 0x20) }

  private static func isBullet(_ text: Span<UInt8>, _ position: Int) -> Bool {
    position + 2 < text.count && text[position + 1] == 0x80 && text[position + 2] == 0xa2
  }

  /// Whether a word, whole, stands at a place.
  private static func isWord(_ word: [UInt8], in text: Span<UInt8>, at start: Int) -> Bool {
    guard start + word.count <= text.count else { return false }
    for index in word.indices where text[start + index] | 0x20 != word[index] { return false }
    return start + word.count == text.count || !isLetter(text[start + word.count])
  }
}
