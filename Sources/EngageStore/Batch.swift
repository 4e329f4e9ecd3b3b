public import EngageModel

/// What one import or one sitting of entry is about to bring in.
public struct BatchDraft: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable {
    case `import`
    case entry
    /// Responses that a person put right.
    case correction
    /// Responses that were withdrawn by themselves.
    case withdrawal
    /// Codes that came in with a file.
    case coding
  }

  public var kind: Kind
  public var survey: Survey.ID
  public var event: Event.ID
  public var enteredBy: String
  /// ISO 8601, UTC.
  public var at: String
  /// The name of the file, without its folder; `nil` for entry.
  public var sourceName: String?
  /// What the file's content is recognised by.
  public var fingerprint: String?

  public init(
    kind: Kind, survey: Survey.ID, event: Event.ID, enteredBy: String, at: String, sourceName: String? = nil,
    fingerprint: String? = nil
  ) {
    self.kind = kind
    self.survey = survey
    self.event = event
    self.enteredBy = enteredBy
    self.at = at
    self.sourceName = sourceName
    self.fingerprint = fingerprint
  }
}

/// Everything that one import or one sitting of entry brought in.
public struct Batch: Sendable, Hashable {
  public var number: Int
  public var draft: BatchDraft
  /// Responses it stored.
  public var stored: Int
  public var updated: Int
  /// What its rows without a key are recognised by; `nil` if it had none, or came before this was kept.
  public var rows: RowsDigest?
  /// When, by whom and why it was taken back; `nil` while it stands.
  public var undone: Undoing?

  public init(
    number: Int, draft: BatchDraft, stored: Int, updated: Int, rows: RowsDigest? = nil,
    undone: Undoing? = nil
  ) {
    self.number = number
    self.draft = draft
    self.stored = stored
    self.updated = updated
    self.rows = rows
    self.undone = undone
  }

  /// Who took a batch back.
  public struct Undoing: Sendable, Hashable {
    public var at: String
    public var by: String
    public var why: String

    public init(at: String, by: String, why: String) {
      self.at = at
      self.by = by
      self.why = why
    }
  }
}

/// One entry of the audit trail.
public struct Change: Sendable, Hashable {
  public enum Action: String, Sendable, Hashable, CaseIterable {
    case stored, updated, undone, restored, discarded, withdrawn, erased, restricted
    /// Somebody read a text that is held back.
    case looked
    /// A coder gave a text its themes, took them away again, or gave others.
    case coded
    /// Somebody entered who came to a session.
    case counted
    /// Somebody decided whether a text may leave, or took that back.
    case reviewed
    /// A text was found that may tell of somebody in danger.
    case queued
    /// Somebody decided whether it does.
    case decided
  }

  public var number: Int64
  public var at: String
  public var by: String
  public var why: String
  public var action: Action
  public var batch: Int?
  public var response: Int64?
  public var question: Question.ID?
  /// What was answered before; `nil` where no answer changed.
  public var before: Answer?
  public var after: Answer?
  /// What changed beside the answers; `nil` where nothing did.
  public var place: PlaceChange?
  /// What changed of a coder's codes; `nil` where none did, and once the response is erased.
  public var codes: CodesChange?

  public init(
    number: Int64, at: String, by: String, why: String, action: Action, batch: Int? = nil,
    response: Int64? = nil,
    question: Question.ID? = nil, before: Answer? = nil, after: Answer? = nil, place: PlaceChange? = nil,
    codes: CodesChange? = nil
  ) {
    self.number = number
    self.at = at
    self.by = by
    self.why = why
    self.action = action
    self.batch = batch
    self.response = response
    self.question = question
    self.before = before
    self.after = after
    self.place = place
    self.codes = codes
  }
}

/// What changed of a response beside its answers.
public struct PlaceChange: Sendable, Hashable {
  /// Where a response belongs, and what tells it from others.
  public struct Place: Sendable, Hashable {
    public var session: Session.ID
    public var unit: Unit
    public var people: Int?
    public var key: String?

    public init(session: Session.ID, unit: Unit, people: Int?, key: String?) {
      self.session = session
      self.unit = unit
      self.people = people
      self.key = key
    }

    public init(_ response: Response) {
      self.init(
        session: response.session.session, unit: response.unit, people: response.people, key: response.key)
    }
  }

  /// A kind of detail; what it says is told by the response alone.
  public enum Detail: String, Sendable, Hashable, CaseIterable {
    case note, secondLook, doubtful, hidden, origins, restricted, table
  }

  public var before: Place
  public var after: Place
  /// Which details changed.
  public var details: Set<Detail>

  public init(before: Place, after: Place, details: Set<Detail> = []) {
    self.before = before
    self.after = after
    self.details = details
  }

  /// What changed from one state of a response to another.
  public init(_ before: Response, _ after: Response) {
    self.init(
      before: Place(before), after: Place(after),
      details: Detail.changed(from: before.details, to: after.details))
  }

  /// Whether nothing a person would see changed.
  public var isNone: Bool { before == after && details.isEmpty }

  /// The same, taken back.
  public var reversed: PlaceChange { PlaceChange(before: after, after: before, details: details) }
}

extension PlaceChange.Detail {
  /// The kinds in which two states of a response's details differ.
  public static func changed(from before: ResponseDetails?, to after: ResponseDetails?) -> Set<Self> {
    let (one, other) = (before ?? ResponseDetails(), after ?? ResponseDetails())
    return Set(
      allCases.filter { detail in
        switch detail {
        case .note: one.note != other.note
        case .secondLook: one.secondLook != other.secondLook
        case .doubtful: one.doubtful != other.doubtful
        case .hidden: one.hidden != other.hidden
        case .origins: one.origins != other.origins
        case .restricted: one.restricted != other.restricted
        case .table: one.table != other.table
        }
      })
  }
}

/// A form that is being entered.
public struct EntryDraft: Sendable, Hashable, Codable {
  /// Tells it from all other drafts of the store.
  public typealias ID = String

  public var id: ID
  /// The sitting it belongs to.
  public var batch: Int
  public var survey: Survey.ID
  public var enteredBy: String
  public var startedAt: String
  /// What was entered so far.
  public var response: Response
  /// The question to be asked next; `nil` while session, unit and head count are asked, or at the end.
  public var position: Question.ID?
  /// The stored response that this form is typed in again to check; `nil` for a first keying.
  public var secondOf: Int64?

  public init(
    id: ID, batch: Int, survey: Survey.ID, enteredBy: String, startedAt: String, response: Response,
    position: Question.ID? = nil, secondOf: Int64? = nil
  ) {
    self.id = id
    self.batch = batch
    self.survey = survey
    self.enteredBy = enteredBy
    self.startedAt = startedAt
    self.response = response
    self.position = position
    self.secondOf = secondOf
  }

  /// Stored responses that it says something of: one that is put right, or keyed a second time.
  public var about: [Int64] { (response.id > 0 ? [response.id] : []) + (secondOf.map { [$0] } ?? []) }
}
