import EngageModel
public import EngageStore

/// Decides which texts may leave the organisation and in which words, one text at a time.
///
/// ```swift
/// var form = try ReviewForm(job, store: store, surroundings: surroundings)
/// try form.handle(.text("2"))  // leaves what the second suggestion would take out
/// try form.handle(.text("r"))  // releases the text in the words shown, and shows the next
/// ```
/// What is suggested is taken out unless a person says otherwise. Each decision is stored when it is made.
public struct ReviewForm: LineMachine, TextByText {
  enum Stage: Hashable {
    case choosing
    case marking, concern
    /// All is decided on.
    case done
    case left
  }

  /// The text in hand.
  struct Hand: Hashable {
    var index: Int
    var text: String
    var context: String?
    var session: SessionReference
    var need: ReviewList.Need?
    /// In the order of the text, without overlaps.
    var spans: [TextReview.Span]
    var decided: TextReview.Decision?
    /// Whether anything was chosen that is not stored.
    var isTouched = false

    var hidden: [TextReview.Span] { spans.filter(\.isHidden) }
    var wording: String { TextReview.wording(of: text, without: spans) }
  }

  /// What one step can be taken back to.
  private struct Step {
    var place: TextPlace
    var before: TextReview?
  }

  /// How many decisions were stored since the start.
  public private(set) var storedCount = 0
  /// How many texts were held back since the start.
  public private(set) var heldCount = 0

  let job: ReviewJob
  private let store: any ResponseStore
  private let surroundings: EntrySurroundings
  var list: ReviewList
  var hand: Hand?
  var stage = Stage.choosing
  var editor = TextEditor()
  var focus = 0
  var message: EntryScreen.Message?
  private var steps: [Step] = []

  /// Begins at the first text that nobody decided on.
  /// - Throws: `StoreError`.
  public init(_ job: ReviewJob, store: any ResponseStore, surroundings: EntrySurroundings) throws {
    self.job = job
    self.store = store
    self.surroundings = surroundings
    list = ReviewList(job.items, reviews: try store.reviews(survey: job.survey.id, event: nil))
    try showNext(after: nil)
  }

  public var isFinished: Bool { stage == .left }
  /// How many texts there are, and how many of them are decided on.
  public var counts: (decided: Int, all: Int) { (list.decidedCount, list.items.count) }

  static let backKey = EntryKey.text("b")

  var doing: TextWork {
    switch stage {
    case .choosing: .choosing
    case .marking, .concern: .writing
    case .done: .done
    case .left: .left
    }
  }

  public mutating func handle(_ key: EntryKey) throws { try press(key) }

  /// Nothing is lost: what was chosen of the text in hand is no decision yet.
  public mutating func leave() throws { stage = .left }

  public mutating func tick() {}

  // MARK: - Storing

  /// Stores a decision on the text in hand, and shows the next.
  mutating func decide(release: Bool) throws {
    guard let hand else { return }
    guard try isUnchanged(hand) else { return }
    let isRedacted = release && !hand.hidden.isEmpty
    if isRedacted, !hand.wording.contains(where: { $0.isLetter || $0.isNumber }) {
      throw EntryRefusal("Nothing would be left to read. x keeps the whole text in.")
    }
    let item = list.items[hand.index]
    let review = TextReview(
      response: item.response, question: item.question, fingerprint: item.fingerprint,
      decision: !release ? .withhold : isRedacted ? .redact : .release,
      wording: isRedacted ? hand.wording : nil, spans: hand.spans, note: list.reviews[item.place]?.note,
      by: job.reviewer, at: surroundings.now())
    let before = list.reviews[item.place]
    if try store.save([review], on: occasion("review")) > 0 {
      storedCount += 1
      steps.append(Step(place: item.place, before: before))
      list.reviews[item.place] = review
    }
    try showNext(after: hand.index)
  }

  /// Whether the text in hand is still the one that is shown; if not, shows it as it is.
  private mutating func isUnchanged(_ hand: Hand) throws -> Bool {
    if try text(of: hand.index)?.text == hand.text { return true }
    try show(hand.index)
    message = EntryScreen.Message(.warning, ["Somebody changed this text just now. Look at it again."])
    return false
  }

