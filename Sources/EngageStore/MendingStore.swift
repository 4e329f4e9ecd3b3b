public import EngageModel

/// Putting right what is stored: each change says who, when, what before and why.
public protocol MendingStore {
  /// Puts a response right, as a batch of its own (`BatchDraft.Kind.correction`) that can be undone.
  ///
  /// Answers, key, session, unit, head count and details may differ; survey, event, version and number stay.
  /// - Parameters:
  ///   - response: as it shall be; told by its `id`.
  ///   - seen: as it was when the person looked at it.
  /// - Returns: the batch; `nil` where nothing differs.
  /// - Throws: `StoreError.noSuchResponse`, `.withdrawn`, `.keyTaken`, `.otherEvent`, `.changedMeanwhile` if it is
  ///   no longer as `seen`.
  func correct(_ response: Response, seen: Response, on occasion: Occasion) throws -> Batch?

  /// Withdraws responses, as a batch of its own (`BatchDraft.Kind.withdrawal`): undoing it brings them back. They
  /// are kept, seen by nobody who does not ask, and their keys stay taken for imports: a later export of the same
  /// form does not bring them back.
  /// - Throws: `StoreError.noSuchResponse`, `.withdrawn`; then none is withdrawn.
  func withdraw(_ responses: [Int64], on occasion: Occasion) throws -> Batch

  /// All that has a form number or key, in whatever survey and event: to answer a participant's request.
  func find(key: String) throws -> KeyFinding

  /// Removes responses as if they had never been: answers, texts, details, what the audit trail held of them,
  /// second keyings, texts held back. Nothing of their content is left in the file, its log or a temporary file;
  /// that they were erased, by whom, when and why, is kept.
  ///
  /// Its key stays taken, known by a digest alone. Where another program is in the way, what is left in the file is
  /// wiped later: see `wipe`.
  /// - Returns: what is kept, in the order given.
  /// - Throws: `StoreError.noSuchResponse`; then none is erased.
  func erase(_ responses: [Int64], on occasion: Occasion) throws -> [Erasure]

  /// Removes a form that is still being entered, as `erase` does a response; or what is held back of one that was
  /// discarded. Nobody can save it any more.
  /// - Throws: `StoreError.noSuchDraft`.
  func erase(draft: EntryDraft.ID, on occasion: Occasion) throws

  /// Whether a form that was being entered was erased.
  func isErased(draft: EntryDraft.ID) throws -> Bool

  /// All erasures, oldest first.
  func erasures() throws -> [Erasure]

  /// Erases again what an older copy of the store brought back.
  ///
  /// An erasure whose response is not there (no longer, or not yet) is kept, and the number is never given again.
  /// - Returns: how many responses were there and are erased now.
  @discardableResult
  func replay(_ erasures: [Erasure]) throws -> Int

  /// Finishes what an erasure began: wipes the places in the store's files where something erased was written.
  /// Whoever opens the store to write does it too, if nobody else has it open. Nothing is done where all is clean.
  /// - Throws: `StoreError.unusable` if another program has the store open, or the disk is full.
  func wipe() throws
}

/// What has a form number or key.
public struct KeyFinding: Sendable, Hashable {
  /// A response, live or not, with its survey.
  public struct Found: Sendable, Hashable {
    public var survey: Survey.ID
    public var response: Response

    public init(survey: Survey.ID, response: Response) {
      self.survey = survey
      self.response = response
    }
  }

  /// In the order of their numbers.
  public var responses: [Found]
  /// Forms that are not completed yet, second keyings among them.
  public var drafts: [EntryDraft]
  /// Responses that had it and were erased.
  public var erasures: [Erasure]

  public init(responses: [Found] = [], drafts: [EntryDraft] = [], erasures: [Erasure] = []) {
    self.responses = responses
    self.drafts = drafts
    self.erasures = erasures
  }
}

/// Who does something, when and why.
public struct Occasion: Sendable, Hashable, Codable {
  /// ISO 8601, UTC.
  public var at: String
  public var by: String
  public var why: String

  public init(at: String, by: String, why: String) {
    self.at = at
    self.by = by
    self.why = why
  }
}

/// The fact that a response was erased; nothing of what it said.
public struct Erasure: Sendable, Hashable, Codable {
  /// Whether another one is about the same response of the same store.
  public func isSame(as other: Erasure) -> Bool {
    (response, survey, event, batch, batchAt)
      == (other.response, other.survey, other.event, other.batch, other.batchAt)
  }

  /// The number it had.
  public var response: Int64
  public var survey: Survey.ID
  public var event: Event.ID
  /// The batch that brought it in, and when that was: together with the number they tell it from any other.
  public var batch: Int
  public var batchAt: String
  public var occasion: Occasion
  /// A salted digest of its key, so that a later export does not bring it back; `nil` if it had none.
  public var keyDigest: String?
  /// The salt, in hexadecimal.
  public var salt: String?

  public init(
    response: Int64, survey: Survey.ID, event: Event.ID, batch: Int, batchAt: String, occasion: Occasion,
    keyDigest: String? = nil, salt: String? = nil
  ) {
    self.response = response
    self.survey = survey
    self.event = event
    self.batch = batch
    self.batchAt = batchAt
    self.occasion = occasion
    self.keyDigest = keyDigest
    self.salt = salt
  }
}
