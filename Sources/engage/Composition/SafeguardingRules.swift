import EngageModel
import EngageText

/// Finds texts that may tell of somebody in danger: by the first theme of a codebook named `safeguarding`, and what is
/// under it. Its other themes are what people say about safety in general.
struct SafeguardingRules: Sendable {
  private let books: [(coder: ThemeCoder, name: String, themes: Set<Theme.ID>)]

  /// - Returns: `nil` where none of the codebooks is for that.
  /// - Throws: `DiagnosticsError` with every phrase and pattern that can't be matched.
  init?(_ codebooks: [Codebook]) throws {
    books = try codebooks.filter { $0.id.rawValue == "safeguarding" }.compactMap { book in
      guard let first = book.themes.first else { return nil }
      let alone = Codebook(
        id: book.id, version: book.version, matching: book.matching, priorities: book.priorities,
        themes: [first])
      return (
        try ThemeCoder(alone), "\(book.id) v\(book.version)", Set(alone.flattened.map(\.theme.id))
      )
    }
    if books.isEmpty { return nil }
  }

  /// What was found in a text, and by which codebook; `nil` where nothing was.
  func findings(in text: String) -> (codebook: String, themes: [Theme.ID])? {
    for book in books {
      let found = book.coder.themes(of: text).filter(book.themes.contains)
      if !found.isEmpty { return (book.name, found) }
    }
    return nil
  }
}
