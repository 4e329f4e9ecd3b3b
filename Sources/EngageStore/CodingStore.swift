public import EngageModel

/// What coders say of texts: at most one `CodedText` per response, question, codebook and coder.
///
/// Codes are removed wherever their response is erased or their text is held back, and given to nobody while their
/// response does not count.
public protocol CodingStore {
  /// Keeps codes, all or none. They replace what the same coder said of the same text with the same codebook; the
  /// audit trail keeps that (`Change.codes`).
  /// - Returns: how many are new or say something else than before.
  /// - Throws: `StoreError.noSuchResponse`, `.withdrawn`, `.noText` if the answer is no text, or is held back.
  @discardableResult
  func save(_ codes: [CodedText], on occasion: Occasion) throws -> Int

  /// Keeps codes that came in with a file, as `save` does, as a batch of its own (`BatchDraft.Kind.coding`).
  /// Undoing that gives every text the codes it had before, but for those that were coded again since.
  /// - Returns: the batch, its `updated` the number of codes that are new or say something else; `nil` where none is.
  /// - Throws: as `save`; `StoreError.sameContent` if a batch that stands has the draft's fingerprint.
  func importCodes(_ codes: [CodedText], as draft: BatchDraft) throws -> Batch?

  /// Takes codes away, as if the coder had not come to those texts yet; the audit trail keeps what they were. Those
  /// that are not there are passed over.
  /// - Returns: how many were there.
  @discardableResult
  func remove(_ codes: [CodedText.Key], on occasion: Occasion) throws -> Int

  /// Codes of responses that count, in the order of responses, then questions, codebooks and coders by name.
  func codes(_ query: CodeQuery) throws -> [CodedText]

  /// Who coded how much, in the order of codebooks, questions and coders by name.
  func codingProgress(survey: Survey.ID, event: Event.ID?) throws -> [CodingProgress]

  /// Keeps which texts a coder is to code and in what order; it replaces an earlier draw of the same identity.
  func keep(_ draw: CodingDraw) throws

  /// Draws for a survey, oldest first.
  func codingDraws(survey: Survey.ID) throws -> [CodingDraw]

  /// The number of the last change to anything that a report could show: responses, corrections, codes, figures of
  /// sessions; 0 in an empty store. It grows with every such change and with nothing else. A restored backup goes
  /// back to an earlier number.
  func lastChange() throws -> Int64
}

/// Which codes to list.
public struct CodeQuery: Sendable, Hashable {
  public var survey: Survey.ID
  public var event: Event.ID?
  public var question: Question.ID?
  public var codebook: Codebook.ID?
  public var coder: String?
  public var response: Int64?

  public init(
    survey: Survey.ID, event: Event.ID? = nil, question: Question.ID? = nil, codebook: Codebook.ID? = nil,
    coder: String? = nil, response: Int64? = nil
  ) {
    self.survey = survey
    self.event = event
    self.question = question
    self.codebook = codebook
    self.coder = coder
    self.response = response
  }
}

/// How far a coder came with a question.
public struct CodingProgress: Sendable, Hashable, Codable {
  public var codebook: Codebook.ID
  public var question: Question.ID
  public var coder: String
  /// Texts with codes, those where no theme fits among them.
  public var coded: Int
  /// When the last of them was coded.
  public var last: String

  public init(codebook: Codebook.ID, question: Question.ID, coder: String, coded: Int, last: String) {
    self.codebook = codebook
    self.question = question
    self.coder = coder
    self.coded = coded
    self.last = last
  }
}

/// Texts that a second coder is given, in an order of their own; a seed makes it reproducible.
public struct CodingDraw: Sendable, Hashable, Codable {
  /// One text.
  public struct Text: Sendable, Hashable, Codable {
    public var response: Int64
    public var question: Question.ID

    public init(response: Int64, question: Question.ID) {
      self.response = response
      self.question = question
    }
  }

  public var survey: Survey.ID
  /// `nil` for all events.
  public var event: Event.ID?
  /// `nil` for all questions that the codebook is for.
  public var question: Question.ID?
  public var codebook: Codebook.ID
  public var coder: String
  public var seed: UInt64
  /// What share of the texts was drawn, above 0 and up to 1.
  public var share: Double
  /// In the order in which they are to be coded.
  public var texts: [Text]
  public var occasion: Occasion

  public init(
    survey: Survey.ID, event: Event.ID?, question: Question.ID?, codebook: Codebook.ID, coder: String,
    seed: UInt64, share: Double, texts: [Text], occasion: Occasion
  ) {
    self.survey = survey
    self.event = event
    self.question = question
    self.codebook = codebook
    self.coder = coder
    self.seed = seed
    self.share = share
    self.texts = texts
    self.occasion = occasion
  }

  /// Whether another one is for the same coder and the same texts to choose from.
  public func isSame(as other: CodingDraw) -> Bool {
    (survey, event, question, codebook, coder)
      == (other.survey, other.event, other.question, other.codebook, other.coder)
  }
}

/// What changed of one coder's codes of a text.
public struct CodesChange: Sendable, Hashable {
  public var codebook: Codebook.ID
  public var coder: String
  /// `nil` where the text had no codes of this coder.
  public var before: CodedText?
  /// `nil` where they were taken away.
  public var after: CodedText?

  public init(codebook: Codebook.ID, coder: String, before: CodedText?, after: CodedText?) {
    self.codebook = codebook
    self.coder = coder
    self.before = before
    self.after = after
  }
}

extension ResponseStore {
  /// How the codes of one text came to be what they are, oldest first.
  public func codeHistory(ofResponse id: Int64, question: Question.ID) throws -> [Change] {
    try history(ofResponse: id).filter { $0.question == question && $0.codes != nil }
  }
}
