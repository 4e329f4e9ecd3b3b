/// A text, how many characters it has, and a place in it. A character is what a reader takes for one (an extended
/// grapheme cluster); what is put in may join with its neighbours, as a combining mark does with its letter.
///
/// Counting the characters of a long text takes longer than a key may, so counts are kept and mended around the
/// change. That is sound because a boundary between characters depends on what stands before it and on the one
/// scalar after it (Unicode Standard Annex 29): boundaries before a change stay, and from the first boundary behind
/// it that was one before, all others are as they were.
struct EditedText: Sendable, Hashable {
  private(set) var text: String
  /// The characters of the text.
  private(set) var length: Int
  /// The place: characters before it.
  private(set) var cursor: Int
  /// The place: bytes of UTF-8 before it.
  private(set) var offset: Int

  /// The place is behind the text.
  init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    length = text.count
    cursor = length
    offset = text.utf8.count
  }

  var index: String.Index { index(at: offset) }

  func index(at offset: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: offset) }

  func offset(of index: String.Index) -> Int { text.utf8.distance(from: text.startIndex, to: index) }

  /// Puts the place behind so many characters.
  mutating func move(to characters: Int) {
    let characters = min(max(characters, 0), length)
    let target: String.Index
    // From wherever it is nearest.
    if characters < abs(characters - cursor) {
      target = text.index(text.startIndex, offsetBy: characters)
    } else if length - characters < abs(characters - cursor) {
      target = text.index(text.endIndex, offsetBy: characters - length)
    } else {
      target = text.index(index, offsetBy: characters - cursor)
    }
    cursor = characters
    offset = self.offset(of: target)
  }

  /// Puts the place at a boundary between characters.
  mutating func move(to target: String.Index) {
    let here = index
    cursor += text.distance(from: here, to: target)
    offset = offset(of: target)
  }

  /// Puts other text in the stead of some bytes (at boundaries between scalars); the place is then behind it, or
  /// behind the character its end became part of.
  mutating func replace(_ bytes: Range<Int>, with inserted: String) {
    let from = characterStart(before: bytes.lowerBound)
    let before = cursor - text.distance(from: index(at: from), to: index)
    let old = text
    text.replaceSubrange(index(at: bytes.lowerBound)..<index(at: bytes.upperBound), with: inserted)
    text.makeContiguousUTF8()
    let end = bytes.lowerBound + inserted.utf8.count
    recount(from: from, before: before, end: end, growth: inserted.utf8.count - bytes.count, old: old)
  }

  /// The start of the character that holds the scalar before: no change behind can shift it.
  private func characterStart(before bytes: Int) -> Int {
    guard bytes > 0 else { return 0 }
    let scalar = text.unicodeScalars.index(before: index(at: bytes))
    return offset(of: text.index(before: text.index(after: scalar)))
  }

  /// Counts again, from a boundary on that the change left alone.
  private mutating func recount(from start: Int, before: Int, end: Int, growth: Int, old: String) {
    var new = (at: start, count: before)
    var place: (at: Int, count: Int)?
    var oldAt = start
    var oldCount = before
    while true {
      if new.at >= end, place == nil { place = new }
      // Behind the change, and at a boundary that was one before.
      if place != nil {
        while oldAt < new.at - growth {
          oldAt = Self.next(oldAt, in: old)
          oldCount += 1
        }
        if oldAt == new.at - growth { break }
      }
      new = (Self.next(new.at, in: text), new.count + 1)
    }
    length += new.count - oldCount
    (offset, cursor) = place ?? new
  }

  private static func next(_ offset: Int, in text: String) -> Int {
    let index = text.utf8.index(text.startIndex, offsetBy: offset)
    return text.utf8.distance(from: text.startIndex, to: text.index(after: index))
  }
}
