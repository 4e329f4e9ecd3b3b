/// Numbers of bank cards (ISO/IEC 7812, Luhn's check), accounts with a sort code, and IBANs (ISO 13616, modulus 97).
struct BankShapes {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  func found(at index: Int) -> IdentifierFinder.Found? {
    card(at: index) ?? account(at: index) ?? international(at: index)
  }

  // MARK: Cards

  private func card(at index: Int) -> IdentifierFinder.Found? {
    guard text.pieces[index].isNumber, (50...54).contains(text[text.pieces[index].start]),
      !text.followsNumberTightly(index)
    else { return nil }
    var digits: [UInt8] = []
    var groups: [Int] = []
    var last = index
    while text.pieces[last].isNumber, digits.count + text.pieces[last].count <= 19 {
      digits += text.lowered(text.pieces[last]).map { $0 - 48 }
      groups.append(text.pieces[last].count)
      let goesOn = text.joins(last, .usual) && text.pieces[last + 1].isNumber
      if BankShapes.isCard(groups, digits, goesOn: goesOn) {
        let isOrder = groups.count == 1 && text.isAfter(NumberShapes.orders, index, within: 3)
        let range = text.pieces[index].start..<text.pieces[last].end
        return isOrder ? nil : IdentifierFinder.Found(kind: .bankCard, range: range)
      }
      guard goesOn else { return nil }
      last += 1
    }
    return nil
  }

  private static func isCard(_ groups: [Int], _ digits: [UInt8], goesOn: Bool) -> Bool {
    guard digits.count >= 13, isLuhn(digits) else { return false }
    if groups == [4, 4, 4, 4] || groups == [4, 6, 5] { return true }
    if goesOn { return false }
    return groups.count == 1 || groups.dropLast().allSatisfy { $0 >= 3 && $0 <= 8 }
  }

  /// Every second digit from the right doubled, the sum of all digits a multiple of ten.
  static func isLuhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place % 2 == 1 ? Int(digit) * 2 : Int(digit)
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0 && digits.contains { $0 != digits[0] }
  }

  // MARK: Accounts

  private static let sortWords = WordSet("sort sortcode")
  private static let accountWords = WordSet("account acc acct accno")
  private static let between = WordSet("account acc acct a c ac accno and no num number is nr code sort")

  /// "sort code 12-34-56", "12-34-56 12345678", "account number 12345678".
  private func account(at index: Int) -> IdentifierFinder.Found? {
    let pieces = text.pieces
    guard pieces[index].isNumber, !text.followsNumberTightly(index) else { return nil }
    let start = pieces[index].start
    if pieces[index].count == 8 {
      let isCalledSo =
        text.isAfter(BankShapes.accountWords, index, within: 4) || isAccountInShort(before: index)
      return isCalledSo ? IdentifierFinder.Found(kind: .bankAccount, range: start..<pieces[index].end) : nil
    }
    guard let sort = sortCode(at: index) else { return nil }
    var next = sort + 1
    while next < pieces.count, next - sort <= 6, !pieces[next].hasDigit,
      BankShapes.between.has(pieces[next].word)
    {
      next += 1
    }
    if next < pieces.count, pieces[next].isNumber, pieces[next].count == 8,
      pieces[next].start - pieces[sort].end < 40
    {
      return IdentifierFinder.Found(kind: .bankAccount, range: start..<pieces[next].end)
    }
    guard text.isAfter(BankShapes.sortWords, index, within: 4) else { return nil }
    return IdentifierFinder.Found(kind: .bankAccount, range: start..<pieces[sort].end)
  }

  /// "a/c 12345678", "a/c no: 12345678".
  private func isAccountInShort(before index: Int) -> Bool {
    let words = text.pieces[max(0, index - 5)..<index].map { text.lowered($0) }
    return zip(words, words.dropFirst()).contains { $0 == [0x61] && $1 == [0x63] }
  }

  private func sortCode(at index: Int) -> Int? {
    let pieces = text.pieces
    if pieces[index].count == 6 { return index }
    guard index + 2 < pieces.count, pieces[index...index + 2].allSatisfy({ $0.isNumber && $0.count == 2 }),
      text.joins(index, .usual), text.joins(index + 1, .usual)
    else { return nil }
    return index + 2
  }

  /// Two letters, two check digits, 11 to 30 more; the number it stands for leaves 1 when divided by 97.
  private func international(at index: Int) -> IdentifierFinder.Found? {
    let first = text.pieces[index]
    guard first.count >= 4, PlainText.isLatin(text[first.start]), PlainText.isLatin(text[first.start + 1]),
      text.isDigit(first.start + 2), text.isDigit(first.start + 3)
    else { return nil }
    var characters: [UInt8] = []
    var last = index
    while characters.count + text.pieces[last].count <= 34 {
      characters += text.lowered(text.pieces[last])
      if characters.count >= 15, isLength(characters), BankShapes.remainder(characters) == 1 {
        return IdentifierFinder.Found(kind: .bankAccount, range: first.start..<text.pieces[last].end)
      }
      guard text.joins(last, [.blank, .dash]) else { return nil }
      last += 1
    }
    return nil
  }

  private func isLength(_ characters: [UInt8]) -> Bool {
    BankShapes.lengths[String(decoding: characters.prefix(2), as: UTF8.self)] == characters.count
  }

  /// How long an IBAN of each country is (ISO 13616 registry).
  private static let lengths = [
    "gb": 22, "ie": 22, "de": 22, "fr": 27, "pl": 28, "es": 24, "it": 27, "nl": 18, "be": 16, "at": 20,
    "ro": 24,
    "lt": 20, "lv": 21, "ee": 20, "bg": 22, "hu": 28, "cz": 24, "sk": 24, "pt": 25, "gr": 27, "se": 24,
    "dk": 18,
    "fi": 18, "no": 15, "ch": 21, "pk": 24, "tr": 26, "cy": 28, "hr": 21, "si": 19, "ua": 29,
  ]

  private static func remainder(_ characters: [UInt8]) -> Int? {
    guard !characters.contains(LookAlikes.otherLetter) else { return nil }
    var rest = 0
    for byte in characters.dropFirst(4) + characters.prefix(4) {
      rest = PlainText.isDigit(byte) ? rest * 10 + Int(byte - 48) : rest * 100 + Int(byte - 0x61) + 10
      rest %= 97
    }
    return rest
  }
}

extension PlainText {
  /// Whether a number goes on from one before it without a blank: "978-0-306", "1,234", "0.5".
  func followsNumberTightly(_ index: Int) -> Bool {
    guard index > 0, pieces[index - 1].isNumber, pieces[index].start - pieces[index - 1].end == 1 else {
      return false
    }
    return "-./,:".utf8.contains(bytes[pieces[index].start - 1])
  }

  /// Whether a sign of money stands before a piece.
  func isMoney(_ index: Int) -> Bool {
    var before = pieces[index].start - 1
    if isBlank(before) { before -= 1 }
    return self[before] == UInt8(ascii: "$")
  }
}
