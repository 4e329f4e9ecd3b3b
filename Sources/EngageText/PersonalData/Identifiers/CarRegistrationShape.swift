/// Car registrations: AB12 CDE since 2001, A123 BCD from 1983, ABC 123D from 1963 (DVLA, INF104, “Vehicle registration
/// numbers and number plates”).
struct CarRegistrationShape {
  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  private enum Era { case current, prefix, suffix }

  func found(at index: Int) -> IdentifierFinder.Found? {
    let first = text.pieces[index]
    guard first.count <= 7, PlainText.isLatin(text[first.start]) else { return nil }
    var characters: [UInt8] = []
    for last in index..<min(index + 3, text.pieces.count) {
      characters += text.lowered(text.pieces[last])
      guard characters.count <= 7 else { return nil }
      if let era = CarRegistrationShape.era(characters), isMeant(era, characters, index, last) {
        return IdentifierFinder.Found(kind: .carRegistration, range: first.start..<text.pieces[last].end)
      }
      guard text.joins(last, .usual) else { return nil }
    }
    return nil
  }

  // MARK: Shapes

  private static func era(_ characters: [UInt8]) -> Era? {
    let shape = characters.map {
      PlainText.isDigit($0) ? UInt8(ascii: "9") : PlainText.isLatin($0) ? 0x61 : 0
    }
    let digits = shape.count { $0 == UInt8(ascii: "9") }
    let word = String(decoding: shape, as: UTF8.self)
    if word == "aa99aaa" { return isCurrent(characters) ? .current : nil }
    guard (1...3).contains(digits), characters.count == digits + 4 else { return nil }
    let numbers = String(repeating: "9", count: digits)
    let first = digits == 1 ? characters[1] : characters[characters.startIndex + 1]
    if word == "a" + numbers + "aaa" {
      return first != 48 && !"iouz".utf8.contains(characters[0])
        && !characters.suffix(3).contains(where: isIQ)
        ? .prefix : nil
    }
    guard word == "aaa" + numbers + "a", let last = characters.last else { return nil }
    return characters[3] != 48 && !"ioquz".utf8.contains(last) && !characters.prefix(3).contains(where: isIQ)
      ? .suffix : nil
  }

