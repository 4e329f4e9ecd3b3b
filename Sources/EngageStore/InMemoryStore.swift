public import EngageModel
import Synchronization

/// Responses kept in memory: for tests and for trying things out. It keeps every promise of `ResponseStore` but
/// that what it holds outlives the process.
public final class InMemoryStore: ResponseStore {
  private let state = Mutex(InMemoryState())
  /// Held by whoever writes.
  private let writing = Mutex(())
  /// The time of what is done without a time of its own, ISO 8601, UTC.
  private let clock: @Sendable () -> String

  /// An empty store.
  /// - Parameter clock: gives the time of undoing and of entry.
  public init(clock: @escaping @Sendable () -> String = { "1970-01-01T00:00:00Z" }) {
    self.clock = clock
  }

  private func read<Value>(_ body: (InMemoryState) throws -> Value) throws -> Value {
    try body(state.withLock { $0 })
  }

  /// Changes a copy, which takes the place of the state if all went well.
  private func write<Value>(_ body: (inout InMemoryState) throws -> Value) throws -> Value {
    var value: Value?
    try writing.withLock { _ in
      var changed = state.withLock { $0 }
      value = try body(&changed)
      state.withLock { [changed] in $0 = changed }
    }
    guard let value else { preconditionFailure("the lock runs its body once") }
    return value
  }

  public func register(_ survey: Survey) throws { try write { try $0.register(survey) } }

  public func versions(of survey: Survey.ID) throws -> [Survey] {
    try read { $0.surveys[survey] ?? [] }
  }

  public func write(
    _ draft: BatchDraft, answering survey: Survey, onExistingKey policy: ExistingKeyPolicy,
    _ body: (any BatchWriter) throws -> BatchOutcome
  ) throws -> Batch? {
    try write { state in
      let writer = try InMemoryWriter(state, draft, survey, policy)
      guard case .keep = try body(writer), let batch = writer.finish() else { return nil }
      state = writer.state
      return batch
    }
  }

  public func batches() throws -> [Batch] { try read { $0.batches } }

  public func undo(batch: Int, by: String, why: String) throws {
    try write { try $0.undo(batch, Batch.Undoing(at: clock(), by: by, why: why)) }
  }

  public func responses(_ query: ResponseQuery) throws -> [Response] {
    try read { state in
      let found = state.responses.filter { stored in
        let response = stored.response
        return stored.survey == query.survey && !state.erased.contains(response.id)
          && (query.includesWithdrawn || !response.withdrawn)
          && (query.event.map { $0 == response.session.event } ?? true)
          && (query.session.map { $0 == response.session.session } ?? true)
          && (query.batch.map { $0 == response.batch } ?? true)
      }
      return found.dropFirst(query.offset).prefix(query.limit ?? .max).map(\.response)
    }
  }

  public func response(_ id: Int64) throws -> Response? {
    try read { $0.erased.contains(id) ? nil : $0.stored(id)?.response }
  }

  public func survey(ofResponse id: Int64) throws -> Survey.ID? {
    try read { $0.erased.contains(id) ? nil : $0.stored(id)?.survey }
  }

  public func history(ofResponse id: Int64) throws -> [Change] {
    try read { state in
      guard let response = state.stored(id)?.response else { return [] }
      return state.changes.filter { change in
        change.response == id
          || (change.response == nil && change.batch == response.batch
            && [.stored, .undone].contains(change.action))
      }
    }
  }

  public func changes(after number: Int64, survey: Survey.ID?) throws -> ChangeCounts {
    try read { state in
      let since = state.changes.filter { change in
        guard change.number > number else { return false }
        guard let survey else { return true }
        return change.batch.map { state.batches[$0 - 1].draft.survey == survey }
          ?? change.response.map { state.stored($0)?.survey == survey } ?? (change.action == .counted)
      }
      return ChangeCounts(
        last: Int64(state.changes.count), counts: Dictionary(grouping: since, by: \.action).mapValues(\.count)
      )
    }
  }

  public func openSitting(_ draft: BatchDraft, answering survey: Survey) throws -> Batch {
    try write { state in
      try state.register(survey)
      return state.open(draft, version: survey.version)
    }
  }

  public func save(_ draft: EntryDraft) throws { try write { try $0.save(draft) } }

  public func drafts(event: Event.ID, session: Session.ID?) throws -> [EntryDraft] {
    try read { state in
      state.drafts.filter { draft in
        let place = draft.response.session
        return place.event == event && (session.map { $0 == place.session } ?? true)
      }
    }
  }

