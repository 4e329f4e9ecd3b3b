/// Addresses in a text: a house and its street.
struct AddressClues {
  private let words: [WrittenWords.Word]

  init(_ written: WrittenWords) { words = written.words }

  var findings: [PersonalDataHint.Finding] {
    var found: [PersonalDataHint.Finding] = []
    for position in words.indices {
      if let (start, end) = address(withStreetAt: position) {
        found.append(finding(.address, start, end))
      }
    }
    return found
  }

  private func finding(_ kind: PersonalDataHint.Kind, _ start: Int, _ end: Int) -> PersonalDataHint.Finding {
    PersonalDataHint.Finding(kind, words[start].range.lowerBound..<words[end].range.upperBound, .suggested)
  }

  private static let streets = Set(
    """
    street st road rd avenue ave lane ln close drive way crescent court gardens terrace place square grove row walk \
    mews rise view hill park
    """.split(separator: " ").map(String.init))
  /// Streets that are meant without a capital, too.
  private static let plainStreets: Set<String> = [
    "street", "road", "rd", "avenue", "lane", "crescent", "close",
  ]

  /// `12 Mill Lane`, `Flat 3, 12a mill lane` after "at", `living in Mill Lane`.
  private func address(withStreetAt position: Int) -> (start: Int, end: Int)? {
    let word = words[position]
    guard AddressClues.streets.contains(word.lowercased), word.follows else { return nil }
    for length in 1...3 where position - length >= 0 {
      let names = words[(position - length)..<position]
      guard names.dropFirst().allSatisfy(\.follows), !names.contains(where: \.hasDigit) else { return nil }
      let isCapitalised = word.isCapitalised && names.allSatisfy(\.isCapitalised)
      let before = position - length - 1
      guard before >= 0, names.first?.gap != .sentence else { return nil }
      if isHouse(before),
        isCapitalised || (isAt(before) && AddressClues.plainStreets.contains(word.lowercased))
      {
        return (before, position)
      }
      if isCapitalised, isDwelling(before) { return (before + 1, position) }
    }
    return nil
  }

  /// `12`, `12a`.
  private func isHouse(_ position: Int) -> Bool {
    let text = words[position].text
    guard let last = text.last, text.count <= 5 else { return false }
    let digits = last.isNumber ? text : text.dropLast()
    return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private func isAt(_ position: Int) -> Bool {
    position > 0 && ["at", "number", "no", "flat"].contains(words[position - 1].lowercased)
  }

  /// "live in", "lives on".
  private func isDwelling(_ position: Int) -> Bool {
    position > 0 && ["in", "on", "at"].contains(words[position].lowercased)
      && ["live", "lives", "lived", "living", "house", "home"].contains(words[position - 1].lowercased)
  }
}
