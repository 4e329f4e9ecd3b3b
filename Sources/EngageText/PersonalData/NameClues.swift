/// What looks like somebody's name: a word of a list with a capital, or words before and behind that say so.
struct NameClues {
  private let words: [WrittenWords.Word]
  private let known: Set<String>

  /// - Parameter known: words that are nobody's name, in lower case.
  init(_ written: WrittenWords, known: Set<String>) {
    words = written.words
    self.known = known
  }

  var findings: [PersonalDataHint.Finding] {
    var found: [PersonalDataHint.Finding] = []
    var position = 0
    while position < words.count {
      if let name = name(at: position) {
        found.append(
          PersonalDataHint.Finding(
            .name, words[name.lowerBound].range.lowerBound..<words[name.upperBound].range.upperBound))
        position = name.upperBound
      }
      position += 1
    }
    return found
  }

  private func name(at position: Int) -> ClosedRange<Int>? {
    titled(position) ?? introduced(position) ?? listed(position) ?? pair(position) ?? speaker(position)
  }

  // MARK: Words before it

  private static let titles: Set<String> = ["mr", "mrs", "ms", "mx", "miss", "dr", "prof", "professor"]
  /// Titles that are followed by a name only where that has a capital.
  private static let offices: Set<String> = [
    "imam", "rev", "reverend", "fr", "cllr", "councillor", "sgt", "sergeant", "pc", "pcso", "inspector",
    "aunt",
    "auntie", "aunty", "uncle", "sir", "maulana", "rabbi", "pastor", "vicar",
  ]

  /// "Mrs Khan", "PC Smith".
  private func titled(_ position: Int) -> ClosedRange<Int>? {
    let word = words[position]
    let isTitle = NameClues.titles.contains(word.lowercased)
    guard isTitle || NameClues.offices.contains(word.lowercased), position + 1 < words.count else {
      return nil
    }
    let next = words[position + 1]
    // "MS Word" is none.
    guard !(word.isShouted && word.lowercased == "ms"), !NameClues.joining.contains(next.lowercased) else {
      return nil
    }
    guard next.follows || (next.gap == .stop && next.isCapitalised), !next.hasDigit else { return nil }
    if next.isCapitalised && !isOrdinary(next) { return position...end(from: position + 1) }
    // Typed without capitals: "mr khan". "Miss" and "ms" are words, too.
    let isPlain = ["mr", "mrs"].contains(word.lowercased) && next.text.count > 1
    return isTitle && (isPlain || isListedAnyhow(next)) ? position...position + 1 : nil
  }

  /// Words that are no names, with a capital by mistake or without one.
  private static let joining: Set<String> = [
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "had", "has", "he", "her", "his", "how",
    "if", "in",
    "into", "is", "it", "my", "no", "not", "of", "off", "on", "or", "our", "out", "she", "so", "that", "the",
    "their",
    "they", "this", "to", "up", "was", "we", "were", "what", "when", "who", "why", "with", "you", "your",
  ]

  private static let relations: Set<String> = [
    "neighbour", "neighbor", "friend", "mate", "son", "daughter", "husband", "wife", "partner", "brother",
    "sister",
    "cousin", "nephew", "niece", "boyfriend", "girlfriend", "grandson", "granddaughter", "colleague", "boss",
    "teacher",
    "landlord",
  ]
  /// Anybody: only a name of the lists is one after these.
  private static let anybody: Set<String> = [
    "boy", "girl", "man", "woman", "lad", "bloke", "guy", "lady", "carer", "nurse", "doctor", "manager",
    "worker",
  ]
  private static let introductions: Set<String> = ["called", "named", "name's"]
  /// Things that are called something, too.
  private static let things: Set<String> = [
    "tool", "app", "programme", "program", "group", "course", "scheme", "project", "website", "site", "game",
    "club",
    "service", "thing", "something", "place", "it", "film", "song", "book", "charity", "organisation",
    "company", "is",
    "are", "was", "were", "get", "gets", "got", "being", "been", "be",
  ]

  /// "my neighbour Ahmed", "a man called Sean", "her name is Joy".
  private func introduced(_ position: Int) -> ClosedRange<Int>? {
    guard position > 0, let first = introduction(before: position) else { return nil }
    let word = words[position]
    guard !word.hasDigit, !isOrdinary(word), !NameClues.joining.contains(word.lowercased) else { return nil }
    let isOtherScript = word.isCaseless && !words[first].isCaseless
    guard word.isCapitalised || isListedAnyhow(word) || isOtherScript else { return nil }
    return position...(word.isCapitalised ? end(from: position) : position)
  }

  private func introduction(before position: Int) -> Int? {
    let before = words[position - 1]
    let isNext = words[position].follows
    if NameClues.introductions.contains(before.lowercased) {
      let called = position > 1 ? words[position - 2].lowercased : ""
      return isNext && (isListed(words[position]) || !NameClues.things.contains(called)) ? position - 1 : nil
    }
    if ["is", "was"].contains(before.lowercased), position > 1,
      ["name", "surname"].contains(words[position - 2].lowercased)
    {
      return isNext ? position - 1 : nil
    }
    if NameClues.anybody.contains(before.lowercased) {
      return isListed(words[position]) || isListedAnyhow(words[position]) ? position - 1 : nil
    }
    guard NameClues.relations.contains(before.lowercased) else { return nil }
    return isNext || words[position].gap == .other && isListed(words[position]) ? position - 1 : nil
  }

