import EngageModel

/// Phrase matching the obvious way: characters in arrays, every phrase tried at every place.
struct SlowMatcher {
  let accents: Matching.Accents

  private enum Piece: Equatable {
    case word(String)
    case prefix(String)
    case space
    case other(Unicode.Scalar)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\u{2bc}" { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// Lower case; letters with an accent, which the texts write as one scalar each, become the letter below.
  private func folded(_ word: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in word.lowercased().unicodeScalars {
      let letter = scalar == "ς" ? "σ" : scalar
      folded.append(accents == .fold ? SlowMatcher.bases[letter] ?? letter : letter)
    }
    return String(folded)
  }

  private static let bases: [Unicode.Scalar: Unicode.Scalar] = ["é": "e", "ö": "o", "ł": "l"]

  private func pieces(_ text: String, isPhrase: Bool) -> [Piece] {
    let scalars = Array(text.unicodeScalars)
    var pieces: [Piece] = []
    var index = 0
    while index < scalars.count {
      if SlowMatcher.isLetter(scalars[index]) {
        var word = String.UnicodeScalarView()
        while index < scalars.count {
          let isJoined =
            scalars[index] == "_" && scalars[index...].first { $0 != "_" }.map(SlowMatcher.isLetter) == true
          guard SlowMatcher.isLetter(scalars[index]) || SlowMatcher.isMark(scalars[index]) || isJoined else {
            break
          }
          word.append(scalars[index])
          index += 1
        }
        if isPhrase, index < scalars.count, scalars[index] == "*" {
          pieces.append(.prefix(folded(String(word))))
          index += 1
        } else {
          pieces.append(.word(folded(String(word))))
        }
      } else if scalars[index].properties.isWhitespace {
        if pieces.last != .space { pieces.append(.space) }
        index += 1
      } else {
        pieces.append(.other(["’", "‘", "\u{2bc}"].contains(scalars[index]) ? "'" : scalars[index]))
        index += 1
      }
    }
    return pieces
  }

  /// Whether a phrase, well written, occurs in a text.
  func occurs(_ phrase: String, in text: String) -> Bool {
    var wanted = pieces(phrase, isPhrase: true)
    if wanted.first == .space { wanted.removeFirst() }
    if wanted.last == .space { wanted.removeLast() }
    let given = pieces(text, isPhrase: false)
    guard !wanted.isEmpty, given.count >= wanted.count else { return false }
    return (0...given.count - wanted.count).contains { start in
      zip(wanted, given[start...]).allSatisfy { wanted, given in
        if case .prefix(let prefix) = wanted, case .word(let word) = given {
          return word.unicodeScalars.starts(with: prefix.unicodeScalars)
        }
        return wanted == given
      }
    }
  }
}
