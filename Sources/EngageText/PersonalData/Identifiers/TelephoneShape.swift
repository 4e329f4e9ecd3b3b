/// Whether groups of digits are a telephone number, and where it ends.
struct TelephoneShape {
  typealias Match = (last: Int, certainty: PersonalDataHint.Certainty)

  private let text: PlainText
  private let run: NumberShapes.Run

  init(_ text: PlainText, _ run: NumberShapes.Run) {
    self.text = text
    self.run = run
  }

  private var digits: [UInt8] { run.digits }
  private var start: Int { text.pieces[run.first].start }

  var match: Match? {
    if isInternational { return british(after: 2) ?? foreign() }
    guard digits.count >= 9, let first = digits.first else { return nil }
    if digits.starts(with: [0, 0]) {
      return digits.starts(with: [0, 0, 4, 4]) ? british(after: 4) : abroad()
    }
    if first == 0 { return national() }
    if digits.starts(with: [4, 4]) { return withoutPlus() }
    return withoutZero()
  }

  private var isInternational: Bool {
    text[text.skippingBlanksBack(start, atMost: 1) - 1] == UInt8(ascii: "+")
  }

  /// +44, then nine or ten digits, a zero in brackets or without before them.
  private func british(after prefix: Int) -> Match? {
    guard digits.count > prefix + 1, digits.dropFirst(prefix - 2).starts(with: [4, 4]) else { return nil }
    let skipped = digits[prefix] == 0 ? prefix + 1 : prefix
    guard digits.count > skipped, digits[skipped] != 0 else { return nil }
    if let last = run.ends.firstIndex(of: skipped + 10) { return (last, .certain) }
    guard let last = run.ends.firstIndex(of: skipped + 9), last == run.ends.count - 1 else { return nil }
    return (last, .certain)
  }

  /// A plus and eight digits or more, fifteen at most.
  private func foreign() -> Match? {
    guard digits.first != 0, let last = run.ends.lastIndex(where: { $0 <= 15 }) else { return nil }
    let count = run.ends[last]
    guard count >= (run.isOneGroup ? 8 : 9), !looksLikeDate else { return nil }
    return (last, .certain)
  }

  /// 00 and a country.
  private func abroad() -> Match? {
    guard digits.count > 2, digits[2] != 0, (11...15).contains(digits.count), !run.goesOn else { return nil }
    if run.isOneGroup, text.isAfter(NumberShapes.orders, run.first, within: 3) { return nil }
    return (run.ends.count - 1, .certain)
  }

  private func national() -> Match? {
    guard digits.count >= 10, digits[1] != 0, isPlausible else { return nil }
    let isEnd = !run.goesOn
    let eleven = run.ends.firstIndex(of: 11)
    let ten = isEnd && run.ends.last == 10 ? run.ends.count - 1 : nil
    switch digits[1] {
    case 2, 7: return eleven.map { ($0, .certain) }
    case 1:
      if let eleven { return (eleven, .certain) }
      return run.groups[0] >= 4 ? ten.map { ($0, .certain) } : nil
    default:
      // Numbers of services: freephone, premium rate and the like; a person may have one, too.
      if run.isOneGroup, text.isAfter(NumberShapes.orders, run.first, within: 3) { return nil }
      guard run.groups[0] >= 4, !TelephoneShape.isPublic(digits), let last = eleven ?? ten else { return nil }
      return (last, .suggested)
    }
  }

  /// Charities and public bodies (0300, 0303), and lines that everybody is told of.
  private static func isPublic(_ digits: [UInt8]) -> Bool {
    if digits.starts(with: [0, 3, 0, 0]) || digits.starts(with: [0, 3, 0, 3]) { return true }
    return helplines.contains { digits.starts(with: $0) }
  }

  /// Crimestoppers, the anti-terrorist hotline, the National Domestic Abuse Helpline, the NSPCC, Samaritans in Welsh.
  private static let helplines = ["0800555111", "0800789321", "08082000247", "08088005000", "08081640123"].map
  {
    $0.utf8.map { $0 - 48 }
  }

  /// No date, no decimal, no list of small numbers.
  private var isPlausible: Bool {
    let groups = run.groups
    if groups[0] == 1, text[text.pieces[run.first].end] == UInt8(ascii: ".") { return false }
    if looksLikeDate || isCounting { return false }
    if groups[0] > 2 || groups.count == 1 { return true }
    if groups.allSatisfy({ $0 == 1 }) { return digits.count == 11 && [1, 2, 7].contains(digits[1]) }
    guard groups.allSatisfy({ $0 <= 2 }) else { return true }
    return digits[1] == 7 || text.isAfter(NumberShapes.telephones, run.first, within: 3)
  }

  /// "01.02.2019 930".
  private var looksLikeDate: Bool {
    let groups = run.groups
    guard groups.count >= 3, groups[0] <= 2, groups[1] <= 2 else { return false }
    if groups[2] == 4 {
      let year = digits.dropFirst(groups[0] + groups[1]).prefix(2)
      return Array(year) == [1, 9] || Array(year) == [2, 0]
    }
    guard groups[2] == 2, groups[0] == 2, groups[1] == 2 else { return false }
    let signs = Set([0, 1].map { text[text.pieces[run.first + $0].end] })
    let day = digits[0] * 10 + digits[1]
    let month = digits[2] * 10 + digits[3]
    return signs.count == 1 && signs.isSubset(of: Array("./-".utf8)) && (1...31).contains(day)
      && (1...12).contains(month) && groups.count > 3
      && text[text.pieces[run.first + 2].end] != signs.first
  }

  /// "1 2 3 4", "01 02 03 04".
  private var isCounting: Bool {
    var numbers: [Int] = []
    var place = 0
    for count in run.groups {
      guard count <= 2 else { return false }
      numbers.append(digits[place..<place + count].reduce(0) { $0 * 10 + Int($1) })
      place += count
    }
    return numbers.count >= 4 && zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// 44 7700 900123.
  private func withoutPlus() -> Match? {
    let skipped = digits.count > 2 && digits[2] == 0 ? 3 : 2
    guard digits.count == skipped + 10, !run.goesOn, [1, 2, 7].contains(digits[skipped]) else { return nil }
    guard run.groups[0] == 2 || run.isOneGroup || digits[skipped] == 7 else { return nil }
    if run.isOneGroup, text.isAfter(NumberShapes.orders, run.first, within: 3) { return nil }
    return (run.ends.count - 1, .certain)
  }

  /// A mobile number whose zero a spreadsheet has eaten.
  private func withoutZero() -> Match? {
    guard digits.first == 7, digits.count == 10, !run.goesOn, run.groups[0] >= 3,
      text.isAfter(NumberShapes.telephones, run.first, within: 3)
    else { return nil }
    return (run.ends.count - 1, .suggested)
  }
}
