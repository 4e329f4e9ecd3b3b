/// Dates of birth: a date of any shape beside words that say so. A date alone is none.
struct BirthDates {
  private let text: PlainText
  private let dates: DateShapes

  init(_ text: PlainText) {
    self.text = text
    dates = DateShapes(text)
  }

  private static let birth = WordSet("born dob birthday birthdate bday birthdays dateofbirth")
  private static let ages = WordSet("aged age turned turns turning turn")
  private static let saidAfter = WordSet("is was my his her their the date of as are s your our it its")

  var found: [IdentifierFinder.Found] {
    var found: [IdentifierFinder.Found] = []
    for index in text.pieces.indices {
      if saysBirth(index) {
        found += [after(index, within: 8, isBirth: true), before(index)].compactMap { $0 }
      } else if let next = afterAge(index) {
        found += [after(next, within: 3, isBirth: false)].compactMap { $0 }
      }
    }
    return found
  }

  // MARK: What says so

  private static let ofBirth = WordSet("birth")
  private static let dateOf = WordSet("date day")
  private static let of = WordSet("of")
  private static let letters = (d: WordSet("d"), o: WordSet("o"), b: WordSet("b"))

  private func saysBirth(_ index: Int) -> Bool {
    let word = text.pieces[index].word
    if BirthDates.birth.has(word) { return true }
    if BirthDates.ofBirth.has(word) {
      return isWord(index - 1, BirthDates.of) && isWord(index - 2, BirthDates.dateOf)
    }
    if BirthDates.dateOf.has(word) { return isWord(index - 1, BirthDates.ofBirth) }
    // d.o.b., d/o/b, D O B
    return BirthDates.letters.b.has(word) && isWord(index - 1, BirthDates.letters.o)
      && isWord(index - 2, BirthDates.letters.d) && text.joins(index - 1, .usual, atMost: 2)
      && text.joins(index - 2, .usual, atMost: 2)
  }

  private func isWord(_ index: Int, _ words: WordSet) -> Bool {
    index >= 0 && words.has(text.pieces[index].word)
  }

  /// "aged 14 on", "age 14 (", "turned 18 on": the last piece of it.
  private func afterAge(_ index: Int) -> Int? {
    let pieces = text.pieces
    guard BirthDates.ages.has(pieces[index].word), index + 1 < pieces.count, pieces[index + 1].isNumber,
      pieces[index + 1].count <= 3
    else { return nil }
    return index + 1
  }

  // MARK: The date

  private func after(_ index: Int, within count: Int, isBirth: Bool) -> IdentifierFinder.Found? {
    var next = index + 1
    while next < text.pieces.count, next - index <= count {
      let bare = isBirth && next - index <= 2
      if let date = dates.date(at: next, takesBareDigits: bare), isBirth || date.hasYear {
        return found(next, date)
      }
      if endsSentence(before: next, after: index) { return nil }
      next += 1
    }
    return nil
  }

  /// "3 May 1985 is my birthday".
  private func before(_ index: Int) -> IdentifierFinder.Found? {
    var last = index - 1
    while last >= 0, index - last <= 5, BirthDates.saidAfter.has(text.pieces[last].word) { last -= 1 }
    guard last >= 0 else { return nil }
    for start in stride(from: last, through: max(0, last - 4), by: -1) {
      if let date = dates.date(at: start, takesBareDigits: false), date.last == last, date.hasYear,
        dates.date(at: start - 1, takesBareDigits: false)?.last != last
      {
        return found(start, date)
      }
    }
    return nil
  }

  private func found(_ start: Int, _ date: DateShapes.Match) -> IdentifierFinder.Found {
    IdentifierFinder.Found(
      kind: .birthDate, range: text.pieces[start].start..<text.pieces[date.last].end,
      certainty: date.hasYear ? .certain : .suggested)
  }

  /// "She was born here. On 24 September 2019 we met."
  private func endsSentence(before next: Int, after index: Int) -> Bool {
    guard next < text.pieces.count, next > index + 1 || !isShort(index) else { return false }
    let gap = text.pieces[next - 1].end..<text.pieces[next].start
    return gap.count > 1 && gap.contains { ".!?;".utf8.contains(text[$0]) }
      && text.isUpper(text.pieces[next].start)
  }

  /// "d.o.b." ends with a full stop and no sentence.
  private func isShort(_ index: Int) -> Bool { text.pieces[index].count <= 3 }
}
