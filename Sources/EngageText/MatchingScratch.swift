import EngageModel

/// Memory for matching: what is known about words, and what is open in the text being read.
///
/// Unchecked, because only the one who borrowed it from `CodebookMatcher.withScratch` touches it.
public final class MatchingScratch: @unchecked Sendable {
  /// What a byte is to a scan.
  enum Class {
    static let other: UInt8 = 0
    static let word: UInt8 = 1
    /// ASCII, no word, and some phrase begins with it.
    static let start: UInt8 = 2
    static let notASCII: UInt8 = 3
  }

  /// A match that may yet be cancelled, or what cancels.
  struct Open {
    let theme: Int
    let range: Range<Int>
  }

  let classes: UnsafeMutablePointer<UInt8>
  let stemmer: EnglishStemmer?
  /// Behind a pointer, so that the check for exclusive access is not made for each word.
  let cache: UnsafeMutablePointer<WordCache>
  var folded: [UInt8] = []
  var open: [Open] = []
  var cancels: [Open] = []
  var pattern = LinearPattern.Scratch()

  init(for terms: CompiledTerms) {
    stemmer = terms.stems.isEmpty ? nil : EnglishStemmer()
    cache = .allocate(capacity: 1)
    cache.initialize(to: WordCache())
    classes = .allocate(capacity: 256)
    for byte in UInt8.min...UInt8.max {
      let scalar = Unicode.Scalar(byte)
      classes[Int(byte)] =
        byte >= 0x80
        ? Class.notASCII
        : LetterFolding.isWordCharacter(scalar)
          ? Class.word : terms.startsByCharacter[scalar] == nil ? Class.other : Class.start
    }
  }

  deinit {
    classes.deallocate()
    cache.deinitialize(count: 1)
    cache.deallocate()
  }
}
