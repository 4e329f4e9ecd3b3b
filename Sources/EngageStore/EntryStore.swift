public import EngageModel

/// What entry keeps beside responses: texts held back, figures of sessions, forms keyed a second time.
public protocol EntryStore {
  /// Takes a text out of a form that is being entered, and keeps it where only `restrictedTexts` finds it. The
  /// draft, saved in the same step, no longer holds it. Of a form that is keyed a second time, the text belongs to
  /// the response keyed first.
  /// - Throws: as `ResponseStore.save`.
  func restrict(_ text: RestrictedText, savingDraft draft: EntryDraft) throws

  /// Takes the answer to a text question out of a stored response, and keeps it where only `restrictedTexts`
  /// finds it. The audit trail keeps that it was done; texts in it are taken out as well.
  /// - Throws: `StoreError.noSuchResponse`.
  func restrict(_ text: RestrictedText, ofResponse id: Int64) throws

  /// Texts that are held back, oldest first.
  func restrictedTexts(event: Event.ID?) throws -> [RestrictedText]

  /// A text that is held back, for somebody to read; the audit trail keeps who did.
  /// - Throws: `StoreError.noSuchRestrictedText`.
  func read(restrictedText id: String, on occasion: Occasion) throws -> RestrictedText

  /// Keeps what somebody found out about who came to a session; what was entered before stays on record.
  func record(_ figures: EnteredFigures) throws

  /// What was entered about the sessions of an event, oldest first.
  func figures(event: Event.ID) throws -> [EnteredFigures]

  /// Makes a draft (its `secondOf` names a live response) a second keying: no response, counted nowhere.
  /// - Returns: its number.
  /// - Throws: `StoreError.noSuchDraft`, `.noSuchResponse`, `.withdrawn`.
  func completeSecond(_ draft: EntryDraft) throws -> Int64

  /// Forms keyed a second time whose first keying stands, oldest first.
  func secondKeyings(survey: Survey.ID, event: Event.ID) throws -> [SecondKeying]

  /// Keeps what was decided so far about a second keying; it replaces what was kept before, and shows as
  /// `SecondKeying.unfinished` until `settle`.
  /// - Throws: `StoreError.noSuchSecondKeying`, `.alreadySettled`.
  func keepUnfinished(_ settlement: Settlement, ofKeying keying: Int64) throws

  /// Says what the form really says where two keyings differ, and puts the response right in the same step: as
  /// `Settlement.applied` does to `seen`.
  /// - Returns: the correction's batch; `nil` where the first keying was right throughout.
  /// - Throws: `StoreError.noSuchSecondKeying`, `.alreadySettled`, and as `correct`.
  func settle(_ keying: Int64, _ settlement: Settlement, seen: Response) throws -> Batch?

  /// Takes a second keying away, settled or not, such as one of the wrong paper; what was put right because of it
  /// stays. The audit trail of the response keeps that there was one, not what it said.
  /// - Throws: `StoreError.noSuchSecondKeying`.
  func discard(secondKeying number: Int64, on occasion: Occasion) throws

  /// Keeps which forms of a session were drawn to be keyed twice.
  func keep(_ sample: KeyingSample) throws

  /// Samples drawn for an event's sessions, oldest first.
  func samples(event: Event.ID) throws -> [KeyingSample]
}

/// A text that somebody must look at before anybody else does: a worry about somebody's safety.
public struct RestrictedText: Sendable, Hashable, Codable {
  /// Tells it from all others of the store.
  public var id: String
  public var survey: Survey.ID
  public var session: SessionReference
  /// The form it stands on; `response` once that is stored.
  public var draft: EntryDraft.ID?
  public var response: Int64?
  public var question: Question.ID
  /// For a point of a table's notes: which, from 0.
  public var point: Int?
  public var text: String
  public var flagged: Occasion

  public init(
    id: String, survey: Survey.ID, session: SessionReference, draft: EntryDraft.ID? = nil,
    response: Int64? = nil, question: Question.ID, point: Int? = nil, text: String, flagged: Occasion
  ) {
    self.id = id
    self.survey = survey
    self.session = session
    self.draft = draft
    self.response = response
    self.question = question
    self.point = point
    self.text = text
    self.flagged = flagged
  }
}

