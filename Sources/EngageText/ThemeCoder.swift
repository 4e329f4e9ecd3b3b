public import EngageModel

/// Codes single texts: for commands that list comments by theme.
public struct ThemeCoder: Sendable {
  /// The codebook made ready.
  public let matcher: CodebookMatcher

  /// - Throws: `DiagnosticsError` with every phrase and pattern that can't be matched.
  public init(_ codebook: Codebook) throws(DiagnosticsError) {
    matcher = try CodebookMatcher(codebook)
  }

  /// The themes of a text in the codebook's order, parents of found themes among them; empty for an uncoded text.
  public func themes(of text: String) -> [Theme.ID] {
    let bytes = Array(text.utf8)
    return matcher.withScratch { scratch in
      var found = matcher.noThemes
      matcher.find(in: bytes.span, scratch, into: &found)
      return matcher.positions(in: found).map { matcher.themes[$0].id }
    }
  }

  /// Where a text has which theme, by place; parents are not among them.
  public func places(in text: String) -> [(theme: Theme.ID, range: Range<String.Index>)] {
    let bytes = Array(text.utf8)
    let places = matcher.withScratch { matcher.places(in: bytes.span, $0) }
    return places.map { place in
      let start = text.utf8.index(text.startIndex, offsetBy: place.range.lowerBound)
      return (matcher.themes[place.theme].id, start..<text.utf8.index(start, offsetBy: place.range.count))
    }
  }
}
