import EngageModel

/// The one pass over a text.
extension MatchingScratch {
  typealias Report = (_ theme: Int, _ range: Range<Int>) -> Void

  /// - Parameters:
  ///   - found: gets the themes found and those above them.
  ///   - places: is told every match; where it is `nil`, themes that are found already are not looked for again.
  func scan(
    _ text: UnsafeBufferPointer<UInt8>, terms: borrowing CompiledTerms, found: inout [UInt64], places: Report?
  ) {
    cache.pointee.shrinkIfLarge()
    let hasPatterns = !terms.patterns.isEmpty
    let classes = self.classes
    let count = text.count
    var position = 0
    while position < count {
      switch classes[Int(text[position])] {
      case Class.word:
        let start = position
        let (end, word) = self.word(in: text, at: start, terms: terms)
        position = end
        if word.starts != 0 {
          begin(Int(word.starts), in: text, from: start, to: end, terms: terms, found: &found, places: places)
        }
        if hasPatterns { tryPatterns(in: text, from: start, terms: terms, found: &found, places: places) }
      case Class.other:
        position += 1
      case Class.start:
        beginCharacter(in: text, at: position, length: 1, terms: terms, found: &found, places: places)
        position += 1
      default:
        let (scalar, length) = LetterFolding.scalar(in: text, at: position)
        guard LetterFolding.isWordCharacter(scalar) else {
          beginCharacter(in: text, at: position, length: length, terms: terms, found: &found, places: places)
          position += length
          continue
        }
        let start = position
        let (end, word) = self.wideWord(in: text, at: start, terms: terms)
        position = end
        if word.starts != 0 {
          begin(Int(word.starts), in: text, from: start, to: end, terms: terms, found: &found, places: places)
        }
        if hasPatterns { tryPatterns(in: text, from: start, terms: terms, found: &found, places: places) }
      }
    }
    settle(terms: terms, found: &found, places: places)
  }

  // MARK: - Words

