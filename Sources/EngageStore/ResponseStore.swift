public import EngageModel

/// Where responses are kept.
///
/// What every store promises, and `ResponseStoreContract` tests: an acknowledged write survives; a batch is all
/// there or not at all; every change says who, when, what before and why; nothing is deleted silently. Read in
/// batches, a response has `notAsked` for the questions that its version of the survey does not have.
public protocol ResponseStore: ResponseSource, MendingStore, EntryStore, CodingStore, ReviewStore,
  ChangeCounting, ReleaseStore
{
  /// Keeps the definition of a survey version. A version that has responses is frozen.
  /// - Throws: `StoreError.frozen` if responses answer this version and its definition differs from the one kept.
  func register(_ survey: Survey) throws

  /// All versions of a survey kept so far, oldest first; empty if it is unknown.
  func versions(of survey: Survey.ID) throws -> [Survey]

  /// Writes one import: all of it, or, if `body` throws, nothing.
  /// - Parameters:
  ///   - draft: who brings in what.
  ///   - survey: the version that the batches answer; it is registered.
  ///   - policy: what to do with a key that is stored already.
  ///   - body: hands batches to the writer; their schema's questions are the survey's.
  /// - Returns: the batch as stored; `nil` where `body` left nothing to keep (dry run, or all rows skipped).
  /// - Throws: `StoreError.sameContent` if a live batch of this event has the same fingerprint, and what `body`
  ///   throws.
  func write(
    _ draft: BatchDraft, answering survey: Survey, onExistingKey policy: ExistingKeyPolicy,
    _ body: (any BatchWriter) throws -> BatchOutcome
  ) throws -> Batch?

  /// All batches, oldest first, those undone among them.
  func batches() throws -> [Batch]

  /// Takes back all that a batch brought in, and restores what it had changed or withdrawn; unfinished forms of a
  /// sitting and second keyings completed in it go with it. Its responses count as withdrawn from then on: they are kept, and seen by nobody who does not ask.
  /// - Throws: `StoreError.noSuchBatch`, `.alreadyUndone`, `.changedSince` if a later batch changed its responses,
  ///   `.keyTaken` if a key it would give back belongs to another response by now.
  func undo(batch: Int, by: String, why: String) throws

  /// Responses in the order of their numbers.
  func responses(_ query: ResponseQuery) throws -> [Response]

  /// One response, withdrawn or not; `nil` if there is none of that number, or none any longer.
  func response(_ id: Int64) throws -> Response?

  /// The survey a response answers; `nil` if there is no such response, or none any longer.
  func survey(ofResponse id: Int64) throws -> Survey.ID?

  /// All that happened to a response, oldest first. Of one that was erased: that things happened, not what.
  func history(ofResponse id: Int64) throws -> [Change]

  /// Begins a sitting of entry: a batch that grows by a response at a time.
  func openSitting(_ draft: BatchDraft, answering survey: Survey) throws -> Batch

  /// Puts a form that is being entered on disk; it replaces the draft of the same identity.
  /// - Throws: `StoreError.erasedMeanwhile` if that draft was erased, or the response that it is about; and
  ///   `.alreadyUndone`.
  func save(_ draft: EntryDraft) throws

  /// Forms that were begun and neither completed nor discarded, oldest first.
  func drafts(event: Event.ID, session: Session.ID?) throws -> [EntryDraft]

  /// Makes a draft a response of its sitting, at once and entirely.
  /// - Returns: the number of the response.
  /// - Throws: `StoreError.keyTaken` if a response of the event that is live, withdrawn or erased has its key; a
  ///   batch that is undone takes no key; `.noSuchDraft` if it was never
  ///   saved, or was completed already.
  @discardableResult
  func complete(_ draft: EntryDraft) throws -> Int64

  /// Forgets a draft; the audit trail keeps that there was one, not what it said.
  func discard(_ draft: EntryDraft.ID, by: String, why: String) throws
}

/// Takes the batches of one import.
public protocol BatchWriter: AnyObject {
  /// Stores the responses of a batch.
  /// - Parameter batch: its `keys`, where given, tell which responses are stored already. What its schema leaves
  ///   ``BatchSchema/untold`` makes no difference to one, and changes nothing of it.
  /// - Returns: what became of them.
  func append(_ batch: borrowing ResponseBatch) throws -> AppendResult

  /// The batches of this event that stand, oldest first, without the one that is being written: nobody else can
  /// add to them before it is kept.
  func earlierBatches() throws -> [Batch]

  /// Keeps with the batch what its rows without a key are recognised by.
  func recognise(by rows: RowsDigest)
}

/// Whether an import is to be kept.
public enum BatchOutcome: Sendable {
  case keep
  /// Roll all back without an error: a dry run.
  case discard
}

/// What to do with a response whose key is stored already: equal answers are always skipped.
public enum ExistingKeyPolicy: Sendable {
  /// Different answers are reported and not stored.
  case report
  /// Different answers replace the stored ones; the audit trail keeps what was before.
  case update
}

/// What became of the responses of a batch.
public struct AppendResult: Sendable, Hashable {
  public var stored: Int
  /// Equal to what is stored already, or not to come back: `withdrawn`, `erased`.
  public var skipped: Int
  public var updated: Int
  /// Rows of the batch (from 0) whose key is stored with other answers, which were left as they are.
  public var conflicts: [KeyConflict]
  /// How many of those skipped belong to a response that was withdrawn, whatever they say.
  public var withdrawn: Int
  /// How many of those skipped belong to a response that was erased.
  public var erased: Int

  public init(
    stored: Int = 0, skipped: Int = 0, updated: Int = 0, conflicts: [KeyConflict] = [], withdrawn: Int = 0,
    erased: Int = 0
  ) {
    self.stored = stored
    self.skipped = skipped
    self.updated = updated
    self.conflicts = conflicts
    self.withdrawn = withdrawn
    self.erased = erased
  }
}

/// A response whose key is stored with other answers.
public struct KeyConflict: Sendable, Hashable {
  /// From 0, within the batch handed over.
  public var row: Int
  public var response: Int64
  /// The questions that differ; empty where session, unit or head count differ.
  public var questions: [Question.ID]

  public init(row: Int, response: Int64, questions: [Question.ID]) {
    self.row = row
    self.response = response
    self.questions = questions
  }
}

/// Which responses to list.
public struct ResponseQuery: Sendable, Hashable {
  public var survey: Survey.ID
  public var event: Event.ID?
  public var session: Session.ID?
  public var batch: Int?
  public var includesWithdrawn: Bool
  public var limit: Int?
  public var offset: Int

  public init(
    survey: Survey.ID, event: Event.ID? = nil, session: Session.ID? = nil, batch: Int? = nil,
    includesWithdrawn: Bool = false, limit: Int? = nil, offset: Int = 0
  ) {
    self.survey = survey
    self.event = event
    self.session = session
    self.batch = batch
    self.includesWithdrawn = includesWithdrawn
    self.limit = limit
    self.offset = offset
  }
}
