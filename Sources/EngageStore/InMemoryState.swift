import EngageModel

/// All that an in-memory store holds, as a value: to roll back is to keep the old one.
struct InMemoryState {
  /// Versions, oldest first.
  var surveys: [Survey.ID: [Survey]] = [:]
  var responses: [StoredResponse] = []
  var batches: [Batch] = []
  var changes: [Change] = []
  var drafts: [EntryDraft] = []
  /// By number of batch: the survey version it answers.
  var versions: [Int: Int] = [:]
  /// Responses that are live, withdrawn or erased, by event and key.
  var keys: [EventKey: Int64] = [:]
  /// By number of change: where a response was put before.
  var placements: [Int64: Response] = [:]
  var erased: Set<Int64> = []
  var erasedDrafts: Set<EntryDraft.ID> = []
  var erasures: [Erasure] = []
  var restricted: [RestrictedText] = []
  var figures: [EnteredFigures] = []
  var seconds: [SecondKeying] = []
  /// By number of a second keying: the sitting it was completed in.
  var sittings: [Int64: Int] = [:]
  var lastSecond: Int64 = 0
  var samples: [KeyingSample] = []
  var codes: [CodedText.Key: CodedText] = [:]
  var draws: [CodingDraw] = []
  /// Numbered from 1 without gaps.
  var releases: [KeptRelease] = []
  /// Of recipients of records, by name in small letters.
  var secrets: [String: [UInt8]] = [:]
  var reviews: [TextPlace: TextReview] = [:]
  var queued: [QueuedText] = []
  var lastQueued: Int64 = 0

  struct StoredResponse {
    var survey: Survey.ID
    var response: Response
  }

  struct EventKey: Hashable {
    var survey: Survey.ID
    var event: Event.ID
    var key: String
  }

  /// Responses are numbered from 1 without gaps.
  func stored(_ id: Int64) -> StoredResponse? {
    id >= 1 && id <= Int64(responses.count) ? responses[Int(id) - 1] : nil
  }

  mutating func register(_ survey: Survey) throws {
    var kept = surveys[survey.id] ?? []
    let isNew = try survey.mustBeKept(beside: kept) { version in
      batches.contains {
        $0.draft.survey == survey.id && versions[$0.number] == version && $0.undone == nil
          && $0.stored + $0.updated > 0 && $0.draft.kind != .coding
      }
    }
    guard isNew else { return }
    kept.removeAll { $0.version == survey.version }
    surveys[survey.id] = (kept + [survey]).sorted { $0.version < $1.version }
  }

  func survey(_ id: Survey.ID, version: Int) -> Survey? {
    surveys[id]?.first { $0.version == version }
  }

  mutating func open(_ draft: BatchDraft, version: Int) -> Batch {
    let batch = Batch(number: batches.count + 1, draft: draft, stored: 0, updated: 0)
    batches.append(batch)
    versions[batch.number] = version
    return batch
  }

  mutating func note(
    at: String, by: String, why: String, _ action: Change.Action, batch: Int?, response: Int64? = nil,
    question: Question.ID? = nil, before: Answer? = nil, after: Answer? = nil, place: PlaceChange? = nil
  ) {
    changes.append(
      Change(
        number: Int64(changes.count + 1), at: at, by: by, why: why, action: action, batch: batch,
        response: response, question: question, before: before, after: after,
        place: place.flatMap { $0.isNone ? nil : $0 }))
  }

  /// Adds a response.
  /// - Returns: its number; `nil` if its key is taken.
  mutating func add(_ arrived: Response, to batch: Int, of survey: Survey) -> Int64? {
    var response = arrived
    response.id = Int64(responses.count + 1)
    response.batch = batch
    response.version = survey.version
    response.withdrawn = false
    if response.details?.isEmpty == true { response.details = nil }
    response.answers = response.answers.filter { question, answer in
      answer != .missing(.notAnswered) && survey.question(question) != nil
    }
    if let key = response.key {
      let key = EventKey(survey: survey.id, event: response.session.event, key: key)
      guard keys[key] == nil else { return nil }
      keys[key] = response.id
    }
    responses.append(StoredResponse(survey: survey.id, response: response))
    batches[batch - 1].stored += 1
    return response.id
  }

  func checkStands(_ batch: Int) throws {
    guard batch >= 1, batch <= batches.count else { throw StoreError.noSuchBatch(batch) }
    if batches[batch - 1].undone != nil { throw StoreError.alreadyUndone(batch) }
  }

  mutating func removeDraft(_ id: EntryDraft.ID) throws {
    guard let index = drafts.firstIndex(where: { $0.id == id }) else {
      throw erasedDrafts.contains(id) ? StoreError.erasedMeanwhile : .noSuchDraft
    }
    drafts.remove(at: index)
  }

