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
    let bytes = Array(text.utf8)
    let isWhole = bytes.withUnsafeBufferPointer { text in
      var position = 0
      while position < text.count {
        let (scalar, length) = LetterFolding.scalar(in: text, at: position)
        if LetterFolding.isWordCharacter(scalar) {
          var word: [UInt8] = []
          position = LetterFolding.appendWord(in: text, at: position, to: &word)
          let isPrefix = takesPrefixes && position < text.count && text[position] == UInt8(ascii: "*")
          pieces.append(isPrefix ? .prefix(word) : .word(word))
          guard isPrefix else { continue }
          position += 1
          if position < text.count,
            !LetterFolding.isSpace(LetterFolding.scalar(in: text, at: position).scalar)
          {
            return false
          }
          continue
        }
        if takesPrefixes, scalar == "*" { return false }
        if !LetterFolding.isSpace(scalar) {
          pieces.append(.character(LetterFolding.plain(scalar)))
        } else if let last = pieces.last, last != .space {
          pieces.append(.space)
        }
        position += length
      }
      return true
    }
    guard isWhole else {
      throw Problem(
        message: "“*” stands for the end of a word, and here it does not",
        hint: "write “report*”, or a pattern")
    }
    if pieces.last == .space { pieces.removeLast() }
    guard !pieces.isEmpty else {
      throw Problem(message: "this matches nothing: it is empty", hint: "write a phrase, or delete it")
    }
    self.pieces = pieces
  }
}
