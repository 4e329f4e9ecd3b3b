/// A text of a response, whatever it says.
public struct TextPlace: Sendable, Hashable, Codable, Comparable {
  /// The store's number of the response.
  public var response: Int64
  public var question: Question.ID

  public init(response: Int64, question: Question.ID) {
    self.response = response
    self.question = question
  }

  public static func < (one: TextPlace, other: TextPlace) -> Bool {
    (one.response, one.question) < (other.response, other.question)
  }
}

/// What a person decided about a text: whether it may leave the organisation, and in which words.
///
/// A text has at most one of these. It holds for the words that were read alone: once the text says something else,
/// nothing of it may leave until somebody reads it again.
public struct TextReview: Sendable, Hashable, Codable {
  public enum Decision: String, Sendable, Hashable, Codable, CaseIterable {
    /// It may leave as it stands.
    case release
    /// It may leave in the words of `wording`.
    case redact
    /// It stays.
    case withhold
  }

  /// Some words of the text that might tell who somebody is.
  public struct Span: Sendable, Hashable, Codable {
    /// Bytes of UTF-8 before its first and behind its last character.
    public var start: Int
    public var end: Int
    /// What it looks like, such as “telephone”; `nil` where a person marked it.
    public var kind: String?
    /// What stands in its place.
    public var replacement: String
    /// Whether it is taken out; a suggestion that a person turned down stays in.
    public var isHidden: Bool

    private enum CodingKeys: String, CodingKey {
      case start, end, kind, replacement
      case isHidden = "hidden"
    }

    public init(_ range: Range<Int>, kind: String?, replacement: String, isHidden: Bool = true) {
      (start, end, self.kind, self.replacement, self.isHidden) =
        (range.lowerBound, range.upperBound, kind, replacement, isHidden)
    }

    public var range: Range<Int> { start..<max(start, end) }
  }

  public var response: Int64
  public var question: Question.ID
  /// Of the text that was read, as `CodedText.fingerprint` makes it.
  public var fingerprint: UInt64
  public var decision: Decision
  /// What leaves in the text's stead; `nil` unless the decision is ``Decision/redact``.
  public var wording: String?
  /// What was found or marked, and what was decided on each, in the order of the text.
  public var spans: [Span]
  /// For those who review; it never leaves.
  public var note: String?
  public var by: String
  /// ISO 8601.
  public var at: String

  public init(
    response: Int64, question: Question.ID, fingerprint: UInt64, decision: Decision, wording: String? = nil,
    spans: [Span] = [], note: String? = nil, by: String, at: String
  ) {
    self.response = response
    self.question = question
    self.fingerprint = fingerprint
    self.decision = decision
    self.wording = wording
    self.spans = spans
    self.note = note
    self.by = by
    self.at = at
  }

  public var place: TextPlace { TextPlace(response: response, question: question) }

  /// Whether it was decided on these words.
  public func isAbout(_ text: String) -> Bool { fingerprint == CodedText.fingerprint(of: text.utf8) }

  /// What may leave of a text as it stands.
  /// - Returns: `nil` where nothing may, or where these are not the words that were read.
  public func released(of text: String) -> String? {
    guard isAbout(text) else { return nil }
    switch decision {
    case .release: return text
    case .redact: return wording.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
    case .withhold: return nil
    }
  }

  /// Whether another one decides the same on the same text; when and by whom does not count.
  public func saysTheSame(as other: TextReview) -> Bool {
    var other = other
    (other.at, other.by) = (at, by)
    return self == other
  }
}

extension TextReview {
  /// What stands in the place of words taken out where nothing better is known.
  public static let takenOut = "[…]"

  /// A text without some of its words. Spans that overlap are taken out as one, with the replacement of the first;
  /// those that do not fit the text, or split a character, are widened to whole characters.
  public static func wording(of text: String, without spans: [Span]) -> String {
    let hidden = spans.filter(\.isHidden).sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
    var result = ""
    var from = text.startIndex
    for span in hidden {
      guard let range = text.characters(span.range), !range.isEmpty else { continue }
      if range.lowerBound >= from {
        result += text[from..<range.lowerBound] + span.replacement
        from = range.upperBound
      } else if range.upperBound > from {
        from = range.upperBound
      }
    }
    return result + text[from...]
  }
}

extension String {
  /// The whole characters that bytes of UTF-8 belong to; `nil` where the text has no such bytes.
  public func characters(_ bytes: Range<Int>) -> Range<Index>? {
    guard bytes.lowerBound >= 0, bytes.upperBound <= utf8.count else { return nil }
    var lower = utf8.index(startIndex, offsetBy: bytes.lowerBound)
    var upper = utf8.index(startIndex, offsetBy: bytes.upperBound)
    while lower > startIndex, lower.samePosition(in: self) == nil || !isBoundary(lower) {
      lower = utf8.index(before: lower)
    }
    while upper < endIndex, upper.samePosition(in: self) == nil || !isBoundary(upper) {
      upper = utf8.index(after: upper)
    }
    return lower..<upper
  }

  /// Whether a place stands between two characters.
  private func isBoundary(_ index: Index) -> Bool {
    index == startIndex || index == endIndex || self.index(after: self.index(before: index)) == index
  }

  /// The bytes of UTF-8 before the first and behind the last character of a range.
  public func bytes(_ range: Range<Index>) -> Range<Int> {
    utf8.distance(
      from: startIndex, to: range.lowerBound)..<utf8.distance(from: startIndex, to: range.upperBound)
  }
}
