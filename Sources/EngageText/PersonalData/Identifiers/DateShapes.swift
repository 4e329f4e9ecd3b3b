/// Days as people write them: 3/5/1985, 1985-05-03, 3rd of May 1985, May 3, '85, 03051985.
struct DateShapes {
  struct Match {
    let last: Int
    let hasYear: Bool
  }

  private let text: PlainText

  init(_ text: PlainText) { self.text = text }

  private static let months: [[UInt8]] =
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug \
    sep sept oct nov dec
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  private static let monthWords = WordSet(
    months.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "))
  private static let signs: Signs = [.usual, .comma, .apostrophe]

  /// A date that begins with a piece.
  /// - Parameter takesBareDigits: whether `03051985` is one.
  func date(at index: Int, takesBareDigits: Bool) -> Match? {
    guard index >= 0, index < text.pieces.count else { return nil }
    let piece = text.pieces[index]
    guard piece.hasDigit || DateShapes.monthWords.has(piece.word) else { return nil }
    return numeric(at: index) ?? named(at: index) ?? joined(at: index)
      ?? (takesBareDigits ? bare(at: index) : nil)
  }

  // MARK: Numbers

  private func numeric(at index: Int) -> Match? {
    let pieces = text.pieces
    guard index + 2 < pieces.count, pieces[index...index + 2].allSatisfy(\.isNumber),
      text.joins(index, DateShapes.signs, atMost: 5), text.joins(index + 1, DateShapes.signs, atMost: 5)
    else { return nil }
    let numbers = (0...2).map { number(index + $0) }
    let lengths = (0...2).map { pieces[index + $0].count }
    let isISO = lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2
    let isDayFirst = lengths[0] <= 2 && lengths[1] <= 2 && (lengths[2] == 2 || lengths[2] == 4)
    if isISO, isYear(numbers[0]), isDay(numbers[2], numbers[1]) {
      return Match(last: index + 2, hasYear: true)
    }
    guard isDayFirst, lengths[2] == 2 || isYear(numbers[2]), isDay(numbers[0], numbers[1]) else { return nil }
    return Match(last: index + 2, hasYear: true)
  }

  /// `03051985`, `030585`.
  private func bare(at index: Int) -> Match? {
    let piece = text.pieces[index]
    guard piece.isNumber, piece.count == 8 || piece.count == 6 else { return nil }
    let digits = text.lowered(piece).map { Int($0) - 48 }
    func pair(_ place: Int) -> Int { digits[place] * 10 + digits[place + 1] }
    let isDayFirst = isDay(pair(0), pair(2)) && (piece.count == 6 || isYear(pair(4) * 100 + pair(6)))
    let isYearFirst = piece.count == 8 && isYear(pair(0) * 100 + pair(2)) && isDay(pair(6), pair(4))
    return isDayFirst || isYearFirst ? Match(last: index, hasYear: true) : nil
  }

  private func number(_ index: Int) -> Int {
    text.lowered(text.pieces[index]).prefix(4).reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// In either order: some write the month first.
  private func isDay(_ day: Int, _ month: Int) -> Bool {
    (1...31).contains(day) && (1...12).contains(month) || (1...31).contains(month) && (1...12).contains(day)
  }

  private func isYear(_ year: Int) -> Bool { (1890...2099).contains(year) }

  // MARK: Months by name

  private func named(at index: Int) -> Match? {
    var next = index
    if isMonth(index) {
      guard text.joins(index, DateShapes.signs, atMost: 5), isDayNumber(index + 1) else { return nil }
      next = index + 1
    } else {
      guard isDayNumber(index), text.joins(index, DateShapes.signs, atMost: 5) else { return nil }
      next = index + 1
      if isOrdinalEnd(next) || isOf(next) { next += 1 }
      if isOf(next) { next += 1 }
      guard isMonth(next), text.joins(next - 1, DateShapes.signs, atMost: 5) else { return nil }
    }
    if let year = year(after: next) { return Match(last: year, hasYear: true) }
    return Match(last: next, hasYear: false)
  }

  private func year(after index: Int) -> Int? {
    guard text.joins(index, DateShapes.signs, atMost: 5) else { return nil }
    var next = index + 1
    if isIn(next), text.joins(next, .blank, atMost: 4) { next += 1 }
    guard next < text.pieces.count, text.pieces[next].isNumber else { return nil }
    let piece = text.pieces[next]
    return piece.count == 4 && isYear(number(next)) || piece.count == 2 ? next : nil
  }

  private func isMonth(_ index: Int) -> Bool {
    index < text.pieces.count && DateShapes.monthWords.has(text.pieces[index].word)
  }

  /// "3", "03", "3rd".
  private func isDayNumber(_ index: Int) -> Bool {
    guard index < text.pieces.count, text.pieces[index].hasDigit else { return false }
    let letters = text.lowered(text.pieces[index])
    let digits = letters.prefix(while: PlainText.isDigit)
    guard (1...2).contains(digits.count), (1...31).contains(digits.reduce(0) { $0 * 10 + Int($1) - 48 })
    else {
      return false
    }
    let rest = Array(letters.dropFirst(digits.count))
    return rest.isEmpty || DateShapes.ordinals.contains(rest)
  }

  private static let ordinals = ["st", "nd", "rd", "th"].map { Array($0.utf8) }

  private func isOrdinalEnd(_ index: Int) -> Bool {
    index < text.pieces.count && DateShapes.ordinals.contains(text.lowered(text.pieces[index]))
  }

  private func isOf(_ index: Int) -> Bool { isWord(index, "of") }
  private func isIn(_ index: Int) -> Bool { isWord(index, "in") }

  private func isWord(_ index: Int, _ word: String) -> Bool {
    index < text.pieces.count && text.pieces[index].count == word.utf8.count
      && text.lowered(text.pieces[index]) == Array(word.utf8)
  }

  /// "03May1985", "3may85".
  private func joined(at index: Int) -> Match? {
    let piece = text.pieces[index]
    guard (6...15).contains(piece.count), piece.hasDigit, piece.hasLetter else { return nil }
    let letters = text.lowered(piece)
    let day = letters.prefix(while: PlainText.isDigit)
    var word = Array(letters.dropFirst(day.count).prefix { !PlainText.isDigit($0) })
    let year = letters.dropFirst(day.count + word.count)
    if let ending = DateShapes.ordinals.first(where: { word.starts(with: $0) && word.count > 4 }) {
      word.removeFirst(ending.count)
    }
    guard (1...2).contains(day.count), DateShapes.months.contains(word), year.count == 2 || year.count == 4,
      year.allSatisfy(PlainText.isDigit)
    else { return nil }
    return Match(last: index, hasYear: true)
  }
}