  @discardableResult
  public func complete(_ draft: EntryDraft) throws -> Int64 {
    try write { try $0.complete(draft, at: clock()) }
  }

  public func discard(_ draft: EntryDraft.ID, by: String, why: String) throws {
    try write { state in
      let batch = state.drafts.first { $0.id == draft }?.batch
      try state.removeDraft(draft)
      state.note(at: clock(), by: by, why: why, .discarded, batch: batch)
    }
  }

  public func partitions(_ schema: BatchSchema, atMost count: Int) throws -> [BatchPartition] {
    try read { state in
      let wanted = Set(schema.sessions)
      let live = state.responses.filter { stored in
        !stored.response.withdrawn && wanted.contains(stored.response.session)
          && (schema.survey.map { $0 == stored.survey } ?? true)
      }
      let parts = max(1, min(count, live.count))
      return (0..<parts).map { part in
        let slice = live[(live.count * part / parts)..<(live.count * (part + 1) / parts)]
        return BatchPartition { visitor in try state.visit(slice, schema, visitor) }
      }
    }
  }
}

extension InMemoryStore {
  public func correct(_ response: Response, seen: Response, on occasion: Occasion) throws -> Batch? {
    try write { try $0.correct(response, seen: seen, on: occasion) }
  }

  public func withdraw(_ responses: [Int64], on occasion: Occasion) throws -> Batch {
    try write { try $0.withdraw(responses, on: occasion) }
  }

  public func erase(_ responses: [Int64], on occasion: Occasion) throws -> [Erasure] {
    try write { try $0.erase(responses, on: occasion) }
  }

  public func erase(draft: EntryDraft.ID, on occasion: Occasion) throws {
    try write { state in
      if state.erasedDrafts.contains(draft) { throw StoreError.noSuchDraft }
      // What is held back outlives a form that was discarded.
      if state.restricted.contains(where: { $0.draft == draft && $0.response == nil }) {
        state.drafts.removeAll { $0.id == draft }
      } else {
        try state.removeDraft(draft)
      }
      state.erasedDrafts.insert(draft)
      state.restricted.removeAll { $0.draft == draft }
      state.note(at: occasion.at, by: occasion.by, why: occasion.why, .erased, batch: nil)
    }
  }

  public func find(key: String) throws -> KeyFinding {
    try read { state in
      let gone = Set(
        state.keys.filter { $0.key.key == key && state.erased.contains($0.value) }.map(\.value))
      return KeyFinding(
        responses: state.responses.filter { $0.response.key == key }
          .map { KeyFinding.Found(survey: $0.survey, response: $0.response) },
        drafts: state.drafts.filter { $0.response.key == key },
        erasures: state.erasures.filter { gone.contains($0.response) })
    }
  }

  public func isErased(draft: EntryDraft.ID) throws -> Bool { try read { $0.erasedDrafts.contains(draft) } }

  public func erasures() throws -> [Erasure] { try read { $0.erasures } }

  public func replay(_ erasures: [Erasure]) throws -> Int { try write { $0.replay(erasures) } }

  /// Memory has no places to wipe.
  public func wipe() throws {}

  public func restrict(_ text: RestrictedText, savingDraft draft: EntryDraft) throws {
    try write { state in
      try state.save(draft)
      var kept = text
      kept.response = text.response ?? draft.secondOf
      state.keep(kept)
    }
  }

  public func restrict(_ text: RestrictedText, ofResponse id: Int64) throws {
    try write { try $0.restrict(text, ofResponse: id) }
  }

  public func restrictedTexts(event: Event.ID?) throws -> [RestrictedText] {
    try read { state in
      state.restricted.filter { event == nil || $0.session.event == event }
    }
  }

  public func read(restrictedText id: String, on occasion: Occasion) throws -> RestrictedText {
    try write { state in
      guard let text = state.restricted.first(where: { $0.id == id }) else {
        throw StoreError.noSuchRestrictedText
      }
      state.note(
        at: occasion.at, by: occasion.by, why: occasion.why, .looked, batch: nil, response: text.response,
        question: text.question)
      return text
    }
  }

  public func record(_ figures: EnteredFigures) throws {
    try write { state in
      state.figures.append(figures)
      state.note(at: figures.at, by: figures.by, why: figures.why, .counted, batch: nil)
    }
  }

