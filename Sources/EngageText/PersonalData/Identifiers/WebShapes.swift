/// Web addresses: with a scheme, with www, and bare domains whose end is known.
struct WebShapes {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  private static let www = WordSet("www")
  /// "the dot com bubble", "a polka dot".
  private static let notSites = WordSet(
    "the a an this that polka red black white blue green every each and or asp")

  var found: [IdentifierFinder.Found] {
    var found: [IdentifierFinder.Found] = []
    var floor = 0
    for (index, piece) in text.pieces.enumerated() where piece.start >= floor {
      guard let range = marked(piece) ?? bare(piece) ?? inWords(index) else { continue }
      found.append(IdentifierFinder.Found(kind: .webAddress, range: range))
      floor = range.upperBound
    }
    return found
  }

  /// "https://…", "www.…".
  private func marked(_ piece: PlainText.Piece) -> Range<Int>? {
    if NetWords.schemes.has(piece.word) {
      var place = text.skippingBlanks(piece.end, atMost: 2)
      guard text[place] == UInt8(ascii: ":") else { return nil }
      place = text.skippingBlanks(place + 1, atMost: 2)
      guard text[place] == UInt8(ascii: "/"), text[place + 1] == UInt8(ascii: "/") else { return nil }
      place = text.skippingBlanks(place + 2, atMost: 2)
      guard let end = text.domain(at: place)?.end else { return nil }
      return piece.start..<path(from: end)
    }
    guard WebShapes.www.has(piece.word), let dot = text.dot(at: piece.end),
      let domain = text.domain(at: dot.next)
    else { return nil }
    return piece.start..<path(from: domain.end)
  }

  /// "example.org/page": not what follows an "@".
  private func bare(_ piece: PlainText.Piece) -> Range<Int>? {
    guard text[piece.end] == UInt8(ascii: ".") || text[piece.end] == UInt8(ascii: "-"),
      !".-_@".utf8.contains(text[piece.start - 1]) || !text.isOfWord(piece.start - 2)
    else { return nil }
    guard text[piece.start - 1] != UInt8(ascii: "@") else { return nil }
    var place = piece.start
    var end: Int?
    var labels = 0
    // Labels parted by plain full stops only; the last one that is an end counts.
    while text.isOfWord(place) {
      let start = place
      var word = WordSet.seed
      while text.isOfWord(place) || (text[place] == UInt8(ascii: "-") && text.isOfWord(place + 1)) {
        word = WordSet.adding(text.lower(place), to: word)
        place += 1
      }
      labels += 1
      let hasPath = text[place] == UInt8(ascii: "/") && text.isOfWord(place + 1)
      let isEnd = NetWords.ends.has(word) || hasPath && NetWords.moreEnds.has(word)
      // "x.com" alone may be a slip, "x.com/anna" is somebody's page.
      if labels > 1, isEnd, start - piece.start > 2 || hasPath { end = hasPath ? path(from: place) : place }
      guard text[place] == UInt8(ascii: ".") else { break }
      place += 1
    }
    guard let end, !WebShapes.notSites.has(piece.word) else { return nil }
    return piece.start..<path(from: end)
  }

  /// "example dot org".
  private func inWords(_ index: Int) -> Range<Int>? {
    let piece = text.pieces[index]
    guard index + 2 < text.pieces.count, NetWords.dot.has(text.pieces[index + 1].word),
      !WebShapes.notSites.has(piece.word), let dot = text.dot(at: piece.end), dot.isWord,
      let domain = text.domain(at: piece.start), domain.hasWordDot, NetWords.ends.has(domain.last)
    else { return nil }
    return piece.start..<path(from: domain.end)
  }

  /// Port, path, question and anchor, without the punctuation of the sentence around.
  private func path(from end: Int) -> Int {
    var position = end
    if text[position] == UInt8(ascii: ":"), text.isDigit(position + 1) {
      position += 1
      while text.isDigit(position) { position += 1 }
    }
    let host = position
    guard "/?#".utf8.contains(text[position]) else { return position }
    while position < text.bytes.count, !text.isBlank(position), text[position] != LookAlikes.otherSign,
      !"\"<>[]{}|".utf8.contains(text[position])
    {
      position += 1
    }
    var opened = 0
    for place in host..<position {
      if text[place] == UInt8(ascii: "(") { opened += 1 }
      if text[place] == UInt8(ascii: ")") { opened -= 1 }
    }
    while position > host, ".,;:!?'*_)".utf8.contains(text[position - 1]) {
      if text[position - 1] == UInt8(ascii: ")") {
        if opened >= 0 { break }
        opened += 1
      }
      position -= 1
    }
    return position
  }
}
