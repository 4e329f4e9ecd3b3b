/// Ends of addresses on the net, and the words of whoever hides one from machines.
enum NetWords {
  /// Ends that are hardly ever a word after a full stop.
  static let ends = WordSet(
    """
    com org net uk info biz eu ie io de fr pl es nl edu gov ac nhs sch ltd plc app dev online shop site co cymru wales \
    scot london tv cloud page blog pk ca au nz ro
    """)
  /// Further ends, believed where a path follows or an "at" stands before.
  static let moreEnds = WordSet(
    """
    me it in to is at be so us ly ee ai cc ch se dk fi pt cz hu bg lt lv sk si gr tr ru ua cn jp kr br mx za ng gh ke \
    bd lk np gg je im social chat link name mobi club live world space tech xyz pro email charity foundation church
    """)
  /// Ends that go on after a full stop and a blank.
  static let looseEnds = WordSet("com org net uk co gov ac edu info eu biz nhs sch")
  /// Parts before "uk".
  static let beforeUK = WordSet("co org ac gov nhs sch ltd plc me net police")
  static let providers = WordSet(
    """
    gmail googlemail hotmail outlook yahoo ymail icloud btinternet live aol sky virginmedia talktalk protonmail proton \
    gmx msn mail ntlworld blueyonder
    """)
  static let schemes = WordSet("http https hxxp hxxps ftp")
  static let networks = WordSet(
    """
    insta instagram ig snapchat snap sc tiktok twitter discord telegram reddit kik twitch xbox psn steam facebook fb \
    threads bluesky mastodon roblox
    """)
  static let between = WordSet(
    "handle name username user account id tag is as my his her their on under called at the profile")
  static let dot = WordSet("dot")
  static let at = WordSet("at")
}

extension PlainText {
  /// What ends a label of a domain after `position`: a full stop, one in brackets or between blanks, the word "dot".
  struct Dot {
    let next: Int
    let isLoose: Bool
    let isWord: Bool
  }

  /// - Returns: where the next label starts; `nil` if no dot and label follow.
  func dot(at position: Int) -> Dot? {
    if self[position] == UInt8(ascii: "."), isOfWord(position + 1) {
      return Dot(next: position + 1, isLoose: false, isWord: false)
    }
    var place = skippingBlanks(position)
    let opens = "[({<".utf8.contains(self[place])
    if opens { place = skippingBlanks(place + 1, atMost: 2) }
    let isParted = place > position
    var isWord = false
    if self[place] == UInt8(ascii: ".") {
      place += 1
    } else if isParted || "_-".utf8.contains(self[place]), let end = dotWord(at: place) {
      place = end
      isWord = true
    } else {
      return nil
    }
    if opens {
      place = skippingBlanks(place, atMost: 2)
      guard "])}>".utf8.contains(self[place]) else { return nil }
      place += 1
    }
    place = skippingBlanks(place)
    return isOfWord(place) ? Dot(next: place, isLoose: !opens, isWord: isWord || opens) : nil
  }

  /// "dot", "_dot_", "-dot-".
  private func dotWord(at position: Int) -> Int? {
    var place = position
    let sign = self[place]
    if "_-".utf8.contains(sign) { place += 1 }
    guard lower(place) == 0x64, lower(place + 1) == 0x6f, lower(place + 2) == 0x74 else { return nil }
    place += 3
    if isOfWord(place) { return nil }
    if "_-".utf8.contains(sign) {
      guard self[place] == sign else { return nil }
      return place + 1
    }
    return place
  }

  /// A domain: labels parted by dots of any kind.
  struct Domain {
    var end: Int
    var labels: Int
    /// Of the last label.
    var last: UInt64
    var first: UInt64
    var hasWordDot: Bool
  }

  /// Longer than any address may be (RFC 1035, RFC 5321): what is longer is no address, and must not cost time.
  static let longestLabel = 64
  static let mostLabels = 12

  /// The domain that starts at a place; as far as it goes on with an end that is known, where dots are loose.
  func domain(at start: Int) -> Domain? {
    guard isOfWord(start) else { return nil }
    var (end, word) = label(at: start)
    var domain = Domain(end: end, labels: 1, last: word, first: word, hasWordDot: false)
    while domain.labels < PlainText.mostLabels, let dot = dot(at: end) {
      (end, word) = label(at: dot.next)
      if dot.isLoose, !dot.isWord {
        let isDone =
          NetWords.ends.has(domain.last) && domain.labels > 1 && !NetWords.beforeUK.has(domain.last)
        if isDone || !NetWords.looseEnds.has(word) { break }
      }
      domain.hasWordDot = domain.hasWordDot || dot.isWord
      domain = Domain(
        end: end, labels: domain.labels + 1, last: word, first: domain.first, hasWordDot: domain.hasWordDot)
    }
    return domain
  }

  /// Letters, digits, hyphens and underscores inside.
  private func label(at start: Int) -> (end: Int, word: UInt64) {
    var position = start
    var word = WordSet.seed
    while position - start < PlainText.longestLabel,
      isOfWord(position) || ("-_".utf8.contains(self[position]) && isOfWord(position + 1))
    {
      // "example-dot-org"
      if !isOfWord(position), dotWord(at: position) != nil { break }
      word = WordSet.adding(lower(position), to: word)
      position += 1
    }
    return (position, word)
  }
}
