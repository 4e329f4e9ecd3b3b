public import EngageModel
public import EngageStore

/// A sitting of guided entry: asks form after form, question after question, and puts every answer on disk before
/// it asks the next one.
///
/// ```swift
/// var entry = try EntrySession(
///   survey: survey, session: session, enteredBy: "Asha", store: store, surroundings: surroundings)
/// while entry.prompt.kind != .finished, let line = readLine() {
///   print(try entry.accept(line).words ?? "")
/// }
/// try entry.quit()
/// ```
/// It knows no terminal and no page. A kill at any moment loses nothing but the line being typed: the next sitting
/// offers to go on at the question that was shown. A form keeps the batch it was begun in. `EntryForm` drives the
/// same sitting by keys.
public struct EntrySession {
  /// Where entry is.
  enum Stage: Hashable {
    case resume([EntryDraft])
    case unit
    /// What notes they are: of a table, of the plenary, or a further page of an earlier table.
    case tableKind
    /// Which earlier table they belong to.
    case earlierTable([EarlierTable])
    /// With `correcting`, the form is complete but for its number, which was taken.
    case key(correcting: Bool)
    case people
    case facilitator, noteTaker
    case question(Question.ID)
    case summary
    case finished
  }

  /// The session the forms belong to.
  public let session: SessionReference
  /// Who enters.
  public let enteredBy: String
  /// The language of the labels; the survey's default if `nil`.
  public internal(set) var language: String?
  /// How many forms and notes were stored since the start.
  public internal(set) var storedCount = 0

  let purpose: EntryPurpose
  /// Whether facilitator, note-taker and the kind of table notes are asked.
  let asksTableDetails: Bool
  let fixedUnit: Unit?
  let store: any ResponseStore
  let surroundings: EntrySurroundings
  let companions: EntryCompanions
  /// How what may be typed is named.
  var face = EntryFace.lines
  /// What new forms answer.
  var newest: Survey
  /// What the form in hand answers: it may have been begun with an older version.
  var survey: Survey { didSet { flowInHand = FlowInHand() } }
  var stage = Stage.finished
  /// The form in hand; its batch is 0 while it is not saved.
  var form: EntryDraft
  /// The form in hand as it was written or read last; `nil` while it is not on disk.
  var onDisk: EntryDraft?
  /// For a stored response that is being put right: what it was.
  var seen: Response?
  /// What was before each change to the form in hand, and what was taken back of it.
  var history = EntryHistory()
  /// The sitting opened for each version of the survey.
  var sittings: [Int: Int] = [:]
  var lastUnit: Unit
  /// What is kept for the form after this one.
  var carried = CarriedOver()
  /// False once the person chose to leave unfinished forms for later.
  var offersDrafts = true
  /// Whether the person was told that the question is required.
  var warnedRequired = false
  /// The number the person was told something about.
  var warnedNumber: String?
  /// The lines of a text that goes over several; `nil` while none is being written.
  var writing: [String]?
  /// What was half typed when the disk was told last.
  var halfTyped: String?
  /// Form numbers of the event, read once.
  var numbersInUse: Set<String>?
  /// Something to tell beside the reply.
  var notice: String?
  var pace = EntryPace()
  /// Whether entry ends after the stored response that is being put right.
  var isMendingOne = false
  var flowInHand = FlowInHand()

  /// Begins a sitting, with the forms that were left unfinished, if any.
  /// - Parameters:
  ///   - unit: what is entered; asked before each form if `nil` and the survey has both.
  ///   - language: a code among the survey's languages.
  ///   - purpose: to type in forms, or to type them in a second time to check the first.
  ///   - asksTableDetails: also ask for a table's facilitator and note-taker, and what kind of notes they are.
  /// - Throws: `Diagnostic` for a unit or language the survey doesn't have; `StoreError`.
  public init(
    survey: Survey, session: SessionReference, unit: Unit? = nil, language: String? = nil, enteredBy: String,
    store: any ResponseStore, surroundings: EntrySurroundings, purpose: EntryPurpose = .first,
    companions: EntryCompanions = EntryCompanions(), asksTableDetails: Bool = false
  ) throws {
    try EntrySession.check(unit, language, survey)
    self.session = session
    self.enteredBy = enteredBy
    self.language = language
    self.store = store
    self.surroundings = surroundings
    self.purpose = purpose
    self.companions = companions
    self.asksTableDetails = asksTableDetails
    newest = survey
    self.survey = survey
    fixedUnit = unit ?? (survey.units.count > 1 ? nil : survey.units.first ?? .person)
    lastUnit = fixedUnit ?? survey.units.first ?? .person
    form = EntryDraft(
      id: "", batch: 0, survey: survey.id, enteredBy: enteredBy, startedAt: "",
      response: Response(session: session, version: survey.version))
    try begin(isStart: true)
  }

