import EngageModel

/// Writes one import into a copy of the store.
final class InMemoryWriter: BatchWriter {
  private(set) var state: InMemoryState
  private let survey: Survey
  private let policy: ExistingKeyPolicy
  private let number: Int
  private let draft: BatchDraft

  init(_ state: InMemoryState, _ draft: BatchDraft, _ survey: Survey, _ policy: ExistingKeyPolicy) throws {
    let same = state.batches.first { batch in
      draft.fingerprint != nil && batch.draft.fingerprint == draft.fingerprint
        && batch.draft.survey == draft.survey && batch.undone == nil
    }
    if let same { throw StoreError.sameContent(batch: same.number) }
    self.state = state
    self.draft = draft
    self.survey = survey
    self.policy = policy
    try self.state.register(survey)
    number = self.state.open(draft, version: survey.version).number
  }

  func append(_ batch: borrowing ResponseBatch) throws -> AppendResult {
    var result = AppendResult()
    let questions = batch.schema.told
    var taken: [(row: Int, response: Response)] = []
    for row in 0..<batch.count {
      let response = batch.response(at: row)
      if state.add(response, to: number, of: survey) != nil {
        result.stored += 1
      } else {
        taken.append((row, response))
      }
    }
    for (row, response) in taken { meet(response, row, questions, &result) }
    return result
  }

  /// Compares a response with the one stored under its key.
  private func meet(_ arrived: Response, _ row: Int, _ questions: [Question.ID], _ result: inout AppendResult)
  {
    let key = InMemoryState.EventKey(
      survey: survey.id, event: arrived.session.event, key: arrived.key ?? "")
    guard let id = state.keys[key], let stored = state.stored(id)?.response else { return }
    let isErased = state.erased.contains(id)
    if isErased || stored.withdrawn {
      result.skipped += 1
      if isErased { result.erased += 1 } else { result.withdrawn += 1 }
      return
    }
    let differing = questions.filter { stored[$0] != arrived[$0] }
    let isElsewhere =
      stored.session != arrived.session || stored.unit != arrived.unit || stored.people != arrived.people
    if differing.isEmpty, !isElsewhere {
      result.skipped += 1
      return
    }
    guard case .update = policy else {
      result.conflicts.append(KeyConflict(row: row, response: id, questions: differing))
      return
    }
    update(stored, with: arrived, differing, isElsewhere: isElsewhere)
    result.updated += 1
  }

  private func update(
    _ stored: Response, with arrived: Response, _ differing: [Question.ID], isElsewhere: Bool
  ) {
    let index = Int(stored.id) - 1
    if isElsewhere || stored.version != survey.version {
      var place = arrived
      place.version = survey.version
      place.submittedAt = arrived.submittedAt ?? stored.submittedAt
      state.responses[index].response.move(to: place)
      note(stored.id, place: PlaceChange(stored, state.responses[index].response))
      state.placements[Int64(state.changes.count)] = stored
    }
    for question in differing {
      state.responses[index].response.set(arrived[question], to: question)
      note(stored.id, question, before: stored[question], after: arrived[question])
    }
    state.batches[number - 1].updated += 1
  }

  private func note(
    _ id: Int64, _ question: Question.ID? = nil, before: Answer? = nil, after: Answer? = nil,
    place: PlaceChange? = nil
  ) {
    state.note(
      at: draft.at, by: draft.enteredBy, why: draft.sourceName ?? "import", .updated, batch: number,
      response: id,
      question: question, before: before, after: after, place: place)
  }

  func earlierBatches() -> [Batch] {
    state.batches.filter {
      $0.number != number && $0.draft.event == draft.event && $0.undone == nil
    }
  }

  func recognise(by rows: RowsDigest) { state.batches[number - 1].rows = rows }

  /// Closes the batch.
  /// - Returns: `nil` if there is nothing in it.
  func finish() -> Batch? {
    let batch = state.batches[number - 1]
    guard batch.stored + batch.updated > 0 else { return nil }
    state.note(
      at: draft.at, by: draft.enteredBy, why: draft.sourceName ?? "import", .stored, batch: number)
    return batch
  }
}