/// A form keyed a second time, blind to the first.
public struct SecondKeying: Sendable, Hashable, Codable {
  public var number: Int64
  public var enteredBy: String
  /// ISO 8601, UTC.
  public var at: String
  /// What the second person read; its `id` is that of the response keyed first.
  public var response: Response
  /// The first keying as it was when this one was completed.
  public var first: Response
  public var settlement: Settlement?
  /// What was decided so far, while it is not settled.
  public var unfinished: Settlement?

  public init(
    number: Int64, enteredBy: String, at: String, response: Response, first: Response,
    settlement: Settlement? = nil, unfinished: Settlement? = nil
  ) {
    self.number = number
    self.enteredBy = enteredBy
    self.at = at
    self.response = response
    self.first = first
    self.settlement = settlement
    self.unfinished = unfinished
  }
}

/// What a form really says, field by field, where two keyings differed.
public struct Settlement: Sendable, Hashable, Codable {
  /// For each question that differed and was decided.
  public var answers: [Question.ID: Answer]
  /// For questions of a table's notes that were decided: the points that `answers` holds the texts of.
  public var points: [Question.ID: [TablePoint]]
  /// Questions nobody could decide: what was keyed first stays, and somebody should look at it again.
  public var doubtful: Set<Question.ID>
  /// Whether the head count differed too and was decided; `people` says what it is, `nil` for "unknown".
  public var settlesPeople: Bool
  public var people: Int?
  /// Whether nobody could decide the head count.
  public var doubtsPeople: Bool
  public var occasion: Occasion

  public init(
    answers: [Question.ID: Answer], points: [Question.ID: [TablePoint]] = [:],
    doubtful: Set<Question.ID> = [], settlesPeople: Bool = false, people: Int? = nil,
    doubtsPeople: Bool = false, occasion: Occasion
  ) {
    self.answers = answers
    self.points = points
    self.doubtful = doubtful
    self.settlesPeople = settlesPeople
    self.people = people
    self.doubtsPeople = doubtsPeople
    self.occasion = occasion
  }

  /// The response as it shall be: what was decided put in place, what was doubted marked. An answer to a question
  /// that turns out not to be asked is kept among the hidden ones. What is held back stays as it is.
  public func applied(to seen: Response) -> Response {
    var right = seen
    var details = right.details ?? ResponseDetails()
    for (question, answer) in answers where !details.restricted.contains(question) {
      let before = seen[question]
      if answer == .missing(.notAsked), before.missingReason == nil { details.hidden[question] = before }
      right.answers[question] = answer == .missing(.notAnswered) ? nil : answer
    }
    if settlesPeople { right.people = people }
    for (question, points) in points where !details.restricted.contains(question) {
      var table = details.table ?? TableNotes()
      table.points[question] = points.isEmpty ? nil : points
      details.table = table
    }
    details.doubtful.formUnion(doubtful)
    if doubtsPeople { details.secondLook = true }
    right.details = details.isEmpty ? seen.details : details
    return right
  }
}

/// Forms drawn at random to be keyed twice.
public struct KeyingSample: Sendable, Hashable, Codable {
  public var survey: Survey.ID
  public var session: SessionReference
  /// How many of 100 forms were asked for.
  public var percent: Double
  public var seed: UInt64
  public var drawn: Occasion
  /// Each form of the session at that time.
  public var forms: [Form]

  /// A form that could have been drawn.
  public struct Form: Sendable, Hashable, Codable {
    public var response: Int64
    /// The chance it had of being drawn: above 0, at most 1.
    public var chance: Double
    public var isDrawn: Bool

    public init(response: Int64, chance: Double, isDrawn: Bool) {
      self.response = response
      self.chance = chance
      self.isDrawn = isDrawn
    }
  }

  public init(
    survey: Survey.ID, session: SessionReference, percent: Double, seed: UInt64, drawn: Occasion,
    forms: [Form]
  ) {
    self.survey = survey
    self.session = session
    self.percent = percent
    self.seed = seed
    self.drawn = drawn
    self.forms = forms
  }
}
