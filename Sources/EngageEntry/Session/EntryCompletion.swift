import EngageModel
import EngageStore

/// Finishing forms.
extension EntrySession {
  /// Stores the form in hand and begins the next one.
  /// - Parameter why: for a stored response that was put right: the reason.
  mutating func complete(why: String = "") throws -> Reply {
    let kept = form
    let finished = finishedForm
    do {
      if seen != nil { return try completeCorrection(finished, why) }
      return try completeNew(finished)
    } catch StoreError.keyTaken(let key) {
      form = kept
      numbersInUse = nil
      stage = .key(correcting: true)
      let holder = try holder(of: key)
      if let holder, holder.isErased { return .refused("This number \(holder.words)") }
      let words = holder?.words ?? "is on another form that is stored already"
      return .refused(
        "The number of this form is taken: it \(words). Nothing is lost: give this one another number.")
    }
  }

  /// The form as it is stored.
  private var finishedForm: EntryDraft {
    var finished = form
    let flow = flow
    let said = form.response.answers
    finished.response.answers = flow.finished(said)
    finished.position = nil
    var details = details
    details.hidden = [:]
    for question in flow.leftOut(said) { details.hidden[question.id] = said[question.id] }
    details.restricted.formIntersection(survey.questions.map(\.id))
    finished.response.details = details.isEmpty ? nil : details
    return finished
  }

  private mutating func completeNew(_ finished: EntryDraft) throws -> Reply {
    let number = try completeInSitting(finished)
    storedCount += 1
    pace.finish(at: surroundings.elapsed())
    lastUnit = form.response.unit
    carryOver()
    if let key = form.response.key, purpose == .first { numbersInUse?.insert(key) }
    let what = storedCount == 1 ? "1 form" : "\(storedCount) forms"
    let words =
      form.secondOf == nil
      ? "Stored as response \(number). \(what) in this sitting."
      : "Kept as a second keying. \(what) in this sitting."
    try goOnAfterForm()
    return .accepted(words)
  }

  /// What stays for the next form: the answers that were marked for it, as they were given last.
  private mutating func carryOver() {
    for question in carried.answers.keys {
      if let answer = form.response.answers[question], answer.missingReason == nil {
        carried.answers[question] = answer
      }
    }
    if form.response.unit == .person { carried.number = form.response.key }
  }

  private mutating func completeInSitting(_ finished: EntryDraft) throws -> Int64 {
    try checkNobodyElseWrote()
    func write(_ draft: EntryDraft) throws -> Int64 {
      draft.secondOf == nil ? try store.complete(draft) : try store.completeSecond(draft)
    }
    do {
      return try write(finished)
    } catch StoreError.noSuchResponse {
      throw StoreError.erasedMeanwhile
    } catch StoreError.alreadyUndone {
      // Somebody took the sitting back: the form goes into another one.
      try save()
      var moved = finished
      moved.batch = form.batch
      return try write(moved)
    }
  }

  private mutating func completeCorrection(_ finished: EntryDraft, _ why: String) throws -> Reply {
    guard let seen else { return .accepted(nil) }
    let words = why.trimmed
    if words.isEmpty, finished.response != seen, form.response.details?.table == nil {
      throw EntryRefusal("Say why it is changed, in a few words.")
    }
    let occasion = Occasion(
      at: surroundings.now(), by: enteredBy,
      why: words.isEmpty ? "a further page of the table's notes" : words)
    let batch: Batch?
    do {
      batch = try store.correct(finished.response, seen: seen, on: occasion)
    } catch StoreError.noSuchResponse {
      throw StoreError.erasedMeanwhile
    }
    // If that fails, the draft that is left over says the same as the response.
    try forgetDraft(why: "kept as a correction")
    pace.finish(at: surroundings.elapsed())
    if !isMendingOne { storedCount += 1 }
    try goOnAfterForm()
    guard let batch else { return .accepted("Nothing differs, so nothing was changed.") }
    return .accepted(
      "Response \(finished.response.id) is changed, as batch \(batch.number): “engage batches undo \(batch.number)” takes it back."
    )
  }

  /// Takes the form in hand off the disk, if it is there: what is put right may never have been saved.
  func forgetDraft(why: String = "nothing was changed") throws {
    do {
      try store.discard(form.id, by: enteredBy, why: why)
    } catch StoreError.noSuchDraft where form.response.id > 0 {
      return
    }
  }
}