  // MARK: The word itself

  /// "Agnieszka", anywhere; "Grace", inside a sentence.
  private func listed(_ position: Int) -> ClosedRange<Int>? {
    let word = words[position]
    guard word.isCapitalised, !isOrdinary(word), !isPartOfPlace(position) else { return nil }
    if GivenNames.plain.contains(key(word)) { return position...end(from: position) }
    guard GivenNames.ambiguous.contains(key(word)), !word.startsSentence else { return nil }
    return position...end(from: position)
  }

  /// "Zbigniew Kowalczyk": two words with capitals, the second of which is a surname.
  private func pair(_ position: Int) -> ClosedRange<Int>? {
    guard position + 1 < words.count, words[position].isCapitalised, words[position + 1].follows,
      words[position + 1].isCapitalised, !isOrdinary(words[position]), !isPartOfPlace(position)
    else { return nil }
    let second = key(words[position + 1])
    guard GivenNames.surnames.contains(second) || NameClues.endings.contains(where: second.hasSuffix)
    else { return nil }
    return position...end(from: position)
  }

  private static let endings = [
    "ski", "ska", "wicz", "czyk", "enko", "escu", "poulos", "yan", "ova", "singh", "kaur", "sson", "khan",
  ]

  private static let saying: Set<String> = [
    "said", "says", "told", "tells", "asked", "shouted", "hit", "lives", "lived", "phoned", "texted",
  ]
  private static let kin: Set<String> = [
    "mum", "dad", "mother", "father", "son", "daughter", "husband", "wife", "brother", "sister", "family",
    "house",
    "flat", "car", "partner", "boyfriend", "girlfriend", "friend", "kids", "children",
  ]

  /// "then Kasprzak said", "near Kasprzak's house": a word nobody knows, inside a sentence, that does as people do.
  private func speaker(_ position: Int) -> ClosedRange<Int>? {
    let word = words[position]
    guard word.isCapitalised, !word.startsSentence, !isOrdinary(word), !isPartOfPlace(position),
      position + 1 < words.count, words[position + 1].follows
    else { return nil }
    let next = words[position + 1].lowercased
    let acts = NameClues.saying.contains(next) || (word.isPossessive && NameClues.kin.contains(next))
    return acts && !NameClues.articles.contains(before(position)) ? position...position : nil
  }

  private static let articles: Set<String> = [
    "the", "a", "an", "this", "that", "our", "every", "some", "any",
  ]

  // MARK: What is no name

  /// Whether it is a word of the survey, a place, a people, a service.
  private func isOrdinary(_ word: WrittenWords.Word) -> Bool {
    KnownCapitals.words.contains(word.stem) || KnownCapitals.words.contains(word.lowercased)
      || known.contains(word.stem) || known.contains(word.lowercased)
  }

  private func isListed(_ word: WrittenWords.Word) -> Bool {
    word.isCapitalised && (GivenNames.plain.contains(key(word)) || GivenNames.ambiguous.contains(key(word)))
  }

  /// In lower case, too: names that are no other words.
  private func isListedAnyhow(_ word: WrittenWords.Word) -> Bool {
    !isOrdinary(word) && GivenNames.plain.contains(key(word))
  }

  /// As the lists have it: without possessive and accents.
  private func key(_ word: WrittenWords.Word) -> String { NameClues.key(word) }

  static func key(_ word: WrittenWords.Word) -> String { withoutAccents(word.stem) }

  /// Whether a word in lower case stands before names.
  static func isTitle(_ word: String) -> Bool { titles.contains(word) || offices.contains(word) }

  static func withoutAccents(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    var plain = ""
    for scalar in word.unicodeScalars where !LetterFolding.isMark(scalar) {
      var letter = scalar
      while let parts = Accents.parts(of: letter) { letter = parts.letter }
      plain.unicodeScalars.append(letter)
    }
    return plain
  }

  private func before(_ position: Int) -> String { position > 0 ? words[position - 1].lowercased : "" }

  /// "St John's", "George Eliot Hospital", "the King Edward VI School": capitals that go on to a place's name.
  private func isPartOfPlace(_ position: Int) -> Bool {
    if ["st", "saint", "prophet"].contains(before(position)) { return true }
    var last = position
    while last + 1 < words.count, words[last + 1].follows,
      words[last + 1].isCapitalised || words[last + 1].isShouted, last - position < 4
    {
      last += 1
      if KnownCapitals.endings.contains(words[last].stem) { return true }
    }
    return false
  }

  /// Where a name that starts here ends: further words with capitals belong to it.
  private func end(from position: Int) -> Int {
    var last = position
    while last + 1 < words.count, words[last + 1].follows, words[last + 1].isCapitalised, last - position < 2,
      !words[last].isPossessive, !isOrdinary(words[last + 1])
    {
      last += 1
    }
    return last
  }
}
