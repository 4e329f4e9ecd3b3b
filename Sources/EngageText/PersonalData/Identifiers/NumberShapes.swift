/// Telephone numbers and NHS numbers: digits in groups.
///
/// Sources: Ofcom, “National Telephone Numbering Plan”; ITU-T E.164; NHS Data Dictionary, “NHS NUMBER” (weights 10 to 2,
/// modulus 11).
struct NumberShapes {
  let text: PlainText

  init(_ text: PlainText) { self.text = text }

  /// Digits in groups, from a piece on.
  struct Run {
    var digits: [UInt8] = []
    /// How many digits there are at the end of each group.
    var ends: [Int] = []
    var groups: [Int] = []
    /// The piece that each group is.
    var first: Int
    /// Whether a group follows that is not in it.
    var goesOn = false

    var isOneGroup: Bool { groups.count == 1 }
  }

  static let orders = WordSet(
    """
    order orders invoice ref reference isbn issn ticket parcel tracking serial model part case booking receipt voucher \
    code ean barcode item product batch claim policy job sku doi
    """)
  private static let books = WordSet("isbn issn ean barcode doi")
  static let telephones = WordSet(
    """
    tel telephone phone phones phoned mobile mob mobiles cell ring rang call called calls text texted whatsapp contact \
    fax ph landline no num number nr dial
    """)
  private static let health = WordSet("nhs chi")

  func found(at index: Int) -> IdentifierFinder.Found? {
    let pieces = text.pieces
    if !pieces[index].isNumber { return withExtension(at: index) }
    guard !text.followsNumberTightly(index), !text.isMoney(index) else { return nil }
    if text.isAfter(NumberShapes.books, index, within: 3) { return nil }
    let run = run(from: index)
    let start = pieces[index].start
    if let last = healthNumber(run) {
      return IdentifierFinder.Found(kind: .nhsNumber, range: start..<pieces[index + last].end)
    }
    guard let (last, certainty) = TelephoneShape(text, run).match else {
      return claimedHealthNumber(run).map {
        IdentifierFinder.Found(
          kind: .nhsNumber, range: start..<pieces[index + $0].end, certainty: .suggested)
      }
    }
    let range = whole(start..<pieces[index + last].end)
    return IdentifierFinder.Found(kind: .telephone, range: range, certainty: certainty)
  }

  private func run(from index: Int) -> Run {
    var run = Run(first: index)
    var last = index
    while text.pieces[last].isNumber {
      guard run.digits.count + text.pieces[last].count <= 24 else {
        run.goesOn = true
        break
      }
      run.digits += text.lowered(text.pieces[last]).map { $0 - 48 }
      run.ends.append(run.digits.count)
      run.groups.append(text.pieces[last].count)
      guard text.joins(last, [.usual, .bracket]) else { break }
      last += 1
    }
    return run
  }

  // MARK: NHS numbers

  /// - Returns: the last group.
  private func healthNumber(_ run: Run) -> Int? {
    guard let last = run.ends.firstIndex(of: 10), NumberShapes.isNHSNumber(Array(run.digits.prefix(10)))
    else {
      return nil
    }
    let isLast = last == run.ends.count - 1 && !run.goesOn
    let before = text.pieces[run.first].start - 1
    guard text[before] != UInt8(ascii: "+"), !text.isAfter(NumberShapes.books, run.first, within: 3) else {
      return nil
    }
    if Array(run.groups.prefix(3)) == [3, 3, 4] { return last }
    if text.isAfter(NumberShapes.health, run.first, within: 5) { return last }
    guard isLast else { return nil }
    if run.isOneGroup {
      if text.isAfter(NumberShapes.orders, run.first, within: 3) { return nil }
      let isTelephone =
        run.digits[0] == 0 && (1...2).contains(run.digits[1])
        && text.isAfter(NumberShapes.telephones, run.first, within: 3)
      return isTelephone ? nil : last
    }
    // Scattered, but of a number that the health service gives out: 400 to 499, 600 to 799, or 999 in examples.
    return [4, 6, 7, 9].contains(run.digits[0]) && run.groups.allSatisfy { $0 <= 4 } ? last : nil
  }

  /// Somebody says that it is one, and mistyped it: its check digit is wrong.
  private func claimedHealthNumber(_ run: Run) -> Int? {
    guard run.digits.count == 10, !run.goesOn, run.isOneGroup || run.groups == [3, 3, 4],
      text.isAfter(NumberShapes.health, run.first, within: 3)
    else { return nil }
    return run.ends.count - 1
  }

  /// Ten digits, the last of which checks the others: weights 10 to 2, modulus 11.
  static func isNHSNumber(_ digits: [UInt8]) -> Bool {
    guard digits.count == 10, digits.contains(where: { $0 != digits[0] }) else { return false }
    let sum = (0..<9).reduce(0) { $0 + Int(digits[$1]) * (10 - $1) }
    let check = (11 - sum % 11) % 11
    return check < 10 && Int(digits[9]) == check
  }

  // MARK: What belongs to a telephone number beside its digits

  /// With the sign or bracket before it and the extension after it.
  private func whole(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    let plus = text.skippingBlanksBack(start, atMost: 1)
    if text[plus - 1] == UInt8(ascii: "+") { start = plus - 1 }
    if text[start - 1] == UInt8(ascii: "("), isClosed(from: start, before: range.upperBound) { start -= 1 }
    return start..<(extended(from: range.upperBound) ?? range.upperBound)
  }

  private func isClosed(from start: Int, before end: Int) -> Bool {
    var depth = 1
    for position in start..<end {
      if text[position] == UInt8(ascii: "(") { depth += 1 }
      if text[position] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return true }
    }
    return false
  }

  private static let extensions = WordSet("x ext extn extension")

  /// "ext. 123", "x12", "#4".
  private func extended(from end: Int) -> Int? {
    var position = text.skippingBlanks(end)
    if text[position] == UInt8(ascii: ",") || text[position] == UInt8(ascii: "(") {
      position = text.skippingBlanks(position + 1)
    }
    if text[position] == UInt8(ascii: "#") {
      position += 1
    } else {
      let wordStart = position
      var word = WordSet.seed
      while PlainText.isLatin(text[position]), position - wordStart < 10 {
        word = WordSet.adding(text.lower(position), to: word)
        position += 1
      }
      guard NumberShapes.extensions.has(word) else { return nil }
      if text[position] == UInt8(ascii: ".") || text[position] == UInt8(ascii: ":") { position += 1 }
    }
    position = text.skippingBlanks(position)
    let digits = position
    while text.isDigit(position), position - digits < 7 { position += 1 }
    guard position > digits, position - digits <= 6, !text.isOfWord(position) else { return nil }
    return position
  }

  /// "07700900123x12": digits and an extension in one piece.
  private func withExtension(at index: Int) -> IdentifierFinder.Found? {
    let piece = text.pieces[index]
    guard (12...22).contains(piece.count), text[piece.start] == 48 else { return nil }
    let digits = (piece.start..<piece.end).prefix { text.isDigit($0) }
    guard (10...11).contains(digits.count), [1, 2, 7].contains(text[piece.start + 1] - 48),
      extended(from: digits.endIndex) == piece.end
    else { return nil }
    return IdentifierFinder.Found(kind: .telephone, range: piece.start..<piece.end)
  }
}
