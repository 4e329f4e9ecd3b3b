public import EngageModel

/// Suggests what a text must lose before it leaves the organisation.
///
/// ```swift
/// let suggester = RedactionSuggester(survey: survey, events: [event], places: places.names)
/// let found = suggester.findings(in: "Ring Anna on 07700 900123")
/// RedactionSuggester.redacted("Ring Anna on 07700 900123", accepting: found)
/// // "Ring [name] on [telephone number]"
/// ```
/// Structured identifiers are found nearly always, and are `certain`. Names can't be: they and places are `suggested`,
/// and a person reads every text before it leaves.
public struct RedactionSuggester: Sendable {
  public typealias Finding = PersonalDataHint.Finding

  /// Words that are nobody's name, in lower case.
  private let known: Set<String>
  private let places: PlaceFinder

  /// - Parameters:
  ///   - survey: the words it writes with a capital itself are nobody's name.
  ///   - events: the towns and districts of their sessions are not suggested, even where the list has them: the report
  ///     names them anyway.
  ///   - places: the organisation's own list of streets, estates, schools, shops, mosques.
  ///   - knownWords: further words that are nobody's name, in any case.
  public init(
    survey: Survey? = nil, events: [Event] = [], places: [String] = [], knownWords: [String] = []
  ) {
    known = Set((PersonalDataHint.words(of: survey, events) + knownWords).map { $0.lowercased() })
    let named = events.flatMap(\.sessions).flatMap { [$0.place, $0.district].compactMap { $0 } }
    self.places = PlaceFinder(places, except: named)
  }

  /// All that was found, in the order of the text, without overlaps.
  public func findings(in text: String) -> [Finding] {
    guard !text.isEmpty else { return [] }
    let written = WrittenWords(text)
    var found = IdentifierFinder(text).findings
    found += places.findings(in: written)
    found += AddressClues(written).findings
    let names = NameClues(written, known: known).findings + LooserNameClues(written, known: known).findings
    found += names.map { Finding(.name, withoutPossessive($0.range, in: text)) }
    let whole = found.map { Finding($0.kind, text.wholeCharacters($0.range), $0.certainty) }
    return Findings.merged(whole, in: text)
  }

  /// The structured identifiers alone: what no text may hold that leaves.
  public static func identifiers(in text: String) -> [Finding] {
    Findings.merged(IdentifierFinder(text).findings.filter { $0.certainty == .certain }, in: text)
  }

  /// "Kasprzak’s" without its ending, which stays in the text.
  private func withoutPossessive(_ range: Range<String.Index>, in text: String) -> Range<String.Index> {
    let word = text[range]
    for ending in ["'s", "’s"] where word.hasSuffix(ending) && word.count > 2 {
      return range.lowerBound..<text.index(range.upperBound, offsetBy: -2)
    }
    return range
  }
}
