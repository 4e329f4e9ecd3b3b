public import EngageModel
import EngageStore

/// What a person is to read and decide on, and with what.
public struct ReviewJob: Sendable {
  /// With its versions pooled.
  public var survey: Survey
  public var reviewer: String
  /// What to call it on the screen.
  public var title: String
  /// In the order in which they are shown.
  public var items: [CodingItem]
  /// What in a text might tell who somebody is, with what may stand in its place.
  public var suggest: @Sendable (String) -> [TextReview.Span]
  /// Where a text comes from and whether the person agreed to be quoted, in a line.
  public var context: @Sendable (Response) -> String?
  /// Whom to ring about a worry over somebody's safety, a line each.
  public var safeguarding: [String]

  public init(
    survey: Survey, reviewer: String, title: String, items: [CodingItem],
    suggest: @escaping @Sendable (String) -> [TextReview.Span],
    context: @escaping @Sendable (Response) -> String? = { _ in nil }, safeguarding: [String] = []
  ) {
    self.survey = survey
    self.reviewer = reviewer
    self.title = title
    self.items = items
    self.suggest = suggest
    self.context = context
    self.safeguarding = safeguarding
  }
}

/// Which texts of a job were decided on, which were not, and which come next.
struct ReviewList {
  /// Why a text is to be read.
  enum Need: Hashable {
    case never
    /// Its text is another one than was read.
    case changed
  }

  private(set) var queue: TextQueue
  var reviews: [TextPlace: TextReview]

  init(_ items: [CodingItem], reviews: [TextReview]) {
    queue = TextQueue(items)
    self.reviews = Dictionary(reviews.map { ($0.place, $0) }, uniquingKeysWith: { $1 })
  }

  var items: [CodingItem] { queue.items }

  /// Why an item is to be read; `nil` where it was decided on.
  func need(_ item: CodingItem) -> Need? {
    guard let review = reviews[item.place] else { return .never }
    return review.fingerprint == item.fingerprint ? nil : .changed
  }

  var decidedCount: Int { items.count { need($0) == nil } }
  var laterCount: Int { queue.laterCount { need($0) != nil } }

  /// The next item to be read behind a place, or from the start; those left for later come last.
  mutating func next(after place: Int?) -> Int? {
    let reviews = self
    return queue.next(after: place) { reviews.need($0) != nil }
  }

  mutating func leaveForLater(_ index: Int) { queue.leaveForLater(index) }

  /// Takes the text as it is now.
  mutating func renew(_ index: Int, fingerprint: UInt64) { queue.renew(index, fingerprint: fingerprint) }

  /// Forgets an item whose text is gone.
  mutating func drop(_ index: Int) { reviews[queue.drop(index).place] = nil }
}
