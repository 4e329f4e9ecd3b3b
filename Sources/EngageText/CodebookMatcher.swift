public import EngageModel
import Synchronization

/// A codebook made ready to find its themes in texts.
///
/// ```swift
/// let matcher = try CodebookMatcher(codebook)
/// matcher.withScratch { scratch in
///   var found = matcher.noThemes
///   matcher.find(in: text, scratch, into: &found)
/// }
/// ```
/// Each text is read once, byte by byte; only a word with which some phrase begins makes it look further. Texts are
/// UTF-8; nothing is copied but words that are not ASCII.
public final class CodebookMatcher: Sendable {
  public let codebook: Codebook
  /// All themes, a parent before its sub-themes: what the bits of a found set stand for.
  public let themes: [Theme]
  /// For each of `themes` the position of its parent.
  public let parents: [Int?]
  let terms: CompiledTerms
  private let spare = Mutex<[MatchingScratch]>([])

  /// - Throws: `DiagnosticsError` with every phrase and pattern that can't be matched.
  public init(_ codebook: Codebook) throws(DiagnosticsError) {
    self.codebook = codebook
    let flat = codebook.flattened
    themes = flat.map(\.theme)
    parents = flat.map(\.parent)
    terms = try CompiledTerms(themes: themes, parents: parents, matching: codebook.matching)
  }

  /// How many words of 64 bits a set of themes takes.
  public var wordsPerSet: Int { terms.wordsPerSet }

  /// A set without themes.
  public var noThemes: [UInt64] { Array(repeating: 0, count: wordsPerSet) }

  /// The positions in `themes` that a set holds, in order.
  public func positions(in set: [UInt64]) -> [Int] {
    themes.indices.filter { set[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
  }

  /// Lends memory for matching that nobody else uses meanwhile; it keeps what it learnt about words.
  public func withScratch<R>(_ body: (MatchingScratch) throws -> R) rethrows -> R {
    let scratch = spare.withLock { $0.popLast() } ?? MatchingScratch(for: terms)
    defer { spare.withLock { $0.append(scratch) } }
    return try body(scratch)
  }

  /// Adds the themes of a text to a set, parents of found themes among them.
  /// - Parameters:
  ///   - text: UTF-8.
  ///   - scratch: from `withScratch` of this matcher.
  ///   - found: a set made by `noThemes`, empty or with the themes of the same response's other texts.
  public func find(in text: Span<UInt8>, _ scratch: MatchingScratch, into found: inout [UInt64]) {
    text.withUnsafeBufferPointer { scratch.scan($0, terms: terms, found: &found, places: nil) }
  }

  /// Where a text has which theme: for each match the position of its theme in `themes` and its bytes, by place.
  /// Parents are not among them.
  public func places(in text: Span<UInt8>, _ scratch: MatchingScratch) -> [Place] {
    var places: [Place] = []
    var found = noThemes
    text.withUnsafeBufferPointer { text in
      scratch.scan(text, terms: terms, found: &found) { places.append(Place(theme: $0, range: $1)) }
    }
    return places.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.theme) < (
        $1.range.lowerBound, $1.range.upperBound, $1.theme
      )
    }
  }

  /// A match.
  public struct Place: Sendable, Hashable {
    /// Position in `themes`.
    public let theme: Int
    /// Bytes of the text.
    public let range: Range<Int>
  }
}
