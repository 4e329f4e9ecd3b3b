public import EngageModel

/// What people decided about texts: which may leave, and which may tell of somebody in danger.
///
/// All of it goes where its response is erased or its text is held back, words in the audit trail included; it is
/// given to nobody while its response does not count.
public protocol ReviewStore {
  /// Keeps decisions on texts, all or none. They replace what was decided on the same texts before; the audit trail
  /// keeps who decided when, not the words.
  /// - Returns: how many are new or decide something else than before.
  /// - Throws: `StoreError.noSuchResponse`, `.withdrawn`, `.noText` if the answer is no text or is held back,
  ///   `.changedMeanwhile` if the text is another one than was read.
  @discardableResult
  func save(_ reviews: [TextReview], on occasion: Occasion) throws -> Int

  /// Takes decisions back, as if nobody had read those texts; those that are not there are passed over.
  /// - Returns: how many were there.
  @discardableResult
  func removeReviews(of texts: [TextPlace], on occasion: Occasion) throws -> Int

  /// Decisions on texts of responses that count, in the order of responses, then of questions by name. Those on texts
  /// that were changed since are among them: see `TextReview.isAbout`.
  func reviews(survey: Survey.ID, event: Event.ID?) throws -> [TextReview]

  /// Queues texts for a person to decide on. One that stands in the queue for the same words, decided or not, stays as
  /// it is; one whose text was changed since is queued anew.
  /// - Returns: those queued now, with their numbers.
  /// - Throws: as `save`.
  func queue(_ texts: [QueuedText]) throws -> [QueuedText]

  /// Texts that were queued, of responses that count, in the order of their numbers.
  func queuedTexts(survey: Survey.ID?, event: Event.ID?) throws -> [QueuedText]

  /// Keeps what a person decided; it replaces an earlier verdict. The audit trail keeps who and why.
  /// - Throws: `StoreError.noSuchQueuedText`.
  func decide(_ number: Int64, _ verdict: QueuedText.Verdict) throws

  /// Notes in the audit trail that somebody read a text that is queued.
  /// - Throws: `StoreError.noSuchQueuedText`.
  func noteReading(ofQueued number: Int64, on occasion: Occasion) throws
}

extension ReviewStore {
  /// Where texts stand that only internal readers may see: queued, or a concern.
  public func heldPlaces(survey: Survey.ID) throws -> Set<TextPlace> {
    Set(try queuedTexts(survey: survey, event: nil).filter(\.isHeld).map(\.place))
  }
}
