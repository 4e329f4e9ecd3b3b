import EngageModel
public import EngageStore

/// Gives texts their themes, one text at a time.
///
/// ```swift
/// var form = try CodingForm(job, store: store, surroundings: surroundings)
/// try form.handle(.text("2"))  // ticks the second theme
/// try form.handle(.enter)      // stores that, and shows the next text
/// ```
/// Each text is stored when the next one shows. The coder sees nobody's codes but their own.
public struct CodingForm: LineMachine, TextByText {
  enum Stage: Hashable {
    case choosing
    case memo, newTheme
    /// All is coded.
    case done
    case left
  }

  /// The text in hand.
  struct Hand: Hashable {
    var index: Int
    var text: String
    var need: CodingProgressList.Need?
    var chosen: Set<Theme.ID> = []
    var noneFits = false
    var memo: String?
    /// Themes that were made for this text.
    var made: Set<Theme.ID> = []
    /// Themes that the rules find, where they are shown.
    var rules: Set<Theme.ID> = []
  }

  /// What one step of coding can be taken back to.
  private struct Step {
    var key: CodedText.Key
    var before: CodedText?
  }

  /// How many texts were stored since the start.
  public private(set) var storedCount = 0

  let job: CodingJob
  private let store: any ResponseStore
  let surroundings: EntrySurroundings
  var codebook: Codebook
  var list: CodingProgressList
  var hand: Hand?
  var stage = Stage.choosing
  var editor = TextEditor()
  /// What was typed to find a theme.
  var filter = ""
  var focus = 0
  var message: EntryScreen.Message?
  private(set) var last: [Theme.ID]?
  private var steps: [Step] = []

  /// Begins at the first text that this coder has not coded.
  /// - Throws: `StoreError`.
  public init(_ job: CodingJob, store: any ResponseStore, surroundings: EntrySurroundings) throws {
    self.job = job
    self.store = store
    self.surroundings = surroundings
    codebook = job.codebook
    let codes = try store.codes(
      CodeQuery(survey: job.survey.id, codebook: job.codebook.id, coder: job.coder))
    list = CodingProgressList(job.items, codes: codes)
    try showNext(after: nil)
  }

  public var isFinished: Bool { stage == .left }
  /// How many texts there are to code, and how many of them are coded.
  public var counts: (coded: Int, all: Int) { (list.codedCount(codebook), list.items.count) }

  // MARK: - Keys

  static let backKey = EntryKey.alt("b")

  var doing: TextWork {
    switch stage {
    case .choosing: .choosing
    case .memo, .newTheme: .writing
    case .done: .done
    case .left: .left
    }
  }

  public mutating func handle(_ key: EntryKey) throws { try press(key) }

  /// Nothing is lost: what was ticked of the text in hand is not a code yet.
  public mutating func leave() throws { stage = .left }

  public mutating func tick() {}

  // MARK: - Storing

  /// Stores what is ticked, and shows the next text.
  mutating func keep() throws {
    guard let hand else { return }
    guard !hand.chosen.isEmpty || hand.noneFits else {
      throw EntryRefusal("Tick a theme first; 0 says that none fits, F6 leaves the comment for later.")
    }
    guard try text(of: hand.index) == hand.text else {
      try show(hand.index)
      message = EntryScreen.Message(.warning, ["Somebody changed this comment just now. Look at it again."])
      return
    }
    let item = list.items[hand.index]
    let themes = codebook.flattened.map(\.theme.id).filter(hand.chosen.contains)
    let code = CodedText(
      response: item.response, question: item.question, codebook: codebook.id, version: codebook.version,
      coder: job.coder, themes: themes, memo: hand.memo, fingerprint: item.fingerprint,
      at: surroundings.now())
    let before = list.codes[item.text]
    let changed = try store.save([code], on: occasion("coding"))
    if changed > 0 {
      storedCount += 1
      steps.append(Step(key: code.key, before: before))
      list.codes[item.text] = code
    }
    last = themes
    try showNext(after: hand.index)
  }

  private func occasion(_ why: String) -> Occasion {
    Occasion(at: surroundings.now(), by: job.coder, why: why)
  }

  mutating func undo() throws {
    guard let step = steps.last else { throw EntryRefusal("Nothing was coded yet in this sitting.") }
    let text = CodingDraw.Text(response: step.key.response, question: step.key.question)
    let taken = list.codes[text]
    if let before = step.before {
      try store.save([before], on: occasion("taken back"))
    } else {
      try store.remove([step.key], on: occasion("taken back"))
    }
    steps.removeLast()
    storedCount -= 1
    list.codes[text] = step.before
    guard let index = list.items.firstIndex(where: { $0.text == text }) else { return }
    try show(index)
    if let taken {
      hand?.chosen = Set(codebook.followed(taken).themes)
      hand?.noneFits = taken.themes.isEmpty
      hand?.memo = taken.memo
    }
    message = EntryScreen.Message(
      .information, ["Taken back: what was ticked shows again, and is not stored."])
  }

  mutating func goBack() throws {
    let place = hand?.index ?? list.items.count
    guard place > 0 else { throw EntryRefusal("This is the first comment.") }
    try show(place - 1)
  }

  // MARK: - Showing

  private func text(of index: Int) throws -> String? {
    let item = list.items[index]
    return try store.response(item.response)?.comment(item.question)
  }

  mutating func showNext(after place: Int?) throws {
    guard let index = list.next(after: place, codebook) else {
      hand = nil
      stage = .done
      return
    }
    try show(index)
  }

  /// Shows a text as it is now; one that is gone is left out, and the next one to be coded shows.
  private mutating func show(_ index: Int) throws {
    guard let text = try text(of: index) else {
      list.drop(index)
      return try showNext(after: index - 1)
    }
    list.renew(index, fingerprint: CodedText.fingerprint(of: text.utf8))
    let item = list.items[index]
    var hand = Hand(index: index, text: text, need: list.need(item, codebook))
    if let code = list.codes[item.text] {
      let followed = codebook.followed(code.themes, from: code.version)
      hand.chosen = Set(followed.themes).subtracting(followed.split)
      hand.noneFits = code.themes.isEmpty && hand.need == nil
      hand.memo = code.memo
    }
    if let rules = job.rules { hand.rules = Set(rules(text, codebook)) }
    self.hand = hand
    stage = .choosing
    filter = ""
    focus = 0
  }

  mutating func tell(_ error: StoreError) throws {
    switch error {
    case .noText, .withdrawn, .noSuchResponse:
      if let hand { try show(hand.index) }
      message = EntryScreen.Message(
        .warning, ["The comment that was shown is there no more (erased, withdrawn or held back)."])
    default: message = EntryScreen.Message([error.diagnostic])
    }
  }
}
