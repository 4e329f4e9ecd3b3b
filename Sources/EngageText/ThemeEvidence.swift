public import EngageModel

/// Tells by which phrase or pattern of a codebook a text has a theme, and where: for people who ask why.
public struct ThemeEvidence: Sendable {
  /// A phrase or pattern that was found.
  public struct Found: Sendable, Hashable {
    public let theme: Theme.ID
    public let term: Term
    /// Bytes of the text.
    public let range: Range<Int>
  }

  /// The codebook made ready, which decides what is found.
  private let matcher: CodebookMatcher
  /// The same terms, each a theme of its own that nothing cancels.
  private let terms: CodebookMatcher
  private let owners: [(theme: Int, term: Term)]

  /// - Throws: `DiagnosticsError` with every phrase and pattern that can't be matched.
  public init(_ codebook: Codebook) throws(DiagnosticsError) {
    matcher = try CodebookMatcher(codebook)
    owners = matcher.themes.enumerated().flatMap { index, theme in theme.match.map { (index, $0) } }
    let single = owners.enumerated().map { number, owner in
      Theme(id: Theme.ID(String(number)), title: "", match: [owner.term])
    }
    terms = try CodebookMatcher(Codebook(id: codebook.id, matching: codebook.matching, themes: single))
  }

  /// What gives a text a theme, or one of the themes under it, by place.
  public func found(of theme: Theme.ID, in text: String) -> [Found] {
    let bytes = Array(text.utf8)
    let wanted = matcher.themes.indices.filter { isUnder(theme, $0) }
    let places = matcher.withScratch { matcher.places(in: bytes.span, $0) }.filter {
      wanted.contains($0.theme)
    }
    let single = terms.withScratch { terms.places(in: bytes.span, $0) }
    return places.flatMap { place in
      single.filter { $0.range == place.range && owners[$0.theme].theme == place.theme }.map {
        Found(theme: matcher.themes[place.theme].id, term: owners[$0.theme].term, range: place.range)
      }
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func isUnder(_ theme: Theme.ID, _ position: Int) -> Bool {
    var next: Int? = position
    while let place = next {
      if matcher.themes[place].id == theme { return true }
      next = matcher.parents[place]
    }
    return false
  }
}
