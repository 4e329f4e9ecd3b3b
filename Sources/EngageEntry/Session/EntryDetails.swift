import EngageModel
import EngageStore

/// What is kept beside the answers of the form in hand; each is on disk when it returns.
extension EntrySession {
  /// Puts a remark on the form; an empty one takes it away.
  mutating func setNote(_ text: String) throws {
    let note = text.trimmed
    try changeDetails { $0.note = note.isEmpty ? nil : note }
  }

  /// Marks the question that is asked, or takes the mark away, for somebody to look at it again.
  /// - Returns: whether it is marked now.
  @discardableResult
  mutating func toggleDoubtful() throws -> Bool {
    guard case .question(let id) = stage else {
      throw EntryRefusal("No question is asked here. \(face.name(.secondLook)) marks the whole form.")
    }
    try changeDetails { details in
      if details.doubtful.remove(id) == nil { details.doubtful.insert(id) }
    }
    return details.doubtful.contains(id)
  }

  /// Marks the whole form, or takes the mark away.
  /// - Returns: whether it is marked now.
  @discardableResult
  mutating func toggleSecondLook() throws -> Bool {
    try changeDetails { $0.secondLook.toggle() }
    return details.secondLook
  }

  /// Says in which language the text that is asked for was written, and who translated it; `nil` takes that away.
  mutating func setOrigin(_ origin: TextOrigin?) throws {
    let question = try textQuestion()
    try changeDetails { $0.origins[question.id] = origin }
  }

  /// The question asked now, where it asks for a text.
  /// - Throws: `EntryRefusal`.
  func textQuestion() throws(EntryRefusal) -> Question {
    guard case .question(let id) = stage, let question = survey.question(id), question.type == .text else {
      throw EntryRefusal("That is for questions in people's own words.")
    }
    return question
  }

  private mutating func changeDetails(_ change: (inout ResponseDetails) -> Void) throws {
    guard isFormOpen else { throw EntryRefusal("There is no form open.") }
    remember()
    change(&details)
    try save()
  }

  /// Whether a form is in hand that something can be said about.
  var isFormOpen: Bool {
    switch stage {
    case .resume, .unit, .tableKind, .earlierTable, .finished: false
    case .key, .people, .facilitator, .noteTaker: purpose == .first || form.secondOf != nil
    case .question, .summary: true
    }
  }

  /// Shows the questions in another language; the answers stay.
  /// - Throws: `EntryRefusal` that names those there are.
  mutating func setLanguage(_ code: String) throws {
    let all = survey.languages.all
    guard let known = all.first(where: { $0.lowercased() == code.lowercased() }) else {
      throw EntryRefusal("The survey is there in: \(all.joined(separator: ", ")). Type one of them.")
    }
    language = known
  }

  /// Keeps the answer to the question asked now for the next forms, or stops keeping it.
  /// - Returns: whether it is kept from now on.
  mutating func toggleKept(_ answer: Answer? = nil) throws -> Bool {
    guard case .question(let id) = stage, let question = survey.question(id) else {
      throw EntryRefusal("No question is asked here whose answer could be kept.")
    }
    guard purpose == .first else { throw EntryRefusal("A second keying reads every answer from the paper.") }
    guard !holdsBackWhole(question) else {
      throw EntryRefusal("The text here is held back, so it can't be kept for the next forms.")
    }
    let wasWanted = carried.wanted.remove(id) != nil
    if carried.answers.removeValue(forKey: id) != nil || wasWanted { return false }
    if let kept = answer ?? current(question), kept.missingReason == nil {
      carried.answers[id] = kept
    } else {
      carried.wanted.insert(id)
    }
    return true
  }

  /// Takes the text of the question asked now out of everybody's sight.
  /// - Parameter typed: the text as far as it was written; what the form says already if `nil`.
  /// - Returns: whether there was a text to hold back.
  mutating func holdBack(_ typed: String? = nil) throws -> Bool {
    guard case .question(let id) = stage, survey.question(id)?.type == .text else { return false }
    var texts: [String] = []
    if case .text(let said)? = form.response.answers[id], typed.map({ !$0.hasPrefix(said) }) ?? true {
      texts = [said]
    }
    texts += [typed, details.origins[id]?.original].compactMap(\.self)
    texts = texts.map(\.trimmed).filter { !$0.isEmpty }
    guard !texts.isEmpty else { return false }
    form.response.answers[id] = nil
    try restrict(texts.joined(separator: "\n"), id, nil)
    return true
  }