  /// The word that starts with an ASCII letter or digit: where it ends, and what the cache knows about it.
  @inline(__always)
  private func word(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, terms: borrowing CompiledTerms
  ) -> (end: Int, word: (word: Int32, starts: Int32)) {
    let classes = self.classes
    let count = text.count
    if start + 8 <= count, let base = text.baseAddress {
      let bytes = UInt64(littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
      let length = WordCache.asciiWordLength(of: bytes)
      if length < 8, case let end = start + length, text[end] < 0x80, text[end] != 0x5f {
        let key = (bytes | 0x2020_2020_2020_2020) & (1 << UInt64(8 * length) &- 1)
        if let known = cache.pointee.find(short: key) { return (end, known) }
        return (end, add(text, from: start, to: end, key: key, terms: terms))
      }
    }
    var end = start + 1
    while end < count, classes[Int(text[end])] == Class.word { end += 1 }
    if end < count, text[end] >= 0x80 || text[end] == 0x5f, mayGoOn(in: text, at: end) {
      return wideWord(in: text, at: start, terms: terms)
    }
    if end - start <= 8 {
      let key = WordCache.shortKey(text, from: start, to: end)
      if let known = cache.pointee.find(short: key) { return (end, known) }
      return (end, add(text, from: start, to: end, key: key, terms: terms))
    }
    let key = WordCache.longKey(text, from: start, to: end, fold: 0x20)
    if let known = cache.pointee.find(long: key, text, from: start, to: end, fold: 0x20) {
      return (end, known)
    }
    return (end, add(text, from: start, to: end, key: key, terms: terms))
  }

  /// Whether a word that has been ASCII so far goes on with a letter beyond it, a mark or an underscore.
  private func mayGoOn(in text: UnsafeBufferPointer<UInt8>, at end: Int) -> Bool {
    if text[end] == 0x5f { return LetterFolding.afterUnderscores(in: text, at: end) != nil }
    let scalar = LetterFolding.scalar(in: text, at: end).scalar
    return LetterFolding.isWordCharacter(scalar) || LetterFolding.isMark(scalar)
  }

  @inline(never)
  private func add(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, key: UInt64,
    terms: borrowing CompiledTerms
  ) -> (word: Int32, starts: Int32) {
    cache.pointee.add(text[start..<end].map { $0 | 0x20 }, key: key, terms: copy terms, stemmer: stemmer)
  }

  /// The same for a word with letters beyond ASCII or underscores.
  @inline(never)
  private func wideWord(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, terms: borrowing CompiledTerms
  ) -> (end: Int, word: (word: Int32, starts: Int32)) {
    folded.removeAll(keepingCapacity: true)
    let end = LetterFolding.appendWord(in: text, at: start, to: &folded)
    let letters = folded
    let key = letters.withUnsafeBufferPointer { WordCache.longKey($0, from: 0, to: $0.count, fold: 0) }
    let known = letters.withUnsafeBufferPointer {
      cache.pointee.find(long: key, $0, from: 0, to: $0.count, fold: 0)
    }
    return (end, known ?? cache.pointee.add(letters, key: key, terms: copy terms, stemmer: stemmer))
  }

  // MARK: - Phrases

  private func begin(
    _ place: Int, in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int,
    terms: borrowing CompiledTerms, found: inout [UInt64], places: Report?
  ) {
    for index in place + 1...place + Int(cache.pointee.starts[place]) {
      follow(
        Int(cache.pointee.starts[index]), in: text, from: start, to: end, terms: terms, found: &found,
        places: places)
    }
  }

  @inline(never)
  private func beginCharacter(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, length: Int, terms: borrowing CompiledTerms,
    found: inout [UInt64], places: Report?
  ) {
    guard !terms.startsByCharacter.isEmpty else { return }
    let scalar = LetterFolding.plain(LetterFolding.scalar(in: text, at: start).scalar)
    for term in terms.startsByCharacter[scalar] ?? [] {
      follow(
        Int(term), in: text, from: start, to: start + length, terms: terms, found: &found, places: places)
    }
  }

  /// Sees whether the rest of a phrase is there, and notes the match.
  private func follow(
    _ number: Int, in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int,
    terms: borrowing CompiledTerms, found: inout [UInt64], places: Report?
  ) {
    let term = terms.terms[number]
    if places == nil, MatchingScratch.has(term.theme, found) { return }
    var position = end
    for piece in term.rest {
      guard let next = after(piece, in: text, at: position, terms: terms) else { return }
      position = next
    }
    note(term.theme, start..<position, excludes: term.excludes, terms: terms, found: &found, places: places)
  }

  /// Where a piece of a phrase that stands at a position ends; `nil` where it does not stand there.
  private func after(
    _ piece: CompiledTerms.Piece, in text: UnsafeBufferPointer<UInt8>, at start: Int,
    terms: borrowing CompiledTerms
  ) -> Int? {
    guard start < text.count else { return nil }
    let (scalar, length) = LetterFolding.scalar(in: text, at: start)
    switch piece {
    case .character(let wanted): return LetterFolding.plain(scalar) == wanted ? start + length : nil
    case .space:
      var end = start
      while end < text.count {
        let (next, length) = LetterFolding.scalar(in: text, at: end)
        guard LetterFolding.isSpace(next) else { break }
        end += length
      }
      return end > start ? end : nil
    case .exact, .word, .stem, .prefix:
      guard LetterFolding.isWordCharacter(scalar) else { return nil }
      let (end, found) =
        scalar.isASCII ? word(in: text, at: start, terms: terms) : wideWord(in: text, at: start, terms: terms)
      return isWord(cache.pointee.words[Int(found.word)], piece, terms: terms) ? end : nil
    }
  }

  private func isWord(_ word: WordCache.Word, _ piece: CompiledTerms.Piece, terms: borrowing CompiledTerms)
    -> Bool
  {
    switch piece {
    case .exact(let number): return word.exact == number
    case .word(let number): return word.word == number
    case .stem(let number): return word.stem == number
    case .prefix(let number):
      let letters = cache.pointee.letters[word.comparedOffset..<word.comparedOffset + word.comparedLength]
      return terms.begins(letters, with: number)
    case .space, .character: return false
    }
  }

  // MARK: - Patterns

  private func tryPatterns(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, terms: borrowing CompiledTerms,
    found: inout [UInt64],
    places: Report?
  ) {
    for index in terms.patternsByByte[Int(text[start])] {
      let pattern = terms.patterns[index]
      if start + 1 < text.count, !pattern.start.mayStart(with: text[start], text[start + 1]) { continue }
      if places == nil, MatchingScratch.has(pattern.theme, found) { continue }
      let end = pattern.pattern.longestMatch(in: Span(_unsafeElements: text), from: start, &self.pattern)
      guard let end, end > start else { continue }
      note(
        pattern.theme, start..<end, excludes: pattern.excludes, terms: terms, found: &found, places: places)
    }
  }

  // MARK: - Matches

  @inline(__always)
  private static func has(_ theme: Int, _ found: [UInt64]) -> Bool {
    found[theme / 64] >> UInt64(theme % 64) & 1 == 1
  }

  private func note(
    _ theme: Int, _ range: Range<Int>, excludes: Bool, terms: borrowing CompiledTerms, found: inout [UInt64],
    places: Report?
  ) {
    if excludes {
      cancels.append(Open(theme: theme, range: range))
    } else if terms.isCancellable[theme] {
      open.append(Open(theme: theme, range: range))
    } else {
      MatchingScratch.mark(theme, terms: terms, found: &found)
      places?(theme, range)
    }
  }

  /// At the end of a text: what no exclusion overlaps is found.
  private func settle(terms: borrowing CompiledTerms, found: inout [UInt64], places: Report?) {
    guard !open.isEmpty || !cancels.isEmpty else { return }
    for match in open
    where !cancels.contains(where: { $0.theme == match.theme && $0.range.overlaps(match.range) }) {
      MatchingScratch.mark(match.theme, terms: terms, found: &found)
      places?(match.theme, match.range)
    }
    open.removeAll(keepingCapacity: true)
    cancels.removeAll(keepingCapacity: true)
  }

  private static func mark(_ theme: Int, terms: borrowing CompiledTerms, found: inout [UInt64]) {
    for word in 0..<terms.wordsPerSet { found[word] |= terms.closures[theme * terms.wordsPerSet + word] }
  }
}
