/// National Insurance numbers: two letters, six digits, A to D (HM Revenue & Customs, “National Insurance Manual”,
/// NIM39110: prefixes that are never used, letters that are in none).
struct NationalInsuranceShape {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  /// A number that begins with a piece, however its nine characters are parted.
  func found(at index: Int) -> IdentifierFinder.Found? {
    let first = text.pieces[index]
    guard first.count <= 9, PlainText.isLatin(text[first.start]) else { return nil }
    var characters: [UInt8] = []
    var last = index
    while true {
      let piece = text.pieces[last]
      guard characters.count + piece.count <= 9 else { return nil }
      characters += text.lowered(piece)
      if characters.count == 9 { break }
      guard text.joins(last, .usual) else { return nil }
      last += 1
    }
    guard NationalInsuranceShape.isNumber(characters), !readsAsWords(index, last, characters) else {
      return nil
    }
    return IdentifierFinder.Found(kind: .nationalInsurance, range: first.start..<text.pieces[last].end)
  }

  private static func isNumber(_ characters: [UInt8]) -> Bool {
    let prefix = Array(characters[0..<2])
    return prefix.allSatisfy(PlainText.isLatin) && !"dfiquv".utf8.contains(prefix[0])
      && !"dfioquv".utf8.contains(prefix[1]) && !excluded.contains(prefix)
      && characters[2..<8].allSatisfy(PlainText.isDigit) && (0x61...0x64).contains(characters[8])
  }

  private static let excluded = Set(["bg", "gb", "nk", "kn", "nt", "tn", "zz"].map { Array($0.utf8) })

  /// "at 10 11 12 a day".
  private func readsAsWords(_ first: Int, _ last: Int, _ characters: [UInt8]) -> Bool {
    guard last > first, last + 1 < text.pieces.count, text.joins(last, .blank),
      !text.pieces[last + 1].hasDigit, text.pieces[last].count == 1, text.isLower(text.pieces[last].start),
      characters[8] == UInt8(ascii: "a"), text.pieces[first].count == 2,
      text.isLower(text.pieces[first].start + 1)
    else { return false }
    return NationalInsuranceShape.words.has(text.pieces[first].word)
  }

  private static let words = WordSet("at as am by be he me my we pm ma pa al re st rd ah eh mr ms ex hr yr")
}