  /// Where the text of a question is held back, what is added to it belongs to the same worry.
  /// - Returns: whether it was held back as well, which `notice` tells.
  mutating func holdBackMore(_ typed: String, at question: Question) throws -> Bool {
    guard holdsBackWhole(question), try holdBack(typed) else { return false }
    notice = "Held back as well, like the text that stood there: nobody sees it in lists, exports or reports."
    return true
  }

  /// Whether all that is said to a question is held back, and not single points of a table.
  func holdsBackWhole(_ question: Question) -> Bool {
    question.type == .text && details.restricted.contains(question.id)
      && !(details.table?.points[question.id] ?? []).contains(where: \.isRestricted)
  }

  /// Takes a point of a table out of everybody's sight.
  /// - Parameters:
  ///   - points: as they are from now on, the one that is held back without its text.
  mutating func holdBack(point: Int, _ text: String, of points: [TablePoint], to question: Question) throws {
    var notes = details.table ?? TableNotes()
    notes.points[question.id] = points
    details.table = notes
    form.response.answers[question.id] = TablePoint.answer(points)
    try restrict(text, question.id, point)
  }

  private mutating func restrict(_ text: String, _ question: Question.ID, _ point: Int?) throws {
    let isStored = form.response.id > 0
    let held = RestrictedText(
      id: surroundings.newIdentity(), survey: survey.id, session: session, draft: isStored ? nil : form.id,
      response: isStored ? form.response.id : nil, question: question, point: point, text: text,
      flagged: Occasion(
        at: surroundings.now(), by: enteredBy, why: "somebody may be in danger: flagged during entry"))
    details.restricted.insert(question)
    details.origins[question] = nil
    carried.answers[question] = nil
    carried.wanted.remove(question)
    writing = nil
    history.forget(question, point: point == nil ? nil : text)
    if isStored {
      try store.restrict(held, ofResponse: form.response.id)
      seen = try store.response(form.response.id)
      try save()
    } else {
      try keep { session throws in try session.store.restrict(held, savingDraft: session.form) }
      if let first = form.secondOf { try holdBackFirst(first, held) }
    }
  }

  /// Whoever keys a form a second time may see a worry that the first did not: the same words are on the same paper.
  /// Where the first keying has no such point of a table, all that stands at the question is held back.
  private func holdBackFirst(_ first: Int64, _ seen: RestrictedText) throws {
    guard let response = try store.response(first), !response.withdrawn,
      case .text(let whole) = response[seen.question]
    else { return }
    var held = seen
    (held.id, held.draft, held.response) = (surroundings.newIdentity(), nil, first)
    held.point = seen.point.flatMap { _ in
      response.details?.table?.points[seen.question]?.firstIndex {
        KeyedText($0.text) == KeyedText(seen.text)
      }
    }
    held.text = held.point == nil ? whole : seen.text
    try store.restrict(held, ofResponse: first)
  }

  /// Keeps what is half typed on disk with the form, for when the machine dies. It is no answer yet: the next thing
  /// that is accepted takes its place.
  /// - Throws: `StoreError`.
  mutating func keepHalfTyped(_ written: String) throws {
    let text = written.trimmed
    guard case .question(let id) = stage, let question = survey.question(id), question.type == .text,
      form.batch > 0, !text.isEmpty, text != halfTyped, form.response.answers[id] != .text(text),
      !holdsBackWhole(question)
    else { return }
    var draft = form
    if writesPoints(question) {
      var notes = details.table ?? TableNotes()
      let points = points(to: question) + [TablePoint(text: PointReader.oneLine(text))]
      notes.points[id] = points
      var kept = details
      kept.table = notes
      draft.response.details = kept
      draft.response.answers[id] = TablePoint.answer(points)
    } else {
      draft.response.answers[id] = .text(text)
    }
    try checkNobodyElseWrote()
    try store.save(draft)
    onDisk = draft
    halfTyped = text
  }
}
