public import EngageModel

/// A report that was handed on: to whom, when, what of it was hidden, and whose responses it counted. What has left
/// can't be called back, so it is kept for good: whatever leaves later is held against it.
public struct Release: Sendable, Hashable, Codable {
  /// From 1, in the order of releases.
  public var number: Int
  /// ISO 8601, UTC.
  public var at: String
  public var by: String
  /// Whoever got it, as somebody named them: “Rugby Borough Council”.
  public var recipient: String
  /// `partner` or `public`.
  public var audience: String
  public var title: String
  /// The recipe, by name; `nil` for analyses that were asked for on the command line.
  public var recipe: String?
  /// The rules that it was made safe by, as they were then.
  public var profile: DisclosureProfile
  /// What was hidden, and why.
  public var hidden: [Hidden]
  /// Where it was written to or shown, oldest first.
  public var files: [File]
  public var scope: Scope
  /// The number of the store's last change when it was counted.
  public var lastChange: Int64?
  /// Whose responses it counts.
  public var responses: ResponseNumbers
  /// When the report was made that it says: ISO 8601, to the minute.
  public var madeAt: String
  /// What its documents are recognised by: the report as counted, and as it left.
  public var counted: String
  public var released: String
  /// What was taken back, and once more, oldest first.
  public var withdrawals: [Withdrawal]
  /// When the words of those who took part were taken out of what is kept of it, because one of them was erased.
  public var wordsErasedAt: String?

  /// A kind of thing that was hidden.
  public struct Hidden: Sendable, Hashable, Codable {
    /// “counts of 1 to 4”.
    public var why: String
    /// How many figures.
    public var cells: Int
    /// How many tables hold them.
    public var tables: Int

    public init(why: String, cells: Int, tables: Int) {
      self.why = why
      self.cells = cells
      self.tables = tables
    }
  }

  /// What it was written to.
  public struct File: Sendable, Hashable, Codable {
    /// As it was named; `nil` where it was shown on the screen or handed to another program.
    public var name: String?
    /// The SHA-256 of its bytes, in hexadecimal: tells whether a file somebody has is this one.
    public var digest: String
    public var at: String
    public var by: String

    public init(name: String?, digest: String, at: String, by: String) {
      self.name = name
      self.digest = digest
      self.at = at
      self.by = by
    }
  }

  /// What it is about.
  public struct Scope: Sendable, Hashable, Codable {
    public var surveys: [Survey.ID]
    public var events: [Event.ID]
    /// Those named; empty for all of the events.
    public var sessions: [Session.ID]
    /// The condition that responses had to meet, as written.
    public var filter: String?

    public init(surveys: [Survey.ID], events: [Event.ID], sessions: [Session.ID] = [], filter: String? = nil)
    {
      self.surveys = surveys
      self.events = events
      self.sessions = sessions
      self.filter = filter
    }
  }

  /// Who took it back.
  public struct Withdrawal: Sendable, Hashable, Codable {
    public var occasion: Occasion
    /// Whether that person says that it was taken back before anybody read it.
    public var isUnread: Bool

    public init(occasion: Occasion, isUnread: Bool) {
      self.occasion = occasion
      self.isUnread = isUnread
    }
  }

  public init(
    number: Int, at: String, by: String, recipient: String, audience: String, title: String,
    recipe: String? = nil, profile: DisclosureProfile, hidden: [Hidden] = [], files: [File] = [],
    scope: Scope, lastChange: Int64? = nil, responses: ResponseNumbers = ResponseNumbers(),
    madeAt: String, documents: ReleaseDocuments,
    withdrawals: [Withdrawal] = [], wordsErasedAt: String? = nil
  ) {
    self.number = number
    self.at = at
    self.by = by
    self.recipient = recipient
    self.audience = audience
    self.title = title
    self.recipe = recipe
    self.profile = profile
    self.hidden = hidden
    self.files = files
    self.scope = scope
    self.lastChange = lastChange
    self.responses = responses
    self.madeAt = madeAt
    counted = documents.countedDigest
    released = documents.releasedDigest
    self.withdrawals = withdrawals
    self.wordsErasedAt = wordsErasedAt
  }

  /// How it was last taken back; `nil` while it stands.
  public var withdrawn: Withdrawal? { withdrawals.last }

  /// Whether somebody may know what it says. Taking it back changes nothing of that, unless nobody had read it.
  public var isKnown: Bool { withdrawn?.isUnread != true }

  /// Whether another one is the same event, in a copy of the same store: its number may have changed, and what was
  /// done about it later.
  public func isSame(as other: Release) -> Bool {
    (at, by, recipient, audience, title) == (other.at, other.by, other.recipient, other.audience, other.title)
      && (recipe, scope, lastChange) == (other.recipe, other.scope, other.lastChange)
      && responses == other.responses && (counted, released) == (other.counted, other.released)
  }
}

/// What a release said, as the store keeps it: JSON that the store does not look into.
public struct ReleaseDocuments: Sendable, Hashable {
  /// The report before it was made safe, without anybody's own words: for this organisation's eyes alone.
  public var counted: String
  /// The report as it left, without anybody's own words.
  public var released: String
  /// The words of those who took part that left with it; `nil` where there were none, and once they were erased.
  public var words: String?
  /// Of a release of records: how they were told, and whose they were; `nil` of figures.
  public var records: ReleasedRecords?

  public init(counted: String, released: String, words: String? = nil, records: ReleasedRecords? = nil) {
    self.counted = counted
    self.released = released
    self.words = words
    self.records = records
  }

  public var countedDigest: String { ContentDigest.of(counted) }
  public var releasedDigest: String { ContentDigest.of(released) }
}

/// What left as records: for this organisation's eyes alone, as it knows whose record is which.
public struct ReleasedRecords: Sendable, Hashable, Codable {
  /// How they were told, as JSON that the store does not look into. It tells of no single person.
  public var told: String
  /// The store's numbers of the responses; ``erased`` in the place of those that were erased since.
  public var records: [Int64]
  /// By record: the number of those that show the same as it.
  public var classes: [Int]

  /// Stands for a response that was erased: that there was one still counts.
  public static let erased: Int64 = 0

  public init(told: String, records: [Int64], classes: [Int]) {
    self.told = told
    self.records = records
    self.classes = classes
  }

  /// Forgets which record was a response's.
  public mutating func forget(_ response: Int64) {
    for index in records.indices where records[index] == response {
      records[index] = ReleasedRecords.erased
    }
  }
}