  private static func isIQ(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "i") || byte == UInt8(ascii: "q") }

  private static func isCurrent(_ characters: [UInt8]) -> Bool {
    !characters.prefix(2).contains { isIQ($0) || $0 == UInt8(ascii: "z") }
      && !characters.suffix(3).contains(where: isIQ)
  }

  // MARK: Other things of that shape

  private static let words = WordSet(
    """
    a able ace act add ads age ago aid aim air ale all am an and ant any ape apt arc are ark arm art as ash ask at ate \
    bad bag ban bar bat bay be bed bee beg bet bid big bin bit bob bow box boy bud bug bun bus but buy by bye cab can \
    cap car cat cop cow cry cub cup cut dad dam day den did die dig dim dip do dog dot dry due dug ear eat eco egg ego \
    elm end era eve ewe eye fan far fat fed fee few fig fit fix flu fly fog for fox fry fun fur gap gas gay gel get god \
    got gum gun gut guy gym had ham has hat hay he hen her hey hid him hip his hit hop hot how hub hug hut ice ill in \
    ink inn is it its jab jam jar jaw jet job jog joy jug keg key kid kin kit lab lad lap law lay led leg let lid lie \
    lip lit log lol lot low mad man map mat may me men met mid mix mob mop mud mug mum my nan nap net new no nor not \
    now nut oak odd of off oh oil ok old on one or our out owe owl own pad pan par pat paw pay pea pen per pet pie pig \
    pin pit plus pm pop pot pub put ran rap rat raw ray red rid rim rip rob rod row rub rug run sad sat saw say sea see \
    set sex she shy sin sip sir sit six sky so son sow spa spy sum sun tab tag tan tap tar tax tea ten the thy tie tin \
    tip to toe ton too top toy try tub two up us use van vat via vow wad wag war was wax way we web wed wet who why wig \
    win wit woe won wow yes yet you zip zoo nhs pdf bbc itv gps usb hgv lgv mot asb led faq kms mph gcse ceo pcs btw fyi \
    diy suv lte ffp ppe phd rpm atm plc ltd inc esq vol sec min max avg est ref fig app api url jpg png sms mms sim pin \
    mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gbp usd eur pts hrs yrs wks mins kgs lbs \
    bpm psi
    """)
  static let cars = WordSet(
    """
    car cars reg registration plate plates numberplate vehicle van drives drove driving driver parked parks lorry taxi \
    cab motorbike motorcycle truck bmw audi ford vauxhall corsa golf fiesta toyota honda nissan mercedes registered
    """)

  private func isMeant(_ era: Era, _ characters: [UInt8], _ first: Int, _ last: Int) -> Bool {
    if isNumberedThing(characters, first, last) { return false }
    if isCalledCar(first, last) { return true }
    let isWritten = !(first...last).contains { !text.isShouted(text.pieces[$0]) && text.pieces[$0].hasLetter }
    let isWord = hasWord(era, characters)
    let digits = characters.count(where: PlainText.isDigit)
    if first == last {
      if era == .current { return isLikelyAge(characters) || isWritten }
      return digits == 3 && isWritten || !isWord && (isWritten || digits == 3)
    }
    // "CV21 AND", "bus 48A": in a text all in capitals a word says nothing of how it is meant.
    let isLong = era == .current || digits == 3
    if isWord, !isWritten || !isLong || isShoutedAround(first, last) { return false }
    switch era {
    case .current:
      if last - first == 2 { return isWritten }
      return isLikelyAge(characters) || isWritten
    case .prefix, .suffix:
      return isWritten ? digits >= 2 || !isWord : digits == 3 && last - first == 1 && isTidy(era, characters)
    }
  }

  /// "No.12 bus", with a driver near.
  private func isNumberedThing(_ characters: [UInt8], _ first: Int, _ last: Int) -> Bool {
    last == first + 2 && characters.starts(with: Array("no".utf8)) && hasWord(.current, characters)
      && text.isLower(text.pieces[last].start)
  }

  /// 02 to 30 and 51 to 80: what has been given out, and a few years more.
  private func isLikelyAge(_ characters: [UInt8]) -> Bool {
    let age = (characters[2] - 48) * 10 + characters[3] - 48
    return (1...30).contains(age) || (51...80).contains(age)
  }

  /// "gym 100m" is a distance, "kit 150g" a weight.
  private func isTidy(_ era: Era, _ characters: [UInt8]) -> Bool {
    era == .prefix || !"mgkpslh".utf8.contains(characters[characters.count - 1])
  }

  private func hasWord(_ era: Era, _ characters: [UInt8]) -> Bool {
    let letters = era == .suffix ? Array(characters.prefix(3)) : Array(characters.suffix(3))
    let word = letters.reduce(WordSet.seed) { WordSet.adding($1, to: $0) }
    let name = String(decoding: letters, as: UTF8.self)
    return CarRegistrationShape.words.has(word) || GivenNames.plain.contains(name)
      || GivenNames.ambiguous.contains(name)
  }

  private func isCalledCar(_ first: Int, _ last: Int) -> Bool {
    if text.isAfter(CarRegistrationShape.cars, first, within: 4) { return true }
    return text.pieces[(last + 1)...].prefix(3).contains { CarRegistrationShape.cars.has($0.word) }
  }

  private func isShoutedAround(_ first: Int, _ last: Int) -> Bool {
    let around = text.pieces[max(0, first - 2)..<first] + text.pieces[(last + 1)...].prefix(2)
    return around.contains { $0.count > 1 && !$0.hasDigit && text.isShouted($0) }
  }
}