  public func figures(event: Event.ID) throws -> [EnteredFigures] {
    try read { $0.figures.filter { $0.session.event == event } }
  }

  public func completeSecond(_ draft: EntryDraft) throws -> Int64 {
    try write { try $0.completeSecond(draft, at: clock()) }
  }

  public func secondKeyings(survey: Survey.ID, event: Event.ID) throws -> [SecondKeying] {
    try read { $0.seconds(survey: survey, event: event) }
  }

  public func keepUnfinished(_ settlement: Settlement, ofKeying keying: Int64) throws {
    try write { try $0.keepUnfinished(settlement, ofKeying: keying) }
  }

  public func settle(_ keying: Int64, _ settlement: Settlement, seen: Response) throws -> Batch? {
    try write { try $0.settle(keying, settlement, seen: seen) }
  }

  public func discard(secondKeying number: Int64, on occasion: Occasion) throws {
    try write { try $0.discard(secondKeying: number, on: occasion) }
  }

  public func keep(_ sample: KeyingSample) throws { try write { $0.samples.append(sample) } }

  public func samples(event: Event.ID) throws -> [KeyingSample] {
    try read { $0.samples.filter { $0.session.event == event } }
  }
}

extension InMemoryStore {
  public func save(_ codes: [CodedText], on occasion: Occasion) throws -> Int {
    try write { try $0.save(codes, on: occasion) }
  }

  public func importCodes(_ codes: [CodedText], as draft: BatchDraft) throws -> Batch? {
    try write { try $0.importCodes(codes, as: draft) }
  }

  public func remove(_ codes: [CodedText.Key], on occasion: Occasion) throws -> Int {
    try write { $0.remove(codes, on: occasion) }
  }

  public func codes(_ query: CodeQuery) throws -> [CodedText] { try read { $0.codes(query) } }

  public func codingProgress(survey: Survey.ID, event: Event.ID?) throws -> [CodingProgress] {
    try read { $0.codingProgress(survey: survey, event: event) }
  }

  public func keep(_ draw: CodingDraw) throws {
    try write { state in
      state.draws.removeAll { $0.isSame(as: draw) }
      state.draws.append(draw)
    }
  }

  public func codingDraws(survey: Survey.ID) throws -> [CodingDraw] {
    try read { $0.draws.filter { $0.survey == survey } }
  }

  public func lastChange() throws -> Int64 { try read { $0.lastChange } }
}

extension InMemoryStore {
  public func record(_ release: Release, _ documents: ReleaseDocuments) throws {
    try write { try $0.record(release, documents) }
  }

  public func add(_ files: [Release.File], toRelease number: Int) throws {
    try write { try $0.add(files, toRelease: number) }
  }

  public func releases() throws -> [Release] { try read { $0.releases.map(\.release) } }

  public func documents(ofRelease number: Int) throws -> ReleaseDocuments {
    try read { try $0.kept(release: number).documents }
  }

  @discardableResult
  public func withdraw(release number: Int, isUnread: Bool, on occasion: Occasion) throws -> Release {
    try write {
      try $0.withdraw(release: number, Release.Withdrawal(occasion: occasion, isUnread: isUnread))
    }
  }

  public func secret(ofRecipient name: String, orElse new: [UInt8]) throws -> [UInt8] {
    try write { $0.secret(ofRecipient: name, orElse: new) }
  }

  public func save(_ reviews: [TextReview], on occasion: Occasion) throws -> Int {
    try write { try $0.save(reviews, on: occasion) }
  }

  public func removeReviews(of texts: [TextPlace], on occasion: Occasion) throws -> Int {
    try write { $0.removeReviews(of: texts, on: occasion) }
  }

  public func reviews(survey: Survey.ID, event: Event.ID?) throws -> [TextReview] {
    try read { $0.reviews(survey: survey, event: event) }
  }

  public func queue(_ texts: [QueuedText]) throws -> [QueuedText] { try write { try $0.queue(texts) } }

  public func queuedTexts(survey: Survey.ID?, event: Event.ID?) throws -> [QueuedText] {
    try read { $0.queuedTexts(survey: survey, event: event) }
  }

  public func decide(_ number: Int64, _ verdict: QueuedText.Verdict) throws {
    try write { try $0.decide(number, verdict) }
  }

  public func noteReading(ofQueued number: Int64, on occasion: Occasion) throws {
    try write { try $0.noteReading(ofQueued: number, on: occasion) }
  }
}
