import EngageModel
import EngageStore

/// Beginning, keeping and finishing forms.
extension EntrySession {
  /// Goes on to unfinished forms, if there are any to be offered, or else to a new one.
  mutating func begin() throws {
    let drafts = offersDrafts ? try unfinished() : []
    if drafts.isEmpty { beginForm() } else { stage = .resume(drafts) }
  }

  private func unfinished() throws -> [EntryDraft] {
    let drafts = try store.drafts(event: session.event, session: session.session).filter { draft in
      draft.survey == newest.id && (fixedUnit == nil || draft.response.unit == fixedUnit)
    }
    return drafts.filter { $0.enteredBy == enteredBy } + drafts.filter { $0.enteredBy != enteredBy }
  }

  /// An empty form; it is saved with the first thing entered.
  mutating func beginForm() {
    survey = newest
    form = EntryDraft(
      id: surroundings.newIdentity(), batch: 0, survey: survey.id, enteredBy: enteredBy,
      startedAt: surroundings.now(),
      response: Response(session: session, unit: fixedUnit ?? lastUnit, version: survey.version))
    warnedRequired = false
    writing = nil
    stage = fixedUnit == nil ? .unit : .key(correcting: false)
  }

  /// Takes up a form that was begun earlier, where it was left.
  mutating func goOn(with draft: EntryDraft) throws {
    let versions = try store.versions(of: draft.survey)
    survey =
      draft.response.version == newest.version
      ? newest : versions.first { $0.version == draft.response.version } ?? newest
    form = draft
    form.response.version = survey.version
    lastUnit = draft.response.unit
    let flow = flow
    form.response.answers = flow.fitting(draft.response.answers)
    let answers = form.response.answers
    if let position = draft.position {
      let applicable = flow.applicable(answers)
      let question = applicable.first { $0.id == position } ?? applicable.first { answers[$0.id] == nil }
      stage = question.map { .question($0.id) } ?? .summary
    } else if !answers.isEmpty {
      stage = .summary
    } else if form.response.key == nil {
      stage = .key(correcting: false)
    } else {
      stage = stageAfterKey
    }
  }

  /// Puts the form in hand on disk, in a sitting that is opened for it where there is none yet.
  mutating func save() throws {
    if form.batch == 0 { form.batch = try sitting() }
    do {
      try store.save(form)
    } catch StoreError.alreadyUndone {
      // Somebody took the sitting back since the form was begun: it goes into another one.
      sittings[survey.version] = nil
      form.batch = try sitting()
      try store.save(form)
    }
  }

  private mutating func sitting() throws -> Int {
    if let number = sittings[survey.version] { return number }
    let draft = BatchDraft(
      kind: .entry, survey: survey.id, event: session.event, enteredBy: enteredBy, at: surroundings.now())
    let number = try store.openSitting(draft, answering: survey).number
    sittings[survey.version] = number
    return number
  }

  /// Stores the form in hand and begins the next one.
  mutating func complete() throws -> Reply {
    let kept = form
    form.response.answers = flow.finished(form.response.answers)
    form.position = nil
    let number: Int64
    do {
      number = try completeInSitting(kept)
    } catch StoreError.keyTaken {
      form = kept
      stage = .key(correcting: true)
      return .refused(
        "The number of this form is taken by another one that is stored already. Nothing is lost: give it another number."
      )
    }
    storedCount += 1
    lastUnit = form.response.unit
    if let key = form.response.key { numbersInUse?.insert(key) }
    let what = storedCount == 1 ? "1 form" : "\(storedCount) forms"
    let reply = Reply.accepted("Stored as response \(number). \(what) in this sitting.")
    // The response is stored: a failure to look for more unfinished forms must not undo that here.
    do { try begin() } catch { beginForm() }
    return reply
  }

  private mutating func completeInSitting(_ kept: EntryDraft) throws -> Int64 {
    do {
      return try store.complete(form)
    } catch StoreError.alreadyUndone {
      let finished = form
      form = kept
      try save()
      form.response.answers = finished.response.answers
      return try store.complete(form)
    }
  }

  /// Forgets the form in hand and begins the next one.
  mutating func discard() throws -> Reply {
    if form.batch > 0 { try store.discard(form.id, by: enteredBy, why: "discarded during entry") }
    do { try begin() } catch { beginForm() }
    return .accepted("The form was discarded.")
  }

  /// Whether a stored response of the event has this form number.
  mutating func isInUse(_ number: String) throws -> Bool {
    if numbersInUse == nil { numbersInUse = try storedNumbers() }
    guard numbersInUse?.contains(number) == true else { return false }
    // It may have been taken back since.
    numbersInUse = try storedNumbers()
    return numbersInUse?.contains(number) == true
  }

  private func storedNumbers() throws -> Set<String> {
    Set(try store.responses(ResponseQuery(survey: newest.id, event: session.event)).compactMap(\.key))
  }
}
