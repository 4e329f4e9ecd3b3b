import EngageModel

/// What entry keeps beside responses, in memory.
extension InMemoryState {
  mutating func save(_ draft: EntryDraft) throws {
    try checkStands(draft.batch)
    if let index = drafts.firstIndex(where: { $0.id == draft.id }) {
      drafts[index] = draft
    } else {
      drafts.append(draft)
    }
  }

  mutating func restrict(_ text: RestrictedText, ofResponse id: Int64) throws {
    guard let stored = stored(id), !erased.contains(id) else { throw StoreError.noSuchResponse(id) }
    var kept = text
    kept.response = id
    restricted.append(kept)
    var response = stored.response
    var details = response.details ?? ResponseDetails()
    details.restricted.insert(text.question)
    if let point = text.point, details.table?.points[text.question]?.indices.contains(point) == true {
      details.table?.points[text.question]?[point].text = ""
      details.table?.points[text.question]?[point].isRestricted = true
      response.set(
        TablePoint.answer(details.table?.points[text.question] ?? []) ?? .missing(.notAnswered),
        to: text.question)
    } else {
      response.set(.missing(.notAnswered), to: text.question)
    }
    response.details = details
    responses[Int(id) - 1].response = response
    for index in changes.indices
    where changes[index].response == id && changes[index].question == text.question {
      if case .text = changes[index].before { changes[index].before = nil }
      if case .text = changes[index].after { changes[index].after = nil }
    }
    note(
      at: text.flagged.at, by: text.flagged.by, why: text.flagged.why, .restricted, batch: nil,
      response: id, question: text.question)
  }

  mutating func completeSecond(_ draft: EntryDraft, at: String) throws -> Int64 {
    guard let first = draft.secondOf else { throw StoreError.noSuchResponse(0) }
    let stored = try live(first)
    try checkStands(draft.batch)
    try removeDraft(draft.id)
    var response = draft.response
    response.id = first
    let number = (seconds.map(\.number).max() ?? 0) + 1
    seconds.append(
      SecondKeying(
        number: number, enteredBy: draft.enteredBy, at: at, response: response, first: stored.response))
    return number
  }

  mutating func keepUnfinished(_ settlement: Settlement, ofKeying number: Int64) throws {
    guard let index = seconds.firstIndex(where: { $0.number == number }) else {
      throw StoreError.noSuchSecondKeying(number)
    }
    if seconds[index].settlement != nil { throw StoreError.alreadySettled(number) }
    seconds[index].unfinished = settlement
  }

  mutating func settle(_ number: Int64, _ settlement: Settlement, seen: Response) throws -> Batch? {
    guard let index = seconds.firstIndex(where: { $0.number == number }) else {
      throw StoreError.noSuchSecondKeying(number)
    }
    if seconds[index].settlement != nil { throw StoreError.alreadySettled(number) }
    let batch = try correct(settlement.applied(to: seen), seen: seen, on: settlement.occasion)
    seconds[index].settlement = settlement
    seconds[index].unfinished = nil
    return batch
  }

  /// Seconds of a first keying that stands.
  func seconds(survey: Survey.ID, event: Event.ID) -> [SecondKeying] {
    seconds.filter { keying in
      guard let first = stored(keying.response.id), first.survey == survey else { return false }
      return !first.response.withdrawn && first.response.session.event == event
    }
  }
}
