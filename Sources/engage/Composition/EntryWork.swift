import EngageEntry
import EngageFiles
import EngageModel
import EngageStore
import EngageText
import Synchronization

/// A sitting of entry, put together: the session and its event, the store, and what stands beside them.
struct EntryWork {
  let workplace: Workplace
  /// As its file says.
  let event: Event
  let session: Session
  let survey: Survey
  let store: any ResponseStore
  let enteredBy: String
  var language: String?
  var unit: Unit?
  var expectedForms: Int?
  var purpose = EntryPurpose.first
  /// What to say before anything is asked.
  var greeting: String?

  var reference: SessionReference { SessionReference(event: event.id, session: session.id) }

  /// The clock here.
  static var surroundings: EntrySurroundings {
    EntrySurroundings(
      now: { Clock.timestamp }, today: { Clock.today },
      secondsSinceMidnight: { EntryPlace.secondsSinceMidnight })
  }

  /// Whom to ring. A mistake in the organisation's file keeps nobody from typing, and nobody from ringing 999.
  private var safeguarding: [String] {
    if let contacts = workplace.workspace.safeguarding().value { return contacts.lines }
    return SafeguardingContacts.usualEmergency + [
      "Whom to tell in your organisation stands in safeguarding.yaml, which has a mistake in it: open it, or see"
        + " engage safeguarding contacts."
    ]
  }

  /// What entry is told and asks beside the survey and the store.
  private var companions: EntryCompanions {
    let (event, reference, store, name) = (event, reference, store, enteredBy)
    let hint = LateHint { [survey] in PersonalDataHint(survey: survey, events: [event]) }
    let workspace = workplace.workspace
    let id = survey.id
    return EntryCompanions(
      title: "\(event.title) · \(session.displayName)",
      safeguarding: safeguarding,
      personalData: { hint.words(for: $0) },
      reconciliation: { try SessionTally(reference, of: event, store: store)?.words },
      newestSurvey: { try workspace.readSurvey(id).required() },
      figures: {
        FiguresForm(
          reference, of: event, entered: try store.figures(event: event.id),
          returns: try SessionTally(reference, of: event, store: store)?.returns ?? ReturnCount(), by: name)
      },
      expectedForms: expectedForms,
      stillToKey: { [purpose, unit] in
        guard purpose == .second else { return nil }
        return try SecondKeyingPlan(survey: id, session: reference, store: store).toKey
          .filter { unit == nil || $0.unit == unit }
          .map { $0.unit == .table ? "\($0.number) (table)" : $0.number }
      }, greeting: greeting)
  }

  /// Puts a stored response right, on the whole screen.
  /// - Throws: as `run`.
  func mend(_ response: Response) throws {
    var form = try EntryForm(
      editing: response, survey: survey, language: language, enteredBy: enteredBy, store: store,
      surroundings: EntryWork.surroundings, companions: companions)
    guard try WholeScreen.run(&form) else { return }
    for line in form.lastWords { try Terminal.tell(line) }
    guard form.unfinished.isThere else { return }
    try Terminal.tell(
      "What was changed is kept, and not yet stored. To go on with it: engage responses edit \(response.id)")
  }

  /// On the whole screen where there is one, else in lines.
  func run(inLines: Bool) throws {
    try checkSurvey()
    if let greeting { try Terminal.tellWrapped(greeting) }
    if !inLines, WholeScreen.isPossible { return try onScreen() }
    var conversation = EntryConversation(
      entry: try EntrySession(
        survey: survey, session: reference, unit: unit, language: language, enteredBy: enteredBy,
        store: store,
        surroundings: EntryWork.surroundings, purpose: purpose, companions: companions,
        asksTableDetails: Terminal.standardInput.isScreen))
    try Terminal.tell("\(event.title), \(session.displayName). Entered by \(enteredBy).")
    try conversation.run()
  }

  /// Whether forms may answer the survey as its file is now: that is told before anything is typed.
  private func checkSurvey() throws {
    _ = try survey.mustBeKept(beside: store.versions(of: survey.id)) { version in
      try store.responses(ResponseQuery(survey: survey.id)).contains { $0.version == version }
    }
  }

  private func onScreen() throws {
    var form = try EntryForm(
      survey: survey, session: reference, unit: unit, language: language, enteredBy: enteredBy, store: store,
      surroundings: EntryWork.surroundings, purpose: purpose, companions: companions)
    guard try WholeScreen.run(&form) else { return }
    let (isUnfinished, number) = form.unfinished
    try EntryEnd.tell(stored: form.storedCount, unfinished: isUnfinished ? .some(number) : nil)
  }
}

/// Gathers the known words of a long survey when the first text is typed, so that the first question shows sooner.
private final class LateHint: Sendable {
  private let made = Mutex<PersonalDataHint?>(nil)
  private let make: @Sendable () -> PersonalDataHint

  init(_ make: @escaping @Sendable () -> PersonalDataHint) { self.make = make }

  func words(for text: String) -> [String] {
    made.withLock { hint in
      let ready = hint ?? make()
      hint = ready
      return ready.words(for: text)
    }
  }
}

/// The last words of a sitting.
enum EntryEnd {
  /// - Parameter unfinished: the number of the form that is kept, if there is one and it has one.
  static func tell(stored count: Int, unfinished: String??, _ end: LineConversation.End = .finished) throws {
    try Terminal.tell("\(count == 1 ? "1 form" : "\(count) forms") stored in this sitting.")
    guard let unfinished else { return }
    let number = unfinished.map { " \($0)" } ?? ""
    try LineConversation.tellKept(
      "The unfinished form\(number) is kept. To go on with it, give the same command again.", end)
  }
}
