public import EngageModel
public import EngageStore

/// A sitting of entry driven by keys: what is asked, typed, chosen and told on a screen, with no terminal in it.
///
/// ```swift
/// var form = try EntryForm(
///   survey: survey, session: session, enteredBy: "Asha", store: store, surroundings: surroundings)
/// try form.handle(.text("3"))
/// form.screen.place  // "Question 4 of 12"
/// ```
/// An answer is on disk when the next question shows. Where the store can't write, the screen says so, what was
/// typed stays, and the same key tries again.
public struct EntryForm: ScreenMachine {
  var entry: EntrySession
  /// What is being typed, and for which stage.
  var input: EntryInput
  var inputStage: EntrySession.Stage
  /// What is asked or shown in front of the form.
  var overlay: Overlay?
  var message: EntryScreen.Message?
  /// The line of a summary or of the help that is being read.
  var reading = 0
  /// What was typed and could not be taken, where the person went elsewhere: it is there when they come back.
  var leftTyped: [Question.ID: EntryInput] = [:]
  /// Texts that were looked at and are to be stored as they are.
  var confirmed: Set<String> = []
  /// A key was refused on the list in hand: an Enter that was typed ahead must not leave it unanswered.
  var isWary = false
  /// Numbers still to be typed in again; `nil` where nobody knows.
  var stillToKey: [String]?
  var reconciliation: String?
  /// Forms of the session that are stored, by whomever.
  var formsStored: Int?
  private var tallied: Int?

  /// Begins a sitting, with the forms that were left unfinished, if any.
  /// - Parameters: as `EntrySession` takes them.
  /// - Throws: `Diagnostic` for a unit or language the survey doesn't have; `StoreError`.
  public init(
    survey: Survey, session: SessionReference, unit: Unit? = nil, language: String? = nil, enteredBy: String,
    store: any ResponseStore, surroundings: EntrySurroundings, purpose: EntryPurpose = .first,
    companions: EntryCompanions = EntryCompanions()
  ) throws {
    self.init(
      try EntrySession(
        survey: survey, session: session, unit: unit, language: language, enteredBy: enteredBy, store: store,
        surroundings: surroundings, purpose: purpose, companions: companions, asksTableDetails: true))
  }

  /// Puts a stored response right; entry ends with it.
  /// - Parameters:
  ///   - response: as it is stored now.
  ///   - survey: the version it answers.
  /// - Throws: `StoreError`.
  public init(
    editing response: Response, survey: Survey, language: String? = nil, enteredBy: String,
    store: any ResponseStore, surroundings: EntrySurroundings, companions: EntryCompanions = EntryCompanions()
  ) throws {
    self.init(
      try EntrySession(
        editing: response, survey: survey, language: language, enteredBy: enteredBy, store: store,
        surroundings: surroundings, companions: companions))
  }

  init(_ session: EntrySession) {
    entry = session
    entry.face = .screen
    input = entry.input
    inputStage = entry.stage
    reckon()
    if let greeting = session.companions.greeting {
      message = EntryScreen.Message(.information, greeting.screenLines)
    }
    tellNotice()
  }

  /// How many forms and notes were stored, for the last words.
  public var storedCount: Int { entry.storedCount }

  /// What was told last, for when entry has ended.
  public var lastWords: [String] { message?.lines ?? [] }

  /// Whether a form is in hand that was begun and is neither stored nor discarded, and its number.
  public var unfinished: (isThere: Bool, number: String?) { (entry.hasUnfinishedForm, entry.formNumber) }

  /// Does what a key says.
  /// - Throws: nothing that the person can put right: that is told on the screen.
  public mutating func handle(_ key: EntryKey) throws {
    guard entry.stage != .finished else { return }
    message = nil
    if overlay != nil {
      try handleInFront(key)
    } else if case .points(let editor) = input {
      try write(key, editor)
    } else if let word = word(of: key) {
      try perform(word)
    } else {
      try answer(key)
    }
    catchUp()
  }

  /// Leaves, keeping the form in hand and what is half typed.
  /// - Throws: `StoreError`.
  public mutating func leave() throws {
    guard entry.stage != .finished else { return }
    keepForLater()
    try entry.quit()
    catchUp()
  }

