import EngageModel
import EngageStore

@testable import EngageEntry

/// A form at a screen and a store that are compared after every key.
struct FormRun {
  let survey: Survey
  let store: any ResponseStore
  /// Gives the store as the next process finds it.
  let reopening: (any ResponseStore) throws -> any ResponseStore
  var form: EntryForm
  var completed = 0
  private var pressed = 0
  var problem: String?

  init(
    _ survey: Survey, _ store: any ResponseStore,
    reopening: @escaping (any ResponseStore) throws -> any ResponseStore = { $0 }, name: String
  ) throws {
    self.survey = survey
    self.store = store
    self.reopening = reopening
    let companions = EntryCompanions(
      title: "An evening", safeguarding: ["Ring Maryam on 01926 000000"],
      personalData: { $0.contains("@") ? ["looks like an e-mail address"] : [] })
    form = try EntryForm(
      survey: survey, session: EntryCase.place, enteredBy: "Asha", store: store,
      surroundings: .fixed(name), companions: companions)
  }

  private var drafts: [EntryDraft] {
    get throws { try store.drafts(event: EntryCase.place.event, session: EntryCase.place.session) }
  }

  mutating func press(_ key: EntryKey) throws {
    let before = form.entry
    try form.handle(key)
    pressed += 1
    if pressed.isMultiple(of: 5) { _ = form.screen }
    let now = form.entry
    if now.storedCount > before.storedCount {
      completed += 1
      try checkStored(before)
    }
    try checkDisk()
  }

  /// The form in hand is on disk as it is in hand.
  mutating func checkDisk() throws {
    let entry = form.entry
    if case .resume = entry.stage { return }
    guard entry.form.batch > 0, entry.stage != .finished else { return }
    guard let draft = try drafts.first(where: { $0.id == entry.form.id }) else {
      problem = "the form in hand is not on disk at \(entry.stage)"
      return
    }
    if FormRun.accepted(draft.response, entry) != FormRun.accepted(entry.form.response, entry) {
      problem = "what is on disk differs from what was accepted at \(entry.stage)"
    }
  }

  /// A response without what is half typed where entry is.
  private static func accepted(_ response: Response, _ entry: EntrySession) -> Response {
    guard let half = entry.halfTyped, case .question(let id) = entry.stage else { return response }
    var accepted = response
    if response.unit == .person { accepted.answers[id] = nil }
    guard var table = response.details?.table, let points = table.points[id], points.last?.text == half else {
      return accepted
    }
    table.points[id] = points.count == 1 ? nil : points.dropLast()
    accepted.details?.table = table
    accepted.answers[id] = TablePoint.answer(table.points[id] ?? [])
    return accepted
  }

  private mutating func checkStored(_ before: EntrySession) throws {
    guard let stored = try store.responses(ResponseQuery(survey: survey.id)).last else {
      problem = "said to be stored, but is not there"
      return
    }
    let said = before.form.response.answers
    let shown = Set(before.flow.applicable(said).map(\.id))
    for question in survey.questions where question.isAsked && question.choiceFilter == nil {
      let answer = said[question.id] ?? .missing(.notAnswered)
      let expected = shown.contains(question.id) ? answer : .missing(.notAsked)
      if stored[question.id] != expected { problem = "\(question.id) was stored otherwise than accepted" }
      let isHidden = !shown.contains(question.id) && answer.missingReason == nil
      if isHidden, stored.details?.hidden[question.id] != answer {
        problem = "the hidden answer to \(question.id) was not kept"
      }
    }
    if stored.key != before.form.response.key || stored.people != before.form.response.people {
      problem = "number or head count were stored otherwise than accepted"
    }
    if stored.details?.note != before.details.note { problem = "the remark was not kept" }
  }

  /// Drops the machine and takes another one on the same store, which goes on with the form that was in hand.
  mutating func kill(name: String) throws {
    let before = form.entry
    let completed = completed
    self = try FormRun(survey, reopening(store), reopening: reopening, name: name)
    self.completed = completed
    guard case .resume(let offered) = form.entry.stage,
      let index = offered.firstIndex(where: { $0.id == before.form.id })
    else {
      if before.holdsSomething, before.stage != .finished, !isResuming(before) {
        problem = "the form in hand is not offered"
      }
      return
    }
    for digit in String(index + 1) { try form.handle(.text(String(digit))) }
    if case .resume = form.entry.stage { try form.handle(.enter) }
    try check(goesOnFrom: before)
  }

  private func isResuming(_ session: EntrySession) -> Bool {
    if case .resume = session.stage { return true }
    return false
  }

  private mutating func check(goesOnFrom before: EntrySession) throws {
    let entry = form.entry
    guard before.stage != .finished, !isResuming(before) else { return }
    if FormRun.accepted(entry.form.response, before) != FormRun.accepted(before.form.response, before) {
      problem = "it went on with another form"
    }
    switch before.stage {
    case .question, .summary:
      if entry.stage != before.stage, !before.form.response.answers.isEmpty {
        problem = "it went on at \(entry.stage) and not at \(before.stage)"
      }
    default: break
    }
  }
}
