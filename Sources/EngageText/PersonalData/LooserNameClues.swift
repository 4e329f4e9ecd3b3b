/// Further names for a redaction, where a suggestion too many costs a key and a name too few gives somebody away.
struct LooserNameClues {
  private let words: [WrittenWords.Word]
  private let known: Set<String>

  init(_ written: WrittenWords, known: Set<String>) {
    words = written.words
    self.known = known
  }

  var findings: [PersonalDataHint.Finding] {
    var found: [PersonalDataHint.Finding] = []
    for position in words.indices {
      guard let last = name(at: position) else { continue }
      found.append(
        PersonalDataHint.Finding(.name, words[position].range.lowerBound..<words[last].range.upperBound))
    }
    return found
  }

  /// - Returns: the last word of a name that begins here.
  private func name(at position: Int) -> Int? {
    titled(position) ?? initials(position) ?? listed(position) ?? unknown(position)
  }

  // MARK: Titles

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor", "imam", "rev", "revd", "reverend", "fr",
    "cllr",
    "councillor", "sgt", "sergeant", "pc", "pcso", "wpc", "dc", "ds", "inspector", "aunt", "auntie", "aunty",
    "uncle",
    "maulana", "mufti", "hafiz", "sheikh", "rabbi", "pastor", "canon", "deacon", "bishop", "granthi", "giani",
    "bhai",
    "sister", "brother", "father", "nurse", "sir", "lady", "lord", "judge", "coach", "nan", "nana", "grandad",
    "mp",
  ]

  /// "MRS KHAN", "dr. khan", "Mr K", "Sister Bernadette".
  private func titled(_ position: Int) -> Int? {
    guard LooserNameClues.titles.contains(words[position].lowercased), position + 1 < words.count else {
      return nil
    }
    let next = words[position + 1]
    guard next.follows || next.gap == .stop, !next.hasDigit, !isOrdinary(next) else { return nil }
    guard next.isCapitalised || isInitial(next) || (next.isShouted && words[position].isShouted) else {
      return nil
    }
    return isWordOfShouting(next) ? nil : position + 1
  }

  /// "MS AND MR": in capitals a common word is no name.
  private func isWordOfShouting(_ word: WrittenWords.Word) -> Bool {
    word.isShouted && CommonWords.all.contains(word.lowercased)
  }

  // MARK: Initials

  private func isInitial(_ word: WrittenWords.Word) -> Bool {
    word.text.unicodeScalars.count == 1 && !word.hasDigit && word.isCapitalised && word.lowercased != "i"
      && word.lowercased != "a"
  }

  /// "J. Smith", "A. K. Patel", "J.K."
  private func initials(_ position: Int) -> Int? {
    let first = words[position]
    guard first.text.unicodeScalars.count == 1, first.isCapitalised, !first.hasDigit,
      position + 1 < words.count
    else { return nil }
    var last = position
    while last + 1 < words.count, last - position < 3, isDotted(last + 1) {
      last += 1
      if words[last].text.unicodeScalars.count > 1 {
        return words[last].isCapitalised && !isOrdinary(words[last])
          && !CommonWords.all.contains(words[last].lowercased) ? last : nil
      }
      guard words[last].isCapitalised else { return nil }
    }
    // "J.K.", but not "U.K."
    let letters = words[position...last].map(\.lowercased).joined()
    return last == position + 1 && !LooserNameClues.abbreviations.contains(letters) ? last : nil
  }

  private static let abbreviations: Set<String> = [
    "uk", "us", "eu", "un", "am", "pm", "eg", "ie", "ad", "bc", "tv", "gp", "pc", "id", "it", "ps", "pe",
    "re", "hq",
    "ok", "mp", "hr", "dj", "ai", "cv",
  ]

  /// Whether a full stop stands right before it.
  private func isDotted(_ position: Int) -> Bool {
    words[position].gap == .stop || (words[position].gap == .blank && words[position - 1].text.count == 1)
  }

  // MARK: The word itself

  /// Names of the list that are other words, too, where they have no capital.
  private static let everyday: Set<String> = [
    "daisy", "poppy", "hazel", "iris", "robin", "rosemary", "jasmine", "jasmin", "carol", "dot", "pip",
    "gill", "harry",
    "jean", "mike", "ken", "ana", "ali", "dan", "mo", "don", "gene", "lance", "miles", "tim", "tony", "art",
    "angela",
    "myra", "lee", "leo", "isla", "paris", "logan", "phil", "sally", "jo", "jimmy", "bob", "josh", "kiran",
    "harvey",
    "christy", "jerry", "noor", "andi", "eli",
  ]

  /// "spoke to agnieszka", "AGNIESZKA".
  private func listed(_ position: Int) -> Int? {
    let key = NameClues.key(words[position])
    guard GivenNames.plain.contains(key), !isOrdinary(words[position]) else { return nil }
    return words[position].isCapitalised || !LooserNameClues.everyday.contains(key) ? position : nil
  }

  /// A word with a capital inside a sentence that nobody knows as any other word.
  private func unknown(_ position: Int) -> Int? {
    let word = words[position]
    guard word.isCapitalised, !word.startsSentence, !word.hasDigit, !isKnown(word), !isPlace(position) else {
      return nil
    }
    // A title, a heading, a product: capitals all along.
    var last = position
    while last + 1 < words.count, words[last + 1].follows, words[last + 1].isCapitalised, last - position < 3,
      !isKnown(words[last + 1]), !words[last].isPossessive
    {
      last += 1
    }
    return last
  }

  private func isKnown(_ word: WrittenWords.Word) -> Bool {
    isOrdinary(word) || word.text.unicodeScalars.count == 1 || CommonWords.all.contains(word.stem)
      || KnownCapitals.endings.contains(word.stem)
      || LooserNameClues.inflections.contains { ending, plain in
        word.stem.hasSuffix(ending)
          && CommonWords.all.contains(String(word.stem.dropLast(ending.count)) + plain)
      }
  }

  /// "Streets", "Walking", "Taking", "Parties".
  private static let inflections = [
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ly", ""),
    ("er", ""),
    ("n't", ""),
  ]

  /// "Mill Lane", "Stanley High School": for the address clue and the list of places, not a name.
  private func isPlace(_ position: Int) -> Bool {
    var last = position
    while last + 1 < words.count, words[last + 1].follows, words[last + 1].isCapitalised, last - position < 3
    {
      last += 1
      if KnownCapitals.endings.contains(words[last].stem) { return true }
    }
    return position > 0 && words[position - 1].lowercased == "the" && words[position].follows
  }

  private func isOrdinary(_ word: WrittenWords.Word) -> Bool {
    KnownCapitals.words.contains(word.stem) || KnownCapitals.words.contains(word.lowercased)
      || known.contains(word.stem) || known.contains(word.lowercased)
  }
}
