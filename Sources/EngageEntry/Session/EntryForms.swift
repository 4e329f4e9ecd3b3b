import EngageModel
import EngageStore

/// Beginning and keeping forms.
extension EntrySession {
  /// Goes on to unfinished forms, if there are any to be offered, or else to a new one.
  /// - Parameter isStart: whether the sitting begins: the survey was read just now.
  mutating func begin(isStart: Bool = false) throws {
    var drafts = offersDrafts ? try unfinished() : []
    // Between two forms those of others are likely being typed at this moment.
    if !isStart { drafts.removeAll { $0.enteredBy != enteredBy } }
    if drafts.isEmpty { beginForm(knowsSurvey: isStart) } else { stage = .resume(drafts) }
  }

  private func unfinished() throws -> [EntryDraft] {
    let drafts = try store.drafts(event: session.event, session: session.session).filter { draft in
      draft.survey == newest.id && (fixedUnit == nil || draft.response.unit == fixedUnit)
        && (draft.secondOf != nil) == (purpose == .second)
    }
    return drafts.filter { $0.enteredBy == enteredBy } + drafts.filter { $0.enteredBy != enteredBy }
  }

  /// An empty form; it is saved with the first thing entered.
  /// - Parameter knowsSurvey: whether the survey was read just now.
  mutating func beginForm(knowsSurvey: Bool = false) {
    if !knowsSurvey { readSurveyAnew() }
    survey = newest
    form = EntryDraft(
      id: surroundings.newIdentity(), batch: 0, survey: survey.id, enteredBy: enteredBy,
      startedAt: surroundings.now(),
      response: Response(session: session, unit: fixedUnit ?? lastUnit, version: survey.version))
    seen = nil
    onDisk = nil
    forgetProgress()
    pace.wait()
    if purpose == .second || fixedUnit == .person {
      stage = .key(correcting: false)
    } else {
      stage = fixedUnit == nil ? .unit : stageAfterUnit
    }
  }

  /// The survey may have been changed since; the form in hand keeps its own version.
  private mutating func readSurveyAnew() {
    do {
      guard let found = try companions.newestSurvey(), found.id == newest.id, found != newest else { return }
      // A change that the store can't take must not be found out by the one who types the next form.
      try store.register(found)
      if found.version != newest.version {
        notice = "The survey has a new version, \(found.version). It is asked from this form on."
      }
      if let language, !found.languages.all.contains(language) { self.language = nil }
      newest = found
    } catch let error as StoreError {
      let diagnostic = error.diagnostic
      let hint = diagnostic.hint.map { " What helps: \($0)." } ?? ""
      notice =
        "The survey's file was changed, but the questions stay as they were: \(diagnostic.message).\(hint)"
    } catch {
      notice =
        "The survey's file can't be read as it is now, so the questions stay as they were. “engage survey check” says why."
    }
  }

  private mutating func forgetProgress() {
    history = EntryHistory()
    halfTyped = nil
    warnedRequired = false
    warnedNumber = nil
    writing = nil
  }

  /// Takes up a form that was begun earlier, where it was left.
  mutating func goOn(with draft: EntryDraft) throws {
    try useVersion(draft.response.version)
    seen = draft.response.id > 0 ? try stored(draft.response.id) : nil
    form = draft
    onDisk = draft
    form.response.version = survey.version
    lastUnit = draft.response.unit
    forgetProgress()
    pace.interrupt()
    let flow = flow
    form.response.answers = flow.fitting(draft.response.answers)
    let answers = form.response.answers
    if let position = draft.position {
      let applicable = flow.applicable(answers)
      let question = applicable.first { $0.id == position } ?? applicable.first { answers[$0.id] == nil }
      stage = question.map { .question($0.id) } ?? .summary
    } else if !answers.isEmpty || draft.response.id > 0 {
      stage = .summary
    } else if form.response.key == nil {
      stage = .key(correcting: false)
    } else {
      stage = stageAfterKey
    }
  }

  private mutating func useVersion(_ version: Int) throws {
    let kept =
      version == newest.version ? nil : try store.versions(of: newest.id).first { $0.version == version }
    survey = kept ?? newest
  }

  /// A stored response that can be put right.
  private func stored(_ id: Int64) throws -> Response {
    guard let response = try store.response(id), !response.withdrawn else { throw StoreError.withdrawn(id) }
    return response
  }

  /// Takes up a stored response, to put it right; it shows its end, from where everything can be reached.
  mutating func take(up response: Response) throws {
    try useVersion(response.version)
    seen = response
    onDisk = nil
    forgetProgress()
    pace.interrupt()
    var said = response.answers.filter { $0.value != .missing(.notAsked) }
    for (question, answer) in response.details?.hidden ?? [:] { said[question] = answer }
    var opened = response
    opened.details?.hidden = [:]
    opened.answers = said
    if opened.details?.isEmpty == true { opened.details = nil }
    form = EntryDraft(
      id: surroundings.newIdentity(), batch: response.batch ?? 0, survey: survey.id, enteredBy: enteredBy,
      startedAt: surroundings.now(), response: opened)
    form.response.answers = flow.fitting(said)
    stage = .summary
  }

  /// Puts the form in hand on disk, in a sitting that is opened for it where there is none yet.
  mutating func save() throws {
    try keep { session throws in try session.store.save(session.form) }
  }

  /// Writes the form in hand; if somebody took its sitting back meanwhile, it goes into another one.
  mutating func keep(_ write: (inout EntrySession) throws -> Void) throws {
    if form.batch == 0 { form.batch = try sitting() }
    pace.note(at: surroundings.elapsed())
    halfTyped = nil
    try checkNobodyElseWrote()
    do {
      try write(&self)
    } catch StoreError.alreadyUndone where form.response.id == 0 {
      sittings[survey.version] = nil
      form.batch = try sitting()
      try write(&self)
    }
    onDisk = form
  }

  private mutating func sitting() throws -> Int {
    if let number = sittings[survey.version] { return number }
    let draft = BatchDraft(
      kind: .entry, survey: survey.id, event: session.event, enteredBy: enteredBy, at: surroundings.now())
    let number = try store.openSitting(draft, answering: survey).number
    sittings[survey.version] = number
    return number
  }

  /// Forgets the form in hand and begins the next one.
  mutating func discard() throws -> Reply {
    if form.batch > 0 { try forgetDraft(why: "discarded during entry") }
    let what = form.response.id > 0 ? "Nothing was changed." : "The form was discarded."
    try goOnAfterForm()
    return .accepted(what)
  }

  /// Leaves a form that somebody erased while it was in hand, and goes on with the next one.
  /// - Returns: what to say of it.
  mutating func leaveErased() throws -> String {
    form.batch = 0
    try goOnAfterForm()
    return "Somebody erased this form while you had it in hand. Nothing of it is kept."
  }

  /// After a form: the next one. It is stored or discarded already, so what fails now must not undo that.
  mutating func goOnAfterForm() throws {
    if isMendingOne {
      // Nothing is left in hand that could be gone on with.
      form.batch = 0
      stage = .finished
      return
    }
    do { try begin() } catch { beginForm() }
  }
}
