/// A label as rules look at it: folded, without what stands in brackets and without a full stop.
struct LabelWords {
  /// `neither agree nor disagree`
  let plain: String
  let words: [Substring]

  init(_ label: String) {
    var text = ""
    var depth = 0
    for character in foldedWord(withoutTags(label)) {
      if character == "(" || character == "[" { depth += 1 }
      if depth == 0 {
        if character.isLetter || character.isNumber || character == "'" || character == "+" {
          text.append(character)
        } else if text.last != " ", !text.isEmpty {
          text.append(" ")
        }
      }
      if character == ")" || character == "]" { depth = max(0, depth - 1) }
    }
    plain = trimmed(text)
    words = plain.split(separator: " ")
  }

  /// Whether a phrase stands in it, as whole words.
  func has(_ phrase: String) -> Bool { " \(plain) ".contains(" \(phrase) ") }

  /// Whether one of the phrases stands in it.
  func hasAny(_ phrases: some Sequence<String>) -> Bool { phrases.contains { has($0) } }
}

/// Words by which people say that they do not answer, or can't.
enum EvasiveWords {
  private static let exact: Set<String> = [
    "don't know", "dont know", "do not know", "i don't know", "i do not know", "dk", "not sure", "unsure",
    "i'm not sure", "i am not sure", "can't say", "cannot say", "can't remember", "i don't remember",
    "don't remember",
    "n a", "na", "not applicable", "does not apply", "doesn't apply", "not relevant", "no opinion", "no view",
    "no answer", "refused", "unfamiliar", "unknown", "prefer not to say", "prefer not to answer",
    "prefer not to disclose", "i prefer not to say", "i would prefer not to say", "i'd rather not say",
    "rather not say", "would rather not say", "i'd prefer not to say", "decline to answer",
    "don't know not applicable",
    "don't know not sure", "unable to say", "unable to rate", "i can't say", "don't know can't say",
    "not known",
    "haven't used", "not used", "no experience", "don't know no opinion", "no preference",
    "don't want to say",
  ]

  /// Whether a label is one of them: “Don't know”, “Unfamiliar (N/A)”, “Not sure / can't say”.
  static func include(_ label: String) -> Bool {
    let folded = foldedWord(label)
    if folded.hasSuffix("(n/a)") || folded.hasSuffix("(na)") { return true }
    let words = LabelWords(label)
    return exact.contains(words.plain)
      || ["prefer not to", "rather not", "not applicable", "don't know"].contains {
        words.plain.hasPrefix($0)
      }
  }
}
