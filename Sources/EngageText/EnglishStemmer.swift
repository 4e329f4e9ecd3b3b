import CStemmer

/// English word stems after Snowball's `english` algorithm (Porter2). Not for use from two threads at a time.
final class EnglishStemmer {
  private let stemmer: OpaquePointer?

  init() { stemmer = sb_stemmer_new("english", nil) }

  deinit { sb_stemmer_delete(stemmer) }

  /// Plurals that the algorithm does not bring together with their word: it makes "buse" of "buses".
  private static let plurals = [
    Array("buses".utf8): Array("bus".utf8), Array("gases".utf8): Array("gas".utf8),
  ]

  /// The stem of a folded word; the word itself where memory is short.
  func stem(of word: [UInt8]) -> [UInt8] {
    if let singular = Self.plurals[word] { return singular }
    guard let stem = sb_stemmer_stem(stemmer, word, Int32(clamping: word.count)) else { return word }
    return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))))
  }
}