  /// Puts a stored response right; entry ends with it.
  /// - Parameters:
  ///   - response: as it is stored now.
  ///   - survey: the version it answers.
  /// - Throws: `StoreError`.
  init(
    editing response: Response, survey: Survey, language: String?, enteredBy: String,
    store: any ResponseStore, surroundings: EntrySurroundings, companions: EntryCompanions
  ) throws {
    try self.init(
      survey: survey, session: response.session, unit: response.unit, language: language,
      enteredBy: enteredBy, store: store, surroundings: surroundings, companions: companions,
      asksTableDetails: true)
    isMendingOne = true
    let begun = try store.drafts(event: session.event, session: session.session).first { draft in
      draft.response.id == response.id && draft.enteredBy == enteredBy
    }
    if let begun { try goOn(with: begun) } else { try take(up: response) }
  }

  private static func check(_ unit: Unit?, _ language: String?, _ survey: Survey) throws {
    if let unit, !survey.units.contains(unit) {
      throw Diagnostic(
        rule: "no-such-unit",
        message: "the survey \(survey.id) has no \(unit == .table ? "table notes" : "forms")",
        hint: "its units: \(survey.units.map(\.rawValue).joined(separator: ", "))")
    }
    if let language, !survey.languages.all.contains(language) {
      throw Diagnostic(
        rule: "unknown-language",
        message: "the survey \(survey.id) is not there in the language “\(language)”",
        hint: "there are: \(survey.languages.all.joined(separator: ", "))")
    }
  }

  /// Whether a form is in hand that was begun and is neither stored nor discarded.
  public var hasUnfinishedForm: Bool {
    if case .resume = stage { return true }
    return holdsSomething && !isUnchanged
  }

  /// The number of the form in hand, where it has one.
  public var formNumber: String? { form.response.key }

  /// Takes a line as a person typed it: an answer, a command, or nothing.
  ///
  /// What it accepts is in the store when it returns.
  /// - Returns: what became of the line; `prompt` says what to ask then.
  /// - Throws: `StoreError` where the store refuses to write; nothing has changed then, and the same line may be
  ///   given again.
  public mutating func accept(_ line: String) throws -> Reply {
    var next = self
    do {
      let reply = try next.take(line.withoutControls)
      self = next
      return telling(reply)
    } catch is EntryOvertaken {
      return try giveWay()
    } catch let refusal as EntryRefusal {
      warnedNumber = next.warnedNumber
      return .refused(refusal.words)
    } catch StoreError.erasedMeanwhile {
      return .refused(try leaveErased())
    }
  }

  /// The reply with what there is to tell beside it.
  private mutating func telling(_ reply: Reply) -> Reply {
    guard let told = notice, case .accepted(let words) = reply else { return reply }
    notice = nil
    return .accepted([words, told].compactMap(\.self).joined(separator: "\n"))
  }

  /// Leaves, as `/q` does: the form in hand is kept for the next time; one in which nothing was entered is not.
  /// - Throws: `StoreError`.
  public mutating func quit() throws {
    guard stage != .finished else { return }
    if case .question(let id) = stage, let question = survey.question(id), let lines = writing {
      _ = try holdBackMore(lines.joined(separator: "\n"), at: question)
    }
    if case .resume = stage {
    } else if isUnchanged {
      try forgetDraft()
    } else if form.batch > 0, !holdsSomething {
      try store.discard(form.id, by: enteredBy, why: "nothing was entered")
      form.batch = 0
    }
    writing = nil
    stage = .finished
  }

  /// Whether anything of the form in hand was entered and kept.
  var holdsSomething: Bool {
    form.batch > 0
      && (form.response.key != nil || form.response.people != nil || !form.response.answers.isEmpty
        || form.response.details != nil || halfTyped != nil)
  }

  /// What skip logic says of the form in hand.
  var flow: QuestionFlow {
    flowInHand.flow(
      survey, form.response.unit, surroundings.today(), surroundings.secondsSinceMidnight(), language)
  }

  /// The numbers of the questions, as they are printed.
  var numbers: [Question.ID: String] { flowInHand.numbers(survey) }

  /// What is kept of the form in hand beside its answers.
  var details: ResponseDetails {
    get { form.response.details ?? ResponseDetails() }
    set { form.response.details = newValue.isEmpty ? nil : newValue }
  }
}
