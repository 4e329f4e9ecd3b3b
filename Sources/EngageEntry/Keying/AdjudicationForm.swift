public import EngageModel
public import EngageStore

/// Says what forms really say where two keyings differ, field by field, paper in hand.
///
/// ```swift
/// var form = try AdjudicationForm(
///   survey: survey.id, event: event.id, title: event.title, by: "Chris", store: store, surroundings: surroundings)
/// try form.handle(.text("1"))  // the first keying is right
/// ```
/// Each decision is in the store when the next field shows; who keyed what is shown once the form is settled.
public struct AdjudicationForm: LineMachine {
  /// Where adjudication is.
  enum Stage: Hashable {
    /// The person keyed one of the forms: is nobody else there?
    case alone
    case field(KeyingField)
    /// What neither keying says is being typed.
    case other(KeyingField)
    /// All fields of the form are decided.
    case settle
    case finished
  }

  /// How many forms were settled since the start.
  public private(set) var settledCount = 0

  let title: String
  let person: String
  let language: String?
  private let store: any ResponseStore
  private let surroundings: EntrySurroundings
  private let versions: [Survey]
  /// Forms still to be settled, that in hand first.
  private(set) var waiting: [KeyedForm]
  /// By number of batch.
  private let keyers: [Int: String]
  private(set) var hand: FormAdjudication?
  var stage = Stage.finished
  var editor = TextEditor()
  /// Which of the options the arrows stand at.
  var focus = 0
  var message: EntryScreen.Message?
  private var knowsAlone = false

  /// Takes up every form of the event (or session) whose keyings differ and that is not settled.
  /// - Parameters:
  ///   - title: what to call the event.
  ///   - person: who decides.
  ///   - language: of the labels; the survey's default if `nil`.
  /// - Throws: `StoreError`.
  public init(
    survey: Survey.ID, event: Event.ID, session: Session.ID? = nil, title: String, by person: String,
    language: String? = nil, store: any ResponseStore, surroundings: EntrySurroundings
  ) throws {
    self.title = title
    self.person = person
    self.language = language
    self.store = store
    self.surroundings = surroundings
    versions = try store.versions(of: survey)
    waiting = try KeyedForm.all(survey: survey, event: event, session: session, in: store).filter {
      $0.state == .differing
    }
    keyers = Dictionary(
      try store.batches().map { ($0.number, $0.draft.enteredBy) }, uniquingKeysWith: { first, _ in first })
    begin()
  }

  public var isFinished: Bool { stage == .finished }

  /// How many forms are still to be settled.
  public var waitingCount: Int { waiting.count }

  private mutating func begin() {
    guard let form = waiting.first,
      let survey = versions.first(where: { $0.version == form.keying.first.version }) ?? versions.last
    else {
      hand = nil
      stage = .finished
      return
    }
    let flow = QuestionFlow(
      survey: survey, unit: form.keying.first.unit, today: surroundings.today(),
      secondsSinceMidnight: surroundings.secondsSinceMidnight(), language: language)
    hand = FormAdjudication(form, survey: survey, flow: flow, occasion: occasion(for: form))
    if isOwn(form) && !knowsAlone { stage = .alone } else { proceed() }
  }

  private func isOwn(_ form: KeyedForm) -> Bool {
    [firstKeyer(of: form), form.keying.enteredBy].contains { SecondKeyingPlan.isSame($0, person) }
  }

  private func firstKeyer(of form: KeyedForm) -> String {
    form.keying.first.batch.flatMap { keyers[$0] } ?? ""
  }

  private func occasion(for form: KeyedForm) -> Occasion {
    Occasion(
      at: surroundings.now(), by: person,
      why: isOwn(form)
        ? "keyed twice; settled by somebody who had keyed it" : "keyed twice; settled by a third person")
  }

  private mutating func proceed() {
    focus = 0
    stage = hand?.next.map { .field($0) } ?? .settle
  }

  public mutating func handle(_ key: EntryKey) throws {
    message = nil
    do {
      try take(key)
    } catch let refusal as EntryRefusal {
      message = EntryScreen.Message(.refusal, [refusal.words])
    } catch let error as StoreError {
      tell(error)
    }
  }

  /// A form that is gone, or that somebody else has settled, is left; anything else may be tried again.
  private mutating func tell(_ error: StoreError) {
    let diagnostic = error.diagnostic
    var words = ["\(diagnostic.message.prefix(1).uppercased())\(diagnostic.message.dropFirst())."]
    switch error {
    case .alreadySettled, .withdrawn, .noSuchResponse, .noSuchSecondKeying:
      waiting.removeFirst()
      begin()
      words.append("It was left as it is.")
    default:
      if let hint = diagnostic.hint { words.append(hint) }
      words.append("Nothing was changed; the same key tries again.")
    }
    message = EntryScreen.Message(.warning, words)
  }

  /// All that was decided is on disk already.
  public mutating func leave() throws { stage = .finished }

  public mutating func tick() {}

