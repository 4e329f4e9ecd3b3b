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
  /// Whether a response has a text that is not counted, as nobody coded it.
  private(set) var isLeftOut: [Bool]

  init(count: Int, wordsPerSet: Int) {
    self.wordsPerSet = wordsPerSet
    found = Array(repeating: 0, count: count * wordsPerSet)
    hasText = Array(repeating: false, count: count)
    wasAsked = Array(repeating: false, count: count)
    isLeftOut = Array(repeating: false, count: count)
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
          guard codes[row] >= 0, text.saysSomething else { continue }
          var people: [UInt64]?
          if plan.human != nil {
            people = plan.humanThemes(of: text, response: ids.isEmpty ? 0 : ids[row], question: question)
            if people == nil { tally.notCodedByPeople += 1 } else { tally.codedByPeople += 1 }
            if people == nil, plan.source == .human {
              isLeftOut[row] = true
              continue
            }
          }
          hasText[row] = true
          if let people {
            set = people
          } else {
            for word in set.indices { set[word] = 0 }
            matcher.find(in: text, scratch, into: &set)
          }
          for word in set.indices { found[row * wordsPerSet + word] |= set[word] }
          if plan.quotes > 0 {
            let id = ids.isEmpty ? 0 : ids[row]
            if let quotable = plan.quotable {
              guard let words = quotable.words(of: id, question.id) else { continue }
              CodedBatch.forEachTheme(in: set.span) { theme in
                ThemeQuote.offer(words, of: id, to: &tally.quotes[theme], atMost: plan.quotes)
              }
              continue
            }
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
}
