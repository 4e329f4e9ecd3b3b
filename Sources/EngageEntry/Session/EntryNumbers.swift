import EngageModel
import EngageStore

/// Form numbers: which comes next, and who has one already.
extension EntrySession {
  /// Where a number is in use.
  struct NumberHolder {
    /// What follows "This number".
    var words: String
    /// Whether another form may have the number all the same.
    var isTaken: Bool
    /// Whether what it stood on was erased.
    var isErased = false
  }

  mutating func takeKey(_ typed: String, correcting: Bool) throws -> Reply {
    if purpose == .second { return try takeSecond(typed) }
    let key = typed.isEmpty && !correcting ? form.response.key : typed.isEmpty ? nil : typed
    if let key { try checkNumber(key, correcting) }
    if key != form.response.key {
      remember()
      form.response.key = key
    }
    warnedNumber = nil
    try show(correcting ? .summary : stageAfterNumber)
    return .accepted(nil)
  }

  /// Back to where one came from, or on to what comes next.
  private var stageAfterNumber: Stage {
    if form.response.unit == .person || form.response.id > 0, let position = form.position,
      flow.applicable(form.response.answers).contains(where: { $0.id == position })
    {
      return .question(position)
    }
    return form.response.id > 0 ? .summary : stageAfterKey
  }

  private mutating func checkNumber(_ key: String, _ correcting: Bool) throws {
    guard key.count <= 100, !key.contains(where: \.isNewline) else {
      throw EntryRefusal("A form number has at most 100 characters. Enter leaves it blank.")
    }
    guard let holder = try holder(of: key) else { return }
    if holder.isErased { throw EntryRefusal("This number \(holder.words)") }
    if holder.isTaken {
      let isBlank = form.response.key == nil || correcting
      throw EntryRefusal(
        "A form with this number is stored already. It \(holder.words). Type another number, or leave it blank with \(isBlank && face == .lines ? "Enter" : face.name(.notAnswered))."
      )
    }
    guard warnedNumber != key else { return }
    warnedNumber = key
    // Lines from a pipe must not be shifted by a question.
    if face == .lines {
      notice = "This number \(holder.words)."
      return
    }
    throw EntryRefusal(
      "This number \(holder.words). Enter again if it is right all the same, or type another one.")
  }

  /// Who has a form number in this event.
  mutating func holder(of key: String) throws -> NumberHolder? {
    if try isInUse(key) {
      let query = ResponseQuery(survey: newest.id, event: session.event, includesWithdrawn: true)
      let found = try store.responses(query).filter { $0.key == key && $0.id != form.response.id }
      if let response = found.first(where: { !$0.withdrawn }) ?? found.last {
        return NumberHolder(words: try words(of: response), isTaken: true)
      }
    }
    if try isErased(key) {
      return NumberHolder(
        words: "was on a form that was erased at somebody's request: that paper must not be typed in again. "
          + "If this is another paper, write another number on it.", isTaken: true, isErased: true)
    }
    let others = try store.drafts(event: session.event, session: nil)
      .filter { $0.response.key == key && $0.id != form.id && $0.secondOf == nil && $0.survey == newest.id }
    return others.first.map { draft in
      let who = draft.enteredBy == enteredBy ? "you began" : "\(draft.enteredBy.brief(30)) began"
      return NumberHolder(
        words: "is on a form that \(who) on \(draft.startedAt.day) and left unfinished", isTaken: false)
    }
  }

  private func isErased(_ key: String) throws -> Bool {
    try store.find(key: key).erasures.contains { $0.survey == newest.id && $0.event == session.event }
  }

  private func words(of response: Response) throws -> String {
    let batch = try store.batches().first { $0.number == response.batch }
    let by = batch.map { " by \($0.draft.enteredBy.brief(30)) on \($0.draft.at.day)" } ?? ""
    let elsewhere = response.session == session ? "" : " in the session \(response.session.session)"
    return response.withdrawn
      ? "is on response \(response.id), which was stored\(by)\(elsewhere) and withdrawn since"
      : "is on response \(response.id), stored\(by)\(elsewhere)"
  }

  /// Whether a stored response of the event has this form number, or one that was withdrawn by itself.
  private mutating func isInUse(_ number: String) throws -> Bool {
    if numbersInUse == nil { numbersInUse = try storedNumbers() }
    // Somebody else may have stored a form since; and one may have been taken back.
    let isStored = try store.find(key: number).responses.contains { found in
      found.survey == newest.id && found.response.session.event == session.event
        && found.response.id != form.response.id
    }
    guard isStored || numbersInUse?.contains(number) == true else { return false }
    numbersInUse = try storedNumbers()
    return numbersInUse?.contains(number) == true
  }

  private func storedNumbers() throws -> Set<String> {
    let query = ResponseQuery(survey: newest.id, event: session.event, includesWithdrawn: true)
    let undone = Set(try store.batches().filter { $0.undone != nil }.map(\.number))
    let taken = try store.responses(query).filter { response in
      response.id != form.response.id && !(response.withdrawn && response.batch.map(undone.contains) ?? false)
    }
    return Set(taken.compactMap(\.key))
  }

  /// How many forms of the session are stored, or were typed in a second time.
  var formsStored: Int {
    get throws {
      let stored = try store.responses(
        ResponseQuery(survey: newest.id, event: session.event, session: session.session))
      guard purpose == .second else { return stored.count { $0.unit == .person } }
      let numbers = Set(stored.map(\.id))
      return try store.secondKeyings(survey: newest.id, event: session.event).count {
        numbers.contains($0.first.id)
      }
    }
  }

  /// The number after the one of the form before, where that ends in digits and the next one is free.
  var proposedNumber: String? {
    guard purpose == .first, form.response.unit == .person, form.response.key == nil,
      var number = carried.number.flatMap(FormNumber.next)
    else { return nil }
    for _ in 0..<100 where numbersInUse?.contains(number) == true {
      guard let next = FormNumber.next(after: number) else { return nil }
      number = next
    }
    return numbersInUse?.contains(number) == true ? nil : number
  }
}

/// Form numbers as they are written on paper.
enum FormNumber {
  /// `R-018` after `R-017`, `010` after `009`; `nil` where it ends in no digits.
  static func next(after number: String) -> String? {
    let digits = number.reversed().prefix { $0.isASCII && $0.isNumber }.reversed()
    guard !digits.isEmpty, digits.count <= 15, let value = Int(String(digits)) else { return nil }
    let next = String(value + 1)
    let zeros = String(repeating: "0", count: max(0, digits.count - next.count))
    return number.dropLast(digits.count) + zeros + next
  }
}

extension String {
  /// The day of a time in ISO 8601, in words.
  var day: String {
    CalendarDate(String(prefix(10))).map(AnswerWords.date) ?? self
  }

  /// The day and the hour of a time in ISO 8601, in words: several forms may have been begun on a day.
  var dayAndHour: String {
    guard CalendarDate(String(prefix(10))) != nil, let hour = firstMatch(of: #/T(\d\d:\d\d)[0-9:.]*Z?$/#)
    else { return self }
    return "\(day), \(hour.1)\(last == "Z" ? " UTC" : "")"
  }
}
