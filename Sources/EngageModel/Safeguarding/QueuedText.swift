/// A text in which the rules of a safeguarding codebook found that somebody may be in danger. It is held from all but
/// internal readers until a person has read it and decided.
///
/// It says where the text is, never what it says.
public struct QueuedText: Sendable, Hashable, Codable {
  /// What the person who read it decided.
  public struct Verdict: Sendable, Hashable, Codable {
    public var isConcern: Bool
    public var by: String
    /// ISO 8601.
    public var at: String
    public var why: String
    /// Who was told about it.
    public var told: String?

    private enum CodingKeys: String, CodingKey {
      case by, at, why, told
      case isConcern = "concern"
    }

    public init(isConcern: Bool, by: String, at: String, why: String, told: String? = nil) {
      self.isConcern = isConcern
      self.by = by
      self.at = at
      self.why = why
      self.told = told
    }
  }

  /// The store's number of it, from 1; 0 before it is kept.
  public var number: Int64
  public var response: Int64
  public var question: Question.ID
  public var session: SessionReference
  /// Of the text that was found, as `CodedText.fingerprint` makes it.
  public var fingerprint: UInt64
  /// The codebook whose rules found it, such as `safeguarding v1`.
  public var codebook: String
  /// What they found.
  public var themes: [Theme.ID]
  /// ISO 8601.
  public var at: String
  /// Who looked.
  public var by: String
  /// Whom to tell, as safeguarding.yaml says.
  public var toTell: String?
  public var verdict: Verdict?

  public init(
    number: Int64 = 0, response: Int64, question: Question.ID, session: SessionReference, fingerprint: UInt64,
    codebook: String, themes: [Theme.ID], at: String, by: String, toTell: String? = nil,
    verdict: Verdict? = nil
  ) {
    self.number = number
    self.response = response
    self.question = question
    self.session = session
    self.fingerprint = fingerprint
    self.codebook = codebook
    self.themes = themes
    self.at = at
    self.by = by
    self.toTell = toTell
    self.verdict = verdict
  }

  public var place: TextPlace { TextPlace(response: response, question: question) }

  /// Whether the text is held from others: nobody decided yet, or somebody decided that it is a concern.
  public var isHeld: Bool { verdict?.isConcern ?? true }
}
