public import EngageModel

/// Putting right, withdrawing and erasing in memory.
extension InMemoryState {
  /// A response that stands.
  func live(_ id: Int64) throws -> StoredResponse {
    guard let stored = stored(id), !erased.contains(id) else { throw StoreError.noSuchResponse(id) }
    if stored.response.withdrawn { throw StoreError.withdrawn(id) }
    return stored
  }

  private mutating func openMending(
    _ kind: BatchDraft.Kind, _ stored: StoredResponse, _ occasion: Occasion
  ) -> Batch {
    open(
      BatchDraft(
        kind: kind, survey: stored.survey, event: stored.response.session.event, enteredBy: occasion.by,
        at: occasion.at), version: stored.response.version)
  }

  mutating func correct(_ wanted: Response, seen: Response, on occasion: Occasion) throws -> Batch? {
    let stored = try live(wanted.id)
    let before = stored.response
    let wanted = survey(stored.survey, version: before.version).map { wanted.kept(for: $0) } ?? wanted
    guard before.saysTheSame(as: seen) else { throw StoreError.changedMeanwhile(wanted.id) }
    guard before.session.event == wanted.session.event else { throw StoreError.otherEvent(wanted.id) }
    guard !before.saysTheSame(as: wanted) else { return nil }
    try moveKey(of: stored, to: wanted)
    let batch = openMending(.correction, stored, occasion)
    let questions = Set(before.answers.keys).union(wanted.answers.keys).sorted()
    for question in questions where before[question] != wanted[question] {
      note(
        at: occasion.at, by: occasion.by, why: occasion.why, .updated, batch: batch.number,
        response: wanted.id, question: question, before: before[question], after: wanted[question])
      responses[Int(wanted.id) - 1].response.set(wanted[question], to: question)
    }
    var moved = responses[Int(wanted.id) - 1].response
    moved.key = wanted.key
    moved.move(to: wanted)
    moved.version = before.version
    moved.details = wanted.details
    if moved != responses[Int(wanted.id) - 1].response {
      note(
        at: occasion.at, by: occasion.by, why: occasion.why, .updated, batch: batch.number,
        response: wanted.id, place: PlaceChange(before, moved))
      placements[Int64(changes.count)] = before
      responses[Int(wanted.id) - 1].response = moved
    }
    batches[batch.number - 1].updated = 1
    return batches[batch.number - 1]
  }

  /// Gives a response the key of another state of it.
  mutating func moveKey(of stored: StoredResponse, to wanted: Response) throws {
    let old = stored.response.key.map {
      EventKey(survey: stored.survey, event: stored.response.session.event, key: $0)
    }
    let new = wanted.key.map { EventKey(survey: stored.survey, event: wanted.session.event, key: $0) }
    guard old != new else { return }
    if let new, keys[new] != nil { throw StoreError.keyTaken(new.key) }
    if let old { keys[old] = nil }
    if let new { keys[new] = wanted.id }
  }

  mutating func withdraw(_ ids: [Int64], on occasion: Occasion) throws -> Batch {
    let ids = ids.uniqued()
    let stored = try ids.map { try live($0) }
    guard let first = stored.first else { throw StoreError.noSuchResponse(0) }
    let batch = openMending(.withdrawal, first, occasion)
    for id in ids {
      responses[Int(id) - 1].response.withdrawn = true
      note(
        at: occasion.at, by: occasion.by, why: occasion.why, .withdrawn, batch: batch.number, response: id)
    }
    batches[batch.number - 1].updated = ids.count
    return batches[batch.number - 1]
  }

  mutating func erase(_ ids: [Int64], on occasion: Occasion) throws -> [Erasure] {
    let ids = ids.uniqued()
    for id in ids where stored(id) == nil || erased.contains(id) { throw StoreError.noSuchResponse(id) }
    return ids.compactMap { id in
      guard let stored = stored(id) else { return nil }
      let number = stored.response.batch ?? 0
      let erasure = Erasure(
        response: id, survey: stored.survey, event: stored.response.session.event, batch: number,
        batchAt: batches.indices.contains(number - 1) ? batches[number - 1].draft.at : "",
        occasion: occasion)
      forget(id, at: occasion.at)
      erasures.append(erasure)
      note(at: occasion.at, by: occasion.by, why: occasion.why, .erased, batch: nil, response: id)
      return erasure
    }
  }

  private mutating func forget(_ id: Int64, at: String) {
    guard let stored = stored(id) else { return }
    erased.insert(id)
    if let key = stored.response.key {
      let key = EventKey(survey: stored.survey, event: stored.response.session.event, key: key)
      if keys[key] == nil { keys[key] = id }
    }
    // The key stays taken: a later export of the same form must not bring it back.
    responses[Int(id) - 1].response = Response(
      id: id, session: stored.response.session, version: stored.response.version,
      batch: stored.response.batch, withdrawn: true)
    for index in changes.indices where changes[index].response == id {
      changes[index].before = nil
      changes[index].after = nil
      changes[index].place = nil
      placements[changes[index].number] = nil
    }
    forgetCodes(of: id)
    forgetReleasedWords(ofReleasesWith: id, at: at)
    forgetReleasedRecord(of: id)
    forgetReviews(of: id)
    restricted.removeAll { $0.response == id }
    seconds.removeAll { $0.response.id == id }
    drafts.removeAll { $0.about.contains(id) }
  }

  mutating func replay(_ others: [Erasure]) -> Int {
    var count = 0
    for erasure in others where !erasures.contains(where: { $0.isSame(as: erasure) }) {
      skipNumbers(upTo: erasure)
      let batch = batches.indices.contains(erasure.batch - 1) ? batches[erasure.batch - 1] : nil
      if let stored = stored(erasure.response), !erased.contains(erasure.response),
        stored.survey == erasure.survey, stored.response.batch == erasure.batch,
        batch?.draft.at == erasure.batchAt
      {
        forget(erasure.response, at: erasure.occasion.at)
        note(
          at: erasure.occasion.at, by: erasure.occasion.by, why: erasure.occasion.why, .erased, batch: nil,
          response: erasure.response)
        count += 1
      }
      erasures.append(erasure)
    }
    return count
  }

  /// Fills the places of numbers that were given before, so that they are not given again.
  private mutating func skipNumbers(upTo erasure: Erasure) {
    while Int64(responses.count) < erasure.response {
      let id = Int64(responses.count) + 1
      let empty = Response(
        id: id, session: SessionReference(event: erasure.event, session: ""), withdrawn: true)
      responses.append(StoredResponse(survey: erasure.survey, response: empty))
      erased.insert(id)
    }
  }
}

extension Array where Element: Hashable {
  /// Each element where it stands first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Response {
  /// Whether everything a person could correct is equal.
  public func saysTheSame(as other: Response) -> Bool {
    func plain(_ response: Response) -> Response {
      var plain = response
      plain.answers = response.answers.filter { $0.value != .missing(.notAnswered) }
      if response.details?.isEmpty == true { plain.details = nil }
      (plain.batch, plain.withdrawn, plain.version) = (nil, false, 0)
      return plain
    }
    return plain(self) == plain(other)
  }
}
