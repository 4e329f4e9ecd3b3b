/// A sign that stands where a figure would, after the Government Analysis Function's guidance on symbols in tables.
enum Symbol: String, CaseIterable {
  case suppressed = "[c]"
  case missing = "[x]"
  case smallBase = "[u]"
  case noWords = "–"

  /// Sign and meaning.
  var words: String {
    switch self {
    case .suppressed: "[c] hidden to protect people"
    case .missing: "[x] not known"
    case .smallBase: "[u] no percentage, as fewer than 50 answered"
    case .noWords: "– not given"
    }
  }

  /// The signs of a set in a fixed order, as one line; `nil` if there are none.
  static func line(_ used: Set<Symbol>) -> String? {
    let words = allCases.filter(used.contains).map(\.words)
    return words.isEmpty ? nil : "Symbols: " + words.joined(separator: " · ")
  }
}
