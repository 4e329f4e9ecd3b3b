import EngageModel

/// What entry keeps beside responses, in memory.
extension InMemoryState {
  mutating func save(_ draft: EntryDraft) throws {
    try checkStands(draft.batch)
    if erasedDrafts.contains(draft.id) || draft.about.contains(where: erased.contains) {
      throw StoreError.erasedMeanwhile
    }
    if let index = drafts.firstIndex(where: { $0.id == draft.id }) {
      drafts[index] = draft
    } else {
      drafts.append(draft)
    }
  }

  mutating func restrict(_ text: RestrictedText, ofResponse id: Int64) throws {
    guard stored(id) != nil, !erased.contains(id) else { throw StoreError.noSuchResponse(id) }
    var kept = text
    kept.response = id
    keep(kept)
    responses[Int(id) - 1].response.withhold(text.question, point: text.point, text: text.text)
    for index in changes.indices where changes[index].response == id {
      placements[changes[index].number]?.details?.withhold(
        text.question, point: text.point, text: text.text)
      guard changes[index].question == text.question else { continue }
      if case .text = changes[index].before { changes[index].before = nil }
      if case .text = changes[index].after { changes[index].after = nil }
    }
    forgetCodes(of: id, question: text.question)
    forgetReleasedWords(ofReleasesWith: id, at: text.flagged.at)
    forgetReviews(of: id, question: text.question)
    for index in seconds.indices where seconds[index].response.id == id {
      seconds[index].withhold(text)
    }
    for index in drafts.indices where drafts[index].secondOf == id {
      drafts[index].response.withholdCopy(text.question, isPoint: text.point != nil, text: text.text)
    }
    note(
      at: text.flagged.at, by: text.flagged.by, why: text.flagged.why, .restricted, batch: nil,
      response: id, question: text.question)
  }

  /// Keeps a text that is held back, in place of the one of the same identity.
  mutating func keep(_ text: RestrictedText) {
    restricted.removeAll { $0.id == text.id }
    restricted.append(text)
  }

  mutating func completeSecond(_ draft: EntryDraft, at: String) throws -> Int64 {
    guard let first = draft.secondOf else { throw StoreError.noSuchResponse(0) }
    let stored = try live(first)
    try checkStands(draft.batch)
    try removeDraft(draft.id)
    var response = draft.response
    response.id = first
    lastSecond += 1
    sittings[lastSecond] = draft.batch
    seconds.append(
      SecondKeying(
        number: lastSecond, enteredBy: draft.enteredBy, at: at, response: response, first: stored.response))
    return lastSecond
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

  mutating func discard(secondKeying number: Int64, on occasion: Occasion) throws {
    guard let index = seconds.firstIndex(where: { $0.number == number }) else {
      throw StoreError.noSuchSecondKeying(number)
    }
    let keying = seconds.remove(at: index)
    note(
      at: occasion.at, by: occasion.by, why: occasion.why, .discarded, batch: sittings[number],
      response: keying.response.id)
  }

  /// Seconds of a first keying that stands.
  func seconds(survey: Survey.ID, event: Event.ID) -> [SecondKeying] {
    seconds.filter { keying in
      guard let first = stored(keying.response.id), first.survey == survey else { return false }
      return !first.response.withdrawn && first.response.session.event == event
    }
  }
}