  mutating func complete(_ draft: EntryDraft, at: String) throws -> Int64 {
    try checkStands(draft.batch)
    try removeDraft(draft.id)
    guard let version = versions[draft.batch], let survey = survey(draft.survey, version: version) else {
      throw StoreError.noSuchDraft
    }
    guard let id = add(draft.response, to: draft.batch, of: survey) else {
      throw StoreError.keyTaken(draft.response.key ?? "")
    }
    for index in restricted.indices where restricted[index].draft == draft.id {
      restricted[index].response = id
    }
    note(at: at, by: draft.enteredBy, why: "entry", .stored, batch: draft.batch, response: id)
    return id
  }

  /// Hands over responses, batch by batch.
  func visit(
    _ wanted: ArraySlice<StoredResponse>, _ schema: BatchSchema,
    _ visitor: (borrowing ResponseBatch) throws -> Void
  ) throws {
    var batch = ResponseBatch(schema: schema)
    for stored in wanted {
      var response = stored.response
      let survey = survey(stored.survey, version: response.version)
      for question in schema.questions where survey?.question(question.id) == nil {
        response.answers[question.id] = .missing(.notAsked)
      }
      batch.append(response)
      if batch.count == ResponseBatch.capacity {
        try visitor(batch)
        batch.removeAll()
      }
    }
    if batch.count > 0 { try visitor(batch) }
  }
}

extension InMemoryState {
  /// Takes a batch back.
  mutating func undo(_ number: Int, _ undoing: Batch.Undoing) throws {
    try checkStands(number)
    let updates = changes.filter { $0.batch == number && $0.action == .updated }
    try refuseIfChangedSince(number, updates)
    if let later = lastRecoding(ofBatch: number) { throw StoreError.changedSince(batch: number, by: later) }
    restoreCodes(ofBatch: number, undoing)
    for update in updates.reversed() { try restore(update, number, undoing) }
    for change in changes where change.batch == number && change.action == .withdrawn {
      guard let id = change.response, !erased.contains(id), batchStands(of: id) else { continue }
      responses[Int(id) - 1].response.withdrawn = false
      note(
        at: undoing.at, by: undoing.by, why: undoing.why, .restored, batch: number, response: id)
    }
    for index in responses.indices where responses[index].response.batch == number {
      responses[index].response.withdrawn = true
      let response = responses[index].response
      if let key = response.key {
        keys[EventKey(survey: responses[index].survey, event: response.session.event, key: key)] = nil
      }
    }
    drafts.removeAll { $0.batch == number }
    seconds.removeAll { sittings[$0.number] == number }
    batches[number - 1].undone = undoing
    note(at: undoing.at, by: undoing.by, why: undoing.why, .undone, batch: number)
  }

  private func batchStands(of id: Int64) -> Bool {
    stored(id)?.response.batch.map { batches[$0 - 1].undone == nil } ?? false
  }

  /// Takes one change back; what was erased or held back since can't be.
  private mutating func restore(_ update: Change, _ number: Int, _ undoing: Batch.Undoing) throws {
    guard let id = update.response, let stored = stored(id), !erased.contains(id) else { return }
    if let question = update.question {
      guard let before = update.before else { return }
      responses[Int(id) - 1].response.set(before, to: question)
    } else {
      guard let before = placements[update.number] else { return }
      var response = stored.response
      // A correction may have changed these as well; an import never does.
      if batches[number - 1].draft.kind == .correction {
        if batchStands(of: id) { try moveKey(of: stored, to: before) }
        response.key = before.key
        response.details = ResponseDetails.restored(before.details, over: response.details)
      }
      response.move(to: before)
      responses[Int(id) - 1].response = response
    }
    note(
      at: undoing.at, by: undoing.by, why: undoing.why, .restored, batch: number, response: id,
      question: update.question, before: update.after, after: update.before, place: update.place?.reversed)
  }

  private func refuseIfChangedSince(_ number: Int, _ updates: [Change]) throws {
    var touched = Set(updates.compactMap(\.response))
    for stored in responses where stored.response.batch == number { touched.insert(stored.response.id) }
    let later = changes.filter { change in
      guard change.action == .updated, let batch = change.batch, batch > number, let id = change.response
      else {
        return false
      }
      return touched.contains(id) && batches[batch - 1].undone == nil
    }
    if let last = later.compactMap(\.batch).max() { throw StoreError.changedSince(batch: number, by: last) }
  }
}

extension Response {
  /// Takes session, unit, head count, version and time from another response.
  mutating func move(to other: Response) {
    session = other.session
    unit = other.unit
    people = other.people
    version = other.version
    submittedAt = other.submittedAt
  }
}