  /// Takes the text in hand out of everybody's sight.
  mutating func holdBack(why: String) throws {
    guard let hand, try isUnchanged(hand) else { return }
    let item = list.items[hand.index]
    try store.holdBack(
      RestrictedText(
        id: surroundings.newIdentity(), survey: job.survey.id, session: hand.session, response: item.response,
        question: item.question, text: hand.text, flagged: occasion(why)))
    heldCount += 1
    steps.removeAll { $0.place == item.place }
    list.drop(hand.index)
    try showNext(after: hand.index - 1)
    message = EntryScreen.Message(
      .safeguarding,
      ["The text is held back: only engage safeguarding shows it. Tell the right person now:"]
        + job.safeguarding)
  }

  private func occasion(_ why: String) -> Occasion {
    Occasion(at: surroundings.now(), by: job.reviewer, why: why)
  }

  mutating func undo() throws {
    guard let step = steps.last else { throw EntryRefusal("Nothing was decided yet in this sitting.") }
    guard let index = list.items.firstIndex(where: { $0.place == step.place }) else {
      steps.removeLast()
      throw EntryRefusal("That text is there no more.")
    }
    let taken = list.reviews[step.place]
    if let before = step.before, before.fingerprint == list.items[index].fingerprint {
      try store.save([before], on: occasion("taken back"))
    } else {
      try store.removeReviews(of: [step.place], on: occasion("taken back"))
    }
    steps.removeLast()
    storedCount -= 1
    list.reviews[step.place] = step.before
    try show(index)
    if let taken, taken.fingerprint == list.items[index].fingerprint { hand?.spans = taken.spans }
    message = EntryScreen.Message(
      .information, ["Taken back: what was chosen shows again, and is not stored."])
  }

  mutating func goBack() throws {
    let place = hand?.index ?? list.items.count
    guard place > 0 else { throw EntryRefusal("This is the first text.") }
    try show(place - 1)
  }

  mutating func leaveForLater() throws {
    guard let hand else { return }
    list.leaveForLater(hand.index)
    try showNext(after: hand.index)
  }

  // MARK: - Showing

  private func text(of index: Int) throws -> (text: String, response: Response)? {
    let item = list.items[index]
    guard let response = try store.response(item.response), let text = response.comment(item.question) else {
      return nil
    }
    return (text, response)
  }

  mutating func showNext(after place: Int?) throws {
    guard let index = list.next(after: place) else {
      hand = nil
      stage = .done
      return
    }
    try show(index)
  }

  /// Shows a text as it is now; one that is gone is left out, and the next one to be read shows.
  private mutating func show(_ index: Int) throws {
    guard let (text, response) = try text(of: index) else {
      list.drop(index)
      return try showNext(after: index - 1)
    }
    list.renew(index, fingerprint: CodedText.fingerprint(of: text.utf8))
    let item = list.items[index]
    let need = list.need(item)
    let review = need == nil ? list.reviews[item.place] : nil
    hand = Hand(
      index: index, text: text, context: job.context(response), session: response.session, need: need,
      spans: review?.spans ?? ReviewForm.apart(job.suggest(text), in: text), decided: review?.decision)
    stage = .choosing
    focus = 0
  }

  /// In the order of the text, without those that overlap an earlier one or do not fit.
  static func apart(_ spans: [TextReview.Span], in text: String) -> [TextReview.Span] {
    var kept: [TextReview.Span] = []
    for span in spans.sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) })
    where span.start >= kept.last?.end ?? 0 && span.start < span.end && text.characters(span.range) != nil {
      kept.append(span)
    }
    return kept
  }

  mutating func tell(_ error: StoreError) throws {
    switch error {
    case .noText, .withdrawn, .noSuchResponse:
      if let hand { try show(hand.index) }
      message = EntryScreen.Message(
        .warning, ["The text that was shown is there no more (erased, withdrawn or held back)."])
    case .changedMeanwhile:
      if let hand { try show(hand.index) }
      message = EntryScreen.Message(.warning, ["Somebody changed this text just now. Look at it again."])
    default: message = EntryScreen.Message([error.diagnostic])
    }
  }
}
