/// British postcodes: six shapes and GIR 0AA (Royal Mail, “Programmer's Guide to the Postcode Address File”).
struct PostcodeShape {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  /// A postcode that begins with a piece.
  func found(at index: Int) -> IdentifierFinder.Found? {
    let piece = text.pieces[index]
    guard piece.count <= 7, PlainText.isLatin(text[piece.start]) else { return nil }
    for (last, split) in splits(at: index) {
      let range = piece.start..<text.pieces[last].end
      let letters = range.filter { text.isOfWord($0) }
      guard let certainty = certainty(outward: Array(letters.dropLast(3)), inward: letters.suffix(3), split)
      else { continue }
      return IdentifierFinder.Found(kind: .postcode, range: range, certainty: certainty)
    }
    return nil
  }

  /// How the two parts stand.
  private enum Split { case joined, parted, scattered }

  /// The pieces that a postcode may go over: one, two, or one of its parts parted again (“CV 21 2AB”).
  private func splits(at index: Int) -> [(last: Int, split: Split)] {
    let pieces = text.pieces
    var splits: [(Int, Split)] = []
    if pieces[index].count >= 5 { splits.append((index, .joined)) }
    guard index + 1 < pieces.count, text.joins(index, .usual) else { return splits }
    if pieces[index + 1].count == 3, pieces[index].count <= 4, pieces[index].count >= 2 {
      splits.append((index + 1, .parted))
    }
    let isFirstPart = pieces[index].count <= 2 && !pieces[index].hasDigit && text.isShouted(pieces[index])
    if isFirstPart, pieces[index].count == 2, (4...5).contains(pieces[index + 1].count) {
      splits.append((index + 1, .scattered))
    }
    guard index + 2 < pieces.count, text.joins(index, [.blank, .dash], atMost: 2),
      text.joins(index + 1, [.blank, .dash], atMost: 2), text.isShouted(pieces[index])
    else { return splits }
    let lengths = pieces[index...index + 2].map(\.count)
    if isFirstPart, lengths[0] == 2, lengths[1] <= 2, lengths[2] == 3, text.isShouted(pieces[index + 2]) {
      splits.append((index + 2, .scattered))
    }
    if lengths[1] == 1, lengths[2] == 2, (2...4).contains(lengths[0]), pieces[index].hasDigit,
      text.isShouted(pieces[index + 2])
    {
      splits.append((index + 2, .scattered))
    }
    return splits
  }

  private func certainty(outward: [Int], inward: ArraySlice<Int>, _ split: Split)
    -> PersonalDataHint.Certainty?
  {
    guard (2...4).contains(outward.count), inward.count == 3 else { return nil }
    let first = outward.map(text.lower)
    var last = inward.map(text.lower)
    let isShouted = !(outward + inward).contains { text.isLower($0) }
    var certainty = PersonalDataHint.Certainty.certain
    let isCar = PlainText.isLatin(first[1]) && first.count == 4 && PlainText.isDigit(first[3])
    if last[0] == UInt8(ascii: "o"), isShouted, !isCar, !PostcodeShape.words.contains(last) {
      (last[0], certainty) = (48, .suggested)
    }
    guard PlainText.isDigit(last[0]), last.dropFirst().allSatisfy(PostcodeShape.isInward) else { return nil }
    if first == Array("gir".utf8) { return last == Array("0aa".utf8) ? certainty : nil }
    let area = first.prefix { PlainText.isLatin($0) }
    let district = first.dropFirst(area.count)
    guard (1...2).contains(area.count), let digit = district.first, PlainText.isDigit(digit),
      district.count <= 2, district.count == 1 || digit != 48, district.last != LookAlikes.otherLetter
    else { return nil }
    if isEveryday(
      first, last, inward, isRoad: text.isUpper(outward[0]), area: area.count, isShouted: isShouted)
    {
      return nil
    }
    if PostcodeShape.areas.contains(String(decoding: area, as: UTF8.self)) { return certainty }
    // No such area today; still the shape of a postcode, and written as one.
    let isLikely = !"qvx".utf8.contains(area[0]) && (area.count == 1 || !"ijz".utf8.contains(area[1]))
    return isShouted && isLikely && split == .parted ? .suggested : nil
  }

  private static func isInward(_ byte: UInt8) -> Bool {
    PlainText.isLatin(byte) && !"cikmov".utf8.contains(byte)
  }

  /// "the M6 2nd junction", "RG1 2hr drive", "m8 2be": neither is a place.
  private func isEveryday(
    _ outward: [UInt8], _ inward: [UInt8], _ places: ArraySlice<Int>, isRoad: Bool, area: Int,
    isShouted: Bool
  ) -> Bool {
    if isShouted { return false }
    let ending = Array(inward.dropFirst())
    let isSmall = places.dropFirst().allSatisfy { text.isLower($0) }
    if isSmall, PostcodeShape.ordinals.contains(ending), area == 1 || isRoad { return true }
    if isSmall, isRoad, PostcodeShape.units.contains(ending) { return true }
    return isSmall && PostcodeShape.shorthand.contains(outward)
      && PostcodeShape.shorthandEnds.contains(ending)
  }

  private static func lists(_ words: String) -> Set<[UInt8]> {
    Set(words.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })
  }

  private static let words = lists("out our old off one own oar odd oar ode ore")
  private static let ordinals = lists("st nd rd th")
  private static let units = lists("hr yr ft lb gb tb ph pt hp wd")
  private static let shorthand = lists("b4 m8 w8 l8 h8 n1 l8r")
  private static let shorthandEnds = lists("be us ur ne ya")

  /// The areas of British postcodes.
  private static let areas = Set(
    """
    ab al b ba bb bd bf bh bl bn br bs bt bx ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk \
    fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn \
    np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw \
    ub w wa wc wd wf wn wr ws wv yo ze
    """.split(separator: " ").map(String.init))
}
