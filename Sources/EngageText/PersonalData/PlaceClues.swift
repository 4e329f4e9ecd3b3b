/// Postcodes and addresses in a text.
struct PlaceClues {
  private let words: [WrittenWords.Word]
  private let known: Set<String>

  init(_ written: WrittenWords, known: Set<String>) {
    words = written.words
    self.known = known
  }

  var findings: [PersonalDataHint.Finding] {
    var found: [PersonalDataHint.Finding] = []
    for position in words.indices {
      if let end = postcode(at: position) {
        found.append(finding(.postcode, position, end))
      } else if let (start, end) = address(withStreetAt: position) {
        found.append(finding(.address, start, end))
      }
    }
    return found
  }

  private func finding(_ kind: PersonalDataHint.Kind, _ start: Int, _ end: Int) -> PersonalDataHint.Finding {
    PersonalDataHint.Finding(kind, words[start].range.lowerBound..<words[end].range.upperBound)
  }

  /// `CV21 2AB` in one word or two, in any case.
  /// - Returns: its last word.
  private func postcode(at position: Int) -> Int? {
    let word = words[position]
    guard word.hasDigit || word.lowercased == "gir", let first = word.text.utf8.first, first | 0x20 >= 0x61
    else { return nil }
    let written = Array(word.text.utf8.map { $0 | 0x20 })
    if written.count >= 5, PlaceClues.isInward(written.suffix(3)), PlaceClues.isOutward(written.dropLast(3)) {
      return position
    }
    guard position + 1 < words.count, words[position + 1].follows else { return nil }
    let next = Array(words[position + 1].text.utf8.map { $0 | 0x20 })
    return PlaceClues.isInward(next[...]) && PlaceClues.isOutward(written[...]) ? position + 1 : nil
  }

  /// A digit and two letters; some letters are never used. Bytes are letters in lower case, digits stay as they are.
  private static func isInward(_ part: ArraySlice<UInt8>) -> Bool {
    let part = Array(part)
    return part.count == 3 && (48...57).contains(part[0])
      && part.dropFirst().allSatisfy { (0x61...0x7a).contains($0) && !"cikmov".utf8.contains($0) }
  }

  private static func isOutward(_ part: ArraySlice<UInt8>) -> Bool {
    let letters = part.prefix { (0x61...0x7a).contains($0) }
    let district = Array(part.dropFirst(letters.count))
    if Array(part) == Array("gir".utf8) { return true }
    guard areas.contains(String(decoding: letters, as: UTF8.self)), let first = district.first,
      (48...57).contains(first), district.count <= 2
    else { return false }
    return district.count == 1 || (48...57).contains(district[1]) || (0x61...0x7a).contains(district[1])
  }

  /// The areas of British postcodes.
  private static let areas = Set(
    """
    ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk \
    fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn \
    np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw \
    ub w wa wc wd wf wn wr ws wv yo ze
    """.split(separator: " ").map(String.init))

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
    guard PlaceClues.streets.contains(word.lowercased), word.follows else { return nil }
    for length in 1...3 where position - length >= 0 {
      let names = words[(position - length)..<position]
      guard names.dropFirst().allSatisfy(\.follows), !names.contains(where: \.hasDigit) else { return nil }
      let isCapitalised = word.isCapitalised && names.allSatisfy(\.isCapitalised)
      let before = position - length - 1
      guard before >= 0, names.first?.gap != .sentence else { return nil }
      if isHouse(before), isCapitalised || (isAt(before) && PlaceClues.plainStreets.contains(word.lowercased))
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
