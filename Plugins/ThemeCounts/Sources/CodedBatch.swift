import EngageAnalysis
import EngageModel
import EngageText

/// The themes of each response of a batch, over all questions named.
struct CodedBatch {
  private let wordsPerSet: Int
  private var found: [UInt64]
  /// Whether a response has a text, and whether it was asked for one.
  private(set) var hasText: [Bool]
  private(set) var wasAsked: [Bool]

  init(count: Int, wordsPerSet: Int) {
    self.wordsPerSet = wordsPerSet
    found = Array(repeating: 0, count: count * wordsPerSet)
    hasText = Array(repeating: false, count: count)
    wasAsked = Array(repeating: false, count: count)
  }

  /// Finds the themes in the answers to a question, and offers the texts as examples.
  mutating func code(
    _ batch: borrowing ResponseBatch, question: Question, matcher: CodebookMatcher, plan: ThemePlan,
    tally: inout ThemeTally
  ) {
    let ids = batch.ids.span
    matcher.withScratch { scratch in
      batch.withTexts(of: question.id) { bytes, ends, codes in
        var set = matcher.noThemes
        var start = 0
        for row in codes.indices {
          defer { start = ends[row] }
          if codes[row] != MissingReason.notAsked.rawValue { wasAsked[row] = true }
          let text = bytes.extracting(start..<ends[row])
          guard codes[row] >= 0, CodedBatch.saysSomething(text) else { continue }
          hasText[row] = true
          for word in set.indices { set[word] = 0 }
          matcher.find(in: text, scratch, into: &set)
          for word in set.indices { found[row * wordsPerSet + word] |= set[word] }
          if plan.quotes > 0 {
            let id = ids.isEmpty ? 0 : ids[row]
            CodedBatch.forEachTheme(in: set.span) { theme in
              ThemeQuote.offer(text, of: id, to: &tally.quotes[theme], atMost: plan.quotes)
            }
          }
        }
      }
    }
  }

  /// The themes of a response, in the codebook's order.
  func collect(_ row: Int, into themes: inout [Int]) {
    themes.removeAll(keepingCapacity: true)
    CodedBatch.forEachTheme(in: found.span.extracting(row * wordsPerSet..<(row + 1) * wordsPerSet)) {
      themes.append($0)
    }
  }

  private static func forEachTheme(in set: Span<UInt64>, _ body: (Int) -> Void) {
    for word in set.indices {
      var bits = set[word]
      while bits != 0 {
        body(word * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }

  private static func saysSomething(_ text: Span<UInt8>) -> Bool {
    for index in text.indices where text[index] > 0x20 { return true }
    return false
  }
}

/// To which groups the responses of a batch belong.
struct Grouping {
  private enum Source {
    case none
    case codes([Int32])
    case masks(words: [UInt64], wordsPerRow: Int, codes: [Int32])
  }

  private let source: Source

  init(_ batch: borrowing ResponseBatch, plan: ThemePlan) {
    switch plan.context.breakdown {
    case nil: source = .none
    case .session: source = .codes(batch.sessions)
    case .question(let question):
      guard batch.holds(question.id) else {
        source = .none
        return
      }
      let column = batch.column(of: question.id)
      source =
        column.kind == .masks
        ? .masks(words: column.words, wordsPerRow: column.wordsPerRow, codes: column.codes)
        : .codes(column.codes)
    }
  }

  /// Calls for each group of a response; several where several choices were ticked, none where none was.
  func forEachGroup(of row: Int, _ body: (Int) -> Void) {
    switch source {
    case .none: break
    case .codes(let codes): if codes[row] >= 0 { body(Int(codes[row])) }
    case .masks(let words, let wordsPerRow, let codes):
      guard codes[row] >= 0 else { return }
      for word in 0..<wordsPerRow {
        var bits = words[row * wordsPerRow + word]
        while bits != 0 {
          body(word * 64 + bits.trailingZeroBitCount)
          bits &= bits - 1
        }
      }
    }
  }
}
