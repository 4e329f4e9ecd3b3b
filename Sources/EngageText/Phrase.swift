import EngageModel

/// A phrase as the pieces a text must have one after the other.
struct Phrase: Equatable {
  enum Piece: Equatable {
    /// A whole word, folded.
    case word([UInt8])
    /// The start of a word, folded.
    case prefix([UInt8])
    /// White space of any length.
    case space
    /// Any other character, as written.
    case character(Unicode.Scalar)
  }

  /// What is wrong with a phrase, in words, and what to do.
  struct Problem: Error {
    let message: String
    let hint: String
  }

  let pieces: [Piece]

  /// - Parameters:
  ///   - text: as written in the codebook.
  ///   - takesPrefixes: whether `*` ends a prefix; otherwise it is a character like any other.
  /// - Throws: a problem, where the phrase is empty or a `*` does not end a word.
  init(_ text: String, takesPrefixes: Bool) throws(Problem) {
    var pieces: [Piece] = []
    var word: [UInt8] = []
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if LetterFolding.isWordCharacter(scalar) || (!word.isEmpty && LetterFolding.isMark(scalar)) {
        LetterFolding.appendFolded(scalar, to: &word)
        continue
      }
      let isPrefix = takesPrefixes && scalar == "*"
      if isPrefix {
        let endsThere = index + 1 == scalars.count || LetterFolding.isSpace(scalars[index + 1])
        guard !word.isEmpty, endsThere else {
          throw Problem(
            message: "“*” stands for the end of a word, and here it does not", hint: "write “report*”, or a pattern")
        }
      }
      if !word.isEmpty { pieces.append(isPrefix ? .prefix(word) : .word(word)) }
      word = []
      if isPrefix { continue }
      if LetterFolding.isSpace(scalar) {
        if let last = pieces.last, last != .space { pieces.append(.space) }
      } else {
        pieces.append(.character(LetterFolding.plain(scalar)))
      }
    }
    if !word.isEmpty { pieces.append(.word(word)) }
    if pieces.last == .space { pieces.removeLast() }
    guard !pieces.isEmpty else {
      throw Problem(message: "this matches nothing: it is empty", hint: "write a phrase, or delete it")
    }
    self.pieces = pieces
  }
}