  private mutating func take(_ key: EntryKey) throws {
    if case .other(let field) = stage { return try takeOther(key, field) }
    switch (stage, key) {
    case (.finished, _): return
    case (_, .escape), (_, .control("c")), (_, .control("d")), (_, .text("q")): try leave()
    case (.alone, .enter):
      knowsAlone = true
      proceed()
    case (.field, .text("b")), (.field, .left), (.field, .backTab), (.field, .control("z")),
      (.settle, .text("b")), (.settle, .left), (.settle, .backTab), (.settle, .control("z")):
      try goBack()
    case (.field, .up): focus = max(0, focus - 1)
    case (.field, .down): focus = min(options.count - 1, focus + 1)
    case (.field(let field), .enter): try choose(options[focus], field)
    case (.field(let field), .text(let typed)): try choose(typed, field)
    case (.settle, .enter): try settle()
    default: throw EntryRefusal.noSuchKey
    }
  }

  private mutating func choose(_ typed: String, _ field: KeyingField) throws {
    guard let choice = options.first(where: { $0.key == typed }) else {
      throw EntryRefusal("Press \(options.map(\.key).joined(separator: ", ")), or b to go back.")
    }
    try choose(choice, field)
  }

  private mutating func choose(_ choice: Choice, _ field: KeyingField) throws {
    switch choice {
    case .first: try decide(field, hand?.form.keying.first.keyed(field))
    case .second: try decide(field, hand?.form.keying.response.keyed(field))
    case .other:
      editor = TextEditor(startingText(field), isLong: isText(field))
      stage = .other(field)
    case .unsure: try decide(field, nil)
    }
  }

  private mutating func takeOther(_ key: EntryKey, _ field: KeyingField) throws {
    if let reason = reason(key, field) { return try decide(field, .answer(.missing(reason))) }
    switch key {
    case .escape: stage = .field(field)
    case .control("c"), .control("d"): try leave()
    case .enter:
      guard let value = try hand?.read(editor.text, for: field, language: language) else { return }
      try decide(field, value)
    default: try editor.write(key)
    }
  }

  /// Why there is no answer, by the keys of entry; `nil` where the key belongs to what is being typed.
  private func reason(_ key: EntryKey, _ field: KeyingField) -> MissingReason? {
    guard let hand, case .question(let id) = field, let question = hand.survey.question(id) else {
      return nil
    }
    switch key {
    case .text(let text) where editor.isEmpty: return hand.reason(key: text, question)
    case .alt(let letter):
      let word = EntryWord.allCases.first { $0.letter == Character(letter.lowercased()) }
      return word?.missingReason.flatMap { question.allows($0) ? $0 : nil }
    case .function(let number):
      return EntryForm.functionKeys[number]?.missingReason.flatMap { question.allows($0) ? $0 : nil }
    default: return nil
    }
  }

  /// Puts a decision on disk, then goes on.
  private mutating func decide(_ field: KeyingField, _ value: KeyedValue?) throws {
    guard var changed = hand else { return }
    changed.decide(field, value)
    try store.keepUnfinished(changed.decided, ofKeying: changed.form.keying.number)
    hand = changed
    proceed()
  }

  private mutating func goBack() throws {
    guard var changed = hand else { return }
    let fields = changed.fields
    let here = if case .field(let field) = stage { fields.firstIndex(of: field) ?? 0 } else { fields.count }
    guard here > 0 else {
      throw EntryRefusal("This is the first field of this form; there is nothing to go back to.")
    }
    changed.forget(fields[here - 1])
    try store.keepUnfinished(changed.decided, ofKeying: changed.form.keying.number)
    hand = changed
    proceed()
  }

  private mutating func settle() throws {
    guard let hand else { return }
    let keying = hand.form.keying
    guard let seen = try store.response(keying.response.id) else {
      throw StoreError.noSuchResponse(keying.response.id)
    }
    var settlement = hand.settlement
    settlement.occasion = occasion(for: hand.form)
    _ = try store.settle(keying.number, settlement, seen: seen)
    settledCount += 1
    waiting.removeFirst()
    let words = settledWords(hand.form, settlement)
    begin()
    message = EntryScreen.Message(.information, words)
  }

  private func settledWords(_ form: KeyedForm, _ settlement: Settlement) -> [String] {
    var settled = form.keying
    settled.settlement = settlement
    let outcome = KeyedForm(settled, survey: hand?.survey ?? versions[0])
    let wrong = outcome.count(.wrong)
    let open = form.comparison.compared.filter { outcome.outcome(of: $0) == .undecided }
    var words = "Settled: of \(form.comparison.compared.count) fields the first keying had \(wrong) wrong"
    if !open.isEmpty {
      let which = open.map { hand?.number($0) ?? "" }.joined(separator: ", ")
      words +=
        open.count == 1
        ? "; 1 stays open and is marked for a second look: \(which)"
        : "; \(open.count) stay open and are marked for a second look: \(which)"
    }
    let first = firstKeyer(of: form)
    return [
      words + ".",
      "Keyed first by \(first.isEmpty ? "nobody known" : first), second by \(form.keying.enteredBy).",
    ]
  }
}