  /// Before entry ends: what is typed and can be no answer yet stays on disk with the form.
  mutating func keepForLater() {
    let text = textInHand
    keepWhatIsTyped()
    guard case .question(let id) = entry.stage, leftTyped[id] != nil, let text else { return }
    keepHalfTyped(text)
  }

  /// Keeps a text that is half typed, for when the machine dies.
  public mutating func tick() {
    guard overlay == nil, let text = textInHand else { return }
    keepHalfTyped(text)
  }

  private mutating func keepHalfTyped(_ text: String) {
    // What the disk refuses now is told when the text is taken; there is nothing to act on in mid-sentence.
    var next = entry
    do {
      try next.keepHalfTyped(text)
      entry = next
    } catch {}
  }

  /// Does something to the sitting; what went wrong is told, and the sitting is as before.
  /// - Returns: whether it was done.
  @discardableResult
  mutating func attempt(_ body: (inout EntrySession) throws -> Reply?) throws -> Bool {
    var next = entry
    do {
      let reply = try body(&next)
      entry = next
      if case .refused(let words)? = reply {
        message = EntryScreen.Message(.refusal, words.screenLines)
        return false
      }
      // What was understood stands among the answers so far.
      if let words = reply?.words, !words.hasPrefix("= ") {
        message = EntryScreen.Message(.information, words.screenLines)
      }
      return true
    } catch is EntryOvertaken {
      giveWay()
    } catch let refusal as EntryRefusal {
      entry.warnedNumber = next.warnedNumber
      message = EntryScreen.Message(.refusal, refusal.words.screenLines)
    } catch StoreError.erasedMeanwhile {
      message = EntryScreen.Message(.warning, try entry.leaveErased().screenLines)
    } catch let error as StoreError {
      message = EntryForm.message(error)
    }
    return false
  }

  private mutating func giveWay() {
    leftTyped = [:]
    do {
      if case .refused(let words) = try entry.giveWay() {
        message = EntryScreen.Message(.refusal, words.screenLines)
      }
      renewInput()
    } catch let error as StoreError {
      message = EntryForm.message(error)
    } catch {
      refuse("The form could not be read again. The same key tries again.")
    }
  }

  static func message(_ error: StoreError) -> EntryScreen.Message {
    let diagnostic = error.diagnostic
    var lines = ["Not stored: \(diagnostic.message)."]
    if let hint = diagnostic.hint { lines.append("What helps: \(hint).") }
    lines.append("Nothing is lost: it is still here. The same key tries again.")
    return EntryScreen.Message(.warning, lines)
  }

  /// After a key: if something else is asked now, a fresh input for it.
  mutating func catchUp() {
    if entry.stage != inputStage { renewInput() }
    tellNotice()
    reckon()
  }

  /// What is typed is set to what the form says.
  mutating func renewInput() {
    inputStage = entry.stage
    input = entry.input
    isWary = false
    reading = 0
    if case .question(let id) = entry.stage, let left = leftTyped.removeValue(forKey: id) { input = left }
  }

  private mutating func tellNotice() {
    guard let notice = entry.notice else { return }
    entry.notice = nil
    let lines = (message?.lines ?? []) + notice.screenLines
    message = EntryScreen.Message(message?.kind ?? .information, lines)
  }

  /// Somebody said who came: the line about who was heard follows.
  mutating func reckonAnew() {
    // As in `reckon`.
    do { reconciliation = try entry.companions.reconciliation() } catch { reconciliation = nil }
  }

  /// Who was heard is read anew after each form.
  private mutating func reckon() {
    guard tallied != entry.storedCount else { return }
    tallied = entry.storedCount
    leftTyped = [:]
    confirmed = []
    // Entry goes on without that line where it can't be worked out.
    do { reconciliation = try entry.companions.reconciliation() } catch { reconciliation = nil }
    // That list is a help only: the number is typed from the paper all the same.
    do { stillToKey = try entry.companions.stillToKey() } catch { stillToKey = nil }
    do { formsStored = try entry.formsStored } catch { formsStored = nil }
  }
}

extension String {
  var screenLines: [String] { split(whereSeparator: \.isNewline).map(String.init) }
}
