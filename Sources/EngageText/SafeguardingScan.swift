public import EngageModel

/// Finds what in a text may tell of somebody in danger, by the codebook that the organisation wrote for it.
///
/// ```swift
/// let scan = try SafeguardingScan(codebook)
/// scan.findings(in: text)  // which themes, by which words, where
/// ```
/// A phrase finds words, not danger: nothing found does not say that nobody is in danger.
public struct SafeguardingScan: Sendable {
  /// A theme that a text has.
  public struct Finding: Sendable, Hashable {
    public let theme: Theme.ID
    /// A name or a role of `safeguarding.yaml`; `nil` where the codebook names nobody.
    public let tell: String?
    /// The phrase or pattern of the codebook that was met.
    public let term: Term?
    public let range: Range<String.Index>
  }

  public let codebook: Codebook
  private let coder: ThemeCoder
  private let evidence: ThemeEvidence
  private let tells: [Theme.ID: Codebook.Disclosure]

  /// - Parameter codebook: for safeguarding; in any other nothing is ever found.
  /// - Throws: `DiagnosticsError` with every phrase and pattern that can't be matched.
  public init(_ codebook: Codebook) throws(DiagnosticsError) {
    self.codebook = codebook
    coder = try ThemeCoder(codebook)
    evidence = try ThemeEvidence(codebook)
    tells = Dictionary(codebook.disclosures.map { ($0.theme, $0) }) { first, _ in first }
  }

  /// Every match of a theme that tells of somebody in danger, in the order of the text.
  public func findings(in text: String) -> [Finding] {
    guard !tells.isEmpty else { return [] }
    var terms: [Theme.ID: [ThemeEvidence.Found]] = [:]
    return coder.places(in: text).compactMap { place in
      guard let disclosure = tells[place.theme] else { return nil }
      if terms[place.theme] == nil { terms[place.theme] = evidence.found(of: place.theme, in: text) }
      let start = text.utf8.distance(from: text.startIndex, to: place.range.lowerBound)
      let term = terms[place.theme]?.first { $0.theme == place.theme && $0.range.lowerBound == start }?.term
      return Finding(
        theme: place.theme, tell: disclosure.tell, term: term, range: text.wholeCharacters(place.range))
    }
  }

  /// The themes of a text that tell of somebody in danger, in the codebook's order.
  public func themes(of text: String) -> [Theme.ID] {
    guard !tells.isEmpty else { return [] }
    return coder.themes(of: text).filter { tells[$0] != nil }
  }
}
