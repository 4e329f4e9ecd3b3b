import EngageModel

/// All phrases and patterns of a codebook, by what a text must have for them to begin.
struct CompiledTerms: Sendable {
  /// What comes next in a phrase. The numbers of words are positions in the dictionaries below.
  enum Piece: Sendable {
    /// A whole word in its case-folded form.
    case exact(Int32)
    /// A whole word, accents folded if the codebook says so.
    case word(Int32)
    /// A word of that stem.
    case stem(Int32)
    /// A word that begins with that prefix.
    case prefix(Int)
    case space
    case character(Unicode.Scalar)
  }

  struct Term: Sendable {
    let theme: Int
    /// Whether it cancels what it overlaps.
    let excludes: Bool
    /// After the first piece.
    let rest: [Piece]
  }

  struct Pattern: Sendable {
    let theme: Int
    let excludes: Bool
    let pattern: LinearPattern
    let start: PatternStart
  }

  let foldsAccents: Bool
  let wordsPerSet: Int
  private(set) var terms: [Term] = []
  private(set) var patterns: [Pattern] = []
  private(set) var exactWords: [[UInt8]: Int32] = [:]
  private(set) var words: [[UInt8]: Int32] = [:]
  private(set) var stems: [[UInt8]: Int32] = [:]
  private(set) var prefixes: [[UInt8]] = []
  /// For each word, stem and prefix the terms that begin with it.
  private(set) var startsByExact: [Int32: [Int32]] = [:]
  private(set) var startsByWord: [Int32: [Int32]] = [:]
  private(set) var startsByStem: [Int32: [Int32]] = [:]
  /// By the first byte of the prefix.
  private(set) var startsByPrefix: [UInt8: [(prefix: Int, term: Int32)]] = [:]
  private(set) var startsByCharacter: [Unicode.Scalar: [Int32]] = [:]
  /// For each byte the patterns that a word starting with it may match.
  private(set) var patternsByByte: [[Int]] = Array(repeating: [], count: 256)
  /// Whether a theme's matches can be cancelled.
  let isCancellable: [Bool]
  /// For each theme the set of it and the themes above it.
  let closures: [UInt64]

  init(themes: [Theme], parents: [Int?], matching: Matching) throws(DiagnosticsError) {
    foldsAccents = matching.accents == .fold
    wordsPerSet = max(1, (themes.count + 63) / 64)
    isCancellable = themes.map { !$0.exclude.isEmpty }
    closures = CompiledTerms.closures(of: parents, wordsPerSet: wordsPerSet)
    var problems: [Diagnostic] = []
    let stemmer = matching.stems == .en ? EnglishStemmer() : nil
    for (index, theme) in themes.enumerated() {
      for (terms, excludes) in [(theme.match, false), (theme.exclude, true)] {
        for term in terms {
          if let problem = add(term, theme: index, excludes: excludes, stemmer: stemmer) {
            problems.append(
              Diagnostic(
                rule: problem.rule, message: "theme \(theme.id): \(problem.message)", hint: problem.hint))
          }
        }
      }
    }
    for (index, pattern) in patterns.enumerated() {
      for byte in UInt8.min...UInt8.max where pattern.start.mayStart(with: byte) {
        patternsByByte[Int(byte)].append(index)
      }
    }
    try problems.throwIfErrors()
  }

  private static func closures(of parents: [Int?], wordsPerSet: Int) -> [UInt64] {
    var closures = Array(repeating: UInt64(0), count: parents.count * wordsPerSet)
    for index in parents.indices {
      var next: Int? = index
      while let theme = next {
        closures[index * wordsPerSet + theme / 64] |= 1 << UInt64(theme % 64)
        next = parents[theme]
      }
    }
    return closures
  }

  private mutating func add(
    _ term: EngageModel.Term, theme: Int, excludes: Bool, stemmer: EnglishStemmer?
  ) -> (rule: String, message: String, hint: String?)? {
    do {
      switch term {
      case .phrase(let text):
        let phrase = try Phrase(text, takesPrefixes: true)
        add(phrase.pieces.map { piece($0, isExact: false, stemmer) }, theme: theme, excludes: excludes)
      case .exact(let text):
        let phrase = try Phrase(text, takesPrefixes: false)
        add(phrase.pieces.map { piece($0, isExact: true, nil) }, theme: theme, excludes: excludes)
      case .pattern(let source):
        let pattern = try LinearPattern(source, caseInsensitive: true)
        patterns.append(
          Pattern(theme: theme, excludes: excludes, pattern: pattern, start: PatternStart(of: pattern)))
      }
      return nil
    } catch let problem as Phrase.Problem {
      return ("bad-term", problem.message, problem.hint)
    } catch let problem as PatternProblem {
      return (
        "bad-pattern", "\(problem.message) (character \(problem.offset + 1) of the pattern)", problem.hint
      )
    } catch {
      return ("bad-term", "this can't be matched", nil)
    }
  }

  private mutating func add(_ pieces: [Piece], theme: Int, excludes: Bool) {
    let number = Int32(terms.count)
    terms.append(Term(theme: theme, excludes: excludes, rest: Array(pieces.dropFirst())))
    switch pieces[0] {
    case .exact(let word): startsByExact[word, default: []].append(number)
    case .word(let word): startsByWord[word, default: []].append(number)
    case .stem(let stem): startsByStem[stem, default: []].append(number)
    case .prefix(let prefix): startsByPrefix[prefixes[prefix][0], default: []].append((prefix, number))
    case .character(let scalar): startsByCharacter[scalar, default: []].append(number)
    case .space: break
    }
  }

  private mutating func piece(_ piece: Phrase.Piece, isExact: Bool, _ stemmer: EnglishStemmer?) -> Piece {
    switch piece {
    case .space: return .space
    case .character(let scalar): return .character(scalar)
    case .word(let word) where isExact: return .exact(CompiledTerms.number(of: word, in: &exactWords))
    case .word(let word):
      guard let stemmer else { return .word(CompiledTerms.number(of: folded(word), in: &words)) }
      return .stem(CompiledTerms.number(of: stemmer.stem(of: folded(word)), in: &stems))
    case .prefix(let start):
      prefixes.append(folded(start))
      return .prefix(prefixes.count - 1)
    }
  }

  /// The form in which words of phrases are compared.
  func folded(_ word: [UInt8]) -> [UInt8] { foldsAccents ? LetterFolding.withoutAccents(word) : word }

  /// Whether a word, in the form in which words are compared, begins with a prefix: an accent belongs to the letter
  /// before it, so that, where accents stay, "cafe*" does not meet "cafés".
  func begins(_ word: ArraySlice<UInt8>, with prefix: Int) -> Bool {
    guard word.starts(with: prefixes[prefix]) else { return false }
    let end = word.startIndex + prefixes[prefix].count
    guard !foldsAccents, end < word.endIndex, word[end] >= 0x80 else { return true }
    return word.withUnsafeBufferPointer {
      !LetterFolding.isAccent(LetterFolding.scalar(in: $0, at: prefixes[prefix].count).scalar)
    }
  }

  private static func number(of word: [UInt8], in numbers: inout [[UInt8]: Int32]) -> Int32 {
    if let number = numbers[word] { return number }
    numbers[word] = Int32(numbers.count)
    return Int32(numbers.count - 1)
  }
}
