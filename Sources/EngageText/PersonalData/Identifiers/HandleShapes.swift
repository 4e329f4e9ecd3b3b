/// Names on social networks: "@anna_k", "insta: anna.k", "u/anna_k".
struct HandleShapes {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  private static let notHandles = WordSet(
    """
    home work school church the college uni night times time lunch moment all least my our your their this that noon \
    midnight weekend weekends present first last once mosque park gym shop party reception hospital
    """)

  var found: [IdentifierFinder.Found] {
    var found: [IdentifierFinder.Found] = []
    var position = 0
    while let at = text.bytes[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = at + 1
      guard let end = handle(after: at) else { continue }
      found.append(IdentifierFinder.Found(kind: .socialHandle, range: at..<end))
      position = end
    }
    for index in text.pieces.indices {
      if let range = introduced(index) ?? ofReddit(index) {
        found.append(IdentifierFinder.Found(kind: .socialHandle, range: range, certainty: .suggested))
      }
    }
    return found
  }

  private func handle(after at: Int) -> Int? {
    guard !isOfHandle(at - 1), text[at - 1] != UInt8(ascii: "@") else { return nil }
    let start = text.skippingBlanks(at + 1, atMost: 2)
    var end = start
    var word = WordSet.seed
    while isOfHandle(end) {
      word = WordSet.adding(text.lower(end), to: word)
      end += 1
    }
    while end > start, ".-".utf8.contains(text[end - 1]) { end -= 1 }
    // "@anna@example.social"
    if text[end] == UInt8(ascii: "@"), let domain = text.domain(at: end + 1), domain.labels > 1 {
      return domain.end
    }
    guard end - start >= 3, !HandleShapes.notHandles.has(word) else { return nil }
    let letters = (start..<end).count { !text.isDigit($0) && text.isOfWord($0) }
    let digits = (start..<end).count { text.isDigit($0) }
    // "@5pm", "@10.30am"
    guard letters > 0, !(text.isDigit(start) && digits <= 4 && letters <= 3) else { return nil }
    // "we met @ Rugby": behind a blank only what can't be a word.
    return start == at + 1 || (start..<end).contains { text[$0] == UInt8(ascii: "_") } ? end : nil
  }

  private func isOfHandle(_ position: Int) -> Bool {
    text.isOfWord(position) || "._-".utf8.contains(text[position]) && position >= 0
  }

  /// "my snapchat is anna_k99": only what has a digit, an underscore or a full stop inside.
  private func introduced(_ index: Int) -> Range<Int>? {
    guard NetWords.networks.has(text.pieces[index].word) else { return nil }
    var next = index + 1
    while next < text.pieces.count, next - index <= 4, NetWords.between.has(text.pieces[next].word) {
      next += 1
    }
    guard next < text.pieces.count, text.pieces[next].start - text.pieces[index].end < 40 else { return nil }
    let start = text.pieces[next].start
    var end = start
    while isOfHandle(end), end - start < PlainText.longestLabel { end += 1 }
    while end > start, ".-".utf8.contains(text[end - 1]) { end -= 1 }
    let hasLetter = (start..<end).contains { PlainText.isLatin(text[$0]) }
    let isName = (start..<end).contains { text.isDigit($0) || "_.".utf8.contains(text[$0]) }
    return hasLetter && isName && end - start >= 4 && !PlainText.isDigit(text[start]) ? start..<end : nil
  }

  private static let reddit = WordSet("u user")

  private func ofReddit(_ index: Int) -> Range<Int>? {
    let piece = text.pieces[index]
    guard piece.count == 1, HandleShapes.reddit.has(piece.word), text[piece.end] == UInt8(ascii: "/"),
      text.isOfWord(piece.end + 1), !text.isOfWord(piece.start - 1)
    else { return nil }
    let start = piece.end + 1
    var end = start
    while isOfHandle(end), end - start < PlainText.longestLabel { end += 1 }
    return end - piece.end > 3 ? piece.start..<end : nil
  }
}
