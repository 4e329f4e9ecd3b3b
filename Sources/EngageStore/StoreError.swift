public import EngageModel

/// Why a store refused, in words for the person who can act on it.
public enum StoreError: Error, Sendable, Hashable {
  /// Responses answer this version; its definition must not change.
  case frozen(Survey.ID, version: Int)
  /// A question has another type than in an older version.
  case typeChanged(Survey.ID, Question.ID, from: QuestionType, to: QuestionType)
  /// The same file was imported before.
  case sameContent(batch: Int)
  case noSuchBatch(Int)
  case alreadyUndone(Int)
  /// A later batch changed responses of this one.
  case changedSince(batch: Int, by: Int)
  case noSuchDraft
  /// It was erased while somebody had it in hand.
  case erasedMeanwhile
  case noSuchResponse(Int64)
  /// It was withdrawn, or its batch was undone.
  case withdrawn(Int64)
  /// It can't be moved to another event.
  case otherEvent(Int64)
  /// Somebody changed it since it was read.
  case changedMeanwhile(Int64)
  case noSuchSecondKeying(Int64)
  case alreadySettled(Int64)
  case noSuchRestrictedText
  case noSuchQueuedText(Int64)
  case keyTaken(String)
  /// There is no text to code: something else was answered, nothing, or the text is held back.
  case noText(Int64, Question.ID)
  case noSuchRelease(Int)
  /// It was taken back already.
  case releaseWithdrawn(Int)
  /// A response was erased since a report counted it.
  case erasedSinceCounted
  /// Somebody else released something since the releases were looked at; the number of the last one.
  case releasedMeanwhile(Int)
  /// The file was written by a newer Engage.
  case newer(path: String, schema: Int, known: Int)
  /// The file is something else, or is damaged.
  case notAStore(path: String)
  /// The file can't be opened, read or written: disk full, read-only, locked.
  case unusable(path: String, reason: String, hint: String)

  /// The error as something to tell a person.
  public var diagnostic: Diagnostic {
    switch self {
    case .frozen(let survey, let version):
      Diagnostic(
        rule: "frozen-version",
        message: "version \(version) of the survey \(survey) has responses and can't change any more",
        hint: "undo the change, or write the new questions into survey.v\(version + 1).yaml")
    case .typeChanged(let survey, let question, let from, let to):
      Diagnostic(
        rule: "changed-type",
        message:
          "\(question) of \(survey) was \(from.rawValue) in an older version and is \(to.rawValue) now",
        hint: "give the new question another name")
    case .sameContent(let batch):
      Diagnostic(
        rule: "same-file", message: "this file was imported before, as batch \(batch); nothing was stored",
        hint: "to import it again, first undo it: engage batches undo \(batch)")
    case .noSuchBatch(let number):
      Diagnostic(
        rule: "unknown-batch", message: "there is no batch \(number)", hint: "see: engage batches list")
    case .alreadyUndone(let number):
      Diagnostic(rule: "undone-batch", message: "batch \(number) is undone already")
    case .changedSince(let batch, let later):
      Diagnostic(
        rule: "changed-since", message: "batch \(later) changed responses of batch \(batch)",
        hint: "undo batch \(later) first")
    case .noSuchDraft:
      Diagnostic(rule: "unknown-draft", message: "there is no such unfinished form")
    case .erasedMeanwhile:
      Diagnostic(
        rule: "erased-meanwhile",
        message: "this form was erased while it was in hand; nothing of it is kept",
        hint: "go on with another form")
    case .noSuchResponse(let number):
      Diagnostic(
        rule: "unknown-response", message: "there is no response \(number)",
        hint: "see: engage responses list")
    case .withdrawn(let number):
      Diagnostic(
        rule: "withdrawn-response", message: "response \(number) was withdrawn, or its batch was undone",
        hint: "see: engage responses history \(number)")
    case .otherEvent(let number):
      Diagnostic(
        rule: "other-event", message: "response \(number) can't be moved to another event",
        hint: "withdraw it, and enter it at the other event")
    case .changedMeanwhile(let number):
      Diagnostic(
        rule: "changed-meanwhile",
        message: "somebody changed response \(number) since it was read; nothing was changed now",
        hint: "look at it again: engage responses show \(number)")
    case .noSuchSecondKeying(let number):
      Diagnostic(rule: "unknown-second-keying", message: "there is no second keying \(number)")
    case .alreadySettled(let number):
      Diagnostic(rule: "settled-second-keying", message: "the second keying \(number) is settled already")
    case .noSuchRestrictedText:
      Diagnostic(
        rule: "unknown-restricted-text", message: "there is no such text held back",
        hint: "see: engage safeguarding list")
    case .noSuchQueuedText(let number):
      Diagnostic(
        rule: "unknown-queued-text", message: "there is no text number \(number) in the safeguarding queue",
        hint: "see: engage safeguarding list")
    case .keyTaken(let key):
      Diagnostic(
        rule: "key-taken",
        message: "the key or form number \(key) belongs to a response that is stored, withdrawn or erased",
        hint: "give this one another number")
    case .noText(let number, let question):
      Diagnostic(
        rule: "no-text", message: "response \(number) has no text for \(question) that could be coded",
        hint: "see: engage responses show \(number)")
    case .noSuchRelease(let number):
      Diagnostic(
        rule: "unknown-release", message: "there is no release \(number)", hint: "see: engage releases list")
    case .releaseWithdrawn(let number):
      Diagnostic(
        rule: "withdrawn-release", message: "release \(number) was withdrawn already; nothing was changed",
        hint: "see: engage releases show \(number)")
    case .erasedSinceCounted:
      Diagnostic(
        rule: "erased-since-counted",
        message: "a response was erased while the report that counts it was made; nothing was released",
        hint: "make it again: it will be counted no more")
    case .releasedMeanwhile(let number):
      Diagnostic(
        rule: "released-meanwhile",
        message:
          "somebody else released something at the same time (release \(number)); nothing was released now",
        hint: "try again: what was released then has to be taken into account")
    case .newer(let path, let schema, let known):
      Diagnostic(
        rule: "newer-store",
        message: "the store was written by a newer Engage (form \(schema); this one knows up to \(known))",
        file: path, hint: "install the newer Engage; nothing was changed")
    case .notAStore(let path):
      Diagnostic(
        rule: "not-a-store", message: "this file is no Engage store, or it is damaged", file: path,
        hint: "restore a backup: engage restore FILE")
    case .unusable(let path, let reason, let hint):
      Diagnostic(
        rule: "store-unusable", message: "the store can't be used: \(reason)", file: path, hint: hint)
    }
  }
}
