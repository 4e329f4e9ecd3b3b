/// E-mail addresses, also those with "at" and "dot" in words, brackets or blanks.
struct MailShapes {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  var found: [IdentifierFinder.Found] {
    var found: [IdentifierFinder.Found] = []
    var floor = 0
    func take(_ range: Range<Int>?) {
      guard let range else { return }
      found.append(IdentifierFinder.Found(kind: .email, range: range))
      floor = range.upperBound
    }
    var position = 0
    while let at = text.bytes[position...].firstIndex(of: UInt8(ascii: "@")) {
      take(address(around: at, after: floor))
      position = max(at + 1, floor)
    }
    floor = 0
    for (index, piece) in text.pieces.enumerated() where NetWords.at.has(piece.word) && piece.start >= floor {
      take(addressInWords(at: index, after: floor))
    }
    return found
  }

  // MARK: With the sign

  private func address(around at: Int, after floor: Int) -> Range<Int>? {
    // "[@]"
    let isBracketed = "[({<".utf8.contains(text[at - 1]) && "])}>".utf8.contains(text[at + 1])
    let before = text.skippingBlanksBack(isBracketed ? at - 1 : at, atMost: 3)
    let after = text.skippingBlanks(isBracketed ? at + 2 : at + 1, atMost: 3)
    guard let start = mailbox(before: before, after: floor), let domain = text.domain(at: after),
      domain.labels > 1
    else { return nil }
    let isParted = !isBracketed && (before < at || after > at + 1)
    // "we met @ home.It rained"
    guard
      !isParted || NetWords.ends.has(domain.last)
        || NetWords.moreEnds.has(domain.last) && text[after - 1] != 0x20
    else { return nil }
    return start..<domain.end
  }

  /// Where the mailbox starts whose name ends before a place.
  private func mailbox(before end: Int, after floor: Int) -> Int? {
    guard var start = word(before: end, after: floor) else { return nil }
    for _ in 0..<4 {
      guard let dot = wordDot(before: start), let further = word(before: dot, after: floor) else { break }
      start = further
    }
    return start
  }

  private func word(before end: Int, after floor: Int) -> Int? {
    var start = end
    while start > floor, MailShapes.isOfMailbox(text[start - 1]) { start -= 1 }
    while start < end, "'.-*=&!#$^~%/?_|`".utf8.contains(text[start]) { start += 1 }
    return start < end ? start : nil
  }

  private static func isOfMailbox(_ byte: UInt8) -> Bool {
    PlainText.isOfWord(byte) || "._-+%'&=!#$*^~".utf8.contains(byte)
  }

  /// "anna dot k", "anna [dot] k": where the dot starts, blanks and all.
  private func wordDot(before start: Int) -> Int? {
    var place = text.skippingBlanksBack(start, atMost: 3)
    let closes = "])}>".utf8.contains(text[place - 1])
    if closes { place -= 1 }
    guard place < start, place >= 3 else { return nil }
    let isWord =
      text.lower(place - 1) == 0x74 && text.lower(place - 2) == 0x6f && text.lower(place - 3) == 0x64
      && !text.isOfWord(place - 4)
    if isWord {
      place -= 3
    } else if closes, text[place - 1] == UInt8(ascii: ".") {
      place -= 1
    } else {
      return nil
    }
    if closes {
      guard "[({<".utf8.contains(text[place - 1]) else { return nil }
      place -= 1
    }
    let before = text.skippingBlanksBack(place, atMost: 3)
    return closes || before < place ? before : nil
  }

  // MARK: In words

  private static let notMailboxes = WordSet(
    """
    us me look looking find found work works worked working meet met was is are be here it them online in contact only \
    available advertised seen up see more and or based live staff students the all not good point arrive arrived \
    account
    """)

  private func addressInWords(at index: Int, after floor: Int) -> Range<Int>? {
    let piece = text.pieces[index]
    var before = text.skippingBlanksBack(piece.start, atMost: 3)
    var after = text.skippingBlanks(piece.end, atMost: 3)
    let isBracketed = "[({<".utf8.contains(text[before - 1]) && "])}>".utf8.contains(text[after])
    let isJoined = "-_".utf8.contains(text[before - 1]) && text[before - 1] == text[after]
    if isBracketed || isJoined {
      before = text.skippingBlanksBack(before - 1, atMost: 3)
      after = text.skippingBlanks(after + 1, atMost: 3)
    } else if before == piece.start || after == piece.end {
      return nil
    }
    guard let domain = text.domain(at: after), domain.labels > 1, isEnd(domain.last),
      let start = mailbox(before: before, after: floor)
    else { return nil }
    if isBracketed || isJoined { return start..<domain.end }
    let name = start..<before
    let word = name.reduce(WordSet.seed) { WordSet.adding(text.lower($1), to: $0) }
    guard !MailShapes.notMailboxes.has(word) else { return nil }
    let isNamed = name.contains { !text.isOfWord($0) || text.isDigit($0) }
    return domain.hasWordDot || isNamed || NetWords.providers.has(domain.first) ? start..<domain.end : nil
  }

  private func isEnd(_ word: UInt64) -> Bool { NetWords.ends.has(word) || NetWords.moreEnds.has(word) }
}
